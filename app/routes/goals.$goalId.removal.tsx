import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { Said } from '~/components/goals/said';
import { StepPage } from '~/components/plans/step-page';
import { stepDraft } from '~/domain/plans';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openGoalLine, removeGoal } from '~/services/goals.server';

export const handle: Handle = { title: (m) => m.goals.removeTitle };

export const loader = signedInLoader(({ ctx, param }) => openGoalLine(ctx, param('goalId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, stepDraft);
  if (!form.ok) return form.answer;
  const planId = await removeGoal(ctx, param('goalId'));
  return goTo(`/plans/${planId}/edit`);
});

export default function RemoveGoal() {
  const { planId, editable, title, child } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <StepPage planId={planId} child={child.name} title={m.goals.removeTitle} button={m.goals.remove} danger whyNot={editable ? null : 'goal.not-editable'}>
      <p className="font-strong"><Said texts={title} /></p>
      <p>{m.goals.removeText}</p>
    </StepPage>
  );
}
