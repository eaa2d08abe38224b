import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { EndingForm } from '~/components/visits/ending-form';
import { VisitStepHead } from '~/components/visits/visit-step-head';
import { visitCancelling } from '~/domain/visits';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { cancelVisit, openVisit } from '~/services/visits.server';

export const handle: Handle = { title: (m) => m.visits.cancelling.title };

export const loader = signedInLoader(({ ctx, param }) => openVisit(ctx, param('visitId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, visitCancelling);
  if (!form.ok) {
    await openVisit(ctx, param('visitId'));
    return form.answer;
  }
  const requestId = await cancelVisit(ctx, param('visitId'), form.value);
  return goTo(`/requests/${requestId}`);
});

export default function Cancelling() {
  const { visit, request } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.visits.cancelling;
  return (
    <>
      <VisitStepHead title={words.title} lead={words.lead} visit={visit} request={request} />
      <EndingForm version={visit.version} label={words.reason} submit={words.submit} optional={false} />
    </>
  );
}
