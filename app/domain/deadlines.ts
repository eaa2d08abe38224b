import type { RequestChannel } from '#db/vocabulary';
import { addDays, daysBetween } from './calendar';
import { addWorkingDays, type WorkingCalendar } from './days-off';
import { inForce, type Edition } from './editions';

/**
 * Clocks as data: each is an edition in db/reference/deadlines.json with the act it stands in, its unit and its kind
 * (kazakhstan.md 11). What the sources do not call a norm is not called one here either.
 */

/** statutory: a norm of an act · service_duration: a term of the state service's standard · internal_target: the house's own aim. */
export const DEADLINE_KINDS = ['statutory', 'service_duration', 'internal_target'] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

export const DEADLINE_UNITS = ['working-days', 'calendar-days', 'minutes', 'quarters', 'same-day'] as const;
export type DeadlineUnit = (typeof DEADLINE_UNITS)[number];

/** How far a source was checked: read itself, told by another, from general knowledge, or our own design. */
export const SOURCE_MARKS = ['V', 'S', 'G', 'D'] as const;
export type SourceMark = (typeof SOURCE_MARKS)[number];

type Texts = Record<'kk' | 'ru' | 'en', string>;

export interface Deadline extends Edition {
  names: Texts;
  /** What starts the clock; `request` is the application to a PMPC. */
  trigger: string;
  /** What stops a clock of a request: a date was given, the child was seen, or the request came to its end. */
  until?: 'booked' | 'seen' | 'closed';
  /** The channels of a request it holds for; left out, all of them. */
  channels?: readonly RequestChannel[];
  limit: number;
  /** The shortest term, where the act names two. */
  least?: number;
  unit: DeadlineUnit;
  kind: DeadlineKind;
  /** The code of an act in acts.json; null for what no act says. */
  act: string | null;
  /** The number of the act's annex and of the paragraph; empty when not known. */
  annex: string;
  paragraph: string;
  mark: SourceMark;
  /** What to know of the source, such as that it is an interpretation. */
  note: Texts | null;
}

export interface Act extends Edition {
  number: string;
  date: string;
  names: Texts;
  url: { kk: string; ru: string } | null;
  mark: SourceMark;
}

/**
 * What a reader is told a deadline is. A norm whose text nobody has read is not called a norm: `unchecked`, until
 * somebody compares it with the act and ships an edition that says so.
 */
export function kindShown({ kind, mark }: Pick<Deadline, 'kind' | 'mark'>): DeadlineKind | 'unchecked' {
  return kind !== 'internal_target' && (mark === 'G' || mark === 'D') ? 'unchecked' : kind;
}

/** The last day of a term that began on `from`; null for one counted in quarters, which follow the school year. */
export function dueOn(from: string, { limit, unit }: Pick<Deadline, 'limit' | 'unit'>, calendar: WorkingCalendar): string | null {
  switch (unit) {
    case 'working-days':
      return addWorkingDays(from, limit, calendar);
    case 'calendar-days':
      return addDays(from, limit);
    case 'same-day':
    case 'minutes':
      return from;
    case 'quarters':
      return null;
  }
}

/** Whether a deadline is a clock of a PMPC's request. */
export function isOfRequest({ trigger, until }: Deadline): boolean {
  return trigger === 'request' && until !== undefined;
}

/** The days of one request, as far as they have come. */
export interface RequestDays {
  receivedOn: string;
  channel: RequestChannel;
  /** The day on which an appointment was made. */
  bookedOn: string | null;
  /** The day of the first visit, held or still to come. */
  visitOn: string | null;
  closedOn: string | null;
}

export interface Clock extends Pick<Deadline, 'id' | 'code' | 'names' | 'limit' | 'unit' | 'kind' | 'act' | 'annex' | 'paragraph' | 'mark' | 'note'> {
  due: string;
  /** met: what was awaited came in time · late: it came too late, or the day has passed without it. */
  state: 'met' | 'running' | 'late';
  /** What is awaited has not come yet. */
  open: boolean;
  /** Calendar days left; negative: so many over. For what has come, counted on that day. */
  leftDays: number;
}

/**
 * The clocks of a request, each by the edition that held on the day it was received.
 * @param editions all editions of the deadlines
 */
export function clocksOf(days: RequestDays, editions: readonly Deadline[], calendar: WorkingCalendar, today: string): Clock[] {
  const came = { booked: days.bookedOn, seen: days.visitOn, closed: days.closedOn };
  return inForce(editions, days.receivedOn).flatMap((deadline) => {
    const { until, channels } = deadline;
    if (!isOfRequest(deadline) || !until || (channels && !channels.includes(days.channel))) return [];
    const due = dueOn(days.receivedOn, deadline, calendar);
    const cameOn = came[until];
    const open = cameOn === null || cameOn > today;
    if (due === null || (open && days.closedOn !== null)) return [];
    const on = open ? today : cameOn;
    const { id, code, names, limit, unit, kind, act, annex, paragraph, mark, note } = deadline;
    const state: Clock['state'] = on > due ? 'late' : open ? 'running' : 'met';
    return [{ id, code, names, limit, unit, kind, act, annex, paragraph, mark, note, due, state, open, leftDays: daysBetween(on, due) }];
  });
}

/** Whether a child waits for the examination longer than the term in force when the request came (PMPC_QUEUE). */
export function isOverdue(days: RequestDays, editions: readonly Deadline[], calendar: WorkingCalendar, today: string): boolean {
  return clocksOf(days, editions, calendar, today).some(({ code, state }) => code === 'PMPC_QUEUE' && state === 'late');
}

/** The clock to look at first: of those that still wait for something the one that ends first. */
export function nextClock(clocks: readonly Clock[]): Clock | null {
  const [first] = clocks.filter(({ open }) => open).sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  return first ?? null;
}
