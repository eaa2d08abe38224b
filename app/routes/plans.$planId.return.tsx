import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { useProblem } from '~/components/frame/problem';
import { StepPage } from '~/components/plans/step-page';
import { TextArea } from '~/components/ui/field';
import { returnDraft } from '~/domain/plans';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openStep } from '~/services/plan-sheets.server';
import { returnPlan } from '~/services/plans.server';

export const handle: Handle = { title: (m) => m.plans.steps.return.title };

export const loader = signedInLoader(({ ctx, param }) => openStep(ctx, param('planId'), 'return'));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await openStep(ctx, param('planId'), 'return');
  const form = parseForm(typed, returnDraft);
  if (!form.ok) return form.answer;
  await returnPlan(ctx, param('planId'), form.value.note);
  return goTo(`/plans/${param('planId')}`);
});

export default function ReturnPlan() {
  const { plan, child, whyNot } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.plans.steps.return;
  return (
    <StepPage
      planId={plan.id}
      child={child.name}
      title={words.title}
      button={words.button}
      whyNot={whyNot}
      back="sheet"
      labels={words}
      fields={<TextArea id="note" label={words.note} hint={words.noteHint} error={error('note')} defaultValue={typed('note')} />}
    >
      <p>{words.text}</p>
    </StepPage>
  );
}
