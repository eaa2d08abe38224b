import fc from 'fast-check';
import { expect, test } from 'vitest';
import bank from '#db/reference/goalbank.json';
import taxonomy from '#db/reference/taxonomy.json';
import {
  balanceOf,
  baselineOf,
  DIRECTIONS,
  gasLevelOf,
  gasT,
  goalQuality,
  isVague,
  MEASURE_TYPES,
  MEASURES,
  median,
  QUALITY_GATES,
  QUALITY_WEIGHTS,
  unusual,
  valueFrom,
  whyGasInvalid,
  type GoalArea,
  type GoalSheet,
} from '~/domain/goals';
import vectors from '../support/test-vectors.json';

const LANGUAGES = ['kk', 'ru', 'en'] as const;

test('the measures are those of the method', () => {
  expect(taxonomy.measurementTypes.map(({ type }) => type)).toEqual([...MEASURE_TYPES]);
  for (const { type, min, max, integer, directions, minBaselinePoints, aimLine, minTrials } of taxonomy.measurementTypes) {
    expect(MEASURES[type as keyof typeof MEASURES], type).toEqual({ min, max, integer, directions, minBaselinePoints, aimLine, minTrials: minTrials ?? 1 });
  }
});

test('the median does not care for order or for one wild value', () => {
  expect(median([20, 30, 20])).toBe(20);
  expect(median([1, 2, 3, 400])).toBe(2.5);
  expect(median([])).toBeNull();
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(fc.property(values, (v) => median([...v].reverse()) === median(v) && v.filter((x) => x <= (median(v) ?? 0)).length >= v.length / 2));
});

test('the baseline is the median of the first measurements', () => {
  expect(baselineOf(vectors.aim_line.in.baselineValues)).toBe(vectors.aim_line.out.baseline);
});

test('four of six opportunities are two thirds', () => {
  expect(valueFrom('percent', { n: 4, of: 6 })).toEqual({ value: expect.closeTo(66.666667, 6) });
  expect(valueFrom('percent', { n: 14, of: 20 })).toEqual({ value: 70 });
});

test('fewer than five opportunities make no percentage', () => {
  expect(valueFrom('percent', { n: 3, of: 4 })).toEqual({ trouble: 'TOO_FEW_TRIALS' });
});

test('steps done alone count from the first step', () => {
  expect(valueFrom('steps', { n: 9, of: 12 })).toEqual({ value: 75 });
  expect(valueFrom('steps', { n: 1, of: 2 })).toEqual({ value: 50 });
  expect(valueFrom('steps', { n: 0, of: 0 })).toEqual({ trouble: 'TOO_FEW_TRIALS' });
});

test('twenty-seven words in forty seconds are forty and a half a minute', () => {
  expect(valueFrom('rate', { count: 27, seconds: 40 })).toEqual({ value: 40.5 });
  expect(valueFrom('rate', { count: 27, seconds: 0 })).toEqual({ trouble: 'NO_TIME' });
});

test('the help of a session is its middle level, and of two the greater', () => {
  expect(valueFrom('prompt', { levels: [3, 2, 4] })).toEqual({ value: 3 });
  expect(valueFrom('prompt', { levels: [2, 3] })).toEqual({ value: 3 });
  expect(valueFrom('prompt', { levels: [] })).toEqual({ trouble: 'WRONG_READING' });
  expect(valueFrom('prompt', { levels: [2, 9, 3] })).toEqual({ trouble: 'OUT_OF_RANGE' });
});

test('a reading that does not fit its measure is not turned into a number', () => {
  expect(valueFrom('percent', { n: 7, of: 6 })).toEqual({ trouble: 'MORE_THAN_ALL' });
  expect(valueFrom('percent', { n: 2.5, of: 6 })).toEqual({ trouble: 'NOT_WHOLE' });
  expect(valueFrom('percent', { value: 70 })).toEqual({ trouble: 'WRONG_READING' });
  expect(valueFrom('rubric', { n: 4, of: 6 })).toEqual({ trouble: 'WRONG_READING' });
  expect(valueFrom('duration', { count: 4, seconds: 6 })).toEqual({ trouble: 'WRONG_READING' });
  expect(valueFrom('rubric', { value: 2.5 })).toEqual({ trouble: 'NOT_WHOLE' });
  expect(valueFrom('rubric', { value: 6 })).toEqual({ trouble: 'OUT_OF_RANGE' });
  expect(valueFrom('duration', { value: Number.NaN })).toEqual({ trouble: 'OUT_OF_RANGE' });
  expect(valueFrom('percent', { n: -1, of: 6 })).toEqual({ trouble: 'OUT_OF_RANGE' });
});

test('a value far from the others is asked about once there are six', () => {
  const usual = [10, 12, 11, 13, 12, 11];
  expect(unusual(usual, 40)).toBe(true);
  expect(unusual(usual, 13)).toBe(false);
  expect(unusual(usual.slice(1), 40)).toBe(false);
});

test('the middle of the earlier values is never unusual', () => {
  const values = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 6, maxLength: 20 });
  fc.assert(fc.property(values, (v) => !unusual(v, median(v) ?? 0)));
});

test('the quality of a goal is counted as the method counts it', () => {
  for (const { in: sheet, out } of vectors.goal_quality) expect(goalQuality(sheet as GoalSheet)).toEqual(out);
});

test('the parts of a good goal and their weights are those of the method', () => {
  expect(Object.entries(QUALITY_WEIGHTS)).toEqual(taxonomy.goalQuality.map(({ id, weight }) => [id, weight]));
  expect(QUALITY_GATES).toEqual(taxonomy.goalQuality.filter(({ gate }) => gate).map(({ id }) => id));
  expect(Object.values(QUALITY_WEIGHTS).reduce<number>((sum, weight) => sum + weight, 0)).toBe(100);
});

test('a target hardly above the present, or far beyond it, is not ambition', () => {
  const ambition = (measureType: GoalSheet['measureType'], baseline: number, target: number, direction: GoalSheet['direction'] = 'increase') =>
    goalQuality({ lang: 'en', measureType, baseline, target, direction }).points.ambition;
  expect([31, 40, 100].map((target) => ambition('percent', 30, target))).toEqual([2, 5, 5]);
  expect([20, 95].map((target) => ambition('percent', 20, target))).toEqual([0, 2]);
  expect([10.5, 11, 40, 41].map((target) => ambition('duration', 10, target))).toEqual([2, 5, 5, 2]);
  expect([2, 3, 4].map((target) => ambition('rubric', 1, target))).toEqual([5, 5, 2]);
  expect([170, 60].map((target) => ambition('latency', 180, target, 'decrease'))).toEqual([2, 5]);
  expect(ambition('frequency', 0, 4)).toBe(5);
});

test('no part of a goal earns more than its weight', () => {
  const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
  const sheet = fc.record({
    lang: fc.constantFrom(...LANGUAGES),
    behaviour: maybe(fc.constantFrom('', 'Карточкамен көмек сұрайды', 'Улучшить поведение на уроке', 'Ask')),
    condition: maybe(fc.constantFrom('', 'at lunch', 'на уроке математики в классе')),
    measureType: maybe(fc.constantFrom(...MEASURE_TYPES)),
    direction: maybe(fc.constantFrom(...DIRECTIONS)),
    target: maybe(fc.integer({ min: -5, max: 700 })),
    baseline: maybe(fc.integer({ min: -5, max: 700 })),
    baselinePoints: maybe(fc.integer({ min: 0, max: 5 })),
    baselineAgeDays: maybe(fc.integer({ min: 0, max: 100 })),
    consecutive: maybe(fc.integer({ min: 0, max: 5 })),
    weeks: maybe(fc.integer({ min: 0, max: 60 })),
    frequencyPerWeek: maybe(fc.double({ min: 0, max: 5, noNaN: true })),
    settings: maybe(fc.integer({ min: 0, max: 3 })),
    vocabHits: maybe(fc.integer({ min: 0, max: 3 })),
    childOrParentVoice: maybe(fc.boolean()),
  });
  fc.assert(
    fc.property(sheet, (goal) => {
      const { points, total, gates, band } = goalQuality(goal);
      const within = Object.entries(QUALITY_WEIGHTS).every(([part, weight]) => points[part as keyof typeof points] >= 0 && points[part as keyof typeof points] <= weight);
      return within && total <= 100 && (gates.length === 0 || band === 'draft');
    }),
  );
});

test('every goal of the bank is ready once a child’s own numbers stand in it', () => {
  for (const { id, behaviour, condition, measure, suggestedTarget } of bank) {
    const type = measure.type as GoalSheet['measureType'] & string;
    const direction = measure.direction as (typeof DIRECTIONS)[number];
    const { min, max } = MEASURES[type];
    const step = MEASURES[type].aimLine ? 10 : 1;
    const baseline = Math.min(max, Math.max(min, suggestedTarget.value + (direction === 'increase' ? -step : step)));
    for (const lang of LANGUAGES) {
      const sheet: GoalSheet = {
        lang,
        behaviour: behaviour[lang],
        condition: condition[lang],
        measureType: type,
        direction,
        target: suggestedTarget.value,
        consecutive: suggestedTarget.consecutive,
        weeks: suggestedTarget.weeks,
        baseline,
        baselinePoints: 3,
        baselineAgeDays: 7,
        frequencyPerWeek: 1,
        responsible: 'teacher',
        method: 'sheet',
        needId: 'N1',
        childOrParentVoice: true,
        settings: 2,
      };
      expect(goalQuality(sheet), `${id} ${lang}`).toMatchObject({ band: 'ready' });
    }
  }
});

test('a verb nobody can see is vague, also in capitals', () => {
  expect(isVague('Понимает инструкции взрослого', 'ru')).toBe(true);
  expect(isVague('НҰСҚАУДЫ ТҮСІНЕДІ', 'kk')).toBe(true);
  expect(isVague('Improves behaviour', 'en')).toBe(true);
});

test('an action that only sounds like it is not vague', () => {
  expect(isVague('Ережені досына түсіндіреді', 'kk')).toBe(false);
  expect(isVague('Признаёт ошибку вслух', 'ru')).toBe(false);
  expect(isVague('Говорит «я не понимаю» и показывает карточку', 'ru')).toBe(false);
  expect(isVague('Says “I know this” aloud', 'en')).toBe(false);
});

test('attainment is scored as Kiresuk and Sherman score it', () => {
  for (const { in: given, out } of vectors.gas) {
    if (given.x) expect(gasT(given.x, given.w, given.rho)).toBeCloseTo(out.T ?? Number.NaN, 6);
    if (given.start && given.end) {
      const [start, end] = [gasT(given.start, given.w) ?? 0, gasT(given.end, given.w) ?? 0];
      expect([start, end, end - start]).toEqual([out.Tstart, out.Tend, out.change].map((n) => expect.closeTo(n ?? Number.NaN, 6)));
    }
  }
  expect(gasT([])).toBeNull();
});

test('all goals as expected make fifty, whatever their weights', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 8 }), (weights) => gasT(weights.map(() => 0), weights) === 50));
});

const asking = { measureType: 'percent', direction: 'increase', baseline: 30, target: 80 } as const;
const calming = { measureType: 'duration', direction: 'decrease', baseline: 20, target: 8 } as const;

test('five steps from the present state past the target make a scale', () => {
  expect(whyGasInvalid([20, 50, 80, 90, 100], asking)).toBeNull();
  expect(whyGasInvalid([20, 14, 8, 5, 2], calming)).toBeNull();
});

test('a scale that turns back, skips the target or starts too high is refused', () => {
  expect(whyGasInvalid([20, 50, 80, 90], asking)).toBe('NOT_FIVE');
  expect(whyGasInvalid([20, 50, 80, 90, 110], asking)).toBe('OUT_OF_RANGE');
  expect(whyGasInvalid([20, 50, 80, 80, 100], asking)).toBe('NOT_MONOTONIC');
  expect(whyGasInvalid([2, 5, 8, 14, 20], calming)).toBe('NOT_MONOTONIC');
  expect(whyGasInvalid([20, 50, 75, 90, 100], asking)).toBe('EXPECTED_IS_NOT_TARGET');
  expect(whyGasInvalid([10, 30, 80, 90, 100], asking)).toBe('START_IS_TOO_HIGH');
});

test('a child who cannot do worse may start one level higher', () => {
  const silent = { ...asking, baseline: 0, target: 40 };
  expect(whyGasInvalid([0, 20, 40, 60, 80], silent)).toBeNull();
  const nothingLess = { measureType: 'gas', direction: 'increase', baseline: -2, target: 0 } as const;
  expect(whyGasInvalid([-2, -1, 0, 1, 2], nothingLess)).toBeNull();
});

test('a value stands on the highest level it reaches', () => {
  const levels = [20, 50, 80, 90, 100];
  expect([10, 20, 49, 50, 80, 89, 95, 100].map((value) => gasLevelOf(levels, 'increase', value))).toEqual([-2, -2, -2, -1, 0, 0, 1, 2]);
  expect([25, 14, 8, 2].map((value) => gasLevelOf([20, 14, 8, 5, 2], 'decrease', value))).toEqual([-2, -1, 0, 2]);
});

test('a plan of schoolwork alone is seen as such', () => {
  expect(balanceOf([{ area: 'academic' }, { area: 'academic' }])).toMatchObject({ hasSoft: false, onlyAcademic: true, academicShare: 1 });
  expect(balanceOf([{ area: 'academic' }, { area: 'soft' }])).toMatchObject({ hasSoft: true, onlyAcademic: false, academicShare: 0.5 });
  expect(balanceOf([{ area: 'motor' }])).toMatchObject({ hasSoft: false, onlyAcademic: false, academicShare: 0 });
  expect(balanceOf([])).toMatchObject({ total: 0, hasSoft: false, onlyAcademic: false, academicShare: 0 });
});

test('every goal of a plan is counted in exactly one area', () => {
  const areas = fc.array(fc.constantFrom<GoalArea>('soft', 'communication', 'selfcare', 'motor', 'academic'));
  fc.assert(
    fc.property(areas, (list) => {
      const { counts, total } = balanceOf(list.map((area) => ({ area })));
      return Object.values(counts).reduce((sum, n) => sum + n, 0) === total && total === list.length;
    }),
  );
});
