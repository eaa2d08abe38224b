import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ReferralsList } from '~/components/referrals/referrals-list';
import { PageHead } from '~/components/ui/page';
import { afterOf } from '~/domain/lists';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { listReferrals, REFERRAL_FILTERS } from '~/services/referrals.server';

export const handle: Handle = { title: (m) => m.referrals.ownTitle };

export const loader = signedInLoader(async ({ ctx, url }) => {
  const q = (url.searchParams.get('q') ?? '').slice(0, 100);
  const otherwise = ctx.actor.role === 'pmpc_coordinator' ? ('sent' as const) : ('all' as const);
  const show = REFERRAL_FILTERS.find((filter) => filter === url.searchParams.get('show')) ?? otherwise;
  const after = afterOf(url.searchParams.get('after'));
  const list = await listReferrals(ctx, { q, show, after });
  return { ...list, query: { q, show, otherwise, later: after !== null } };
});

export default function Referrals() {
  const { rows, total, next, as, query } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead title={as === 'queue' ? m.referrals.queueTitle : m.referrals.ownTitle} />
      <ReferralsList rows={rows} total={total} next={next} as={as} query={query} />
    </>
  );
}
