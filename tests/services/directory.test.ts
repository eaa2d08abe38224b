import { expect, test } from 'vitest';
import { memberships, newId, organisations, users } from '#db/schema';
import { afterOf } from '~/domain/lists';
import { listIndicators, listOrganisations, listPeople } from '~/services/directory.server';
import { openWorld, type Person } from '../support/world';

const all = { q: '', after: null };

test('the administrator lists organisations with their staff and no child', async () => {
  const world = await openWorld();
  const list = await listOrganisations(world.as('kanat'), all);
  expect(list.total).toBe(4);
  expect(list.rows.find(({ id }) => id === world.places.school)).toMatchObject({ kind: 'school', staff: 3 });
  expect(JSON.stringify(list)).not.toContain('Әлихан');
});

test('nobody but the administrator lists all organisations', async () => {
  const world = await openWorld();
  for (const person of ['saule', 'marat', 'gulnar', 'bolat', 'ainur', 'aigerim', 'dana', 'nurlan'] as const) {
    await expect(listOrganisations(world.as(person), all), person).rejects.toThrow('not-found');
  }
});

test('organisations and people are found by a part of the name and paged by key', async () => {
  const world = await openWorld();
  await world.database.transaction(async (tx) => {
    for (let number = 0; number < 30; number += 1) {
      const name = `Ауыл мектебі ${String(number).padStart(2, '0')}`;
      await tx.insert(organisations).values({ kind: 'school', nameKk: name, nameRu: name, nameEn: name, region: 'KZ-61', locality: 'Ауыл', rural: true, folded: name.toLowerCase().replaceAll('і', 'и') });
    }
  });
  expect((await listOrganisations(world.as('kanat'), { q: 'ауыл', after: null })).total).toBe(30);
  const first = await listOrganisations(world.as('kanat'), all);
  const second = await listOrganisations(world.as('kanat'), { q: '', after: afterOf(first.next) });
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(34);
  expect((await listPeople(world.as('kanat'), { q: 'bolat', after: null })).rows.map(({ name }) => name)).toEqual(['Тегі Bolat']);
  expect((await listPeople(world.as('kanat'), { q: 'жоқ адам', after: null })).rows).toEqual([]);
});

test('the administrator lists staff with role and state, and no family', async () => {
  const world = await openWorld();
  const names = (await listPeople(world.as('kanat'), all)).rows.map(({ name }) => name);
  expect(names).toContain('Тегі Saule');
  expect(names).not.toContain('Тегі Dana');
});

test('staff list their own organisation only', async () => {
  const world = await openWorld();
  const names = async (person: Person) => (await listPeople(world.as(person), all)).rows.map(({ name }) => name).sort();
  expect(await names('bolat')).toEqual(['Тегі Ainur', 'Тегі Bolat', 'Тегі Saule']);
  expect(await names('aigerim')).toContain('Тегі Marat');
  for (const person of ['dana', 'nurlan'] as const) await expect(listPeople(world.as(person), all), person).rejects.toThrow('not-found');
});

test('an account without a password is waiting, a disabled one is off, a place that ended is gone', async () => {
  const world = await openWorld();
  const [off, over] = [newId(), newId()];
  await world.database.transaction(async (tx) => {
    const user = { surname: 'Жаңа', givenName: 'Адам', folded: 'жана адам', sortKey: 'а', createdAt: new Date('2026-08-01T00:00:00Z') };
    await tx.insert(users).values({ ...user, id: off, email: 'off@qadam.test', disabledAt: new Date('2026-09-01T00:00:00Z') });
    await tx.insert(users).values({ ...user, id: over, email: 'over@qadam.test' });
    await tx.insert(memberships).values({ userId: off, organisationId: world.places.school, role: 'teacher', validFrom: '2026-08-01' });
    await tx.insert(memberships).values({ userId: over, organisationId: world.places.school, role: 'teacher', validFrom: '2026-08-01', validTo: '2026-10-13' });
  });
  const rows = (await listPeople(world.as('saule'), { q: 'жаңа', after: null })).rows;
  expect(rows.map(({ state }) => state)).toEqual(['disabled']);
  expect((await listPeople(world.as('saule'), { q: 'bolat', after: null })).rows[0]?.state).toBe('waiting');
});

test('the indicators are defined for whoever reads, without a number', async () => {
  const world = await openWorld();
  const indicators = await listIndicators(world.as('nurlan'));
  expect(indicators).toHaveLength(28);
  expect(indicators[0]).toEqual({ id: 'I01', name: expect.objectContaining({ kk: 'Жоспармен қамту' }), formula: expect.any(String), unit: '%', better: 'up' });
});
