import { expect, test } from 'vitest';
import {
  courseOf,
  HAPPENINGS_A_PAGE,
  momentOf,
  nextStep,
  timelineOf,
  whatChanged,
  type CaseFacts,
  type Measured,
  type Moment,
} from '~/domain/cases';

const TODAY = '2026-10-14';
const nothing: CaseFacts = {
  guardians: 1, referral: null, assessment: null, conclusion: null, extract: false, draft: null, plan: null, goalToRecord: null, openNeed: null,
};
const examined = { id: 'a', state: 'open', mySection: 'signed', allSigned: true } as const;
const concluded = { id: 'c', state: 'draft', signedByMe: false, allSigned: false, mine: false, shared: false } as const;

const school = (facts: Partial<CaseFacts>, today = TODAY) => nextStep('school_coordinator', null, { ...nothing, ...facts }, today);
const teacher = (facts: Partial<CaseFacts>) => nextStep('teacher', null, { ...nothing, ...facts }, TODAY);
const head = (facts: Partial<CaseFacts>) => nextStep('pmpc_coordinator', 'head', { ...nothing, ...facts }, TODAY);
const registrar = (facts: Partial<CaseFacts>) => nextStep('pmpc_coordinator', 'registrar', { ...nothing, ...facts }, TODAY);
const member = (facts: Partial<CaseFacts>) => nextStep('pmpc_specialist', null, { ...nothing, ...facts }, TODAY);

test('a school coordinator begins with the guardian, then the referral, then waits for the PMPC', () => {
  expect(school({ guardians: 0 })).toEqual({ step: 'add-guardian', id: null });
  expect(school({})).toEqual({ step: 'make-referral', id: null });
  expect(school({ referral: { id: 'r', state: 'draft' } })).toEqual({ step: 'send-referral', id: 'r' });
  for (const state of ['sent', 'accepted', 'closed'] as const) expect(school({ referral: { id: 'r', state } })).toEqual({ wait: 'pmpc' });
  for (const state of ['declined', 'withdrawn'] as const) expect(school({ referral: { id: 'r', state } })).toEqual({ step: 'make-referral', id: null });
});

test('once the family shares, the school starts a plan and takes it through the team and the family', () => {
  expect(school({ extract: true })).toEqual({ step: 'start-plan', id: null });
  const draft = (state: 'draft' | 'team_review' | 'family_consent', answered = false, mine = false) => ({ extract: true, draft: { id: 'p', state, mine, answered } });
  expect(school(draft('draft'))).toEqual({ step: 'go-on-plan', id: 'p' });
  expect(teacher(draft('draft'))).toEqual({ step: 'go-on-plan', id: 'p' });
  expect(school(draft('team_review'))).toEqual({ step: 'share-plan', id: 'p' });
  expect(teacher(draft('team_review'))).toEqual({ wait: 'coordinator' });
  expect(school(draft('family_consent'))).toEqual({ wait: 'family' });
  expect(school(draft('family_consent', true))).toEqual({ step: 'approve-plan', id: 'p' });
  expect(teacher(draft('family_consent', true))).toEqual({ wait: 'coordinator' });
});

test('the author of a plan waits for a second coordinator', () => {
  expect(school({ draft: { id: 'p', state: 'family_consent', mine: true, answered: true } })).toEqual({ wait: 'second-coordinator' });
});

test('under a plan the teacher and the assistant record, the coordinator covers hours', () => {
  const plan = { plan: { id: 'p', endsOn: '2027-05-25' }, goalToRecord: 'g' };
  expect(teacher(plan)).toEqual({ step: 'record', id: 'g' });
  expect(nextStep('assistant', null, { ...nothing, ...plan }, TODAY)).toEqual({ step: 'record', id: 'g' });
  expect(school(plan)).toBeNull();
  expect(school({ ...plan, openNeed: 'n' })).toEqual({ step: 'cover-hours', id: 'n' });
});

test('three weeks before its end the plan is to be renewed', () => {
  const plan = { plan: { id: 'p', endsOn: '2027-05-25' } };
  expect(school(plan, '2027-05-03')).toBeNull();
  expect(school(plan, '2027-05-04')).toEqual({ step: 'renew-plan', id: 'p' });
});

test('the head of a PMPC accepts, follows, has the conclusion written and issues it', () => {
  expect(head({ referral: { id: 'r', state: 'sent' } })).toEqual({ step: 'accept-referral', id: 'r' });
  expect(head({ referral: { id: 'r', state: 'accepted' }, assessment: { ...examined, mySection: null, allSigned: false } })).toEqual({ step: 'hold-examination', id: 'a' });
  expect(head({ assessment: { ...examined, mySection: null } })).toEqual({ step: 'write-conclusion', id: 'a' });
  expect(head({ assessment: examined, conclusion: concluded })).toEqual({ step: 'finish-conclusion', id: 'c' });
  expect(head({ assessment: examined, conclusion: { ...concluded, allSigned: true } })).toEqual({ step: 'issue-conclusion', id: 'c' });
  expect(head({ assessment: examined, conclusion: { ...concluded, allSigned: true, mine: true } })).toEqual({ wait: 'second-coordinator' });
  expect(head({ conclusion: { ...concluded, state: 'issued' } })).toEqual({ wait: 'family' });
  expect(head({ conclusion: { ...concluded, state: 'issued', shared: true } })).toBeNull();
});

test('the registrar keeps the desk and never meets a conclusion', () => {
  expect(registrar({ referral: { id: 'r', state: 'sent' } })).toEqual({ step: 'accept-referral', id: 'r' });
  expect(registrar({ assessment: { ...examined, mySection: null } })).toEqual({ step: 'hold-examination', id: 'a' });
  expect(registrar({ assessment: { ...examined, state: 'closed' }, referral: { id: 'r', state: 'closed' } })).toBeNull();
  expect(registrar({ guardians: 0 })).toEqual({ step: 'add-guardian', id: null });
  expect(registrar({})).toEqual({ step: 'make-referral', id: null });
});

test('a specialist writes the own section first, then helps with the conclusion', () => {
  expect(member({ assessment: { ...examined, mySection: 'none', allSigned: false } })).toEqual({ step: 'write-finding', id: 'a' });
  expect(member({ assessment: { ...examined, mySection: 'draft', allSigned: false } })).toEqual({ step: 'write-finding', id: 'a' });
  expect(member({ assessment: { ...examined, allSigned: false } })).toEqual({ wait: 'team' });
  expect(member({ assessment: examined })).toEqual({ step: 'write-conclusion', id: 'a' });
  expect(member({ assessment: examined, conclusion: concluded })).toEqual({ step: 'sign-conclusion', id: 'c' });
  expect(member({ assessment: examined, conclusion: { ...concluded, signedByMe: true } })).toEqual({ wait: 'signatures' });
  expect(member({ assessment: { ...examined, state: 'closed' } })).toBeNull();
  expect(member({})).toBeNull();
});

const tries = (on: string, successes: number, help: 0 | 1 | 2 | 3, trials = 5): Measured => ({ on, value: (100 * successes) / trials, successes, trials, help });
const share = { measure: 'percent', direction: 'increase' } as const;

test('what changed is told as so many of so many, with the help then and now', () => {
  expect(whatChanged(share, [tries('2026-10-12', 2, 0), tries('2026-09-03', 1, 1), tries('2026-09-20', 1, 1)])).toEqual({
    kind: 'since', month: 9, then: { times: 1, of: 5 }, thenHelp: 1, on: '2026-10-12', now: { times: 2, of: 5 }, help: 0, way: 'better',
  });
});

test('measurements of a single month only say how it is now', () => {
  expect(whatChanged(share, [tries('2026-10-01', 1, 2), tries('2026-10-12', 3, 1)])).toEqual({ kind: 'now', on: '2026-10-12', now: { times: 3, of: 5 }, help: 1 });
  expect(whatChanged(share, [])).toEqual({ kind: 'nothing' });
});

test('many tries are pictured as ten', () => {
  expect(whatChanged(share, [tries('2026-09-01', 10, 1, 40), tries('2026-10-01', 20, 1, 40)])).toMatchObject({ then: { times: 3, of: 10 }, now: { times: 5, of: 10 } });
});

test('less is better when the goal is to have less, and the same is the same', () => {
  const fewer = { measure: 'frequency', direction: 'decrease' } as const;
  const count = (on: string, value: number): Measured => ({ on, value, successes: null, trials: null, help: 0 });
  expect(whatChanged(fewer, [count('2026-09-01', 6), count('2026-10-01', 2)])).toMatchObject({ way: 'better', then: { value: 6 }, now: { value: 2 } });
  expect(whatChanged(fewer, [count('2026-09-01', 6), count('2026-10-01', 6)])).toMatchObject({ way: 'same' });
  expect(whatChanged(share, [tries('2026-09-01', 3, 2), tries('2026-10-01', 3, 1)])).toMatchObject({ way: 'better' });
});

test('a long course is drawn by weeks, a short one point by point', () => {
  const daily = Array.from({ length: 20 }, (_, index) => ({ on: `2026-09-${String(index + 1).padStart(2, '0')}`, value: index, successes: 1, trials: 5 }));
  expect(courseOf(daily)).toEqual(
    [{ on: '2026-09-07', value: 3 }, { on: '2026-09-14', value: 10 }, { on: '2026-09-20', value: 16.5 }].map((week) => ({ ...week, successes: null, trials: null })),
  );
  expect(courseOf(daily.slice(0, 5))).toEqual(daily.slice(0, 5));
});

const id = (number: number) => `00000000-0000-0000-0000-${String(number).padStart(12, '0')}`;

test('the timeline goes back page by page, loses nothing and repeats nothing', () => {
  const rows: Moment[] = Array.from({ length: 40 }, (_, number) => ({ at: Math.floor(number / 7), kind: number % 2 ? 'entry' : 'consent', id: id(number) }));
  const seen: string[] = [];
  let before: Moment | null = null;
  for (let page = 0; page < 10; page += 1) {
    const { rows: shown, older } = timelineOf(rows, null, before);
    expect(shown.length).toBeLessThanOrEqual(HAPPENINGS_A_PAGE);
    seen.push(...shown.map((row) => row.id));
    if (!older) break;
    before = momentOf(older);
    expect(before).not.toBeNull();
  }
  expect([...seen].sort()).toEqual(rows.map((row) => row.id));
});

test('a filter keeps its own kinds', () => {
  const rows: Moment[] = [{ at: 1, kind: 'entry', id: id(1) }, { at: 2, kind: 'consent', id: id(2) }, { at: 3, kind: 'plan-shared', id: id(3) }];
  expect(timelineOf(rows, 'plan', null).rows.map((row) => row.kind)).toEqual(['plan-shared']);
});

test('an address of the timeline that is not ours means its beginning', () => {
  for (const text of [null, '', '12', '12~entry~x', `12~anything~${id(1)}`, `x~entry~${id(1)}`]) expect(momentOf(text)).toBeNull();
});
