import { expect, test } from 'vitest';
import { loader as opened } from '~/routes/children.$childId.opened';
import { loader as access } from '~/routes/children.$childId.access';
import { loader } from '~/routes/children.$childId._index';
import { loader as organisations } from '~/routes/organisations._index';
import { loader as people } from '~/routes/people._index';
import { loader as indicators } from '~/routes/indicators';
import { examined } from '../support/story-conclusions';
import { activePlan, assigned, weeklyEntries } from '../support/story-progress';
import { answerOf, visit } from '../support/visit';
import { openWorld, type Person, type World } from '../support/world';

const at = (world: World, person: Person | null, query = '') =>
  visit(world, person, { url: `/children/${world.alikhan}${query}`, params: { childId: world.alikhan } });

test('one address, two pages: the staff’s for staff, the family’s for the family', async () => {
  const world = await openWorld();
  expect((await answerOf(loader(await at(world, 'saule')))).data).toMatchObject({ family: null, caseOf: { child: { id: world.alikhan } } });
  expect((await answerOf(loader(await at(world, 'dana')))).data).toMatchObject({ caseOf: null, family: { child: { name: 'Әлихан' } } });
});

test('every stranger gets the same answer as for a child that does not exist', async () => {
  const world = await openWorld();
  for (const person of ['erlan', 'roza', 'yerbol', 'ainur', 'aigerim', 'otherHead', 'kanat', 'nurlan'] as const) {
    for (const page of [loader, opened, access]) expect((await answerOf(page(await at(world, person)))).status, person).toBe(404);
  }
  expect((await answerOf(loader(await visit(world, 'saule', { params: { childId: 'nobody' } })))).status).toBe(404);
});

test('somebody who is not signed in is sent to sign in', async () => {
  const world = await openWorld();
  expect((await answerOf(loader(await at(world, null)))).location).toBe(`/login?to=%2Fchildren%2F${world.alikhan}`);
});

test('each role that may opens the pages about who may see and who opened', async () => {
  const world = await openWorld();
  await examined(world);
  for (const person of ['saule', 'marat', 'dana'] as const) {
    for (const page of [opened, access]) expect((await answerOf(page(await at(world, person)))).status, person).toBe(200);
  }
  for (const person of ['bolat', 'aigerim', 'gulnar'] as const) {
    expect((await answerOf(loader(await at(world, person)))).status, person).toBe(200);
    for (const page of [opened, access]) expect((await answerOf(page(await at(world, person)))).status, person).toBe(404);
  }
});

test('the filter and the page of the timeline stand in the address; what is not ours is the beginning', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  await weeklyEntries(world, goalId, [1, 2]);
  expect((await answerOf(loader(await at(world, 'bolat', '?kind=entries')))).data).toMatchObject({ caseOf: { group: 'entries', later: false } });
  expect((await answerOf(loader(await at(world, 'bolat', '?kind=%27&before=%00')))).data).toMatchObject({ caseOf: { group: null, later: false } });
});

test('nonsense in the addresses of the lists is no trouble', async () => {
  const world = await openWorld();
  for (const query of ['?after=%00&person=1', '?after=x~y', `?after=${'f'.repeat(64)}`]) {
    expect((await answerOf(opened(await at(world, 'dana', query)))).status, query).toBe(200);
    expect((await answerOf(people(await visit(world, 'kanat', { url: `/people${query}` })))).status, query).toBe(200);
    expect((await answerOf(organisations(await visit(world, 'kanat', { url: `/organisations${query}&q=%25_` })))).status, query).toBe(200);
  }
});

test('the assistant opens the case while assigned', async () => {
  const world = await openWorld();
  await activePlan(world);
  await assigned(world);
  expect((await answerOf(loader(await at(world, 'ainur')))).status).toBe(200);
});

test('the administrator’s lists are the administrator’s; indicators are for observers too', async () => {
  const world = await openWorld();
  expect((await answerOf(organisations(await visit(world, 'kanat', { url: '/organisations' })))).status).toBe(200);
  expect((await answerOf(organisations(await visit(world, 'saule', { url: '/organisations' })))).status).toBe(404);
  expect((await answerOf(people(await visit(world, 'dana', { url: '/people' })))).status).toBe(404);
  expect((await answerOf(indicators(await visit(world, 'nurlan', { url: '/indicators' })))).status).toBe(200);
});
