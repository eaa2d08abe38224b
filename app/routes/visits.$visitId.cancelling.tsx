import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { EndingForm } from '~/components/visits/ending-form';
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
  const { m, day, fill } = useWords();
  const words = m.visits.cancelling;
  const when = fill(m.visits.when, { day: day(visit.day), from: visit.startsAt, to: visit.endsAt, room: visit.room });
  return (
    <>
      <PageHead
        title={words.title}
        meta={<>{request.name}, {request.birthYear}<p>{when}</p><p>{words.lead}</p></>}
        breadcrumb={[{ label: m.visits.day.title, href: `/day?on=${visit.day}` }, { label: request.name, href: `/requests/${request.id}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <EndingForm version={visit.version} label={words.reason} submit={words.submit} optional={false} />
    </>
  );
}
