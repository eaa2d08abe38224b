import { expect, test } from 'vitest';
import { requests } from '#db/schema';
import { keepSetting } from '~/services/settings.server';
import { listReexaminations } from '~/services/reexaminations.server';
import { requested, tracked, trackedAtSchool } from '../support/story-recommendations';
import { draftedReferral } from '../support/story-referrals';
import { openWorld, type World } from '../support/world';

const near = { validUntil: '2026-11-10' };
const asked = (show: 'start' | 'soon' | 'over' | 'all' = 'start') => ({ q: '', show, after: null });
const later = (day: string) => new Date(`${day}T06:00:00Z`);

async function dues(world: World, person: 'marat' | 'gulnar' | 'saule', show: Parameters<typeof asked>[0] = 'start', now?: Date) {
  return (await listReexaminations(world.as(person, now), asked(show))).rows.map(({ dueOn }) => dueOn);
}

test('the PMPC sees whose conclusion is near its end, from 32 days before', async () => {
  const world = await openWorld();
  await tracked(world, near);
  expect(await dues(world, 'marat', 'start', later('2026-10-14'))).toEqual(['2026-11-10']);
  expect(await dues(world, 'gulnar', 'start', later('2026-10-14'))).toEqual(['2026-11-10']);
});

test('a conclusion that ends in a year is only among all', async () => {
  const world = await openWorld();
  await tracked(world);
  expect([await dues(world, 'marat'), await dues(world, 'marat', 'soon'), await dues(world, 'marat', 'all')]).toEqual([[], [], ['2027-09-12']]);
});

test('a next examination before the last day counts as the end', async () => {
  const world = await openWorld();
  await tracked(world, { ...near, nextExamOn: '2026-11-02' });
  expect(await dues(world, 'marat')).toEqual(['2026-11-02']);
});

test('the PMPC’s own number of days moves the start', async () => {
  const world = await openWorld();
  await tracked(world, near);
  await world.database.transaction((tx) => keepSetting(tx, 'reexamination.lead-days', world.places.pmpc, 10));
  const page = await listReexaminations(world.as('marat'), asked());
  expect([page.leadDays, page.rows, page.counts]).toEqual([10, [], { start: 0, soon: 1, over: 0 }]);
});

test('of a child only the newest conclusion asks for a repetition', async () => {
  const world = await openWorld();
  await tracked(world, near);
  await tracked(world);
  expect(await dues(world, 'marat', 'all')).toEqual(['2027-09-12']);
});

test('a school sees it only for conclusions shared with it', async () => {
  const world = await openWorld();
  await tracked(world, near);
  expect(await dues(world, 'saule', 'all')).toEqual([]);
  const shared = await openWorld();
  await trackedAtSchool(shared, near);
  expect(await dues(shared, 'saule')).toEqual(['2026-11-10']);
  expect((await listReexaminations(shared.as('roza'), asked('all'))).rows).toEqual([]);
});

test('a way already begun is said: a referral of the school, a request at the PMPC', async () => {
  const world = await openWorld();
  await trackedAtSchool(world, near);
  await draftedReferral(world);
  expect((await listReexaminations(world.as('saule'), asked())).rows[0]?.underway).toBe(true);
  const requestId = await requested(world, { receivedOn: '2026-10-14' });
  expect((await listReexaminations(world.as('marat'), asked())).rows[0]?.underway).toBe(false);
  await world.database.transaction(async (tx) => {
    await tx.update(requests).set({ childId: world.alikhan });
  });
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect((await listReexaminations(world.as('marat'), asked())).rows[0]?.underway).toBe(true);
});

test('another PMPC, specialists, teachers, families and observers find no such page', async () => {
  const world = await openWorld();
  await trackedAtSchool(world, near);
  expect((await listReexaminations(world.as('otherHead'), asked('all'))).rows).toEqual([]);
  for (const person of ['aigerim', 'bolat', 'ainur', 'dana', 'kanat', 'nurlan'] as const) {
    await expect(listReexaminations(world.as(person), asked()), person).rejects.toThrow('not-found');
  }
});
