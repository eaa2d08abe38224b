import { z } from 'zod';
import { CASE_KINDS, URGENCIES, type CaseKind, type RequestState, type Urgency } from '#db/vocabulary';
import { addDays, daysBetween, weekdayOf } from './calendar';
import { isWorkingDay, mondayOf, unusualWeeks, workingDaysBetween, type WorkingCalendar } from './days-off';
import { oneOf, prose, versionField, whole } from './fields';
import type { Reason } from './refusal';

export { CASE_KINDS, REQUEST_CHANNELS, REQUEST_STATES, URGENCIES, type CaseKind, type RequestChannel, type RequestState, type Urgency } from '#db/vocabulary';

/** The PMPC's own rules of order, as a setting of each PMPC. Every one is shown to whoever asks why somebody goes first. */
export const queueRules = z.strictObject({
  /** Kinds of cases that go before the usual order without a jump: the younger the child, the more a month matters. */
  firstCases: z.array(z.enum(CASE_KINDS)).readonly(),
  /** Of a hundred appointments, how many are kept for urgent cases until the day before. */
  reserve: z.number().int().min(0).max(50),
  /** Over how many past weeks the throughput is counted. */
  weeks: z.number().int().min(4).max(52).default(12),
  /** Counts the changes, so that two heads do not overwrite each other. */
  version: z.number().int().min(0).default(0),
});
export type QueueRules = z.output<typeof queueRules>;

export const QUEUE_RULES = 'queue.rules';

export const USUAL_RULES: QueueRules = { firstCases: ['early'], reserve: 10, weeks: 12, version: 0 };

/** The place in the order, lower first; inside one rank the longer wait goes first. */
export function rankOf({ urgency, caseKind }: { urgency: Urgency; caseKind: CaseKind }, rules: Pick<QueueRules, 'firstCases'>): number {
  if (urgency === 'urgent') return 100;
  if (urgency === 'priority') return 200;
  return rules.firstCases.includes(caseKind) ? 250 : 300;
}

/** The urgencies a head may choose, and why a request jumps or falls back; who reads the queue later reads the reason. */
export const jumpDraft = z.strictObject({
  urgency: oneOf(URGENCIES),
  reason: prose(2_000).refine((text) => [...text].length >= 10, 'field.too-short'),
  version: versionField,
});
export type JumpDraft = z.output<typeof jumpDraft>;

/** Why the urgency of a request cannot be changed. */
export function whyNotJump(request: { state: RequestState; urgency: Urgency }, urgency: Urgency): Reason | null {
  if (request.state !== 'waiting' && request.state !== 'booked') return 'request.wrong-state';
  return request.urgency === urgency ? 'request.same-urgency' : null;
}

/** The rules as the head's form sends them. */
export const rulesDraft = z.strictObject({
  firstCases: z.array(oneOf(CASE_KINDS)).default([]),
  reserve: whole(0, 50),
  weeks: whole(4, 52),
  version: versionField,
});
export type RulesDraft = z.output<typeof rulesDraft>;

/** Whole days a request has waited, until its child was seen or it ended. */
export function daysInQueue({ receivedOn, seenOn, closedOn }: { receivedOn: string; seenOn: string | null; closedOn: string | null }, today: string): number {
  return Math.max(0, daysBetween(receivedOn, seenOn ?? closedOn ?? today));
}

// The expected week

/** What happened at a PMPC over its past full weeks, and what is known of those to come. */
export interface QueueFigures {
  today: string;
  /** First visits held in each past full week, the oldest first; a week without any is a nought. */
  seen: readonly { monday: string; count: number }[];
  /** Requests received over a span of weeks, by rank as it is now; the span is longer, as requests come by season. */
  arrivals: { weeks: number; byRank: readonly { rank: number; count: number }[] };
  /** Requests that have an appointment to come. */
  booked: number;
  /** Requests that wait without one. */
  waiting: number;
  /** Requests taken back over the same weeks before anybody saw the child. */
  withdrawn: number;
  /** The part of the specialists' working days that absences take in a week, by its Monday; a week not named has none. */
  away: Readonly<Record<string, number>>;
}

/** With fewer weeks than these nothing is foretold. */
export const LEAST_WEEKS = 4;

/** Over how many past weeks those who overtake are counted. */
export const ARRIVAL_WEEKS = 26;

/** How far ahead a week is named. */
const FARTHEST_WEEKS = 156;

/** Eight of ten outcomes lie within so many standard deviations. */
const EIGHT_OF_TEN = 1.28;

/** How far the pace of a PMPC drifts from what it was, as a part of it: from the simulated years of the tests. */
const DRIFT = 0.14;

/** The figures an expected week stands on, to be shown to whoever asks. */
export interface Throughput {
  weeks: number;
  /** First visits held over those weeks. */
  seen: number;
  /** Working days of those weeks, less what absences took. */
  days: number;
  perDay: number;
  /** How much single weeks differ from the usual one, as a part of it. */
  spread: number;
}

export interface Forecast {
  figures: QueueFigures;
  throughput: Throughput;
  /** Working days of each week to come, the current one first: what is left of it after today. */
  workDays: readonly number[];
  mondays: readonly string[];
  /** Requests a week that overtake one of this rank. */
  overtaking(rank: number): number;
  /** The part of those who wait that takes the request back in a week. */
  leaving: number;
}

/** Reads the past of a PMPC; null when it is too short to foretell anything, or nobody was seen. */
export function forecastOf(figures: QueueFigures, calendar: WorkingCalendar): Forecast | null {
  const { seen, today, away, arrivals, booked, waiting, withdrawn } = figures;
  if (seen.length < LEAST_WEEKS) return null;
  const unusual = unusualWeeks(calendar);
  const daysIn = (monday: string) => (unusual.get(monday) ?? 5) * (1 - Math.min(1, away[monday] ?? 0));

  const worked = seen.map(({ monday, count }) => ({ count, days: daysIn(monday) }));
  const total = worked.reduce((sum, { count }) => sum + count, 0);
  const days = worked.reduce((sum, week) => sum + week.days, 0);
  if (total === 0 || days === 0) return null;
  const perDay = total / days;
  const deviations = worked.filter((week) => week.days > 0).map((week) => (week.count / (perDay * week.days) - 1) ** 2);
  const spread = Math.sqrt(deviations.reduce((sum, one) => sum + one, 0) / Math.max(1, deviations.length - 1));

  const thisMonday = mondayOf(today);
  const mondays = Array.from({ length: FARTHEST_WEEKS + 1 }, (_, index) => addDays(thisMonday, 7 * index));
  const leftToday = workingDaysBetween(today, addDays(thisMonday, 6), calendar) * (1 - Math.min(1, away[thisMonday] ?? 0));
  const workDays = mondays.map((monday, index) => (index === 0 ? leftToday : daysIn(monday)));
  return {
    figures,
    throughput: { weeks: seen.length, seen: total, days, perDay, spread },
    mondays,
    workDays,
    overtaking: (rank) => arrivals.byRank.reduce((sum, one) => sum + (one.rank < rank ? one.count : 0), 0) / Math.max(1, arrivals.weeks),
    leaving: Math.min(0.1, withdrawn / Math.max(1, (waiting + booked) * seen.length)),
  };
}

export interface ExpectedWeek {
  /** The Monday of the week; null: later than three years, or never at this pace. */
  monday: string | null;
  /** The Mondays between which eight of ten such waits end. */
  from: string | null;
  to: string | null;
}

/**
 * The week in which a request is likely to be seen. Week by week: the visits that the working days of that week hold at
 * the usual pace and the requests that are taken back, less the requests of a higher rank that come meanwhile, taken from
 * those that stand before it, booked ones included.
 * @param ahead how many wait before it, by the order of the queue
 */
export function expectedWeek(forecast: Forecast, { rank, ahead }: { rank: number; ahead: number }): ExpectedWeek {
  const { throughput, figures } = forecast;
  const weeks = weeksUntil(forecast, rank, figures.booked + ahead + 1);
  if (weeks === null) return { monday: null, from: null, to: null };
  const error = Math.min(0.7, EIGHT_OF_TEN * Math.hypot(DRIFT, throughput.spread * Math.sqrt(1 / throughput.weeks + 1 / Math.max(1, weeks))));
  const at = (week: number) => forecast.mondays[Math.min(FARTHEST_WEEKS, Math.max(0, Math.ceil(week) - 1))] ?? null;
  return { monday: at(weeks), from: at(weeks / (1 + error)), to: at(weeks / (1 - error)) };
}

/** Weeks from this Monday, with their fraction, until so many visits are held. */
function weeksUntil(forecast: Forecast, rank: number, visits: number): number | null {
  const overtaking = forecast.overtaking(rank);
  let left = visits;
  for (const [index, days] of forecast.workDays.entries()) {
    const held = days * forecast.throughput.perDay + left * forecast.leaving - overtaking * (index === 0 ? days / 5 : 1);
    if (held >= left) return index + (index === 0 ? 1 - (days / 5) * (1 - left / held) : left / held);
    left -= held;
  }
  return null;
}

/** One weekday on which a specialist examines. */
export interface StaffDays {
  userId: string;
  weekday: number;
}

/** Days on which a specialist does not examine; both ends belong to them. */
export interface AwayOf {
  userId: string;
  firstDay: string;
  lastDay: string;
}

/**
 * The part of the specialists' usual days that absences take, week by week. A holiday counts for nobody; a day that two
 * absences name counts once.
 */
export function awayByWeek(staff: readonly StaffDays[], absences: readonly AwayOf[], calendar: WorkingCalendar): Record<string, number> {
  const usual = new Set(staff.map(({ userId, weekday }) => `${userId} ${weekday}`));
  if (usual.size === 0) return {};
  const missed = new Set<string>();
  const weeks: Record<string, number> = {};
  for (const { userId, firstDay, lastDay } of absences) {
    for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
      const key = `${userId} ${day}`;
      if (missed.has(key) || !usual.has(`${userId} ${weekdayOf(day)}`) || !isWorkingDay(day, calendar)) continue;
      missed.add(key);
      weeks[mondayOf(day)] = (weeks[mondayOf(day)] ?? 0) + 1 / usual.size;
    }
  }
  return weeks;
}
