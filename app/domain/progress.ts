import { z } from 'zod';
import { HELP_LEVELS, PLACES, type Direction, type GoalState, type HelpLevel, type MeasureType, type Place, type PlanState } from '#db/vocabulary';
import { addDays, breakDaysBetween, daysBetween, weeksBetween, type SchoolYear } from './calendar';
import { civilDate, decimal, idField, maybeProse, oneOf, whole } from './fields';
import { MEASURES, median, valueFrom, type Reading } from './goals';
import type { Reason } from './refusal';

export { HELP_LEVELS, PLACES, type HelpLevel, type Place } from '#db/vocabulary';

/** How many days back a measurement may be written down. */
export const ENTRY_DAYS_BACK = 14;

/** How long its author may correct a record, in milliseconds. */
const CORRECTION_MS = 24 * 3_600_000;

/** One measurement as a person gives it. */
export interface EntryDraft {
  reading: Reading;
  measuredOn: string;
  help: HelpLevel;
  place: Place;
  note: string;
}

const around = {
  measuredOn: civilDate,
  help: z.enum(HELP_LEVELS.map(String) as [string, ...string[]], 'field.choose').transform((level) => Number(level) as HelpLevel),
  place: oneOf(PLACES),
  note: maybeProse(500),
};

const WIDEST = 10_000;

/** The fields of a measurement, which differ with the measure: n of N, a count in seconds, a chosen level or one number. */
export function entryDraft(measure: MeasureType): z.ZodType<EntryDraft> {
  const { min, minTrials, integer, aimLine } = MEASURES[measure];
  if (measure === 'percent' || measure === 'steps') {
    return z
      .strictObject({ ...around, successes: whole(0, 500), trials: whole(1, 500) })
      .superRefine(({ successes, trials }, refinement) => {
        if (trials < minTrials) refinement.addIssue({ code: 'custom', path: ['trials'], message: 'entry.too-few-trials' });
        else if (successes > trials) refinement.addIssue({ code: 'custom', path: ['successes'], message: 'field.out-of-range' });
      })
      .transform(({ successes, trials, ...rest }) => ({ ...rest, reading: { n: successes, of: trials } }));
  }
  if (measure === 'rate') {
    return z
      .strictObject({ ...around, count: whole(0, WIDEST), seconds: whole(1, 36_000) })
      .transform(({ count, seconds, ...rest }) => ({ ...rest, reading: { count, seconds } }));
  }
  const lowest = Math.min(min, 0) - WIDEST;
  const value = !aimLine ? z.string('field.choose').regex(/^-?\d$/, 'field.choose').transform(Number) : integer ? whole(lowest, WIDEST) : decimal(lowest, WIDEST);
  return z.strictObject({ ...around, value }).transform(({ value: taken, ...rest }) => ({ ...rest, reading: { value: taken } }));
}

/** Beyond so many tries a row of buttons no longer fits a phone. */
const MOST_BUTTONS = 10;

/** How many tries the buttons of the form offer: as many as last time, five for a share at first; null when the number is typed. */
export function outOfFor(measure: MeasureType, lastTrials: number | null): number | null {
  if (measure !== 'percent' && measure !== 'steps') return null;
  if (lastTrials === null) return measure === 'percent' ? MEASURES.percent.minTrials : null;
  return lastTrials <= MOST_BUTTONS ? lastTrials : null;
}

/** What is kept of a reading: its value on the measure's scale, and n and N where it has them; or why it cannot be kept. */
export function keptOf(
  measure: MeasureType,
  reading: Reading,
): { value: number; successes: number | null; trials: number | null } | { reason: Reason; values: Record<string, number> } {
  const found = valueFrom(measure, reading);
  const { min, max } = MEASURES[measure];
  if ('trouble' in found) {
    return { reason: found.trouble === 'TOO_FEW_TRIALS' ? 'entry.too-few-trials' : 'entry.out-of-range', values: { min, max } };
  }
  return { value: found.value, successes: 'n' in reading ? reading.n : null, trials: 'n' in reading ? reading.of : null };
}

/** The states of a goal in which its measurements are written down. */
const RECORDED: ReadonlySet<GoalState> = new Set<GoalState>(['baseline', 'active', 'maintenance']);

/** Why nothing may be recorded for this goal on this day, or null. */
export function whyNotRecord(goal: { planState: PlanState; state: GoalState }, measuredOn: string, today: string): Reason | null {
  return isRecorded(goal) ? whyNotOn(measuredOn, today) : 'goal.not-active';
}

/** Whether measurements of this goal are written down now. */
export function isRecorded(goal: { planState: PlanState; state: GoalState }): boolean {
  return goal.planState === 'active' && RECORDED.has(goal.state);
}

/** Why nothing of this day may be written down today, or null. */
export function whyNotOn(day: string, today: string): Reason | null {
  if (day > today) return 'entry.in-the-future';
  return day < addDays(today, -ENTRY_DAYS_BACK) ? 'entry.too-long-ago' : null;
}

/** Why this person may not correct this record now, or null. The day runs from the first writing, however often it was corrected. */
export function whyNotCorrect(entry: { authorId: string; firstRecordedAt: Date; replaced: boolean }, personId: string, now: Date): Reason | null {
  if (entry.authorId !== personId) return 'entry.not-yours';
  if (entry.replaced) return 'entry.corrected-already';
  return now.getTime() - entry.firstRecordedAt.getTime() > CORRECTION_MS ? 'entry.too-late-to-correct' : null;
}

/** A service of the plan on a day: how many minutes of it took place, nought when it did not. */
export const deliveryDraft = z.strictObject({ serviceLineageId: idField, heldOn: civilDate, heldMinutes: whole(0, 480) });
export type DeliveryDraft = z.output<typeof deliveryDraft>;

/** How many days of given support the share of support is counted over: six weeks. */
export const FIDELITY_DAYS = 42;

/**
 * What the measurements of one goal say about the support. A signal for the team and never proof: nothing is closed,
 * cut or sent because of it. Time is counted in weeks since the goal's start, as fractions.
 */

const EPSILON = 1e-9;

/** One measurement at x weeks. Several at the same x are each a point. */
export type Point = readonly [x: number, y: number];

/** y = intercept + slope · x */
export interface Line {
  slope: number;
  intercept: number;
}

/** Where the goal expects the child to be at week x: b + (g − b)(x − x₀)/(x₁ − x₀). */
export function aimAt(goal: AimedGoal, x: number): number {
  const { baseline, target, x0, x1 } = goal;
  return x1 === x0 ? target : baseline + ((target - baseline) * (x - x0)) / (x1 - x0);
}

/** Ordinary least squares, shown on request only; null when all points share one x. */
export function ols(points: readonly Point[]): Line | null {
  const n = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (!(spread >= EPSILON)) return null;
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  return { slope, intercept: meanY - slope * meanX };
}

/**
 * The trend we judge by: the median slope over all pairs, which a few odd days do not move (Theil 1950, Sen 1968).
 * Null when all points share one x.
 */
export function theilSen(points: readonly Point[]): Line | null {
  const slopes = new Float64Array((points.length * (points.length - 1)) / 2);
  let found = 0;
  for (const [index, [x1, y1]] of points.entries()) {
    for (let later = index + 1; later < points.length; later += 1) {
      const [x2, y2] = points[later] as Point;
      if (Math.abs(x2 - x1) > EPSILON) slopes[found++] = (y2 - y1) / (x2 - x1);
    }
  }
  const slope = median(slopes.subarray(0, found));
  const intercept = slope === null ? null : median(points.map(([x, y]) => y - slope * x));
  return slope === null || intercept === null ? null : { slope, intercept };
}

/**
 * The split-middle line of paper charts: the medians of the two halves (an odd middle point left out) give the slope
 * and `quarterIntersect`; `intercept` shifts the line so that half of the points lie on each side. Null below four points.
 */
export function splitMiddle(points: readonly Point[]): (Line & { quarterIntersect: number }) | null {
  const sorted = inOrder(points);
  const half = Math.floor(sorted.length / 2);
  if (sorted.length < 4) return null;
  const [x1, y1] = middleOf(sorted.slice(0, half));
  const [x2, y2] = middleOf(sorted.slice(-half));
  if (x2 - x1 < EPSILON) return null;
  const slope = (y2 - y1) / (x2 - x1);
  return { slope, quarterIntersect: y1 - slope * x1, intercept: median(sorted.map(([x, y]) => y - slope * x)) ?? 0 };
}

function middleOf(points: readonly Point[]): Point {
  return [median(points.map(([x]) => x)) ?? 0, median(points.map(([, y]) => y)) ?? 0];
}

/** By time, and by value within one moment, so that the order of entering changes nothing. */
function inOrder(points: readonly Point[]): Point[] {
  return [...points].sort(([x1, y1], [x2, y2]) => x1 - x2 || y1 - y2);
}

export const DECISION_CODES = [
  'NO_DATA',
  'MET',
  'STALE',
  'FEW_DATA',
  'WATCH',
  'FIX_DELIVERY',
  'CHANGE_SUPPORT',
  'RAISE_GOAL',
  'NO_GROWTH',
  'SLOWER',
  'AHEAD',
  'ON_TRACK',
  'CONTINUE',
  'LEVEL_UP',
  'PLATEAU',
] as const;
export type DecisionCode = (typeof DECISION_CODES)[number];

export type Tone = 'good' | 'neutral' | 'attention' | 'action';

/** How a decision is shown. */
export const DECISION_TONES: Record<DecisionCode, Tone> = {
  NO_DATA: 'neutral',
  MET: 'good',
  STALE: 'attention',
  FEW_DATA: 'neutral',
  WATCH: 'neutral',
  FIX_DELIVERY: 'action',
  CHANGE_SUPPORT: 'action',
  RAISE_GOAL: 'good',
  NO_GROWTH: 'action',
  SLOWER: 'attention',
  AHEAD: 'good',
  ON_TRACK: 'good',
  CONTINUE: 'neutral',
  LEVEL_UP: 'good',
  PLATEAU: 'attention',
};

/** The thresholds of the rules. Choices, not findings: an organisation may set its own. */
export interface DecisionSettings {
  /** Points and days the four-point rule needs. */
  minFourPoint: number;
  minSpanFourPointDays: number;
  /** Points and days a trend needs. */
  minTrend: number;
  minSpanTrendDays: number;
  /** Days after which the last measurement says nothing any more. */
  staleDays: number;
  /** The share of planned support that must have been given before the support is judged. */
  fidelity: number;
  /** Ratio of the trend to the aim line, below and above which it counts as slower and faster. */
  slower: number;
  faster: number;
  /** How many measurements in a row reach the target. */
  masteryRun: number;
  /** Ordered levels: how many ratings are needed, how many of the last few must be better, how many without change. */
  minRatings: number;
  ratingWindow: number;
  ratingsBetter: number;
  plateau: number;
}

export const DECISION_SETTINGS: DecisionSettings = {
  minFourPoint: 6,
  minSpanFourPointDays: 21,
  minTrend: 8,
  minSpanTrendDays: 42,
  staleDays: 14,
  fidelity: 0.8,
  slower: 0.9,
  faster: 1.1,
  masteryRun: 3,
  minRatings: 3,
  ratingWindow: 4,
  ratingsBetter: 3,
  plateau: 6,
};

/** A goal on the time axis: from `baseline` at week x0 to `target` at week x1. */
export interface AimedGoal {
  baseline: number;
  target: number;
  x0: number;
  x1: number;
  direction: Direction;
}

export interface Decision {
  code: DecisionCode;
  n: number;
  /** How many measurements this measure needs before anything is said. */
  needed: number;
  /** Days since the last measurement. */
  ageDays?: number;
  /** How far the last four points lie ahead of the aim line, in the goal's direction. */
  last4?: number[];
  fourPoint?: 'BELOW' | 'ABOVE' | 'MIXED';
  /** Change per week: of the measurements, and of the aim line. */
  slope?: number;
  aimSlope?: number;
  ratio?: number;
  /** The value the trend reaches on the due date. */
  projection?: number;
  fidelity?: number;
  /** The median of the last three ratings. */
  median3?: number;
}

/**
 * The decision for a measure with an aim line; the first rule that matches wins. `todayWeek` is on the goal's axis,
 * `fidelity` the share (0–1) of planned support that was given, when known.
 */
export function decide(
  goal: AimedGoal,
  points: readonly Point[],
  todayWeek: number,
  fidelity: number | null = null,
  settings: Partial<DecisionSettings> = {},
): Decision {
  const rules = { ...DECISION_SETTINGS, ...settings };
  const sorted = inOrder(points);
  const sign = goal.direction === 'increase' ? 1 : -1;
  const found: Omit<Decision, 'code'> = { n: sorted.length, needed: rules.minFourPoint };
  const say = (code: DecisionCode): Decision => ({ ...found, code });

  const first = sorted[0];
  const last = sorted.at(-1);
  if (!first || !last) return say('NO_DATA');

  const age = (todayWeek - last[0]) * 7;
  const span = (last[0] - first[0]) * 7;
  found.ageDays = Math.ceil(age - 0.5 - EPSILON);

  const run = sorted.slice(-rules.masteryRun);
  if (run.length >= rules.masteryRun && run.every(([, y]) => sign * (y - goal.target) >= -EPSILON)) return say('MET');
  if (age > rules.staleDays + EPSILON) return say('STALE');
  if (sorted.length < rules.minFourPoint || span < rules.minSpanFourPointDays - EPSILON) return say('FEW_DATA');

  const ahead = sorted.slice(-4).map(([x, y]) => sign * (y - aimAt(goal, x)));
  found.last4 = ahead;
  found.fourPoint = ahead.every((d) => d < -EPSILON) ? 'BELOW' : ahead.every((d) => d > EPSILON) ? 'ABOVE' : 'MIXED';

  const trend = sorted.length >= rules.minTrend && span >= rules.minSpanTrendDays - EPSILON ? theilSen(sorted) : null;
  const notDelivered = fidelity !== null && fidelity < rules.fidelity - EPSILON;
  const fixDelivery = (): Decision => ({ ...say('FIX_DELIVERY'), fidelity: fidelity ?? 0 });
  let reaches = false;
  if (trend) {
    const aimSlope = (goal.target - goal.baseline) / (goal.x1 - goal.x0);
    const projection = trend.intercept + trend.slope * goal.x1;
    Object.assign(found, { slope: trend.slope, aimSlope, ratio: trend.slope / aimSlope, projection });
    reaches = sign * (projection - goal.target) >= -EPSILON;
  }

  if (found.fourPoint === 'BELOW') return reaches ? say('WATCH') : notDelivered ? fixDelivery() : say('CHANGE_SUPPORT');
  if (found.fourPoint === 'ABOVE') return say('RAISE_GOAL');
  if (!trend) return say('CONTINUE');
  if (sixDigits(sign * trend.slope) <= EPSILON) return notDelivered ? fixDelivery() : say('NO_GROWTH');
  const ratio = sixDigits(found.ratio ?? 0);
  if (!reaches && ratio < rules.slower) return say('SLOWER');
  if (reaches && ratio > rules.faster) return say('AHEAD');
  return say('ON_TRACK');
}

/** Trends are compared with the thresholds at six decimals, so that a hair of binary arithmetic decides nothing. */
function sixDigits(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** The decision for ordered levels (rubric, prompt, attainment scale), given in the order they were rated: medians and counts only. */
export function decideOrdinal(
  baseline: number,
  levels: readonly number[],
  direction: Direction,
  settings: Partial<DecisionSettings> = {},
): Decision {
  const rules = { ...DECISION_SETTINGS, ...settings };
  const sign = direction === 'increase' ? 1 : -1;
  const found = { n: levels.length, needed: rules.minRatings };
  if (levels.length < rules.minRatings) return { ...found, code: 'FEW_DATA' };

  const recent = levels.slice(-rules.ratingWindow);
  const median3 = median(levels.slice(-3)) ?? baseline;
  const better = recent.filter((level) => sign * (level - baseline) >= 1).length;
  const still = levels.slice(-rules.plateau).every((level) => sign * (level - baseline) <= 0);
  if (better >= rules.ratingsBetter) return { ...found, median3, code: 'LEVEL_UP' };
  return { ...found, median3, code: levels.length >= rules.plateau && still ? 'PLATEAU' : 'CONTINUE' };
}

/** A goal as it is kept: civil dates instead of weeks. */
export interface DatedGoal {
  baseline: number;
  target: number;
  startDate: string;
  dueDate: string;
  direction: Direction;
  /** How many measurements in a row must reach the target. */
  consecutive?: number | null;
}

/**
 * The decision for a goal on a day, with the tone to show it in. Entries before the goal's start belong to the baseline
 * and entries after `today` are not known yet; both are left out. With `schoolYears`, days of a break do not make the
 * last measurement stale; `ageDays` stays in calendar days.
 */
export function decisionFor(
  measureType: MeasureType,
  goal: DatedGoal,
  entries: readonly { date: string; value: number }[],
  today: string,
  options: { fidelity?: number | null; settings?: Partial<DecisionSettings>; schoolYears?: readonly SchoolYear[] } = {},
): Decision & { tone: Tone } {
  const { fidelity = null, schoolYears = [] } = options;
  const settings = goal.consecutive ? { ...options.settings, masteryRun: goal.consecutive } : options.settings;
  const known = entries
    .filter(({ date }) => goal.startDate <= date && date <= today)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.value - b.value));
  const last = known.at(-1)?.date;
  const pause = last ? breakDaysBetween(last, today, schoolYears) : 0;
  const aimed: AimedGoal = { ...goal, x0: 0, x1: weeksBetween(goal.startDate, goal.dueDate) };

  const points = known.map(({ date, value }): Point => [weeksBetween(goal.startDate, date), value]);
  const termWeek = (daysBetween(goal.startDate, today) - pause) / 7;
  const decision = MEASURES[measureType].aimLine
    ? decide(aimed, points, termWeek, fidelity, settings)
    : decideOrdinal(goal.baseline, known.map(({ value }) => value), goal.direction, settings);

  const code = last ? decision.code : 'NO_DATA';
  return { ...decision, ...(last && { ageDays: daysBetween(last, today) }), code, tone: DECISION_TONES[code] };
}

/** The share of planned support that was given, 0 to 1 and more; null when nothing was planned. Both in minutes of one window. */
export function fidelityOf(deliveredMinutes: number, plannedMinutes: number): number | null {
  return plannedMinutes > 0 ? deliveredMinutes / plannedMinutes : null;
}
