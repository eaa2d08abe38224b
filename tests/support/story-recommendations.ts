import { and, eq } from 'drizzle-orm';
import { assessments, conclusions, newId, recommendations, referrals, requests, rooms, visitMembers, visits } from '#db/schema';
import type { RecommendationKind, RequestState } from '#db/vocabulary';
import type { ConclusionDraft } from '~/domain/conclusions';
import { shareConclusion } from '~/services/extracts.server';
import { trackRecommendations } from '~/services/recommending.server';
import { issued } from './story-conclusions';
import type { Person, World } from './world';

/** An issued conclusion whose recommendations are tracked; not shared with anybody. */
export async function tracked(world: World, change: Partial<ConclusionDraft> = {}): Promise<{ id: string; number: number; extractId: string }> {
  const made = await issued(world, { change });
  await world.database.transaction((tx) => trackRecommendations(world.as('marat'), tx, made.id));
  return made;
}

/** The same, and the mother has opened it to the child's school. */
export async function trackedAtSchool(world: World, change: Partial<ConclusionDraft> = {}): Promise<{ id: string; number: number; extractId: string }> {
  const made = await tracked(world, change);
  await shareConclusion(world.as('dana'), made.id, { decision: 'given' });
  return made;
}

/** One line of a conclusion, with the version a form of it would carry. */
export async function lineOf(world: World, conclusionId: string, kind: RecommendationKind): Promise<{ id: string; version: number; state: string; reason: string; interim: string }> {
  const [row] = await world.database.read((tx) =>
    tx
      .select({ id: recommendations.id, version: recommendations.version, state: recommendations.state, reason: recommendations.reason, interim: recommendations.interim })
      .from(recommendations)
      .where(and(eq(recommendations.conclusionId, conclusionId), eq(recommendations.kind, kind))),
  );
  if (!row) throw new Error(`the conclusion has no line of ${kind}`);
  return row;
}

/** The other PMPC gets a referral of Alikhan, so that it knows him. */
export async function knownElsewhere(world: World): Promise<void> {
  const at = new Date('2026-10-13T06:00:00Z');
  await world.database.transaction(async (tx) => {
    await tx.insert(referrals).values({
      childId: world.alikhan, fromOrganisationId: world.places.school, pmpcId: world.places.otherPmpc, authorId: world.people.saule.userId,
      state: 'sent', reason: 'Көшіп келді.', tried: 'Логопед.', createdAt: at, sentAt: at,
    });
  });
}

/** A request in the PMPC's queue, as it would stand after some days. */
export async function requested(world: World, { receivedOn, seenOn = null, state = 'waiting', surname = 'Серіков' }: { receivedOn: string; seenOn?: string | null; state?: RequestState; surname?: string }): Promise<string> {
  const id = newId();
  await world.database.transaction(async (tx) => {
    await tx.insert(requests).values({
      id, pmpcId: world.places.pmpc, channel: 'phone', state, surname, givenName: 'Әлихан', folded: surname.toLowerCase(), birthDate: '2018-03-05',
      examLanguage: 'kk', examKind: 'primary', caseKind: 'school', rank: 300, receivedAt: new Date(`${receivedOn}T05:00:00Z`), receivedOn, seenOn,
    });
  });
  return id;
}

/** A visit of a request that was held by these people from ten to eleven. */
export async function heldVisit(world: World, requestId: string, visitOn: string, people: Person[]): Promise<void> {
  const [id, roomId] = [newId(), newId()];
  await world.database.transaction(async (tx) => {
    await tx.insert(rooms).values({ id: roomId, pmpcId: world.places.pmpc, name: roomId.slice(0, 8) });
    await tx.insert(visits).values({
      id, requestId, pmpcId: world.places.pmpc, roomId, visitOn, startsAt: '10:00', endsAt: '11:00', language: 'kk', state: 'held',
      bookedBy: world.people.gulnar.userId, bookedAt: new Date(`${visitOn}T04:00:00Z`),
    });
    const specialty = { aigerim: 'psychologist', zhanar: 'speech_therapist', asel: 'special_pedagogue', timur: 'neurologist' } as const;
    for (const person of people) {
      await tx.insert(visitMembers).values({ visitId: id, userId: world.people[person].userId, specialty: specialty[person as keyof typeof specialty] });
    }
  });
}

/** The examination of a conclusion. */
export async function assessmentOf(world: World, conclusionId: string): Promise<string> {
  const [row] = await world.database.read((tx) =>
    tx.select({ id: assessments.id }).from(assessments).innerJoin(conclusions, eq(conclusions.assessmentId, assessments.id)).where(eq(conclusions.id, conclusionId)),
  );
  return row?.id ?? '';
}
