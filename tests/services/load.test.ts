import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, conclusionHandovers } from '#db/schema';
import { openLoad, openNorms, saveNorms } from '~/services/load.server';
import { heldVisit, requested, tracked } from '../support/story-recommendations';
import { openWorld, type World } from '../support/world';

const monthOf = async (world: World, month: string) => (await openLoad(world.as('marat'), null)).months.find((row) => row.month === month);

/** Three examined requests a week over the twelve weeks before, and two who wait. */
async function busyQueue(world: World): Promise<void> {
  for (let week = 0; week < 12; week += 1) {
    const day = new Date(Date.UTC(2026, 6, 22 + week * 7)).toISOString().slice(0, 10);
    for (let one = 0; one < 3; one += 1) await requested(world, { receivedOn: day, seenOn: day, state: 'closed' });
  }
  await requested(world, { receivedOn: '2026-10-04' });
  await requested(world, { receivedOn: '2026-09-14' });
}

test('a case counts in the month of each of its steps', async () => {
  const world = await openWorld();
  const requestId = await requested(world, { receivedOn: '2026-08-31', seenOn: '2026-10-01', state: 'seen' });
  await heldVisit(world, requestId, '2026-10-01', ['aigerim', 'zhanar']);
  const { id } = await tracked(world);
  await world.database.transaction(async (tx) => {
    await tx.insert(conclusionHandovers).values({
      conclusionId: id, childId: world.alikhan, pmpcId: world.places.pmpc, guardianId: world.danaGuardian, handedOn: '2026-10-14', language: 'kk', explained: true,
      handedBy: world.people.marat.userId, recordedAt: new Date('2026-10-14T06:00:00Z'),
    });
  });
  expect(await monthOf(world, '2026-08')).toMatchObject({ received: 1, held: 0 });
  expect(await monthOf(world, '2026-10')).toMatchObject({ received: 0, booked: 1, held: 1, concluded: 1, handed: 1 });
});

test('another PMPC’s cases are not counted', async () => {
  const world = await openWorld();
  await requested(world, { receivedOn: '2026-10-01' });
  await tracked(world);
  const load = await openLoad(world.as('otherHead'), null);
  expect(load.months.at(-1)).toEqual({ month: '2026-10', received: 0, booked: 0, held: 0, concluded: 0, handed: 0 });
  expect([load.specialists, load.waiting.now]).toEqual([[], 0]);
});

test('the sections each specialist signed are counted, a draft is not', async () => {
  const world = await openWorld();
  await tracked(world);
  const { specialists } = await openLoad(world.as('marat'), null);
  expect(specialists.map(({ name, thisMonth, year }) => [name, thisMonth, year])).toEqual([
    ['Тегі Aigerim', 1, 1], ['Тегі Asel', 1, 1], ['Тегі Timur', 1, 1], ['Тегі Zhanar', 1, 1],
  ]);
});

test('an hour with three specialists and an hour with one make four hours of a case', async () => {
  const world = await openWorld();
  const requestId = await requested(world, { receivedOn: '2026-09-01', seenOn: '2026-09-20', state: 'seen' });
  await heldVisit(world, requestId, '2026-09-20', ['aigerim', 'zhanar', 'timur']);
  await heldVisit(world, requestId, '2026-09-22', ['aigerim']);
  expect((await openLoad(world.as('marat'), null)).hours).toEqual({ perCase: 4, cases: 1, visits: 2 });
});

test('the median wait is that of the middle one, of an even number the mean of the two', async () => {
  const world = await openWorld();
  await requested(world, { receivedOn: '2026-10-04' });
  await requested(world, { receivedOn: '2026-09-14' });
  expect((await openLoad(world.as('marat'), null)).waiting).toMatchObject({ now: 2, median: 20, oldest: 30, medianSeen: null });
  await requested(world, { receivedOn: '2026-10-13' });
  expect((await openLoad(world.as('marat'), null)).waiting.median).toBe(10);
});

test('a leave is foretold from the pace of twelve weeks and the person’s part in it', async () => {
  const world = await openWorld();
  await busyQueue(world);
  await tracked(world);
  const leave = { personId: world.people.aigerim.userId, weeks: 4 };
  const { pace, leave: foretold } = await openLoad(world.as('marat'), leave);
  expect(pace).toMatchObject({ waiting: 2, seen: 3, workedWeeks: 12 });
  expect(foretold).toMatchObject({ name: 'Тегі Aigerim', weeks: 4 });
  expect(foretold?.forecast?.weeks).toHaveLength(13);
});

test('from too short a past nothing is foretold', async () => {
  const world = await openWorld();
  await requested(world, { receivedOn: '2026-10-01' });
  expect((await openLoad(world.as('marat'), { personId: world.people.timur.userId, weeks: 2 })).leave?.forecast).toBeNull();
});

test('somebody who does not work here is nobody’s leave', async () => {
  const world = await openWorld();
  expect((await openLoad(world.as('marat'), { personId: world.people.bolat.userId, weeks: 2 })).leave).toBeNull();
});

test('the head enters the children of the catchment, and it is written down', async () => {
  const world = await openWorld();
  await saveNorms(world.as('marat'), { version: 0, population: 120_000, norm: 50_000, leadDays: 40 });
  expect((await openLoad(world.as('marat'), null)).norm).toEqual({ population: 120_000, norm: 50_000, against: { times: 2.4, needed: 3 } });
  expect(await openNorms(world.as('marat'))).toMatchObject({ leadDays: 40, version: 1 });
  const [line] = await world.database.read((tx) => tx.select({ detail: auditEntries.detail }).from(auditEntries).where(eq(auditEntries.action, 'organisation.edit')));
  expect(line).toEqual({ detail: 'norms of the load' });
});

test('norms saved over an older version come back with both numbers', async () => {
  const world = await openWorld();
  const norms = { version: 0, population: null, norm: 50_000, leadDays: 32 };
  await saveNorms(world.as('marat'), { ...norms, norm: 60_000 });
  await expect(saveNorms(world.as('marat'), norms)).rejects.toMatchObject({ reason: 'changed-meanwhile', theirs: { norm: '60000', version: '1' } });
});

test('the load is the head’s: registrar, specialists, schools, families and observers find no such page', async () => {
  const world = await openWorld();
  for (const person of ['gulnar', 'aigerim', 'saule', 'bolat', 'ainur', 'dana', 'kanat', 'nurlan'] as const) {
    await expect(openLoad(world.as(person), null), person).rejects.toThrow('not-found');
    await expect(openNorms(world.as(person)), person).rejects.toThrow('not-found');
    await expect(saveNorms(world.as(person), { version: 0, population: 1, norm: 50_000, leadDays: 32 }), person).rejects.toThrow('not-found');
  }
});
