import type { Language } from '~/domain/languages';
import type { ReferralState } from '~/domain/referrals';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { DataList, EmptyState, FilterBar, Pager, type Column } from '../ui/list';
import { StateTag } from '../ui/state-tag';
import { REFERRAL_TONE } from './referral-sheet';

export interface ListedReferral {
  id: string;
  name: string;
  age: number;
  state: ReferralState;
  other: Record<Language, string> | null;
  on: string;
  waiting: number;
  late: boolean;
  debts: number;
  place: number | null;
}

type Show = 'all' | ReferralState;

interface ReferralsListProps {
  rows: ListedReferral[];
  total: number;
  next: string | null;
  as: 'queue' | 'own';
  query: { q: string; show: Show; otherwise: Show; later: boolean };
}

/** A PMPC's queue or a school's own referrals; everything stands in the address. */
export function ReferralsList({ rows, total, next, as, query }: ReferralsListProps) {
  const { m, count, number, fill, day, inOwn } = useWords();
  const words = m.referrals;
  const isQueue = as === 'queue';
  const filtered = query.q !== '' || query.show !== query.otherwise;
  const shows: Show[] = isQueue ? ['sent', 'accepted', 'closed', 'all'] : ['all', 'draft', 'sent', 'accepted', 'declined', 'withdrawn', 'closed'];
  const address = (after?: string) => {
    const params = new URLSearchParams();
    if (query.q) params.set('q', query.q);
    if (query.show !== query.otherwise) params.set('show', query.show);
    if (after) params.set('after', after);
    return `/referrals${params.size ? `?${params}` : ''}`;
  };
  const columns: Column<ListedReferral>[] = [
    {
      head: words.columns.name,
      names: true,
      cell: (row) => <a href={`/referrals/${row.id}`}>{fill(words.age, { name: row.name, age: count(row.age, m.frame.years) })}</a>,
    },
    ...(isQueue ? [{ head: words.columns.place, cell: (row: ListedReferral) => (row.place === null ? '—' : number(row.place)) }] : []),
    { head: isQueue ? words.columns.other : words.columns.otherOwn, cell: (row) => (row.other ? inOwn(row.other).text : words.family) },
    { head: isQueue ? words.columns.on : words.columns.onOwn, cell: (row) => day(row.on) },
    {
      head: words.columns.waiting,
      cell: (row) =>
        row.state !== 'sent' ? '—' : row.late ? <StateTag tone="late" text={count(row.waiting, words.waiting)} /> : count(row.waiting, words.waiting),
    },
    { head: words.columns.debts, cell: (row) => (row.debts === 0 ? words.complete : count(row.debts, words.debts)) },
    { head: words.columns.state, cell: (row) => <StateTag tone={REFERRAL_TONE[row.state]} text={m.vocabulary.referralStates[row.state]} /> },
  ];
  return (
    <>
      <FilterBar
        action="/referrals"
        label={m.frame.search.label}
        search={{ name: 'q', label: m.frame.list.search, value: query.q }}
        selects={[{ name: 'show', label: m.frame.list.filter, value: query.show, options: shows.map((value) => ({ value, label: words.show[value] })) }]}
        submit={m.frame.search.submit}
        clear={filtered ? { href: '/referrals', label: m.frame.list.clear } : undefined}
      />
      {rows.length === 0 ? (
        <EmptyState
          title={words.empty.title}
          text={filtered ? words.empty.search : isQueue ? words.empty.queue : words.empty.own}
          action={isQueue || filtered ? undefined : <LinkButton href="/children">{words.empty.children}</LinkButton>}
        />
      ) : (
        <>
          <DataList caption={count(total, words.queueCount)} items={rows} itemKey={(row) => row.id} columns={columns} />
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
