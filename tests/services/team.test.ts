import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { memberships, newId, teamMembers, users } from '#db/schema';
import { listChildren } from '~/services/children.server';
import { assignToTeam, endTeamPlace, listTeam, startEnding, startJoining } from '~/services/team.server';
import { openWorld, type World } from '../support/world';

/** A speech therapist of school № 12. */
async function speechTherapist(world: World): Promise<string> {
  const userId = newId();
  await world.database.transaction(async (tx) => {
    await tx.insert(users).values({ id: userId, email: 'speech@qadam.test', surname: 'Тегі', givenName: 'Айгүл', folded: 'айгул', sortKey: 'a', createdAt: new Date('2026-08-01T00:00:00Z') });
    await tx.insert(memberships).values({ userId, organisationId: world.places.school, role: 'teacher', specialty: 'speech_therapist', validFrom: '2026-08-01' });
  });
  return userId;
}

async function placeOfBolat(world: World): Promise<string> {
  const [place] = await world.database.read((tx) => tx.select({ id: teamMembers.id }).from(teamMembers).where(eq(teamMembers.userId, world.people.bolat.userId)));
  return place?.id ?? '';
}

const from = { part: 'speech_therapist', validFrom: '2026-10-14', validTo: null } as const;

test('a coordinator puts a specialist of the school into the team', async () => {
  const world = await openWorld();
  const userId = await speechTherapist(world);
  await assignToTeam(world.as('saule'), world.alikhan, { ...from, userId });
  const { rows, can } = await listTeam(world.as('saule'), world.alikhan);
  expect(rows.map(({ name, part }) => [name, part])).toEqual(expect.arrayContaining([['Тегі Айгүл', 'speech_therapist'], ['Тегі Bolat', 'class_teacher']]));
  expect(can.assign).toBe(true);
});

test('the directory offers teachers of the own school, not assistants and not those of another school', async () => {
  const world = await openWorld();
  const { people } = await startJoining(world.as('saule'), world.alikhan);
  expect(people.map(({ id }) => id)).toEqual([world.people.bolat.userId]);
  for (const person of ['yerbol', 'ainur', 'aigerim'] as const) {
    await expect(assignToTeam(world.as('saule'), world.alikhan, { ...from, userId: world.people[person].userId }), person).rejects.toThrow('field.choose');
  }
});

test('nobody joins twice at a time', async () => {
  const world = await openWorld();
  await expect(assignToTeam(world.as('saule'), world.alikhan, { ...from, userId: world.people.bolat.userId })).rejects.toThrow('team.already-there');
});

test('only the coordinator of the child’s school changes the team', async () => {
  const world = await openWorld();
  const userId = await speechTherapist(world);
  const place = await placeOfBolat(world);
  for (const person of ['bolat', 'ainur', 'marat', 'dana', 'roza', 'kanat', 'nurlan'] as const) {
    await expect(assignToTeam(world.as(person), world.alikhan, { ...from, userId }), person).rejects.toThrow('not-found');
    await expect(endTeamPlace(world.as(person), place, { lastDay: '2026-10-14', atOnce: false }), person).rejects.toThrow('not-found');
    await expect(startEnding(world.as(person), place), person).rejects.toThrow('not-found');
  }
});

test('a teacher of the child reads the team without buttons; others find no page', async () => {
  const world = await openWorld();
  const { rows, can } = await listTeam(world.as('bolat'), world.alikhan);
  expect(rows.map(({ can: buttons }) => buttons.end)).toEqual([false]);
  expect(can.assign).toBe(false);
  for (const person of ['dana', 'marat', 'aigerim', 'yerbol', 'roza', 'kanat'] as const) {
    await expect(listTeam(world.as(person), world.alikhan), person).rejects.toThrow('not-found');
  }
});

test('a teacher whose place has ended reads to midnight of the last day and not after', async () => {
  const world = await openWorld();
  await endTeamPlace(world.as('saule'), await placeOfBolat(world), { lastDay: '2026-10-14', atOnce: false });
  const children = async (now: Date) => (await listChildren(world.as('bolat', now), { q: '', show: 'all', after: null })).total;
  expect(await children(new Date('2026-10-14T18:59:00Z'))).toBe(1);
  expect(await children(new Date('2026-10-14T19:01:00Z'))).toBe(0);
});

test('ending at once closes the file with the next request', async () => {
  const world = await openWorld();
  const place = await placeOfBolat(world);
  await endTeamPlace(world.as('saule'), place, { lastDay: '2026-10-14', atOnce: true });
  await expect(listTeam(world.as('bolat'), world.alikhan)).rejects.toThrow('not-found');
  await expect(endTeamPlace(world.as('saule'), place, { lastDay: '2026-10-14', atOnce: false })).rejects.toThrow('team.ended');
  expect((await listTeam(world.as('saule'), world.alikhan)).rows).toMatchObject([{ over: true, can: { end: false } }]);
});
