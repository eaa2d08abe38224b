import { expect, test } from 'vitest';
import { openRecord } from '~/services/audits.server';
import { openCase } from '~/services/cases.server';
import { openFamily } from '~/services/family.server';
import { append } from '~/services/audit.server';
import { examined } from '../support/story-conclusions';
import { NOW, openWorld, restrict, type Person, type World } from '../support/world';

const anyone = { person: null, after: null };
const latest = { group: null, before: null };

/** A line in the record of Alikhan, as a use case would leave it. */
async function line(world: World, person: Person, action: string, at = NOW, outcome: 'done' | 'denied' = 'done'): Promise<void> {
  const { actor, sessionId } = world.as(person);
  await world.database.transaction((tx) =>
    append(tx, { at, actorId: actor.id, membershipId: actor.membershipId, role: actor.role, sessionId, action, outcome, childId: world.alikhan, subjectId: null, detail: '' }),
  );
}

test('a mother reads who opened her child’s file, in which role and which part', async () => {
  const world = await openWorld();
  await openCase(world.as('bolat'), world.alikhan, latest);
  const page = await openRecord(world.as('dana'), world.alikhan, anyone);
  expect(page.rows[0]).toMatchObject({ name: 'Тегі Bolat', role: 'teacher', part: 'core', deed: false });
  expect(page.coordinator).toBe('Тегі Saule');
});

test('only coordinators and the child’s own family read it', async () => {
  const world = await openWorld();
  await examined(world);
  for (const person of ['dana', 'saule', 'marat'] as const) await expect(openRecord(world.as(person), world.alikhan, anyone), person).resolves.toBeTruthy();
  for (const person of ['erlan', 'bolat', 'ainur', 'aigerim', 'gulnar', 'roza', 'kanat', 'nurlan', 'otherHead'] as const) {
    await expect(openRecord(world.as(person), world.alikhan, anyone), person).rejects.toThrow('not-found');
  }
});

test('a family is not told of refused tries, of safeguarding, of other guardians or what is done about them', async () => {
  const world = await openWorld();
  await line(world, 'yerbol', 'child.open', NOW, 'denied');
  await line(world, 'saule', 'safeguarding.create');
  await line(world, 'saule', 'guardian.restrict');
  await line(world, 'saule', 'guardian.link');
  await line(world, 'erlan', 'plan.open');
  const page = await openRecord(world.as('dana'), world.alikhan, anyone);
  expect(page.rows.map(({ name, part }) => `${name} ${part}`)).toEqual(['Тегі Saule core']);
  expect(page.total).toBe(1);
  expect(page.people.map(({ name }) => name)).toEqual(['Тегі Saule']);
});

test('a restriction changes nothing a parent could count', async () => {
  const world = await openWorld();
  await openFamily(world.as('dana'), world.alikhan);
  const before = await openRecord(world.as('dana'), world.alikhan, anyone);
  await restrict(world, world.danaGuardian, 'location');
  await line(world, 'saule', 'guardian.restrict');
  const after = await openRecord(world.as('dana'), world.alikhan, anyone);
  expect({ total: after.total, people: after.people }).toEqual({ total: before.total + 1, people: before.people });
  expect(after.rows[0]).toMatchObject({ part: 'record' });
});

test('a school reads nothing of the examination in the record, the PMPC reads who opened the medical section', async () => {
  const world = await openWorld();
  await examined(world);
  await line(world, 'timur', 'finding.open-medical');
  await line(world, 'aigerim', 'conclusion.draft');
  const parts = async (person: Person) => (await openRecord(world.as(person), world.alikhan, anyone)).rows.map(({ part }) => part);
  expect(await parts('saule')).not.toContain('medical');
  expect(await parts('saule')).not.toContain('conclusion');
  expect(await parts('marat')).toEqual(expect.arrayContaining(['medical', 'conclusion']));
  expect(await parts('dana')).toContain('medical');
});

test('a school is not told who outside it reads the extract or the recommendations', async () => {
  const world = await openWorld();
  await examined(world);
  for (const person of ['dana', 'aigerim', 'marat', 'bolat'] as const) for (const word of ['extract.open', 'recommendation.open']) await line(world, person, word);
  const seen = async (person: 'saule' | 'dana') => (await openRecord(world.as(person), world.alikhan, anyone)).rows.filter(({ part }) => part === 'extract').map(({ role }) => role);
  expect(await seen('saule')).toEqual(['teacher', 'teacher']);
  expect(await seen('dana')).toHaveLength(8);
});

test('a family reads who opened and who wrote the minutes about its child', async () => {
  const world = await openWorld();
  for (const word of ['meeting.open', 'meeting.record']) await line(world, 'aigerim', word);
  const { rows } = await openRecord(world.as('dana'), world.alikhan, anyone);
  expect(rows.filter(({ role }) => role === 'pmpc_specialist').map(({ part, deed }) => [part, deed])).toEqual([['conclusion', true], ['conclusion', false]]);
});

test('pages follow one another without a gap, and a filter keeps one person', async () => {
  const world = await openWorld();
  for (let number = 0; number < 40; number += 1) await line(world, number % 2 ? 'bolat' : 'saule', 'plan.open', new Date(NOW.getTime() + number * 1000));
  const first = await openRecord(world.as('dana'), world.alikhan, anyone);
  expect(first.rows).toHaveLength(25);
  expect(first.next).toMatch(/^[0-9a-f]{64}$/);
  const second = await openRecord(world.as('dana'), world.alikhan, { person: null, after: first.next });
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(25 + second.rows.length);
  expect(25 + second.rows.length).toBeGreaterThanOrEqual(first.total);
  const bolat = await openRecord(world.as('dana'), world.alikhan, { person: world.people.bolat.userId, after: null });
  expect(new Set(bolat.rows.map(({ name }) => name))).toEqual(new Set(['Тегі Bolat']));
  expect(bolat.total).toBe(20);
});
