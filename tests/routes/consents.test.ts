import { expect, test } from 'vitest';
import { loader as ledger } from '~/routes/children.$childId.consents._index';
import { action as give, loader as givePage } from '~/routes/children.$childId.consents.new';
import { action as withdraw, loader as withdrawPage } from '~/routes/consents.$consentId.withdrawal';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, type World } from '../support/world';

async function lines(world: World): Promise<{ id: string; state: string }[]> {
  const { data } = await answerOf(ledger(await visit(world, 'saule', { params: { childId: world.alikhan } })));
  return (data as { rows: { id: string; state: string }[] }).rows;
}

test('a mother agrees, sees her answer and takes it back', async () => {
  const world = await openWorld();
  const params = { childId: world.alikhan };
  expect(await answerOf(givePage(await visit(world, 'dana', { params })))).toMatchObject({ data: { manner: 'electronic', guardians: [] } });
  expect(await answerOf(give(await send(world, 'dana', { purpose: 'photo', state: 'given' }, { params })))).toMatchObject({ status: 303, location: `/children/${world.alikhan}/consents` });
  const [line] = await lines(world);
  const of = { consentId: line?.id ?? '' };
  expect(await answerOf(withdrawPage(await visit(world, 'dana', { params: of })))).toMatchObject({ data: { manner: 'electronic', purpose: 'photo' } });
  expect(await answerOf(withdraw(await send(world, 'dana', {}, { params: of })))).toMatchObject({ status: 303 });
  expect(await answerOf(withdraw(await send(world, 'dana', {}, { params: of })))).toMatchObject({ status: 409, data: { reason: 'consent.nothing-to-withdraw' } });
  expect((await lines(world)).map(({ state }) => state)).toEqual(['withdrawn', 'given']);
});

test('a coordinator records a paper; a day to come is said at its field', async () => {
  const world = await openWorld();
  const params = { childId: world.alikhan };
  const paper = { guardianId: world.danaGuardian, purpose: 'examination', state: 'given', answeredOn: '2026-10-12' };
  expect(await answerOf(give(await send(world, 'saule', { ...paper, answeredOn: '2026-10-20' }, { params })))).toMatchObject({
    status: 422,
    data: { fields: { answeredOn: 'field.in-the-future' }, typed: { purpose: ['examination'] } },
  });
  expect(await answerOf(give(await send(world, 'saule', paper, { params })))).toMatchObject({ status: 303 });
});

test('a guardian cannot choose who answers or when', async () => {
  const world = await openWorld();
  const forged = { guardianId: world.danaGuardian, purpose: 'photo', state: 'given', answeredOn: '2026-10-12' };
  expect(await answerOf(give(await send(world, 'dana', forged, { params: { childId: world.alikhan } })))).toMatchObject({ status: 400 });
});

test('an answer to nothing in particular is asked for again', async () => {
  const world = await openWorld();
  const answer = await answerOf(give(await send(world, 'dana', { state: 'given' }, { params: { childId: world.alikhan } })));
  expect(answer).toMatchObject({ status: 422, data: { fields: { purpose: 'field.choose' } } });
});

test('a teacher reads the ledger only; strangers find nothing', async () => {
  const world = await openWorld();
  const params = { childId: world.alikhan };
  expect(await answerOf(ledger(await visit(world, 'bolat', { params })))).toMatchObject({ status: 200, data: { can: { give: null } } });
  for (const person of ['bolat', 'ainur', 'erlan', 'roza', 'kanat'] as const) {
    expect(await answerOf(give(await send(world, person, { purpose: 'photo', state: 'given' }, { params }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(givePage(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
  }
  for (const person of ['ainur', 'erlan', 'roza', 'kanat', 'nurlan'] as const) {
    expect(await answerOf(ledger(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
  }
});

test('a stranger takes back nobody’s consent', async () => {
  const world = await openWorld();
  await answerOf(give(await send(world, 'dana', { purpose: 'photo', state: 'given' }, { params: { childId: world.alikhan } })));
  const [line] = await lines(world);
  for (const person of ['erlan', 'bolat', 'roza'] as const) {
    expect(await answerOf(withdraw(await send(world, person, {}, { params: { consentId: line?.id ?? '' } }))), person).toMatchObject({ status: 404 });
  }
});

test('from the ledger a coordinator gets to where a parent’s paper opens an extract; nobody else is shown the way', async () => {
  const world = await openWorld();
  const params = { childId: world.alikhan };
  expect(await answerOf(ledger(await visit(world, 'saule', { params })))).toMatchObject({ data: { can: { openExtract: true } } });
  for (const person of ['dana', 'bolat'] as const) {
    expect(await answerOf(ledger(await visit(world, person, { params }))), person).toMatchObject({ data: { can: { openExtract: false } } });
  }
});
