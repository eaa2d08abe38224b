import { expect, test } from 'vitest';
import { againstNorm, hoursPerCase, leaveForecast, monthsUpTo, normsDraft, paceWeeks, stepsByMonth } from '~/domain/load';
import { monthOr, spanOf, yearOr } from '~/domain/journals';

test('the twelve months end with the present one', () => {
  const months = monthsUpTo('2026-01-31');
  expect([months.length, months[0], months.at(-1)]).toEqual([12, '2025-02', '2026-01']);
});

test('a month in which nothing happened stands with noughts', () => {
  expect(stepsByMonth([{ month: '2026-10', step: 'held', n: 3 }], ['2026-09', '2026-10'])).toEqual([
    { month: '2026-09', received: 0, booked: 0, held: 0, concluded: 0, handed: 0 },
    { month: '2026-10', received: 0, booked: 0, held: 3, concluded: 0, handed: 0 },
  ]);
});

test('the pace is counted over twelve full weeks before this one', () => {
  expect(paceWeeks('2026-10-14')).toEqual({ from: '2026-07-20', to: '2026-10-11' });
});

test('two visits of an hour with three specialists make six hours a case', () => {
  expect(hoursPerCase({ personMinutes: 360, cases: 1 })).toBe(6);
  expect(hoursPerCase({ personMinutes: 0, cases: 0 })).toBeNull();
});

const pace = { waiting: 40, arrivals: 10, seen: 10, workedWeeks: 12 };

test('a specialist in half of the examinations, away for four weeks, makes the queue twenty longer', () => {
  const forecast = leaveForecast(pace, 0.5, 4);
  expect(forecast).toMatchObject({ lost: 5, longer: 20, wait: { usual: 4, onLeave: 6 } });
  expect(forecast?.weeks.slice(0, 6).map(({ onLeave }) => onLeave)).toEqual([40, 45, 50, 55, 60, 60]);
});

test('a leave of somebody who takes part in nothing changes nothing', () => {
  expect(leaveForecast(pace, 0, 8)).toMatchObject({ lost: 0, longer: 0 });
});

test('a queue never falls below nought', () => {
  const weeks = leaveForecast({ ...pace, waiting: 3, arrivals: 1 }, 0.1, 2)?.weeks ?? [];
  expect(Math.min(...weeks.map(({ usual }) => usual))).toBe(0);
});

test('nothing is foretold from fewer than four weeks of work, or where nobody was seen', () => {
  expect(leaveForecast({ ...pace, workedWeeks: 3 }, 0.5, 4)).toBeNull();
  expect(leaveForecast({ ...pace, seen: 0 }, 0.5, 4)).toBeNull();
});

test('the norm says how many PMPCs a catchment asks for, and nothing while it is unknown', () => {
  expect(againstNorm(120_000, 50_000)).toEqual({ times: 2.4, needed: 3 });
  expect(againstNorm(null, 50_000)).toBeNull();
});

test('the norms of a PMPC are whole numbers within reason', () => {
  const parsed = normsDraft.safeParse({ version: '0', population: '1,5', norm: '999', leadDays: '400' });
  expect(parsed.error?.issues.map(({ path, message }) => `${path[0] as string} ${message}`)).toEqual([
    'population field.invalid', 'norm field.out-of-range', 'leadDays field.out-of-range',
  ]);
  expect(normsDraft.parse({ version: '0', population: '', norm: '50000', leadDays: '32' })).toMatchObject({ population: null, norm: 50_000 });
});

test('an address that names no year or month means this year and all of it', () => {
  expect([yearOr('abc', 2026), yearOr('2025', 2026), monthOr('13'), monthOr('2')]).toEqual([2026, 2025, null, 2]);
  expect(spanOf(2026, 2)).toEqual({ from: '2026-02-01', to: '2026-02-31' });
});
