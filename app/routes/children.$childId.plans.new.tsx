import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { PlanStartForm } from '~/components/plans/plan-start-form';
import { PageHead } from '~/components/ui/page';
import { planStart } from '~/domain/plans';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openBeginning } from '~/services/plan-sheets.server';
import { startPlan } from '~/services/plans.server';

export const handle: Handle = { title: (m) => m.plans.begin.title };

export const loader = signedInLoader(({ ctx, param }) => openBeginning(ctx, param('childId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await openBeginning(ctx, param('childId'));
  const form = parseForm(typed, planStart);
  if (!form.ok) return form.answer;
  const id = await startPlan(ctx, param('childId'), form.value);
  return goTo(`/plans/${id}/edit`);
});

export default function NewPlan() {
  const { child, ...beginning } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead
        title={m.plans.begin.title}
        meta={[child.name, child.className].filter(Boolean).join(' · ')}
        breadcrumb={[{ label: child.name, href: `/children/${child.id}` }, { label: m.plans.begin.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <PlanStartForm {...beginning} />
    </>
  );
}
