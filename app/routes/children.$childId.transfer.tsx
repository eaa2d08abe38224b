import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ChildPageHead } from '~/components/children/child-page-head';
import { TransferForm } from '~/components/consents/transfer-form';
import type { Handle } from '~/components/frame/handle';
import { ownTransferDraft, paperTransferDraft } from '~/domain/consents';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { recordTransfer, startTransfer } from '~/services/consents.server';

export const handle: Handle = { title: (m) => m.consents.transfer.title };

export const loader = signedInLoader(({ ctx, param }) => startTransfer(ctx, param('childId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const childId = param('childId');
  const { manner } = await startTransfer(ctx, childId);
  const form = manner === 'paper' ? parseForm(typed, paperTransferDraft) : parseForm(typed, ownTransferDraft);
  if (!form.ok) return form.answer;
  if ('answeredOn' in form.value && form.value.answeredOn > ctx.today) {
    return data({ fields: { answeredOn: 'field.in-the-future' as const }, typed }, { status: 422 });
  }
  await recordTransfer(ctx, childId, form.value);
  return goTo(`/children/${childId}/consents`);
});

export default function Transfer() {
  const { head, manner, guardians, pmpcs, isGiven, today } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.consents.transfer;
  return (
    <>
      <ChildPageHead head={head} title={words.title} lead={manner === 'paper' ? words.leadPaper : words.leadOwn} />
      <TransferForm manner={manner} guardians={guardians} pmpcs={pmpcs} isGiven={isGiven} today={today} />
    </>
  );
}
