import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { AnswersForm } from '~/components/plans/answers-form';
import { PageHead } from '~/components/ui/page';
import { answersDraft } from '~/domain/plans';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openAnswers } from '~/services/plan-sheets.server';
import { answerPlan } from '~/services/plans.server';

export const handle: Handle = { title: (m) => m.plans.answers.title };

export const loader = signedInLoader(({ ctx, param }) => openAnswers(ctx, param('planId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await openAnswers(ctx, param('planId'));
  const form = parseForm(typed, answersDraft);
  if (!form.ok) return form.answer;
  await answerPlan(ctx, param('planId'), form.value);
  return goTo(`/plans/${param('planId')}/answers`);
});

export default function PlanAnswers() {
  const { plan, child, goals, sentAt } = useLoaderData<typeof loader>();
  const { m, fill, day } = useWords();
  return (
    <>
      <PageHead
        title={m.plans.answers.title}
        meta={[child.name, fill(m.plans.version, { n: plan.number }), fill(m.plans.period, { from: day(plan.startsOn), to: day(plan.endsOn) })].join(' · ')}
        breadcrumb={[{ label: child.name, href: `/children/${child.id}` }, { label: m.plans.one, href: `/plans/${plan.id}` }, { label: m.plans.answers.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <AnswersForm version={plan.version} goals={goals} sentAt={sentAt} open={plan.state === 'family_consent'} />
    </>
  );
}
