import { expect, test } from 'vitest';
import papers from '#db/reference/papers.json';
import { CASE_KINDS } from '#db/vocabulary';
import { inForce } from '~/domain/editions';
import { askedWith, owedOf, papersFor, stillToBring, type PaperList } from '~/domain/papers-asked';
import { caseKindOf, knownArrival, markOf, newArrival, publicRequest, waitedDays, whyNotArrive, whyNotOfAge, whyNotStep, whyNotTakeBack } from '~/domain/requests';

const lists = inForce(papers as PaperList[], '2026-10-14');

test('a child under three is an early case, whatever else is true', () => {
  expect(caseKindOf({ birthDate: '2023-10-15', learnsAt: 'kindergarten' }, '2026-10-14')).toBe('early');
  expect(caseKindOf({ birthDate: '2023-10-14' }, '2026-10-14')).toBe('preschool');
});

test('from three on the place of learning decides, and without one the age', () => {
  expect(caseKindOf({ birthDate: '2019-09-01', learnsAt: 'kindergarten' }, '2026-10-14')).toBe('preschool');
  expect(caseKindOf({ birthDate: '2020-12-01', learnsAt: 'school' }, '2026-10-14')).toBe('school');
  expect(caseKindOf({ birthDate: '2009-12-01', learnsAt: 'college' }, '2026-10-14')).toBe('college');
  expect(caseKindOf({ birthDate: '2020-10-15' }, '2026-10-14')).toBe('preschool');
  expect(caseKindOf({ birthDate: '2020-10-14' }, '2026-10-14')).toBe('school');
});

test('an examination that is repeated has its own list of papers', () => {
  expect(caseKindOf({ birthDate: '2025-01-01', examKind: 'repeated' }, '2026-10-14')).toBe('repeated');
});

test('nobody is examined before birth or after the eighteenth birthday', () => {
  expect(whyNotOfAge('2026-10-15', '2026-10-14')).toBe('field.in-the-future');
  expect(whyNotOfAge('2026-10-14', '2026-10-14')).toBeNull();
  expect(whyNotOfAge('2008-10-15', '2026-10-14')).toBeNull();
  expect(whyNotOfAge('2008-10-14', '2026-10-14')).toBe('request.of-age');
});

test('one child has one mark, however the name is typed', () => {
  const mark = markOf({ surname: 'Сейітқалиұлы', givenName: 'Әлихан', birthDate: '2020-02-11' });
  expect(markOf({ surname: 'СЕЙИТКАЛИУЛЫ ', givenName: 'алихан', birthDate: '2020-02-11' })).toBe(mark);
  expect(markOf({ surname: 'Сейітқалиұлы', givenName: 'Әлихан', birthDate: '2020-02-12' })).not.toBe(mark);
});

test('what is over stays over', () => {
  expect(whyNotStep('waiting', 'booked')).toBeNull();
  expect(whyNotStep('booked', 'waiting')).toBeNull();
  expect(whyNotStep('seen', 'waiting')).toBe('request.wrong-state');
  expect(whyNotStep('closed', 'seen')).toBe('request.wrong-state');
  expect(whyNotStep('withdrawn', 'waiting')).toBe('request.wrong-state');
});

test('the desk takes back its own request, not one with somebody else’s referral', () => {
  expect(whyNotTakeBack({ state: 'booked', referredFromElsewhere: false })).toBeNull();
  expect(whyNotTakeBack({ state: 'waiting', referredFromElsewhere: true })).toBe('request.has-referral');
  expect(whyNotTakeBack({ state: 'closed', referredFromElsewhere: false })).toBe('request.wrong-state');
});

test('a request meets its child once', () => {
  expect(whyNotArrive({ state: 'booked', childId: null })).toBeNull();
  expect(whyNotArrive({ state: 'waiting', childId: 'x' })).toBe('request.arrived-already');
  expect(whyNotArrive({ state: 'withdrawn', childId: null })).toBe('request.wrong-state');
});

test('the wait is counted until the child is seen, and not beyond', () => {
  const waiting = { receivedOn: '2026-10-01', seenOn: null, closedOn: null };
  expect(waitedDays(waiting, '2026-10-14')).toBe(13);
  expect(waitedDays({ ...waiting, seenOn: '2026-10-05' }, '2026-10-14')).toBe(4);
  expect(waitedDays({ ...waiting, closedOn: '2026-10-02' }, '2026-10-14')).toBe(1);
});

const form = {
  pmpcId: '0123abcd-0123-0123-0123-0123456789ab', applicantName: 'Ахметова Мадина', applicantRelation: 'mother', phone: '8 701 555 66 77', contactLanguage: 'kk',
  surname: 'Ахметов', givenName: 'Ерасыл', patronymic: '', birthDate: '2020-02-11', examLanguage: 'kk', caseKind: '', reason: 'Сөйлемей жүр.', agreed: 'yes', once: 'page-of-madina-0001',
};

const wrongIn = (change: Record<string, string>) => publicRequest.safeParse({ ...form, ...change }).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

test('the public form reads a telephone as people write it, and asks for the agreement', () => {
  expect(publicRequest.parse(form)).toMatchObject({ phone: '+77015556677', caseKind: null, agreed: true });
  expect(wrongIn({ phone: '12' })).toEqual(['phone field.phone']);
  expect(wrongIn({ phone: '' })).toContain('phone field.required');
  expect(wrongIn({ agreed: 'no' })).toEqual(['agreed request.agree']);
  expect(wrongIn({ reason: 'ә'.repeat(2001) })).toEqual(['reason field.too-long']);
});

test('the public form takes no IIN', () => {
  expect(publicRequest.safeParse({ ...form, iin: '990101300015' }).error?.issues[0]?.code).toBe('unrecognized_keys');
});

const arrival = {
  childId: 'new', surname: 'Ахметов', givenName: 'Ерасыл', patronymic: '', birthDate: '2020-02-11', sex: 'male', iin: '', noIinReason: 'not-brought',
  instructionLanguage: 'kk', homeLanguage: 'kk', communication: 'speech', guardianId: 'new', guardianSurname: 'Ахметова', guardianGivenName: 'Мадина',
  guardianPatronymic: '', relation: 'mother', phone: '', language: 'kk', seen: 'yes', agreed: 'yes', agreedOn: '2026-10-14', reason: 'Сөйлемей жүр.', version: '1',
};

test('at the first visit documents are seen, both consents signed and a new adult named', () => {
  expect(newArrival.safeParse(arrival).success).toBe(true);
  const fields = newArrival.safeParse({ ...arrival, seen: undefined, agreed: undefined }).error?.issues.map(({ message }) => message);
  expect(fields).toEqual(expect.arrayContaining(['request.not-seen', 'consent.needed']));
  const unnamed = newArrival.safeParse({ ...arrival, guardianSurname: '', relation: '' }).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  expect(unnamed).toEqual(['guardianSurname field.required', 'relation field.choose']);
  expect(newArrival.safeParse({ ...arrival, iin: '123' }).error?.issues.map(({ message }) => message)).toEqual(['field.iin-length', 'field.iin-or-reason']);
});

test('an adult on record is not named again', () => {
  const { surname: _, givenName: _1, patronymic: _2, birthDate: _3, sex: _4, iin: _5, noIinReason: _6, instructionLanguage: _7, homeLanguage: _8, communication: _9, ...rest } = arrival;
  const known = { ...rest, childId: form.pmpcId, guardianId: form.pmpcId, guardianSurname: '', guardianGivenName: '', relation: '' };
  expect(knownArrival.safeParse(known).success).toBe(true);
});

test('every kind of case has its list, and each paper says in three languages where to get it', () => {
  for (const kind of CASE_KINDS) {
    const asked = papersFor(lists, kind);
    expect(asked.length, kind).toBeGreaterThan(3);
    expect(asked.filter(({ need }) => need === 'mandatory').map(({ code }) => code), kind).toEqual(['identity']);
    for (const { code, names, where } of asked) {
      for (const text of [names.kk, names.ru, names.en, where.kk, where.ru, where.en]) expect(text.trim(), `${kind} ${code}`).not.toBe('');
    }
  }
});

test('an identity document is only looked at', () => {
  for (const kind of CASE_KINDS) {
    const seenOnly = papersFor(lists, kind).filter((paper) => paper.seenOnly);
    expect(seenOnly.map(({ code }) => code), kind).toEqual(['identity', 'applicant-identity']);
  }
});

test('only a mandatory paper is a debt, and one nobody has spoken of is missing', () => {
  const asked = papersFor(lists, 'school');
  expect(owedOf(asked, [])).toEqual(['identity']);
  expect(owedOf(asked, [{ paper: 'identity', state: 'requested' }])).toEqual(['identity']);
  expect(owedOf(asked, [{ paper: 'identity', state: 'present' }])).toEqual([]);
});

test('the family is asked for what is mandatory, what it may have and what somebody has asked for', () => {
  const asked = askedWith(papersFor(lists, 'preschool'), [{ paper: 'characteristic', state: 'requested' }, { paper: 'work-samples', state: 'present' }]);
  expect(stillToBring(asked).map(({ code }) => code)).toEqual(['identity', 'disability-conclusion', 'characteristic']);
});

test('a new edition of the list asks for other papers from its first day on', () => {
  const [school] = lists.filter(({ code }) => code === 'school');
  if (!school) throw new Error('there is no list for school pupils');
  const later: PaperList = { ...school, id: 'school@2027-01-01', from: '2027-01-01', papers: school.papers.map((paper) => ({ ...paper, need: 'mandatory' as const })) };
  expect(owedOf(papersFor(inForce([...lists, later], '2026-12-31'), 'school'), [])).toHaveLength(1);
  expect(owedOf(papersFor(inForce([...lists, later], '2027-01-01'), 'school'), [])).toHaveLength(school.papers.length);
});
