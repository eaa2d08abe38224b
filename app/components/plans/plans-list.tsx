import { PLAN_STATES, type PlanState } from '~/domain/plans';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { DataList, EmptyState, FilterBar, Pager } from '../ui/list';
import { StateTag } from '../ui/state-tag';
import { PLAN_TONE } from './plan-tone';

export interface ListedPlan {
  id: string;
  number: number;
  state: PlanState;
  name: string;
  className: string | null;
  goals: number;
  hasSoft: boolean;
  softReason: boolean;
  endsOn: string;
  waiting: 'author' | 'coordinator' | 'family' | null;
  author: string;
}

interface PlansListProps {
  rows: ListedPlan[];
  total: number;
  next: string | null;
  query: { q: string; state: string; later: boolean };
  states: readonly string[];
}

/** Search, filter and the list of plans; everything chosen stands in the address. */
export function PlansList({ rows, total, next, query, states }: PlansListProps) {
  const { m, count, day, fill, number } = useWords();
  const words = m.plans.list;
  const filtered = query.q !== '' || query.state !== 'all';
  const address = (after?: string) => {
    const params = new URLSearchParams();
    if (query.q) params.set('q', query.q);
    if (query.state !== 'all') params.set('state', query.state);
    if (after) params.set('after', after);
    return `/plans${params.size ? `?${params}` : ''}`;
  };
  const known = PLAN_STATES.filter((state) => states.includes(state));
  return (
    <>
      <FilterBar
        action="/plans"
        label={m.frame.search.label}
        search={{ name: 'q', label: m.frame.list.search, value: query.q }}
        selects={[
          {
            name: 'state',
            label: m.frame.list.filter,
            value: query.state,
            options: [{ value: 'all', label: words.all }, ...known.map((value) => ({ value, label: m.vocabulary.planStates[value] }))],
          },
        ]}
        submit={m.frame.search.submit}
        clear={filtered ? { href: '/plans', label: m.frame.list.clear } : undefined}
      />
      {rows.length === 0 ? (
        <EmptyState
          title={words.empty.title}
          text={filtered ? words.empty.search : words.empty.text}
          action={filtered ? undefined : <LinkButton href="/children">{m.children.title}</LinkButton>}
        />
      ) : (
        <>
          <DataList
            caption={count(total, words.count)}
            items={rows}
            itemKey={(plan) => plan.id}
            columns={[
              { head: words.columns.child, names: true, cell: (plan) => <><a href={`/plans/${plan.id}`}>{plan.name}</a>{plan.className && <span className="small block">{plan.className}</span>}</> },
              { head: words.columns.state, cell: (plan) => <><StateTag tone={PLAN_TONE[plan.state]} text={m.vocabulary.planStates[plan.state]} /><span className="small block">{fill(m.plans.version, { n: plan.number })}</span></> },
              {
                head: words.columns.goals,
                cell: (plan) => (
                  <>
                    {count(plan.goals, words.goals)}
                    <span className="small block">{plan.hasSoft ? words.balance.soft : plan.softReason ? words.balance.reason : words.balance.missing}</span>
                  </>
                ),
              },
              { head: words.columns.waiting, cell: (plan) => (plan.waiting ? fill(words.waiting[plan.waiting], { name: plan.author }) : '—') },
              { head: words.columns.until, cell: (plan) => day(plan.endsOn) },
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
