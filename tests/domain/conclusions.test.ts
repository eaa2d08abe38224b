import { expect, test } from 'vitest';
import {
  actionsOf,
  agreedLevels,
  canonicalText,
  changedParts,
  conclusionDraft,
  extractBody,
  extractOf,
  missingParts,
  moreCareful,
  paperShareAtSchool,
  signaturesNeeded,
  signaturesUnder,
  textRead,
  voidingForm,
  whyNotAnsweredOn,
  whyNotAskVoiding,
  whyNotIssue,
  whyNotReplace,
  whyNotSign,
  whyNotStart,
  whyNotVoid,
  yearAsked,
  type Issue,
  type TeamPart,
} from '~/domain/conclusions';

const member = (userId: string, change: Partial<TeamPart> = {}): TeamPart => ({ userId, state: 'needed', sectionSigned: true, signedVersion: 4, ...change });
const four = ['a', 'b', 'c', 'd'].map((id) => member(id));
const ready: Issue = { state: 'draft', assessment: 'open', authorId: 'a', issuerId: 'head', version: 4, team: four, quorum: 3, missing: [], replaces: false, papersOwed: 0, minutesOpen: false };
const parsed = (fields: Record<string, unknown>) => conclusionDraft.safeParse({ version: '1', ...fields });
const whole = conclusionDraft.parse({
  version: '1', strengths: 's', needs: 'n', programme: 'general', studyForm: 'full-time', validUntil: '2027-10-01',
});

test('of two levels the one with more support is proposed, and a rated one before an open one', () => {
  expect([moreCareful(1, 3), moreCareful(4, 0), moreCareful(8, 0), moreCareful(2, 9), moreCareful(9, 8)]).toEqual([3, 4, 0, 2, 8]);
});

test('two specialists’ ratings of a domain become one, and every domain stands once', () => {
  const agreed = agreedLevels([
    { domain: 'SOC', withSupport: 1, withoutSupport: 3 },
    { domain: 'COG', withSupport: 0, withoutSupport: 1 },
    { domain: 'SOC', withSupport: 2, withoutSupport: 2 },
  ]);
  expect(agreed).toEqual([
    { domain: 'COG', withSupport: 0, withoutSupport: 1 },
    { domain: 'SOC', withSupport: 2, withoutSupport: 3 },
  ]);
});

test('a conclusion starts from an examination under way with a signed section', () => {
  expect(whyNotStart('open', 1)).toBeNull();
  expect(whyNotStart('open', 0)).toBe('conclusion.no-finding-signed');
  expect(whyNotStart('closed', 3)).toBe('assessment.wrong-state');
});

test('whoever has not signed the own section does not sign the conclusion', () => {
  expect(whyNotSign('draft', 4, [member('a', { sectionSigned: false, signedVersion: null })])).toBe('finding.not-signed');
  expect(whyNotSign('draft', 4, [member('a', { signedVersion: 3 })])).toBeNull();
  expect(whyNotSign('draft', 4, [member('a')])).toBe('conclusion.signed-already');
  expect(whyNotSign('issued', 4, [member('a')])).toBe('conclusion.wrong-state');
});

test('when everybody has signed this version, the head may issue', () => {
  expect(whyNotIssue(ready)).toBeNull();
});

test('two signatures are too few, even when nobody else is needed', () => {
  const two = [member('a'), member('b'), member('c', { state: 'not-needed', sectionSigned: false, signedVersion: null })];
  expect(whyNotIssue({ ...ready, team: two })).toBe('conclusion.too-few-signatures');
  expect(whyNotIssue({ ...ready, team: two, quorum: 2 })).toBeNull();
});

test('a needed member who has not signed holds up the issue, one who is not needed does not', () => {
  const [a, b, c] = four as [TeamPart, TeamPart, TeamPart];
  expect(whyNotIssue({ ...ready, team: [a, b, c, member('d', { signedVersion: null })] })).toBe('conclusion.too-few-signatures');
  expect(whyNotIssue({ ...ready, team: [a, b, c, member('d', { state: 'not-needed', sectionSigned: false, signedVersion: null })] })).toBeNull();
});

test('a section that is not signed holds up the issue', () => {
  expect(whyNotIssue({ ...ready, team: [...four, member('e', { sectionSigned: false, signedVersion: null })] })).toBe('conclusion.team-not-ready');
});

test('a signature under an older version does not count', () => {
  const edited = four.map((part) => ({ ...part, signedVersion: 3 }));
  expect(signaturesUnder(4, edited)).toBe(0);
  expect(whyNotIssue({ ...ready, team: edited })).toBe('conclusion.too-few-signatures');
});

test('a signature of somebody who turned out not to be needed does not count', () => {
  expect(signaturesUnder(4, [member('a'), member('b', { state: 'not-needed' })])).toBe(1);
});

test('one person with two specialties signs once and counts once', () => {
  const team = [member('a'), member('a'), member('b')];
  expect(signaturesUnder(4, team)).toBe(2);
  expect(signaturesNeeded(1, team)).toBe(2);
});

test('the author never issues the own conclusion', () => {
  expect(whyNotIssue({ ...ready, issuerId: 'a' })).toBe('conclusion.author-cannot-issue');
});

test('what is issued or whose examination is over is not issued again', () => {
  expect(whyNotIssue({ ...ready, state: 'issued' })).toBe('conclusion.wrong-state');
  expect(whyNotIssue({ ...ready, state: 'void' })).toBe('conclusion.wrong-state');
  expect(whyNotIssue({ ...ready, assessment: 'closed' })).toBe('assessment.wrong-state');
});

test('an unfinished conclusion says which parts are missing', () => {
  expect(missingParts(conclusionDraft.parse({ version: '1' }), '2026-10-14', false)).toEqual(['strengths', 'needs', 'programme', 'studyForm', 'validUntil']);
  expect(missingParts(whole, '2026-10-14', false)).toEqual([]);
  expect(whyNotIssue({ ...ready, missing: ['programme'] })).toBe('conclusion.incomplete');
});

test('no last day must be said aloud, and a last day that has passed is none', () => {
  expect(missingParts({ ...whole, validUntil: null }, '2026-10-14', false)).toEqual(['validUntil']);
  expect(missingParts({ ...whole, validUntil: null }, '2026-10-14', true)).toEqual([]);
  expect(missingParts({ ...whole, validUntil: '2026-10-14' }, '2026-10-14', true)).toEqual(['validUntil']);
});

test('a recommended assistant needs hours, a period and tasks', () => {
  const half = { ...whole, assistantNeeded: true, assistantHours: 10, assistantFrom: '2026-11-01', assistantTo: null, assistantTasks: 'x' };
  expect(missingParts(half, '2026-10-14', false)).toEqual(['assistant']);
  expect(missingParts({ ...half, assistantTo: '2027-05-25' }, '2026-10-14', false)).toEqual([]);
});

test('a condition that is only written counts as ticked, and the ten keep their official order', () => {
  const { conditions } = conclusionDraft.parse({ version: '1', conditions: { aids: { ticked: 'yes', detail: '' }, grading: { detail: 'Ауызша жауап' }, methods: { detail: ' ' } } });
  expect(conditions).toEqual([{ condition: 'grading', detail: 'Ауызша жауап' }, { condition: 'aids', detail: '' }]);
});

test('empty session rows are left out, a half-filled one asks for the rest', () => {
  const empty = { specialty: '', form: '', perWeek: '' };
  expect(conclusionDraft.parse({ version: '1', sessions: [empty, { specialty: 'psychologist', form: 'group', perWeek: '' }, empty] }).sessions).toEqual([
    { specialty: 'psychologist', form: 'group', perWeek: null },
  ]);
  const half = parsed({ sessions: [empty, { specialty: 'psychologist', form: '', perWeek: '2' }] });
  expect(half.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([['sessions.1.form', 'field.choose']]);
});

test('a doctor is not offered as a session: it would tell the school of a medical section', () => {
  expect(parsed({ sessions: [{ specialty: 'neurologist', form: 'individual', perWeek: '1' }] }).success).toBe(false);
});

test('levels are taken from the scale only, and a domain is rated once', () => {
  const level = (domain: string, value: string) => ({ domain, withSupport: value, withoutSupport: '2' });
  expect(parsed({ levels: [level('COG', '5')] }).success).toBe(false);
  expect(parsed({ levels: [level('COG', '8')] }).success).toBe(true);
  expect(parsed({ levels: [level('COG', '1'), level('COG', '2')] }).success).toBe(false);
});

test('an assistant’s period does not end before it starts', () => {
  expect(parsed({ assistantFrom: '2026-11-01', assistantTo: '2026-10-01' }).error?.issues[0]).toMatchObject({ path: ['assistantTo'], message: 'field.before-start' });
});

test('the extract leaves a medical section out, whatever it says', () => {
  const head = { number: 1, issuedOn: '2026-10-14', pmpc: { kk: 'ПМПК', ru: 'ПМПК', en: 'ПМПК' }, child: { name: 'Ә', birthYear: '2018' } };
  const body = extractOf(head, whole, [
    { medical: true, helps: 'дәрі', recommendations: 'дәрі' },
    { medical: false, helps: 'Суретті кесте', recommendations: 'Қысқа нұсқау' },
  ]);
  expect(body).toMatchObject({ helps: 'Суретті кесте', recommendations: 'Қысқа нұсқау', assistant: { needed: false, hours: null, tasks: '' } });
  expect(Object.keys(body)).not.toContain('levels');
});

test('an assistant who is not recommended leaves no hours in the extract', () => {
  const head = { number: 1, issuedOn: '2026-10-14', pmpc: { kk: '', ru: '', en: '' }, child: { name: 'Ә', birthYear: '2018' } };
  const body = extractOf(head, { ...whole, assistantNeeded: false, assistantHours: 12, assistantTasks: 'x' }, []);
  expect(body.assistant).toEqual({ needed: false, hours: null, from: null, to: null, tasks: '' });
  expect(actionsOf({ ...body, conditions: [{ condition: 'aids', detail: '' }, { condition: 'methods', detail: 'Бір-бірлеп' }] }).conditions).toEqual([
    { condition: 'methods', detail: 'Бір-бірлеп' },
  ]);
});

test('the digest does not depend on the order of keys', () => {
  expect(canonicalText({ b: [1, { d: null, c: 'х' }], a: true })).toBe(canonicalText({ a: true, b: [1, { c: 'х', d: null }] }));
  expect(canonicalText({ a: 1 })).not.toBe(canonicalText({ a: 2 }));
});

test('a paper is not dated before the issue or after today', () => {
  expect(whyNotAnsweredOn('2026-10-13', '2026-10-14', '2026-10-15')).toBe('field.before-start');
  expect(whyNotAnsweredOn('2026-10-16', '2026-10-14', '2026-10-15')).toBe('field.in-the-future');
  expect(whyNotAnsweredOn('2026-10-14', '2026-10-14', '2026-10-15')).toBeNull();
  const form = { decision: 'given', guardianId: '00000000-0000-0000-0000-000000000000', answeredOn: '2026-10-13', number: '1', issuedOn: '2026-10-14' };
  expect(paperShareAtSchool.safeParse(form).error?.issues[0]).toMatchObject({ path: ['answeredOn'], message: 'field.before-start' });
});

test('places and conditions at tests keep their own order, each once, and only words of ours', () => {
  const text = conclusionDraft.parse({ version: '1', placements: ['correction-room', 'ordinary-class', 'correction-room'], examConditions: ['scribe', 'breaks'], personalHelper: 'yes' });
  expect(text).toMatchObject({ placements: ['ordinary-class', 'correction-room'], examConditions: ['breaks', 'scribe'], personalHelper: true, repeatFirstYear: false, nextExamOn: null });
  expect(parsed({ placements: ['anywhere'] }).success).toBe(false);
});

test('a day of the next examination that has passed holds up the issue', () => {
  expect(missingParts({ ...whole, nextExamOn: '2026-10-14' }, '2026-10-14', false)).toEqual(['nextExamOn']);
  expect(missingParts({ ...whole, nextExamOn: '2026-10-15' }, '2026-10-14', false)).toEqual([]);
});

test('owed papers and open minutes hold up the issue', () => {
  expect(whyNotIssue({ ...ready, papersOwed: 1 })).toBe('conclusion.papers-owed');
  expect(whyNotIssue({ ...ready, minutesOpen: true })).toBe('conclusion.minutes-open');
});

test('a conclusion in the place of a void one is issued from a closed examination', () => {
  expect(whyNotIssue({ ...ready, assessment: 'closed' })).toBe('assessment.wrong-state');
  expect(whyNotIssue({ ...ready, assessment: 'closed', replaces: true })).toBeNull();
});

const asked = { askedBy: 'head', askedOn: '2026-10-14', askedVersion: 4 };

test('only an issued conclusion is asked to become void, and one asking at a time', () => {
  expect(whyNotAskVoiding('issued', null)).toBeNull();
  expect(whyNotAskVoiding('issued', asked)).toBe('conclusion.voiding-asked');
  expect(whyNotAskVoiding('draft', null)).toBe('conclusion.wrong-state');
  expect(whyNotAskVoiding('void', null)).toBe('conclusion.wrong-state');
});

test('another person confirms a void within a week and about the same version', () => {
  expect(whyNotVoid('issued', asked, 4, 'deputy', '2026-10-21')).toBeNull();
  expect(whyNotVoid('issued', asked, 4, 'deputy', '2026-10-22')).toBe('conclusion.voiding-over');
  expect(whyNotVoid('issued', asked, 5, 'deputy', '2026-10-15')).toBe('conclusion.voiding-over');
  expect(whyNotVoid('issued', asked, 4, 'head', '2026-10-15')).toBe('needs-second-person');
  expect(whyNotVoid('void', asked, 4, 'deputy', '2026-10-15')).toBe('conclusion.wrong-state');
});

test('a reason of a few letters is not enough to make a conclusion void', () => {
  expect(voidingForm.safeParse({ version: '4', reason: 'қате' }).error?.issues[0]).toMatchObject({ path: ['reason'], message: 'field.too-short' });
});

test('only a void conclusion is replaced', () => {
  expect([whyNotReplace('draft'), whyNotReplace('issued'), whyNotReplace('void')]).toEqual(['conclusion.wrong-state', 'conclusion.wrong-state', null]);
});

test('an extract of the first edition still reads, and says nothing of what it never asked for', () => {
  const head = { number: 1, issuedOn: '2026-10-14', pmpc: { kk: '', ru: '', en: '' }, child: { name: 'Ә', birthYear: '2018' } };
  const { more: _, ...old } = { ...extractOf(head, whole, []), edition: 1 };
  expect(extractBody.parse(old)).toMatchObject({ edition: 1, more: null });
  expect(extractBody.safeParse({ ...old, edition: 2 }).success).toBe(false);
  expect(extractBody.parse(extractOf(head, { ...whole, placements: ['ordinary-class'] }, [])).more).toMatchObject({ placements: ['ordinary-class'], personalHelper: false });
});

test('the text somebody read is set against the one that stands, part by part', () => {
  const { version: _, ...text } = { ...whole, levels: [{ domain: 'COG' as const, withSupport: 1 as const, withoutSupport: 8 as const }] };
  expect(textRead(JSON.stringify(text))).toEqual(text);
  expect(changedParts(text, { ...text, needs: 'басқа', assistantTasks: 'x', placements: ['support-room'] })).toEqual(['needs', 'placements', 'assistant']);
  expect(changedParts(text, text)).toEqual([]);
  expect([textRead('{'), textRead('{}'), textRead('[]')]).toEqual([null, null, null]);
});

test('a journal is of the year that is asked for, else of this one', () => {
  expect([yearAsked('2025', '2026-10-14'), yearAsked(null, '2026-10-14'), yearAsked('20256', '2026-10-14'), yearAsked("' or 1", '2026-10-14')]).toEqual([2025, 2026, 2026, 2026]);
});
