import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { RequestForm } from '~/components/requests/request-form';
import { PageHead } from '~/components/ui/page';
import { deskRequest, whyNotOfAge } from '~/domain/requests';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { recordRequest, startRequest } from '~/services/requests.server';

export const handle: Handle = { title: (m) => m.requests.form.titleNew };

export const loader = signedInLoader(({ ctx }) => startRequest(ctx));

export const action = signedInAction(async ({ ctx, typed }) => {
  await startRequest(ctx);
  const form = parseForm(typed, deskRequest);
  if (!form.ok) return form.answer;
  const birthDate = whyNotOfAge(form.value.birthDate, ctx.today);
  if (birthDate) return data({ fields: { birthDate }, typed }, { status: 422 });
  const recorded = await recordRequest(ctx, form.value);
  if ('twins' in recorded) return data({ reason: 'request.duplicate' as const, twins: recorded.twins, typed }, { status: 409 });
  return goTo(`/requests/${recorded.id}`);
});

export default function NewRequest() {
  const { today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { m } = useWords();
  const words = m.requests.form;
  return (
    <>
      <PageHead title={words.titleNew} meta={words.leadNew} breadcrumb={[{ label: m.frame.nav.queue, href: '/queue' }, { label: words.titleNew }]} breadcrumbLabel={m.frame.breadcrumb} />
      <RequestForm today={today} twins={answer && 'twins' in answer ? answer.twins : []} />
    </>
  );
}
