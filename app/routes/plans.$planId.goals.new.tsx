import { useLoaderData } from '@remix-run/react';
import { GoalBank } from '~/components/goals/goal-bank';
import { GoalEditor } from '~/components/goals/goal-editor';
import type { Handle } from '~/components/frame/handle';
import { Said } from '~/components/goals/said';
import { PageHead } from '~/components/ui/page';
import { goalDraft } from '~/domain/goals';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { addGoal, openNewGoal } from '~/services/goals.server';

export const handle: Handle = { title: (m) => m.goals.newTitle, scripts: true };

export const loader = signedInLoader(({ ctx, param, url }) => {
  const said = (name: string) => (url.searchParams.get(name) ?? '').slice(0, 100);
  const query = { bank: said('bank'), own: said('own') === 'yes', q: said('q'), skill: said('skill'), age: url.searchParams.get('age'), area: said('area') };
  return openNewGoal(ctx, param('planId'), query);
});

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await openNewGoal(ctx, param('planId'), { bank: '', own: false, q: '', skill: '', age: '', area: '' });
  const form = parseForm(typed, goalDraft);
  if (!form.ok) return form.answer;
  await addGoal(ctx, param('planId'), form.value);
  return goTo(`/plans/${param('planId')}/edit`);
});

export default function NewGoal() {
  const answer = useLoaderData<typeof loader>();
  const { m } = useWords();
  const { plan, child } = 'editing' in answer ? answer.editing : answer.bank;
  return (
    <>
      <PageHead
        title={m.goals.newTitle}
        breadcrumb={[{ label: m.plans.studio.title, href: `/plans/${plan.id}/edit` }, { label: m.goals.newTitle }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={'editing' in answer ? <>{child.name} · {m.vocabulary.goalAreas[answer.editing.skill.area]} · <Said texts={answer.editing.skill.name} /></> : child.name}
      />
      {'editing' in answer ? <GoalEditor {...answer.editing} /> : <GoalBank planId={plan.id} {...answer.bank} />}
    </>
  );
}
