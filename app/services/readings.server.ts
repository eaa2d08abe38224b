import { and, eq, gt, lte, sql } from 'drizzle-orm';
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

type PointLine = [on: string, value: number, successes: number | null, trials: number | null, help: HelpLevel];

/** A course comes as one JSON text: of the hundreds of measurements on a page each row would cost more than the search for it. */
const coursesOf = prepared(['lineageIds'], (tx, { lineageIds }) => {
  const point = sql`json_array(${entries.measuredOn}, ${entries.value}, ${entries.successes}, ${entries.trials}, ${entries.help})`;
  return tx
    .select({
      lineageId: entries.lineageId,
      points: sql`json_group_array(${point} order by ${entries.measuredOn}, ${entries.recordedAt}, ${writtenOrder})`.mapWith((text: string) => JSON.parse(text) as PointLine[]),
    })
    .from(entries)
    .where(and(among(entries.lineageId, lineageIds), stands))
    .groupBy(entries.lineageId);
});

/**
 * Reads the course of goals and what it says today, inside another use case that has asked the policy.
 * The measurements follow the goal's lineage, so a new version of the plan goes on where the older one was.
 * @returns by the goal's id
 */
export async function readProgress(ctx: Context, tx: Tx, goals: readonly GoalToRead[]): Promise<Map<string, GoalReading>> {
  if (goals.length === 0) return new Map();
  const rows = await coursesOf(tx, { lineageIds: listed(goals.map(({ lineageId }) => lineageId)) });
  const courses = new Map(rows.map(({ lineageId, points }) => [lineageId, points.map(([on, value, successes, trials, help]): ReadPoint => ({ on, value, successes, trials, help }))]));
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
