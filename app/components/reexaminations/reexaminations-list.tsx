import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { DataList, EmptyState, FilterBar, Pager } from '../ui/list';
import { StateTag, type Tone } from '../ui/state-tag';

export interface ListedReexamination {
  id: string;
  childId: string;
  name: string;
  birthYear: string;
  className: string | null;
  school: Record<Language, string> | null;
  dueOn: string;
  startOn: string;
  week: string;
  state: 'start' | 'soon' | 'over' | 'later';
  underway: boolean;
}

const SHOWN = ['start', 'soon', 'over', 'all'] as const;
const TONE: Record<ListedReexamination['state'], Tone> = { over: 'late', start: 'watch', soon: 'review', later: 'draft' };

interface ReexaminationsListProps {
  rows: ListedReexamination[];
  total: number;
  next: string | null;
  counts: Record<'start' | 'soon' | 'over', number>;
  query: { q: string; show: (typeof SHOWN)[number]; later: boolean };
  mayRefer: boolean;
}

/** Whose conclusion is near its end, by the week it ends in. */
export function ReexaminationsList({ rows, total, next, counts, query, mayRefer }: ReexaminationsListProps) {
  const { m, fill, count, number, day, dayAndMonth, inOwn } = useWords();
  const words = m.reexaminations;
  const path = '/reexaminations';
  const filtered = query.q !== '' || query.show !== 'start';
  const address = (after?: string) => {
    const params = new URLSearchParams();
    if (query.q) params.set('q', query.q);
    if (query.show !== 'start') params.set('show', query.show);
    if (after) params.set('after', after);
    return `${path}${params.size ? `?${params}` : ''}`;
  };
  const counted = (show: (typeof SHOWN)[number]) => (show === 'all' ? words.show.all : `${words.show[show]} (${number(counts[show])})`);
  return (
    <>
      <FilterBar
        action={path}
        label={m.frame.search.label}
        search={{ name: 'q', label: m.frame.list.search, value: query.q }}
        selects={[{ name: 'show', label: words.filter, value: query.show, options: SHOWN.map((value) => ({ value, label: counted(value) })) }]}
        submit={m.frame.search.submit}
        clear={filtered ? { href: path, label: m.frame.list.clear } : undefined}
      />
      {rows.length === 0 ? (
        <EmptyState title={words.empty.title} text={query.q ? words.empty.search : words.empty.text} action={query.show === 'all' ? undefined : <LinkButton href={`${path}?show=all`}>{words.showAll}</LinkButton>} />
      ) : (
        <>
          <DataList
            caption={count(total, words.count)}
            items={rows}
            itemKey={({ id }) => id}
            columns={[
              { head: words.columns.child, names: true, cell: (row) => <><a href={`/children/${row.childId}`}>{row.name}</a><span className="small block font-normal">{row.birthYear}</span></> },
              { head: words.columns.place, cell: (row) => [row.className, row.school && inOwn(row.school).text].filter(Boolean).join(' · ') || '—' },
              { head: words.columns.due, cell: (row) => <>{day(row.dueOn)}<span className="small block">{fill(words.week, { day: dayAndMonth(row.week) })}</span></> },
              { head: words.columns.start, cell: (row) => day(row.startOn) },
              { head: words.columns.state, cell: (row) => <StateTag tone={TONE[row.state]} text={words.states[row.state]} /> },
              {
                head: words.columns.act,
                cell: (row) =>
                  row.underway ? (
                    words.underway
                  ) : mayRefer ? (
                    <a href={`/children/${row.childId}/referrals/new`}>
                      {words.refer}
                      <span className="sr-only">: {row.name}</span>
                    </a>
                  ) : (
                    '—'
                  ),
              },
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
