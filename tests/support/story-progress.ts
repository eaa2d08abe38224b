import { eq } from 'drizzle-orm';
import {
  assessments,
  assistantContracts,
  assistantNeeds,
  conclusions,
  extracts,
  goals,
  memberships,
  newId,
  plans,
  planServices,
  referrals,
  users,
} from '#db/schema';
import type { PlanState } from '#db/vocabulary';
import type { AssignmentDraft, Slot } from '~/domain/assistants';
import { addDays } from '~/domain/calendar';
import { sortKey } from '~/domain/children';
import type { EntryDraft } from '~/domain/progress';
import type { Context } from '~/services/context';
import { assignAssistant } from '~/services/assistants.server';
import { recordEntry } from '~/services/progress.server';
import { NOW, type Person, type World } from './world';

/** Brings a world to where children are helped and measured: an active plan with a goal, a need, a contract, an assignment. */

export interface Planned {
  planId: string;
  goalId: string;
  lineageId: string;
  serviceLineageId: string;
}

type GoalValues = typeof goals.$inferInsert;

/** A plan of this school year with one goal ("waits for his turn", 20 → 80 % of tries) and one service of 2 × 30 minutes. */
export async function activePlan(
  world: World,
  goal: Partial<GoalValues> = {},
  plan: { state?: PlanState; childId?: string; organisationId?: string; seriesId?: string; number?: number } = {},
): Promise<Planned> {
  const { childId = world.alikhan, organisationId = world.places.school, state = 'active', seriesId = newId(), number = 1 } = plan;
  const [planId, goalId, lineageId, serviceLineageId] = [newId(), newId(), goal.lineageId ?? newId(), newId()];
  const savedAt = new Date('2026-09-01T06:00:00Z');
  await world.database.transaction(async (tx) => {
    await tx.insert(plans).values({
      id: planId, seriesId, number, childId, organisationId, state, authorId: world.people.bolat.userId, savedBy: world.people.bolat.userId,
      startsOn: '2026-09-01', endsOn: '2027-05-25', createdAt: savedAt, savedAt, approvedBy: world.people.saule.userId, approvedAt: savedAt,
    });
    await tx.insert(goals).values({
      planId, position: 1, state: 'active', area: 'soft', skill: 'SA1', titleKk: 'Өз кезегін күтеді', titleRu: 'Ждёт своей очереди',
      behaviourKk: 'Ойында өз кезегін күтеді', behaviourRu: 'В игре ждёт своей очереди', strategiesKk: 'Кезек карточкасын көрсету', homeKk: 'Дастарқан басында кезекпен сөйлеу',
      measure: 'percent', unit: '%', direction: 'increase', baseline: 20, target: 80, startsOn: '2026-09-01', dueOn: '2027-02-16',
      responsible: 'педагог', settings: ['lesson', 'break'], ...goal, id: goalId, lineageId,
    });
    await tx.insert(planServices).values({ planId, lineageId: serviceLineageId, type: 'ED01', form: 'individual', minutes: 30, perWeek: 2, position: 1 });
  });
  return { planId, goalId, lineageId, serviceLineageId };
}

/** A measurement of five tries on the day of the world's clock. */
export function entryOf(change: Partial<EntryDraft> = {}): EntryDraft {
  return { reading: { n: 3, of: 5 }, measuredOn: '2026-10-14', help: 1, place: 'lesson', note: 'Карточкамен күтті', ...change };
}

/** The moment somebody at the school writes on a day. */
export function onDay(day: string): Date {
  return new Date(`${day}T06:00:00Z`);
}

/** Records one measurement a week by the teacher, the last one on `last`; `successes` of five tries each. */
export async function weeklyEntries(world: World, goalId: string, successes: number[], last = '2026-10-14'): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, n] of successes.entries()) {
    const day = addDays(last, -7 * (successes.length - 1 - index));
    const { entryId } = await recordEntry(world.as('bolat', onDay(day)), goalId, entryOf({ reading: { n, of: 5 }, measuredOn: day }));
    ids.push(entryId);
  }
  return ids;
}

let conclusionsMade = 0;

/** Hours an extract recommends for a child at a school: waiting since 1 October. */
export async function waitingNeed(world: World, change: Partial<typeof assistantNeeds.$inferInsert> = {}): Promise<string> {
  const childId = change.childId ?? world.alikhan;
  const [referralId, assessmentId, conclusionId, extractId, needId] = [newId(), newId(), newId(), newId(), newId()];
  const at = new Date('2026-10-01T06:00:00Z');
  const author = world.people.aigerim.userId;
  await world.database.transaction(async (tx) => {
    await tx.insert(referrals).values({ id: referralId, childId, fromOrganisationId: world.places.school, pmpcId: world.places.pmpc, authorId: world.people.saule.userId, state: 'closed', reason: 'себебі', tried: 'қолданылды', createdAt: at });
    await tx.insert(assessments).values({ id: assessmentId, childId, referralId, pmpcId: world.places.pmpc, state: 'closed', examKind: 'primary', sessionOn: '2026-09-20', sessionAt: '10:00', room: '1', language: 'kk', createdBy: world.people.marat.userId, createdAt: at });
    await tx.insert(conclusions).values({ id: conclusionId, assessmentId, childId, pmpcId: world.places.pmpc, authorId: author, issuedBy: world.people.marat.userId, state: 'issued', number: ++conclusionsMade, numberYear: 2026, issuedOn: '2026-09-25', createdAt: at, savedAt: at });
    await tx.insert(extracts).values({ id: extractId, conclusionId, childId, body: {}, digest: newId(), createdAt: at });
    await tx.insert(assistantNeeds).values({
      childId, organisationId: world.places.school, state: 'requested', hours: 12, tasks: 'Тапсырмаға кірісуге көмектесу', validFrom: '2026-10-01', validTo: '2027-05-25', createdAt: at, ...change, id: needId, extractId,
    });
  });
  return needId;
}

/** Ainur in the pool with so many hours a week. */
export async function contractOf(world: World, hours = 18, userId = world.people.ainur.userId): Promise<string> {
  const id = newId();
  await world.database.transaction(async (tx) => {
    await tx.insert(assistantContracts).values({ id, userId, organisationId: world.places.school, hours, qualification: 'педагогика колледжі', languages: ['kk', 'ru'], validFrom: '2026-09-01', validTo: null });
  });
  return id;
}

/** Another assistant with an account at the school. */
export async function secondAssistant(world: World): Promise<string> {
  const userId = newId();
  await world.database.transaction(async (tx) => {
    await tx.insert(users).values({ id: userId, email: 'second.assistant@qadam.test', surname: 'Екінші', givenName: 'Ассистент', folded: 'екинши ассистент', sortKey: sortKey('Екінші Ассистент'), createdAt: NOW });
    await tx.insert(memberships).values({ userId, organisationId: world.places.school, role: 'assistant', validFrom: '2026-08-01' });
  });
  return userId;
}

/** Hours of a day of the week. */
export function slot(weekday: number, startsAt: string, endsAt: string): Slot {
  return { weekday, startsAt, endsAt };
}

/** Monday to Thursday mornings, 12 hours. */
export const MORNINGS = [1, 2, 3, 4].map((weekday) => slot(weekday, '09:00', '12:00'));

export function assignmentOf(contractId: string, change: Partial<AssignmentDraft> = {}): AssignmentDraft {
  return { contractId, validFrom: '2026-10-14', validTo: '2027-05-25', fadingGoal: 'Желтоқсанға қарай тек сурет', slots: MORNINGS, ...change };
}

/** Ainur assigned to Alikhan from today. */
export async function assigned(world: World, change: Partial<AssignmentDraft> = {}): Promise<{ needId: string; contractId: string; assignmentId: string }> {
  const needId = await waitingNeed(world);
  const contractId = await contractOf(world);
  const assignmentId = await assignAssistant(world.as('saule'), needId, assignmentOf(contractId, change));
  return { needId, contractId, assignmentId };
}

/** The state a need is in. */
export async function needState(world: World, needId: string): Promise<string | undefined> {
  const [need] = await world.database.read((tx) => tx.select({ state: assistantNeeds.state }).from(assistantNeeds).where(eq(assistantNeeds.id, needId)));
  return need?.state;
}

/** The same person some minutes later, in a sign-in of its own. */
export function later(world: World, person: Person, now: Date): Context {
  return { ...world.as(person, now), sessionId: `session of ${person} at ${now.toISOString()}` };
}
