import { expect, test } from 'vitest';
import { loader as deskPage } from '~/routes/desk._index';
import { loader as absencePage } from '~/routes/desk.absences.$absenceId._index';
import { action as takeBack } from '~/routes/desk.absences.$absenceId.cancelling';
import { loader as absences } from '~/routes/desk.absences._index';
import { action as newAbsence, loader as newAbsencePage } from '~/routes/desk.absences.new';
import { action as editCrew, loader as editCrewPage } from '~/routes/desk.crews.$crewId.edit';
import { action as newCrew } from '~/routes/desk.crews.new';
import { action as endHours } from '~/routes/desk.hours.$hoursId.ending';
import { action as newHours } from '~/routes/desk.hours.new';
import { action as editRoom } from '~/routes/desk.rooms.$roomId.edit';
import { action as newRoom, loader as newRoomPage } from '~/routes/desk.rooms.new';
import { action as keepRules, loader as rulesPage } from '~/routes/desk.visits';
import { openDesk } from '~/services/desk.server';
import { arrangedDesk } from '../support/story-visits';
import { answerOf, send, visit } from '../support/visit';
import { openWorld } from '../support/world';

test('the registrar opens the desk and every form of it; a specialist and strangers find nothing', async () => {
  const world = await openWorld();
  await arrangedDesk(world);
  for (const door of [deskPage, absences, newRoomPage, newAbsencePage, rulesPage]) {
    expect((await answerOf(door(await visit(world, 'gulnar')))).status).toBe(200);
    for (const person of ['aigerim', 'saule', 'dana', 'kanat', 'nurlan'] as const) expect((await answerOf(door(await visit(world, person)))).status, person).toBe(404);
  }
});

test('a room is added, renamed and taken out of use', async () => {
  const world = await openWorld();
  expect(await answerOf(newRoom(await send(world, 'gulnar', { name: ' ' })))).toMatchObject({ status: 422, data: { fields: { name: 'field.required' } } });
  expect(await answerOf(newRoom(await send(world, 'gulnar', { name: '3' })))).toMatchObject({ status: 303, location: '/desk' });
  expect(await answerOf(newRoom(await send(world, 'marat', { name: '3' })))).toMatchObject({ status: 409, data: { reason: 'desk.name-taken', typed: { name: ['3'] } } });
  const params = { roomId: (await openDesk(world.as('gulnar'))).rooms[0]?.id ?? '' };
  expect(await answerOf(editRoom(await send(world, 'gulnar', { name: '3а', version: '1' }, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(editRoom(await send(world, 'marat', { name: '3б', active: 'yes', version: '1' }, { params })))).toMatchObject({ status: 409, data: { theirs: { name: '3а', active: '', version: '2' } } });
  expect((await openDesk(world.as('gulnar'))).rooms).toMatchObject([{ name: '3а', active: false }]);
  expect((await answerOf(editRoom(await send(world, 'otherHead', { name: 'x', version: '2' }, { params })))).status).toBe(404);
});

test('a crew without people comes back; one with people stands', async () => {
  const world = await openWorld();
  expect(await answerOf(newCrew(await send(world, 'gulnar', { name: 'А' })))).toMatchObject({ status: 409, data: { reason: 'assessment.team-empty', typed: { name: ['А'] } } });
  expect(await answerOf(newCrew(await send(world, 'gulnar', { name: 'А', 'seats.psychologist': world.people.aigerim.userId, 'seats.neurologist': '' })))).toMatchObject({ status: 303 });
  const params = { crewId: (await openDesk(world.as('gulnar'))).crews[0]?.id ?? '' };
  expect(await answerOf(editCrewPage(await visit(world, 'marat', { params })))).toMatchObject({ status: 200, data: { crew: { version: 1, seats: { psychologist: world.people.aigerim.userId } } } });
  const typed = { name: 'А', active: 'yes', version: '1', 'seats.neurologist': world.people.timur.userId };
  expect(await answerOf(editCrew(await send(world, 'marat', typed, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(editCrew(await send(world, 'gulnar', typed, { params })))).toMatchObject({ status: 409, data: { reason: 'changed-meanwhile', theirs: { 'seats.neurologist': world.people.timur.userId, version: '2' } } });
});

test('hours are added for several days at once and ended; overlapping ones come back', async () => {
  const world = await openWorld();
  const typed = { userId: world.people.aigerim.userId, 'weekdays[]': ['1', '3'], startsAt: '09:00', endsAt: '12:00', validFrom: '2026-10-01', validTo: '' };
  expect(await answerOf(newHours(await send(world, 'gulnar', { ...typed, 'weekdays[]': [], startsAt: '9' })))).toMatchObject({ status: 422, data: { fields: { startsAt: 'field.time' } } });
  expect(await answerOf(newHours(await send(world, 'gulnar', typed)))).toMatchObject({ status: 303 });
  expect(await answerOf(newHours(await send(world, 'marat', { ...typed, startsAt: '11:00', endsAt: '14:00' })))).toMatchObject({ status: 409, data: { reason: 'desk.hours-overlap', typed: { 'weekdays[]': ['1', '3'] } } });
  const own = (await openDesk(world.as('gulnar'))).people.find(({ userId }) => userId === world.people.aigerim.userId);
  const params = { hoursId: own?.hours[0]?.id ?? '' };
  expect((await answerOf(endHours(await send(world, 'aigerim', { lastDay: '2026-10-14' }, { params })))).status).toBe(404);
  expect(await answerOf(endHours(await send(world, 'gulnar', { lastDay: '2026-10-14' }, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(endHours(await send(world, 'gulnar', { lastDay: '2026-10-15' }, { params })))).toMatchObject({ status: 409, data: { reason: 'desk.ended' } });
});

test('an absence leads to the page of what it hits, and is taken back there', async () => {
  const world = await openWorld();
  await arrangedDesk(world);
  const typed = { userId: world.people.aigerim.userId, kind: 'leave', firstDay: '2026-10-20', lastDay: '2026-10-23' };
  expect(await answerOf(newAbsence(await send(world, 'gulnar', { ...typed, lastDay: '2026-10-19' })))).toMatchObject({ status: 422, data: { fields: { lastDay: 'field.before-start' } } });
  const { location } = await answerOf(newAbsence(await send(world, 'gulnar', typed)));
  expect(location).toMatch(/^\/desk\/absences\/[0-9a-f-]{36}$/);
  const params = { absenceId: location?.split('/').pop() ?? '' };
  expect(await answerOf(absencePage(await visit(world, 'marat', { params })))).toMatchObject({ status: 200, data: { absence: { kind: 'leave' }, hit: [], can: { cancel: true } } });
  expect((await answerOf(absencePage(await visit(world, 'aigerim', { params })))).status).toBe(404);
  expect((await answerOf(takeBack(await send(world, 'aigerim', {}, { params })))).status).toBe(404);
  expect(await answerOf(takeBack(await send(world, 'gulnar', {}, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(takeBack(await send(world, 'gulnar', {}, { params })))).toMatchObject({ status: 409, data: { reason: 'desk.ended' } });
  expect(await answerOf(absences(await visit(world, 'gulnar', { url: '/?show=cancelled' })))).toMatchObject({ status: 200, data: { total: 1, query: { show: 'cancelled' } } });
});

test('the length and number of visits stay within what an examination may take', async () => {
  const world = await openWorld();
  expect(await answerOf(keepRules(await send(world, 'marat', { minutes: '90', most: '3' })))).toMatchObject({ status: 422, data: { fields: { minutes: 'field.out-of-range' }, typed: { most: ['3'] } } });
  expect(await answerOf(keepRules(await send(world, 'marat', { minutes: '30', most: '3' })))).toMatchObject({ status: 303, location: '/desk' });
  expect((await answerOf(keepRules(await send(world, 'aigerim', { minutes: '30', most: '3' })))).status).toBe(404);
});
