import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { GoalEditor } from '~/components/goals/goal-editor';
import { Said } from '~/components/goals/said';
import { PageHead } from '~/components/ui/page';
import { goalDraft } from '~/domain/goals';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openGoalEditor, saveGoal } from '~/services/goals.server';

export const handle: Handle = { title: (m) => m.goals.editTitle, scripts: true };

export const loader = signedInLoader(({ ctx, param }) => openGoalEditor(ctx, param('goalId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await openGoalEditor(ctx, param('goalId'));
  const form = parseForm(typed, goalDraft);
  if (!form.ok) return form.answer;
  const planId = await saveGoal(ctx, param('goalId'), form.value);
  return goTo(`/plans/${planId}/edit`);
});

export default function EditGoal() {
  const editing = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead
        title={m.goals.editTitle}
        breadcrumb={[{ label: m.plans.studio.title, href: `/plans/${editing.plan.id}/edit` }, { label: m.goals.editTitle }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={<>{editing.child.name} · {m.vocabulary.goalAreas[editing.skill.area]} · <Said texts={editing.skill.name} /></>}
      />
      <GoalEditor {...editing} />
    </>
  );
}
