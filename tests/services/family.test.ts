import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, consents, goalAnswers, guardians, newId, referrals } from '#db/schema';
import { openFamily } from '~/services/family.server';
import { sendReferral } from '~/services/referrals.server';
import { issued, MEDICAL_WORD, shared } from '../support/story-conclusions';
import { scheduledAssessment } from '../support/story-assessments';
import { draftedReferral } from '../support/story-referrals';
import { activePlan, assigned, onDay, weeklyEntries } from '../support/story-progress';
import { openWorld, restrict, type Person, type World } from '../support/world';

const look = (world: World, person: Person = 'dana') => openFamily(world.as(person), world.alikhan);

test('a mother opens the page of her child, nobody else’s parent and no staff does', async () => {
  const world = await openWorld();
  expect((await look(world)).child).toMatchObject({ name: 'Әлихан', className: '2 «Б»', school: { kk: '№ 12 мектеп' } });
  for (const person of ['erlan', 'saule', 'bolat', 'ainur', 'marat', 'aigerim', 'kanat', 'nurlan'] as const) {
    await expect(look(world, person), person).rejects.toThrow('not-found');
  }
});

test('at the beginning the page says where we are and whom to ask, and is not empty', async () => {
  const page = await look(await openWorld());
  expect(page).toMatchObject({ where: 'beginning', task: null, goals: [], quiet: null, coordinator: 'Тегі Saule', others: false });
  expect(page.stair.map(({ state }) => state)).toEqual(['now', 'todo', 'todo', 'todo', 'todo', 'todo']);
});

test('while a referral is prepared, a parent who was never asked is asked for consent', async () => {
  const world = await openWorld();
  await world.database.transaction(async (tx) => {
    await tx.insert(referrals).values({
      childId: world.alikhan, fromOrganisationId: world.places.school, pmpcId: world.places.pmpc, authorId: world.people.bolat.userId, state: 'draft',
      reason: 'себебі', tried: 'қолданылды', createdAt: onDay('2026-10-13'),
    });
  });
  expect((await look(world)).task).toEqual({ task: 'give-consent' });
  await world.database.transaction(async (tx) => {
    await tx.insert(consents).values({
      childId: world.alikhan, guardianId: world.danaGuardian, purpose: 'examination', state: 'refused', manner: 'electronic', answeredOn: '2026-10-14',
      recordedBy: world.people.dana.userId, recordedAt: onDay('2026-10-14'), sequence: 1,
    });
  });
  expect((await look(world)).task).toBeNull();
});

test('a referral the school still writes is no paper of the family; once sent it is', async () => {
  const world = await openWorld();
  const id = await draftedReferral(world);
  expect((await look(world)).papers.referral).toBeNull();
  await sendReferral(world.as('saule'), id);
  expect((await look(world)).papers.referral).toBe(id);
});

test('a session ahead is the next day, with its hour', async () => {
  const world = await openWorld();
  await scheduledAssessment(world);
  const page = await look(world);
  expect(page.where).toBe('session-set');
  expect(page.next).toMatchObject({ kind: 'session', at: expect.stringMatching(/^\d\d:\d\d$/) });
});

test('an issued conclusion asks the parent to decide about sharing, once', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  expect(await look(world)).toMatchObject({ where: 'conclusion-issued', task: { task: 'share-conclusion', id }, papers: { conclusion: id } });

  const decided = await openWorld();
  await shared(decided);
  expect(await look(decided)).toMatchObject({ where: 'plan-writing', task: null });
});

test('a draft that was shared asks for answers and counts those given', async () => {
  const world = await openWorld();
  const { planId, goalId } = await activePlan(world, {}, { state: 'family_consent' });
  expect(await look(world)).toMatchObject({ where: 'plan-shared', task: { task: 'answer-plan', id: planId, answered: 0, goals: 1 }, goals: [{ id: goalId, draft: true }] });
  await world.database.transaction(async (tx) => {
    await tx.insert(goalAnswers).values({ goalId, guardianId: world.danaGuardian, answer: 'agree', savedAt: onDay('2026-10-14') });
  });
  expect((await look(world)).task).toMatchObject({ answered: 1 });
  await world.database.transaction(async (tx) => {
    await tx.update(goalAnswers).set({ sentAt: onDay('2026-10-14') });
  });
  expect((await look(world)).task).toBeNull();
});

test('a draft that was not shared is not known of', async () => {
  for (const state of ['draft', 'team_review'] as const) {
    const world = await openWorld();
    await activePlan(world, {}, { state });
    expect(await look(world), state).toMatchObject({ goals: [], papers: { plan: null, draft: null }, task: null });
  }
});

test('each goal is told in plain words with what changed', async () => {
  const world = await openWorld();
  const { goalId, planId } = await activePlan(world);
  await weeklyEntries(world, goalId, [1, 1, 2, 3]);
  const page = await look(world);
  expect(page.where).toBe('progress');
  expect(page.papers.plan).toBe(planId);
  expect(page.goals).toEqual([
    expect.objectContaining({ what: { kk: 'Ойында өз кезегін күтеді', ru: 'В игре ждёт своей очереди' }, home: { kk: 'Дастарқан басында кезекпен сөйлеу', ru: '' }, change: expect.objectContaining({ kind: 'since', then: { times: 1, of: 5 }, now: { times: 3, of: 5 } }) }),
  ]);
  expect(page.services).toEqual([expect.objectContaining({ form: 'individual', minutes: 30, perWeek: 2 })]);
});

test('notes of the staff, places and authors of records never reach the page, nor does anything of identity or medicine', async () => {
  const world = await openWorld();
  await shared(world);
  const { goalId } = await activePlan(world);
  await weeklyEntries(world, goalId, [1, 2]);
  const page = JSON.stringify(await look(world));
  for (const token of ['Карточкамен күтті', 'lesson', 'Bolat', '2018-03-05', '+7701', 'Тәуке хан', MEDICAL_WORD, 'күшті жағы', 'baseline', 'target']) expect(page, token).not.toContain(token);
});

test('when nothing was recorded for a month the page says for how long', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  await weeklyEntries(world, goalId, [1], '2026-09-10');
  expect((await look(world)).quiet).toBe(34);
});

test('the assistant’s name and hours are told', async () => {
  const world = await openWorld();
  await activePlan(world);
  await assigned(world);
  expect((await look(world)).assistants).toEqual([{ name: 'Тегі Ainur', hours: 12 }]);
});

/** A father of Alikhan, restricted or not, with the account of Erlan. */
async function father(world: World, ...kinds: Parameters<typeof restrict>[2][]): Promise<void> {
  const id = newId();
  await world.database.transaction(async (tx) => {
    await tx.insert(guardians).values({
      id, childId: world.alikhan, userId: world.people.erlan.userId, surname: 'Серіков', givenName: 'Ерлан', relation: 'father', household: 'b',
      verifiedBy: world.people.saule.userId, validFrom: '2026-08-25',
    });
  });
  for (const kind of kinds) await restrict(world, id, kind);
}

test('a father restricted by place learns neither school, class, hours nor where the child will be', async () => {
  const world = await openWorld();
  await scheduledAssessment(world);
  await activePlan(world);
  await assigned(world);
  await father(world, 'location');
  const page = await look(world, 'erlan');
  expect(page.child).toEqual({ id: world.alikhan, name: 'Әлихан', className: null, school: null });
  expect(page.assistants).toEqual([{ name: 'Тегі Ainur', hours: null }]);
  expect(page.next).toEqual({ kind: 'plan-ends', on: '2027-05-25', at: null });
  const data = JSON.stringify(page);
  for (const token of ['мектеп', '2 «Б»', '10:00', '09:00']) expect(data, token).not.toContain(token);
  expect(Object.keys(page).sort()).toEqual(Object.keys(await look(world)).sort());
});

test('a father without documents sees no paper of the PMPC and no task about one', async () => {
  const world = await openWorld();
  await issued(world);
  await father(world, 'documents');
  expect(await look(world, 'erlan')).toMatchObject({ task: null, papers: { conclusion: null, extract: null } });
});

test('a father without the portal is told that there is no such child', async () => {
  const world = await openWorld();
  await father(world, 'portal');
  await expect(look(world, 'erlan')).rejects.toThrow('not-found');
});

test('a parent of two children is shown the way to the other', async () => {
  const world = await openWorld();
  await father(world);
  expect((await look(world, 'erlan')).others).toBe(true);
});

test('two parents answer each for themselves', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world, {}, { state: 'family_consent' });
  await father(world);
  await world.database.transaction(async (tx) => {
    await tx.insert(goalAnswers).values({ goalId, guardianId: world.danaGuardian, answer: 'agree', savedAt: onDay('2026-10-14'), sentAt: onDay('2026-10-14') });
  });
  expect((await look(world)).task).toBeNull();
  expect((await look(world, 'erlan')).task).toMatchObject({ task: 'answer-plan', answered: 0 });
});

test('the parent’s opening stands in the record as everybody’s', async () => {
  const world = await openWorld();
  await look(world);
  const lines = await world.database.read((tx) =>
    tx.select({ role: auditEntries.role }).from(auditEntries).where(and(eq(auditEntries.action, 'child.open'), eq(auditEntries.childId, world.alikhan))),
  );
  expect(lines).toEqual([{ role: 'parent' }]);
});
