import { expect, test } from 'vitest';
import { conclusionDraft } from '~/domain/conclusions';
import { minutesDraft, opinionForm, opinionsMissing, subjectsOf, whyNotClose, whyNotHeldOn, whyNotRecordMinutes, type Closing } from '~/domain/meetings';

const needed = (userId: string) => ({ userId, state: 'needed' as const });
const ready: Closing = {
  state: 'draft', summary: 's', decision: 'd', subjects: ['assistant'], decisions: [{ subject: 'assistant', decision: 'adopted' }], team: [needed('a'), needed('b')], opinions: ['a', 'b'],
};
const wrongs = (fields: Record<string, unknown>) =>
  minutesDraft.safeParse({ version: '1', heldOn: '2026-10-14', ...fields }).error?.issues.map(({ path, message }) => [path.join('.'), message]);

test('a meeting decides on each recommendation of the draft once', () => {
  const text = conclusionDraft.parse({
    version: '1', programme: 'adapted', studyForm: 'home', assistantNeeded: 'yes', repeatFirstYear: 'yes', placements: ['correction-room'], examConditions: ['extra-time'], nextExamOn: '2027-09-01',
    conditions: { grading: { ticked: 'yes', detail: '' } },
    sessions: [{ specialty: 'psychologist', form: 'group', perWeek: '' }, { specialty: 'psychologist', form: 'individual', perWeek: '1' }],
  });
  expect(subjectsOf(text)).toEqual([
    'programme:adapted', 'condition:grading', 'sessions:psychologist', 'assistant', 'study-form:home', 'exam-condition:extra-time', 'placement:correction-room', 'next-examination', 'repeat-first-year',
  ]);
  expect(subjectsOf(conclusionDraft.parse({ version: '1' }))).toEqual([]);
});

test('minutes are closed once everything is decided and everybody is heard', () => {
  expect(whyNotClose(ready)).toBeNull();
  expect(whyNotClose({ ...ready, state: 'closed' })).toBe('meeting.wrong-state');
  expect(whyNotClose({ ...ready, summary: '' })).toBe('meeting.incomplete');
  expect(whyNotClose({ ...ready, decision: '' })).toBe('meeting.incomplete');
  expect(whyNotClose({ ...ready, subjects: ['assistant', 'condition:aids'] })).toBe('meeting.incomplete');
  expect(whyNotClose({ ...ready, opinions: ['a'] })).toBe('meeting.opinions-missing');
});

test('whoever is not needed is not waited for, and one person with two specialties speaks once', () => {
  expect(whyNotClose({ ...ready, team: [needed('a'), { userId: 'b', state: 'not-needed' }], opinions: ['a'] })).toBeNull();
  expect(opinionsMissing({ team: [needed('c'), needed('c'), needed('a')], opinions: [] })).toBe(2);
});

test('closed minutes do not change', () => {
  expect(whyNotRecordMinutes('draft')).toBeNull();
  expect(whyNotRecordMinutes('closed')).toBe('meeting.wrong-state');
});

test('a meeting is held on or after the examination and not tomorrow', () => {
  expect(whyNotHeldOn('2026-10-14', '2026-10-13', '2026-10-14')).toBeNull();
  expect(whyNotHeldOn('2026-10-12', '2026-10-13', '2026-10-14')).toBe('field.before-start');
  expect(whyNotHeldOn('2026-10-15', '2026-10-13', '2026-10-14')).toBe('field.in-the-future');
});

test('a changed or declined recommendation says why, and a reason needs a decision', () => {
  expect(wrongs({ decisions: [{ subject: 'assistant', decision: 'declined', note: '' }] })).toEqual([['decisions.0.note', 'field.required']]);
  expect(wrongs({ decisions: [{ subject: 'assistant', decision: '', note: 'x' }] })).toEqual([['decisions.0.decision', 'field.choose']]);
  expect(wrongs({ decisions: [{ subject: 'condition:study-form', decision: 'changed', note: 'Үйде емес, мектепте.' }] })).toBeUndefined();
});

test('a recommendation is decided once, under a word of ours', () => {
  const row = { subject: 'assistant', decision: 'adopted', note: '' };
  expect(wrongs({ decisions: [row, row] })).toEqual([['decisions', 'malformed']]);
  expect(wrongs({ decisions: [{ ...row, subject: '<b>' }] })).toEqual([['decisions.0.subject', 'malformed']]);
});

test('a dissenting opinion says why', () => {
  expect(opinionForm.safeParse({ opinion: 'dissents', words: ' ' }).error?.issues[0]).toMatchObject({ path: ['words'], message: 'field.required' });
  expect(opinionForm.safeParse({ opinion: 'agrees', words: '' }).success).toBe(true);
});
