import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, sessions, users } from '#db/schema';
import { hashPassword, passwordFits } from '~/http/password.server';
import { signIn } from '~/http/session.server';
import { loader } from '~/routes/account._index';
import { action as change, loader as form } from '~/routes/account.password';
import { action as end } from '~/routes/account.sessions.$sessionId.ending';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, type Person, type World } from '../support/world';

const OLD = 'ескі құпия сөйлем';
const NEW = 'тауда қар жауып тұр';
const now = () => new Date();

async function withPassword(world: World, person: Person): Promise<void> {
  const passwordHash = await hashPassword(OLD);
  await world.database.transaction(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, world.people[person].userId));
  });
}

const sessionsOf = (world: World, person: Person) =>
  world.database.read((tx) => tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, world.people[person].userId)));

/** A sign-in on another device. */
async function elsewhere(world: World, person: Person): Promise<string> {
  const before = (await sessionsOf(world, person)).map(({ id }) => id);
  const { context, request } = await visit(world, null);
  await signIn(context, request, world.people[person].userId, world.people[person].membershipId, false);
  const added = (await sessionsOf(world, person)).find(({ id }) => !before.includes(id));
  return added?.id ?? '';
}

test('everybody opens their own account, and sees their place, sign-ins and latest lines', async () => {
  const world = await openWorld();
  for (const person of ['saule', 'dana', 'kanat', 'nurlan', 'aigerim', 'ainur'] as const) {
    const { status, data } = await answerOf(loader(await visit(world, person, { now: now() })));
    expect(status, person).toBe(200);
    expect(data, person).toMatchObject({ email: `${person}@qadam.test`, places: [{ current: true }], sessions: [{ current: true }] });
  }
});

test('another sign-in of one’s own can be ended; the one in use and other people’s cannot', async () => {
  const world = await openWorld();
  const other = await elsewhere(world, 'saule');
  const strangers = await elsewhere(world, 'bolat');
  expect(await answerOf(end(await send(world, 'saule', {}, { params: { sessionId: strangers } })))).toMatchObject({ status: 404 });
  expect(await answerOf(end(await send(world, 'saule', {}, { params: { sessionId: other } })))).toMatchObject({ status: 303, location: '/account?done=session' });
  expect((await sessionsOf(world, 'saule')).map(({ id }) => id)).not.toContain(other);
  expect((await sessionsOf(world, 'bolat')).map(({ id }) => id)).toContain(strangers);

  const visitor = await send(world, 'dana', {});
  const [own] = await sessionsOf(world, 'dana');
  expect(await answerOf(end({ ...visitor, params: { sessionId: own?.id ?? '' } }))).toMatchObject({ status: 404 });
});

test('a password is changed with the old one, other sign-ins end, and the record says so', async () => {
  const world = await openWorld();
  await withPassword(world, 'saule');
  const other = await elsewhere(world, 'saule');
  expect(await answerOf(change(await send(world, 'saule', { current: OLD, password: NEW })))).toMatchObject({ status: 303, location: '/account?done=password' });
  const left = (await sessionsOf(world, 'saule')).map(({ id }) => id);
  expect(left).toHaveLength(1);
  expect(left).not.toContain(other);
  const [user] = await world.database.read((tx) => tx.select({ hash: users.passwordHash }).from(users).where(eq(users.id, world.people.saule.userId)));
  expect(await passwordFits(user?.hash ?? null, NEW)).toBe(true);
  const lines = await world.database.read((tx) => tx.select({ detail: auditEntries.detail }).from(auditEntries).where(eq(auditEntries.action, 'account.self')));
  expect(lines.map(({ detail }) => detail)).toContain('password changed');
});

test('a wrong old password changes nothing, and what was typed never comes back', async () => {
  const world = await openWorld();
  await withPassword(world, 'saule');
  const answer = await answerOf(change(await send(world, 'saule', { current: 'басқа құпия сөз', password: NEW })));
  expect(answer).toMatchObject({ status: 422, data: { fields: { current: 'field.password-wrong' }, typed: {} } });
  const missing = await answerOf(change(await send(world, 'saule', { current: '', password: NEW })));
  expect(missing).toMatchObject({ status: 422, data: { fields: { current: 'field.required' }, typed: {} } });
});

test('staff need twelve characters, families ten', async () => {
  const world = await openWorld();
  for (const person of ['saule', 'dana'] as const) await withPassword(world, person);
  const short = { current: OLD, password: 'тау мен су' };
  expect(await answerOf(change(await send(world, 'saule', short)))).toMatchObject({ status: 422, data: { fields: { password: 'field.password-short' } } });
  expect(await answerOf(change(await send(world, 'dana', short)))).toMatchObject({ status: 303 });
  expect((await answerOf(form(await visit(world, 'dana')))).data).toMatchObject({ least: 10 });
  expect((await answerOf(form(await visit(world, 'saule')))).data).toMatchObject({ least: 12 });
});

test('guessing the old password is slowed down', async () => {
  const world = await openWorld();
  await withPassword(world, 'saule');
  const statuses: number[] = [];
  for (let guess = 0; guess < 8; guess += 1) {
    statuses.push((await answerOf(change(await send(world, 'saule', { current: `болжам ${guess}`, password: NEW })))).status);
  }
  expect(statuses.slice(0, 5)).toEqual([422, 422, 422, 422, 422]);
  expect(statuses.at(-1)).toBe(429);
});

test('somebody who is not signed in has no account page', async () => {
  expect((await answerOf(loader(await visit(await openWorld(), null, { url: '/account' })))).location).toBe('/login?to=%2Faccount');
});
