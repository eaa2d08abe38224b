import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ChildPageHead } from '~/components/children/child-page-head';
import { ConsentForm } from '~/components/consents/consent-form';
import type { Handle } from '~/components/frame/handle';
import { ownConsentDraft, paperConsentDraft } from '~/domain/consents';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { recordConsent, startConsent } from '~/services/consents.server';

export const handle: Handle = { title: (m) => m.consents.title };

export const loader = signedInLoader(async ({ ctx, param, url }) => {
  const page = await startConsent(ctx, param('childId'));
  const plan = url.searchParams.get('plan');
  return { ...page, planId: page.manner === 'paper' && plan && /^[0-9a-f-]{36}$/.test(plan) ? plan : null };
});

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const { manner } = await startConsent(ctx, param('childId'));
  const form = manner === 'paper' ? parseForm(typed, paperConsentDraft) : parseForm(typed, ownConsentDraft);
  if (!form.ok) return form.answer;
  if ('answeredOn' in form.value && form.value.answeredOn > ctx.today) {
    return data({ fields: { answeredOn: 'field.in-the-future' as const }, typed }, { status: 422 });
  }
  await recordConsent(ctx, param('childId'), form.value);
  return goTo(`/children/${param('childId')}/consents`);
});

export default function NewConsent() {
  const { head, manner, guardians, today, planId } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.consents.form;
  const isPaper = manner === 'paper';
  return (
    <>
      <ChildPageHead head={head} title={isPaper ? words.titlePaper : words.titleOwn} lead={isPaper ? words.leadPaper : words.leadOwn} />
      <ConsentForm manner={manner} guardians={guardians} today={today} planId={planId} />
    </>
  );
}
