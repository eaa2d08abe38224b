import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { PapersForm } from '~/components/requests/papers-form';
import { RequestPageHead } from '~/components/requests/request-page-head';
import { Notice } from '~/components/ui/notice';
import { paperTicks } from '~/domain/papers-asked';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { startPapers, tickPapers } from '~/services/request-papers.server';

export const handle: Handle = { title: (m) => m.requests.papers.title };

export const loader = signedInLoader(({ ctx, param }) => startPapers(ctx, param('requestId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await startPapers(ctx, param('requestId'));
  const form = parseForm(typed, paperTicks);
  if (!form.ok) return form.answer;
  await tickPapers(ctx, param('requestId'), form.value);
  return goTo(`/requests/${param('requestId')}`);
});

export default function RequestPapers() {
  const { head, papers, version, over } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.requests.papers;
  return (
    <>
      <RequestPageHead head={head} title={words.title} lead={words.lead} />
      {over ? <Notice kind="readonly">{m.requests.form.over}</Notice> : <PapersForm requestId={head.id} papers={papers} version={version} />}
    </>
  );
}
