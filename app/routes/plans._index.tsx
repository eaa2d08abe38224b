import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { PlansList } from '~/components/plans/plans-list';
import { PageHead } from '~/components/ui/page';
import { afterOf } from '~/domain/lists';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { listPlans, PLAN_FILTERS } from '~/services/plan-sheets.server';

export const handle: Handle = { title: (m) => m.plans.title };

export const loader = signedInLoader(async ({ ctx, url }) => {
  const q = (url.searchParams.get('q') ?? '').slice(0, 100);
  const state = PLAN_FILTERS.find((filter) => filter === url.searchParams.get('state')) ?? 'all';
  const after = afterOf(url.searchParams.get('after'));
  const list = await listPlans(ctx, { q, state, after });
  return { ...list, query: { q, state, later: after !== null }, states: [...PLAN_FILTERS] };
});

export default function Plans() {
  const { rows, total, next, query, states } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead title={m.plans.title} />
      <PlansList rows={rows} total={total} next={next} query={query} states={states} />
    </>
  );
}
