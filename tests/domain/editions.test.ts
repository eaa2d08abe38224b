import { expect, test } from 'vitest';
import { inForce, type Edition } from '~/domain/editions';

const edition = (code: string, from: string, to: string | null = null): Edition => ({ id: `${code}@${from}`, code, from, to });
const all = [edition('queue', '2020-06-01'), edition('appeal', '2021-07-01', '2026-01-31'), edition('queue', '2026-09-01')];

test('an older day is judged by the edition that held then', () => {
  expect(inForce(all, '2026-08-31').map(({ id }) => id)).toEqual(['queue@2020-06-01']);
});

test('a new edition takes over on its first day', () => {
  expect(inForce(all, '2026-09-01').map(({ id }) => id)).toEqual(['queue@2026-09-01']);
});

test('an abolished rule holds through its last day', () => {
  expect(inForce(all, '2026-01-31').map(({ code }) => code)).toEqual(['queue', 'appeal']);
  expect(inForce(all, '2026-02-01').map(({ code }) => code)).toEqual(['queue']);
});

test('before the first edition nothing holds', () => {
  expect(inForce(all, '2019-01-01')).toEqual([]);
});
