import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { RequestForm } from '~/components/requests/request-form';
import { RequestPageHead } from '~/components/requests/request-page-head';
import { Notice } from '~/components/ui/notice';
import type { Reason } from '~/domain/refusal';
import { linkedRevision, requestRevision, whyNotOfAge, type LinkedRevision, type RequestRevision } from '~/domain/requests';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { reviseRequest, startRequestEdit } from '~/services/requests.server';

export const handle: Handle = { title: (m) => m.requests.form.titleEdit };

export const loader = signedInLoader(({ ctx, param }) => startRequestEdit(ctx, param('requestId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await startRequestEdit(ctx, param('requestId'));
  const form = 'surname' in typed ? parseForm(typed, requestRevision) : parseForm(typed, linkedRevision);
  if (!form.ok) return form.answer;
  const birthDate = wrongBirthDate(form.value, ctx.today);
  if (birthDate) return data({ fields: { birthDate }, typed }, { status: 422 });
  await reviseRequest(ctx, param('requestId'), form.value);
  return goTo(`/requests/${param('requestId')}`);
});

function wrongBirthDate(revision: RequestRevision | LinkedRevision, today: string): Reason | null {
  return 'surname' in revision ? whyNotOfAge(revision.birthDate, today) : null;
}

export default function EditRequest() {
  const { head, linked, over, today, saved } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.requests.form;
  return (
    <>
      <RequestPageHead head={head} title={words.titleEdit} lead={linked ? words.leadLinked : undefined} />
      {over ? <Notice kind="readonly">{words.over}</Notice> : <RequestForm today={today} saved={saved} linked={linked} />}
    </>
  );
}
