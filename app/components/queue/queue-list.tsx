import type { InstructionLanguage } from '~/domain/children';
import { INSTRUCTION_LANGUAGES } from '~/domain/children';
import type { Language } from '~/domain/languages';
import { CASE_KINDS, REQUEST_CHANNELS, URGENCIES, type CaseKind, type RequestChannel, type RequestState, type Urgency } from '~/domain/queue';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { DataList, EmptyState, FilterBar, Pager, type Column } from '../ui/list';
import { StateTag } from '../ui/state-tag';
import { ClockTag } from './clock-tag';
import { ExpectedWeek } from './expected-week';

export interface QueuedRequest {
  id: string;
  place: number | null;
  name: string;
  birthYear: string;
  age: { years: number; months: number };
  state: RequestState;
  caseKind: CaseKind;
  channel: RequestChannel;
  urgency: Urgency;
  jumped: boolean;
  days: number;
  expected: { monday: string | null; from: string | null; to: string | null } | null;
  owed: number;
  clock: { names: Record<Language, string>; due: string; state: 'met' | 'running' | 'late'; leftDays: number } | null;
  visit: { on: string; at: string } | null;
}

const SHOWS = ['waiting', 'booked', 'seen', 'open', 'closed', 'withdrawn'] as const;

interface QueueListProps {
  rows: QueuedRequest[];
  total: number;
  next: string | null;
  query: { q: string; show: (typeof SHOWS)[number]; urgency: Urgency | null; caseKind: CaseKind | null; channel: RequestChannel | null; language: InstructionLanguage | null; owed: 'yes' | 'no' | null };
  /** The filters of the address, as they stand there. */
  filters: string;
  later: boolean;
}

/** Years of age; months below two years. */
export function useAge() {
  const { m, count } = useWords();
  return ({ years, months }: { years: number; months: number }) => (years >= 2 ? count(years, m.frame.years) : count(years * 12 + months, m.frame.months));
}

/** A PMPC's queue with its filters and pages; everything stands in the address. */
export function QueueList({ rows, total, next, query, filters, later }: QueueListProps) {
  const { m, count, number, fill } = useWords();
  const columns = useColumns();
  const words = m.queue;
  const address = (after?: string) => {
    const params = new URLSearchParams(filters);
    if (after) params.set('after', after);
    return `/queue${params.size ? `?${params}` : ''}`;
  };
  const select = <Value extends string>(name: string, label: string, value: Value | null, values: readonly Value[], labels: Record<Value, string>) => ({
    name, label, value: value ?? '', options: [{ value: '', label: m.frame.list.all }, ...values.map((one) => ({ value: one, label: labels[one] }))],
  });
  return (
    <>
      <FilterBar
        action="/queue"
        label={words.title}
        search={{ name: 'q', label: m.frame.list.search, value: query.q }}
        selects={[
          { name: 'show', label: m.frame.list.filter, value: query.show, options: SHOWS.map((value) => ({ value, label: words.shows[value] })) },
        ]}
        more={{
          label: words.filters.more,
          selects: [
            select('urgency', words.filters.urgency, query.urgency, URGENCIES, m.vocabulary.urgencies),
            select('kind', words.filters.caseKind, query.caseKind, CASE_KINDS, m.vocabulary.caseKinds),
            select('channel', words.filters.channel, query.channel, REQUEST_CHANNELS, m.vocabulary.requestChannels),
            select('language', words.filters.language, query.language, INSTRUCTION_LANGUAGES, m.vocabulary.instructionLanguages),
            select('owed', words.filters.owed, query.owed, ['yes', 'no'], words.owed),
          ],
        }}
        submit={m.frame.search.submit}
        clear={filters ? { href: '/queue', label: m.frame.list.clear } : undefined}
      />
      {rows.length === 0 ? (
        <EmptyState title={words.empty.title} text={filters ? words.empty.search : words.empty.waiting} />
      ) : (
        <>
          <DataList caption={count(total, words.count)} items={rows} itemKey={(row) => row.id} columns={columns} />
          <Pager
            label={m.frame.list.paging}
            count={fill(m.frame.list.shown, { shown: number(rows.length), total: number(total) })}
            first={later ? { href: address(), label: m.frame.list.first } : undefined}
            next={next ? { href: address(next), label: m.frame.list.next } : undefined}
          />
        </>
      )}
      <p className="actions mt-4"><LinkButton kind="quiet" href={`/queue/paper${filters ? `?${filters}` : ''}`}>{m.frame.print}</LinkButton></p>
    </>
  );
}

function useColumns(): Column<QueuedRequest>[] {
  const { m, count, number, fill } = useWords();
  const ageOf = useAge();
  const words = m.queue;
  return [
    { head: words.columns.place, number: true, cell: ({ place }) => (place === null ? '—' : number(place)) },
    {
      head: words.columns.child,
      names: true,
      cell: (row) => (
        <>
          <a href={`/requests/${row.id}`}>{row.name}</a>
          <span className="small block">{fill(words.child, { age: ageOf(row.age), kind: m.vocabulary.caseKinds[row.caseKind] })} · {m.vocabulary.requestChannels[row.channel]}</span>
        </>
      ),
    },
    { head: words.columns.waits, cell: (row) => <>{count(row.days, words.days)} <ClockTag clock={row.clock} /></> },
    { head: words.columns.when, cell: (row) => <When row={row} /> },
    { head: words.columns.order, cell: (row) => <Order row={row} /> },
    { head: words.columns.papers, cell: ({ owed }) => (owed === 0 ? words.papersThere : count(owed, words.papers)) },
  ];
}

function Order({ row: { urgency, jumped } }: { row: QueuedRequest }) {
  const { m } = useWords();
  const label = m.vocabulary.urgencies[urgency];
  return (
    <>
      {urgency === 'usual' ? label : <StateTag tone={urgency === 'urgent' ? 'late' : 'watch'} text={label} />}
      {jumped && <span className="small block">{m.queue.jumped}</span>}
    </>
  );
}

/** The appointment where there is one, else the expected week, else where the matter stands. */
export function When({ row: { visit, state, expected } }: { row: Pick<QueuedRequest, 'visit' | 'state' | 'expected'> }) {
  const { m, fill, day } = useWords();
  if (visit) return <>{fill(m.queue.visit, { day: day(visit.on), time: visit.at })}</>;
  return state === 'waiting' ? <ExpectedWeek expected={expected} /> : <>{m.vocabulary.requestStates[state]}</>;
}
