import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { useProblem } from '~/components/frame/problem';
import { StepPage } from '~/components/plans/step-page';
import { TextArea } from '~/components/ui/field';
import { versionDraft } from '~/domain/plans';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openStep } from '~/services/plan-sheets.server';
import { newVersion } from '~/services/plans.server';

export const handle: Handle = { title: (m) => m.plans.steps.versions.title };

export const loader = signedInLoader(({ ctx, param }) => openStep(ctx, param('planId'), 'versions'));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await openStep(ctx, param('planId'), 'versions');
  const form = parseForm(typed, versionDraft);
  if (!form.ok) return form.answer;
  const id = await newVersion(ctx, param('planId'), form.value.changeReason);
  return goTo(`/plans/${id}/edit`);
});

export default function NewVersion() {
  const { plan, child, whyNot } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.plans.steps.versions;
  return (
    <StepPage
      planId={plan.id}
      child={child.name}
      title={words.title}
      button={words.button}
      whyNot={whyNot}
      back="sheet"
      labels={words}
      fields={<TextArea id="changeReason" label={words.changeReason} hint={words.changeReasonHint} error={error('changeReason')} defaultValue={typed('changeReason')} />}
    >
      <p>{words.text}</p>
    </StepPage>
  );
}
