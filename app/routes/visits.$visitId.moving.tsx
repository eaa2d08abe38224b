import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { SlotForm } from '~/components/visits/slot-form';
import { isCivilDate } from '~/domain/calendar';
import { OWN_TIME, visitMove } from '~/domain/visits';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { moveVisit, openMoving, openVisit } from '~/services/visits.server';

export const handle: Handle = { title: (m) => m.visits.booking.moving };

export const loader = signedInLoader(({ ctx, param, url }) => {
  const from = url.searchParams.get('from') ?? '';
  return openMoving(ctx, param('visitId'), { from: isCivilDate(from) ? from : null, crewId: url.searchParams.get('crew') });
});

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, visitMove);
  const isPast = form.ok && typed.slot?.[0] === OWN_TIME && form.value.at.day < ctx.today;
  if (!form.ok || isPast) await openVisit(ctx, param('visitId'));
  if (!form.ok) return form.answer;
  if (isPast) return data({ fields: { visitOn: 'field.in-the-past' as const }, typed }, { status: 422 });
  await moveVisit(ctx, param('visitId'), form.value);
  return goTo(`/day?on=${form.value.at.day}`);
});

export default function Moving() {
  const { visit, request, ...offers } = useLoaderData<typeof loader>();
  const { m, day, fill } = useWords();
  const words = m.visits.booking;
  const now = fill(words.movingLead, { day: day(visit.day), from: visit.startsAt, to: visit.endsAt, room: visit.room });
  return (
    <>
      <PageHead
        title={words.moving}
        meta={<>{request.name}, {request.birthYear}<p>{now}</p></>}
        breadcrumb={[{ label: m.visits.day.title, href: `/day?on=${visit.day}` }, { label: request.name, href: `/requests/${request.id}` }, { label: words.moving }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <SlotForm address={`/visits/${visit.id}/moving`} offers={offers} language={visit.language} moving={{ version: visit.version }} />
    </>
  );
}
