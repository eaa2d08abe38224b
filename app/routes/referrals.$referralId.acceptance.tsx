import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ScheduleForm } from '~/components/assessments/schedule-form';
import { PageHead } from '~/components/ui/page';
import { assessmentDraft, whyNotOn } from '~/domain/assessments';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { acceptReferral, openAcceptance } from '~/services/assessments.server';

export const handle: Handle = { title: (m) => m.assessments.accept.title };

export const loader = signedInLoader(async ({ ctx, param }) => ({ ...(await openAcceptance(ctx, param('referralId'))), today: ctx.today }));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, assessmentDraft);
  if (!form.ok) {
    await openAcceptance(ctx, param('referralId'));
    return form.answer;
  }
  const sessionOn = whyNotOn(form.value.sessionOn, ctx.today);
  if (sessionOn) {
    await openAcceptance(ctx, param('referralId'));
    return data({ fields: { sessionOn }, typed }, { status: 422 });
  }
  const id = await acceptReferral(ctx, param('referralId'), form.value);
  return goTo(`/assessments/${id}`);
});

export default function Acceptance() {
  const { referralId, head, colleagues, language, today } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.assessments.accept;
  return (
    <>
      <PageHead
        title={words.title}
        meta={<>{head.name}, {head.birthYear}<p>{words.lead}</p></>}
        breadcrumb={[{ label: m.frame.nav.queue, href: '/queue' }, { label: head.name, href: `/referrals/${referralId}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <ScheduleForm colleagues={colleagues} session={{ language }} from={today} submit={words.submit} />
    </>
  );
}
