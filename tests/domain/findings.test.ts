import { expect, test } from 'vitest';
import { SPECIALTIES } from '#db/vocabulary';
import { DOMAINS, SPECIALTY_DOMAINS, effectOf, findingDraft, whyNotAmend, whyNotRecord, whyNotSign, type Domain } from '~/domain/findings';

const said = (text: string) => ({ kk: text, ru: text, en: text });
const open = { assessment: 'open', consent: true } as const;
const rated = (...domains: Domain[]) => domains.map((domain) => ({ domain, withSupport: 1 as const, withoutSupport: 3 as const }));
const complete = { state: 'draft', specialty: 'psychologist', strengths: 'санауды жақсы көреді', helps: 'суретті кесте', levels: rated('COG', 'EMO', 'SOC') } as const;

const draft = findingDraft({
  template: {
    fields: [
      { code: 'play', kind: 'text', names: said('Ойын') },
      { code: 'pace', kind: 'choice', names: said('Қарқын'), options: [{ code: 'even', names: said('Бірқалыпты') }] },
      { code: 'minutes', kind: 'number', names: said('Минут'), min: 1, max: 90 },
      { code: 'seen-on', kind: 'date', names: said('Күні') },
    ],
    icf: { COG: ['b140'] },
  },
  milestones: [{ id: '36-social-25' }],
});
const problems = (form: Record<string, unknown>) => draft.safeParse({ version: '1', ...form }).error?.issues.map(({ path, message }) => [path.join('.'), message]);

test('every area of development is somebody’s, and no specialty is without one', () => {
  expect([...new Set(Object.values(SPECIALTY_DOMAINS).flat())].sort()).toEqual([...DOMAINS].sort());
  expect(SPECIALTIES.filter((specialty) => SPECIALTY_DOMAINS[specialty].length === 0)).toEqual([]);
});

test('a half-written section is saved as it is, an area with one level too', () => {
  expect(draft.parse({ version: '0' })).toEqual({
    version: 0, strengths: '', needs: '', helps: '', recommendations: '', levels: {}, answers: {}, codes: {}, milestones: {}, gestationWeeks: null, then: null,
  });
  expect(draft.parse({ version: '0', levels: { COG: { evidence: '' } } }).levels.COG).toBeNull();
  expect(draft.parse({ version: '0', levels: { COG: { withoutSupport: '3', evidence: '' } } }).levels.COG).toEqual({ withoutSupport: 3, withSupport: null, evidence: '' });
  expect(draft.parse({ version: '0', levels: { COG: { evidence: 'ойында' } } }).levels.COG).toEqual({ withoutSupport: null, withSupport: null, evidence: 'ойында' });
});

test('what the template asks is checked field by field; an empty field is taken away, one left out stays', () => {
  const { answers, codes } = draft.parse({ version: '0', answers: { play: ' Бірге ойнайды ', pace: '', minutes: '12,5', 'seen-on': '2026-10-12' }, codes: { b140: '2' } });
  expect(answers).toEqual({ play: 'Бірге ойнайды', pace: '', minutes: '12.5', 'seen-on': '2026-10-12' });
  expect(codes).toEqual({ b140: 2 });
  expect(draft.parse({ version: '0', codes: { b140: '' } }).codes).toEqual({ b140: null });
  expect(problems({ answers: { minutes: '120' } })).toEqual([['answers.minutes', 'field.out-of-range']]);
  expect(problems({ answers: { 'seen-on': '2026-02-30' } })).toEqual([['answers.seen-on', 'field.invalid']]);
  expect(problems({ answers: { pace: 'fast' } })).toEqual([['answers.pace', 'field.choose']]);
  expect(problems({ codes: { b140: '5' } })).toEqual([['codes.b140', 'field.choose']]);
  expect(draft.safeParse({ version: '0', answers: { other: 'x' } }).error?.issues[0]?.code).toBe('unrecognized_keys');
  expect(draft.safeParse({ version: '0', codes: { b999: '1' } }).error?.issues[0]?.code).toBe('unrecognized_keys');
});

test('a tool has a name; empty rows fall away', () => {
  expect(draft.parse({ version: '0', tools: [{ name: '', usedOn: '' }, { name: 'GMFCS', usedOn: '2026-10-12' }, { name: 'Raven', usedOn: '' }] }).tools).toEqual([
    { name: 'GMFCS', usedOn: '2026-10-12' }, { name: 'Raven', usedOn: null },
  ]);
  expect(problems({ tools: [{ name: '', usedOn: '2026-10-12' }] })).toEqual([['tools.0.name', 'field.required']]);
});

test('weeks of pregnancy are from 22 to 44, or nobody knows', () => {
  expect(draft.parse({ version: '0', gestationWeeks: '32' }).gestationWeeks).toBe(32);
  expect(draft.parse({ version: '0', gestationWeeks: '' }).gestationWeeks).toBeNull();
  expect(problems({ gestationWeeks: '12' })).toEqual([['gestationWeeks', 'field.out-of-range']]);
});

test('a level is one of 0 to 4, 8 or 9', () => {
  expect(draft.parse({ version: '0', levels: { COG: { withoutSupport: '8', withSupport: '9' } } }).levels.COG).toEqual({ withoutSupport: 8, withSupport: 9, evidence: '' });
  for (const level of ['5', '-1', '2.5', 'x']) {
    expect(problems({ levels: { COG: { withoutSupport: level, withSupport: '1' } } }), level).toContainEqual(['levels.COG.withoutSupport', 'field.choose']);
  }
});

test('a long text is counted in characters as people count them', () => {
  expect(problems({ strengths: '👧'.repeat(20_000) })).toBeUndefined();
  expect(problems({ strengths: 'ә'.repeat(20_001) })).toEqual([['strengths', 'field.too-long']]);
});

test('nothing is written after the examination or without consent, and a signed section stays', () => {
  expect(whyNotRecord(open, 'psychologist', null, ['COG'])).toBeNull();
  expect(whyNotRecord({ ...open, assessment: 'scheduled' }, 'psychologist', null, [])).toBeNull();
  expect(whyNotRecord({ ...open, assessment: 'closed' }, 'psychologist', 'draft', [])).toBe('finding.not-open');
  expect(whyNotRecord({ ...open, consent: false }, 'psychologist', 'draft', [])).toBe('finding.no-consent');
  expect(whyNotRecord(open, 'psychologist', 'signed', [])).toBe('finding.signed');
  expect(whyNotRecord(open, 'psychologist', 'draft', ['COG', 'MOT'])).toBe('finding.not-your-domain');
});

test('a section is signed with strengths, all its areas, and what helps where support is needed', () => {
  expect(whyNotSign(open, complete)).toBeNull();
  expect(whyNotSign(open, { ...complete, strengths: '' })).toBe('finding.strengths-first');
  expect(whyNotSign(open, { ...complete, levels: rated('COG', 'EMO') })).toBe('finding.levels-missing');
  expect(whyNotSign(open, { ...complete, helps: '' })).toBe('finding.helps-missing');
  expect(whyNotSign(open, { ...complete, state: 'signed' })).toBe('finding.signed');
  expect(whyNotSign({ ...open, consent: false }, complete)).toBe('finding.no-consent');
});

test('“not specified” is an answer too, and needs nothing that helps', () => {
  const levels = (['COG', 'EMO', 'SOC'] as const).map((domain) => ({ domain, withSupport: 8 as const, withoutSupport: 9 as const }));
  expect(whyNotSign(open, { ...complete, helps: '', levels })).toBeNull();
});

test('a new edition begins from a signed section, once', () => {
  expect(whyNotAmend(open, 'signed', false)).toBeNull();
  expect(whyNotAmend(open, 'draft', false)).toBe('finding.not-signed');
  expect(whyNotAmend(open, 'signed', true)).toBe('changed-meanwhile');
  expect(whyNotAmend(open, 'replaced', false)).toBe('changed-meanwhile');
  expect(whyNotAmend({ ...open, assessment: 'closed' }, 'signed', false)).toBe('finding.not-open');
});

test('the effect of support is the difference of both levels, unless one is not specified', () => {
  expect(effectOf({ withoutSupport: 3, withSupport: 1 })).toBe(2);
  expect(effectOf({ withoutSupport: 2, withSupport: 2 })).toBe(0);
  expect(effectOf({ withoutSupport: 1, withSupport: 2 })).toBe(-1);
  expect(effectOf({ withoutSupport: 8, withSupport: 1 })).toBeNull();
  expect(effectOf({ withoutSupport: 3, withSupport: 9 })).toBeNull();
});
