import { z } from 'zod';
import { addDays, addMonths } from './calendar';
import { mondayOf } from './days-off';
import { maybeDecimal, versionField, whole } from './fields';

/** What a PMPC's work weighs: cases by step and month, hours, waiting, and what a leave would do to the queue. */

/** Steps of a case, in the order of the story; each counts in the month it happened in. */
export const STEPS = ['received', 'booked', 'held', 'concluded', 'handed'] as const;
export type Step = (typeof STEPS)[number];

export const MONTHS_SHOWN = 12;

/** Past full weeks over which the pace of arrivals and visits is counted. */
export const PACE_WEEKS = 12;

/** With fewer weeks of work than these nothing is foretold. */
export const LEAST_WEEKS = 4;

/** How far the forecast goes on after a leave has ended. */
export const WEEKS_AFTER = 8;

/** Children of a catchment for one PMPC (kazakhstan.md 0.3): the usual value of the setting. */
export const USUAL_NORM = 50_000;

/** The days before the end of a conclusion at which its repetition starts, where neither a setting nor a clock says it. */
export const USUAL_LEAD_DAYS = 32;

export const SETTINGS = {
  norm: { key: 'pmpc.norm-children', schema: z.number().int().min(1_000).max(1_000_000) },
  population: { key: 'pmpc.child-population', schema: z.number().int().min(1).max(10_000_000).nullable() },
  lead: { key: 'reexamination.lead-days', schema: z.number().int().min(1).max(365) },
  version: { key: 'load.version', schema: z.number().int().min(0) },
} as const;

/** The numbers of a PMPC that the load and the planner are measured by. */
export const normsDraft = z.strictObject({
  version: versionField,
  population: maybeDecimal(1, 9_999_999).refine((value) => value === null || Number.isInteger(value), 'field.invalid'),
  norm: whole(1_000, 1_000_000),
  leadDays: whole(1, 365),
});
export type NormsDraft = z.output<typeof normsDraft>;

/** The months up to and with that of a day, the oldest first, as `YYYY-MM`. */
export function monthsUpTo(day: string, months = MONTHS_SHOWN): string[] {
  const first = `${day.slice(0, 7)}-01`;
  return Array.from({ length: months }, (_, index) => addMonths(first, index - months + 1).slice(0, 7));
}

/** Cases by month and step; a month nothing happened in stands with noughts. */
export type Month = { month: string } & Record<Step, number>;

export function stepsByMonth(counted: readonly { month: string; step: Step; n: number }[], months: readonly string[]): Month[] {
  return months.map((month) => {
    const of = (step: Step) => counted.find((row) => row.month === month && row.step === step)?.n ?? 0;
    return { month, received: of('received'), booked: of('booked'), held: of('held'), concluded: of('concluded'), handed: of('handed') };
  });
}

/** The full weeks before a day over which the pace is counted: from a Monday to a Sunday. */
export function paceWeeks(today: string): { from: string; to: string } {
  const monday = mondayOf(today);
  return { from: addDays(monday, -7 * PACE_WEEKS), to: addDays(monday, -1) };
}

/** Person-hours of a case: minutes of its visits times the specialists who sat in them. Null while no visit was held. */
export function hoursPerCase({ personMinutes, cases }: { personMinutes: number; cases: number }): number | null {
  return cases === 0 ? null : Math.round(personMinutes / cases / 6) / 10;
}

export interface Pace {
  /** Who waits now. */
  waiting: number;
  /** Requests a week. */
  arrivals: number;
  /** First visits a week. */
  seen: number;
  /** Weeks of the past in which somebody was seen. */
  workedWeeks: number;
}

export interface LeaveForecast {
  /** At the end of each week to come, the first one first; week 0 is today. */
  weeks: { week: number; usual: number; onLeave: number }[];
  /** Visits a week that the leave takes away. */
  lost: number;
  /** How much longer the queue is when the leave ends. */
  longer: number;
  /** Weeks somebody who comes on the last day of the leave waits, with the leave and without it. */
  wait: { usual: number; onLeave: number };
}

/**
 * What becomes of the queue when one specialist is away: the visits this person takes part in fall away for so many
 * weeks and nobody takes them over; everything else goes on at the pace of the past twelve weeks.
 * Queue of next week = queue + arrivals − visits, never below nought.
 * @param share the part of the past examinations this person took part in, 0 to 1
 * @returns null when the past is too short to say anything
 */
export function leaveForecast({ waiting, arrivals, seen, workedWeeks }: Pace, share: number, leaveWeeks: number): LeaveForecast | null {
  if (workedWeeks < LEAST_WEEKS || seen === 0) return null;
  const next = (queue: number, held: number) => Math.max(0, queue + arrivals - held);
  const weeks = [{ week: 0, usual: waiting, onLeave: waiting }];
  for (let week = 1; week <= leaveWeeks + WEEKS_AFTER; week += 1) {
    const last = weeks[week - 1] as (typeof weeks)[number];
    weeks.push({ week, usual: next(last.usual, seen), onLeave: next(last.onLeave, week <= leaveWeeks ? seen * (1 - share) : seen) });
  }
  const end = weeks[leaveWeeks] as (typeof weeks)[number];
  return {
    weeks: weeks.map(({ week, usual, onLeave }) => ({ week, usual: Math.round(usual), onLeave: Math.round(onLeave) })),
    lost: Math.round(seen * share * 10) / 10,
    longer: Math.round(end.onLeave - end.usual),
    wait: { usual: Math.round((end.usual / seen) * 10) / 10, onLeave: Math.round((end.onLeave / seen) * 10) / 10 },
  };
}

/** Children of the catchment beside the norm: how many times it is filled, and how many PMPCs the norm would ask for. */
export function againstNorm(population: number | null, norm: number): { times: number; needed: number } | null {
  return population === null ? null : { times: Math.round((population / norm) * 100) / 100, needed: Math.ceil(population / norm) };
}
