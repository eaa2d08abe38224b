import { expect, test } from 'vitest';
import { loader as pageLoader } from '~/routes/conclusions.$conclusionId._index';
import { action as replaceAction, loader as replaceLoader } from '~/routes/conclusions.$conclusionId.replacement';
import { action as askAction, loader as askLoader } from '~/routes/conclusions.$conclusionId.voiding';
import { loader as numbersLoader } from '~/routes/conclusions.numbers._index';
import { loader as numbersPaper } from '~/routes/conclusions.numbers.paper';
import { action as confirmAction, loader as confirmLoader } from '~/routes/voidings.$voidingId.confirmation';
import { action as dropAction, loader as dropLoader } from '~/routes/voidings.$voidingId.dropping';
import { askVoiding } from '~/services/conclusion-voidings.server';
import { issued, secondHead, versionOf, voided } from '../support/story-conclusions';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, type Person, type World } from '../support/world';

const REASON = 'Қорытындыда бағдарлама қате жазылған.';
const of = (conclusionId: string) => ({ params: { conclusionId } });
const status = async (answer: Promise<unknown>) => (await answerOf(answer)).status;

async function admitted(get: (person: Person) => Promise<unknown>): Promise<Person[]> {
  const inside: Person[] = [];
  for (const person of ['marat', 'otherHead', 'gulnar', 'aigerim', 'saule', 'bolat', 'dana', 'erlan', 'kanat', 'nurlan'] as const) {
    if ((await status(get(person))) !== 404) inside.push(person);
  }
  return inside;
}

async function asked(world: World): Promise<{ id: string; version: string; params: { voidingId: string } }> {
  const { id } = await issued(world);
  await secondHead(world);
  const version = await versionOf(world, id);
  return { id, version: String(version), params: { voidingId: await askVoiding(world.as('marat'), id, { version, reason: REASON }) } };
}

test('the pages of a void are the heads’', async () => {
  const world = await openWorld();
  const { id, params } = await asked(world);
  const heads = ['marat', 'otherHead'];
  expect(await admitted(async (person) => askLoader(await visit(world, person, of(id))))).toEqual(heads);
  expect(await admitted(async (person) => confirmLoader(await visit(world, person, { params })))).toEqual(heads);
  expect(await admitted(async (person) => dropLoader(await visit(world, person, { params })))).toEqual(heads);
});

test('a head asks with a reason, which is long enough to tell something', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const version = String(await versionOf(world, id));
  expect(await answerOf(askAction(await send(world, 'marat', { version, reason: 'қате' }, of(id))))).toMatchObject({ status: 422, data: { fields: { reason: 'field.too-short' }, typed: { reason: ['қате'] } } });
  expect(await status(askAction(await send(world, 'aigerim', { version, reason: 'қате' }, of(id))))).toBe(404);
  expect(await status(askAction(await send(world, 'dana', { version, reason: REASON }, of(id))))).toBe(404);
  expect(await answerOf(askAction(await send(world, 'marat', { version: '1', reason: REASON }, of(id))))).toMatchObject({ status: 409, data: { reason: 'changed-meanwhile', typed: { reason: [REASON] } } });
  expect(await answerOf(askAction(await send(world, 'marat', { version, reason: REASON }, of(id))))).toMatchObject({ status: 303, location: `/conclusions/${id}` });
  expect(await answerOf(askAction(await send(world, 'marat', { version, reason: REASON }, of(id))))).toMatchObject({ status: 409, data: { reason: 'conclusion.voiding-asked', typed: { reason: [REASON] } } });
});

test('the one who asked is told to wait for another, and the other confirms', async () => {
  const world = await openWorld();
  const { id, version, params } = await asked(world);
  expect(await answerOf(confirmAction(await send(world, 'marat', { version }, { params })))).toMatchObject({ status: 409, data: { reason: 'needs-second-person' } });
  expect(await answerOf(confirmAction(await send(world, 'otherHead', { version: '1' }, { params })))).toMatchObject({ status: 409, data: { reason: 'changed-meanwhile' } });
  expect(await answerOf(confirmAction(await send(world, 'otherHead', { version }, { params })))).toMatchObject({ status: 303, location: `/conclusions/${id}` });
  expect(await answerOf(confirmAction(await send(world, 'otherHead', { version }, { params })))).toMatchObject({ status: 409, data: { reason: 'conclusion.voiding-over' } });
  expect(await answerOf(pageLoader(await visit(world, 'dana', of(id))))).toMatchObject({ data: { conclusion: { state: 'void', void: { reason: REASON } } } });
});

test('a void that is taken back leaves the conclusion in force', async () => {
  const world = await openWorld();
  const { id, version, params } = await asked(world);
  expect(await status(dropAction(await send(world, 'aigerim', { version }, { params })))).toBe(404);
  expect(await answerOf(dropAction(await send(world, 'marat', { version }, { params })))).toMatchObject({ status: 303, location: `/conclusions/${id}` });
  expect(await answerOf(dropAction(await send(world, 'marat', { version }, { params })))).toMatchObject({ status: 409, data: { reason: 'conclusion.voiding-over' } });
  expect(await answerOf(pageLoader(await visit(world, 'dana', of(id))))).toMatchObject({ data: { conclusion: { state: 'issued' } } });
});

test('a draft in the place of a void conclusion is begun by its team or the head', async () => {
  const world = await openWorld();
  const { id } = await voided(world);
  expect(await admitted(async (person) => replaceLoader(await visit(world, person, of(id))))).toEqual(['marat', 'otherHead', 'aigerim']);
  expect(await status(replaceAction(await send(world, 'dana', {}, of(id))))).toBe(404);
  const { status: sent, location } = await answerOf(replaceAction(await send(world, 'aigerim', {}, of(id))));
  expect(sent).toBe(303);
  expect(location).toMatch(/^\/conclusions\/[0-9a-f-]{36}\/edit$/);
  const fresh = await issued(world, { childId: world.otherChild });
  expect(await answerOf(replaceAction(await send(world, 'marat', {}, of(fresh.id))))).toMatchObject({ status: 409, data: { reason: 'conclusion.wrong-state' } });
});

test('the journal of numbers and its print are the head’s', async () => {
  const world = await openWorld();
  await voided(world);
  expect(await admitted(async (person) => numbersLoader(await visit(world, person, { url: '/conclusions/numbers?year=2026' })))).toEqual(['marat', 'otherHead']);
  expect(await admitted(async (person) => numbersPaper(await visit(world, person, { url: '/conclusions/numbers/paper?year=2026' })))).toEqual(['marat', 'otherHead']);
  expect(await answerOf(numbersLoader(await visit(world, 'marat', { url: '/conclusions/numbers' })))).toMatchObject({ data: { year: 2026, total: 1, rows: [{ number: 1, state: 'void', voidReason: REASON }] } });
  expect(await answerOf(numbersPaper(await visit(world, 'marat', { url: '/conclusions/numbers/paper?year=2025&language=ru' })))).toMatchObject({ data: { language: 'ru', numbers: { year: 2025, total: 0 } } });
});
