import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ChildPageHead } from '~/components/children/child-page-head';
import type { Handle } from '~/components/frame/handle';
import { ReferralBarred, ReferralConsent, ReferralForm } from '~/components/referrals/referral-form';
import { referralDraft, whyNotConsentFields } from '~/domain/referrals';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { saveReferral, startReferral } from '~/services/referrals.server';

export const handle: Handle = { title: (m) => m.referrals.title };

export const loader = signedInLoader(async ({ ctx, param }) => ({ ...(await startReferral(ctx, param('childId'))), isParent: ctx.actor.role === 'parent' }));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const { consenting } = await startReferral(ctx, param('childId'));
  const form = parseForm(typed, referralDraft);
  if (!form.ok) return form.answer;
  const fields = whyNotConsentFields(form.value, consenting, ctx.today);
  if (fields) return data({ fields, typed }, { status: 422 });
  const id = await saveReferral(ctx, param('childId'), form.value);
  return goTo(`/referrals/${id}`);
});

export default function NewReferral() {
  const { head, pmpcs, guardians, consenting, canAddGuardian, isParent, today } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.referrals.form;
  const noGuardian = consenting === 'paper' && guardians.length === 0;
  return (
    <>
      <ChildPageHead head={head} title={words.titleNew} lead={isParent ? words.leadFamily : words.lead} />
      {noGuardian || consenting === 'missing' ? (
        <ReferralBarred why={noGuardian ? 'noGuardian' : 'missing'} addGuardianHref={noGuardian && canAddGuardian ? `/children/${head.id}/guardians/new` : null} />
      ) : (
        <ReferralForm pmpcs={pmpcs}>
          <ReferralConsent consenting={consenting} guardians={guardians} today={today} />
        </ReferralForm>
      )}
    </>
  );
}
