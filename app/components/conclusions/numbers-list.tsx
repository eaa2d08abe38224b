import type { ConclusionState } from '~/domain/conclusions';
import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { DataList, EmptyState, FilterBar, Pager, type Column } from '../ui/list';
import { PaperFrame } from '../ui/paper';
import { StateTag } from '../ui/state-tag';
import { CONCLUSION_TONE } from './conclusions-list';

export interface GivenNumber {
  id: string;
  number: number;
  issuedOn: string;
  state: ConclusionState;
  voidReason: string | null;
  voidedOn: string | null;
}

function useColumns(): Column<GivenNumber>[] {
  const { m, day, fill } = useWords();
  const words = m.conclusions.numbers;
  return [
    { head: words.columns.number, names: true, cell: ({ number }) => `№ ${number}` },
    { head: words.columns.day, cell: ({ issuedOn }) => day(issuedOn) },
    { head: words.columns.state, cell: ({ state }) => <StateTag tone={CONCLUSION_TONE[state]} text={m.vocabulary.conclusionStates[state]} /> },
    { head: words.columns.reason, cell: ({ voidReason, voidedOn }) => (voidReason && voidedOn ? fill(words.voidedOn, { reason: voidReason, day: day(voidedOn) }) : '') },
  ];
}

interface NumbersListProps {
  rows: GivenNumber[];
  total: number;
  next: string | null;
  year: number;
  years: number[];
  later: boolean;
}

/** The numbers a PMPC has given in a year, the latest first; each leads to its conclusion. */
export function NumbersList({ rows, total, next, year, years, later }: NumbersListProps) {
  const { m, count, fill, number } = useWords();
  const words = m.conclusions.numbers;
  const [named, ...others] = useColumns();
  const address = (after?: string) => `/conclusions/numbers?year=${year}${after ? `&after=${encodeURIComponent(after)}` : ''}`;
  return (
    <>
      <FilterBar
        action="/conclusions/numbers"
        label={words.title}
        selects={[{ name: 'year', label: words.year, value: String(year), options: [...new Set([year, ...years])].sort((one, other) => other - one).map((one) => ({ value: String(one), label: String(one) })) }]}
        submit={words.show}
      />
      {rows.length === 0 || !named ? (
        <EmptyState title={words.empty} />
      ) : (
        <>
          <DataList
            caption={count(total, words.count)}
            items={rows}
            itemKey={({ id }) => id}
            columns={[{ ...named, cell: (row) => <a href={`/conclusions/${row.id}`}>{named.cell(row)}</a> }, ...others]}
          />
          <Pager
            label={m.frame.list.paging}
            count={fill(m.frame.list.shown, { shown: number(rows.length), total: number(total) })}
            first={later ? { href: address(), label: m.frame.list.first } : undefined}
            next={next ? { href: address(next), label: m.frame.list.next } : undefined}
          />
        </>
      )}
    </>
  );
}

interface NumbersPaperProps {
  numbers: { year: number; rows: GivenNumber[]; pmpc: Partial<Record<Language, string>>; printedBy: string; printedAt: string };
}

/** The journal of a year to print, in the order of its numbers and without names. */
export function NumbersPaper({ numbers }: NumbersPaperProps) {
  const { language, m, count, fill, inOwn, moment } = useWords();
  const words = m.conclusions.numbers;
  const columns = useColumns();
  const { year, rows, pmpc, printedBy, printedAt } = numbers;
  return (
    <PaperFrame
      title={fill(words.printedTitle, { year })}
      organisation={inOwn(pmpc).text}
      child={inOwn(pmpc).text}
      lang={language}
      signatures={[{ role: m.conclusions.paper.head }]}
      printed={fill(m.frame.printed, { when: moment(printedAt), who: printedBy })}
    >
      {rows.length === 0 ? <p>{words.empty}</p> : <DataList caption={count(rows.length, words.count)} stacks={false} items={rows} itemKey={({ id }) => id} columns={columns} />}
    </PaperFrame>
  );
}
