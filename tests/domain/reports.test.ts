import { expect, test } from 'vitest';
import {
  AREAS,
  CONDITIONS,
  DOMAINS,
  EXAM_KINDS,
  PROGRAMMES,
  SEXES,
  ageGroupOf,
  countsOfYear,
  crossCounts,
  hiddenCells,
  shownCounts,
  type Counts,
  type ReportedCase,
  type ShownCounts,
  type Sum,
} from '~/domain/reports';

/** A small generator of its own, so that each year is the same in every run. */
function dice(seed: number) {
  let state = seed * 2654435761 + 1;
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
    return state / 2 ** 32;
  };
  return { next, of: <Item>(items: readonly Item[]) => items[Math.floor(next() ** 2 * items.length)] as Item };
}

function yearOf(seed: number, children: number): ReportedCase[] {
  const { next, of } = dice(seed);
  return Array.from({ length: children }, () => ({
    birthDate: `${2008 + Math.floor(next() * 18)}-03-05`,
    sex: of(SEXES),
    area: of(AREAS),
    examinedOn: '2026-10-14',
    examKind: of(EXAM_KINDS),
    programme: of([...PROGRAMMES.slice(0, 4), null]),
    assistant: next() < 0.2,
    conditions: CONDITIONS.filter(() => next() < 0.3),
    levels: DOMAINS.filter(() => next() < 0.4).map((domain) => ({ domain, level: of([0, 1, 2, 3, 8] as const) })),
  }));
}

/**
 * The attack of somebody who holds the printed tables: each hidden count is a whole number from nought on, each sum
 * holds. A hidden count is recovered when every solution agrees on it; a second solution is looked for by moving
 * children round closed ways that leave every sum as it is.
 */
function recovered(shown: ShownCounts, sums: readonly Sum[], truth: Counts): string[] {
  const unknown = Object.keys(shown).filter((key) => shown[key] === null);
  const rows = sums
    .map((sum) => unknown.map((key) => (sum.parts.includes(key) ? 1 : 0) - (sum.whole === key ? 1 : 0)))
    .filter((row) => row.some((value) => value !== 0));
  return unknown.filter((_, at) => !canMove(rows, unknown.map((key) => truth.get(key) ?? 0), at, 1) && !canMove(rows, unknown.map((key) => truth.get(key) ?? 0), at, -1));
}

/** Whether one count can differ by one while the others make up for it, none falling below nought. Depth-first over broken sums. */
function canMove(rows: number[][], values: number[], at: number, step: 1 | -1): boolean {
  const start = values.map((value, index) => (index === at ? value + step : value));
  if ((start[at] as number) < 0) return false;
  const change = values.map((_, index) => (index === at ? step : 0)) as number[];
  const search = (depth: number): boolean => {
    const broken = rows.find((row) => row.reduce((sum, factor, index) => sum + factor * (change[index] as number), 0) !== 0);
    if (!broken) return true;
    if (depth === 0) return false;
    const off = broken.reduce((sum, factor, index) => sum + factor * (change[index] as number), 0);
    return broken.some((factor, index) => {
      if (factor === 0 || index === at || change[index] !== 0) return false;
      const mend = -Math.sign(off) * factor;
      if ((values[index] as number) + mend < 0) return false;
      change[index] = mend;
      const found = search(depth - 1);
      change[index] = found ? mend : 0;
      return found;
    });
  };
  return search(9);
}

test('a count of one to four is hidden, nought and five are shown', () => {
  expect(shownCounts(new Map([['a', 0], ['b', 4], ['c', 5]]), [])).toEqual({ a: 0, b: null, c: 5 });
});

test('a hidden count takes another with it, so that the total does not give it away', () => {
  const counts = new Map([['girls', 3], ['boys', 20], ['all', 23]]);
  expect(shownCounts(counts, [{ parts: ['girls', 'boys'], whole: 'all' }])).toEqual({ girls: null, boys: null, all: 23 });
});

test('two hidden counts that together are few take a third', () => {
  const counts = new Map([['a', 1], ['b', 1], ['c', 30], ['d', 40], ['all', 72]]);
  expect(hiddenCells(counts, [{ parts: ['a', 'b', 'c', 'd'], whole: 'all' }])).toEqual(new Set(['a', 'b', 'c']));
});

test('of fewer than five children nothing is told, not even what none of them has', () => {
  const { counts, sums } = countsOfYear(yearOf(3, 4));
  expect(Object.values(shownCounts(counts, sums)).filter((value) => value !== null)).toEqual([]);
});

test('a table without small counts hides nothing', () => {
  const { counts, sums } = crossCounts(['x', 'y'], ['one', 'two'], () => 12);
  expect(hiddenCells(counts, sums).size).toBe(0);
});

test('nobody recovers a hidden count of a year by differencing its linked tables', () => {
  const found: string[] = [];
  let hidden = 0;
  for (let seed = 1; seed <= 60; seed += 1) {
    const { counts, sums } = countsOfYear(yearOf(seed, 8 + seed * 5));
    const shown = shownCounts(counts, sums);
    hidden += Object.values(shown).filter((value) => value === null).length;
    found.push(...recovered(shown, sums, counts).map((key) => `year ${seed}: ${key}`));
  }
  expect(hidden).toBeGreaterThan(500);
  expect(found).toEqual([]);
});

test('the attack does recover a count when only the small ones are hidden', () => {
  const counts = new Map([['girls', 3], ['boys', 20], ['all', 23]]);
  expect(recovered({ girls: null, boys: 20, all: 23 }, [{ parts: ['girls', 'boys'], whole: 'all' }], counts)).toEqual(['girls']);
});

test('every small count of a year is hidden, and most of a large year is shown', () => {
  const { counts, sums } = countsOfYear(yearOf(7, 900));
  const shown = shownCounts(counts, sums);
  expect([...counts].filter(([key, n]) => n > 0 && n < 5 && shown[key] !== null)).toEqual([]);
  expect(Object.values(shown).filter((value) => value === null).length).toBeLessThan(counts.size / 3);
});

test('a need in a domain is counted from systematic support on; not specified and not applicable are no need', () => {
  const [one] = yearOf(1, 1);
  const of = (level: 1 | 2 | 8) => countsOfYear([{ ...(one as ReportedCase), levels: [{ domain: 'COG', level }] }]).counts.get('domain:COG');
  expect([of(1), of(2), of(8)]).toEqual([0, 1, 0]);
});

test('the age group is that of the day of the examination', () => {
  expect(ageGroupOf('2020-10-15', '2026-10-14')).toBe('3-5');
  expect(ageGroupOf('2020-10-14', '2026-10-14')).toBe('6-9');
  expect(ageGroupOf('2008-10-15', '2026-10-14')).toBe('15-18');
});
