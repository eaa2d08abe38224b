import { createHash } from 'node:crypto';
import { createEvents, type DateTime } from 'ics';

export interface CalendarEvent {
  /** What the event is about in the house; it goes out only as a mark nobody can read back. */
  id: string;
  startsAt: Date;
  minutes: number;
  title: string;
}

/**
 * A calendar file (RFC 5545) for a person's own calendar, which may lie with anybody: times and rooms, no name, no link.
 * The same event keeps its UID, so that a newer file replaces an older one.
 */
export function calendarFile(events: readonly CalendarEvent[], made: Date): string {
  const { error, value } = createEvents(
    events.map(({ id, startsAt, minutes, title }) => ({
      uid: `${createHash('sha256').update(`calendar ${id}`).digest('hex').slice(0, 32)}@qadam`,
      title,
      start: momentOf(startsAt),
      startInputType: 'utc',
      startOutputType: 'utc',
      duration: { minutes },
      timestamp: made.getTime(),
      busyStatus: 'BUSY',
      classification: 'PRIVATE',
      productId: 'qadam',
    })),
    { productId: 'qadam' },
  );
  if (error || !value) throw error ?? new Error('the calendar file was not made');
  return value;
}

function momentOf(at: Date): DateTime {
  return [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes()];
}
