import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { AccommodationsForm } from '~/components/plans/accommodations-form';
import { PageHead } from '~/components/ui/page';
import { accommodationsDraft } from '~/domain/plans';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openAccommodations } from '~/services/plan-sheets.server';
import { setAccommodations } from '~/services/plans.server';

export const handle: Handle = { title: (m) => m.plans.accommodations.title };

export const loader = signedInLoader(({ ctx, param }) => openAccommodations(ctx, param('planId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await openAccommodations(ctx, param('planId'));
  const form = parseForm(typed, accommodationsDraft);
  if (!form.ok) return form.answer;
  await setAccommodations(ctx, param('planId'), form.value);
  return goTo(`/plans/${param('planId')}/edit`);
});

export default function PlanAccommodations() {
  const { plan, child, ...form } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead
        title={m.plans.accommodations.title}
        meta={child.name}
        breadcrumb={[{ label: m.plans.studio.title, href: `/plans/${plan.id}/edit` }, { label: m.plans.accommodations.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <AccommodationsForm planId={plan.id} {...form} />
    </>
  );
}
