import fc from 'fast-check';
import { expect, test } from 'vitest';
import taxonomy from '#db/reference/taxonomy.json';
import { addDays, SCHOOL_YEARS } from '~/domain/calendar';
import { median, MEASURES } from '~/domain/goals';
import {
  aimAt,
  decide,
  decideOrdinal,
  decisionFor,
  DECISION_CODES,
  DECISION_TONES,
  fidelityOf,
  ols,
  splitMiddle,
  theilSen,
  type AimedGoal,
  type DatedGoal,
  type Decision,
  type Point,
} from '~/domain/progress';
import vectors from '../support/test-vectors.json';

interface DecisionVector {
  in: { goal: AimedGoal; x: number[]; y: number[]; todayWeek: number; fidelity: number | null };
  out: Partial<Decision>;
  trend?: Record<'ols' | 'theilSen', { slope: number; intercept: number }> & { splitMiddle: { slope: number; quarterIntersect: number; adjusted: number } };
}
const decisions = vectors.decisions as unknown as Record<string, DecisionVector>;
const close = (value: number) => expect.closeTo(value, 6);

function pointsOf(x: readonly number[], y: readonly number[]): Point[] {
  return x.map((week, index) => [week, y[index] ?? Number.NaN]);
}

test('the aim line goes from the baseline to the target', () => {
  const goal: AimedGoal = { baseline: 20, target: 80, x0: 0, x1: 24, direction: 'increase' };
  for (const [week, expected] of Object.entries(vectors.aim_line.out.expected)) expect(aimAt(goal, Number(week))).toBeCloseTo(expected, 6);
  expect(aimAt(goal, 1) - aimAt(goal, 0)).toBeCloseTo(vectors.aim_line.out.slopePerWeek, 6);
});

test('the aim line of a goal that is due on its first day is the target', () => {
  expect(aimAt({ baseline: 20, target: 80, x0: 0, x1: 0, direction: 'increase' }, 0)).toBe(80);
});

test.each(Object.entries(decisions))('%s comes out as the method says', (_, vector) => {
  const { goal, x, y, todayWeek, fidelity } = vector.in;
  const decision = decide(goal, pointsOf(x, y), todayWeek, fidelity);
  const rounded = Object.fromEntries(
    Object.entries(vector.out).map(([key, value]) => [
      key,
      typeof value === 'number' ? close(value) : Array.isArray(value) ? value.map((item) => close(Number(item))) : value,
    ]),
  );
  expect(decision).toEqual({ needed: 6, ...rounded });
});

test.each(Object.entries(decisions).filter(([, { trend }]) => trend))('the trends of %s are those of the method', (_, vector) => {
  const points = pointsOf(vector.in.x, vector.in.y);
  const trend = vector.trend;
  expect(ols(points)).toEqual({ slope: close(trend?.ols.slope ?? NaN), intercept: close(trend?.ols.intercept ?? NaN) });
  expect(theilSen(points)).toEqual({ slope: close(trend?.theilSen.slope ?? NaN), intercept: close(trend?.theilSen.intercept ?? NaN) });
  expect(splitMiddle(points)).toEqual({
    slope: close(trend?.splitMiddle.slope ?? NaN),
    quarterIntersect: close(trend?.splitMiddle.quarterIntersect ?? NaN),
    intercept: close(trend?.splitMiddle.adjusted ?? NaN),
  });
});

test('one wild day does not move the trend we judge by', () => {
  const points = pointsOf(vectors.outlier.in.x, vectors.outlier.in.y);
  const [slope = NaN, intercept = NaN] = vectors.outlier.out.theilSen;
  expect(theilSen(points)).toEqual({ slope: close(slope), intercept: close(intercept) });
  expect(theilSen(points)).toEqual({ slope: close(2), intercept: close(0) });
});

test.each([['an odd number of points', vectors.split_middle_odd], ['uneven dates', vectors.uneven_dates], ['a wild day', vectors.outlier]])(
  'the three lines agree with the method on %s',
  (_, vector) => {
    const points = pointsOf(vector.in.x, vector.in.y);
    const paper =
      'splitMiddle' in vector.out ? vector.out.splitMiddle : [vector.out.slope, vector.out.quarterIntersect, vector.out.adjusted];
    const line = splitMiddle(points);
    const [olsLine, senLine] = [ols(points), theilSen(points)];
    expect([line?.slope, line?.quarterIntersect, line?.intercept]).toEqual(paper.map(close));
    expect([olsLine?.slope, olsLine?.intercept]).toEqual(vector.out.ols.map(close));
    expect([senLine?.slope, senLine?.intercept]).toEqual(vector.out.theilSen.map(close));
  },
);

const measurements = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 100 })), { minLength: 2, maxLength: 20 })
  .filter((list) => new Set(list.map(([day]) => day)).size > 1)
  .map((list) => list.map(([day, value]): Point => [day / 7, value]));

test('stretching and lifting all values stretches and lifts the trend', () => {
  fc.assert(
    fc.property(measurements, fc.integer({ min: -5, max: 5 }), fc.integer({ min: -50, max: 50 }), (points, stretch, lift) => {
      const before = theilSen(points);
      const after = theilSen(points.map(([x, y]): Point => [x, stretch * y + lift]));
      expect(after?.slope).toBeCloseTo(stretch * (before?.slope ?? NaN), 6);
      expect(after?.intercept).toBeCloseTo(stretch * (before?.intercept ?? NaN) + lift, 6);
    }),
  );
});

test('adding a steady climb to all values adds it to the trend', () => {
  fc.assert(
    fc.property(measurements, fc.integer({ min: -9, max: 9 }), (points, climb) => {
      const tilted = points.map(([x, y]): Point => [x, y + climb * x]);
      expect(theilSen(tilted)?.slope).toBeCloseTo((theilSen(points)?.slope ?? NaN) + climb, 6);
      expect(ols(tilted)?.slope).toBeCloseTo((ols(points)?.slope ?? NaN) + climb, 5);
    }),
  );
});

test('points on a line have that line as their trend', () => {
  fc.assert(
    fc.property(measurements, fc.integer({ min: -9, max: 9 }), (points, slope) => {
      const straight = points.map(([x]): Point => [x, 3 + slope * x]);
      for (const line of [theilSen(straight), ols(straight)]) {
        expect(line?.slope).toBeCloseTo(slope, 6);
        expect(line?.intercept).toBeCloseTo(3, 6);
      }
    }),
  );
});

test('measurements of a single day have no trend', () => {
  const points: Point[] = [[2, 1], [2, 5], [2, 9], [2, 3]];
  expect([theilSen(points), ols(points), splitMiddle(points)]).toEqual([null, null, null]);
  expect([theilSen([]), ols([]), splitMiddle([])]).toEqual([null, null, null]);
});

test('the order in which measurements were entered changes nothing', () => {
  const goal: AimedGoal = { baseline: 20, target: 80, x0: 0, x1: 24, direction: 'increase' };
  fc.assert(
    fc.property(measurements, (points) => {
      expect(decide(goal, [...points].reverse(), 43)).toEqual(decide(goal, points, 43));
      expect(splitMiddle([...points].reverse())).toEqual(splitMiddle(points));
    }),
  );
});

const oneADay = measurements
  .map((points) => [...new Map(points.map((point) => [point[0], point])).values()])
  .filter((points) => points.length > 1);

test('a goal that goes down is judged as its mirror image that goes up', () => {
  const up: AimedGoal = { baseline: 20, target: 80, x0: 0, x1: 24, direction: 'increase' };
  const down: AimedGoal = { baseline: -20, target: -80, x0: 0, x1: 24, direction: 'decrease' };
  fc.assert(
    fc.property(oneADay, fc.option(fc.constantFrom(0.5, 0.8, 1), { nil: null }), (points, fidelity) => {
      const today = Math.max(...points.map(([x]) => x));
      const mirrored = points.map(([x, y]): Point => [x, -y]);
      return decide(up, points, today, fidelity).code === decide(down, mirrored, today, fidelity).code;
    }),
    { numRuns: 1000 },
  );
});

test('support that was not given is never called wrong', () => {
  const goal: AimedGoal = { baseline: 20, target: 80, x0: 0, x1: 24, direction: 'increase' };
  fc.assert(
    fc.property(measurements, (points) => {
      const { code } = decide(goal, points, Math.max(...points.map(([x]) => x)), 0.5);
      return code !== 'CHANGE_SUPPORT' && code !== 'NO_GROWTH';
    }),
  );
});

test('a flat line with half the support given is about delivery', () => {
  const flat = decisions['D11_flat_mixed'];
  if (!flat) throw new Error('the vector is gone');
  expect(decide(flat.in.goal, pointsOf(flat.in.x, flat.in.y), flat.in.todayWeek, 0.5)).toMatchObject({ code: 'FIX_DELIVERY', fidelity: 0.5 });
});

test('an organisation may set its own thresholds', () => {
  const few = decisions['D7_few'];
  if (!few) throw new Error('the vector is gone');
  const { goal, x, y, todayWeek } = few.in;
  expect(decide(goal, pointsOf(x, y), todayWeek, null, { minFourPoint: 3, minSpanFourPointDays: 14 }).code).toBe('CONTINUE');
});

test('levels are judged by counting and by medians', () => {
  for (const { in: given, out } of vectors.ordinal) {
    expect(decideOrdinal(given.baseline, given.levels, given.direction as 'increase' | 'decrease')).toEqual({ needed: 3, ...out });
  }
});

test('every decision has the tone of the method', () => {
  expect(taxonomy.decisionMessages.map(({ code }) => code).sort()).toEqual([...DECISION_CODES].sort());
  for (const { code, tone } of taxonomy.decisionMessages) expect(DECISION_TONES[code as Decision['code']], code).toBe(tone);
});

const asking: DatedGoal = { baseline: 20, target: 80, startDate: '2026-09-01', dueDate: addDays('2026-09-01', 24 * 7), direction: 'increase' };
const weekly = (values: number[]) => values.map((value, index) => ({ date: addDays('2026-09-01', (index + 1) * 7), value }));

test('a goal kept in dates is judged as the same goal in weeks', () => {
  for (const [name, { in: given, out }] of Object.entries(decisions)) {
    const start = '2026-09-01';
    const goal = { ...given.goal, startDate: start, dueDate: addDays(start, given.goal.x1 * 7) };
    const entries = given.x.map((week, index) => ({ date: addDays(start, week * 7), value: given.y[index] ?? NaN }));
    const today = addDays(start, Math.ceil(given.todayWeek * 7));
    expect(decisionFor('frequency', goal, entries, today, { fidelity: given.fidelity }).code, name).toBe(out.code);
  }
});

test('a goal without measurements says so, on any scale', () => {
  expect(decisionFor('percent', asking, [], '2026-10-01')).toMatchObject({ code: 'NO_DATA', n: 0, tone: 'neutral' });
  expect(decisionFor('rubric', { ...asking, baseline: 2, target: 3 }, [], '2026-10-01')).toMatchObject({ code: 'NO_DATA', needed: 3, tone: 'neutral' });
});

test('levels are never put on a line', () => {
  const goal = { ...asking, baseline: 2, target: 4 };
  const decision = decisionFor('rubric', goal, weekly([2, 2, 3, 3, 3]), '2026-10-07');
  expect(decision).toEqual({ code: 'LEVEL_UP', n: 5, needed: 3, median3: 3, ageDays: 1, tone: 'good' });
});

test('less help is better help', () => {
  const goal: DatedGoal = { ...asking, baseline: 4, target: 2, direction: 'decrease' };
  expect(decisionFor('prompt', goal, weekly([4, 4, 3, 3, 2]), '2026-10-07').code).toBe('LEVEL_UP');
});

test('what was measured before the goal began, or after the day asked about, is left out', () => {
  const entries = [{ date: '2026-08-25', value: 90 }, ...weekly([20, 25, 30]), { date: '2026-12-01', value: 80 }];
  expect(decisionFor('percent', asking, entries, '2026-09-23')).toMatchObject({ code: 'FEW_DATA', n: 3, needed: 6, ageDays: 1 });
});

test('several measurements of one day are each a point', () => {
  const day = (value: number) => ({ date: '2026-09-10', value });
  expect(decisionFor('percent', asking, [day(30), day(20), day(40)], '2026-09-10')).toMatchObject({ code: 'FEW_DATA', n: 3 });
});

test('fifteen days of term make the last measurement stale, and a break does not', () => {
  const entries = [...weekly([20, 25, 25, 30, 35, 38]), { date: '2026-10-23', value: 36 }];
  const later = (today: string, schoolYears = SCHOOL_YEARS) => decisionFor('percent', asking, entries, today, { schoolYears });
  expect(later('2026-11-07', []).code).toBe('STALE');
  expect(later('2026-11-07')).toMatchObject({ ageDays: 15 });
  expect(later('2026-11-07').code).not.toBe('STALE');
  expect(later('2026-11-13').code).not.toBe('STALE');
  expect(later('2026-11-14')).toMatchObject({ code: 'STALE', ageDays: 22, tone: 'attention' });
});

test('a goal is met when as many in a row reach the target as the goal asks', () => {
  const entries = weekly([40, 55, 70, 80, 90, 85]);
  expect(decisionFor('percent', asking, entries, '2026-10-14').code).toBe('MET');
  expect(decisionFor('percent', { ...asking, consecutive: 4 }, entries, '2026-10-14').code).not.toBe('MET');
});

test('a year of measurements yields one decision and finite numbers on every scale', () => {
  const value = fc.integer({ min: 0, max: 100 });
  const entries = fc.array(fc.record({ date: fc.integer({ min: -10, max: 400 }).map((n) => addDays('2026-09-01', n)), value }), { maxLength: 40 });
  fc.assert(
    fc.property(entries, fc.constantFrom(...Object.keys(MEASURES)), (list, type) => {
      const decision = decisionFor(type as keyof typeof MEASURES, asking, list, '2027-05-20', { schoolYears: SCHOOL_YEARS });
      const numbers = Object.values(decision).flat().filter((part) => typeof part === 'number');
      return DECISION_CODES.includes(decision.code) && numbers.every(Number.isFinite) && decision.tone === DECISION_TONES[decision.code];
    }),
  );
});

test('fidelity is the share of planned minutes that were given', () => {
  expect(fidelityOf(45, 90)).toBe(0.5);
  expect(fidelityOf(0, 0)).toBeNull();
});

test('half of the points lie on each side of the split-middle line', () => {
  fc.assert(
    fc.property(measurements, (points) => {
      const line = splitMiddle(points);
      if (!line) return true;
      const rest = points.map(([x, y]) => y - line.intercept - line.slope * x);
      return Math.abs(median(rest) ?? NaN) < 1e-6;
    }),
  );
});
