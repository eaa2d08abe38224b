import type { Urgency } from '~/domain/queue';
import { useWords } from '~/i18n/words';
import { DataList, EmptyState, Pager } from '../ui/list';

interface ListedJump {
  id: string;
  requestId: string;
  name: string;
  at: number;
  before: Urgency;
  after: Urgency;
  reason: string;
  author: string;
}

/** Every change of the order by hand, the latest first. */
export function JumpsList({ rows, total, next, later }: { rows: ListedJump[]; total: number; next: string | null; later: boolean }) {
  const { m, fill, count, number, moment } = useWords();
  const words = m.queue.jumps;
  if (rows.length === 0) return <EmptyState title={m.queue.empty.title} text={words.empty} />;
  return (
    <>
      <DataList
        caption={count(total, words.count)}
        items={rows}
        itemKey={({ id }) => id}
        columns={[
          { head: words.columns.child, names: true, cell: (row) => <a href={`/requests/${row.requestId}`}>{row.name}</a> },
          { head: words.columns.at, cell: ({ at }) => moment(at) },
          { head: words.columns.change, cell: ({ before, after }) => fill(words.change, { before: m.vocabulary.urgencies[before], after: m.vocabulary.urgencies[after] }) },
          { head: words.columns.reason, cell: ({ reason }) => reason },
          { head: words.columns.author, cell: ({ author }) => author },
        ]}
      />
      <Pager
        label={m.frame.list.paging}
        count={fill(m.frame.list.shown, { shown: number(rows.length), total: number(total) })}
        first={later ? { href: '/queue/jumps', label: m.frame.list.first } : undefined}
        next={next ? { href: `/queue/jumps?after=${encodeURIComponent(next)}`, label: m.frame.list.next } : undefined}
      />
    </>
  );
}
