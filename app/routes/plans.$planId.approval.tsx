import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { StepPage } from '~/components/plans/step-page';
import { stepDraft } from '~/domain/plans';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openStep } from '~/services/plan-sheets.server';
import { approvePlan } from '~/services/plans.server';

export const handle: Handle = { title: (m) => m.plans.steps.approval.title };

export const loader = signedInLoader(({ ctx, param }) => openStep(ctx, param('planId'), 'approval'));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, stepDraft);
  if (!form.ok) return form.answer;
  await approvePlan(ctx, param('planId'), form.value.version);
  return goTo(`/plans/${param('planId')}`);
});

export default function ApprovePlan() {
  const { plan, child, whyNot, answered, remarks } = useLoaderData<typeof loader>();
  const { m, count } = useWords();
  const words = m.plans.steps.approval;
  return (
    <StepPage planId={plan.id} version={plan.version} child={child.name} title={words.title} button={words.button} whyNot={whyNot} back="sheet">
      <p>{words.text}</p>
      {answered > 0 && <p className="num">{count(answered, words.answered)}</p>}
      {answered === 0 && !whyNot && <p>{words.paper}</p>}
      {remarks > 0 && <p>{count(remarks, words.remarks)}</p>}
    </StepPage>
  );
}
