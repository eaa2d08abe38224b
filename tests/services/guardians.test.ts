import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, guardians, memberships, oneTimeCodes, users } from '#db/schema';
import { guardianDraft, readCode } from '~/domain/guardians';
import { redeemInvitation } from '~/services/accounts.server';
import { firstBrokenLine } from '~/services/audit.server';
import { listChildren } from '~/services/children.server';
import { addGuardian, issueGuardianCode, listGuardians, redeemGuardianCode, startGuardian, tryGuardianCode } from '~/services/guardians.server';
import { NOW, openWorld, restrict, type World } from '../support/world';

const draft = guardianDraft.parse({
  surname: 'Серіков', givenName: 'Болат', relation: 'father', phone: '87010000002', address: 'Түркістан, Бекзат 2', household: 'own', language: 'ru',
});

const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

/** A code for Alikhan's father, made by Saule today. */
async function fatherWithCode(world: World): Promise<{ guardianId: string; code: string }> {
  const guardianId = await addGuardian(world.as('saule'), world.alikhan, draft);
  return { guardianId, code: await issueGuardianCode(world.as('saule'), guardianId) };
}

function key(code: string, birthYear = '2018', now = NOW) {
  return { code, birthYear, now, today: now.toISOString().slice(0, 10) };
}

const newAccount = { email: 'Father@Qadam.test', passwordHash: 'a hash' };

test('a coordinator writes a guardian down, and the telephone is sealed in the file', async () => {
  const world = await openWorld();
  const id = await addGuardian(world.as('saule'), world.alikhan, draft);
  const [row] = await world.database.read((tx) => tx.select().from(guardians).where(eq(guardians.id, id)));
  expect(row).toMatchObject({ phone: '+77010000002', userId: null, validFrom: '2026-10-14', verifiedBy: world.people.saule.userId });
  const lines = await world.database.read((tx) => tx.select().from(auditEntries).where(eq(auditEntries.subjectId, id)));
  expect(lines.map(({ action, childId }) => [action, childId])).toEqual([['guardian.link', world.alikhan]]);
});

test('only coordinators of the child’s organisation add a guardian', async () => {
  const world = await openWorld();
  for (const person of ['bolat', 'ainur', 'aigerim', 'marat', 'dana', 'roza', 'kanat', 'nurlan'] as const) {
    await expect(addGuardian(world.as(person), world.alikhan, draft), person).rejects.toThrow('not-found');
    await expect(startGuardian(world.as(person), world.alikhan), person).rejects.toThrow('not-found');
  }
});

test('one person is called first at a time', async () => {
  const world = await openWorld();
  const id = await addGuardian(world.as('saule'), world.alikhan, { ...draft, preferred: true });
  const rows = await world.database.read((tx) => tx.select({ id: guardians.id, preferred: guardians.preferred }).from(guardians).where(eq(guardians.childId, world.alikhan)));
  expect(rows.filter(({ preferred }) => preferred).map((row) => row.id)).toEqual([id]);
});

test('a guardian may share the household of another of the same child and of no other child', async () => {
  const world = await openWorld();
  const id = await addGuardian(world.as('saule'), world.alikhan, { ...draft, household: world.danaGuardian });
  const { rows } = await listGuardians(world.as('saule'), world.alikhan);
  expect(new Set(rows.map(({ household }) => household))).toEqual(new Set([1]));
  const [elsewhere] = await world.database.read((tx) => tx.select({ id: guardians.id }).from(guardians).where(eq(guardians.childId, world.otherChild)));
  await expect(addGuardian(world.as('saule'), world.alikhan, { ...draft, household: elsewhere?.id ?? '' })).rejects.toThrow('field.choose');
  expect(id).not.toBe(world.danaGuardian);
});

test('an account that exists is linked by its e-mail and gets a place as a parent', async () => {
  const world = await openWorld();
  await addGuardian(world.as('saule'), world.alikhan, { ...draft, email: 'Yerbol@qadam.test' });
  const places = await world.database.read((tx) => tx.select({ role: memberships.role }).from(memberships).where(eq(memberships.userId, world.people.yerbol.userId)));
  expect(places.map(({ role }) => role).sort()).toEqual(['parent', 'teacher']);
});

test('an unknown e-mail and an account linked already are refused, and nothing is written', async () => {
  const world = await openWorld();
  await expect(addGuardian(world.as('saule'), world.alikhan, { ...draft, email: 'nobody@qadam.test' })).rejects.toThrow('guardian.no-such-account');
  await expect(addGuardian(world.as('saule'), world.alikhan, { ...draft, email: 'dana@qadam.test' })).rejects.toThrow('guardian.already-linked');
  expect((await listGuardians(world.as('saule'), world.alikhan)).rows).toHaveLength(1);
});

test('a coordinator sees telephone, address and account; the reading of contacts has its own line', async () => {
  const world = await openWorld();
  const { rows, can } = await listGuardians(world.as('saule'), world.alikhan);
  expect(rows).toMatchObject([{ phone: '+77010000001', address: 'Түркістан, Тәуке хан 1', linked: true, preferred: true }]);
  expect(can).toEqual({ add: true, code: true });
  const lines = await world.database.read((tx) => tx.select({ action: auditEntries.action }).from(auditEntries).where(eq(auditEntries.actorId, world.people.saule.userId)));
  expect(lines.map(({ action }) => action)).toEqual(expect.arrayContaining(['guardian.list', 'identity.contacts']));
});

test('a teacher gets names and the telephone of the one to be called first, and no address', async () => {
  const world = await openWorld();
  await addGuardian(world.as('saule'), world.alikhan, draft);
  const { rows, can } = await listGuardians(world.as('bolat'), world.alikhan);
  expect(rows).toHaveLength(2);
  expect(rows.map(({ phone, address, linked, household }) => ({ phone, address, linked, household }))).toEqual([
    { phone: '+77010000001', address: null, linked: null, household: null },
    { phone: null, address: null, linked: null, household: null },
  ]);
  expect(can).toEqual({ add: false, code: false });
});

test('a teacher learns that a guardian is reached through the coordinator only, and gets no telephone then', async () => {
  const world = await openWorld();
  await restrict(world, world.danaGuardian, 'messages');
  const { rows } = await listGuardians(world.as('bolat'), world.alikhan);
  expect(rows).toMatchObject([{ flagged: true, phone: null }]);
});

test('a guardian sees the own line only and nothing of another household', async () => {
  const world = await openWorld();
  await addGuardian(world.as('saule'), world.alikhan, draft);
  const list = await listGuardians(world.as('dana'), world.alikhan);
  expect(list.rows.map(({ id }) => id)).toEqual([world.danaGuardian]);
  expect(JSON.stringify(list)).not.toContain('Бекзат');
  expect(list.rows[0]).toMatchObject({ flagged: false, linked: null, household: null, phone: '+77010000001' });
});

test('a guardian restricted by location notices nothing but the class that is not there', async () => {
  const world = await openWorld();
  const before = await listGuardians(world.as('dana'), world.alikhan);
  await restrict(world, world.danaGuardian, 'location');
  await restrict(world, world.danaGuardian, 'documents');
  const after = await listGuardians(world.as('dana'), world.alikhan);
  expect(after).toEqual({ ...before, head: { ...before.head, className: null } });
});

test('strangers, assistants and a guardian without the portal find no list', async () => {
  const world = await openWorld();
  for (const person of ['ainur', 'aigerim', 'erlan', 'roza', 'yerbol', 'otherHead', 'kanat', 'nurlan'] as const) {
    await expect(listGuardians(world.as(person), world.alikhan), person).rejects.toThrow('not-found');
  }
  await restrict(world, world.danaGuardian, 'portal');
  await expect(listGuardians(world.as('dana'), world.alikhan)).rejects.toThrow('not-found');
});

test('a code is kept as a hash alone, and a new one makes the older die', async () => {
  const world = await openWorld();
  const { guardianId, code } = await fatherWithCode(world);
  const newer = await issueGuardianCode(world.as('saule'), guardianId);
  const rows = await world.database.read((tx) => tx.select().from(oneTimeCodes));
  expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''));
  expect(await tryGuardianCode(world.database, key(code))).toBe(false);
  expect(await tryGuardianCode(world.database, key(newer))).toBe(true);
});

test('nobody but the coordinator makes a code, and none is made for a linked account', async () => {
  const world = await openWorld();
  for (const person of ['bolat', 'dana', 'roza', 'kanat'] as const) {
    await expect(issueGuardianCode(world.as(person), world.danaGuardian), person).rejects.toThrow('not-found');
  }
  await expect(issueGuardianCode(world.as('saule'), world.danaGuardian)).rejects.toThrow('guardian.already-linked');
});

test('a code makes an account, a place as a parent and the link, and opens the child to the person', async () => {
  const world = await openWorld();
  const { guardianId, code } = await fatherWithCode(world);
  const made = await redeemGuardianCode(world.database, { ...key(code.toLowerCase().replaceAll('-', ' ')), account: newAccount });
  if (!made.ok) throw new Error(made.reason);
  const [user] = await world.database.read((tx) => tx.select().from(users).where(eq(users.id, made.userId)));
  expect(user).toMatchObject({ email: 'father@qadam.test', surname: 'Серіков', language: 'ru' });
  const [link] = await world.database.read((tx) => tx.select().from(guardians).where(eq(guardians.id, guardianId)));
  expect(link).toMatchObject({ userId: made.userId, linkedAt: NOW });
  const ctx = { ...world.as('dana'), actor: { ...world.as('dana').actor, id: made.userId, membershipId: made.membershipId }, sessionId: 'his' };
  expect((await listChildren(ctx, { q: '', show: 'all', after: null })).rows.map(({ id }) => id)).toEqual([world.alikhan]);
  expect(await world.database.read(firstBrokenLine)).toBeNull();
});

test('a code works once, also when it is used twice at the same moment', async () => {
  const world = await openWorld();
  const { code } = await fatherWithCode(world);
  const answers = await Promise.all([1, 2, 3].map((n) => redeemGuardianCode(world.database, { ...key(code), account: { ...newAccount, email: `f${n}@qadam.test` } })));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.filter((answer) => !answer.ok).map((answer) => !answer.ok && answer.reason)).toEqual(['code.wrong', 'code.wrong']);
});

test('after five wrong years the code is dead for the right one too', async () => {
  const world = await openWorld();
  const { code } = await fatherWithCode(world);
  for (const year of ['2010', '2011', '2012', '2013']) expect(await tryGuardianCode(world.database, key(code, year))).toBe(false);
  expect(await tryGuardianCode(world.database, key(code))).toBe(true);
  expect(await tryGuardianCode(world.database, key(code, '2014'))).toBe(false);
  expect(await tryGuardianCode(world.database, key(code))).toBe(false);
});

test('a code lives fourteen days', async () => {
  const world = await openWorld();
  const { code } = await fatherWithCode(world);
  expect(await tryGuardianCode(world.database, key(code, '2018', later(13.9)))).toBe(true);
  expect(await tryGuardianCode(world.database, key(code, '2018', later(14)))).toBe(false);
});

test('a parent of another child is linked to this one too, and keeps one place', async () => {
  const world = await openWorld();
  const { code } = await fatherWithCode(world);
  const linked = await redeemGuardianCode(world.database, { ...key(code), account: { userId: world.people.erlan.userId } });
  expect(linked).toMatchObject({ ok: true, membershipId: world.people.erlan.membershipId });
  expect((await listChildren(world.as('erlan'), { q: '', show: 'all', after: null })).total).toBe(2);
});

test('a person who is a guardian of the child already is not linked a second time', async () => {
  const world = await openWorld();
  const { code } = await fatherWithCode(world);
  const answer = await redeemGuardianCode(world.database, { ...key(code), account: { userId: world.people.dana.userId } });
  expect(answer).toEqual({ ok: false, reason: 'guardian.already-linked' });
});

test('a family’s code is not used up where staff set their passwords', async () => {
  const world = await openWorld();
  const { code } = await fatherWithCode(world);
  const hash = createHash('sha256').update(readCode(code) ?? '').digest('hex');
  expect(await redeemInvitation(world.database, hash, 'a hash', NOW)).toBe(false);
  expect(await redeemGuardianCode(world.database, { ...key(code), account: newAccount })).toMatchObject({ ok: true });
});
