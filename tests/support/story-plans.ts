import { eq } from 'drizzle-orm';
import { assessments, conclusions, consents, extracts, goals, guardians, memberships, newId, plans, referrals, users } from '#db/schema';
import { goalDraft, type GoalDraft, type GoalDraftInput } from '~/domain/goals';
import { planText, type PlanState } from '~/domain/plans';
import { addGoal } from '~/services/goals.server';
import { answerPlan, approvePlan, savePlan, sharePlan, startPlan, submitPlan } from '~/services/plans.server';
import type { Person, World } from './world';
import { NOW } from './world';

/** How Alikhan's plan comes about: the extract his mother shares, the draft his teacher writes, and each step after it. */

export const PERIOD = { startsOn: '2026-10-14', endsOn: '2027-05-25', withoutExtract: false };

export const goalForm: GoalDraftInput = {
  skill: 'SR2', bankId: '', titleKk: 'Ойында кезегін күту', titleRu: 'Ждать своей очереди в игре',
  behaviourKk: 'Ойыншықты досына беріп, өз кезегін күтеді', behaviourRu: 'Передаёт игрушку другу и ждёт своей очереди',
  conditionKk: 'Үзілісте үш бала ойнағанда, бір рет еске салғанда', conditionRu: 'На перемене в игре втроём, после одного напоминания',
  whyKk: 'Достарымен тату ойнау үшін', whyRu: 'Чтобы дружно играть', homeKk: 'Кешкі аста кезекпен сөйлеу', homeRu: 'За ужином говорить по очереди',
  strategiesKk: 'Құм сағат\nСуретті карточка', strategiesRu: 'Песочные часы\nКарточка', measure: 'percent', unit: '%', direction: 'increase',
  baseline: '20', target: '80', consecutive: '3', perWeek: '1', startsOn: '2026-10-14', dueOn: '2027-03-20',
  responsible: 'Сынып жетекшісі', method: 'Бақылау парағы', settings: ['break', 'lesson'], version: '0',
};

/** A goal as the service takes it: turn-taking in a game, from 20 to 80 percent. */
export const goalOf = (change: Partial<GoalDraftInput> = {}): GoalDraft => goalDraft.parse({ ...goalForm, ...change });

export const textForm = {
  strengths: 'Сурет салғанды және санағанды жақсы көреді', childVoice: 'Мен сурет салғанды жақсы көремін', familyVoice: 'Достары болса екен', needs: 'Кезек күту',
  familyWork: 'Айына бір кездесу', startsOn: PERIOD.startsOn, endsOn: PERIOD.endsOn, noSoftGoalReason: '', version: '1',
};

export const textOf = (change: Partial<typeof textForm> = {}) => planText.parse({ ...textForm, ...change });

/** The PMPC has issued conclusion № 214, and the mother shares its extract with the school. */
export async function shareExtract({ database, places, people, alikhan, danaGuardian }: World): Promise<{ conclusionId: string; extractId: string }> {
  const [referralId, assessmentId, conclusionId, extractId] = [newId(), newId(), newId(), newId()];
  const at = new Date('2026-10-01T06:00:00Z');
  const body = {
    edition: 1, number: 214, issuedOn: '2026-10-05', pmpc: { kk: 'ПМПК', ru: 'ПМПК', en: 'PMPC' }, child: { name: 'Серіков Әлихан', birthYear: '2018' },
    programme: 'adapted', studyForm: 'full-time', conditions: [{ condition: 'grading', detail: 'Тапсырманы бөліп беру' }, { condition: 'assistant', detail: '' }],
    sessions: [{ specialty: 'speech_therapist', form: 'subgroup', perWeek: 2 }, { specialty: 'psychologist', form: 'individual', perWeek: null }],
    assistant: { needed: false, hours: null, from: null, to: null, tasks: '' },
    strengths: 'Суретті тез түсінеді', helps: 'Көрнекі кесте', recommendations: 'Кезек күтуге үйрету', validUntil: '2027-10-05',
  };
  await database.transaction(async (tx) => {
    await tx.insert(referrals).values({
      id: referralId, childId: alikhan, fromOrganisationId: places.school, pmpcId: places.pmpc, authorId: people.saule.userId, state: 'closed',
      reason: 'Кезек күту қиын', tried: 'Суретті кесте', createdAt: at, sentAt: at, decidedAt: at, decidedBy: people.marat.userId,
    });
    await tx.insert(assessments).values({
      id: assessmentId, childId: alikhan, referralId, pmpcId: places.pmpc, state: 'closed', examKind: 'primary', sessionOn: '2026-10-02', sessionAt: '10:00',
      room: '1', language: 'kk', createdBy: people.marat.userId, createdAt: at,
    });
    await tx.insert(conclusions).values({
      id: conclusionId, assessmentId, childId: alikhan, pmpcId: places.pmpc, authorId: people.asel.userId, state: 'issued', number: 214, numberYear: 2026,
      issuedOn: '2026-10-05', issuedBy: people.marat.userId, createdAt: at, savedAt: at,
    });
    await tx.insert(extracts).values({ id: extractId, conclusionId, childId: alikhan, body, digest: 'digest', createdAt: at });
    await tx.insert(consents).values({
      childId: alikhan, guardianId: danaGuardian, purpose: 'share-conclusion', state: 'given', manner: 'electronic', subjectId: conclusionId,
      organisationId: places.school, answeredOn: '2026-10-06', recordedBy: people.dana.userId, recordedAt: at, sequence: 1,
    });
  });
  return { conclusionId, extractId };
}

/** A draft by the teacher, from the extract, with its text and one soft-skill goal. */
export async function draftPlan(world: World, author: Person = 'bolat'): Promise<string> {
  await shareExtract(world);
  const planId = await startPlan(world.as(author), world.alikhan, PERIOD);
  await savePlan(world.as(author), planId, textOf());
  await addGoal(world.as(author), planId, goalOf());
  return planId;
}

export async function planInReview(world: World, author: Person = 'bolat'): Promise<string> {
  const planId = await draftPlan(world, author);
  await submitPlan(world.as(author), planId);
  return planId;
}

export async function sharedPlan(world: World, author: Person = 'bolat'): Promise<string> {
  const planId = await planInReview(world, author);
  await sharePlan(world.as('saule'), planId);
  return planId;
}

/** What a guardian sends when they say the same of every goal. */
export async function answerAll(world: World, planId: string, answer: 'agree' | 'question' | 'suggest' = 'agree', who: Person = 'dana'): Promise<void> {
  const ids = await goalsOf(world, planId);
  await answerPlan(world.as(who), planId, { answers: ids.map((goalId) => ({ goalId, answer, comment: answer === 'agree' ? '' : 'Үйде қалай?' })), send: true });
}

export async function answeredPlan(world: World, author: Person = 'bolat'): Promise<string> {
  const planId = await sharedPlan(world, author);
  await answerAll(world, planId);
  return planId;
}

export async function activePlan(world: World): Promise<string> {
  const planId = await answeredPlan(world);
  await approvePlan(world.as('saule'), planId);
  return planId;
}

/** The ids of a plan's goals, in their order. */
export async function goalsOf({ database }: World, planId: string): Promise<string[]> {
  const rows = await database.read((tx) => tx.select({ id: goals.id }).from(goals).where(eq(goals.planId, planId)).orderBy(goals.position));
  return rows.map(({ id }) => id);
}

/** A plan as it lies in the tables. */
export async function planRow({ database }: World, planId: string) {
  const [row] = await database.read((tx) => tx.select().from(plans).where(eq(plans.id, planId)));
  if (!row) throw new Error('no such plan');
  return row;
}

/** Puts a plan into a state no use case leads to yet. */
export async function forceState({ database }: World, planId: string, state: PlanState): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.update(plans).set({ state, ...(state === 'active' && { approvedAt: NOW }) }).where(eq(plans.id, planId));
  });
}

/** Erlan becomes Alikhan's second guardian, in another household. */
export async function addFather({ database, people, alikhan }: World): Promise<string> {
  const id = newId();
  await database.transaction(async (tx) => {
    await tx.insert(guardians).values({
      id, childId: alikhan, userId: people.erlan.userId, surname: 'Серіков', givenName: 'Болат', relation: 'father', household: 'b',
      verifiedBy: people.saule.userId, linkedAt: NOW, validFrom: '2026-08-25',
    });
  });
  return id;
}

/** The school gets a second coordinator. */
export async function addCoordinator({ database, places }: World): Promise<void> {
  await database.transaction(async (tx) => {
    const userId = newId();
    await tx.insert(users).values({ id: userId, email: 'second@qadam.test', surname: 'Тегі', givenName: 'Екінші', folded: 'екинши', sortKey: 'e', createdAt: NOW });
    await tx.insert(memberships).values({ userId, organisationId: places.school, role: 'school_coordinator', validFrom: '2026-08-01' });
  });
}
