import { addDays, daysBetween, weekdayOf } from './calendar';

/** Times of day are `HH:MM`; they compare as text. A span begins with its first minute and ends before its last. */
export interface Span {
  startsAt: string;
  endsAt: string;
}

/** The weekly hours in which a person examines. Monday is 1. */
export interface Hours extends Span {
  userId: string;
  weekday: number;
  validFrom: string;
  validTo: string | null;
}

/** Days on which a person does not examine; both ends belong to them. */
export interface Away {
  userId: string;
  firstDay: string;
  lastDay: string;
}

/** What already takes a room and people on a day. */
export interface Taken extends Span {
  day: string;
  roomId: string | null;
  userIds: readonly string[];
  urgent?: boolean;
}

export interface CrewOfDay {
  id: string;
  userIds: readonly string[];
}

/** What a PMPC has to give: rooms, crews, hours, and what is taken of them. */
export interface Desk {
  rooms: readonly string[];
  crews: readonly CrewOfDay[];
  hours: readonly Hours[];
  absences: readonly Away[];
  taken: readonly Taken[];
  /** Whether the PMPC works on a day at all: no day off, no holiday. */
  isWorking: (day: string) => boolean;
}

export interface Slot extends Span {
  day: string;
  roomId: string;
  crewId: string;
}

export interface Asked {
  from: string;
  to: string;
  today: string;
  /** The time it is, `HH:MM`: today offers nothing before it. */
  now: string;
  /** Length of a visit. */
  minutes: number;
  /** Of a hundred appointments of a day, how many are kept for urgent cases until the day before. */
  reserve: number;
  urgent: boolean;
  /** Only this crew's slots; the reserve is still counted over all. */
  crewId?: string | null;
}

/**
 * The free slots of these days, by day, time, crew. All of them could be booked side by side: no two share a room or a
 * person at one time. The last slots of a day that are kept for urgent cases are offered to urgent requests alone.
 */
export function slotsOf(desk: Desk, asked: Asked): Slot[] {
  const first = asked.from > asked.today ? asked.from : asked.today;
  const days = Array.from({ length: Math.max(0, daysBetween(first, asked.to) + 1) }, (_, index) => addDays(first, index));
  return days.flatMap((day) => {
    const free = freeOn(desk, day, asked);
    const open = asked.urgent ? free : free.slice(0, Math.max(0, free.length - keptOn(desk, day, free.length, asked)));
    return asked.crewId ? open.filter(({ crewId }) => crewId === asked.crewId) : open;
  });
}

/** Whether what is left free on a day is kept for urgent cases. */
export function isReserved(desk: Desk, day: string, asked: Omit<Asked, 'from' | 'to'>): boolean {
  if (asked.urgent) return false;
  const free = freeOn(desk, day, { ...asked, from: day, to: day }).length;
  return free > 0 && free <= keptOn(desk, day, free, asked);
}

/** How many of the free slots of a day are kept; from the day before on, none. */
function keptOn(desk: Desk, day: string, free: number, { today, reserve }: Pick<Asked, 'today' | 'reserve'>): number {
  if (day <= addDays(today, 1)) return 0;
  const taken = desk.taken.filter((one) => one.day === day);
  const share = Math.round(((free + taken.length) * reserve) / 100);
  return Math.max(0, share - taken.filter(({ urgent }) => urgent).length);
}

function freeOn(desk: Desk, day: string, { today, now, minutes }: Pick<Asked, 'today' | 'now' | 'minutes'> & Partial<Asked>): Slot[] {
  if (!desk.isWorking(day)) return [];
  const taken: Taken[] = desk.taken.filter((one) => one.day === day);
  const wishes = desk.crews
    .flatMap((crew, order) => spansOf(desk, crew, day).flatMap((span) => cut(span, minutes)).map((span) => ({ ...span, crew, order })))
    .filter(({ startsAt }) => day !== today || startsAt >= now)
    .sort((one, other) => compare(one.startsAt, other.startsAt) || one.order - other.order);
  return wishes.flatMap(({ startsAt, endsAt, crew, order }) => {
    const beside = taken.filter((one) => overlap(one, { startsAt, endsAt }));
    if (beside.some(({ userIds }) => userIds.some((id) => crew.userIds.includes(id)))) return [];
    const own = desk.rooms.length > 0 ? order % desk.rooms.length : 0;
    const roomId = [...desk.rooms.slice(own), ...desk.rooms.slice(0, own)].find((room) => beside.every((one) => one.roomId !== room));
    if (roomId === undefined) return [];
    taken.push({ day, startsAt, endsAt, roomId, userIds: crew.userIds });
    return [{ day, startsAt, endsAt, roomId, crewId: crew.id }];
  });
}

/** When the whole crew is there and free on a day. A crew that lacks somebody offers nothing. */
function spansOf(desk: Desk, crew: CrewOfDay, day: string): Span[] {
  if (crew.userIds.length === 0 || crew.userIds.some((id) => isAway(desk.absences, id, day))) return [];
  const together = crew.userIds.map((id) => hoursOn(desk.hours, id, day)).reduce(meeting);
  return desk.taken
    .filter((one) => one.day === day && one.userIds.some((id) => crew.userIds.includes(id)))
    .reduce<Span[]>((spans, one) => spans.flatMap((span) => without(span, one)), together);
}

/** A person's hours on a day, as they are recorded. */
export function hoursOn(hours: readonly Hours[], userId: string, day: string): Span[] {
  const weekday = weekdayOf(day);
  return hours
    .filter((one) => one.userId === userId && one.weekday === weekday && one.validFrom <= day && (one.validTo === null || day <= one.validTo))
    .map(({ startsAt, endsAt }) => ({ startsAt, endsAt }))
    .sort((one, other) => compare(one.startsAt, other.startsAt));
}

export function isAway(absences: readonly Away[], userId: string, day: string): boolean {
  return absences.some((one) => one.userId === userId && one.firstDay <= day && day <= one.lastDay);
}

/** Meeting at a minute is no overlap. */
export function overlap(one: Span, other: Span): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

/** Whether the span lies within one of these. */
export function within(span: Span, spans: readonly Span[]): boolean {
  return joined(spans).some((one) => one.startsAt <= span.startsAt && span.endsAt <= one.endsAt);
}

/** Hours that touch count as one: 9:00–12:00 and 12:00–15:00 hold a visit at half past eleven. */
function joined(spans: readonly Span[]): Span[] {
  return [...spans]
    .sort((one, other) => compare(one.startsAt, other.startsAt))
    .reduce<Span[]>((whole, span) => {
      const last = whole[whole.length - 1];
      if (!last || span.startsAt > last.endsAt) return [...whole, span];
      return [...whole.slice(0, -1), { startsAt: last.startsAt, endsAt: span.endsAt > last.endsAt ? span.endsAt : last.endsAt }];
    }, []);
}

function meeting(some: readonly Span[], others: readonly Span[]): Span[] {
  return joined(some).flatMap((one) =>
    joined(others)
      .filter((other) => overlap(one, other))
      .map((other) => ({
        startsAt: one.startsAt > other.startsAt ? one.startsAt : other.startsAt,
        endsAt: one.endsAt < other.endsAt ? one.endsAt : other.endsAt,
      })),
  );
}

function without(span: Span, gone: Span): Span[] {
  if (!overlap(span, gone)) return [span];
  return [
    { startsAt: span.startsAt, endsAt: gone.startsAt },
    { startsAt: gone.endsAt, endsAt: span.endsAt },
  ].filter(({ startsAt, endsAt }) => startsAt < endsAt);
}

function cut(span: Span, minutes: number): Span[] {
  const first = minutesOf(span.startsAt);
  const fit = Math.floor((minutesOf(span.endsAt) - first) / minutes);
  return Array.from({ length: fit }, (_, index) => ({ startsAt: clockAt(first + index * minutes), endsAt: clockAt(first + (index + 1) * minutes) }));
}

/** Minutes since midnight. */
export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** The time so many minutes after midnight, at most 23:59. */
export function clockAt(minutes: number): string {
  const inside = Math.min(minutes, 23 * 60 + 59);
  return `${String(Math.floor(inside / 60)).padStart(2, '0')}:${String(inside % 60).padStart(2, '0')}`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The time on the wall clock of `zone` at an instant, `HH:MM`. */
export function clockIn(now: Date, zone = 'Asia/Almaty'): string {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    clocks.set(zone, clock);
  }
  return clock.format(now);
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
