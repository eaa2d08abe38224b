import { and, asc, desc, eq, gte, inArray, isNotNull, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { among, listed, prepared } from '#db/prepared.server';
import {
  assessments,
  assignments,
  assignmentSlots,
  children,
  conclusions,
  consents,
  enrolments,
  extracts,
  goalAnswers,
  goals,
  memberships,
  organisations,
  plans,
  referrals,
  users,
} from '#db/schema';
import type { Language, MeasureType } from '#db/vocabulary';
import { hoursOf } from '~/domain/assistants';
import { dayIn } from '~/domain/calendar';
import { whatChanged, type Change } from '~/domain/cases';
import { fullName } from '~/domain/children';
import { quietDays, taskOf, whereabouts, type FamilyTask, type Whereabouts } from '~/domain/family';
import { refuse } from '~/domain/refusal';
import { stageOf, stairOf, type Milestones, type StageState } from '~/domain/stages';
import { opening } from './audit.server';
import type { Context } from './context';
import { milestonesOf } from './milestones.server';
import { servicesOf, type ServiceLine } from './plan-heads.server';
import { readProgress } from './readings.server';
import { authorize, during, guardianLink, someWithin } from './ties.server';

type Names = Record<Language, string>;

export interface FamilyGoal {
  id: string;
  /** Of a draft that waits for the family's answer. */
  draft: boolean;
  title: { kk: string; ru: string };
  what: { kk: string; ru: string };
  why: { kk: string; ru: string };
  home: { kk: string; ru: string };
  measure: MeasureType;
  unit: string;
  change: Change;
}

export interface FamilyPage {
  child: { id: string; name: string; className: string | null; school: Names | null };
  /** The reader has other children here too. */
  others: boolean;
  stair: Pick<StageState, 'stage' | 'state'>[];
  where: Whereabouts;
  /** The next day that matters; the time only of a session. */
  next: { kind: 'session' | 'plan-ends'; on: string; at: string | null } | null;
  task: FamilyTask;
  childVoice: string;
  goals: FamilyGoal[];
  services: ServiceLine[];
  /** Hours a week; null when they are not told. */
  assistants: { name: string; hours: number | null }[];
  /** Whom to ask; null when the child has no coordinator yet. */
  coordinator: string | null;
  quiet: number | null;
  papers: { plan: string | null; draft: string | null; conclusion: string | null; extract: string | null; referral: string | null };
}

/**
 * The parent's page: where we are, one thing to do, each goal in plain words. What is closed to this guardian is absent
 * in the same way as what was never there (access.md TR7).
 */
export function openFamily(ctx: Context, childId: string): Promise<FamilyPage> {
  return opening(ctx, 'child.open', { childId }, async (tx) => {
    await authorize(ctx, tx, 'child.open', { childId });
    const link = await guardianLink(ctx, tx, childId);
    if (ctx.actor.role !== 'parent' || !link) refuse('not-found');
    const placesClosed = link.closed.includes('location');
    const papersClosed = link.closed.includes('documents');

    const milestones = (await milestonesOf(ctx, tx, [childId])).get(childId) ?? {};
    const [active, draft] = await readPlans(tx, childId);
    const papers = papersClosed ? { conclusion: null, extract: null, undecided: null } : await readPapers(tx, childId);
    const measured = await readGoals(ctx, tx, active?.id ?? null, false);
    const proposed = await readGoals(ctx, tx, draft?.id ?? null, true);
    const lastEntry = measured.map(({ last }) => last ?? '').sort().at(-1) || null;
    const referral = await readReferral(ctx, tx, childId);

    return {
      child: await readChild(ctx, tx, childId, placesClosed),
      others: await hasOthers(ctx, tx),
      stair: stairOf(milestones, ctx.today).map(({ stage, state }) => ({ stage, state })),
      where: whereabouts(milestones, stageOf(milestones, ctx.today), ctx.today),
      next: await readNext(ctx, tx, childId, milestones, placesClosed),
      task: taskOf({
        draft: draft && { id: draft.id, goals: proposed.length, ...(await readAnswers(tx, proposed.map(({ goal }) => goal.id), link.id)) },
        consentAwaited: referral !== null && referral.underWay && !(await everAsked(tx, childId)),
        undecided: papers.undecided,
      }),
      childVoice: active?.childVoice ?? draft?.childVoice ?? '',
      goals: [...proposed, ...measured].map(({ goal }) => goal),
      services: active ? await servicesOf(tx, { planId: active.id }) : [],
      assistants: await readAssistants(ctx, tx, childId, placesClosed),
      coordinator: await readCoordinator(ctx, tx, childId),
      quiet: quietDays(active?.approvedAt ? dayIn(active.approvedAt) : null, lastEntry, ctx.today),
      papers: { plan: active?.id ?? null, draft: draft?.id ?? null, conclusion: papers.conclusion, extract: papers.extract, referral: referral?.opens ? referral.id : null },
    };
  });
}

const childOf = prepared(['childId', 'today'], (tx, { childId, today }) =>
  tx
    .select({ id: children.id, name: children.givenName, className: enrolments.className, kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn })
    .from(children)
    .leftJoin(enrolments, and(eq(enrolments.childId, children.id), during({ today }, enrolments)))
    .leftJoin(organisations, eq(organisations.id, enrolments.organisationId))
    .where(eq(children.id, childId)),
);

async function readChild(ctx: Context, tx: Tx, childId: string, placesClosed: boolean): Promise<FamilyPage['child']> {
  const [row] = await childOf(tx, { childId, today: ctx.today });
  if (!row) refuse('not-found');
  const { kk, ru, en } = row;
  return {
    id: row.id,
    name: row.name,
    className: placesClosed ? null : row.className,
    school: kk && ru && en && !placesClosed ? { kk, ru, en } : null,
  };
}

async function hasOthers(ctx: Context, tx: Tx): Promise<boolean> {
  return (await someWithin(ctx, tx, 'child.list', 2)).length > 1;
}

const plansOf = prepared(['childId'], (tx, { childId }) =>
  tx
    .select({ id: plans.id, state: plans.state, childVoice: plans.childVoice, approvedAt: plans.approvedAt })
    .from(plans)
    .where(and(eq(plans.childId, childId), inArray(plans.state, ['active', 'under_review', 'family_consent'])))
    .orderBy(desc(plans.createdAt)),
);

/** The plan in force and the draft that was shared with the family. */
async function readPlans(tx: Tx, childId: string) {
  const rows = await plansOf(tx, { childId });
  const draft = rows.find(({ state }) => state === 'family_consent') ?? null;
  return [rows.find(({ state }) => state !== 'family_consent') ?? null, draft] as const;
}

const goalsOf = prepared(['planId'], (tx, { planId }) =>
  tx
    .select({
      id: goals.id,
      lineageId: goals.lineageId,
      planId: goals.planId,
      titleKk: goals.titleKk,
      titleRu: goals.titleRu,
      behaviourKk: goals.behaviourKk,
      behaviourRu: goals.behaviourRu,
      whyKk: goals.whyKk,
      whyRu: goals.whyRu,
      homeKk: goals.homeKk,
      homeRu: goals.homeRu,
      measure: goals.measure,
      unit: goals.unit,
      direction: goals.direction,
      baseline: goals.baseline,
      target: goals.target,
      consecutive: goals.consecutive,
      startsOn: goals.startsOn,
      dueOn: goals.dueOn,
    })
    .from(goals)
    .where(and(eq(goals.planId, planId), ne(goals.state, 'stopped')))
    .orderBy(asc(goals.position), asc(goals.id)),
);

async function readGoals(ctx: Context, tx: Tx, planId: string | null, draft: boolean): Promise<{ goal: FamilyGoal; last: string | null }[]> {
  if (!planId) return [];
  const rows = await goalsOf(tx, { planId });
  const readings = await readProgress(ctx, tx, rows);
  return rows.map((row) => {
    const points = readings.get(row.id)?.points ?? [];
    return {
      last: points.at(-1)?.on ?? null,
      goal: {
        id: row.id,
        draft,
        title: { kk: row.titleKk, ru: row.titleRu },
        what: { kk: row.behaviourKk, ru: row.behaviourRu },
        why: { kk: row.whyKk, ru: row.whyRu },
        home: { kk: row.homeKk, ru: row.homeRu },
        measure: row.measure,
        unit: row.unit,
        change: whatChanged(row, points),
      },
    };
  });
}

const answersOf = prepared(['goalIds', 'guardianId'], (tx, { goalIds, guardianId }) =>
  tx
    .select({ sentAt: goalAnswers.sentAt })
    .from(goalAnswers)
    .where(and(among(goalAnswers.goalId, goalIds), eq(goalAnswers.guardianId, guardianId))),
);

/** How many goals of the draft this guardian has answered, sent or not. */
async function readAnswers(tx: Tx, goalIds: string[], guardianId: string): Promise<{ answered: number; sent: boolean }> {
  if (goalIds.length === 0) return { answered: 0, sent: false };
  const rows = await answersOf(tx, { goalIds: listed(goalIds), guardianId });
  return { answered: rows.length, sent: rows.some(({ sentAt }) => sentAt !== null) };
}

const assistantsOf = prepared(['childId', 'today'], (tx, { childId, today }) =>
  tx
    .select({ id: assignments.id, surname: users.surname, givenName: users.givenName })
    .from(assignments)
    .innerJoin(users, eq(users.id, assignments.userId))
    .where(and(eq(assignments.childId, childId), eq(assignments.state, 'active'), during({ today }, assignments)))
    .orderBy(asc(users.sortKey)),
);

const slotsOf = prepared(['assignmentIds'], (tx, { assignmentIds }) =>
  tx
    .select({ assignmentId: assignmentSlots.assignmentId, weekday: assignmentSlots.weekday, startsAt: assignmentSlots.startsAt, endsAt: assignmentSlots.endsAt })
    .from(assignmentSlots)
    .where(among(assignmentSlots.assignmentId, assignmentIds)),
);

/** Who assists the child today; hours are part of where the child is, so they close with it. */
async function readAssistants(ctx: Context, tx: Tx, childId: string, placesClosed: boolean): Promise<FamilyPage['assistants']> {
  const rows = await assistantsOf(tx, { childId, today: ctx.today });
  if (rows.length === 0) return [];
  const slots = await slotsOf(tx, { assignmentIds: listed(rows.map(({ id }) => id)) });
  return rows.map((row) => ({ name: fullName(row), hours: placesClosed ? null : hoursOf(slots.filter(({ assignmentId }) => assignmentId === row.id)) }));
}

const coordinatorsOf = prepared(['childId', 'today'], (tx, { childId, today }) =>
  tx
    .select({ surname: users.surname, givenName: users.givenName, patronymic: users.patronymic })
    .from(enrolments)
    .innerJoin(children, eq(children.id, enrolments.childId))
    .innerJoin(memberships, and(eq(memberships.organisationId, enrolments.organisationId), eq(memberships.role, 'school_coordinator'), during({ today }, memberships)))
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(enrolments.childId, childId), during({ today }, enrolments)))
    .orderBy(desc(eq(users.id, children.registeredBy)), asc(memberships.validFrom), asc(users.sortKey))
    .limit(1),
);

const pmpcsOf = prepared(['childId', 'today'], (tx, { childId, today }) =>
  tx
    .select({ surname: users.surname, givenName: users.givenName, patronymic: users.patronymic })
    .from(children)
    .leftJoin(referrals, and(eq(referrals.childId, children.id), isNotNull(referrals.sentAt)))
    .innerJoin(
      memberships,
      and(
        or(eq(memberships.organisationId, referrals.pmpcId), eq(memberships.organisationId, children.registeredOrganisationId)),
        inArray(memberships.role, ['pmpc_coordinator', 'school_coordinator']),
        during({ today }, memberships),
      ),
    )
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(children.id, childId))
    .orderBy(asc(memberships.duty), asc(users.sortKey))
    .limit(1),
);

/** Who answers the family: the coordinator of the child's school, first the one who registered the child; before that the PMPC that has the referral. */
async function readCoordinator(ctx: Context, tx: Tx, childId: string): Promise<string | null> {
  const [person] = await coordinatorsOf(tx, { childId, today: ctx.today });
  const [other] = person ? [] : await pmpcsOf(tx, { childId, today: ctx.today });
  const found = person ?? other;
  return found ? fullName(found) : null;
}

const sessionsOf = prepared(['childId', 'today'], (tx, { childId, today }) =>
  tx
    .select({ on: assessments.sessionOn, at: assessments.sessionAt })
    .from(assessments)
    .where(and(eq(assessments.childId, childId), ne(assessments.state, 'closed'), gte(assessments.sessionOn, today)))
    .orderBy(asc(assessments.sessionOn))
    .limit(1),
);

/** A session ahead (unless where the child will be is closed), else the end of the plan. */
async function readNext(ctx: Context, tx: Tx, childId: string, { plan }: Milestones, placesClosed: boolean): Promise<FamilyPage['next']> {
  if (!placesClosed) {
    const [session] = await sessionsOf(tx, { childId, today: ctx.today });
    if (session) return { kind: 'session', ...session };
  }
  return plan && plan.endsOn >= ctx.today ? { kind: 'plan-ends', on: plan.endsOn, at: null } : null;
}

const referralsOf = prepared(['childId'], (tx, { childId }) =>
  tx
    .select({ id: referrals.id, state: referrals.state, sentAt: referrals.sentAt, authorId: referrals.authorId })
    .from(referrals)
    .where(eq(referrals.childId, childId))
    .orderBy(desc(referrals.createdAt))
    .limit(1),
);

/** The newest referral; a draft of somebody else is not this guardian's to open. */
async function readReferral(ctx: Context, tx: Tx, childId: string): Promise<{ id: string; underWay: boolean; opens: boolean } | null> {
  const [row] = await referralsOf(tx, { childId });
  if (!row) return null;
  const underWay = row.state === 'draft' || row.state === 'sent' || row.state === 'accepted';
  return { id: row.id, underWay, opens: row.sentAt !== null || row.authorId === ctx.actor.id };
}

const examinationAnswers = prepared(['childId'], (tx, { childId }) =>
  tx.select({ id: consents.id }).from(consents).where(and(eq(consents.childId, childId), eq(consents.purpose, 'examination'))).limit(1),
);

/** Whether any guardian has ever answered about the examination; a no stays a no and is not asked again here. */
async function everAsked(tx: Tx, childId: string): Promise<boolean> {
  const [line] = await examinationAnswers(tx, { childId });
  return line !== undefined;
}

const papersOf = prepared(['childId'], (tx, { childId }) =>
  tx
    .select({
      conclusion: conclusions.id,
      extract: extracts.id,
      decided: sql<number>`exists (select 1 from ${consents} where ${and(eq(consents.childId, conclusions.childId), eq(consents.purpose, 'share-conclusion'), eq(consents.subjectId, conclusions.id))})`,
    })
    .from(conclusions)
    .leftJoin(extracts, eq(extracts.conclusionId, conclusions.id))
    .where(and(eq(conclusions.childId, childId), eq(conclusions.state, 'issued')))
    .orderBy(desc(conclusions.issuedOn), desc(conclusions.number))
    .limit(1),
);

/** The newest issued conclusion, its extract, and whether somebody has to decide about sharing it. */
async function readPapers(tx: Tx, childId: string): Promise<{ conclusion: string | null; extract: string | null; undecided: string | null }> {
  const [row] = await papersOf(tx, { childId });
  if (!row) return { conclusion: null, extract: null, undecided: null };
  const { decided, ...papers } = row;
  return { ...papers, undecided: decided ? null : papers.conclusion };
}
