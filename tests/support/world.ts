import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { openDatabase, type Database } from '#db/client.server';
import { enrolments, guardians, memberships, newId, organisations, teamMembers, users } from '#db/schema';
import type { Duty, RestrictionKind, Role, Specialty } from '#db/vocabulary';
import { guardianRestrictions } from '#db/schema';
import { dayIn } from '~/domain/calendar';
import { foldForSearch, sortKey, type ChildDraft } from '~/domain/children';
import type { Actor } from '~/domain/permissions';
import { registerChild } from '~/services/children.server';
import type { Context } from '~/services/context';

/**
 * The smallest cast, on a real database. The child is Alikhan (8, class 2 «Б», school № 12). Saule coordinates his school's
 * support service, Bolat teaches him, Ainur is a pedagogue-assistant of the school (assigned to nobody yet), Dana is his
 * mother. At the PMPC: Marat is the head, Gulnar the registrar, Aigerim psychologist, Zhanar speech therapist, Asel special
 * pedagogue, Timur neurologist. Strangers: Erlan (father of another child), Roza (coordinator of another school), Yerbol
 * (teacher there), Kanat (administrator), Nurlan (observer).
 */
const CAST = {
  marat: { role: 'pmpc_coordinator', at: 'pmpc', duty: 'head' },
  gulnar: { role: 'pmpc_coordinator', at: 'pmpc', duty: 'registrar' },
  aigerim: { role: 'pmpc_specialist', at: 'pmpc', specialty: 'psychologist' },
  zhanar: { role: 'pmpc_specialist', at: 'pmpc', specialty: 'speech_therapist' },
  asel: { role: 'pmpc_specialist', at: 'pmpc', specialty: 'special_pedagogue' },
  timur: { role: 'pmpc_specialist', at: 'pmpc', specialty: 'neurologist' },
  saule: { role: 'school_coordinator', at: 'school' },
  bolat: { role: 'teacher', at: 'school' },
  ainur: { role: 'assistant', at: 'school' },
  dana: { role: 'parent', at: null },
  erlan: { role: 'parent', at: null },
  roza: { role: 'school_coordinator', at: 'otherSchool' },
  yerbol: { role: 'teacher', at: 'otherSchool' },
  otherHead: { role: 'pmpc_coordinator', at: 'otherPmpc', duty: 'head' },
  kanat: { role: 'administrator', at: null },
  nurlan: { role: 'observer', at: null },
} as const satisfies Record<string, { role: Role; at: keyof typeof PLACES | null; duty?: Duty; specialty?: Specialty }>;

const PLACES = {
  pmpc: { kind: 'pmpc', name: 'ПМПК' },
  otherPmpc: { kind: 'pmpc', name: 'Басқа ПМПК' },
  school: { kind: 'school', name: '№ 12 мектеп' },
  otherSchool: { kind: 'school', name: '№ 7 мектеп' },
} as const;

export type Person = keyof typeof CAST;
export type PlaceName = keyof typeof PLACES;

/** A Wednesday in term. */
export const NOW = new Date('2026-10-14T06:00:00Z');

export const alikhanDraft: ChildDraft = {
  surname: 'Серіков',
  givenName: 'Әлихан',
  patronymic: 'Болатұлы',
  birthDate: '2018-03-05',
  sex: 'male',
  iin: '',
  noIinReason: 'not-brought',
  instructionLanguage: 'kk',
  homeLanguage: 'kk',
  communication: 'speech',
  className: '2 «Б»',
  supportSummary: 'Суретті кесте, бір нұсқаудан.',
  knownElsewhere: false,
  iinChecked: false,
};

export interface World {
  database: Database;
  /** Ids of people, organisations and the child. */
  people: Record<Person, { userId: string; membershipId: string }>;
  places: Record<PlaceName, string>;
  alikhan: string;
  /** Erlan's child, at the other school. */
  otherChild: string;
  /** Dana's link to Alikhan. */
  danaGuardian: string;
  /** A context of this person, by default at `NOW`. */
  as(person: Person, now?: Date): Context;
}

/** Opens a database of its own for one test: a copy of the migrated template, with the cast on stage. */
export async function openWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'qadam-world-'));
  cpSync(inject('template'), folder, { recursive: true });
  const database = await openDatabase(folder);
  onTestFinished(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const places = Object.fromEntries(Object.keys(PLACES).map((name) => [name, newId()])) as World['places'];
  const people = Object.fromEntries(
    Object.keys(CAST).map((name) => [name, { userId: newId(), membershipId: newId() }]),
  ) as World['people'];

  await database.transaction(async (tx) => {
    for (const [key, { kind, name }] of Object.entries(PLACES)) {
      await tx.insert(organisations).values({
        id: places[key as PlaceName], kind, nameKk: name, nameRu: name, nameEn: name,
        region: 'KZ-61', locality: 'Түркістан', folded: foldForSearch(name),
      });
    }
    for (const [key, person] of Object.entries(CAST) as [Person, (typeof CAST)[Person]][]) {
      const { userId, membershipId } = people[key];
      const name = key[0]?.toUpperCase() + key.slice(1);
      await tx.insert(users).values({
        id: userId, email: `${key.toLowerCase()}@qadam.test`, surname: 'Тегі', givenName: name,
        folded: foldForSearch(name), sortKey: sortKey(name), createdAt: new Date('2026-08-01T00:00:00Z'),
      });
      await tx.insert(memberships).values({
        id: membershipId, userId, organisationId: person.at ? places[person.at] : null, role: person.role,
        specialty: 'specialty' in person ? person.specialty : null, duty: 'duty' in person ? person.duty : null,
        validFrom: '2026-08-01',
      });
    }
  });

  const as = (person: Person, now: Date = NOW): Context => {
    const cast: { role: Role; at: PlaceName | null; duty?: Duty; specialty?: Specialty } = CAST[person];
    const { userId, membershipId } = people[person];
    const actor: Actor = {
      id: userId, membershipId, role: cast.role, organisationId: cast.at ? places[cast.at] : null,
      specialty: cast.specialty ?? null, duty: cast.duty ?? null,
    };
    return { actor, now, today: dayIn(now), sessionId: `session of ${person}`, transaction: database.transaction, read: database.read };
  };

  const beforeTerm = new Date('2026-08-25T06:00:00Z');
  const alikhan = await registerChild(as('saule', beforeTerm), alikhanDraft);
  const otherChild = await registerChild(as('roza', beforeTerm), { ...alikhanDraft, surname: 'Ерланұлы', givenName: 'Нұрбек' });
  const danaGuardian = newId();
  await database.transaction(async (tx) => {
    const link = { verifiedBy: people.saule.userId, linkedAt: beforeTerm, validFrom: '2026-08-25', household: 'a', preferred: true };
    await tx.insert(guardians).values({ ...link, id: danaGuardian, childId: alikhan, userId: people.dana.userId, surname: 'Серікова', givenName: 'Дана', relation: 'mother', phone: '+77010000001', address: 'Түркістан, Тәуке хан 1' });
    await tx.insert(guardians).values({ ...link, childId: otherChild, userId: people.erlan.userId, surname: 'Ерланұлы', givenName: 'Ерлан', relation: 'father' });
    const team = { part: 'class_teacher' as const, validFrom: '2026-08-25' };
    await tx.insert(teamMembers).values({ ...team, childId: alikhan, userId: people.bolat.userId, organisationId: places.school });
    await tx.insert(teamMembers).values({ ...team, childId: otherChild, userId: people.yerbol.userId, organisationId: places.otherSchool });
  });
  return { database, people, places, alikhan, otherChild, danaGuardian, as };
}

/** Ends everybody's enrolment at a school, as when the child has moved on. */
export async function leaveSchool({ database }: World, on: string): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.update(enrolments).set({ validTo: on });
  });
}

/** Restricts a guardian as two people would have done it. */
export async function restrict({ database, people }: World, guardianId: string, kind: RestrictionKind): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.insert(guardianRestrictions).values({
      guardianId, kind, ground: 'court-act', reason: 'court act', validFrom: '2026-08-25', validTo: '2027-08-24',
      createdBy: people.saule.userId, confirmedBy: people.roza.userId,
    });
  });
}
