import { expect, test } from 'vitest';
import { MEASURE_TYPES } from '~/domain/goals';
import { entryDraft, keptOf, outOfFor, whyNotCorrect, whyNotRecord } from '~/domain/progress';

const around = { measuredOn: '2026-10-14', help: '1', place: 'lesson', note: '' };
const today = '2026-10-14';
const issuesOf = (measure: (typeof MEASURE_TYPES)[number], fields: Record<string, string>) =>
  entryDraft(measure).safeParse({ ...around, ...fields }).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];

test('a share is typed as n of N, with five tries at least', () => {
  expect(entryDraft('percent').parse({ ...around, successes: '3', trials: '5' })).toMatchObject({ reading: { n: 3, of: 5 }, help: 1 });
  expect(issuesOf('percent', { successes: '3', trials: '4' })).toEqual(['trials entry.too-few-trials']);
  expect(issuesOf('percent', { successes: '6', trials: '5' })).toEqual(['successes field.out-of-range']);
  expect(issuesOf('steps', { successes: '2', trials: '3' })).toEqual([]);
});

test('a rate is typed as a count in seconds, all else as one value', () => {
  expect(entryDraft('rate').parse({ ...around, count: '27', seconds: '40' })).toMatchObject({ reading: { count: 27, seconds: 40 } });
  expect(entryDraft('duration').parse({ ...around, value: '12,5' })).toMatchObject({ reading: { value: 12.5 } });
  expect(entryDraft('gas').parse({ ...around, value: '-2' })).toMatchObject({ reading: { value: -2 } });
  expect(issuesOf('frequency', { value: '2.5' })).toEqual(['value field.invalid']);
});

test('a measurement says with how much help and where', () => {
  expect(issuesOf('rubric', { value: '3', help: '4' })).toEqual(['help field.choose']);
  expect(issuesOf('rubric', { value: '3', place: '' })).toEqual(['place field.choose']);
  expect(issuesOf('rubric', { value: '3', note: 'ә'.repeat(501) })).toEqual(['note field.too-long']);
});

test('every measure has a form that a plain value passes', () => {
  const own: Record<string, Record<string, string>> = { percent: { successes: '5', trials: '5' }, steps: { successes: '1', trials: '2' }, rate: { count: '1', seconds: '60' } };
  for (const measure of MEASURE_TYPES) expect(issuesOf(measure, own[measure] ?? { value: '1' }), measure).toEqual([]);
});

test('what is kept has the value of the scale and its n and N', () => {
  expect(keptOf('percent', { n: 4, of: 5 })).toEqual({ value: 80, successes: 4, trials: 5 });
  expect(keptOf('rate', { count: 27, seconds: 40 })).toEqual({ value: 40.5, successes: null, trials: null });
  expect(keptOf('rubric', { value: 6 })).toEqual({ reason: 'entry.out-of-range', values: { min: 1, max: 5 } });
  expect(keptOf('latency', { value: 601 })).toEqual({ reason: 'entry.out-of-range', values: { min: 0, max: 600 } });
  expect(keptOf('percent', { n: 1, of: 3 })).toMatchObject({ reason: 'entry.too-few-trials' });
});

test('only a goal that is worked on in an active plan is recorded, for today and two weeks back', () => {
  const goal = { planState: 'active', state: 'active' } as const;
  expect(whyNotRecord(goal, today, today)).toBeNull();
  expect(whyNotRecord(goal, '2026-09-30', today)).toBeNull();
  expect(whyNotRecord(goal, '2026-09-29', today)).toBe('entry.too-long-ago');
  expect(whyNotRecord(goal, '2026-10-15', today)).toBe('entry.in-the-future');
  expect(whyNotRecord({ ...goal, state: 'baseline' }, today, today)).toBeNull();
  expect(whyNotRecord({ ...goal, state: 'maintenance' }, today, today)).toBeNull();
  for (const state of ['draft', 'met', 'partly', 'revised', 'stopped'] as const) expect(whyNotRecord({ ...goal, state }, today, today), state).toBe('goal.not-active');
  for (const planState of ['draft', 'family_consent', 'suspended', 'archived'] as const) expect(whyNotRecord({ ...goal, planState }, today, today), planState).toBe('goal.not-active');
});

test('a record is corrected by its author, for a day, once', () => {
  const written = new Date('2026-10-14T06:00:00Z');
  const entry = { authorId: 'bolat', firstRecordedAt: written, replaced: false };
  expect(whyNotCorrect(entry, 'bolat', new Date('2026-10-15T06:00:00Z'))).toBeNull();
  expect(whyNotCorrect(entry, 'bolat', new Date('2026-10-15T06:00:01Z'))).toBe('entry.too-late-to-correct');
  expect(whyNotCorrect(entry, 'saule', written)).toBe('entry.not-yours');
  expect(whyNotCorrect({ ...entry, replaced: true }, 'bolat', written)).toBe('entry.corrected-already');
});

test('the buttons offer as many tries as last time, and no more than fit', () => {
  expect(outOfFor('percent', null)).toBe(5);
  expect(outOfFor('percent', 8)).toBe(8);
  expect(outOfFor('percent', 20)).toBeNull();
  expect(outOfFor('steps', null)).toBeNull();
  expect(outOfFor('rubric', 5)).toBeNull();
});
