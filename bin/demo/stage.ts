import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.server';
import { memberships, newId, organisations, users } from '#db/schema';
import type { Duty, Language, Specialty } from '#db/vocabulary';
import { addDays, dayIn } from '~/domain/calendar';
import { foldForSearch, fullName, sortKey } from '~/domain/children';
import type { Actor } from '~/domain/permissions';
import { hashPassword } from '~/http/password.server';
import type { Context } from '~/services/context';
import { CAST, DEMO_PASSWORD, PLACES, STAFF, type CastName, type DemoPerson, type PlaceName } from './cast';

export type PersonName = CastName | keyof typeof STAFF;

const PEOPLE: Record<PersonName, DemoPerson> = { ...CAST, ...STAFF };

/** The people and places of a demo, and a way to let each act on any day. */
export interface Stage {
  database: Database;
  /** The civil day the demo is made on; everything in it is dated from here. */
  today: string;
  places: Record<PlaceName, string>;
  people: Record<PersonName, { userId: string; membershipId: string }>;
  /** A context of this person on a day (`YYYY-MM-DD`, at a time in Kazakhstan), or today. */
  as(person: PersonName, day?: string, time?: string): Context;
  /** The day so many days ago (or ahead, when negative). */
  ago(days: number): string;
}

/** Numbers that look like chance and are the same each time: the demo is one world, not many. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Puts places and people into an empty database. Accounts and places are an administrator's work, not a story's. */
export async function setStage(database: Database, now: Date): Promise<Stage> {
  const today = dayIn(now);
  const places = Object.fromEntries(Object.keys(PLACES).map((name) => [name, newId()])) as Stage['places'];
  const people = Object.fromEntries(Object.keys(PEOPLE).map((name) => [name, { userId: newId(), membershipId: newId() }])) as Stage['people'];
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const since = addDays(today, -900);

  await database.transaction(async (tx) => {
    for (const [key, { kind, kk, ru, en, region, locality, ...rest }] of Object.entries(PLACES)) {
      await tx.insert(organisations).values({
        id: places[key as PlaceName],
        kind, nameKk: kk, nameRu: ru, nameEn: en, region, locality,
        rural: 'rural' in rest && rest.rural,
        folded: foldForSearch(`${kk} ${ru}`),
      });
    }
    for (const [key, person] of Object.entries(PEOPLE) as [PersonName, DemoPerson][]) {
      const { userId, membershipId } = people[key];
      const name = fullName(person);
      await tx.insert(users).values({
        id: userId, email: person.email, passwordHash, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic ?? null,
        folded: foldForSearch(name), sortKey: sortKey(name), language: person.language ?? 'kk', createdAt: new Date(`${since}T06:00:00Z`),
      });
      await tx.insert(memberships).values({
        id: membershipId, userId, organisationId: person.at ? places[person.at] : null, role: person.role,
        specialty: person.specialty ?? null, duty: person.duty ?? null, validFrom: since,
      });
    }
  });
  return stageOf(database, today, places, people);
}

/** The stage of a demo that is there already, found again by its fixed addresses. */
export async function findStage(database: Database, now: Date): Promise<Stage> {
  const rows = await database.read((tx) =>
    tx.select({ email: users.email, userId: users.id, membershipId: memberships.id }).from(users).innerJoin(memberships, eq(memberships.userId, users.id)),
  );
  const found = new Map(rows.map(({ email, ...ids }) => [email, ids]));
  const named = await database.read((tx) => tx.select({ id: organisations.id, kk: organisations.nameKk }).from(organisations));
  const people = Object.fromEntries(
    (Object.entries(PEOPLE) as [PersonName, DemoPerson][]).map(([key, { email }]) => [key, found.get(email) ?? { userId: '', membershipId: '' }]),
  ) as Stage['people'];
  const places = Object.fromEntries(Object.entries(PLACES).map(([key, { kk }]) => [key, named.find((row) => row.kk === kk)?.id ?? ''])) as Stage['places'];
  return stageOf(database, dayIn(now), places, people);
}

function stageOf(database: Database, today: string, places: Stage['places'], people: Stage['people']): Stage {
  return {
    database,
    today,
    places,
    people,
    ago: (days) => addDays(today, -days),
    as(name, day = today, time = '09:00') {
      const person: { role: DemoPerson['role']; at?: PlaceName; specialty?: Specialty; duty?: Duty; language?: Language } = PEOPLE[name];
      const { userId, membershipId } = people[name];
      const actor: Actor = {
        id: userId, membershipId, role: person.role, organisationId: person.at ? places[person.at] : null,
        specialty: person.specialty ?? null, duty: person.duty ?? null,
      };
      const now = new Date(`${day}T${time}:00+05:00`);
      return { actor, now, today: day, sessionId: `demo ${name} ${day}`, transaction: database.transaction, read: database.read };
    },
  };
}
