import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { QueueTabs } from '~/components/queue/queue-tabs';
import { ReexaminationsList } from '~/components/reexaminations/reexaminations-list';
import { PageHead } from '~/components/ui/page';
import { afterOf } from '~/domain/lists';
import { REEXAMINATION_FILTERS } from '~/domain/reexaminations';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { listReexaminations } from '~/services/reexaminations.server';

export const handle: Handle = { title: (m) => m.reexaminations.title };

export const loader = signedInLoader(async ({ ctx, url }) => {
  const q = (url.searchParams.get('q') ?? '').slice(0, 100);
  const show = REEXAMINATION_FILTERS.find((filter) => filter === url.searchParams.get('show')) ?? 'start';
  const after = afterOf(url.searchParams.get('after'));
  return { ...(await listReexaminations(ctx, { q, show, after })), query: { q, show, later: after !== null }, atSchool: ctx.actor.role === 'school_coordinator' };
});

export default function Reexaminations() {
  const { rows, total, next, counts, leadDays, can, query, atSchool } = useLoaderData<typeof loader>();
  const { m, count } = useWords();
  const words = m.reexaminations;
  return (
    <>
      <PageHead
        title={words.title}
        breadcrumb={[atSchool ? { label: m.recommendations.implementation.title, href: '/recommendations/report' } : { label: m.queue.title, href: '/queue' }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={<><p>{count(leadDays, words.lead)}</p><p className="small">{words.basis}</p></>}
      />
      {!atSchool && <QueueTabs current="again" />}
      <ReexaminationsList rows={rows} total={total} next={next} counts={counts} query={query} mayRefer={can.refer} />
    </>
  );
}
