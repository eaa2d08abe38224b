import type { Database } from '#db/client.server';
import { memberships, newId, organisations, users } from '#db/schema';
import { addDays, dayIn } from '~/domain/calendar';
import { foldForSearch, fullName, sortKey } from '~/domain/children';
import type { BankGoal } from '~/domain/goals';
import type { Actor } from '~/domain/permissions';
import type { Context } from '~/services/context';
import { CAST, PLACES, STAFF, type DemoPerson, type PersonName, type PlaceName, type PmpcName } from './cast';
import { workdayFrom } from './days';
import { marker, type Mark } from './marks';

export type { PersonName } from './cast';

const PEOPLE: Record<PersonName, DemoPerson> = { ...CAST, ...STAFF };

/** The people and places of a demo, and a way to let each act on any day. */
export interface Stage {
  database: Database;
  /** The civil day the demo is made on; everything in it is dated from here. */
  today: string;
  places: Record<PlaceName, string>;
  people: Record<PersonName, { userId: string; membershipId: string }>;
  /** A context of this person on a day (`YYYY-MM-DD`, at a time in Kazakhstan), or today; never later than the making of the demo. */
  as(person: PersonName, day?: string, time?: string): Context;
  /** The day so many days ago (or ahead, when negative). */
  ago(days: number): string;
  /** Puts a canary into a sensitive text, when the demo has canaries. */
  mark: Mark;
  /** The goal bank, by id. */
  bank: ReadonlyMap<string, BankGoal>;
  /** A free hour of a PMPC's room on that day or the next working one. */
  hourAt(pmpc: PmpcName, day: string): { sessionOn: string; sessionAt: string };
}

/** Puts places and people into an empty database. Accounts and places are an administrator's work, not a story's. */
export async function setStage(database: Database, now: Date, { passwordHash, canary }: { passwordHash: string; canary: boolean }): Promise<Stage> {
  const today = dayIn(now);
  const places = Object.fromEntries(Object.keys(PLACES).map((name) => [name, newId()])) as Stage['places'];
  const people = Object.fromEntries(Object.keys(PEOPLE).map((name) => [name, { userId: newId(), membershipId: newId() }])) as Stage['people'];
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
  const shipped = await database.read((tx) => tx.query.referenceItems.findMany({ columns: { item: true, body: true }, where: (row, { eq }) => eq(row.collection, 'goals') }));
  const bank = new Map(shipped.map(({ item, body }) => [item, body as BankGoal]));
  return stageOf(database, now, { places, people, mark: marker(canary), bank });
}

/** The stage of a demo that is there already, found again by its fixed addresses. */
export async function findStage(database: Database, now: Date): Promise<Stage> {
  const [accounts, held, named] = await database.read(async (tx) => [
    await tx.query.users.findMany({ columns: { id: true, email: true } }),
    await tx.query.memberships.findMany({ columns: { id: true, userId: true } }),
    await tx.query.organisations.findMany({ columns: { id: true, nameKk: true } }),
  ]);
  const people = Object.fromEntries(
    (Object.entries(PEOPLE) as [PersonName, DemoPerson][]).map(([key, { email }]) => {
      const userId = accounts.find((account) => account.email === email)?.id ?? '';
      return [key, { userId, membershipId: held.find((place) => place.userId === userId)?.id ?? '' }];
    }),
  ) as Stage['people'];
  const places = Object.fromEntries(Object.entries(PLACES).map(([key, { kk }]) => [key, named.find(({ nameKk }) => nameKk === kk)?.id ?? ''])) as Stage['places'];
  return stageOf(database, now, { places, people, mark: marker(false), bank: new Map() });
}

const HOURS = ['09:00', '10:30', '12:00', '14:30', '16:00'] as const;

function stageOf(database: Database, madeAt: Date, set: Pick<Stage, 'places' | 'people' | 'mark' | 'bank'>): Stage {
  const { places, people } = set;
  const today = dayIn(madeAt);
  const taken = new Set<string>();
  return {
    ...set,
    database,
    today,
    ago: (days) => addDays(today, -days),
    as(name, day = today, time = '09:00') {
      const { role, at, specialty = null, duty = null } = PEOPLE[name];
      const { userId, membershipId } = people[name];
      const actor: Actor = { id: userId, membershipId, role, organisationId: at ? places[at] : null, specialty, duty };
      const meant = new Date(`${day}T${time}:00+05:00`);
      const now = meant > madeAt ? madeAt : meant;
      return { actor, now, today: dayIn(now), sessionId: `demo ${name} ${day}`, transaction: database.transaction, read: database.read };
    },
    hourAt(pmpc, day) {
      for (let sessionOn = day; ; sessionOn = workdayFrom(addDays(sessionOn, 1))) {
        const sessionAt = HOURS.find((hour) => !taken.has(`${pmpc} ${sessionOn} ${hour}`));
        if (!sessionAt) continue;
        taken.add(`${pmpc} ${sessionOn} ${sessionAt}`);
        return { sessionOn, sessionAt };
      }
    },
  };
}
