import { and, asc, eq, gt, inArray, lte, notInArray, sql } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';
import type { Tx } from '#db/client.server';
import { deliveries, entries, planServices } from '#db/schema';
import type { Direction, MeasureType } from '#db/vocabulary';
import { addDays, SCHOOL_YEARS } from '~/domain/calendar';
import { decisionFor, fidelityOf, FIDELITY_DAYS, type Decision, type HelpLevel, type Tone } from '~/domain/progress';
import type { Context } from './context';

/** What a goal must say of itself to be read. */
export interface GoalToRead {
  id: string;
  lineageId: string;
  planId: string;
  measure: MeasureType;
  direction: Direction;
  baseline: number;
  target: number;
  consecutive: number;
  startsOn: string;
  dueOn: string;
}

/** One measurement that counts: corrected ones are left out. */
export interface ReadPoint {
  entryId: string;
  on: string;
  value: number;
  successes: number | null;
  trials: number | null;
  help: HelpLevel;
}

export interface GoalReading {
  /** In the order they were measured. */
  points: ReadPoint[];
  last: ReadPoint | null;
  decision: Decision & { tone: Tone };
  /** The share of the plan's support that was given in the last six weeks; null when nothing was noted. */
  fidelity: number | null;
}

const from = new QueryBuilder();

/** The order in which records were written, where two share a millisecond. */
export const writtenOrder = sql`${entries}.rowid`;

/** The ids of records that a correction has replaced. */
export const replacedEntries = () => from.select({ id: sql<string>`${entries.replacesId}` }).from(entries).where(sql`${entries.replacesId} is not null`);

/**
 * Reads the course of goals and what it says today, inside another use case that has asked the policy.
 * The measurements follow the goal's lineage, so a new version of the plan goes on where the older one was.
 * @returns by the goal's id
 */
export async function readProgress(ctx: Context, tx: Tx, goals: readonly GoalToRead[]): Promise<Map<string, GoalReading>> {
  if (goals.length === 0) return new Map();
  const rows = await tx
    .select({
      entryId: entries.id,
      lineageId: entries.lineageId,
      on: entries.measuredOn,
      value: entries.value,
      successes: entries.successes,
      trials: entries.trials,
      help: entries.help,
    })
    .from(entries)
    .where(and(inArray(entries.lineageId, goals.map((goal) => goal.lineageId)), notInArray(entries.id, replacedEntries())))
    .orderBy(asc(entries.measuredOn), asc(entries.recordedAt), asc(writtenOrder));
  const given = await fidelityOfPlans(ctx, tx, goals.map((goal) => goal.planId));

  return new Map(
    goals.map((goal) => {
      const points = rows.filter((row) => row.lineageId === goal.lineageId).map(({ lineageId: _, ...point }): ReadPoint => point);
      const fidelity = given.get(goal.planId) ?? null;
      const dated = { ...goal, startDate: goal.startsOn, dueDate: goal.dueOn };
      const decision = decisionFor(goal.measure, dated, points.map(({ on, value }) => ({ date: on, value })), ctx.today, { fidelity, schoolYears: SCHOOL_YEARS });
      return [goal.id, { points, last: points.at(-1) ?? null, decision, fidelity }];
    }),
  );
}

/** Held minutes over planned ones of each plan's services, of the last six weeks. */
async function fidelityOfPlans(ctx: Context, tx: Tx, planIds: string[]): Promise<Map<string, number | null>> {
  const services = from
    .selectDistinct({ planId: planServices.planId, lineageId: planServices.lineageId })
    .from(planServices)
    .where(inArray(planServices.planId, planIds))
    .as('services');
  const rows = await tx
    .select({ planId: services.planId, held: sql<number>`sum(${deliveries.heldMinutes})`, planned: sql<number>`sum(${deliveries.plannedMinutes})` })
    .from(deliveries)
    .innerJoin(services, eq(services.lineageId, deliveries.serviceLineageId))
    .where(and(gt(deliveries.heldOn, addDays(ctx.today, -FIDELITY_DAYS)), lte(deliveries.heldOn, ctx.today)))
    .groupBy(services.planId);
  return new Map(rows.map((row) => [row.planId, fidelityOf(row.held, row.planned)]));
}
