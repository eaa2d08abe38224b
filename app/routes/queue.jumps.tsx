import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { JumpsList } from '~/components/queue/jumps-list';
import { QueueTabs } from '~/components/queue/queue-tabs';
import { PageHead } from '~/components/ui/page';
import { afterOf } from '~/domain/lists';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { listJumps } from '~/services/queue.server';

export const handle: Handle = { title: (m) => m.queue.jumps.title };

export const loader = signedInLoader(async ({ ctx, url }) => {
  const after = afterOf(url.searchParams.get('after'));
  return { ...(await listJumps(ctx, after)), later: after !== null };
});

export default function Jumps() {
  const list = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead title={m.queue.jumps.title} meta={m.queue.jumps.lead} breadcrumb={[{ label: m.queue.title, href: '/queue' }, { label: m.queue.jumps.title }]} breadcrumbLabel={m.frame.breadcrumb} />
      <QueueTabs current="jumps" />
      <JumpsList {...list} />
    </>
  );
}
