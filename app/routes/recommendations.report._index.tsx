import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ImplementationList } from '~/components/recommendations/implementation-list';
import { LinkButton } from '~/components/ui/button';
import { PageHead } from '~/components/ui/page';
import { afterOf } from '~/domain/lists';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { REPORT_FILTERS, listImplementation } from '~/services/recommendations.server';

export const handle: Handle = { title: (m) => m.recommendations.implementation.title };

export const loader = signedInLoader(async ({ ctx, url }) => {
  const q = (url.searchParams.get('q') ?? '').slice(0, 100);
  const show = REPORT_FILTERS.find((filter) => filter === url.searchParams.get('show')) ?? 'all';
  const after = afterOf(url.searchParams.get('after'));
  const { rows, total, next } = await listImplementation(ctx, { q, show, after });
  return { rows, total, next, query: { q, show, later: after !== null }, coordinates: ctx.actor.role === 'school_coordinator' };
});

export default function Implementation() {
  const { rows, total, next, query, coordinates } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.recommendations.implementation;
  return (
    <>
      <PageHead
        title={words.title}
        meta={words.lead}
        actions={
          <>
            {coordinates && <LinkButton href="/reexaminations">{m.reexaminations.title}</LinkButton>}
            <LinkButton href="/recommendations/report/paper">{words.paper}</LinkButton>
            <LinkButton href="/recommendations/report/paper?counts=yes">{words.paperCounts}</LinkButton>
            <LinkButton href="/recommendations/report/workbook">{words.workbook}</LinkButton>
          </>
        }
      />
      <ImplementationList rows={rows} total={total} next={next} query={query} />
    </>
  );
}
