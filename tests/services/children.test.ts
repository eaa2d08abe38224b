import { expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { auditEntries, children } from '#db/schema';
import { firstBrokenLine } from '~/services/audit.server';
import { listChildren, registerChild } from '~/services/children.server';
import { alikhanDraft, leaveSchool, openWorld, restrict } from '../support/world';

const anyone = { q: '', show: 'all' as const, after: null };
const IIN = '990101300023';

test('a coordinator registers a child, and the record says so', async () => {
  const world = await openWorld();
  const id = await registerChild(world.as('saule'), { ...alikhanDraft, givenName: 'Айша', iin: IIN, noIinReason: null });
  const [child] = await world.database.read((tx) => tx.select().from(children).where(eq(children.id, id)));
  expect(child).toMatchObject({ iin: IIN, iinLastFour: '0023', noIinReason: null, registeredOrganisationId: world.places.school });
  const lines = await world.database.read((tx) => tx.select().from(auditEntries).where(eq(auditEntries.childId, id)));
  expect(lines.map((line) => line.action)).toEqual(['child.register']);
  expect(await world.database.read(firstBrokenLine)).toBeNull();
});

test('nobody but a coordinator registers a child', async () => {
  const world = await openWorld();
  for (const person of ['bolat', 'ainur', 'aigerim', 'dana', 'kanat', 'nurlan'] as const) {
    await expect(registerChild(world.as(person), alikhanDraft), person).rejects.toThrow('not-found');
  }
});

test('an IIN already known here is refused, one known elsewhere asks to call there first', async () => {
  const world = await openWorld();
  const withIin = { ...alikhanDraft, iin: IIN, noIinReason: null };
  await registerChild(world.as('saule'), withIin);
  await expect(registerChild(world.as('saule'), withIin)).rejects.toThrow('child.known-here');
  await expect(registerChild(world.as('roza'), withIin)).rejects.toThrow('child.known-elsewhere');
  await expect(registerChild(world.as('roza'), { ...withIin, knownElsewhere: true })).resolves.toMatch(/-/);
});

test('each person lists the children they are tied to and no other', async () => {
  const world = await openWorld();
  const seen = async (person: Parameters<typeof world.as>[0]) => (await listChildren(world.as(person), anyone)).rows.map(({ id }) => id);
  expect(await seen('saule')).toEqual([world.alikhan]);
  expect(await seen('bolat')).toEqual([world.alikhan]);
  expect(await seen('dana')).toEqual([world.alikhan]);
  expect(await seen('erlan')).toEqual([world.otherChild]);
  for (const person of ['ainur', 'aigerim', 'marat', 'kanat', 'nurlan'] as const) {
    await expect(seen(person).then((ids) => ids.length).catch(() => 0), person).resolves.toBe(0);
  }
});

test('when the child has left the school, the school no longer lists the child', async () => {
  const world = await openWorld();
  await leaveSchool(world, '2026-10-13');
  expect((await listChildren(world.as('saule'), anyone)).total).toBe(0);
});

test('a guardian without the portal sees no child at all', async () => {
  const world = await openWorld();
  await restrict(world, world.danaGuardian, 'portal');
  expect((await listChildren(world.as('dana'), anyone)).rows).toEqual([]);
});

test('a guardian restricted by location learns neither school nor class', async () => {
  const world = await openWorld();
  await restrict(world, world.danaGuardian, 'location');
  expect((await listChildren(world.as('dana'), anyone)).rows[0]).toMatchObject({ school: null, className: null });
});

test('a name is found by a part of it, without Kazakh letters and on the wrong layout', async () => {
  const world = await openWorld();
  for (const q of ['әлихан', 'АЛИХ', 'серик', 'fkb[fy']) {
    expect((await listChildren(world.as('saule'), { ...anyone, q })).total, q).toBe(1);
  }
  expect((await listChildren(world.as('saule'), { ...anyone, q: 'нұрбек' })).total).toBe(0);
});

test('every question about an IIN stays in the record, and a day has twenty', async () => {
  const world = await openWorld();
  const withIin = { ...alikhanDraft, iin: IIN, noIinReason: null };
  await registerChild(world.as('saule'), withIin);
  for (let asked = 1; asked < 20; asked += 1) await expect(registerChild(world.as('saule'), withIin)).rejects.toThrow('child.known-here');
  const lines = await world.database.read((tx) => tx.select().from(auditEntries).where(eq(auditEntries.action, 'identity.duplicate-check')));
  expect(lines).toHaveLength(20);
  await expect(registerChild(world.as('saule'), withIin)).rejects.toThrow('too-many-attempts');
});
