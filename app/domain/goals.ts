import type { Direction, GoalArea, Language, MeasureType } from '#db/vocabulary';
import { DIRECTIONS, GOAL_AREAS, MEASURE_TYPES } from '#db/vocabulary';

export { DIRECTIONS, GOAL_AREAS, MEASURE_TYPES };
export type { Direction, GoalArea, MeasureType };

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

/** The middle value; of an even number, the mean of the two middle ones. Null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
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

/** How many points each part of a well-written goal is worth; together 100. */
export const QUALITY_WEIGHTS = {
  behaviour: 15,
  condition: 10,
  criterion: 15,
  baseline: 10,
  direction: 10,
  ambition: 5,
  time: 10,
  method: 10,
  need: 5,
  voice: 4,
  generalisation: 3,
  respectful: 3,
} as const;
export type QualityPart = keyof typeof QUALITY_WEIGHTS;

/** Without these a goal stays a draft, whatever its total. */
export const QUALITY_GATES = ['behaviour', 'criterion', 'direction', 'time'] as const satisfies readonly QualityPart[];
export type QualityGate = (typeof QUALITY_GATES)[number];

/** Verbs nobody can see happen; each stands at the beginning of a word. */
// prettier-ignore
const VAGUE_VERBS = {
  ru: ['понима(?:ет|ть|ют)', 'знать', 'зна(?:ет|ют)', 'осозна', 'улучш', 'повы[сш]', 'разви(?:ва|ть|вает|тие)', 'стара(?:ется|ться)', 'учит(?:ся|ься)', 'научит', 'формир', 'овладе', 'чувству', 'адаптир(?:у|ов)'],
  kk: ['түсін(?!дір|бе|ік)', 'біл(?:еді|у)(?!дір)', 'жақсар', 'дамы', 'сезінеді', 'арттыр', 'үйрене', 'тырыс', 'қалыптас', 'меңгер', 'бейімделе'],
  en: ['understand', 'knows?(?![\\p{L}\\p{N}_])', 'improv', 'develop', 'learns?(?![\\p{L}\\p{N}_])', 'appreciat', 'be aware', 'feels?(?![\\p{L}\\p{N}_])', 'try to', 'tries to', 'adapts?(?![\\p{L}\\p{N}_])', 'master'],
};
const VAGUE: Record<Language, RegExp> = {
  ru: vague(VAGUE_VERBS.ru),
  kk: vague(VAGUE_VERBS.kk),
  en: vague(VAGUE_VERBS.en),
};

function vague(verbs: readonly string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${verbs.join('|')})`, 'u');
}

/**
 * True when the text hides behind a verb that cannot be observed ("улучшить", "түсіну", "improve"). Quoted phrases are
 * the child's, not ours.
 */
export function isVague(text: string, lang: Language): boolean {
  return VAGUE[lang].test(text.normalize('NFC').toLowerCase().replace(/«[^»]*»|“[^”]*”/g, ' '));
}

/** What the goal editor knows of a goal; any part may still be missing. */
export interface GoalSheet {
  lang: Language;
  behaviour?: string | null;
  condition?: string | null;
  measureType?: MeasureType | null;
  direction?: Direction | null;
  target?: number | null;
  /** How many measurements in a row must reach the target. */
  consecutive?: number | null;
  baseline?: number | null;
  baselinePoints?: number | null;
  baselineAgeDays?: number | null;
  /** From start to due date. */
  weeks?: number | null;
  frequencyPerWeek?: number | null;
  responsible?: string | null;
  method?: string | null;
  needId?: string | null;
  childOrParentVoice?: boolean | null;
  /** How many places or people the goal names. */
  settings?: number | null;
  /** How many terms the wording check found. */
  vocabHits?: number | null;
}

export type QualityBand = 'draft' | 'polish' | 'ready';

/**
 * How well a goal is written, as points per part, their total of 100, the gates it does not pass, and a band:
 * `ready` from 85, `polish` from 70, else `draft`. Shown as a checklist of hints, never as a mark for its author.
 */
export function goalQuality(goal: GoalSheet): { points: Record<QualityPart, number>; total: number; gates: QualityGate[]; band: QualityBand } {
  const points: Record<QualityPart, number> = {
    behaviour: behaviourPoints(goal),
    condition: words(goal.condition) >= 4 ? 10 : words(goal.condition) >= 1 ? 5 : 0,
    criterion: !goal.measureType || goal.target == null ? 0 : (goal.consecutive ?? 0) >= 2 ? 15 : 10,
    baseline: baselinePoints(goal),
    direction: gainOf(goal) === null ? 0 : 10,
    ambition: ambitionPoints(goal),
    time: !goal.weeks ? 0 : goal.weeks >= 4 && goal.weeks <= 40 ? 10 : 5,
    method: ((goal.frequencyPerWeek ?? 0) >= 0.5 ? 4 : 0) + (goal.responsible ? 3 : 0) + (goal.method ? 3 : 0),
    need: goal.needId ? 5 : 0,
    voice: goal.childOrParentVoice ? 4 : 0,
    generalisation: (goal.settings ?? 0) >= 2 ? 3 : 0,
    respectful: goal.vocabHits ? 0 : 3,
  };
  const total = Object.values(points).reduce((sum, part) => sum + part, 0);
  const gates = QUALITY_GATES.filter((gate) => points[gate] === 0);
  return { points, total, gates, band: gates.length > 0 || total < 70 ? 'draft' : total < 85 ? 'polish' : 'ready' };
}

function words(text: string | null | undefined): number {
  return text?.normalize('NFC').match(/\p{L}+/gu)?.length ?? 0;
}

function behaviourPoints({ behaviour, lang }: GoalSheet): number {
  if (!behaviour || words(behaviour) < 3) return 0;
  return isVague(behaviour, lang) ? 5 : 15;
}

function baselinePoints({ baseline, measureType, baselinePoints: taken, baselineAgeDays }: GoalSheet): number {
  if (baseline == null) return 0;
  const needed = measureType ? MEASURES[measureType].minBaselinePoints : 3;
  return (taken ?? 0) >= needed && (baselineAgeDays ?? 999) <= 60 ? 10 : 5;
}

/** How far the target lies beyond the baseline in the goal's direction; null when it does not, or cannot be measured. */
function gainOf({ measureType, target, baseline, direction }: GoalSheet): number | null {
  if (!measureType || target == null || baseline == null) return null;
  const { min, max } = MEASURES[measureType];
  if ([target, baseline].some((value) => value < min || value > max)) return null;
  const gain = (direction === 'increase' ? 1 : -1) * (target - baseline);
  return gain > 0 ? gain : null;
}

function ambitionPoints(goal: GoalSheet): number {
  const gain = gainOf(goal);
  if (gain === null || !goal.measureType) return 0;
  const baseline = Math.abs(goal.baseline ?? 0);
  if (!MEASURES[goal.measureType].aimLine) return gain >= 1 && gain <= 2 ? 5 : 2;
  if (goal.measureType === 'percent' || goal.measureType === 'steps') return gain >= 10 && gain <= 70 ? 5 : 2;
  return baseline === 0 || (gain / baseline >= 0.1 && gain / baseline <= 3) ? 5 : 2;
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

/** How a plan's goals are spread: a plan with academic goals alone does not go to the family without a written reason. */
export function balanceOf(goals: readonly { area: GoalArea }[]): {
  counts: Record<GoalArea, number>;
  total: number;
  hasSoft: boolean;
  onlyAcademic: boolean;
  /** 0 to 1; at most one half is advised. */
  academicShare: number;
} {
  const counts = Object.fromEntries(GOAL_AREAS.map((area) => [area, goals.filter((goal) => goal.area === area).length])) as Record<GoalArea, number>;
  const total = goals.length;
  return {
    counts,
    total,
    hasSoft: counts.soft > 0,
    onlyAcademic: total > 0 && counts.academic === total,
    academicShare: total === 0 ? 0 : counts.academic / total,
  };
}
