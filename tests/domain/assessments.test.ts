import { expect, test } from 'vitest';
import { assessmentDraft, decliningDraft, isTeamReady, membersOf, needDraft, sectionState, whyNotNeed, whyNotOn, whyNotReseat, windowFrom } from '~/domain/assessments';

const someone = '0f1e2d3c-0000-4000-8000-000000000001';
const filled = { sessionOn: '2026-10-21', sessionAt: '10:00', room: ' 4 ', language: 'kk', examKind: 'primary', team: { psychologist: someone, neurologist: '' } };

test('a session is read as typed, with an empty place for every specialty left out', () => {
  const draft = assessmentDraft.parse(filled);
  expect(draft.room).toBe('4');
  expect(membersOf(draft.team)).toEqual([{ specialty: 'psychologist', userId: someone }]);
  expect(membersOf(assessmentDraft.parse({ ...filled, team: undefined }).team)).toEqual([]);
});

test('a time that is no time and a person that is no person are refused', () => {
  const wrong = assessmentDraft.safeParse({ ...filled, sessionAt: '25:00', team: { psychologist: 'somebody' } });
  expect(wrong.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([['sessionAt', 'field.time'], ['team.psychologist', 'field.choose']]);
});

test('declining needs a reason, and so does calling a specialist not needed', () => {
  expect(decliningDraft.safeParse({ declineReason: ' ' }).error?.issues[0]?.message).toBe('field.required');
  expect(needDraft.safeParse({ need: 'not-needed', reason: '' }).error?.issues[0]).toMatchObject({ path: ['reason'], message: 'field.required' });
  expect(needDraft.safeParse({ need: 'needed', reason: '' }).success).toBe(true);
});

test('a team may open the file from 14 days before the session', () => {
  expect(windowFrom('2026-11-10')).toBe('2026-10-27');
});

test('a session today is possible, one yesterday is not', () => {
  expect(whyNotOn('2026-10-14', '2026-10-14')).toBeNull();
  expect(whyNotOn('2026-10-13', '2026-10-14')).toBe('field.in-the-past');
});

test('a section goes from not started through in progress to done', () => {
  expect(sectionState('needed', [])).toBe('not-started');
  expect(sectionState('needed', ['draft'])).toBe('in-progress');
  expect(sectionState('needed', ['replaced', 'signed', 'draft'])).toBe('done');
  expect(sectionState('not-needed', ['draft'])).toBe('not-needed');
});

test('the conclusion may begin when every section is signed or not needed, and one at least is signed', () => {
  expect(isTeamReady(['done', 'not-needed'])).toBe(true);
  expect(isTeamReady(['done', 'in-progress'])).toBe(false);
  expect(isTeamReady(['not-needed'])).toBe(false);
  expect(isTeamReady([])).toBe(false);
});

test('a place whose section is signed stays with its author; a begun one may go to a colleague, not to nobody', () => {
  expect(whyNotReseat('done', 'b')).toBe('assessment.section-begun');
  expect(whyNotReseat('in-progress', null)).toBe('assessment.section-begun');
  expect(whyNotReseat('in-progress', 'b')).toBeNull();
  expect(whyNotReseat('not-started', null)).toBeNull();
});

test('a specialist is called not needed only while the section is unsigned and somebody else is left', () => {
  const now = { assessment: 'open', member: 'needed', section: 'in-progress', othersNeeded: 2 } as const;
  expect(whyNotNeed('not-needed', now)).toBeNull();
  expect(whyNotNeed('not-needed', { ...now, section: 'done' })).toBe('finding.signed');
  expect(whyNotNeed('not-needed', { ...now, othersNeeded: 0 })).toBe('assessment.team-empty');
  expect(whyNotNeed('not-needed', { ...now, assessment: 'closed' })).toBe('assessment.wrong-state');
  expect(whyNotNeed('needed', now)).toBe('assessment.wrong-state');
  expect(whyNotNeed('needed', { ...now, member: 'not-needed', section: 'not-needed' })).toBeNull();
});
