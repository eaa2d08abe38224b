import { expect, test } from 'vitest';
import { PLAN_STATES } from '#db/vocabulary';
import {
  actionToOpen,
  answersDraft,
  completenessOf,
  planForReader,
  planStart,
  waitingFor,
  whyNotAmend,
  whyNotAnswer,
  whyNotApprove,
  whyNotReturn,
  whyNotShare,
  whyNotStart,
  whyNotSubmit,
  type GoalContent,
  type PlanContent,
} from '~/domain/plans';

const soft = { area: 'soft', startsOn: '2026-10-14', dueOn: '2027-03-20' } as const;
const academic = { ...soft, area: 'academic' } as const;
const written = { state: 'draft', startsOn: '2026-10-14', endsOn: '2027-05-25', strengths: 'сурет', noSoftGoalReason: '', goals: [soft] } as const;

test('a plan starts from an extract or by the school’s own decision, and only one at a time', () => {
  expect(whyNotStart({ states: [], hasExtract: true, withoutExtract: false })).toBeNull();
  expect(whyNotStart({ states: [], hasExtract: false, withoutExtract: true })).toBeNull();
  expect(whyNotStart({ states: [], hasExtract: false, withoutExtract: false })).toBe('plan.no-extract');
  expect(whyNotStart({ states: ['archived', 'completed'], hasExtract: true, withoutExtract: false })).toBeNull();
  for (const state of ['draft', 'team_review', 'family_consent', 'active', 'under_review', 'suspended', 'transition'] as const) {
    expect(whyNotStart({ states: [state], hasExtract: true, withoutExtract: false }), state).toBe('plan.exists');
  }
});

test('a draft goes to the team with a goal, strengths, and a soft-skill goal or a written reason', () => {
  expect(whyNotSubmit(written)).toBeNull();
  expect(whyNotSubmit({ ...written, goals: [] })).toBe('plan.no-goals');
  expect(whyNotSubmit({ ...written, strengths: '' })).toBe('plan.strengths-missing');
  expect(whyNotSubmit({ ...written, goals: [academic] })).toBe('plan.no-soft-goal');
  expect(whyNotSubmit({ ...written, goals: [academic], noSoftGoalReason: 'бұл тоқсанда оқу' })).toBeNull();
  expect(whyNotSubmit({ ...written, endsOn: '2027-01-01' })).toBe('goal.dates');
});

test('each step follows only the states it may follow', () => {
  for (const state of PLAN_STATES) {
    expect(whyNotSubmit({ ...written, state }) === null, `submit from ${state}`).toBe(state === 'draft');
    expect(whyNotShare(state) === null, `share from ${state}`).toBe(state === 'team_review');
    expect(whyNotReturn(state) === null, `return from ${state}`).toBe(state === 'team_review' || state === 'family_consent');
    expect(whyNotAnswer({ state, sent: false, send: true, unanswered: 0 }) === null, `answer in ${state}`).toBe(state === 'family_consent');
    expect(whyNotApprove({ state, isAuthor: false, otherCoordinators: 1, answered: true }) === null, `approve from ${state}`).toBe(state === 'family_consent');
    expect(whyNotAmend({ state, hasOpen: false, changeReason: 'x' }) === null, `amend ${state}`).toBe(state === 'active' || state === 'under_review');
  }
});

test('answers are sent once and whole, and saved as they are', () => {
  expect(whyNotAnswer({ state: 'family_consent', sent: false, send: false, unanswered: 3 })).toBeNull();
  expect(whyNotAnswer({ state: 'family_consent', sent: false, send: true, unanswered: 1 })).toBe('plan.answer-every-goal');
  expect(whyNotAnswer({ state: 'family_consent', sent: true, send: false, unanswered: 0 })).toBe('plan.answered-already');
});

test('the author never approves, and with one coordinator the author must be a teacher', () => {
  const plan = { state: 'family_consent', isAuthor: false, otherCoordinators: 1, answered: true } as const;
  expect(whyNotApprove({ ...plan, isAuthor: true })).toBe('plan.author-cannot-approve');
  expect(whyNotApprove({ ...plan, isAuthor: true, otherCoordinators: 0 })).toBe('plan.author-must-be-teacher');
  expect(whyNotApprove({ ...plan, answered: false })).toBe('plan.family-not-answered');
});

test('a new version needs a reason and no other version in the making', () => {
  expect(whyNotAmend({ state: 'active', hasOpen: true, changeReason: 'x' })).toBe('plan.exists');
  expect(whyNotAmend({ state: 'active', hasOpen: false, changeReason: '' })).toBe('plan.change-reason-missing');
});

test('the completeness strip counts nine parts and names the missing ones', () => {
  const nothing = { strengths: '', childVoice: '', familyVoice: '', needs: '', familyWork: '', noSoftGoalReason: '', goals: [], services: [], accommodations: [] };
  expect(completenessOf(nothing)).toMatchObject({ done: 0, of: 9 });
  expect(completenessOf({ ...nothing, strengths: 'a', goals: [soft], services: [1] })).toMatchObject({
    done: 4,
    missing: ['childVoice', 'familyVoice', 'needs', 'accommodations', 'familyWork'],
  });
});

test('who is waited for follows the state and the family’s answer', () => {
  expect(waitingFor('draft', false)).toBe('author');
  expect(waitingFor('team_review', false)).toBe('coordinator');
  expect(waitingFor('family_consent', false)).toBe('family');
  expect(waitingFor('family_consent', true)).toBe('coordinator');
  expect(waitingFor('active', true)).toBeNull();
});

test('drafts, plans in force and the archive are opened by different rights', () => {
  expect(PLAN_STATES.map(actionToOpen)).toEqual([
    'plan-draft.open', 'plan-draft.open', 'plan-draft.open', 'plan.open', 'plan.open', 'plan.open', 'plan.open', 'plan.open', 'plan-archive.open',
  ]);
});

test('a period ends after it starts', () => {
  const parsed = planStart.safeParse({ startsOn: '2026-10-14', endsOn: '2026-10-14' });
  expect(parsed.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([['endsOn', 'field.before-start']]);
});

test('a question needs its words when it is sent, and words need an answer', () => {
  const goalId = '01234567-89ab-4cde-8f01-23456789abcd';
  const wrong = (answer: string, comment: string, send?: string) =>
    answersDraft.safeParse({ answers: [{ goalId, answer, comment }], ...(send && { send }) }).error?.issues.map(({ path, message }) => [path.join('.'), message]);
  expect(wrong('question', '', 'yes')).toEqual([['answers.0.comment', 'field.required']]);
  expect(wrong('question', '')).toBeUndefined();
  expect(wrong('', 'Неге?')).toEqual([['answers.0.answer', 'field.choose']]);
});

const goal: GoalContent = {
  id: 'g', lineageId: 'l', state: 'draft', area: 'soft', skill: {}, title: { kk: 'Т' }, behaviour: { kk: 'Ә' }, condition: {}, why: { kk: 'Н' }, home: { kk: 'Ү' },
  strategies: { kk: 'С' }, measure: 'percent', unit: '%', direction: 'increase', baseline: 20, target: 80, consecutive: 3, perWeek: 1, startsOn: '2026-10-14',
  dueOn: '2027-03-20', responsible: 'Болат', method: 'парақ', settings: ['lesson'], quality: { band: 'ready', hints: [] },
};
const plan: PlanContent = {
  id: 'p', number: 1, state: 'family_consent', startsOn: '2026-10-14', endsOn: '2027-05-25', childVoice: 'c', familyVoice: 'f', strengths: 's', needs: 'n',
  familyWork: 'w', noSoftGoalReason: 'r', changeReason: 'ch', className: '2 «Б»', organisation: { kk: '№ 12 мектеп' }, author: 'Болат', savedBy: 'Сәуле', savedAt: '',
  sharedAt: null, approvedBy: '', approvedAt: null, basis: { extractId: 'e', number: '214', issuedOn: '2026-10-05', open: true }, goals: [goal],
  services: [{ id: 's', name: {}, form: 'individual', minutes: 40, perWeek: 1, provider: '12-кабинет' }], accommodations: [],
  answers: [
    { guardianId: 'dana', name: 'Дана', relation: 'mother', sentAt: '', answers: [] },
    { guardianId: 'father', name: 'Болат', relation: 'father', sentAt: '', answers: [] },
  ],
};

test('a parent reads plain words and only their own answers', () => {
  const read = planForReader(plan, { role: 'parent', guardianId: 'dana', locationClosed: false });
  expect(read.goals[0]).toMatchObject({ why: { kk: 'Н' }, home: { kk: 'Ү' }, method: '', strategies: {}, quality: null });
  expect(read).toMatchObject({ noSoftGoalReason: '', savedBy: '', className: '2 «Б»' });
  expect(read.answers.map(({ guardianId }) => guardianId)).toEqual(['dana']);
});

test('a parent who must not know where the child is reads nothing that tells it', () => {
  const read = JSON.stringify(planForReader(plan, { role: 'parent', guardianId: 'dana', locationClosed: true }));
  for (const told of ['№ 12', '2 «Б»', 'Болат","method', '12-кабинет', '"author":"Болат"', 'lesson']) expect(read).not.toContain(told);
});

test('an assistant reads neither the extract nor the family’s answers', () => {
  const read = planForReader({ ...plan, state: 'active' }, { role: 'assistant', guardianId: null, locationClosed: false });
  expect(read).toMatchObject({ basis: null, answers: [], noSoftGoalReason: '' });
  expect(read.goals[0]).toMatchObject({ method: 'парақ', quality: null });
});

test('the team reads everything', () => {
  expect(planForReader(plan, { role: 'teacher', guardianId: null, locationClosed: false })).toEqual(plan);
});
