import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assessmentMembers, assessments, auditEntries, memberships, referrals } from '#db/schema';
import {
  acceptReferral, declineReferral, openAcceptance, openAssessment, openSchedule, pmpcToday, rescheduleAssessment, setNeed,
} from '~/services/assessments.server';
import { openOwnSection } from '~/services/findings.server';
import { answerConsent, scheduledAssessment, sessionDraft, signedFinding, waitingReferral, writtenFinding } from '../support/story-assessments';
import { openWorld, type World } from '../support/world';

const later = (days: number) => new Date(Date.parse('2026-10-14T06:00:00Z') + days * 86_400_000);
const membersOf = (world: World, id: string) => world.database.read((tx) => tx.select().from(assessmentMembers).where(eq(assessmentMembers.assessmentId, id)));
const notNeeded = { need: 'not-needed', reason: 'Есту мәселесі жоқ.' } as const;

async function memberId(world: World, id: string, specialty: string): Promise<string> {
  return (await membersOf(world, id)).find((member) => member.specialty === specialty)?.id ?? '';
}

test('the head accepts a referral: the session stands, the team may look in from 14 days before', async () => {
  const world = await openWorld();
  const referralId = await waitingReferral(world);
  const id = await acceptReferral(world.as('marat'), referralId, sessionDraft(world, { sessionOn: '2026-11-10' }));
  const [row] = await world.database.read((tx) => tx.select().from(assessments));
  expect(row).toMatchObject({ id, childId: world.alikhan, state: 'scheduled', sessionOn: '2026-11-10', sessionAt: '10:00', room: '4' });
  expect((await membersOf(world, id)).map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual(Array(4).fill(['2026-10-27', null]));
  const [referral] = await world.database.read((tx) => tx.select().from(referrals));
  expect(referral).toMatchObject({ state: 'accepted', decidedBy: world.people.marat.userId });
  const lines = await world.database.read((tx) => tx.select().from(auditEntries).where(eq(auditEntries.action, 'referral.accept')));
  expect(lines).toHaveLength(1);
});

test('the registrar accepts too; nobody else does', async () => {
  const world = await openWorld();
  const referralId = await waitingReferral(world);
  for (const person of ['aigerim', 'timur', 'saule', 'bolat', 'ainur', 'dana', 'kanat', 'nurlan', 'otherHead'] as const) {
    await expect(acceptReferral(world.as(person), referralId, sessionDraft(world)), person).rejects.toThrow('not-found');
    await expect(openAcceptance(world.as(person), referralId), person).rejects.toThrow('not-found');
    await expect(declineReferral(world.as(person), referralId, 'жоқ'), person).rejects.toThrow('not-found');
  }
  await expect(acceptReferral(world.as('gulnar'), referralId, sessionDraft(world))).resolves.toMatch(/-/);
});

test('a referral is answered once', async () => {
  const world = await openWorld();
  const referralId = await waitingReferral(world);
  await acceptReferral(world.as('marat'), referralId, sessionDraft(world));
  await expect(acceptReferral(world.as('marat'), referralId, sessionDraft(world))).rejects.toThrow('referral.wrong-state');
  await expect(declineReferral(world.as('marat'), referralId, 'жоқ')).rejects.toThrow('referral.wrong-state');
});

test('declining keeps the reason for those who sent it', async () => {
  const world = await openWorld();
  await declineReferral(world.as('marat'), await waitingReferral(world), 'Мінездеме жоқ.');
  const [referral] = await world.database.read((tx) => tx.select().from(referrals));
  expect(referral).toMatchObject({ state: 'declined', declineReason: 'Мінездеме жоқ.' });
});

test('a past day, an empty team, a taken room and a busy specialist are refused, and nothing is written', async () => {
  const world = await openWorld();
  await scheduledAssessment(world, { team: ['aigerim'] });
  const referralId = await waitingReferral(world, world.otherChild);
  const accept = (change: Parameters<typeof sessionDraft>[1]) => acceptReferral(world.as('marat'), referralId, sessionDraft(world, change));
  await expect(accept({ sessionOn: '2026-10-13' })).rejects.toThrow('field.in-the-past');
  await expect(accept({ room: '7', team: [] })).rejects.toThrow('assessment.team-empty');
  await expect(accept({ team: ['zhanar'] })).rejects.toThrow('assessment.room-taken');
  await expect(accept({ room: '7', team: ['aigerim'] })).rejects.toThrow('assessment.member-elsewhere');
  expect(await world.database.read((tx) => tx.select({ id: assessments.id }).from(assessments))).toHaveLength(1);
  await expect(accept({ room: '7', team: ['zhanar'] })).resolves.toMatch(/-/);
});

test('only a specialist who works at the PMPC on that day, in that specialty, sits in the team', async () => {
  const world = await openWorld();
  const referralId = await waitingReferral(world);
  await world.database.transaction(async (tx) => {
    await tx.update(memberships).set({ validTo: '2026-10-20' }).where(eq(memberships.id, world.people.zhanar.membershipId));
  });
  await expect(acceptReferral(world.as('marat'), referralId, sessionDraft(world))).rejects.toThrow('assessment.member-not-here');
  const swapped = sessionDraft(world, { team: [] });
  const asDoctor = { ...swapped, team: { ...swapped.team, neurologist: world.people.aigerim.userId } };
  await expect(acceptReferral(world.as('marat'), referralId, asDoctor)).rejects.toThrow('assessment.member-not-here');
});

test('the examination is open to its team, the head and the registrar, and to no one else', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world, { team: ['aigerim', 'timur'] });
  for (const person of ['aigerim', 'timur', 'marat', 'gulnar'] as const) {
    expect((await openAssessment(world.as(person), id)).sections, person).toHaveLength(2);
  }
  for (const person of ['zhanar', 'saule', 'bolat', 'ainur', 'dana', 'erlan', 'kanat', 'nurlan', 'otherHead'] as const) {
    await expect(openAssessment(world.as(person), id), person).rejects.toThrow('not-found');
  }
});

test('a specialist sees the child from 14 days before the session, not a day earlier, and not after the window ends', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world, { sessionOn: '2026-11-10' });
  await expect(openAssessment(world.as('aigerim', later(12)), id)).rejects.toThrow('not-found');
  await expect(openAssessment(world.as('aigerim', later(13)), id)).resolves.toMatchObject({ id });
  await world.database.transaction(async (tx) => {
    await tx.update(assessmentMembers).set({ validTo: '2026-12-15' });
  });
  await expect(openAssessment(world.as('aigerim', new Date('2026-12-15T06:00:00Z')), id)).resolves.toMatchObject({ id });
  await expect(openAssessment(world.as('aigerim', new Date('2026-12-16T06:00:00Z')), id)).rejects.toThrow('not-found');
  await expect(openOwnSection(world.as('aigerim', new Date('2026-12-16T06:00:00Z')), id)).rejects.toThrow('not-found');
});

test('the page tells how far each section is, and offers the conclusion when all are ready', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world, { team: ['aigerim', 'zhanar'] });
  await signedFinding(world, 'aigerim', id);
  await writtenFinding(world, 'zhanar', id);
  const states = async () => Object.fromEntries((await openAssessment(world.as('marat'), id)).sections.map(({ specialty, state }) => [specialty, state]));
  expect(await states()).toEqual({ psychologist: 'done', speech_therapist: 'in-progress' });
  expect((await openAssessment(world.as('marat'), id)).can.conclude).toBe(false);
  await setNeed(world.as('marat'), id, await memberId(world, id, 'speech_therapist'), notNeeded);
  expect(await states()).toEqual({ psychologist: 'done', speech_therapist: 'not-needed' });
  expect((await openAssessment(world.as('marat'), id)).can.conclude).toBe(true);
  expect((await openAssessment(world.as('gulnar'), id)).can.conclude).toBe(false);
});

test('without consent the page says so', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  expect((await openAssessment(world.as('aigerim'), id)).consent).toBe(true);
  await answerConsent(world, 'withdrawn');
  expect((await openAssessment(world.as('aigerim'), id)).consent).toBe(false);
});

test('somebody else’s draft is a state and nothing more; the medical section is a closed row for the head', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  await writtenFinding(world, 'zhanar', id);
  await signedFinding(world, 'timur', id, { strengths: 'CNR-medical' });
  const of = async (person: 'marat' | 'gulnar' | 'aigerim', specialty: string) => (await openAssessment(world.as(person), id)).sections.find((section) => section.specialty === specialty);
  expect(await of('aigerim', 'speech_therapist')).toMatchObject({ state: 'in-progress', findingId: null, closed: false });
  expect(await of('marat', 'neurologist')).toMatchObject({ state: 'done', findingId: null, closed: true, medical: true });
  expect(await of('gulnar', 'neurologist')).toMatchObject({ findingId: null, closed: true });
  expect(await of('aigerim', 'neurologist')).toMatchObject({ findingId: expect.stringMatching(/-/), closed: false });
  expect(JSON.stringify(await openAssessment(world.as('marat'), id))).not.toContain('CNR-medical');
});

test('a specialist who is not needed loses the child at once and gets it back when needed again', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  const timurs = await memberId(world, id, 'neurologist');
  await setNeed(world.as('marat'), id, timurs, notNeeded);
  await expect(openAssessment(world.as('timur'), id)).rejects.toThrow('not-found');
  await expect(setNeed(world.as('marat'), id, timurs, notNeeded)).rejects.toThrow('assessment.wrong-state');
  await setNeed(world.as('marat'), id, timurs, { need: 'needed', reason: '' });
  await expect(openAssessment(world.as('timur'), id)).resolves.toMatchObject({ id });
});

test('a signed section is needed, and specialists do not excuse each other', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  await signedFinding(world, 'aigerim', id);
  await expect(setNeed(world.as('marat'), id, await memberId(world, id, 'psychologist'), notNeeded)).rejects.toThrow('finding.signed');
  await expect(setNeed(world.as('aigerim'), id, await memberId(world, id, 'neurologist'), notNeeded)).rejects.toThrow('not-found');
  await expect(setNeed(world.as('otherHead'), id, await memberId(world, id, 'neurologist'), notNeeded)).rejects.toThrow('not-found');
});

test('date, room and team change over the version that was read', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world, { team: ['aigerim'] });
  const { session } = await openSchedule(world.as('marat'), id);
  await rescheduleAssessment(world.as('marat'), id, { ...sessionDraft(world, { sessionOn: '2026-11-10', room: '9', team: ['zhanar'] }), version: session.version });
  expect((await membersOf(world, id)).map(({ userId, validFrom }) => [userId, validFrom])).toEqual([[world.people.zhanar.userId, '2026-10-27']]);
  await expect(openAssessment(world.as('aigerim'), id)).rejects.toThrow('not-found');
  await expect(rescheduleAssessment(world.as('gulnar'), id, { ...sessionDraft(world, { team: ['zhanar'] }), version: session.version })).rejects.toMatchObject({
    reason: 'changed-meanwhile',
    theirs: { room: '9', sessionOn: '2026-11-10', version: '2', 'team.speech_therapist': world.people.zhanar.userId },
  });
});

test('whoever has signed keeps the place in the team', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world, { team: ['aigerim', 'zhanar'] });
  await signedFinding(world, 'aigerim', id);
  const change = { ...sessionDraft(world, { team: ['zhanar'] }), version: 1 };
  await expect(rescheduleAssessment(world.as('marat'), id, change)).rejects.toThrow('assessment.section-begun');
  expect(await membersOf(world, id)).toHaveLength(2);
});

test('a closed examination keeps its date and team', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  await world.database.transaction(async (tx) => {
    await tx.update(assessments).set({ state: 'closed' });
  });
  await expect(rescheduleAssessment(world.as('marat'), id, { ...sessionDraft(world), version: 1 })).rejects.toThrow('assessment.wrong-state');
  await expect(setNeed(world.as('marat'), id, await memberId(world, id, 'neurologist'), notNeeded)).rejects.toThrow('assessment.wrong-state');
});

test('today a specialist lists the own sessions, the head all of the PMPC, other roles none', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world, { sessionOn: '2026-10-14', team: ['aigerim'] });
  expect((await pmpcToday(world.as('aigerim'))).today).toMatchObject([{ id, mine: 'not-started', room: '4' }]);
  expect(await pmpcToday(world.as('zhanar'))).toEqual({ today: [], upcoming: [], unfinished: [], total: 0 });
  expect((await pmpcToday(world.as('marat'))).today).toMatchObject([{ id, mine: null, sections: [{ specialty: 'psychologist', state: 'not-started' }], conclusion: null }]);
  expect((await pmpcToday(world.as('otherHead'))).total).toBe(0);
  expect((await pmpcToday(world.as('marat', later(1)))).unfinished).toHaveLength(1);
  expect((await pmpcToday(world.as('marat', later(-1)))).upcoming).toHaveLength(1);
  for (const person of ['saule', 'bolat', 'ainur', 'dana', 'kanat', 'nurlan'] as const) {
    await expect(Promise.resolve().then(() => pmpcToday(world.as(person))), person).rejects.toThrow('not-found');
  }
});
