import { useLoaderData } from '@remix-run/react';
import { ChildPageHead } from '~/components/children/child-page-head';
import type { Handle } from '~/components/frame/handle';
import { HistorySheet } from '~/components/histories/history-sheet';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openHistory } from '~/services/histories.server';

export const handle: Handle = { title: (m) => m.histories.title };

export const loader = signedInLoader(({ ctx, param }) => openHistory(ctx, param('childId')));

export default function History() {
  const { child, agreedOn, conclusions, can } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <ChildPageHead head={child} title={m.histories.title} lead={m.histories.lead} />
      <HistorySheet childId={child.id} agreedOn={agreedOn} conclusions={conclusions} mayRecord={can.record} />
    </>
  );
}
