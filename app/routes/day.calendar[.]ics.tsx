import { minutesOf } from '~/domain/slots';
import { instantOf } from '~/domain/visits';
import { signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { MESSAGES } from '~/i18n/all';
import { fill } from '~/i18n/translate';
import { calendarFile } from '~/papers/calendar-file.server';
import { ownCalendar } from '~/services/visits.server';

/** A specialist's own visits as a calendar file. */
export const loader = signedInLoader(async ({ ctx, request }) => {
  const { title } = MESSAGES[languageOf(request)].visits.calendar;
  const { visits } = await ownCalendar(ctx);
  const events = visits.map(({ id, day, startsAt, endsAt, room }) => ({
    id,
    startsAt: instantOf(day, startsAt),
    minutes: minutesOf(endsAt) - minutesOf(startsAt),
    title: fill(title, { room }),
  }));
  return new Response(calendarFile(events, ctx.now), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Disposition': 'attachment; filename="qadam.ics"' },
  });
});
