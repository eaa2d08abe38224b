import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { among, listed, prepared } from '#db/prepared.server';
import { deliveries, entries, plans, planServices } from '#db/schema';
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

/** The order in which records were written, where two share a millisecond. */
export const writtenOrder = sql`${entries}.rowid`;

/** No correction has replaced the record. */
export const stands = sql`not exists (select 1 from ${entries} as later where later.replaces_id = ${entries.id})`;

const pointsOf = prepared(['lineageIds'], (tx, { lineageIds }) =>
  tx
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
    .where(and(among(entries.lineageId, lineageIds), stands))
    .orderBy(asc(entries.measuredOn), asc(entries.recordedAt), asc(writtenOrder)),
);

/**
 * Reads the course of goals and what it says today, inside another use case that has asked the policy.
 * The measurements follow the goal's lineage, so a new version of the plan goes on where the older one was.
 * @returns by the goal's id
 */
export async function readProgress(ctx: Context, tx: Tx, goals: readonly GoalToRead[]): Promise<Map<string, GoalReading>> {
  if (goals.length === 0) return new Map();
  const courses = new Map<string, ReadPoint[]>(goals.map(({ lineageId }) => [lineageId, []]));
  for (const { lineageId, ...point } of await pointsOf(tx, { lineageIds: listed([...courses.keys()]) })) courses.get(lineageId)?.push(point);
  const given = await fidelityOfPlans(ctx, tx, goals.map((goal) => goal.planId));

  return new Map(
    goals.map((goal) => {
      const points = courses.get(goal.lineageId) ?? [];
      const fidelity = given.get(goal.planId) ?? null;
      const dated = { ...goal, startDate: goal.startsOn, dueDate: goal.dueOn };
      const decision = decisionFor(goal.measure, dated, points.map(({ on, value }) => ({ date: on, value })), ctx.today, { fidelity, schoolYears: SCHOOL_YEARS });
      return [goal.id, { points, last: points.at(-1) ?? null, decision, fidelity }];
    }),
  );
}

const minutesOf = prepared(['planIds', 'after', 'until'], (tx, { planIds, after, until }) =>
  tx
    .select({ planId: plans.id, held: sql<number>`sum(${deliveries.heldMinutes})`, planned: sql<number>`sum(${deliveries.plannedMinutes})` })
    .from(plans)
    .innerJoin(deliveries, and(eq(deliveries.childId, plans.childId), gt(deliveries.heldOn, after), lte(deliveries.heldOn, until)))
    .where(and(among(plans.id, planIds), sql`${deliveries.serviceLineageId} in (select ${planServices.lineageId} from ${planServices} where ${eq(planServices.planId, plans.id)})`))
    .groupBy(plans.id),
);

/** Held minutes over planned ones of each plan's services, of the last six weeks. */
async function fidelityOfPlans(ctx: Context, tx: Tx, planIds: string[]): Promise<Map<string, number | null>> {
  const rows = await minutesOf(tx, { planIds: listed(planIds), after: addDays(ctx.today, -FIDELITY_DAYS), until: ctx.today });
  return new Map(rows.map((row) => [row.planId, fidelityOf(row.held, row.planned)]));
}
