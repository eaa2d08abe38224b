import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { DeclineForm } from '~/components/assessments/decline-form';
import { PageHead } from '~/components/ui/page';
import { decliningDraft } from '~/domain/assessments';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { declineReferral, openDeclining } from '~/services/assessments.server';

export const handle: Handle = { title: (m) => m.assessments.decline.title };

export const loader = signedInLoader(({ ctx, param }) => openDeclining(ctx, param('referralId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, decliningDraft);
  if (!form.ok) {
    await openDeclining(ctx, param('referralId'));
    return form.answer;
  }
  await declineReferral(ctx, param('referralId'), form.value.declineReason);
  return goTo('/referrals');
});

export default function Declining() {
  const { referralId, head } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.assessments.decline;
  return (
    <>
      <PageHead
        title={words.title}
        meta={<>{head.name}, {head.birthYear}<p>{words.lead}</p></>}
        breadcrumb={[{ label: m.frame.nav.queue, href: '/queue' }, { label: head.name, href: `/referrals/${referralId}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <DeclineForm referralId={referralId} />
    </>
  );
}
