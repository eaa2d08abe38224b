import { expect, test } from 'vitest';
import { action as endingAction, loader as endingLoader } from '~/routes/assignments.$assignmentId.ending';
import { loader as assignmentLoader } from '~/routes/assignments.$assignmentId._index';
import { loader as boardLoader } from '~/routes/assistants._index';
import { action as contractAction, loader as contractLoader } from '~/routes/assistants.new';
import { action, loader } from '~/routes/needs.$needId.assignment';
import { assigned, contractOf, waitingNeed } from '../support/story-progress';
import { answerOf, send, visit } from '../support/visit';
import { openWorld } from '../support/world';

const typed = (contractId: string): Record<string, string> => ({
  contractId, validFrom: '2026-10-14', validTo: '2027-05-25', fadingGoal: 'Желтоқсанға қарай тек сурет',
  'slots[0].weekday': '1', 'slots[0].startsAt': '09:00', 'slots[0].endsAt': '12:00',
  'slots[1].weekday': '', 'slots[1].startsAt': '', 'slots[1].endsAt': '',
});
const ending = { endsOn: '2026-12-25', reason: 'Келісім бойынша', version: '1' };

test('the board is open to the coordinator of a school and to nobody else', async () => {
  const world = await openWorld();
  await waitingNeed(world);
  expect(await answerOf(boardLoader(await visit(world, 'saule', { url: '/assistants?show=all&q=алих' })))).toMatchObject({ status: 200, data: { total: 1, query: { show: 'all', q: 'алих' } } });
  for (const person of ['bolat', 'ainur', 'dana', 'marat', 'kanat', 'nurlan'] as const) {
    expect(await answerOf(boardLoader(await visit(world, person))), person).toMatchObject({ status: 404 });
  }
});

test('a filter that is not ours means the missing ones', async () => {
  expect(await answerOf(boardLoader(await visit(await openWorld(), 'saule', { url: '/assistants?show=everything' })))).toMatchObject({ data: { query: { show: 'missing' } } });
});

test('a coordinator sends the timetable and lands on the assignment', async () => {
  const world = await openWorld();
  const params = { needId: await waitingNeed(world) };
  const contractId = await contractOf(world);
  expect(await answerOf(loader(await visit(world, 'saule', { params })))).toMatchObject({ status: 200, data: { need: { hours: 12, missing: 12 }, pool: [{ id: contractId, free: 18 }] } });
  const { status, location } = await answerOf(action(await send(world, 'saule', typed(contractId), { params })));
  expect(status).toBe(303);
  expect(location).toMatch(/^\/assignments\/[0-9a-f-]{36}$/);
});

test('a timetable that does not fit comes back with the numbers and what was typed', async () => {
  const world = await openWorld();
  const params = { needId: await waitingNeed(world, { hours: 2 }) };
  const contractId = await contractOf(world);
  expect(await answerOf(action(await send(world, 'saule', typed(contractId), { params })))).toMatchObject({
    status: 409,
    data: { reason: 'assignment.over-need', values: { left: 2 }, typed: { 'slots[0].startsAt': ['09:00'], fadingGoal: ['Желтоқсанға қарай тек сурет'] } },
  });
});

test('half a row, a missing fading goal and dates that run backwards are named at their fields', async () => {
  const world = await openWorld();
  const params = { needId: await waitingNeed(world) };
  const wrong = { ...typed(await contractOf(world)), 'slots[1].weekday': '2', fadingGoal: ' ' };
  expect(await answerOf(action(await send(world, 'saule', wrong, { params })))).toMatchObject({
    status: 422,
    data: { fields: { 'slots[1].startsAt': 'field.required', 'slots[1].endsAt': 'field.required', fadingGoal: 'field.required' } },
  });
  const backwards = { ...typed(await contractOf(world)), validTo: '2026-10-13' };
  expect(await answerOf(action(await send(world, 'saule', backwards, { params })))).toMatchObject({ status: 422, data: { fields: { validTo: 'field.before-start' } } });
});

test('a teacher, a parent and the coordinator of another school cannot assign', async () => {
  const world = await openWorld();
  const params = { needId: await waitingNeed(world) };
  const contractId = await contractOf(world);
  for (const person of ['bolat', 'dana', 'roza'] as const) {
    expect(await answerOf(loader(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(action(await send(world, person, typed(contractId), { params }))), person).toMatchObject({ status: 404 });
  }
});

test('an assistant opens the own assignment, a parent the child’s, a stranger none', async () => {
  const world = await openWorld();
  const params = { assignmentId: (await assigned(world)).assignmentId };
  for (const person of ['ainur', 'bolat', 'saule', 'dana'] as const) expect(await answerOf(assignmentLoader(await visit(world, person, { params }))), person).toMatchObject({ status: 200 });
  for (const person of ['erlan', 'roza', 'marat'] as const) expect(await answerOf(assignmentLoader(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
});

test('a coordinator ends an assignment; sent a second time with another day it comes back with what stands', async () => {
  const world = await openWorld();
  const params = { assignmentId: (await assigned(world)).assignmentId };
  expect(await answerOf(endingLoader(await visit(world, 'saule', { params })))).toMatchObject({ status: 200, data: { version: 1, state: 'active' } });
  expect(await answerOf(endingAction(await send(world, 'saule', ending, { params })))).toMatchObject({ status: 303, location: '/assistants' });
  expect(await answerOf(endingAction(await send(world, 'saule', { ...ending, endsOn: '2026-11-01' }, { params })))).toMatchObject({
    status: 409,
    data: { reason: 'changed-meanwhile', theirs: { endsOn: '2026-12-25', version: '2' }, typed: { endsOn: ['2026-11-01'] } },
  });
});

test('an ended assignment cannot be ended again, and only a coordinator comes to the form', async () => {
  const world = await openWorld();
  const params = { assignmentId: (await assigned(world)).assignmentId };
  expect(await answerOf(endingAction(await send(world, 'saule', { ...ending, atOnce: 'yes' }, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(endingAction(await send(world, 'saule', { ...ending, version: '2' }, { params })))).toMatchObject({ status: 409, data: { reason: 'assignment.ended' } });
  for (const person of ['bolat', 'ainur', 'dana'] as const) expect(await answerOf(endingLoader(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
});

test('a coordinator adds a contract to the pool; what is missing is named', async () => {
  const world = await openWorld();
  const contract = { userId: world.people.ainur.userId, hours: '18', qualification: 'колледж', 'languages[]': ['kk', 'ru'], validFrom: '2026-09-01', validTo: '' };
  expect(await answerOf(contractAction(await send(world, 'saule', { ...contract, hours: '61', 'languages[]': [] })))).toMatchObject({ status: 422, data: { fields: { hours: 'field.out-of-range' } } });
  expect(await answerOf(contractAction(await send(world, 'saule', contract)))).toMatchObject({ status: 303, location: '/assistants' });
  expect(await answerOf(contractAction(await send(world, 'saule', contract)))).toMatchObject({ status: 409, data: { reason: 'assignment.contract-exists', typed: { qualification: ['колледж'] } } });
  for (const person of ['bolat', 'ainur', 'dana', 'marat'] as const) expect(await answerOf(contractLoader(await visit(world, person))), person).toMatchObject({ status: 404 });
});
