import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { RequestPageHead } from '~/components/requests/request-page-head';
import { RequestWithdrawalForm } from '~/components/requests/withdrawal-form';
import { requestWithdrawal } from '~/domain/requests';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { startRequestWithdrawal, withdrawRequest } from '~/services/requests.server';

export const handle: Handle = { title: (m) => m.requests.withdrawal.title };

export const loader = signedInLoader(({ ctx, param }) => startRequestWithdrawal(ctx, param('requestId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await startRequestWithdrawal(ctx, param('requestId'));
  const form = parseForm(typed, requestWithdrawal);
  if (!form.ok) return form.answer;
  await withdrawRequest(ctx, param('requestId'), form.value);
  return goTo(`/requests/${param('requestId')}`);
});

export default function RequestWithdrawal() {
  const { head, version, open, booked } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.requests.withdrawal;
  return (
    <>
      <RequestPageHead head={head} title={words.title} lead={words.lead} />
      <RequestWithdrawalForm requestId={head.id} version={version} open={open} booked={booked} />
    </>
  );
}
