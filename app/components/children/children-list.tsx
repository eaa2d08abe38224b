import type { Language } from '~/domain/languages';
import type { Stage } from '~/domain/stages';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { DataList, EmptyState, FilterBar, Pager } from '../ui/list';
import { StateTag, type Tone } from '../ui/state-tag';

export interface ListedChild {
  id: string;
  name: string;
  age: number;
  className: string | null;
  school: Partial<Record<Language, string>> | null;
  stage: Stage;
}

interface ChildrenListProps {
  rows: ListedChild[];
  total: number;
  next: string | null;
  query: { q: string; show: 'all' | 'with-plan' | 'without-plan'; later: boolean };
  mayRegister: boolean;
  /** What to tell a reader who has no child at all. */
  empty: string;
}

const TONE: Record<Stage, Tone> = { referral: 'draft', assessment: 'review', conclusion: 'review', plan: 'review', progress: 'good', review: 'watch' };

/** Search, filter, the list and its pages; everything stands in the address. */
export function ChildrenList({ rows, total, next, query, mayRegister, empty }: ChildrenListProps) {
  const { m, inOwn, count, number, fill } = useWords();
  const words = m.children;
  const filtered = query.q !== '' || query.show !== 'all';
  const address = (after?: string) => {
    const params = new URLSearchParams();
    if (query.q) params.set('q', query.q);
    if (query.show !== 'all') params.set('show', query.show);
    if (after) params.set('after', after);
    return `/children${params.size ? `?${params}` : ''}`;
  };
  return (
    <>
      <FilterBar
        action="/children"
        label={m.frame.search.label}
        search={{ name: 'q', label: m.frame.list.search, value: query.q }}
        selects={[
          {
            name: 'show',
            label: m.frame.list.filter,
            value: query.show,
            options: (['all', 'with-plan', 'without-plan'] as const).map((value) => ({ value, label: words.show[value] })),
          },
        ]}
        submit={m.frame.search.submit}
        clear={filtered ? { href: '/children', label: m.frame.list.clear } : undefined}
      />
      {rows.length === 0 ? (
        <EmptyState
          title={words.empty.title}
          text={filtered ? words.empty.search : empty}
          action={mayRegister && !filtered ? <LinkButton href="/children/new">{words.register}</LinkButton> : undefined}
        />
      ) : (
        <>
          <DataList
            caption={count(total, words.count)}
            items={rows}
            itemKey={(child) => child.id}
            columns={[
              { head: words.columns.name, names: true, cell: (child) => <a href={`/children/${child.id}`}>{child.name}</a> },
              { head: words.columns.age, number: true, cell: (child) => count(child.age, m.frame.years) },
              { head: words.columns.place, cell: (child) => [child.className, child.school && inOwn(child.school).text].filter(Boolean).join(' · ') || '—' },
              { head: words.columns.stage, cell: (child) => <StateTag tone={TONE[child.stage]} text={words.stages[child.stage]} /> },
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
