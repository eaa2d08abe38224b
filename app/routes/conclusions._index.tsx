import { useLoaderData } from '@remix-run/react';
import { ConclusionsList } from '~/components/conclusions/conclusions-list';
import type { Handle } from '~/components/frame/handle';
import { LinkButton } from '~/components/ui/button';
import { PageHead } from '~/components/ui/page';
import { afterOf } from '~/domain/lists';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { CONCLUSION_FILTERS, listConclusions } from '~/services/conclusion-lists.server';

export const handle: Handle = { title: (m) => m.conclusions.title };

export const loader = signedInLoader(async ({ ctx, url }) => {
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
  const show = CONCLUSION_FILTERS.find((filter) => filter === url.searchParams.get('show')) ?? 'all';
  const after = afterOf(url.searchParams.get('after'));
  const list = await listConclusions(ctx, { q, show, after });
  return { ...list, query: { q, show, later: after !== null } };
});

export default function Conclusions() {
  const list = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead title={m.conclusions.title} actions={<><LinkButton href="/conclusions/rules">{m.conclusions.rules.title}</LinkButton><LinkButton href="/conclusions/numbers">{m.conclusions.page.numbers}</LinkButton><LinkButton href="/conclusions/handovers">{m.handovers.title}</LinkButton></>} />
      <ConclusionsList {...list} />
    </>
  );
}
