import type { Direction, MeasureType } from '#db/vocabulary';
import { daysBetween, SCHOOL_YEARS } from '~/domain/calendar';
import { MEASURES, type Reading } from '~/domain/goals';
import { decisionFor, keptOf, type DecisionCode, type HelpLevel } from '~/domain/progress';

/** How a goal's measurements go, so that in the end they say what the story needs them to say. */

export interface CoursedGoal {
  measure: MeasureType;
  direction: Direction;
  baseline: number;
  target: number;
  consecutive: number;
  startsOn: string;
  dueOn: string;
}

export interface Measurement {
  on: string;
  reading: Reading;
  help: HelpLevel;
}

/** The way from the baseline (0) to the target (1): what is expected at a moment is the moment itself. */
interface Way {
  /** The share of the goal's time that has passed, 0 to 1. */
  expected: number;
  /** The same in the middle of the last four measurements. */
  middle: number;
  /** Counted from the first measurement, and from the last. */
  order: number;
  left: number;
}

/** Another width of the swings is tried when the first, on the measure's scale, does not say it. */
type Shape = (way: Way, width: number) => number;

const swing = (order: number) => (order % 2 === 0 ? 1 : -1);

const ON_TRACK: Shape = ({ expected, order }, width) => expected + swing(order) * width * 0.05;
const BELOW: Shape = ({ expected, order }, width) => expected * 0.4 + swing(order) * width * 0.03;

const SHAPES: Partial<Record<DecisionCode, Shape>> = {
  FEW_DATA: ON_TRACK,
  STALE: ON_TRACK,
  CONTINUE: ON_TRACK,
  ON_TRACK,
  MET: ({ expected, left }, width) => (left < 3 ? 1 + width * 0.05 : Math.min(expected * 1.05, 0.9)),
  CHANGE_SUPPORT: BELOW,
  FIX_DELIVERY: BELOW,
  WATCH: ({ expected }, width) => expected - width * 0.25 * (0.96 - expected),
  RAISE_GOAL: ({ expected, order }, width) => Math.min(expected + 0.1 + width * 0.1 + swing(order) * 0.02, 0.97),
  NO_GROWTH: ({ middle, order }, width) => middle + swing(order) * width * 0.02,
  SLOWER: ({ expected, middle }, width) => middle + (expected - middle) * (1 - width * 0.35),
  AHEAD: ({ expected, middle }, width) => middle + (expected - middle) * (1 + width * 0.35),
};

/** On which of the days something is measured. */
function daysFor(code: DecisionCode, days: readonly string[]): readonly string[] {
  if (code === 'NO_DATA') return [];
  if (code === 'FEW_DATA') return days.slice(-3);
  if (code === 'CONTINUE') return days.slice(-6);
  return code === 'STALE' ? days.slice(0, -3) : days;
}

const LEVELS: Partial<Record<DecisionCode, (baseline: number, better: number) => number[]>> = {
  NO_DATA: () => [],
  FEW_DATA: (baseline) => [baseline, baseline],
  CONTINUE: (baseline, better) => [baseline, better, baseline],
  LEVEL_UP: (baseline, better) => [baseline, baseline, better, better, better],
  PLATEAU: (baseline) => Array.from({ length: 6 }, () => baseline),
};

/**
 * The measurements of a goal on days of its term, the last of them before `today`, that make `decisionFor` say `code`.
 * @throws Error when the goal cannot say it
 */
export function courseOf(code: DecisionCode, goal: CoursedGoal, days: readonly string[], today: string, fidelity: number | null): Measurement[] {
  const inTerm = days.filter((day) => goal.startsOn <= day && day < today);
  for (const width of [1, 0.5, 1.6, 2.4, 0.2, 3.2]) {
    for (const trials of [10, 20, 25]) {
      const course = MEASURES[goal.measure].aimLine ? along(code, goal, inTerm, width, trials) : rated(code, goal, inTerm);
      if (says(goal, course, today, fidelity) === code) return course;
    }
  }
  throw new Error(`no ${inTerm.length} measurements of ${goal.measure} from ${goal.baseline} to ${goal.target}, ${goal.startsOn} to ${goal.dueOn}, say ${code} on ${today}`);
}

function along(code: DecisionCode, goal: CoursedGoal, inTerm: readonly string[], width: number, trials: number): Measurement[] {
  const shape = SHAPES[code];
  const days = daysFor(code, inTerm);
  if (!shape) return [];
  const term = daysBetween(goal.startsOn, goal.dueOn);
  const passed = days.map((day) => daysBetween(goal.startsOn, day) / term);
  const lastFour = passed.slice(-4);
  const middle = lastFour.reduce((sum, share) => sum + share, 0) / Math.max(1, lastFour.length);
  return days.map((on, order) => {
    const share = shape({ expected: passed[order] ?? 0, middle, order, left: days.length - 1 - order }, width);
    return { on, reading: readingOf(goal, share, trials), help: helpAt(share) };
  });
}

function rated(code: DecisionCode, goal: CoursedGoal, inTerm: readonly string[]): Measurement[] {
  const better = goal.baseline + (goal.direction === 'increase' ? 1 : -1);
  const levels = LEVELS[code]?.(goal.baseline, better) ?? [];
  const days = inTerm.slice(-levels.length);
  return levels.length === 0 ? [] : days.map((on, order) => ({ on, reading: { value: levels[order] ?? goal.baseline }, help: order > 2 ? 1 : 2 }));
}

function readingOf({ measure, baseline, target }: CoursedGoal, share: number, trials: number): Reading {
  const { min, max, integer } = MEASURES[measure];
  const value = Math.min(max, Math.max(min, baseline + (target - baseline) * share));
  if (measure === 'percent' || measure === 'steps') return { n: Math.round((value * trials) / 100), of: trials };
  if (measure === 'rate') return { count: Math.round(value), seconds: 60 };
  return { value: integer ? Math.round(value) : Math.round(value * 10) / 10 };
}

function helpAt(share: number): HelpLevel {
  return share < 0.25 ? 2 : share < 0.75 ? 1 : 0;
}

/** What the measurements say on that day, as the goal's page will read them. */
function says(goal: CoursedGoal, course: readonly Measurement[], today: string, fidelity: number | null): DecisionCode {
  const entries = course.flatMap(({ on, reading }) => {
    const kept = keptOf(goal.measure, reading);
    return 'value' in kept ? [{ date: on, value: kept.value }] : [];
  });
  return decisionFor(goal.measure, { ...goal, startDate: goal.startsOn, dueDate: goal.dueOn }, entries, today, { fidelity, schoolYears: SCHOOL_YEARS }).code;
}
