import type { InstructionLanguage } from '~/domain/assistants';
import { WEEKDAYS } from '~/domain/assistants';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { Section, Stack } from '../ui/card';
import { DataList, EmptyState, FilterBar } from '../ui/list';
import { Notice } from '../ui/notice';
import { StateTag } from '../ui/state-tag';

interface Slot {
  weekday: number;
  startsAt: string;
  endsAt: string;
}

export interface BoardNeed {
  id: string;
  childId: string;
  name: string;
  className: string | null;
  hours: number;
  covered: number;
  missing: number;
  coming: { on: string; hours: number } | null;
  waitingDays: number;
  validFrom: string;
  validTo: string;
}

export interface BoardAssistant {
  id: string;
  name: string;
  hours: number;
  assigned: number;
  free: number;
  qualification: string;
  languages: InstructionLanguage[];
  validTo: string | null;
  over: number;
  clashes: Slot[];
}

export interface BoardWeek {
  userId: string;
  name: string;
  slots: (Slot & { assignmentId: string; childName: string })[];
}

export interface BoardProps {
  needs: BoardNeed[];
  total: number;
  missingHours: number;
  pool: BoardAssistant[];
  week: BoardWeek[];
  query: { q: string; show: 'missing' | 'all' };
  can: { assign: boolean; addContract: boolean };
}

/** Hours not covered on top, then who could cover them, then the week as it stands. */
export function AssistantsBoard(props: BoardProps) {
  const { m } = useWords();
  const words = m.assistants;
  return (
    <Stack>
      <Section id="needs" title={words.needs.title}>
        <Needs {...props} />
      </Section>
      <Section id="pool" title={words.pool.title}>
        <Pool {...props} />
      </Section>
      <Section id="week" title={words.week.title}>
        <Week {...props} />
      </Section>
    </Stack>
  );
}

function Needs({ needs, total, missingHours, query, can }: BoardProps) {
  const { m, fill, count, number, day, dayAndMonth } = useWords();
  const words = m.assistants.needs;
  const hours = (n: number) => fill(m.frame.hours, { n: number(n) });
  const filtered = query.q !== '' || query.show !== 'missing';
  if (total === 0) return <EmptyState title={words.empty.title} text={words.empty.text} />;
  return (
    <>
      {missingHours > 0 ? <Notice kind="needs" title={fill(words.sum, { n: number(missingHours) })} /> : <Notice kind="good">{words.enough}</Notice>}
      <div className="mt-4">
        <FilterBar
          action="/assistants"
          label={m.assistants.filters}
          search={{ name: 'q', label: m.frame.list.search, value: query.q }}
          selects={[{ name: 'show', label: m.frame.list.filter, value: query.show, options: (['missing', 'all'] as const).map((value) => ({ value, label: words.show[value] })) }]}
          submit={m.frame.search.submit}
          clear={filtered ? { href: '/assistants', label: m.frame.list.clear } : undefined}
        />
      </div>
      {needs.length === 0 ? (
        <EmptyState title={filtered ? words.empty.search : words.enough} />
      ) : (
        <DataList
          caption={count(needs.length, words.count)}
          items={needs}
          itemKey={(need) => need.id}
          columns={[
            {
              head: words.columns.child,
              names: true,
              cell: (need) => (
                <>
                  <a href={`/children/${need.childId}`}>{need.name}</a>
                  {need.className && <span className="small"> · {need.className}</span>}
                </>
              ),
            },
            { head: words.columns.hours, number: true, cell: (need) => hours(need.hours) },
            {
              head: words.columns.covered,
              number: true,
              cell: (need) => (
                <>
                  {hours(need.covered)}
                  {need.coming && <span className="small block">{fill(words.coming, { day: dayAndMonth(need.coming.on), n: number(need.coming.hours) })}</span>}
                </>
              ),
            },
            { head: words.columns.missing, number: true, cell: (need) => (need.missing > 0 ? <StateTag tone="watch" text={hours(need.missing)} /> : <StateTag tone="good" text={words.done} />) },
            { head: words.columns.waiting, number: true, cell: (need) => (need.missing > 0 ? count(need.waitingDays, words.days) : '—') },
            { head: words.columns.period, cell: (need) => fill(m.assistants.form.from, { from: day(need.validFrom), to: day(need.validTo) }) },
            { head: words.columns.deed, cell: (need) => (can.assign && need.missing > 0 ? <a href={`/needs/${need.id}/assignment`}>{words.assign}</a> : '—') },
          ]}
        />
      )}
    </>
  );
}

function Pool({ pool, can }: BoardProps) {
  const { m, fill, count, number, day, weekday } = useWords();
  const words = m.assistants.pool;
  const hours = (n: number) => fill(m.frame.hours, { n: number(n) });
  if (pool.length === 0) {
    return (
      <EmptyState
        title={words.empty.title}
        text={words.empty.text}
        action={can.addContract ? <LinkButton href="/assistants/new">{words.add}</LinkButton> : undefined}
      />
    );
  }
  return (
    <DataList
      caption={count(pool.length, words.count)}
      items={pool}
      itemKey={(one) => one.id}
      columns={[
        {
          head: words.columns.name,
          names: true,
          cell: (one) => (
            <>
              {one.name}
              {one.validTo && <span className="small block">{fill(words.until, { day: day(one.validTo) })}</span>}
            </>
          ),
        },
        { head: words.columns.hours, number: true, cell: (one) => hours(one.hours) },
        {
          head: words.columns.assigned,
          number: true,
          cell: (one) => (
            <>
              {hours(one.assigned)}
              {one.over > 0 && <StateTag tone="late" text={fill(words.over, { n: number(one.over) })} />}
              {one.clashes.map((slot) => (
                <StateTag key={`${slot.weekday} ${slot.startsAt}`} tone="late" text={fill(words.clash, { weekday: weekday(slot.weekday), from: slot.startsAt, to: slot.endsAt })} />
              ))}
            </>
          ),
        },
        { head: words.columns.free, number: true, cell: (one) => hours(one.free) },
        { head: words.columns.qualification, cell: (one) => one.qualification },
        { head: words.columns.languages, cell: (one) => one.languages.map((language) => m.vocabulary.instructionLanguages[language]).join(', ') },
      ]}
    />
  );
}

function Week({ week }: BoardProps) {
  const { m, weekday } = useWords();
  const words = m.assistants.week;
  if (week.length === 0) return <EmptyState title={words.empty.title} text={words.empty.text} />;
  const cell = (row: BoardWeek, which: number) => {
    const slots = row.slots.filter((slot) => slot.weekday === which);
    if (slots.length === 0) return words.none;
    return slots.map((slot) => (
      <span key={`${slot.startsAt} ${slot.assignmentId}`} className="block">
        <span className="num">{`${slot.startsAt}–${slot.endsAt} `}</span>
        <a href={`/assignments/${slot.assignmentId}`}>{slot.childName}</a>
      </span>
    ));
  };
  return (
    <DataList
      caption={words.caption}
      captionHidden
      items={week}
      itemKey={(row) => row.userId}
      columns={[
        { head: m.assistants.pool.columns.name, names: true, cell: (row) => row.name },
        ...WEEKDAYS.map((which) => ({ head: weekday(which), cell: (row: BoardWeek) => cell(row, which) })),
      ]}
    />
  );
}
