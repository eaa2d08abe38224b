import { useLoaderData } from '@remix-run/react';
import { ChildPageHead } from '~/components/children/child-page-head';
import type { Handle } from '~/components/frame/handle';
import { ReferralForm, SentMeanwhile } from '~/components/referrals/referral-form';
import { referralRevision } from '~/domain/referrals';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { reviseReferral, startRevision } from '~/services/referrals.server';

export const handle: Handle = { title: (m) => m.referrals.form.titleEdit };

export const loader = signedInLoader(({ ctx, param }) => startRevision(ctx, param('referralId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await startRevision(ctx, param('referralId'));
  const form = parseForm(typed, referralRevision);
  if (!form.ok) return form.answer;
  await reviseReferral(ctx, param('referralId'), form.value);
  return goTo(`/referrals/${param('referralId')}`);
});

export default function EditReferral() {
  const { head, pmpcs, ...saved } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.referrals.form;
  return (
    <>
      <ChildPageHead head={head} title={words.titleEdit} lead={words.lead} />
      {saved.isDraft ? <ReferralForm pmpcs={pmpcs} saved={saved} /> : <SentMeanwhile href={`/referrals/${saved.id}`} />}
    </>
  );
}
