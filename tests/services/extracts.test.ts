import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assignments, assistantContracts, assistantNeeds, auditEntries, consents, extracts, newId } from '#db/schema';
import { openExtract, openSchoolSharing, openSharing, recordPaperShare, shareConclusion } from '~/services/extracts.server';
import { issued, MEDICAL_WORD, shared, signed } from '../support/story-conclusions';
import { leaveSchool, openWorld, restrict, type World } from '../support/world';

const TODAY = '2026-10-14';
const paperOf = (world: World, number: number) => ({
  decision: 'given' as const, guardianId: world.danaGuardian, answeredOn: TODAY, number, issuedOn: TODAY,
});

/** Ainur helps Alikhan at the school, for the need his extract opened. */
async function assistedByAinur({ database, alikhan, people, places }: World): Promise<void> {
  await database.transaction(async (tx) => {
    const [need] = await tx.select({ id: assistantNeeds.id }).from(assistantNeeds).where(eq(assistantNeeds.childId, alikhan));
    const contractId = newId();
    const dates = { validFrom: '2026-09-01', validTo: '2027-05-25' };
    await tx.insert(assistantContracts).values({ ...dates, id: contractId, userId: people.ainur.userId, organisationId: places.school, hours: 24, qualification: 'педагог', languages: ['kk'] });
    await tx.insert(assignments).values({
      ...dates, needId: need?.id ?? '', childId: alikhan, contractId, userId: people.ainur.userId, organisationId: places.school, state: 'active',
      fadingGoal: 'Өзі бастайды.', createdBy: people.saule.userId, createdAt: new Date('2026-10-14T05:00:00Z'),
    });
  });
}

test('before the family shares it, nobody at the school can open the extract', async () => {
  const world = await openWorld();
  const { extractId } = await issued(world);
  for (const person of ['saule', 'bolat', 'ainur', 'roza', 'yerbol'] as const) {
    await expect(openExtract(world.as(person), extractId), person).rejects.toThrow('not-found');
  }
});

test('a mother shares the extract with the school, and its people read it', async () => {
  const world = await openWorld();
  const { extractId } = await shared(world);
  for (const person of ['saule', 'bolat', 'dana', 'marat', 'aigerim'] as const) {
    expect((await openExtract(world.as(person), extractId)).body, person).toMatchObject({ programme: 'adapted' });
  }
  const lines = await world.database.read((tx) =>
    tx.select({ actorId: auditEntries.actorId }).from(auditEntries).where(and(eq(auditEntries.action, 'extract.open'), eq(auditEntries.subjectId, extractId))),
  );
  expect(lines).toHaveLength(5);
});

test('sharing opens nothing to another school, another family or another PMPC', async () => {
  const world = await openWorld();
  const { extractId } = await shared(world);
  for (const person of ['roza', 'yerbol', 'erlan', 'otherHead', 'gulnar', 'ainur', 'kanat', 'nurlan'] as const) {
    await expect(openExtract(world.as(person), extractId), person).rejects.toThrow('not-found');
  }
});

test('a withdrawal acts on the next request', async () => {
  const world = await openWorld();
  const { id, extractId } = await shared(world);
  await openExtract(world.as('bolat'), extractId);
  await shareConclusion(world.as('dana'), id, { decision: 'withdrawn' });
  await expect(openExtract(world.as('bolat'), extractId)).rejects.toThrow('not-found');
  await expect(openExtract(world.as('saule'), extractId)).rejects.toThrow('not-found');
  expect((await openSchoolSharing(world.as('saule'), world.alikhan)).open).toEqual([]);
  expect((await openExtract(world.as('dana'), extractId)).body).not.toBeNull();
});

test('the ledger keeps each answer, and what was withdrawn may be given again', async () => {
  const world = await openWorld();
  const { id } = await shared(world);
  await shareConclusion(world.as('dana'), id, { decision: 'given' });
  await shareConclusion(world.as('dana'), id, { decision: 'withdrawn' });
  await shareConclusion(world.as('dana'), id, { decision: 'given' });
  const lines = await world.database.read((tx) =>
    tx.select({ state: consents.state, manner: consents.manner, organisationId: consents.organisationId }).from(consents).where(eq(consents.purpose, 'share-conclusion')).orderBy(consents.sequence),
  );
  expect(lines.map(({ state }) => state)).toEqual(['given', 'withdrawn', 'given']);
  expect(lines[0]).toMatchObject({ manner: 'electronic', organisationId: world.places.school });
});

test('what was never given cannot be withdrawn', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  await expect(shareConclusion(world.as('dana'), id, { decision: 'withdrawn' })).rejects.toThrow('consent.nothing-to-withdraw');
});

test('a draft cannot be shared', async () => {
  const world = await openWorld();
  const id = await signed(world);
  await expect(openSharing(world.as('dana'), id)).rejects.toThrow('not-found');
  await expect(shareConclusion(world.as('dana'), id, { decision: 'given' })).rejects.toThrow('not-found');
});

test('only the family and the head answer about sharing a conclusion', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  for (const person of ['aigerim', 'gulnar', 'saule', 'bolat', 'erlan', 'otherHead', 'kanat', 'nurlan'] as const) {
    await expect(shareConclusion(world.as(person), id, { ...paperOf(world, 1) }), person).rejects.toThrow('not-found');
    await expect(openSharing(world.as(person), id), person).rejects.toThrow('not-found');
  }
});

test('the mother sees exactly what the school will read', async () => {
  const world = await openWorld();
  const { id, extractId } = await shared(world);
  const page = await openSharing(world.as('dana'), id);
  expect(page.extract).toEqual((await openExtract(world.as('bolat'), extractId)).body);
  expect(page).toMatchObject({ guardians: null, school: { kk: '№ 12 мектеп' }, shared: { on: TODAY, manner: 'electronic' } });
  expect(JSON.stringify(page)).not.toContain(MEDICAL_WORD);
});

test('a child who is nowhere at school has nobody to share with', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  await leaveSchool(world, '2026-10-13');
  await expect(shareConclusion(world.as('dana'), id, { decision: 'given' })).rejects.toThrow('conclusion.no-school');
});

test('a guardian restricted by location learns no school from the page of sharing', async () => {
  const world = await openWorld();
  const { id } = await shared(world);
  await restrict(world, world.danaGuardian, 'location');
  const page = await openSharing(world.as('dana'), id);
  expect(JSON.stringify(page)).not.toContain('№ 12 мектеп');
  await expect(shareConclusion(world.as('dana'), id, { decision: 'given' })).rejects.toThrow('conclusion.no-school');
  await expect(shareConclusion(world.as('dana'), id, { decision: 'withdrawn' })).rejects.toThrow('consent.nothing-to-withdraw');
});

test('the head records a paper answer of the child’s own guardian, dated between the issue and today', async () => {
  const world = await openWorld();
  const { id, extractId, number } = await issued(world);
  const { number: _, issuedOn: __, ...paper } = paperOf(world, number);
  await expect(shareConclusion(world.as('marat'), id, { ...paper, answeredOn: '2026-10-13' })).rejects.toThrow('field.before-start');
  await expect(shareConclusion(world.as('marat'), id, { ...paper, guardianId: newId() })).rejects.toThrow('consent.not-this-guardian');
  await shareConclusion(world.as('marat'), id, paper);
  expect((await openSharing(world.as('marat'), id)).shared).toMatchObject({ manner: 'paper' });
  expect((await openExtract(world.as('saule'), extractId)).body).not.toBeNull();
});

test('a school records the paper by the number and day on the parent’s copy', async () => {
  const world = await openWorld();
  const { extractId, number } = await issued(world);
  expect((await openSchoolSharing(world.as('saule'), world.alikhan)).open).toEqual([]);
  expect(await recordPaperShare(world.as('saule'), world.alikhan, paperOf(world, number))).toBe('recorded');
  expect((await openSchoolSharing(world.as('saule'), world.alikhan)).open).toEqual([{ extractId, number, issuedOn: TODAY }]);
  expect((await openExtract(world.as('bolat'), extractId)).body).not.toBeNull();
});

test('a wrong number opens nothing, and the attempt stands in the record', async () => {
  const world = await openWorld();
  const { extractId, number } = await issued(world);
  expect(await recordPaperShare(world.as('saule'), world.alikhan, paperOf(world, number + 1))).toBe('no-match');
  await expect(openExtract(world.as('saule'), extractId)).rejects.toThrow('not-found');
  const lines = await world.database.read((tx) =>
    tx.select({ outcome: auditEntries.outcome }).from(auditEntries).where(and(eq(auditEntries.action, 'consent.give'), eq(auditEntries.childId, world.alikhan))),
  );
  expect(lines).toEqual([{ outcome: 'denied' }]);
});

test('a draft’s or another child’s number matches nothing at the school', async () => {
  const world = await openWorld();
  await signed(world);
  const { number } = await issued(world, { childId: world.otherChild });
  expect(await recordPaperShare(world.as('saule'), world.alikhan, paperOf(world, number))).toBe('no-match');
});

test('nobody but the school’s coordinator records paper at a school', async () => {
  const world = await openWorld();
  const { number } = await issued(world);
  for (const person of ['bolat', 'ainur', 'dana', 'roza', 'marat', 'aigerim', 'kanat', 'nurlan'] as const) {
    await expect(openSchoolSharing(world.as(person), world.alikhan), person).rejects.toThrow('not-found');
    await expect(recordPaperShare(world.as(person), world.alikhan, paperOf(world, number)), person).rejects.toThrow('not-found');
  }
});

test('the first grant opens the school’s need of an assistant, once', async () => {
  const world = await openWorld();
  const { id, extractId } = await shared(world);
  await shareConclusion(world.as('dana'), id, { decision: 'withdrawn' });
  await shareConclusion(world.as('dana'), id, { decision: 'given' });
  const needs = await world.database.read((tx) =>
    tx
      .select({ extractId: assistantNeeds.extractId, organisationId: assistantNeeds.organisationId, state: assistantNeeds.state, hours: assistantNeeds.hours, validTo: assistantNeeds.validTo })
      .from(assistantNeeds),
  );
  expect(needs).toEqual([{ extractId, organisationId: world.places.school, state: 'requested', hours: 12.5, validTo: '2027-05-25' }]);
});

test('without a recommended assistant no need arises', async () => {
  const world = await openWorld();
  const { id } = await issued(world, { change: { assistantNeeded: false } });
  await shareConclusion(world.as('dana'), id, { decision: 'given' });
  expect(await world.database.read((tx) => tx.select({ id: assistantNeeds.id }).from(assistantNeeds))).toEqual([]);
});

test('a teacher-assistant reads what to do and nothing else', async () => {
  const world = await openWorld();
  const { id, extractId } = await shared(world);
  await assistedByAinur(world);
  const page = await openExtract(world.as('ainur'), extractId);
  expect(page.body).toBeNull();
  expect(page.actions.conditions).toEqual([{ condition: 'methods', detail: 'Тапсырманы бір-бірлеп беру.' }]);
  expect(JSON.stringify(page)).not.toMatch(/adapted|ұсынымы|Санағанды/);
  await shareConclusion(world.as('dana'), id, { decision: 'withdrawn' });
  await expect(openExtract(world.as('ainur'), extractId)).rejects.toThrow('not-found');
});

test('an extract carries the mark of its own text', async () => {
  const world = await openWorld();
  const { extractId } = await issued(world);
  const [row] = await world.database.read((tx) => tx.select({ digest: extracts.digest }).from(extracts).where(eq(extracts.id, extractId)));
  expect(row?.digest).toMatch(/^[0-9a-f]{64}$/);
  expect((await openExtract(world.as('dana'), extractId)).digest).toBe(row?.digest);
});
