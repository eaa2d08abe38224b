import type { Direction, MeasureType } from '#db/vocabulary';
import { DIRECTIONS } from '#db/vocabulary';

/** What can be measured, how a reading becomes a value, and the scale on which different goals can be compared. */

/** Two numbers closer than this are the same measurement. */
const EPSILON = 1e-9;

export interface Measure {
  min: number;
  max: number;
  /** Only whole values. */
  integer: boolean;
  directions: readonly Direction[];
  /** How many measurements the baseline is the median of. */
  minBaselinePoints: number;
  /** How many opportunities one measurement needs. */
  minTrials: number;
  /** True when the values can be averaged along a line; false for levels, which only have an order. */
  aimLine: boolean;
}

const BOTH = DIRECTIONS;
const UP = ['increase'] as const;
const DOWN = ['decrease'] as const;

/**
 * What can be measured. Units: frequency in occurrences per session of equal length, rate per minute, duration in
 * minutes, latency in seconds, percent of opportunities, steps in percent of steps done alone, rubric in levels 1–5,
 * gas in levels −2…+2, prompt in rungs of help (0 alone … 6 full help), worksample in points.
 */
// prettier-ignore
export const MEASURES: Record<MeasureType, Measure> = {
  frequency:  { min: 0,  max: 200, integer: true,  directions: BOTH, minBaselinePoints: 3, minTrials: 1, aimLine: true  },
  rate:       { min: 0,  max: 300, integer: false, directions: BOTH, minBaselinePoints: 3, minTrials: 1, aimLine: true  },
  duration:   { min: 0,  max: 240, integer: false, directions: BOTH, minBaselinePoints: 3, minTrials: 1, aimLine: true  },
  latency:    { min: 0,  max: 600, integer: false, directions: DOWN, minBaselinePoints: 3, minTrials: 1, aimLine: true  },
  percent:    { min: 0,  max: 100, integer: false, directions: BOTH, minBaselinePoints: 3, minTrials: 5, aimLine: true  },
  steps:      { min: 0,  max: 100, integer: false, directions: UP,   minBaselinePoints: 2, minTrials: 1, aimLine: true  },
  rubric:     { min: 1,  max: 5,   integer: true,  directions: UP,   minBaselinePoints: 2, minTrials: 1, aimLine: false },
  gas:        { min: -2, max: 2,   integer: true,  directions: UP,   minBaselinePoints: 1, minTrials: 1, aimLine: false },
  prompt:     { min: 0,  max: 6,   integer: true,  directions: DOWN, minBaselinePoints: 3, minTrials: 1, aimLine: false },
  worksample: { min: 0,  max: 100, integer: false, directions: UP,   minBaselinePoints: 1, minTrials: 1, aimLine: true  },
};

/** The units each kind of measurement may be counted in; the first is taken when none was chosen. */
export const UNITS_OF = {
  frequency: ['times/session', 'times/lesson', 'times/day', 'times/week', 'turns', 'words'],
  rate: ['count/min', 'words/min'],
  duration: ['min'],
  latency: ['s'],
  percent: ['%'],
  steps: ['% steps'],
  rubric: ['level'],
  gas: ['GAS'],
  prompt: ['P-level'],
  worksample: ['points', 'words'],
} as const satisfies Record<MeasureType, readonly string[]>;
export type Unit = (typeof UNITS_OF)[MeasureType][number];

/** The middle value; of an even number, the mean of the two middle ones. Null of nothing. */
export function median(values: ArrayLike<number>): number | null {
  const sorted = Float64Array.from(values).sort();
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/** Where the child starts: the median of the first measurements. */
export const baselineOf = median;

/** What one observation can look like before it is a number on the measure's scale. */
export type Reading =
  | { value: number }
  /** n of so many: opportunities, intervals, steps. */
  | { n: number; of: number }
  | { count: number; seconds: number }
  /** Several levels of help noted in one session. */
  | { levels: readonly number[] };

export const READING_TROUBLES = ['WRONG_READING', 'TOO_FEW_TRIALS', 'MORE_THAN_ALL', 'NO_TIME', 'NOT_WHOLE', 'OUT_OF_RANGE'] as const;
export type ReadingTrouble = (typeof READING_TROUBLES)[number];

/**
 * The value to keep for a reading, or why there is none. Percent and steps come only as n of N, so that the
 * numerator can be kept; a rate may come as a count in seconds; the levels of help of one session become their median,
 * of an even number the rung with more help.
 */
export function valueFrom(type: MeasureType, reading: Reading): { value: number } | { trouble: ReadingTrouble } {
  const counted = type === 'percent' || type === 'steps';

  if ('n' in reading) {
    if (!counted) return { trouble: 'WRONG_READING' };
    if (!Number.isInteger(reading.n) || !Number.isInteger(reading.of)) return { trouble: 'NOT_WHOLE' };
    if (reading.of < MEASURES[type].minTrials) return { trouble: 'TOO_FEW_TRIALS' };
    if (reading.n > reading.of) return { trouble: 'MORE_THAN_ALL' };
    return inRange(type, (100 * reading.n) / reading.of);
  }
  if ('seconds' in reading) {
    if (type !== 'rate') return { trouble: 'WRONG_READING' };
    if (!(reading.seconds > 0)) return { trouble: 'NO_TIME' };
    return inRange(type, (reading.count / reading.seconds) * 60);
  }
  if ('levels' in reading) {
    const middle = median(reading.levels);
    if (type !== 'prompt' || middle === null) return { trouble: 'WRONG_READING' };
    const odd = reading.levels.find((level) => 'trouble' in inRange(type, level));
    return inRange(type, odd ?? Math.ceil(middle));
  }
  return counted ? { trouble: 'WRONG_READING' } : inRange(type, reading.value);
}

/** The value again when the measure's scale has it. */
export function inRange(type: MeasureType, value: number): { value: number } | { trouble: ReadingTrouble } {
  const { min, max, integer } = MEASURES[type];
  if (!(value >= min && value <= max)) return { trouble: 'OUT_OF_RANGE' };
  return integer && !Number.isInteger(value) ? { trouble: 'NOT_WHOLE' } : { value };
}

/**
 * True when a new value lies so far from the earlier ones that it is worth asking "is this right?": outside
 * median ± 3 · 1.4826 · MAD, of at least six values. Such a value is kept all the same.
 */
export function unusual(values: readonly number[], next: number): boolean {
  const middle = median(values);
  if (middle === null || values.length < 6) return false;
  const spread = median(values.map((value) => Math.abs(value - middle))) ?? 0;
  return Math.abs(next - middle) > 3 * 1.4826 * spread + EPSILON;
}

/**
 * Goal Attainment Scaling's T over several goals: 50 + 10 Σwx / √((1 − ρ) Σw² + ρ (Σw)²), Kiresuk and Sherman 1968.
 * `levels` are −2…+2 with 0 as expected. For one child over time or for a group, never to rank children. Null of no goals.
 */
export function gasT(levels: readonly number[], weights: readonly number[] = levels.map(() => 1), rho = 0.3): number | null {
  if (levels.length === 0) return null;
  const sum = (of: (level: number, weight: number) => number) =>
    levels.reduce((total, level, index) => total + of(level, weights[index] ?? 1), 0);
  const spread = (1 - rho) * sum((_, weight) => weight * weight) + rho * sum((_, weight) => weight) ** 2;
  return 50 + (10 * sum((level, weight) => weight * level)) / Math.sqrt(spread);
}

export const GAS_TROUBLES = ['NOT_FIVE', 'OUT_OF_RANGE', 'NOT_MONOTONIC', 'EXPECTED_IS_NOT_TARGET', 'START_IS_TOO_HIGH'] as const;
export type GasTrouble = (typeof GAS_TROUBLES)[number];

/**
 * Why five thresholds make no attainment scale, or null. Threshold i is the value from which level i − 2 is reached, so
 * levels that go strictly one way leave neither gap nor overlap. Level 0 begins at the target; the baseline lies in
 * level −2, or in −1 when the measure has nothing worse.
 */
export function whyGasInvalid(
  thresholds: readonly number[],
  goal: { measureType: MeasureType; direction: Direction; baseline: number; target: number },
): GasTrouble | null {
  const sign = goal.direction === 'increase' ? 1 : -1;
  const { min, max } = MEASURES[goal.measureType];
  if (thresholds.length !== 5) return 'NOT_FIVE';
  if (thresholds.some((value) => !(value >= min && value <= max))) return 'OUT_OF_RANGE';
  if (thresholds.some((value, index) => index > 0 && sign * (value - (thresholds[index - 1] ?? value)) <= EPSILON)) return 'NOT_MONOTONIC';
  if (Math.abs((thresholds[2] ?? Infinity) - goal.target) > EPSILON) return 'EXPECTED_IS_NOT_TARGET';
  const worst = goal.direction === 'increase' ? min : max;
  const highest = goal.baseline === worst ? -1 : -2;
  return gasLevelOf(thresholds, goal.direction, goal.baseline) > highest ? 'START_IS_TOO_HIGH' : null;
}

/** The level −2…+2 a value reaches on five thresholds; all that falls short of the first is −2 too. */
export function gasLevelOf(thresholds: readonly number[], direction: Direction, value: number): number {
  const sign = direction === 'increase' ? 1 : -1;
  const reached = thresholds.filter((threshold) => sign * (value - threshold) >= -EPSILON).length;
  return Math.max(1, reached) - 3;
}
