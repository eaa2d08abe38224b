import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ServiceForm } from '~/components/plans/service-form';
import { PageHead } from '~/components/ui/page';
import { serviceDraft } from '~/domain/plans';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openServiceForm } from '~/services/plan-sheets.server';
import { addService } from '~/services/plans.server';

export const handle: Handle = { title: (m) => m.plans.service.title };

export const loader = signedInLoader(({ ctx, param }) => openServiceForm(ctx, param('planId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await openServiceForm(ctx, param('planId'));
  const form = parseForm(typed, serviceDraft);
  if (!form.ok) return form.answer;
  await addService(ctx, param('planId'), form.value);
  return goTo(`/plans/${param('planId')}/edit`);
});

export default function NewService() {
  const { plan, child, locked, types } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead
        title={m.plans.service.title}
        meta={child.name}
        breadcrumb={[{ label: m.plans.studio.title, href: `/plans/${plan.id}/edit` }, { label: m.plans.service.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <ServiceForm planId={plan.id} locked={locked} types={types} />
    </>
  );
}
