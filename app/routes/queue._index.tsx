import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { HowExpected } from '~/components/queue/how-expected';
import { QueueList } from '~/components/queue/queue-list';
import { QueueTabs } from '~/components/queue/queue-tabs';
import { LinkButton } from '~/components/ui/button';
import { PageHead } from '~/components/ui/page';
import { signedInLoader } from '~/http/door.server';
import { filtersOf, queueQueryOf } from '~/http/queue-query.server';
import { useWords } from '~/i18n/words';
import { listQueue } from '~/services/queue.server';

export const handle: Handle = { title: (m) => m.queue.title };

export const loader = signedInLoader(async ({ ctx, url }) => {
  const { after, ...query } = queueQueryOf(url);
  const { rows, total, next, how, can } = await listQueue(ctx, { ...query, after });
  return { rows, total, next, how, can, query, filters: filtersOf({ ...query, after }), later: after !== null };
});

export default function Queue() {
  const { rows, total, next, how, can, query, filters, later } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead
        title={m.queue.title}
        actions={
          <>
            <LinkButton href="/load/journals/registration">{m.load.journals}</LinkButton>
            {can.record && <LinkButton kind="main" href="/requests/new">{m.queue.record}</LinkButton>}
          </>
        }
      />
      <QueueTabs current="queue" />
      <QueueList rows={rows} total={total} next={next} query={query} filters={filters} later={later} />
      <HowExpected how={how} />
    </>
  );
}
