import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { PlanStudio } from '~/components/plans/plan-studio';
import { PLAN_TONE } from '~/components/plans/plan-tone';
import { PageHead } from '~/components/ui/page';
import { planText } from '~/domain/plans';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openStudio } from '~/services/plan-sheets.server';
import { savePlan } from '~/services/plans.server';

export const handle: Handle = { title: (m) => m.plans.studio.title };

export const loader = signedInLoader(({ ctx, param }) => openStudio(ctx, param('planId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await openStudio(ctx, param('planId'));
  const form = parseForm(typed, planText);
  if (!form.ok) return form.answer;
  await savePlan(ctx, param('planId'), form.value);
  return goTo(`/plans/${param('planId')}/edit`);
});

export default function EditPlan() {
  const { child, ...studio } = useLoaderData<typeof loader>();
  const { plan } = studio;
  const { m, fill, moment } = useWords();
  return (
    <>
      <PageHead
        title={m.plans.studio.title}
        tag={{ tone: PLAN_TONE[plan.state], text: m.vocabulary.planStates[plan.state] }}
        meta={[child.name, child.className, fill(m.plans.version, { n: plan.number })].filter(Boolean).join(' · ')}
        changed={fill(m.plans.studio.changed, { when: moment(plan.savedAt), who: plan.savedBy })}
        breadcrumb={[{ label: child.name, href: `/children/${child.id}` }, { label: m.plans.one, href: `/plans/${plan.id}` }, { label: m.plans.studio.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <PlanStudio {...studio} />
    </>
  );
}
