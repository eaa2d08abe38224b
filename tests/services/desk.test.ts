import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries } from '#db/schema';
import {
  addAbsence, addCrew, addHours, addRoom, cancelAbsence, changeCrew, changeRoom, endHours, keepVisitRules, listAbsences, openAbsence, openCrew, openDesk, openRoom,
} from '~/services/desk.server';
import { bookVisit } from '~/services/visits.server';
import { appointment, arrangedDesk, crewOf, waitingStranger } from '../support/story-visits';
import { openWorld } from '../support/world';

test('the registrar sets up rooms, crews and hours, and the head finds them on the desk', async () => {
  const world = await openWorld();
  await arrangedDesk(world);
  const desk = await openDesk(world.as('marat'));
  expect(desk.rooms.map(({ name }) => name)).toEqual(['1', '2']);
  expect(desk.crews.map(({ name, seats }) => [name, seats.length])).toEqual([['А құрамы', 2], ['Б құрамы', 2]]);
  expect(desk.people).toHaveLength(4);
  expect(desk.people[0]?.hours).toHaveLength(5);
  expect(desk).toMatchObject({ rules: { minutes: 60, most: 4 }, can: { arrange: true } });
  const lines = await world.database.read((tx) => tx.select({ detail: auditEntries.detail }).from(auditEntries).where(eq(auditEntries.action, 'desk.arrange')));
  expect(lines).toHaveLength(2 + 2 + 20);
});

test('nobody but the head and the registrar of the PMPC touches its desk', async () => {
  const world = await openWorld();
  const { rooms } = await arrangedDesk(world);
  for (const person of ['aigerim', 'timur', 'saule', 'bolat', 'ainur', 'dana', 'kanat', 'nurlan'] as const) {
    await expect(openDesk(world.as(person)), person).rejects.toThrow('not-found');
    await expect(addRoom(world.as(person), { name: '9' }), person).rejects.toThrow('not-found');
  }
  await expect(openRoom(world.as('otherHead'), rooms[0])).rejects.toThrow('not-found');
  expect((await openDesk(world.as('otherHead'))).rooms).toEqual([]);
});

test('two rooms do not share a name, whatever the case and the spaces', async () => {
  const world = await openWorld();
  await addRoom(world.as('gulnar'), { name: 'Ойын бөлмесі' });
  await expect(addRoom(world.as('gulnar'), { name: ' ойын  БӨЛМЕСІ' })).rejects.toThrow('desk.name-taken');
  await expect(addRoom(world.as('otherHead'), { name: 'Ойын бөлмесі' })).resolves.toMatch(/-/);
});

test('a room that somebody else has just changed comes back with what it is called now', async () => {
  const world = await openWorld();
  const id = await addRoom(world.as('gulnar'), { name: '1' });
  await changeRoom(world.as('marat'), id, { name: '1а', active: true, version: 1 });
  await expect(changeRoom(world.as('gulnar'), id, { name: '1б', active: true, version: 1 })).rejects.toMatchObject({ reason: 'changed-meanwhile', theirs: { name: '1а', version: '2' } });
});

test('a crew has somebody in it, and only those who work here in that specialty', async () => {
  const world = await openWorld();
  await expect(addCrew(world.as('gulnar'), crewOf(world, 'А', []))).rejects.toThrow('assessment.team-empty');
  const wrong = crewOf(world, 'А', []);
  await expect(addCrew(world.as('gulnar'), { ...wrong, seats: { ...wrong.seats, neurologist: world.people.aigerim.userId } })).rejects.toThrow('assessment.member-not-here');
  const id = await addCrew(world.as('gulnar'), crewOf(world, 'А', ['aigerim']));
  await changeCrew(world.as('gulnar'), id, { ...crewOf(world, 'А', ['aigerim', 'timur']), active: true, version: 1 });
  expect((await openCrew(world.as('marat'), id)).crew).toMatchObject({ version: 2, seats: { psychologist: world.people.aigerim.userId, neurologist: world.people.timur.userId } });
  await expect(changeCrew(world.as('marat'), id, { ...crewOf(world, 'Б', ['zhanar']), active: true, version: 1 })).rejects.toMatchObject({ theirs: { name: 'А', version: '2' } });
});

test('overlapping hours of one specialist are refused, and none of the days is written', async () => {
  const world = await openWorld();
  const draft = { userId: world.people.aigerim.userId, weekdays: [2], startsAt: '09:00', endsAt: '12:00', validFrom: '2026-09-01', validTo: null };
  await addHours(world.as('gulnar'), draft);
  await expect(addHours(world.as('gulnar'), { ...draft, weekdays: [1, 2], startsAt: '11:00', endsAt: '13:00' })).rejects.toThrow('desk.hours-overlap');
  const own = async () => (await openDesk(world.as('gulnar'))).people.find(({ userId }) => userId === draft.userId)?.hours ?? [];
  expect(await own()).toHaveLength(1);
  const [first] = await own();
  await endHours(world.as('gulnar'), first?.id ?? '', '2026-10-16');
  await expect(endHours(world.as('gulnar'), first?.id ?? '', '2026-10-20')).rejects.toThrow('desk.ended');
  await expect(addHours(world.as('gulnar'), { ...draft, startsAt: '11:00', endsAt: '13:00', validFrom: '2026-10-17' })).resolves.toBeUndefined();
});

test('a person of another house gets no hours here', async () => {
  const world = await openWorld();
  const draft = { userId: world.people.bolat.userId, weekdays: [2], startsAt: '09:00', endsAt: '12:00', validFrom: '2026-09-01', validTo: null };
  await expect(addHours(world.as('gulnar'), draft)).rejects.toThrow('assessment.member-not-here');
});

test('an absence moves nothing by itself: it lists the booked visits it hits', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  await bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk));
  await bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk, { crewId: desk.crews[1], roomId: desk.rooms[1] }));
  const id = await addAbsence(world.as('gulnar'), { userId: world.people.aigerim.userId, kind: 'leave', firstDay: '2026-10-20', lastDay: '2026-10-23' });
  const page = await openAbsence(world.as('marat'), id);
  expect(page.hit).toMatchObject([{ day: '2026-10-21', startsAt: '09:00', room: '1', crew: 'А құрамы' }]);
  expect((await openDesk(world.as('gulnar'))).absences).toMatchObject([{ kind: 'leave', hit: 1 }]);
  await expect(addAbsence(world.as('gulnar'), { userId: world.people.aigerim.userId, kind: 'sick', firstDay: '2026-10-23', lastDay: '2026-10-24' })).rejects.toThrow('desk.absence-overlap');
});

test('an absence taken back frees the days, and is taken back once', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const id = await addAbsence(world.as('gulnar'), { userId: world.people.aigerim.userId, kind: 'leave', firstDay: '2026-10-20', lastDay: '2026-10-23' });
  await expect(bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk))).rejects.toThrow('visit.member-away');
  await cancelAbsence(world.as('gulnar'), id);
  await expect(cancelAbsence(world.as('gulnar'), id)).rejects.toThrow('desk.ended');
  await expect(bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk))).resolves.toMatch(/-/);
  expect((await listAbsences(world.as('gulnar'), { show: 'coming', userId: null, after: null })).rows).toEqual([]);
  expect((await listAbsences(world.as('gulnar'), { show: 'cancelled', userId: world.people.aigerim.userId, after: null })).rows).toMatchObject([{ id, cancelled: true }]);
});

test('the length of a visit is the PMPC’s own setting', async () => {
  const world = await openWorld();
  await keepVisitRules(world.as('marat'), { minutes: 30, most: 2 });
  expect((await openDesk(world.as('gulnar'))).rules).toEqual({ minutes: 30, most: 2 });
  expect((await openDesk(world.as('otherHead'))).rules).toEqual({ minutes: 60, most: 4 });
});
