import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import {
  assessmentMembers, assessments, auditEntries, children, findingAnswers, findingCodes, findingMilestones, findings, findingTools, newId, referenceItems, referralDocuments, referrals, requests,
} from '#db/schema';
import { openBeside, openFinding, openOwnSection, openSectionForm, saveFinding, signFinding, amendFinding } from '~/services/findings.server';
import { answerConsent, findingOf, scheduledAssessment, SPECIALISTS, signedFinding, writtenFinding, type Specialist } from '../support/story-assessments';
import { openWorld, type World } from '../support/world';

const RICH = {
  answers: { 'first-contact': 'with-time', 'attention-pace': 'Суреті бар тапсырмада 10 минут.' },
  codes: { b140: 2, d240: 1 },
  tools: [{ name: 'SDQ', usedOn: '2026-10-12' }],
} as const;

const rich = () => ({ answers: { ...RICH.answers }, codes: { ...RICH.codes }, tools: RICH.tools.map((tool) => ({ ...tool })) });

/** Makes Alikhan as old as these months at the session of 21 October. */
async function aged(world: World, birthDate: string): Promise<void> {
  await world.database.transaction(async (tx) => {
    await tx.update(children).set({ birthDate }).where(eq(children.id, world.alikhan));
  });
}

/** Another examination of the same child, at the PMPC of the first unless told otherwise; its team is on stage. */
async function examinedAgain(world: World, first: string, sessionOn: string, team: Specialist[], pmpcId = world.places.pmpc): Promise<string> {
  const [assessmentId, referralId] = [newId(), newId()];
  await world.database.transaction(async (tx) => {
    const [row] = await tx.select().from(assessments).where(eq(assessments.id, first));
    if (!row) throw new Error('the story has no first examination');
    const [referral] = await tx.select().from(referrals).where(eq(referrals.id, row.referralId));
    if (!referral) throw new Error('the story has no referral');
    await tx.update(referrals).set({ state: 'closed' }).where(eq(referrals.id, referral.id));
    await tx.insert(referrals).values({ ...referral, id: referralId, pmpcId, state: 'accepted' });
    await tx.insert(assessments).values({ ...row, id: assessmentId, referralId, pmpcId, sessionOn, state: 'scheduled' });
    for (const person of team) {
      await tx.insert(assessmentMembers).values({ assessmentId, userId: world.people[person].userId, specialty: SPECIALISTS[person], validFrom: '2026-10-01' });
    }
  });
  return assessmentId;
}

const linesOf = (world: World, person: Specialist, action: string) =>
  world.database.read((tx) => tx.select({ subjectId: auditEntries.subjectId }).from(auditEntries).where(and(eq(auditEntries.actorId, world.people[person].userId), eq(auditEntries.action, action))));

test('answers, codes and tools are kept, taken away when emptied, and left alone when not sent', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  await writtenFinding(world, 'aigerim', id, rich());
  expect(await openOwnSection(world.as('aigerim'), id)).toMatchObject({ answers: RICH.answers, codes: [{ code: 'b140', qualifier: 2 }, { code: 'd240', qualifier: 1 }], tools: RICH.tools });
  await writtenFinding(world, 'aigerim', id, { version: 1 });
  expect(await openOwnSection(world.as('aigerim'), id)).toMatchObject({ answers: RICH.answers, tools: RICH.tools });
  await writtenFinding(world, 'aigerim', id, { version: 2, answers: { 'first-contact': '' }, codes: { b140: null, d240: 3 }, tools: [] });
  expect(await openOwnSection(world.as('aigerim'), id)).toMatchObject({ answers: { 'attention-pace': RICH.answers['attention-pace'] }, codes: [{ code: 'd240', qualifier: 3 }], tools: [] });
});

test('an area with one level is kept and waits for the other; it is not signed before', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  const findingId = await writtenFinding(world, 'aigerim', id, { levels: { ...findingOf('psychologist').levels, COG: { withoutSupport: 3, withSupport: null, evidence: 'ойында' } } });
  expect(await openOwnSection(world.as('aigerim'), id)).toMatchObject({ levels: [{ domain: 'EMO' }, { domain: 'SOC' }], begun: [{ domain: 'COG', withoutSupport: 3, withSupport: null, evidence: 'ойында' }] });
  expect(await openFinding(world.as('aigerim'), findingId)).toMatchObject({ waiting: ['COG'], whyNotSign: 'finding.levels-missing' });
  await expect(signFinding(world.as('aigerim'), findingId, 1)).rejects.toThrow('finding.levels-missing');
  await writtenFinding(world, 'aigerim', id, { version: 1, levels: { COG: { withoutSupport: 3, withSupport: 1, evidence: 'ойында' } } });
  expect(await openOwnSection(world.as('aigerim'), id)).toMatchObject({ begun: [], levels: [{ domain: 'COG', withSupport: 1 }, {}, {}] });
  await signFinding(world.as('aigerim'), findingId, 2);
});

test('what another template asks is refused', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  await expect(writtenFinding(world, 'aigerim', id, { answers: { 'sound-production': 'р' } })).rejects.toThrow('malformed');
  await expect(writtenFinding(world, 'aigerim', id, { codes: { b320: 1 } })).rejects.toThrow('malformed');
  expect(await world.database.read((tx) => tx.select({ id: findings.id }).from(findings))).toEqual([]);
});

test('a signed section keeps its answers, codes, milestones and tools even against a hand in the database', async () => {
  const world = await openWorld();
  await aged(world, '2023-10-01');
  const id = await scheduledAssessment(world);
  const [milestone] = (await openOwnSection(world.as('aigerim'), id)).milestonesAsked;
  const findingId = await signedFinding(world, 'aigerim', id, { ...rich(), milestones: { [milestone?.id ?? '']: 'seen' } });
  const hands = [
    world.database.transaction(async (tx) => { await tx.update(findingAnswers).set({ value: 'басқа' }).where(eq(findingAnswers.findingId, findingId)); }),
    world.database.transaction(async (tx) => { await tx.delete(findingCodes).where(eq(findingCodes.findingId, findingId)); }),
    world.database.transaction(async (tx) => { await tx.update(findingMilestones).set({ state: 'not-yet' }).where(eq(findingMilestones.findingId, findingId)); }),
    world.database.transaction(async (tx) => { await tx.delete(findingTools).where(eq(findingTools.findingId, findingId)); }),
    world.database.transaction(async (tx) => { await tx.insert(findingAnswers).values({ findingId, field: 'play-ways', value: 'кейін' }); }),
  ];
  for (const hand of hands) await expect(hand).rejects.toThrow();
  expect(await openFinding(world.as('zhanar'), findingId)).toMatchObject({
    answers: [{ code: 'first-contact', option: { en: 'Needs time to get used' } }, { code: 'attention-pace', value: RICH.answers['attention-pace'] }],
    codes: [{ code: 'b140', qualifier: 2, label: { kk: 'Зейін' } }, { code: 'd240', qualifier: 1 }], milestones: [{ state: 'seen' }], tools: RICH.tools,
  });
});

test('a new edition begins with everything the signed one held', async () => {
  const world = await openWorld();
  await aged(world, '2023-10-01');
  const id = await scheduledAssessment(world);
  const [milestone] = (await openOwnSection(world.as('aigerim'), id)).milestonesAsked;
  const first = await signedFinding(world, 'aigerim', id, { ...rich(), milestones: { [milestone?.id ?? '']: 'not-yet' } });
  const second = await amendFinding(world.as('aigerim'), first, 'Жаңа бақылау.');
  const { answers, codes, milestones, tools } = await openFinding(world.as('aigerim'), first);
  expect(await openFinding(world.as('aigerim'), second)).toMatchObject({ answers, codes, milestones, tools });
  expect((await openBeside(world.as('aigerim'), id)).signal).toBe('talk');
});

test('a changed template is a new edition of the reference data: new sections follow it, a begun or signed one keeps its own', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world, { team: ['aigerim', 'zhanar'] });
  const signed = await signedFinding(world, 'aigerim', id, rich());
  await world.database.transaction(async (tx) => {
    const said = (text: string) => ({ kk: text, ru: text, en: text });
    for (const code of ['psychologist', 'speech_therapist']) {
      const body = { id: `${code}@2026-10-14`, code, from: '2026-10-14', to: null, fields: [{ code: 'first-contact', kind: 'text', names: said('Жаңаша атау') }], icf: {}, tools: [], milestones: [] };
      await tx.insert(referenceItems).values({ collection: 'sections', item: body.id, position: 900, body, edition: 'test' });
    }
  });
  expect((await openOwnSection(world.as('zhanar'), id)).template.fields.map(({ names }) => names.kk)).toEqual(['Жаңаша атау']);
  await writtenFinding(world, 'zhanar', id, { answers: { 'first-contact': 'Бірден сөйлесті.' } });
  const old = await openFinding(world.as('zhanar'), signed);
  expect(old.answers.map(({ names }) => names.en)).toEqual(['How the child makes contact at first', 'Attention and pace of work']);
  const draft = await amendFinding(world.as('aigerim'), signed, 'Түзету.');
  expect((await openOwnSection(world.as('aigerim'), id)).template.fields.length).toBeGreaterThan(3);
  expect((await openFinding(world.as('aigerim'), draft)).answers).toHaveLength(2);
  const editions = await world.database.read((tx) => tx.select({ specialty: findings.specialty, edition: findings.templateEdition }).from(findings).orderBy(findings.specialty));
  expect(editions).toEqual([
    { specialty: 'psychologist', edition: 'psychologist@2026-01-01' }, { specialty: 'psychologist', edition: 'psychologist@2026-01-01' }, { specialty: 'speech_therapist', edition: 'speech_therapist@2026-10-14' },
  ]);
});

test('a child of three is looked at by the milestones of that age, a child of eight by none', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  expect((await openOwnSection(world.as('zhanar'), id)).milestonesAsked).toEqual([]);
  await aged(world, '2023-10-01');
  expect((await openOwnSection(world.as('zhanar'), id)).milestonesAsked).toMatchObject([{ domain: 'language', text: { en: expect.stringContaining('question') as string } }]);
  expect((await openOwnSection(world.as('asel'), id)).milestonesAsked.map(({ domain }) => domain)).toEqual(['cognitive', 'motor']);
  expect((await openOwnSection(world.as('timur'), id)).milestonesAsked).toEqual([]);
  expect((await openSectionForm(world.as('zhanar'), id)).milestones).toHaveLength(10);
});

test('the weeks of pregnancy are told once and shown to the whole team; they move the milestones', async () => {
  const world = await openWorld();
  await aged(world, '2025-10-21');
  const id = await scheduledAssessment(world);
  const asked = async (person: Specialist) => {
    const { gestation, milestonesAsked } = await openOwnSection(world.as(person), id);
    return { gestation, months: milestonesAsked.map((one) => Number(one.id.split('-')[0])) };
  };
  expect(await asked('zhanar')).toEqual({ gestation: { weeks: null, asked: true }, months: [12] });
  await writtenFinding(world, 'zhanar', id, { gestationWeeks: 32 });
  expect(await asked('aigerim')).toEqual({ gestation: { weeks: 32, asked: true }, months: [9] });
  await writtenFinding(world, 'aigerim', id, { gestationWeeks: null });
  expect(await asked('asel')).toEqual({ gestation: { weeks: 32, asked: true }, months: [9, 9] });
  expect((await openOwnSection(world.as('timur'), id)).gestation).toEqual({ weeks: 32, asked: false });
});

test('what the milestones suggest counts the own section and the signed ones of colleagues, and remembers earlier examinations', async () => {
  const world = await openWorld();
  await aged(world, '2023-10-01');
  const first = await scheduledAssessment(world);
  const idsOf = async (person: Specialist) => (await openOwnSection(world.as(person), first)).milestonesAsked.map(({ id }) => id);
  const all = async (person: Specialist, state: 'seen' | 'not-yet') => Object.fromEntries((await idsOf(person)).map((id) => [id, state]));
  const signalFor = async (person: Specialist, id = first) => (await openBeside(world.as(person), id)).signal;
  await writtenFinding(world, 'zhanar', first, { milestones: await all('zhanar', 'not-yet') });
  expect(await signalFor('zhanar')).toBe('talk');
  expect(await signalFor('asel')).toBeNull();
  await signedFinding(world, 'asel', first, { milestones: await all('asel', 'not-yet') });
  expect(await signalFor('zhanar')).toBe('refer');
  expect(await signalFor('timur')).toBeNull();
  const again = await examinedAgain(world, first, '2026-10-22', ['asel']);
  await writtenFinding(world, 'asel', again, { milestones: await all('asel', 'seen') });
  expect(await signalFor('asel', again)).toBeNull();
});

test('a skill seen at an earlier examination and not at this one is urgent', async () => {
  const world = await openWorld();
  await aged(world, '2023-10-01');
  const first = await scheduledAssessment(world);
  const [milestone] = (await openOwnSection(world.as('zhanar'), first)).milestonesAsked;
  await signedFinding(world, 'zhanar', first, { milestones: { [milestone?.id ?? '']: 'seen' } });
  const again = await examinedAgain(world, first, '2026-10-22', ['zhanar']);
  await writtenFinding(world, 'zhanar', again, { milestones: { [milestone?.id ?? '']: 'not-yet' } });
  expect((await openBeside(world.as('zhanar'), again)).signal).toBe('urgent');
});

test('earlier levels of the same specialty at this PMPC stand beside; the reading is written down', async () => {
  const world = await openWorld();
  const first = await scheduledAssessment(world);
  await signedFinding(world, 'aigerim', first);
  await signedFinding(world, 'zhanar', first);
  const again = await examinedAgain(world, first, '2026-10-22', ['aigerim', 'asel']);
  expect((await openBeside(world.as('aigerim'), again)).earlier).toEqual([
    { sessionOn: '2026-10-21', levels: ['COG', 'EMO', 'SOC'].map((domain) => ({ domain, withSupport: 1, withoutSupport: 3 })) },
  ]);
  expect(await linesOf(world, 'aigerim', 'finding.open-others')).toEqual([{ subjectId: again }]);
  expect((await openBeside(world.as('asel'), again)).earlier).toEqual([]);
  expect(await linesOf(world, 'asel', 'finding.open-others')).toEqual([]);
});

test('earlier levels of a draft, of another PMPC, or for somebody outside the team are not there', async () => {
  const world = await openWorld();
  const first = await scheduledAssessment(world);
  await writtenFinding(world, 'aigerim', first);
  const again = await examinedAgain(world, first, '2026-10-22', ['aigerim']);
  expect((await openBeside(world.as('aigerim'), again)).earlier).toEqual([]);
  await signedFinding(world, 'aigerim', first, { version: 1 }).catch(() => undefined);
  await world.database.transaction(async (tx) => {
    await tx.update(assessments).set({ pmpcId: world.places.otherPmpc }).where(eq(assessments.id, first));
  });
  expect((await openBeside(world.as('aigerim'), again)).earlier).toEqual([]);
  for (const person of ['zhanar', 'marat', 'gulnar', 'saule', 'bolat', 'dana', 'kanat', 'otherHead'] as const) {
    await expect(openBeside(world.as(person), again), person).rejects.toThrow('not-found');
    await expect(openSectionForm(world.as(person), again), person).rejects.toThrow('not-found');
  }
});

test('a doctor sees the earlier levels of the own medical specialty, under the medical word; no one else does', async () => {
  const world = await openWorld();
  const first = await scheduledAssessment(world);
  await signedFinding(world, 'timur', first);
  const again = await examinedAgain(world, first, '2026-10-22', ['timur', 'aigerim']);
  expect((await openBeside(world.as('timur'), again)).earlier).toMatchObject([{ levels: [{ domain: 'MOT' }, { domain: 'HWB' }] }]);
  expect(await linesOf(world, 'timur', 'finding.open-medical')).toEqual([{ subjectId: again }]);
  expect(JSON.stringify(await openBeside(world.as('aigerim'), again))).not.toContain('MOT');
});

test('the documents of the referral stand beside with their state', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  await world.database.transaction(async (tx) => {
    const [assessment] = await tx.select({ referralId: assessments.referralId }).from(assessments).where(eq(assessments.id, id));
    await tx.insert(referralDocuments).values({ referralId: assessment?.referralId ?? '', kind: 'characteristic', state: 'requested' });
  });
  expect((await openBeside(world.as('aigerim'), id)).documents).toEqual([{ kind: 'characteristic', state: 'requested' }]);
});

test('the first saved section moves the request on to seen, once', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  const requestId = newId();
  await world.database.transaction(async (tx) => {
    const [assessment] = await tx.select({ referralId: assessments.referralId }).from(assessments).where(eq(assessments.id, id));
    await tx.insert(requests).values({
      id: requestId, pmpcId: world.places.pmpc, channel: 'school', state: 'booked', referralId: assessment?.referralId ?? '', childId: world.alikhan, surname: 'Серіков', givenName: 'Әлихан', folded: '',
      birthDate: '2018-03-05', examLanguage: 'kk', examKind: 'primary', caseKind: 'school', rank: 1, receivedAt: new Date('2026-10-12T06:00:00Z'), receivedOn: '2026-10-12',
    });
  });
  const requestOf = async () => (await world.database.read((tx) => tx.select({ state: requests.state, seenOn: requests.seenOn }).from(requests).where(eq(requests.id, requestId))))[0];
  await writtenFinding(world, 'aigerim', id);
  expect(await requestOf()).toEqual({ state: 'seen', seenOn: '2026-10-14' });
  await writtenFinding(world, 'zhanar', id);
  await saveFinding(world.as('aigerim'), id, findingOf('psychologist', { version: 1 }));
  expect(await requestOf()).toEqual({ state: 'seen', seenOn: '2026-10-14' });
});

test('a section under a consent that was withdrawn shows nothing new of the child beside it', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  await answerConsent(world, 'withdrawn');
  await expect(writtenFinding(world, 'aigerim', id, rich())).rejects.toThrow('finding.no-consent');
  expect(await openOwnSection(world.as('aigerim'), id)).toMatchObject({ blocked: 'finding.no-consent', answers: {} });
});
