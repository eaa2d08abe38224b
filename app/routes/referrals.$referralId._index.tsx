import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ReferralSheet } from '~/components/referrals/referral-sheet';
import { signedInLoader } from '~/http/door.server';
import { openReferral } from '~/services/referrals.server';

export const handle: Handle = { title: (m) => m.referrals.title };

export const loader = signedInLoader(({ ctx, param }) => openReferral(ctx, param('referralId')));

export default function Referral() {
  const { head, ...referral } = useLoaderData<typeof loader>();
  return <ReferralSheet head={head} referral={referral} />;
}
