import { eq } from 'drizzle-orm';
import { newId, requests, visits } from '#db/schema';
import type { Urgency } from '#db/vocabulary';
import { foldForSearch } from '~/domain/children';
import type { Appointment, VisitDraft } from '~/domain/visits';
import { addCrew, addHours, addRoom } from '~/services/desk.server';
import { SPECIALISTS, waitingReferral, type Specialist } from './story-assessments';
import type { World } from './world';

const NOBODY = {
  psychologist: null, speech_therapist: null, special_pedagogue: null, social_pedagogue: null,
  psychiatrist: null, neurologist: null, audiologist: null, ophthalmologist: null, paediatrician: null,
};

export interface Desk {
  /** Rooms «1» and «2». */
  rooms: [string, string];
  /** Aigerim and Zhanar; Asel and Timur. */
  crews: [string, string];
}

/** Who sits in a crew, as its form says it. */
export function crewOf(world: World, name: string, people: Specialist[]) {
  return { name, seats: { ...NOBODY, ...Object.fromEntries(people.map((person) => [SPECIALISTS[person], world.people[person].userId])) } };
}

/** Gulnar sets up the desk: two rooms, two crews of two, everybody on weekdays from nine to noon. */
export async function arrangedDesk(world: World, people: Specialist[] = Object.keys(SPECIALISTS) as Specialist[]): Promise<Desk> {
  const gulnar = world.as('gulnar');
  const rooms: [string, string] = [await addRoom(gulnar, { name: '1' }), await addRoom(gulnar, { name: '2' })];
  const crews: [string, string] = [
    await addCrew(gulnar, crewOf(world, 'А құрамы', ['aigerim', 'zhanar'])),
    await addCrew(gulnar, crewOf(world, 'Б құрамы', ['asel', 'timur'])),
  ];
  for (const person of people) {
    await addHours(gulnar, { userId: world.people[person].userId, weekdays: [1, 2, 3, 4, 5], startsAt: '09:00', endsAt: '12:00', validFrom: '2026-09-01', validTo: null });
  }
  return { rooms, crews };
}

/** Somebody without a record here waits in the queue. */
export async function waitingStranger(world: World, change: { urgency?: Urgency; surname?: string } = {}): Promise<string> {
  const { urgency = 'usual', surname = 'Қайратов' } = change;
  const id = newId();
  await world.database.transaction(async (tx) => {
    await tx.insert(requests).values({
      id, pmpcId: world.places.pmpc, channel: 'public', state: 'waiting', surname, givenName: 'Арман', folded: foldForSearch(`${surname} Арман`),
      birthDate: '2021-05-02', applicantName: 'Қайратова Мәдина', phone: '+77010000055', contactLanguage: 'kk', examLanguage: 'kk', examKind: 'primary',
      caseKind: 'preschool', urgency, rank: urgency === 'urgent' ? 100 : 300, receivedAt: new Date('2026-10-01T06:00:00Z'), receivedOn: '2026-10-01',
    });
  });
  return id;
}

/** Alikhan's referral waits in the queue. */
export async function waitingAlikhan(world: World): Promise<{ requestId: string; referralId: string }> {
  const referralId = await waitingReferral(world);
  const requestId = await waitingStranger(world, { surname: 'Серіков' });
  await world.database.transaction(async (tx) => {
    await tx.update(requests).set({ referralId, childId: world.alikhan, channel: 'school', caseKind: 'school', phone: null, applicantName: '' }).where(eq(requests.id, requestId));
  });
  return { requestId, referralId };
}

/** Wednesday 21 October, nine to ten, the first room and crew. */
export function appointment({ rooms, crews }: Desk, change: Partial<Appointment> = {}): VisitDraft {
  return { language: 'kk', at: { day: '2026-10-21', startsAt: '09:00', endsAt: '10:00', roomId: rooms[0], crewId: crews[0], ...change } };
}

/** What the form sends for it, chosen by hand. */
export function typedAppointment(draft: VisitDraft, change: Record<string, string> = {}): Record<string, string> {
  const { day, startsAt, roomId, crewId } = draft.at;
  return { slot: 'own', visitOn: day, startsAt, minutes: '60', roomId, crewId, language: draft.language, ...change };
}

export const visitsOf = (world: World, requestId: string) =>
  world.database.read((tx) => tx.select().from(visits).where(eq(visits.requestId, requestId)).orderBy(visits.bookedAt, visits.ordinal));

export async function stateOf(world: World, requestId: string): Promise<string | undefined> {
  const [row] = await world.database.read((tx) => tx.select({ state: requests.state }).from(requests).where(eq(requests.id, requestId)));
  return row?.state;
}
