import { expect, test } from 'vitest';
import { quietDays, taskOf, whereabouts } from '~/domain/family';
import { stageOf, type Milestones } from '~/domain/stages';

const TODAY = '2026-10-14';
const where = (milestones: Milestones) => whereabouts(milestones, stageOf(milestones, TODAY), TODAY);

test('the parent is told where the child is on the way', () => {
  const referral = { on: '2026-09-12', state: 'sent' } as const;
  expect(where({})).toBe('beginning');
  expect(where({ referral })).toBe('referral-sent');
  expect(where({ referral: { ...referral, state: 'declined' } })).toBe('beginning');
  expect(where({ referral, assessment: { on: '2026-10-20', state: 'scheduled' } })).toBe('session-set');
  expect(where({ referral, assessment: { on: '2026-10-13', state: 'open' } })).toBe('examination');
  expect(where({ conclusion: { on: TODAY, number: 1, shared: false } })).toBe('conclusion-issued');
  expect(where({ conclusion: { on: TODAY, number: 1, shared: true } })).toBe('plan-writing');
  expect(where({ planDraft: { on: TODAY, state: 'family_consent' } })).toBe('plan-shared');
  const plan = { on: '2026-09-01', number: 1, endsOn: '2027-05-25' };
  expect(where({ plan })).toBe('plan-agreed');
  expect(where({ plan, progress: { on: TODAY, entries: 1 } })).toBe('progress');
  expect(where({ plan: { ...plan, endsOn: '2026-10-20' } })).toBe('review');
});

test('a parent is asked for one thing: first the consent, then the plan, then sharing', () => {
  const draft = { id: 'p', answered: 2, goals: 6, sent: false };
  expect(taskOf({ draft, consentAwaited: true, undecided: 'c' })).toEqual({ task: 'give-consent' });
  expect(taskOf({ draft, consentAwaited: false, undecided: 'c' })).toEqual({ task: 'answer-plan', id: 'p', answered: 2, goals: 6 });
  expect(taskOf({ draft: { ...draft, sent: true }, consentAwaited: false, undecided: 'c' })).toEqual({ task: 'share-conclusion', id: 'c' });
  expect(taskOf({ draft: null, consentAwaited: false, undecided: null })).toBeNull();
});

test('after thirty days without a record the page says so', () => {
  expect(quietDays('2026-09-01', '2026-09-20', TODAY)).toBeNull();
  expect(quietDays('2026-09-01', '2026-09-14', TODAY)).toBe(30);
  expect(quietDays('2026-09-01', null, TODAY)).toBe(43);
  expect(quietDays('2026-10-10', '2026-06-01', TODAY)).toBeNull();
  expect(quietDays(null, null, TODAY)).toBeNull();
});
