import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ReferralSheet } from '~/components/referrals/referral-sheet';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { goTo } from '~/http/redirect.server';
import { openReferral, sendReferral } from '~/services/referrals.server';

export const handle: Handle = { title: (m) => m.referrals.title };

export const loader = signedInLoader(({ ctx, param }) => openReferral(ctx, param('referralId')));

export const action = signedInAction(async ({ ctx, param }) => {
  await sendReferral(ctx, param('referralId'));
  return goTo(`/referrals/${param('referralId')}`);
});

export default function Sending() {
  const { head, ...referral } = useLoaderData<typeof loader>();
  return <ReferralSheet head={head} referral={referral} />;
}
