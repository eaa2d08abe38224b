import { expect, test } from 'vitest';
import { action as deliveryAction, loader as deliveryLoader } from '~/routes/children.$childId.deliveries.new';
import { action as correctionAction, loader as correctionLoader } from '~/routes/entries.$entryId.correction';
import { loader as goalLoader } from '~/routes/goals.$goalId._index';
import { action, loader } from '~/routes/goals.$goalId.entries.new';
import { loader as todayLoader } from '~/routes/today';
import { recordEntry } from '~/services/progress.server';
import { activePlan, assigned, entryOf, weeklyEntries } from '../support/story-progress';
import { answerOf, send, visit } from '../support/visit';
import { NOW, openWorld } from '../support/world';

const typed = { successes: '3', trials: '5', help: '1', place: 'lesson', measuredOn: '2026-10-14', note: '' };

test('a teacher records and lands on the goal, which says the number of the record', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  const params = { goalId };
  expect(await answerOf(loader(await visit(world, 'bolat', { params, url: `/goals/${goalId}/entries/new?place=canteen` })))).toMatchObject({ status: 200, data: { place: 'canteen', outOf: 5 } });
  const { status, location } = await answerOf(action(await send(world, 'bolat', typed, { params })));
  expect(status).toBe(303);
  expect(location).toMatch(new RegExp(`^/goals/${goalId}\\?recorded=[0-9a-f-]{36}$`));
  expect(await answerOf(goalLoader(await visit(world, 'bolat', { params, url: location ?? '' })))).toMatchObject({ data: { recorded: { number: 1, unusual: false, mayCorrect: true } } });
});

test('the form offers as many tries as last time, or any number when asked', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  await recordEntry(world.as('bolat'), goalId, entryOf({ reading: { n: 6, of: 8 } }));
  const params = { goalId };
  expect(await answerOf(loader(await visit(world, 'bolat', { params })))).toMatchObject({ data: { outOf: 8 } });
  expect(await answerOf(loader(await visit(world, 'bolat', { params, url: '/x?of=other' })))).toMatchObject({ data: { outOf: null } });
});

test('the same tap sent twice is one record', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  const params = { goalId };
  const url = `/goals/${goalId}/entries/new`;
  const first = await answerOf(action(await send(world, 'bolat', { ...typed, key: 'one-page-one-key' }, { params, url })));
  const second = await answerOf(action(await send(world, 'bolat', { ...typed, key: 'one-page-one-key' }, { params, url })));
  expect(second.location).toBe(first.location);
  expect(await answerOf(goalLoader(await visit(world, 'bolat', { params })))).toMatchObject({ data: { entries: { total: 1 } } });
});

test('what is wrong with a record is named, and what was typed stays', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  const params = { goalId };
  expect(await answerOf(action(await send(world, 'bolat', { ...typed, trials: '4', note: 'көріп отырдым' }, { params })))).toMatchObject({
    status: 422,
    data: { fields: { trials: 'entry.too-few-trials' }, typed: { note: ['көріп отырдым'] } },
  });
  expect(await answerOf(action(await send(world, 'bolat', { ...typed, help: '' }, { params })))).toMatchObject({ status: 422, data: { fields: { help: 'field.choose' } } });
  expect(await answerOf(action(await send(world, 'bolat', { ...typed, measuredOn: '2026-10-15', note: 'ертең' }, { params })))).toMatchObject({
    status: 409,
    data: { reason: 'entry.in-the-future', typed: { note: ['ертең'] } },
  });
  expect(await answerOf(action(await send(world, 'bolat', { ...typed, value: '60' }, { params })))).toMatchObject({ status: 400 });
});

test('a goal that is not worked on any more refuses the record and keeps the text', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world, { state: 'met' });
  const params = { goalId };
  expect(await answerOf(loader(await visit(world, 'bolat', { params })))).toMatchObject({ status: 200, data: { isOpen: false } });
  expect(await answerOf(action(await send(world, 'bolat', typed, { params })))).toMatchObject({ status: 409, data: { reason: 'goal.not-active', typed: { successes: ['3'] } } });
});

test('a parent, a stranger and a goal that does not exist get the same answer', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  for (const person of ['dana', 'erlan', 'yerbol', 'marat', 'kanat'] as const) {
    expect(await answerOf(loader(await visit(world, person, { params: { goalId } }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(action(await send(world, person, typed, { params: { goalId } }))), person).toMatchObject({ status: 404 });
  }
  const params = { goalId: '00000000-0000-0000-0000-000000000000' };
  expect(await answerOf(loader(await visit(world, 'bolat', { params })))).toMatchObject({ status: 404 });
  expect(await answerOf(goalLoader(await visit(world, 'bolat', { params })))).toMatchObject({ status: 404 });
});

test('the goal page is open to the family as well, without notes and names of staff', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  await weeklyEntries(world, goalId, [1, 2, 3]);
  const answer = await answerOf(goalLoader(await visit(world, 'dana', { params: { goalId } })));
  expect(answer).toMatchObject({ status: 200, data: { forFamily: true, points: [{ successes: 1 }, { successes: 2 }, { successes: 3 }] } });
  expect(JSON.stringify(answer.data)).not.toMatch(/Карточкамен күтті|Bolat/);
  expect(await answerOf(goalLoader(await visit(world, 'erlan', { params: { goalId } })))).toMatchObject({ status: 404 });
});

test('an author corrects a record; a colleague is told that it is not theirs; a parent finds nothing', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  const { entryId } = await recordEntry(world.as('bolat'), goalId, entryOf());
  const params = { entryId };
  expect(await answerOf(correctionLoader(await visit(world, 'bolat', { params })))).toMatchObject({ status: 200, data: { whyNot: null, outOf: 5, entry: { successes: 3 } } });
  expect(await answerOf(correctionAction(await send(world, 'saule', typed, { params })))).toMatchObject({ status: 409, data: { reason: 'entry.not-yours' } });
  expect(await answerOf(correctionAction(await send(world, 'dana', typed, { params })))).toMatchObject({ status: 404 });
  expect(await answerOf(correctionAction(await send(world, 'bolat', { ...typed, successes: '4' }, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(correctionAction(await send(world, 'bolat', typed, { params })))).toMatchObject({ status: 409, data: { reason: 'entry.corrected-already' } });
  const late = new Date(NOW.getTime() + 25 * 3_600_000);
  expect(await answerOf(correctionLoader(await visit(world, 'bolat', { params, now: late })))).toMatchObject({ data: { whyNot: 'entry.corrected-already' } });
});

test('an assistant notes a session of the plan; a missed one counts nought', async () => {
  const world = await openWorld();
  const { serviceLineageId } = await activePlan(world);
  await assigned(world);
  const params = { childId: world.alikhan };
  const form = { serviceLineageId, heldOn: '2026-10-14', heldMinutes: '0' };
  expect(await answerOf(deliveryAction(await send(world, 'ainur', form, { params })))).toMatchObject({ status: 303, location: `/children/${world.alikhan}/deliveries/new?saved=1` });
  expect(await answerOf(deliveryLoader(await visit(world, 'ainur', { params, url: '/x?saved=1' })))).toMatchObject({ data: { saved: true, fidelity: 0, held: [{ heldMinutes: 0, plannedMinutes: 30 }] } });
  expect(await answerOf(deliveryAction(await send(world, 'ainur', { ...form, heldMinutes: '481' }, { params })))).toMatchObject({ status: 422, data: { fields: { heldMinutes: 'field.out-of-range' } } });
  expect(await answerOf(deliveryAction(await send(world, 'ainur', { ...form, heldOn: '2026-10-15' }, { params })))).toMatchObject({ status: 409, data: { reason: 'entry.in-the-future' } });
  for (const person of ['dana', 'yerbol', 'roza'] as const) expect(await answerOf(deliveryAction(await send(world, person, form, { params }))), person).toMatchObject({ status: 404 });
});

test('the first page of the day answers each role of a school, and no parent', async () => {
  const world = await openWorld();
  await activePlan(world);
  await assigned(world);
  for (const [person, role] of [['ainur', 'assistant'], ['bolat', 'teacher'], ['saule', 'school_coordinator']] as const) {
    expect(await answerOf(todayLoader(await visit(world, person))), person).toMatchObject({ status: 200, data: { school: { role } } });
  }
  for (const person of ['dana', 'kanat', 'nurlan'] as const) expect(await answerOf(todayLoader(await visit(world, person))), person).toMatchObject({ status: 404 });
});
