import { expect, test } from 'vitest';
import { awaitsPlace, linesOf, newestOf, stateDraft, whyNotTrack, type Recommended } from '~/domain/recommendations';

const nothing: Recommended = {
  conditions: [], sessions: [], studyForm: 'full-time', assistantNeeded: false, assistantTasks: '', personalHelper: false, examConditions: [], placements: [], nextExamOn: null,
};

const kinds = (change: Partial<Recommended>) => linesOf({ ...nothing, ...change }).map(({ kind, code }) => [kind, code].filter(Boolean).join(':'));

test('every recommendation of a conclusion becomes one line, in the order of the form', () => {
  const lines = kinds({
    conditions: [{ condition: 'methods', detail: '' }],
    sessions: [{ specialty: 'speech_therapist' }, { specialty: 'psychologist' }],
    assistantNeeded: true,
    personalHelper: true,
    studyForm: 'home',
    examConditions: ['breaks'],
    placements: ['correction-room'],
    nextExamOn: '2027-10-14',
  });
  expect(lines).toEqual([
    'condition:methods', 'sessions:speech_therapist', 'sessions:psychologist', 'assistant', 'personal-helper', 'study-form:home', 'exam-condition:breaks',
    'placement:correction-room', 'next-examination',
  ]);
});

test('learning full-time and an empty conclusion leave nothing to carry out', () => {
  expect(kinds({})).toEqual([]);
});

test('a condition that only names what has its own line is left out, unless the team wrote how', () => {
  expect(kinds({ assistantNeeded: true, conditions: [{ condition: 'assistant', detail: '' }] })).toEqual(['assistant']);
  expect(kinds({ assistantNeeded: true, conditions: [{ condition: 'assistant', detail: 'Тек үзілісте.' }] })).toEqual(['condition:assistant', 'assistant']);
  expect(kinds({ conditions: [{ condition: 'assistant', detail: '' }] })).toEqual(['condition:assistant']);
});

test('lines of one kind are told apart by their position', () => {
  const lines = linesOf({ ...nothing, sessions: [{ specialty: 'psychologist' }, { specialty: 'psychologist' }] });
  expect(lines.map(({ position }) => position)).toEqual([0, 1]);
});

test('interim support belongs to places a child waits for', () => {
  expect(awaitsPlace({ kind: 'placement', code: 'autism-centre' })).toBe(true);
  expect(awaitsPlace({ kind: 'placement', code: 'ordinary-class' })).toBe(false);
  expect(awaitsPlace({ kind: 'condition', code: 'correction-room' })).toBe(false);
});

test('what cannot be done needs a reason of ten characters, in any script', () => {
  const problem = (reason: string) => stateDraft.safeParse({ version: '1', state: 'impossible', reason, interim: '' }).error?.issues[0]?.message;
  expect([problem(''), problem('жоқ'), problem('логопед жоқ')]).toEqual(['field.required', 'field.too-short', undefined]);
});

test('done without a reason is fine', () => {
  expect(stateDraft.safeParse({ version: '1', state: 'done', reason: '', interim: '' }).success).toBe(true);
});

test('a finished line may be opened again, but not called impossible at once', () => {
  expect(whyNotTrack('done', 'open', true)).toBeNull();
  expect(whyNotTrack('done', 'impossible', true)).toBe('recommendation.wrong-state');
});

test('the texts of a line may change while its state stays', () => {
  expect(whyNotTrack('impossible', 'impossible', true)).toBeNull();
});

test('a line of a conclusion that a newer one replaced is no longer tracked', () => {
  expect(whyNotTrack('open', 'done', false)).toBe('recommendation.replaced');
});

test('of two conclusions on one day the higher number is the newest', () => {
  const one = { childId: 'a', issuedOn: '2026-10-14', number: 7 };
  expect(newestOf([{ ...one, number: 8 }, one, { ...one, issuedOn: '2025-10-14', number: 99 }]).get('a')?.number).toBe(8);
});
