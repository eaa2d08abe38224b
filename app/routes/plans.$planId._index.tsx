import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { PlanSheet } from '~/components/plans/plan-sheet';
import { waitingFor } from '~/domain/plans';
import { signedInLoader } from '~/http/door.server';
import { openPlan } from '~/services/plan-sheets.server';

export const handle: Handle = { title: (m) => m.plans.one };

export const loader = signedInLoader(async ({ ctx, param }) => {
  const { plan, child, versions, answered, can } = await openPlan(ctx, param('planId'));
  const { id, name, className } = child;
  const waiting = waitingFor(plan.state, plan.answers.length > 0);
  return { plan, child: { id, name, className }, versions, answered, can, waiting, isFamily: ctx.actor.role === 'parent' };
});

export default function Plan() {
  return <PlanSheet {...useLoaderData<typeof loader>()} />;
}
