import { expect, test } from 'vitest';
import goalbank from '#db/reference/goalbank.json';
import { ageBandOf, goalDraft, MEASURE_TYPES, searchBank, sheetOf, goalQuality, UNITS_OF, whyNotAim, whyNotGoal, type BankGoal } from '~/domain/goals';
import { goalForm, goalOf } from '../support/story-plans';

const wrong = (change: Record<string, unknown>) =>
  goalDraft.safeParse({ ...goalForm, ...change }).error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];

test('a whole goal passes, a comma is a point, and the usual unit is taken when none was chosen', () => {
  expect(wrong({})).toEqual([]);
  expect(goalOf({ baseline: '12,5' }).baseline).toBe(12.5);
  expect(goalOf({ unit: '' }).unit).toBe('%');
});

test('title and behaviour in one language are enough, and one of the two is not', () => {
  expect(wrong({ titleRu: '', behaviourRu: '' })).toEqual([]);
  expect(wrong({ titleKk: '', behaviourKk: '' })).toEqual([]);
  expect(wrong({ titleRu: '', behaviourRu: '', behaviourKk: '' })).toEqual([['titleKk', 'goal.text-in-one-language']]);
  expect(wrong({ titleKk: '', behaviourRu: '' })).toEqual([['titleKk', 'goal.text-in-one-language']]);
});

test('the target lies beyond the starting point in the goal’s direction', () => {
  expect(wrong({ target: '20' })).toEqual([['target', 'goal.target-beyond-baseline']]);
  expect(wrong({ direction: 'decrease' })).toEqual([['target', 'goal.target-beyond-baseline']]);
  expect(wrong({ direction: 'decrease', baseline: '80', target: '20' })).toEqual([]);
});

test('both numbers lie on the measure’s scale', () => {
  expect(wrong({ target: '120' })).toEqual([['target', 'field.out-of-range']]);
  expect(wrong({ measure: 'rubric', unit: 'level', baseline: '0', target: '3' })).toEqual([['baseline', 'field.out-of-range']]);
  expect(wrong({ measure: 'rubric', unit: 'level', baseline: '2', target: '3.5' })).toEqual([['target', 'field.invalid']]);
  expect(wrong({ measure: 'gas', unit: 'GAS', baseline: '-2', target: '0' })).toEqual([]);
});

test('a measure that only falls has no growing goal', () => {
  expect(whyNotAim({ measure: 'latency', direction: 'increase', baseline: 10, target: 20 })).toEqual({ field: 'direction', reason: 'field.choose' });
  expect(wrong({ measure: 'latency', unit: 's', direction: 'decrease', baseline: '60', target: '10' })).toEqual([]);
});

test('a unit belongs to its measure', () => {
  expect(wrong({ unit: 'min' })).toEqual([['unit', 'field.choose']]);
  expect(wrong({ measure: 'frequency', unit: 'times/day', baseline: '1', target: '5' })).toEqual([]);
});

test('a goal is due after it starts', () => {
  expect(wrong({ dueOn: '2026-10-14' })).toEqual([['dueOn', 'goal.dates']]);
});

test('a goal changes only in a draft and lies within the plan’s period', () => {
  const plan = { state: 'draft', startsOn: '2026-10-14', endsOn: '2027-05-25' } as const;
  expect(whyNotGoal(goalOf(), plan)).toBeNull();
  expect(whyNotGoal(goalOf(), { ...plan, state: 'team_review' })).toBe('goal.not-editable');
  expect(whyNotGoal(goalOf({ dueOn: '2027-05-26' }), plan)).toBe('goal.dates');
  expect(whyNotGoal(goalOf({ startsOn: '2026-10-13' }), plan)).toBe('goal.dates');
});

test('the bank is searched by words in three languages, by skill, age and area', () => {
  const bank = goalbank as unknown as BankGoal[];
  const any = { q: '', skill: '', age: '', area: '' };
  expect(searchBank(bank, any)).toHaveLength(83);
  for (const q of ['көңіл күйін суретпен', 'настроение картинке', 'mood picture', 'конил куйин']) {
    expect(searchBank(bank, { ...any, q }).map(({ id }) => id), q).toContain('G001');
  }
  expect(searchBank(bank, { ...any, skill: 'SA1' }).every(({ skill }) => skill === 'SA1')).toBe(true);
  expect(searchBank(bank, { ...any, age: '3-5', area: 'academic' }).every(({ area, ageBand }) => area === 'academic' && ageBand === '3-5')).toBe(true);
  expect(searchBank(bank, { ...any, q: 'ешқандай мұндай сөз' })).toEqual([]);
});

test('every goal of the bank can be taken as it stands, once the starting point is measured', () => {
  for (const goal of goalbank as unknown as BankGoal[]) {
    expect(UNITS_OF[goal.measure.type], goal.id).toContain(goal.measure.unit);
    const start = goal.measure.direction === 'increase' ? goal.suggestedTarget.value - 1 : goal.suggestedTarget.value + 1;
    expect(whyNotAim({ measure: goal.measure.type, direction: goal.measure.direction, baseline: start, target: goal.suggestedTarget.value }), goal.id).toBeNull();
  }
  expect(Object.keys(UNITS_OF)).toEqual([...MEASURE_TYPES]);
});

test('a child belongs to the nearest age band of the bank', () => {
  expect([20, 36, 71, 72, 95, 96, 131, 132, 180, 230].map(ageBandOf)).toEqual(['3-5', '3-5', '3-5', '6-7', '6-7', '8-10', '8-10', '11-14', '15-18', '15-18']);
});

test('the quality of a kept goal is read in the language it is written in, with the plan around it', () => {
  const around = { needs: 'Кезек күту', hasVoice: true };
  expect(goalQuality(sheetOf(goalOf(), around))).toMatchObject({ total: 95, gates: [], band: 'ready' });
  expect(goalQuality(sheetOf(goalOf({ behaviourKk: '', titleKk: '', behaviourRu: 'Улучшить поведение на уроке' }), around)).points.behaviour).toBe(5);
  expect(goalQuality(sheetOf({}, { needs: '', hasVoice: false })).gates).toEqual(['behaviour', 'criterion', 'direction', 'time']);
});
