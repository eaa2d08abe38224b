import { JOURNALS, type JournalName } from '~/domain/journals';
import { useWords } from '~/i18n/words';
import { EmptyState, FilterBar, Pager } from '../ui/list';
import { Tabs } from '../ui/page';
import { TableView, type SaidTable } from './table-view';

interface JournalListProps {
  name: JournalName;
  open: JournalName[];
  table: SaidTable;
  hrefs: (string | null)[];
  total: number;
  next: string | null;
  query: { year: number; month: number | null; q: string; later: boolean };
  thisYear: number;
}

/** The query of a journal as an address keeps it. */
export function journalParams({ year, month, q }: { year: number; month: number | null; q: string }): URLSearchParams {
  const params = new URLSearchParams({ year: String(year) });
  if (month !== null) params.set('month', String(month));
  if (q) params.set('q', q);
  return params;
}

/** One of the PMPC's books, a page at a time. */
export function JournalList({ name, open, table, hrefs, total, next, query, thisYear }: JournalListProps) {
  const { m, fill, count, number } = useWords();
  const words = m.reports.journals;
  const path = `/load/journals/${name}`;
  const years = Array.from({ length: 6 }, (_, index) => String(thisYear - index));
  const months = Array.from({ length: 12 }, (_, index) => String(index + 1));
  const filtered = query.q !== '' || query.month !== null || query.year !== thisYear;
  const address = (after?: string) => {
    const params = journalParams(query);
    if (after) params.set('after', after);
    return `${path}?${params}`;
  };
  return (
    <>
      <Tabs label={words.tabs} items={JOURNALS.filter((one) => open.includes(one)).map((one) => ({ href: `/load/journals/${one}`, label: words.names[one], current: one === name }))} />
      <FilterBar
        action={path}
        label={m.frame.search.label}
        search={{ name: 'q', label: m.frame.list.search, value: query.q }}
        selects={[
          { name: 'year', label: m.reports.year, value: String(query.year), options: [...new Set([...years, String(query.year)])].map((value) => ({ value, label: value })) },
          { name: 'month', label: words.month, value: String(query.month ?? ''), options: [{ value: '', label: words.wholeYear }, ...months.map((value) => ({ value, label: value }))] },
        ]}
        submit={m.frame.search.submit}
        clear={filtered ? { href: path, label: m.frame.list.clear } : undefined}
      />
      {table.rows.length === 0 ? (
        <EmptyState title={words.empty.title} text={query.q ? words.empty.search : words.empty.text} />
      ) : (
        <>
          <TableView table={table} caption={count(total, words.count)} names={1} hrefs={hrefs} />
          <Pager
            label={m.frame.list.paging}
            count={fill(m.frame.list.shown, { shown: number(table.rows.length), total: number(total) })}
            first={query.later ? { href: address(), label: m.frame.list.first } : undefined}
            next={next ? { href: address(next), label: m.frame.list.next } : undefined}
          />
        </>
      )}
    </>
  );
}
