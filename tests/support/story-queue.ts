import { newId, referenceItems, requests, rooms, visits } from '#db/schema';
import { addDays } from '~/domain/calendar';
import { foldForSearch, fullName } from '~/domain/children';
import { mondayOf } from '~/domain/days-off';
import { rankOf, USUAL_RULES } from '~/domain/queue';
import { NOW, type World } from './world';

type Queued = typeof requests.$inferInsert;

/** A request at the PMPC as the record holds it, by default of a pupil who has waited since `receivedOn`. */
export async function queued(world: World, over: Partial<Queued> = {}): Promise<string> {
  const id = over.id ?? newId();
  const names = { surname: over.surname ?? 'Оспанов', givenName: over.givenName ?? 'Тимур', patronymic: null };
  const urgency = over.urgency ?? 'usual';
  const caseKind = over.caseKind ?? 'school';
  const receivedOn = over.receivedOn ?? '2026-10-05';
  await world.database.transaction(async (tx) => {
    await tx.insert(requests).values({
      pmpcId: world.places.pmpc, channel: 'phone', state: 'waiting', folded: foldForSearch(fullName(names)), birthDate: '2017-05-02', examLanguage: 'kk', examKind: 'primary',
      receivedAt: new Date(`${receivedOn}T06:00:00Z`), recordedBy: world.people.gulnar.userId, ...over, ...names, id, urgency, caseKind, receivedOn, rank: rankOf({ urgency, caseKind }, USUAL_RULES),
    });
  });
  return id;
}

/** Past full weeks in which so many children a week came to a first visit, each asked for six weeks earlier. */
export async function pastWeeks(world: World, weeks: number, perWeek: number, now: Date = NOW): Promise<void> {
  const monday = mondayOf(now.toISOString().slice(0, 10));
  for (let week = 1; week <= weeks; week += 1) {
    for (let index = 0; index < perWeek; index += 1) {
      const seenOn = addDays(monday, -7 * week + (index % 5));
      await queued(world, { state: 'closed', seenOn, closedOn: addDays(seenOn, 1), receivedOn: addDays(seenOn, -42), surname: 'Бұрынғы' });
    }
  }
}

/** An appointment for a request, made on the day of `NOW`. */
export async function appointed(world: World, requestId: string, visitOn: string, startsAt = '10:00'): Promise<string> {
  const id = newId();
  await world.database.transaction(async (tx) => {
    const roomId = newId();
    await tx.insert(rooms).values({ id: roomId, pmpcId: world.places.pmpc, name: `кабинет ${roomId}` });
    await tx.insert(visits).values({ id, requestId, pmpcId: world.places.pmpc, roomId, visitOn, startsAt, endsAt: '10:50', language: 'kk', state: 'booked', bookedBy: world.people.gulnar.userId, bookedAt: NOW });
  });
  return id;
}

/** A new edition in the tables of reference, as an update of the program would bring it. */
export async function newEdition(world: World, collection: string, body: { id: string }): Promise<void> {
  await world.database.transaction(async (tx) => {
    await tx.insert(referenceItems).values({ collection, item: body.id, position: 1_000, body, edition: 'of the test' });
  });
}
