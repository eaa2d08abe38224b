import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, deliveries, entries, plans } from '#db/schema';
import { correctEntry, openGoal, recordDelivery, recordEntry, startCorrection, startDelivery, startEntry } from '~/services/progress.server';
import { activePlan, assigned, entryOf, later, onDay, weeklyEntries } from '../support/story-progress';
import { NOW, openWorld, restrict, type World } from '../support/world';

const anew = { recorded: null, after: null };
const hours = (n: number) => new Date(NOW.getTime() + n * 3_600_000);

async function kept(world: World) {
  return world.database.read((tx) => tx.select().from(entries));
}

test('a teacher records a measurement, and the record says so', async () => {
  const world = await openWorld();
  const { goalId, lineageId } = await activePlan(world);
  const { entryId } = await recordEntry(world.as('bolat'), goalId, entryOf());
  expect(await kept(world)).toMatchObject([{ id: entryId, goalId, lineageId, childId: world.alikhan, value: 60, successes: 3, trials: 5, help: 1, place: 'lesson', measuredOn: '2026-10-14' }]);
  const lines = await world.database.read((tx) => tx.select().from(auditEntries).where(eq(auditEntries.subjectId, entryId)));
  expect(lines).toMatchObject([{ action: 'goal.mark', childId: world.alikhan, detail: 'entry' }]);
});

test('an assistant records only while assigned to the child', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  await expect(recordEntry(world.as('ainur'), goalId, entryOf())).rejects.toThrow('not-found');
  await assigned(world);
  await expect(recordEntry(world.as('ainur'), goalId, entryOf())).resolves.toMatchObject({ goalId });
});

test('nobody outside the child’s school records, nor does the family', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  for (const person of ['dana', 'erlan', 'yerbol', 'roza', 'marat', 'aigerim', 'kanat', 'nurlan'] as const) {
    await expect(recordEntry(world.as(person), goalId, entryOf()), person).rejects.toThrow('not-found');
    await expect(startEntry(world.as(person), goalId), person).rejects.toThrow('not-found');
  }
  expect(await kept(world)).toEqual([]);
});

test('a plan that is not active takes no record', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world, {}, { state: 'family_consent' });
  await expect(recordEntry(world.as('bolat'), goalId, entryOf())).rejects.toThrow('goal.not-active');
  expect(await startEntry(world.as('bolat'), goalId)).toMatchObject({ isOpen: false });
});

test('a page opened before a new version came into force records to the new version', async () => {
  const world = await openWorld();
  const older = await activePlan(world);
  await world.database.transaction(async (tx) => {
    await tx.update(plans).set({ state: 'archived' });
  });
  const newer = await activePlan(world, { lineageId: older.lineageId });
  expect(await recordEntry(world.as('bolat'), older.goalId, entryOf())).toMatchObject({ goalId: newer.goalId });
});

test('what is out of the scale or the days is refused and nothing is kept', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world, { measure: 'rubric', unit: 'level', baseline: 2, target: 4 });
  const record = (change: Parameters<typeof entryOf>[0]) => recordEntry(world.as('bolat'), goalId, entryOf({ reading: { value: 3 }, ...change }));
  await expect(record({ reading: { value: 6 } })).rejects.toMatchObject({ reason: 'entry.out-of-range', values: { min: 1, max: 5 } });
  await expect(record({ measuredOn: '2026-10-15' })).rejects.toThrow('entry.in-the-future');
  await expect(record({ measuredOn: '2026-09-29' })).rejects.toThrow('entry.too-long-ago');
  expect(await kept(world)).toEqual([]);
});

test('the form shows which child, which goal, and the last value', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  await weeklyEntries(world, goalId, [2, 3], '2026-10-13');
  expect(await startEntry(world.as('bolat'), goalId)).toMatchObject({
    head: { name: 'Серіков Әлихан Болатұлы' },
    goal: { title: { kk: 'Өз кезегін күтеді' }, target: 80 },
    last: { on: '2026-10-13', successes: 3, trials: 5 },
    isOpen: true,
    earliest: '2026-09-30',
  });
});

test('the author corrects a record: the new one counts, the older stays', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  const { entryId } = await recordEntry(world.as('bolat'), goalId, entryOf());
  const corrected = await correctEntry(world.as('bolat', hours(23)), entryId, entryOf({ reading: { n: 4, of: 5 } }));
  expect(await kept(world)).toMatchObject([{ id: entryId, value: 60 }, { id: corrected.entryId, value: 80, replacesId: entryId }]);
  const page = await openGoal(later(world, 'bolat', hours(23)), goalId, { recorded: corrected.entryId, after: null });
  expect(page.points).toMatchObject([{ value: 80 }]);
  expect(page.entries.rows).toMatchObject([{ number: 1, value: 80, before: { value: 60 } }]);
  expect(page.recorded).toMatchObject({ number: 1 });
});

test('a record is corrected by nobody else, not after a day, not twice', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  const { entryId } = await recordEntry(world.as('bolat'), goalId, entryOf());
  await expect(correctEntry(world.as('saule'), entryId, entryOf())).rejects.toThrow('entry.not-yours');
  await expect(correctEntry(world.as('dana'), entryId, entryOf())).rejects.toThrow('not-found');
  await expect(correctEntry(world.as('yerbol'), entryId, entryOf())).rejects.toThrow('not-found');
  await expect(correctEntry(world.as('bolat', hours(25)), entryId, entryOf())).rejects.toThrow('entry.too-late-to-correct');
  const { entryId: second } = await correctEntry(world.as('bolat', hours(20)), entryId, entryOf());
  await expect(correctEntry(world.as('bolat', hours(21)), entryId, entryOf())).rejects.toThrow('entry.corrected-already');
  await expect(correctEntry(world.as('bolat', hours(25)), second, entryOf())).rejects.toThrow('entry.too-late-to-correct');
  expect(await startCorrection(world.as('bolat', hours(21)), entryId)).toMatchObject({ whyNot: 'entry.corrected-already' });
});

test('of two corrections of one record sent at once, one counts', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  const { entryId } = await recordEntry(world.as('bolat'), goalId, entryOf());
  const both = await Promise.allSettled([1, 2].map(() => correctEntry(world.as('bolat'), entryId, entryOf())));
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('the goal says in a decision what its measurements mean', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  expect((await openGoal(world.as('bolat'), goalId, anew)).decision.code).toBe('NO_DATA');
  await weeklyEntries(world, goalId, [1, 1, 2]);
  expect((await openGoal(world.as('bolat'), goalId, anew)).decision).toMatchObject({ code: 'FEW_DATA', n: 3, needed: 6 });
  expect((await openGoal(later(world, 'bolat', onDay('2027-01-25')), goalId, anew)).decision.code).toBe('STALE');
});

test('support that did not reach the child is said before the support is judged', async () => {
  const world = await openWorld();
  const { goalId, serviceLineageId } = await activePlan(world, { startsOn: '2026-09-01', dueOn: '2026-11-24', baseline: 20, target: 100 });
  await weeklyEntries(world, goalId, [1, 1, 1, 1, 1, 1]);
  expect((await openGoal(world.as('bolat'), goalId, anew)).decision.code).toBe('CHANGE_SUPPORT');
  for (const [heldOn, heldMinutes] of [['2026-10-12', 30], ['2026-10-13', 0]] as const) {
    await recordDelivery(world.as('bolat'), { serviceLineageId, childId: world.alikhan, heldOn, heldMinutes });
  }
  expect((await openGoal(world.as('bolat'), goalId, anew)).decision).toMatchObject({ code: 'FIX_DELIVERY', fidelity: 0.5 });
});

test('the autumn break does not make a measurement stale', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  await weeklyEntries(world, goalId, [2, 2, 3], '2026-10-24');
  expect((await openGoal(later(world, 'bolat', onDay('2026-11-12')), goalId, anew)).decision.code).toBe('FEW_DATA');
});

test('a new version of the plan goes on with the measurements of the older one', async () => {
  const world = await openWorld();
  const older = await activePlan(world);
  await weeklyEntries(world, older.goalId, [2, 3]);
  await world.database.transaction(async (tx) => {
    await tx.update(plans).set({ state: 'archived' });
  });
  const newer = await activePlan(world, { lineageId: older.lineageId });
  expect((await openGoal(world.as('bolat'), newer.goalId, anew)).points).toHaveLength(2);
});

test('staff see help, place, note and author; the family sees values only', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  await recordEntry(world.as('bolat'), goalId, entryOf());
  await assigned(world);
  for (const person of ['bolat', 'ainur', 'saule'] as const) {
    const { entries: page } = await openGoal(world.as(person), goalId, anew);
    expect(page.rows, person).toMatchObject([{ help: 1, place: 'lesson', note: 'Карточкамен күтті', author: 'Тегі Bolat', mayCorrect: person === 'bolat' }]);
  }
  const family = await openGoal(world.as('dana'), goalId, anew);
  expect(family.entries.rows).toMatchObject([{ successes: 3, trials: 5, help: 1, place: null, note: '', author: null, recordedAt: null }]);
  expect(family).toMatchObject({ forFamily: true, recorded: null, can: { record: false } });
  expect(JSON.stringify(family)).not.toMatch(/Карточкамен күтті|Bolat|lesson|2 «Б»/);
});

test('strangers do not learn that the goal exists', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  for (const person of ['erlan', 'ainur', 'yerbol', 'roza', 'marat', 'aigerim', 'kanat', 'nurlan'] as const) {
    await expect(openGoal(world.as(person), goalId, anew), person).rejects.toThrow('not-found');
  }
  await restrict(world, world.danaGuardian, 'portal');
  await expect(openGoal(world.as('dana'), goalId, anew)).rejects.toThrow('not-found');
});

test('a goal of a draft is closed to the family and to the assistant', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world, {}, { state: 'draft' });
  await assigned(world);
  await expect(openGoal(world.as('dana'), goalId, anew)).rejects.toThrow('not-found');
  await expect(openGoal(world.as('ainur'), goalId, anew)).rejects.toThrow('not-found');
  await expect(openGoal(world.as('bolat'), goalId, anew)).resolves.toMatchObject({ can: { record: false } });
});

test('a value unlike the earlier ones is kept and asked about', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world, { measure: 'duration', unit: 'min', baseline: 2, target: 10 });
  const record = (value: number) => recordEntry(world.as('bolat'), goalId, entryOf({ reading: { value } }));
  for (const value of [3, 3, 4, 4, 3, 4]) await record(value);
  const usual = await record(4);
  expect((await openGoal(world.as('bolat'), goalId, { recorded: usual.entryId, after: null })).recorded).toMatchObject({ number: 7, unusual: false });
  const odd = await record(60);
  expect((await openGoal(world.as('bolat'), goalId, { recorded: odd.entryId, after: null })).recorded).toMatchObject({ number: 8, unusual: true, mayCorrect: true });
  expect((await openGoal(world.as('saule'), goalId, { recorded: odd.entryId, after: null })).recorded).toBeNull();
});

test('the records come a page at a time, newest first, none twice', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  for (let index = 0; index < 27; index += 1) await recordEntry(world.as('bolat'), goalId, entryOf({ measuredOn: `2026-10-${String(1 + (index % 14)).padStart(2, '0')}` }));
  const first = await openGoal(world.as('bolat'), goalId, anew);
  expect(first.entries).toMatchObject({ total: 27 });
  const cut = first.entries.next?.lastIndexOf('~') ?? 0;
  const second = await openGoal(world.as('bolat'), goalId, { recorded: null, after: { key: first.entries.next?.slice(0, cut) ?? '', id: first.entries.next?.slice(cut + 1) ?? '' } });
  const all = [...first.entries.rows, ...second.entries.rows];
  expect(new Set(all.map(({ id }) => id)).size).toBe(27);
  expect(all.map(({ on }) => on)).toEqual(all.map(({ on }) => on).sort().reverse());
  expect(second.entries.next).toBeNull();
});

test('sessions of the plan are noted with the minutes that took place', async () => {
  const world = await openWorld();
  const { serviceLineageId } = await activePlan(world);
  const note = { serviceLineageId, childId: world.alikhan, heldOn: '2026-10-13', heldMinutes: 20 };
  await recordDelivery(world.as('bolat'), note);
  expect(await world.database.read((tx) => tx.select().from(deliveries))).toMatchObject([{ plannedMinutes: 30, heldMinutes: 20 }]);
  const page = await startDelivery(world.as('bolat'), world.alikhan);
  expect(page).toMatchObject({ services: [{ lineageId: serviceLineageId, minutes: 30, perWeek: 2 }], held: [{ on: '2026-10-13', heldMinutes: 20 }] });
  expect(page.services[0]?.name.kk).toBe('Арнайы педагог (дефектолог) сабағы');
  expect(page.fidelity).toBeCloseTo(2 / 3);
});

test('a session is noted by the child’s school only, for a service of the plan, for a day that has come', async () => {
  const world = await openWorld();
  const { serviceLineageId, goalId } = await activePlan(world);
  const note = { serviceLineageId, childId: world.alikhan, heldOn: '2026-10-13', heldMinutes: 20 };
  for (const person of ['dana', 'yerbol', 'roza', 'ainur', 'kanat'] as const) {
    await expect(recordDelivery(world.as(person), note), person).rejects.toThrow('not-found');
    await expect(startDelivery(world.as(person), world.alikhan), person).rejects.toThrow('not-found');
  }
  await expect(recordDelivery(world.as('bolat'), { ...note, serviceLineageId: goalId })).rejects.toThrow('not-found');
  await expect(recordDelivery(world.as('bolat'), { ...note, heldOn: '2026-10-15' })).rejects.toThrow('entry.in-the-future');
  await expect(recordDelivery(world.as('bolat'), { ...note, heldOn: '2026-09-01' })).rejects.toThrow('entry.too-long-ago');
});
