import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { goals, memberships, plans, users } from '#db/schema';
import type { PlanState } from '~/domain/plans';
import { refuse } from '~/domain/refusal';
import type { Context } from './context';
import { during } from './ties.server';

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

/** Finds a plan for a use case that asks the policy about it next; what is not there is the 404 of every denial. */
export async function findPlan(tx: Tx, planId: string): Promise<PlanHead> {
  const [plan] = await tx
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
    .where(eq(plans.id, planId));
  return plan ?? refuse('not-found');
}

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
