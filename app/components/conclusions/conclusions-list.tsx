import type { ConclusionState } from '~/domain/conclusions';
import { useWords } from '~/i18n/words';
import { DataList, EmptyState, FilterBar, Pager } from '../ui/list';
import { StateTag, type Tone } from '../ui/state-tag';

export interface ListedConclusion {
  id: string;
  name: string;
  birthYear: string;
  state: ConclusionState;
  number: number | null;
  issuedOn: string | null;
  savedAt: string;
  signed: number;
}

interface ConclusionsListProps {
  rows: ListedConclusion[];
  total: number;
  next: string | null;
  query: { q: string; show: 'all' | ConclusionState; later: boolean };
}

export const CONCLUSION_TONE: Record<ConclusionState, Tone> = { draft: 'draft', issued: 'good', void: 'late' };

/** The PMPC's conclusions: search, filter, pages; everything stands in the address. */
export function ConclusionsList({ rows, total, next, query }: ConclusionsListProps) {
  const { m, count, number, fill, day, moment } = useWords();
  const { list: words, numbered } = m.conclusions;
  const filtered = query.q !== '' || query.show !== 'all';
  const address = (after?: string) => {
    const params = new URLSearchParams();
    if (query.q) params.set('q', query.q);
    if (query.show !== 'all') params.set('show', query.show);
    if (after) params.set('after', after);
    return `/conclusions${params.size ? `?${params}` : ''}`;
  };
  return (
    <>
      <FilterBar
        action="/conclusions"
        label={m.conclusions.title}
        search={{ name: 'q', label: words.search, value: query.q }}
        selects={[
          {
            name: 'show',
            label: m.frame.list.filter,
            value: query.show,
            options: (['all', 'draft', 'issued', 'void'] as const).map((value) => ({ value, label: words.show[value] })),
          },
        ]}
        submit={m.frame.search.submit}
        clear={filtered ? { href: '/conclusions', label: m.frame.list.clear } : undefined}
      />
      {rows.length === 0 ? (
        <EmptyState title={words.empty.title} text={filtered ? words.empty.search : words.empty.text} />
      ) : (
        <>
          <DataList
            caption={count(total, words.count)}
            items={rows}
            itemKey={({ id }) => id}
            columns={[
              {
                head: words.columns.child,
                names: true,
                cell: (row) => (
                  <a href={`/conclusions/${row.id}`}>
                    {row.name}, {fill(words.birthYear, { year: row.birthYear })}
                  </a>
                ),
              },
              {
                head: words.columns.number,
                cell: (row) => (row.number !== null && row.issuedOn ? fill(numbered, { number: row.number, day: day(row.issuedOn) }) : words.noNumber),
              },
              { head: words.columns.state, cell: (row) => <StateTag tone={CONCLUSION_TONE[row.state]} text={m.vocabulary.conclusionStates[row.state]} /> },
              { head: words.columns.signatures, number: true, cell: (row) => number(row.signed) },
              { head: words.columns.saved, cell: (row) => moment(row.savedAt) },
            ]}
          />
          <Pager
            label={m.frame.list.paging}
            count={fill(m.frame.list.shown, { shown: number(rows.length), total: number(total) })}
            first={query.later ? { href: address(), label: m.frame.list.first } : undefined}
            next={next ? { href: address(next), label: m.frame.list.next } : undefined}
          />
        </>
      )}
    </>
  );
}
