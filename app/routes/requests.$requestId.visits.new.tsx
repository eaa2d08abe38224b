import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { SlotForm } from '~/components/visits/slot-form';
import { isCivilDate } from '~/domain/calendar';
import { OWN_TIME, visitDraft } from '~/domain/visits';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { bookVisit, startBooking } from '~/services/visits.server';

export const handle: Handle = { title: (m) => m.visits.booking.title };

export const loader = signedInLoader(({ ctx, param, url }) => {
  const from = url.searchParams.get('from') ?? '';
  return startBooking(ctx, param('requestId'), { from: isCivilDate(from) ? from : null, crewId: url.searchParams.get('crew') });
});

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, visitDraft);
  const isPast = form.ok && typed.slot?.[0] === OWN_TIME && form.value.at.day < ctx.today;
  if (!form.ok || isPast) await startBooking(ctx, param('requestId'), { from: ctx.today, crewId: null });
  if (!form.ok) return form.answer;
  if (isPast) return data({ fields: { visitOn: 'field.in-the-past' as const }, typed }, { status: 422 });
  await bookVisit(ctx, param('requestId'), form.value);
  return goTo(`/requests/${param('requestId')}`);
});

export default function NewVisit() {
  const { request, ordinal, ...offers } = useLoaderData<typeof loader>();
  const { m, fill } = useWords();
  const words = m.visits.booking;
  return (
    <>
      <PageHead
        title={words.title}
        meta={<>{request.name}, {request.birthYear}<p>{fill(words.lead, { n: ordinal })}</p></>}
        breadcrumb={[{ label: m.frame.nav.queue, href: '/queue' }, { label: request.name, href: `/requests/${request.id}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <SlotForm address={`/requests/${request.id}/visits/new`} offers={offers} language={request.language} />
    </>
  );
}
