import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { prepared } from '#db/prepared.server';
import { goals, memberships, plans, planServices, referenceItems, users } from '#db/schema';
import type { Language, SessionForm } from '#db/vocabulary';
import type { PlanState } from '~/domain/plans';
import { refuse } from '~/domain/refusal';
import type { Context } from './context';
import { during } from './ties.server';

type Names = Record<Language, string>;

/** One version of a plan with what is written in it, but for its goals and lines of support. */
export interface PlanHead {
  id: string;
  seriesId: string;
  number: number;
  childId: string;
  organisationId: string;
  extractId: string | null;
  authorId: string;
  state: PlanState;
  startsOn: string;
  endsOn: string;
  childVoice: string;
  familyVoice: string;
  strengths: string;
  needs: string;
  familyWork: string;
  noSoftGoalReason: string;
  changeReason: string;
  createdAt: Date;
  savedAt: Date;
  savedBy: string;
  sharedAt: Date | null;
  approvedBy: string | null;
  approvedAt: Date | null;
  version: number;
}

const planOf = prepared(['planId'], (tx, { planId }) =>
  tx
    .select({
      id: plans.id,
      seriesId: plans.seriesId,
      number: plans.number,
      childId: plans.childId,
      organisationId: plans.organisationId,
      extractId: plans.extractId,
      authorId: plans.authorId,
      state: plans.state,
      startsOn: plans.startsOn,
      endsOn: plans.endsOn,
      childVoice: plans.childVoice,
      familyVoice: plans.familyVoice,
      strengths: plans.strengths,
      needs: plans.needs,
      familyWork: plans.familyWork,
      noSoftGoalReason: plans.noSoftGoalReason,
      changeReason: plans.changeReason,
      createdAt: plans.createdAt,
      savedAt: plans.savedAt,
      savedBy: plans.savedBy,
      sharedAt: plans.sharedAt,
      approvedBy: plans.approvedBy,
      approvedAt: plans.approvedAt,
      version: plans.version,
    })
    .from(plans)
    .where(eq(plans.id, planId)),
);

/** Finds a plan for a use case that asks the policy about it next; what is not there is the 404 of every denial. */
export async function findPlan(tx: Tx, planId: string): Promise<PlanHead> {
  const [plan] = await planOf(tx, { planId });
  return plan ?? refuse('not-found');
}

/** The names of a reference item; null where it is joined and there is none. */
export const nameInThree = sql<Names | null>`${referenceItems.body} -> '$.name'`.mapWith((text: string) => JSON.parse(text) as Names | null);

/** One line of a plan's support a week. */
export interface ServiceLine {
  id: string;
  name: Names | null;
  type: string;
  form: SessionForm;
  minutes: number;
  perWeek: number;
}

/** The lines of support of a plan, for a use case that has asked the policy. */
export const servicesOf = prepared(['planId'], (tx, { planId }) =>
  tx
    .select({ id: planServices.id, type: planServices.type, form: planServices.form, minutes: planServices.minutes, perWeek: planServices.perWeek, name: nameInThree })
    .from(planServices)
    .leftJoin(referenceItems, and(eq(referenceItems.collection, 'serviceTypes'), eq(referenceItems.item, planServices.type)))
    .where(eq(planServices.planId, planId))
    .orderBy(asc(planServices.position), asc(planServices.id)),
);

/** How many coordinators besides the author the school has today: somebody else has to approve (access.md, roles and duties). */
export async function countOtherCoordinators(ctx: Context, tx: Tx, organisationId: string, authorId: string): Promise<number> {
  const [counted] = await tx
    .select({ count: sql<number>`count(distinct ${memberships.userId})` })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.organisationId, organisationId),
        eq(memberships.role, 'school_coordinator'),
        ne(memberships.userId, authorId),
        during(ctx, memberships),
        isNull(users.disabledAt),
      ),
    );
  return counted?.count ?? 0;
}

/** The columns that hold what is written in a goal, for whoever edits or reads it. */
export const GOAL_WRITTEN = {
  titleKk: goals.titleKk,
  titleRu: goals.titleRu,
  behaviourKk: goals.behaviourKk,
  behaviourRu: goals.behaviourRu,
  conditionKk: goals.conditionKk,
  conditionRu: goals.conditionRu,
  whyKk: goals.whyKk,
  whyRu: goals.whyRu,
  homeKk: goals.homeKk,
  homeRu: goals.homeRu,
  strategiesKk: goals.strategiesKk,
  strategiesRu: goals.strategiesRu,
  measure: goals.measure,
  unit: goals.unit,
  direction: goals.direction,
  baseline: goals.baseline,
  target: goals.target,
  consecutive: goals.consecutive,
  perWeek: goals.perWeek,
  startsOn: goals.startsOn,
  dueOn: goals.dueOn,
  responsible: goals.responsible,
  method: goals.method,
  settings: goals.settings,
};
