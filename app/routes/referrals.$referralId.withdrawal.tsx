import { useLoaderData } from '@remix-run/react';
import { ChildPageHead } from '~/components/children/child-page-head';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary } from '~/components/frame/problem';
import { Send } from '~/components/frame/send';
import { Actions, Button, LinkButton } from '~/components/ui/button';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openReferral, withdrawReferral } from '~/services/referrals.server';

export const handle: Handle = { title: (m) => m.referrals.page.withdraw };

export const loader = signedInLoader(({ ctx, param }) => openReferral(ctx, param('referralId')));

export const action = signedInAction(async ({ ctx, param }) => {
  await withdrawReferral(ctx, param('referralId'));
  return goTo(`/referrals/${param('referralId')}`);
});

export default function ReferralWithdrawal() {
  const { head, id, can } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.referrals.page;
  return (
    <>
      <ChildPageHead head={head} title={words.withdraw} lead={words.withdrawHint} />
      <ProblemSummary />
      <Send className="form">
        <Actions>
          {can.withdraw && <Button kind="danger">{words.withdraw}</Button>}
          <LinkButton href={`/referrals/${id}`}>{m.frame.back}</LinkButton>
        </Actions>
      </Send>
    </>
  );
}
