import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { Deliveries } from '~/components/progress/delivery-form';
import { PageHead } from '~/components/ui/page';
import { deliveryDraft } from '~/domain/progress';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { recordDelivery, startDelivery } from '~/services/progress.server';

export const handle: Handle = { title: (m) => m.progress.delivery.title };

export const loader = signedInLoader(async ({ ctx, param, url }) => ({
  ...(await startDelivery(ctx, param('childId'))),
  saved: url.searchParams.has('saved'),
}));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const childId = param('childId');
  await startDelivery(ctx, childId);
  const form = parseForm(typed, deliveryDraft);
  if (!form.ok) return form.answer;
  await recordDelivery(ctx, { ...form.value, childId });
  return goTo(`/children/${childId}/deliveries/new?saved=1`);
});

export default function NewDelivery() {
  const { head, ...page } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.progress.delivery;
  return (
    <>
      <PageHead
        title={words.title}
        meta={
          <>
            <p>
              <b>{head.name}</b>
              {head.className ? ` · ${head.className}` : ''}
            </p>
            <p>{words.lead}</p>
          </>
        }
        breadcrumb={[{ label: m.children.title, href: '/children' }, { label: head.name, href: `/children/${head.id}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <Deliveries {...page} />
    </>
  );
}
