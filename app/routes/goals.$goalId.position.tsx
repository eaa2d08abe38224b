import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { Handle } from '~/components/frame/handle';
import { Said } from '~/components/goals/said';
import { StepPage } from '~/components/plans/step-page';
import { Button } from '~/components/ui/button';
import { oneOf } from '~/domain/fields';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { moveGoal, openGoalLine } from '~/services/goals.server';

const move = z.strictObject({ towards: oneOf(['up', 'down']) });

export const handle: Handle = { title: (m) => m.goals.moveTitle };

export const loader = signedInLoader(({ ctx, param }) => openGoalLine(ctx, param('goalId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, move);
  if (!form.ok) return form.answer;
  const planId = await moveGoal(ctx, param('goalId'), form.value.towards);
  return goTo(`/plans/${planId}/edit`);
});

export default function MoveGoal() {
  const { planId, editable, title, child } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <StepPage
      planId={planId}
      child={child.name}
      title={m.goals.moveTitle}
      whyNot={editable ? null : 'goal.not-editable'}
      buttons={
        <>
          <Button name="towards" value="up">{m.goals.up}</Button>
          <Button name="towards" value="down">{m.goals.down}</Button>
        </>
      }
    >
      <p className="font-strong"><Said texts={title} /></p>
    </StepPage>
  );
}
