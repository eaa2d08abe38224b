import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assignments, assistantContracts, auditEntries, enrolments } from '#db/schema';
import { addContract, assignAssistant, endAssignment, openAssignment, openBoard, startAssignment, startContract, startEnding } from '~/services/assistants.server';
import { listChildren } from '~/services/children.server';
import { assigned, assignmentOf, contractOf, later, MORNINGS, needState, onDay, secondAssistant, slot, waitingNeed } from '../support/story-progress';
import { leaveSchool, openWorld, restrict, type World } from '../support/world';

const everything = { q: '', show: 'all' as const };
const ending = { endsOn: '2026-10-14', reason: 'Басқа мектепке ауысты', atOnce: false, version: 1 };

async function assignmentsOf(world: World) {
  return world.database.read((tx) => tx.select({ id: assignments.id, state: assignments.state, validTo: assignments.validTo, version: assignments.version }).from(assignments));
}

test('the board shows whose hours are missing, since when, and who is free', async () => {
  const world = await openWorld();
  await waitingNeed(world);
  await contractOf(world);
  const board = await openBoard(world.as('saule'), { q: '', show: 'missing' });
  expect(board.needs).toMatchObject([{ childId: world.alikhan, hours: 12, covered: 0, missing: 12, waitingDays: 13 }]);
  expect(board.pool).toMatchObject([{ hours: 18, assigned: 0, free: 18, over: 0, clashes: [], languages: ['kk', 'ru'] }]);
  expect(board).toMatchObject({ total: 1, missingHours: 12, week: [], can: { assign: true, addContract: true } });
});

test('assigning covers the hours, fills the week and is written down', async () => {
  const world = await openWorld();
  const { needId, assignmentId } = await assigned(world);
  const board = await openBoard(world.as('saule'), everything);
  expect(board.needs).toMatchObject([{ covered: 12, missing: 0, coming: null }]);
  expect(board.pool).toMatchObject([{ assigned: 12, free: 6 }]);
  expect(board.week).toMatchObject([{ slots: MORNINGS.map((one) => ({ ...one, assignmentId, childName: 'Серіков Әлихан' })) }]);
  expect(await needState(world, needId)).toBe('assigned');
  const lines = await world.database.read((tx) => tx.select().from(auditEntries).where(and(eq(auditEntries.action, 'assignment.change'), eq(auditEntries.subjectId, assignmentId))));
  expect(lines).toMatchObject([{ childId: world.alikhan, detail: 'assigned' }]);
});

test('a need that is covered leaves the list of the missing and stays in the list of all', async () => {
  const world = await openWorld();
  await assigned(world);
  expect((await openBoard(world.as('saule'), { q: '', show: 'missing' })).needs).toEqual([]);
  expect((await openBoard(world.as('saule'), { q: 'алих', show: 'all' })).needs).toHaveLength(1);
  expect((await openBoard(world.as('saule'), { q: 'нұрбек', show: 'all' })).needs).toEqual([]);
});

test('half of the hours leaves the other half missing, and two assistants may share a need', async () => {
  const world = await openWorld();
  const needId = await waitingNeed(world);
  const first = await contractOf(world);
  const second = await contractOf(world, 18, await secondAssistant(world));
  await assignAssistant(world.as('saule'), needId, assignmentOf(first, { slots: MORNINGS.slice(0, 2) }));
  expect((await openBoard(world.as('saule'), everything)).needs).toMatchObject([{ covered: 6, missing: 6 }]);
  await assignAssistant(world.as('saule'), needId, assignmentOf(second, { slots: MORNINGS.slice(2) }));
  expect((await openBoard(world.as('saule'), everything)).needs).toMatchObject([{ covered: 12, missing: 0 }]);
});

test('hours beyond the contract are refused with what is free', async () => {
  const world = await openWorld();
  const needId = await waitingNeed(world);
  const contractId = await contractOf(world, 10);
  await expect(assignAssistant(world.as('saule'), needId, assignmentOf(contractId))).rejects.toMatchObject({ reason: 'assignment.over-contract', values: { free: 10 } });
  expect(await assignmentsOf(world)).toEqual([]);
});

test('a clash with another child of the same assistant is refused with the day and the time', async () => {
  const world = await openWorld();
  const { contractId } = await assigned(world, { slots: MORNINGS.slice(0, 1) });
  const other = await waitingNeed(world);
  await expect(assignAssistant(world.as('saule'), other, assignmentOf(contractId, { slots: [slot(1, '11:30', '12:30')] }))).rejects.toMatchObject({
    reason: 'assignment.clash',
    values: { weekday: 1, from: '09:00', to: '12:00' },
  });
});

test('hours beyond the recommendation are refused with what is left', async () => {
  const world = await openWorld();
  const needId = await waitingNeed(world, { hours: 4 });
  const contractId = await contractOf(world);
  await expect(assignAssistant(world.as('saule'), needId, assignmentOf(contractId))).rejects.toMatchObject({ reason: 'assignment.over-need', values: { left: 4 } });
});

test('of twenty who want the last hours at once exactly one succeeds', async () => {
  const world = await openWorld();
  const needId = await waitingNeed(world);
  const contractId = await contractOf(world, 12);
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => assignAssistant(world.as('saule'), needId, assignmentOf(contractId))));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await assignmentsOf(world)).toHaveLength(1);
});

test('nobody but the coordinator of the child’s school sees the board or assigns', async () => {
  const world = await openWorld();
  const needId = await waitingNeed(world);
  const contractId = await contractOf(world);
  for (const person of ['bolat', 'ainur', 'dana', 'marat', 'aigerim', 'roza', 'kanat', 'nurlan'] as const) {
    await expect(assignAssistant(world.as(person), needId, assignmentOf(contractId)), person).rejects.toThrow('not-found');
    await expect(startAssignment(world.as(person), needId), person).rejects.toThrow('not-found');
    if (person !== 'roza') await expect(openBoard(world.as(person), everything), person).rejects.toThrow('not-found');
  }
  expect(await openBoard(world.as('roza'), everything)).toMatchObject({ needs: [], pool: [], week: [] });
});

test('an assistant of another school cannot be assigned here', async () => {
  const world = await openWorld();
  const needId = await waitingNeed(world);
  await expect(assignAssistant(world.as('saule'), needId, assignmentOf(needId))).rejects.toThrow('not-found');
});

test('a child who has left the school leaves its board', async () => {
  const world = await openWorld();
  const needId = await waitingNeed(world);
  await leaveSchool(world, '2026-10-13');
  expect((await openBoard(world.as('saule'), everything)).needs).toEqual([]);
  await expect(startAssignment(world.as('saule'), needId)).rejects.toThrow('not-found');
});

test('the assistant opens the child from the first day of the assignment, not before', async () => {
  const world = await openWorld();
  const { assignmentId } = await assigned(world, { validFrom: '2026-10-19' });
  const anyone = { q: '', show: 'all' as const, after: null };
  expect((await listChildren(world.as('ainur'), anyone)).total).toBe(0);
  const monday = later(world, 'ainur', onDay('2026-10-19'));
  expect((await listChildren(monday, anyone)).rows).toMatchObject([{ id: world.alikhan }]);
  expect(await openAssignment(monday, assignmentId)).toMatchObject({ hours: 12, slots: MORNINGS, can: { end: false } });
  expect((await openBoard(world.as('saule'), everything)).needs).toMatchObject([{ covered: 0, missing: 12, coming: { on: '2026-10-19', hours: 12 } }]);
});

test('a teacher of the child sees the whole assignment, the family the name and the hours, strangers nothing', async () => {
  const world = await openWorld();
  const { assignmentId } = await assigned(world);
  expect(await openAssignment(world.as('bolat'), assignmentId)).toMatchObject({ slots: MORNINGS, fadingGoal: 'Желтоқсанға қарай тек сурет', can: { end: false } });
  const family = await openAssignment(world.as('dana'), assignmentId);
  expect(family).toMatchObject({ assistant: 'Тегі Ainur', hours: 12, slots: null, tasks: null, fadingGoal: null });
  expect(JSON.stringify(family)).not.toContain('09:00');
  for (const person of ['erlan', 'roza', 'yerbol', 'marat', 'aigerim', 'kanat', 'nurlan'] as const) {
    await expect(openAssignment(world.as(person), assignmentId), person).rejects.toThrow('not-found');
  }
});

test('a guardian restricted by location does not learn of the assistant', async () => {
  const world = await openWorld();
  const { assignmentId } = await assigned(world);
  await restrict(world, world.danaGuardian, 'location');
  await expect(openAssignment(world.as('dana'), assignmentId)).rejects.toThrow('not-found');
});

test('an assignment that ends on a day is read until its close', async () => {
  const world = await openWorld();
  const { needId, assignmentId } = await assigned(world);
  await endAssignment(world.as('saule'), assignmentId, ending);
  await expect(openAssignment(world.as('ainur'), assignmentId)).resolves.toMatchObject({ validTo: '2026-10-14', state: 'active' });
  await expect(openAssignment(later(world, 'ainur', new Date('2026-10-14T19:00:00Z')), assignmentId)).rejects.toThrow('not-found');
  expect(await needState(world, needId)).toBe('assigned');
});

test('an assignment ended at once closes the child to the assistant and the need waits again', async () => {
  const world = await openWorld();
  const { needId, assignmentId } = await assigned(world);
  await openAssignment(world.as('ainur'), assignmentId);
  await endAssignment(world.as('saule'), assignmentId, { ...ending, atOnce: true });
  await expect(openAssignment(world.as('ainur'), assignmentId)).rejects.toThrow('not-found');
  expect(await needState(world, needId)).toBe('requested');
  expect(await assignmentsOf(world)).toMatchObject([{ state: 'ended', validTo: '2026-10-13' }]);
  expect(await openAssignment(world.as('saule'), assignmentId)).toMatchObject({ state: 'ended', endReason: ending.reason, can: { end: false } });
  await expect(endAssignment(world.as('saule'), assignmentId, { ...ending, version: 2 })).rejects.toThrow('assignment.ended');
});

test('hours set free may be given again', async () => {
  const world = await openWorld();
  const { needId, contractId, assignmentId } = await assigned(world);
  await expect(assignAssistant(world.as('saule'), needId, assignmentOf(contractId))).rejects.toThrow('assignment.clash');
  await endAssignment(world.as('saule'), assignmentId, { ...ending, atOnce: true });
  await expect(assignAssistant(world.as('saule'), needId, assignmentOf(contractId))).resolves.toMatch(/-/);
});

test('an ending over an older version comes back with what stands now', async () => {
  const world = await openWorld();
  const { assignmentId } = await assigned(world);
  await endAssignment(world.as('saule'), assignmentId, { ...ending, endsOn: '2026-12-25' });
  await expect(endAssignment(world.as('saule'), assignmentId, ending)).rejects.toMatchObject({
    reason: 'changed-meanwhile',
    theirs: { reason: ending.reason, endsOn: '2026-12-25', version: '2' },
  });
});

test('only the coordinator of the school ends an assignment', async () => {
  const world = await openWorld();
  const { assignmentId } = await assigned(world);
  for (const person of ['bolat', 'ainur', 'dana', 'roza', 'kanat'] as const) {
    await expect(endAssignment(world.as(person), assignmentId, ending), person).rejects.toThrow('not-found');
    await expect(startEnding(world.as(person), assignmentId), person).rejects.toThrow('not-found');
  }
});

test('a coordinator puts an assistant of the organisation into the pool, once for the same days', async () => {
  const world = await openWorld();
  const { people } = await startContract(world.as('saule'));
  expect(people).toEqual([{ id: world.people.ainur.userId, name: 'Тегі Ainur' }]);
  const draft = { userId: world.people.ainur.userId, hours: 18, qualification: 'колледж', languages: ['kk' as const], validFrom: '2026-09-01', validTo: '2026-12-31' };
  await addContract(world.as('saule'), draft);
  await expect(addContract(world.as('saule'), { ...draft, validFrom: '2026-12-31', validTo: null })).rejects.toThrow('assignment.contract-exists');
  await expect(addContract(world.as('saule'), { ...draft, validFrom: '2027-01-01', validTo: null })).resolves.toMatch(/-/);
  expect(await world.database.read((tx) => tx.select({ hours: assistantContracts.hours }).from(assistantContracts))).toHaveLength(2);
});

test('nobody is put into the pool by anyone else, nor who is no assistant here', async () => {
  const world = await openWorld();
  const draft = { userId: world.people.ainur.userId, hours: 18, qualification: 'колледж', languages: ['kk' as const], validFrom: '2026-09-01', validTo: null };
  for (const person of ['bolat', 'ainur', 'dana', 'roza', 'marat', 'kanat'] as const) {
    await expect(addContract(world.as(person), draft), person).rejects.toThrow('not-found');
  }
  await expect(addContract(world.as('saule'), { ...draft, userId: world.people.bolat.userId })).rejects.toThrow('not-found');
});

test('another place where the child learns too neither opens nor ends the assignment', async () => {
  const world = await openWorld();
  const { assignmentId } = await assigned(world);
  await world.database.transaction(async (tx) => {
    await tx.insert(enrolments).values({ childId: world.alikhan, organisationId: world.places.otherSchool, className: '2 «А»', validFrom: '2026-09-01' });
  });
  await expect(openAssignment(world.as('roza'), assignmentId)).rejects.toThrow('not-found');
  await expect(endAssignment(world.as('roza'), assignmentId, ending)).rejects.toThrow('not-found');
  expect(await assignmentsOf(world)).toMatchObject([{ state: 'active', validTo: '2027-05-25', version: 1 }]);
});
