import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { JournalList } from '~/components/handovers/journal';
import { PageHead } from '~/components/ui/page';
import { afterOf } from '~/domain/lists';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { listHandovers } from '~/services/handovers.server';

export const handle: Handle = { title: (m) => m.handovers.title };

export const loader = signedInLoader(async ({ ctx, url }) => {
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
  const asked = url.searchParams.get('year') ?? '';
  const year = /^20\d\d$/.test(asked) ? Number(asked) : Number(ctx.today.slice(0, 4));
  const after = afterOf(url.searchParams.get('after'));
  const journal = await listHandovers(ctx, { year, q, after });
  return { ...journal, query: { q, year, later: after !== null } };
});

export default function Journal() {
  const journal = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead
        title={m.handovers.title}
        breadcrumb={[{ label: m.conclusions.title, href: '/conclusions' }, { label: m.handovers.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={<p className="max-w-reading">{m.handovers.journal.lead}</p>}
      />
      <JournalList {...journal} />
    </>
  );
}
