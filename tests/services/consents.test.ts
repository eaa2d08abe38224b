import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, consents, guardians, newId } from '#db/schema';
import { listConsents, recordConsent, startConsent, startWithdrawal, withdrawConsent } from '~/services/consents.server';
import { activeConsent } from '~/services/milestones.server';
import { sharedPlan } from '../support/story-plans';
import { consentsOnPaper } from '../support/story-referrals';
import { openWorld, restrict, type World } from '../support/world';

const yes = { purpose: 'photo', state: 'given' } as const;

function paper(world: World, change = {}) {
  return { guardianId: world.danaGuardian, purpose: 'examination', state: 'given', answeredOn: '2026-10-12', ...change } as const;
}

const inForce = (world: World, purpose: 'examination' | 'photo') => world.database.read((tx) => activeConsent(tx, world.alikhan, purpose));

async function lineWritten(world: World, change: Partial<typeof consents.$inferInsert>): Promise<string> {
  const id = newId();
  await world.database.transaction(async (tx) => {
    await tx.insert(consents).values({
      id, childId: world.alikhan, guardianId: world.danaGuardian, purpose: 'examination', state: 'given', manner: 'paper',
      answeredOn: '2026-10-01', recordedBy: world.people.saule.userId, recordedAt: new Date('2026-10-01T06:00:00Z'), sequence: 1, ...change,
    });
  });
  return id;
}

/** A father of Alikhan with Erlan's account. */
async function secondGuardian(world: World): Promise<string> {
  const id = newId();
  await world.database.transaction(async (tx) => {
    await tx.insert(guardians).values({
      id, childId: world.alikhan, userId: world.people.erlan.userId, surname: 'Серіков', givenName: 'Серік', relation: 'father',
      household: 'b', verifiedBy: world.people.saule.userId, validFrom: '2026-08-25',
    });
  });
  return id;
}

test('a guardian agrees electronically, and the consent is in force at once', async () => {
  const world = await openWorld();
  await recordConsent(world.as('dana'), world.alikhan, yes);
  expect(await inForce(world, 'photo')).toMatchObject({ guardianId: world.danaGuardian, manner: 'electronic', answeredOn: '2026-10-14' });
});

test('a coordinator records a paper with its own day; the record names the purpose and nobody', async () => {
  const world = await openWorld();
  const id = await recordConsent(world.as('saule'), world.alikhan, paper(world));
  expect(await inForce(world, 'examination')).toMatchObject({ manner: 'paper', answeredOn: '2026-10-12' });
  const [line] = await world.database.read((tx) => tx.select().from(auditEntries).where(eq(auditEntries.subjectId, id)));
  expect(line).toMatchObject({ action: 'consent.give', childId: world.alikhan, detail: 'examination given paper' });
});

test('a paper is not recorded by a guardian, nor an own answer by a coordinator', async () => {
  const world = await openWorld();
  await expect(recordConsent(world.as('dana'), world.alikhan, paper(world))).rejects.toThrow('malformed');
  await expect(recordConsent(world.as('saule'), world.alikhan, yes)).rejects.toThrow('malformed');
});

test('a paper of somebody who is no guardian of the child, and one of tomorrow, are refused', async () => {
  const world = await openWorld();
  const [stranger] = await world.database.read((tx) => tx.select({ id: guardians.id }).from(guardians).where(eq(guardians.childId, world.otherChild)));
  await expect(recordConsent(world.as('saule'), world.alikhan, paper(world, { guardianId: stranger?.id }))).rejects.toThrow('consent.not-this-guardian');
  await expect(recordConsent(world.as('saule'), world.alikhan, paper(world, { answeredOn: '2026-10-15' }))).rejects.toThrow('field.in-the-future');
});

test('a consent to a plan of another child is not recorded here', async () => {
  const world = await openWorld();
  await expect(recordConsent(world.as('saule'), world.alikhan, paper(world, { purpose: 'plan', subjectId: newId() }))).rejects.toThrow('not-found');
});

test('teachers, assistants, specialists and strangers record nothing', async () => {
  const world = await openWorld();
  for (const person of ['bolat', 'ainur', 'aigerim', 'marat', 'erlan', 'roza', 'kanat', 'nurlan'] as const) {
    await expect(recordConsent(world.as(person), world.alikhan, paper(world)), person).rejects.toThrow('not-found');
    await expect(startConsent(world.as(person), world.alikhan), person).rejects.toThrow('not-found');
  }
});

test('taking a consent back adds a line and changes none', async () => {
  const world = await openWorld();
  const id = await recordConsent(world.as('dana'), world.alikhan, yes);
  await withdrawConsent(world.as('dana'), id);
  expect(await inForce(world, 'photo')).toBeNull();
  const lines = await world.database.read((tx) => tx.select({ state: consents.state, sequence: consents.sequence }).from(consents).orderBy(consents.sequence));
  expect(lines).toEqual([{ state: 'given', sequence: 1 }, { state: 'withdrawn', sequence: 2 }]);
  await expect(withdrawConsent(world.as('dana'), id)).rejects.toThrow('consent.nothing-to-withdraw');
});

test('the ledger cannot be rewritten even by hand', async () => {
  const world = await openWorld();
  await recordConsent(world.as('dana'), world.alikhan, yes);
  await expect(world.database.transaction((tx) => tx.update(consents).set({ state: 'refused' }))).rejects.toThrow();
  expect(await inForce(world, 'photo')).not.toBeNull();
});

test('a no after a yes stands in the ledger as taken back', async () => {
  const world = await openWorld();
  await recordConsent(world.as('dana'), world.alikhan, yes);
  await recordConsent(world.as('dana'), world.alikhan, { ...yes, state: 'refused' });
  expect((await listConsents(world.as('saule'), world.alikhan)).rows.map(({ state, counts }) => [state, counts])).toEqual([['withdrawn', true], ['given', false]]);
});

test('a coordinator takes a consent back from paper, with the day on it', async () => {
  const world = await openWorld();
  const id = await recordConsent(world.as('saule'), world.alikhan, paper(world));
  await expect(withdrawConsent(world.as('saule'), id, '2026-10-15')).rejects.toThrow('field.in-the-future');
  await withdrawConsent(world.as('saule'), id, '2026-10-13');
  expect((await listConsents(world.as('saule'), world.alikhan)).rows[0]).toMatchObject({ state: 'withdrawn', answeredOn: '2026-10-13', manner: 'paper' });
});

test('one guardian neither sees nor takes back what another has answered', async () => {
  const world = await openWorld();
  await secondGuardian(world);
  const hers = await recordConsent(world.as('dana'), world.alikhan, yes);
  expect((await listConsents(world.as('erlan'), world.alikhan)).rows).toEqual([]);
  await expect(withdrawConsent(world.as('erlan'), hers)).rejects.toThrow('not-found');
  await expect(startWithdrawal(world.as('erlan'), hers)).rejects.toThrow('not-found');
});

test('what another guardian answers leaves no trace on one’s own page', async () => {
  const world = await openWorld();
  await secondGuardian(world);
  await recordConsent(world.as('dana'), world.alikhan, yes);
  const before = await listConsents(world.as('dana'), world.alikhan);
  await recordConsent(world.as('erlan'), world.alikhan, { ...yes, state: 'refused' });
  expect(await listConsents(world.as('dana'), world.alikhan)).toEqual(before);
});

test('a teacher reads the ledger and changes nothing', async () => {
  const world = await openWorld();
  await consentsOnPaper(world);
  const ledger = await listConsents(world.as('bolat'), world.alikhan);
  expect(ledger.rows.map(({ purpose }) => purpose).sort()).toEqual(['examination', 'personal-data']);
  expect(ledger.can.give).toBeNull();
  expect(ledger.rows.some(({ can }) => can.withdraw)).toBe(false);
});

test('strangers, assistants and a guardian without the portal find no ledger', async () => {
  const world = await openWorld();
  for (const person of ['ainur', 'aigerim', 'marat', 'erlan', 'roza', 'yerbol', 'kanat', 'nurlan'] as const) {
    await expect(listConsents(world.as(person), world.alikhan), person).rejects.toThrow('not-found');
  }
  await restrict(world, world.danaGuardian, 'portal');
  await expect(listConsents(world.as('dana'), world.alikhan)).rejects.toThrow('not-found');
  await expect(recordConsent(world.as('dana'), world.alikhan, yes)).rejects.toThrow('not-found');
});

test('a school does not learn from the ledger that there is a conclusion it was never given', async () => {
  const world = await openWorld();
  await lineWritten(world, { purpose: 'share-conclusion', subjectId: 'kept', state: 'refused', organisationId: world.places.school });
  await lineWritten(world, { purpose: 'share-conclusion', subjectId: 'elsewhere', organisationId: world.places.otherSchool });
  for (const person of ['saule', 'bolat'] as const) expect((await listConsents(world.as(person), world.alikhan)).rows, person).toEqual([]);
  const shared = await lineWritten(world, { purpose: 'share-conclusion', subjectId: 'shared', organisationId: world.places.school });
  expect((await listConsents(world.as('saule'), world.alikhan)).rows.map(({ id }) => id)).toEqual([shared]);
});

test('a guardian restricted by location is not told which school wrote a paper down', async () => {
  const world = await openWorld();
  await consentsOnPaper(world);
  await restrict(world, world.danaGuardian, 'location');
  const { head, rows } = await listConsents(world.as('dana'), world.alikhan);
  expect(rows).toHaveLength(2);
  expect(rows.every(({ recordedBy }) => recordedBy === null)).toBe(true);
  expect(head.className).toBeNull();
});

test('the paper about a plan is taken by the school that carries it, not by the PMPC', async () => {
  const world = await openWorld();
  const subjectId = await sharedPlan(world);
  const answer = paper(world, { purpose: 'plan', subjectId });
  for (const person of ['marat', 'gulnar'] as const) await expect(recordConsent(world.as(person), world.alikhan, answer), person).rejects.toThrow('not-found');
  await expect(recordConsent(world.as('saule'), world.alikhan, answer)).resolves.toBeTruthy();
});
