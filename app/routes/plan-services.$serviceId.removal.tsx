import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { Said } from '~/components/goals/said';
import { StepPage } from '~/components/plans/step-page';
import { stepDraft } from '~/domain/plans';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openServiceLine } from '~/services/plan-sheets.server';
import { removeService } from '~/services/plans.server';

export const handle: Handle = { title: (m) => m.plans.service.removeTitle };

export const loader = signedInLoader(({ ctx, param }) => openServiceLine(ctx, param('serviceId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, stepDraft);
  if (!form.ok) return form.answer;
  const planId = await removeService(ctx, param('serviceId'));
  return goTo(`/plans/${planId}/edit`);
});

export default function RemoveService() {
  const { planId, locked, name, child } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <StepPage planId={planId} child={child.name} title={m.plans.service.removeTitle} button={m.plans.service.remove} danger whyNot={locked ? 'plan.wrong-state' : null}>
      <p className="font-strong"><Said texts={name} /></p>
    </StepPage>
  );
}
