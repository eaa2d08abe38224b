import { and, asc, desc, eq, gte, inArray, isNotNull, lte, ne } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { assignments, assignmentSlots, assistantNeeds, children, enrolments, entries, goalAnswers, goals, plans, referrals } from '#db/schema';
import type { MeasureType } from '#db/vocabulary';
import { coverageOf, type Slot } from '~/domain/assistants';
import { addDays, dayIn, daysBetween, weekdayOf } from '~/domain/calendar';
import { fullName } from '~/domain/children';
import { refuse } from '~/domain/refusal';
import { listing } from './audit.server';
import type { Context } from './context';
import { readProgress, stands } from './readings.server';
import { childrenWithin, during } from './ties.server';

/** A goal with what one needs to record it. */
export interface GoalNow {
  id: string;
  title: { kk: string; ru: string };
  behaviour: { kk: string; ru: string };
  strategies: { kk: string; ru: string };
  measure: MeasureType;
  unit: string;
  target: number;
  last: { on: string; value: number; successes: number | null; trials: number | null } | null;
}

/** A child an assistant is with, as of this moment. */
export interface ChildNow {
  id: string;
  name: string;
  className: string | null;
  supportSummary: string;
  fadingGoal: string;
  assignmentId: string;
  /** Today's hours, in order. */
  slots: Slot[];
  goals: GoalNow[];
}

/** A child of a teacher with the goals nobody has measured since Monday. */
export interface ChildThisWeek {
  id: string;
  name: string;
  className: string | null;
  unmeasured: { id: string; title: { kk: string; ru: string } }[];
}

export const WAITING = ['referral-draft', 'plan-draft', 'plan-to-share', 'plan-to-answer', 'plan-to-approve', 'family-question', 'hours-missing'] as const;
export type WaitingKind = (typeof WAITING)[number];

/** Something that waits for the reader. */
export interface Waiting {
  kind: WaitingKind;
  id: string;
  childId: string;
  childName: string;
  /** Since when it waits, as a civil day. */
  since: string;
  days: number;
}

export type SchoolToday = { total: number; today: string } & (
  | { role: 'assistant'; children: ChildNow[] }
  | { role: 'teacher'; children: ChildThisWeek[]; waiting: Waiting[] }
  | { role: 'school_coordinator'; waiting: Waiting[]; missingHours: number }
);

/** The first page of the day for those who work at a school: what to do now, for whom. */
export function schoolToday(ctx: Context): Promise<SchoolToday> {
  return listing(ctx, 'child.list', 'today', async (tx): Promise<SchoolToday> => {
    const { today } = ctx;
    switch (ctx.actor.role) {
      case 'assistant': {
        const found = await childrenNow(ctx, tx);
        return { role: 'assistant', today, children: found, total: found.length };
      }
      case 'teacher': {
        const found = await childrenThisWeek(ctx, tx);
        return { role: 'teacher', today, children: found, waiting: await plansOf(ctx, tx, ['draft']), total: found.length };
      }
      case 'school_coordinator': {
        const hours = await missingHours(ctx, tx);
        const plansWaiting = await plansOf(ctx, tx, ['team_review', 'family_consent']);
        const waiting = [...(await draftReferrals(ctx, tx)), ...plansWaiting, ...hours.waiting].sort(byWaiting);
        return { role: 'school_coordinator', today, waiting, missingHours: hours.total, total: waiting.length };
      }
      default:
        return refuse('not-found');
    }
  });
}

/** The longest first; of one day, in the order of the kinds. */
function byWaiting(a: Waiting, b: Waiting): number {
  return a.since.localeCompare(b.since) || WAITING.indexOf(a.kind) - WAITING.indexOf(b.kind) || a.id.localeCompare(b.id);
}

const goalColumns = {
  id: goals.id,
  lineageId: goals.lineageId,
  planId: goals.planId,
  childId: plans.childId,
  titleKk: goals.titleKk,
  titleRu: goals.titleRu,
  behaviourKk: goals.behaviourKk,
  behaviourRu: goals.behaviourRu,
  strategiesKk: goals.strategiesKk,
  strategiesRu: goals.strategiesRu,
  measure: goals.measure,
  unit: goals.unit,
  direction: goals.direction,
  baseline: goals.baseline,
  target: goals.target,
  consecutive: goals.consecutive,
  startsOn: goals.startsOn,
  dueOn: goals.dueOn,
};

/** The goals that are recorded now, of children in the actor's reach. */
async function goalsNow(ctx: Context, tx: Tx) {
  return tx
    .select(goalColumns)
    .from(goals)
    .innerJoin(plans, eq(plans.id, goals.planId))
    .innerJoin(children, eq(children.id, plans.childId))
    .where(and(eq(plans.state, 'active'), inArray(goals.state, ['baseline', 'active', 'maintenance']), childrenWithin(ctx, 'goal.mark')))
    .orderBy(asc(goals.position), asc(goals.id));
}

async function childrenNow(ctx: Context, tx: Tx): Promise<ChildNow[]> {
  const rows = await tx
    .select({
      id: children.id,
      surname: children.surname,
      givenName: children.givenName,
      patronymic: children.patronymic,
      supportSummary: children.supportSummary,
      className: enrolments.className,
      fadingGoal: assignments.fadingGoal,
      assignmentId: assignments.id,
    })
    .from(assignments)
    .innerJoin(children, eq(children.id, assignments.childId))
    .leftJoin(enrolments, and(eq(enrolments.childId, children.id), during(ctx, enrolments)))
    .where(and(eq(assignments.userId, ctx.actor.id), eq(assignments.state, 'active'), during(ctx, assignments), childrenWithin(ctx, 'child.list')))
    .orderBy(asc(children.sortKey), asc(assignments.id));
  const slots = await tx
    .select({ assignmentId: assignmentSlots.assignmentId, weekday: assignmentSlots.weekday, startsAt: assignmentSlots.startsAt, endsAt: assignmentSlots.endsAt })
    .from(assignmentSlots)
    .where(and(inArray(assignmentSlots.assignmentId, rows.map((row) => row.assignmentId)), eq(assignmentSlots.weekday, weekdayOf(ctx.today))))
    .orderBy(asc(assignmentSlots.startsAt));
  const worked = await goalsNow(ctx, tx);
  const readings = await readProgress(ctx, tx, worked);

  const found = rows.map((row) => ({
    id: row.id,
    name: fullName({ surname: row.surname, givenName: row.givenName }),
    className: row.className,
    supportSummary: row.supportSummary,
    fadingGoal: row.fadingGoal,
    assignmentId: row.assignmentId,
    slots: slots.filter((slot) => slot.assignmentId === row.assignmentId).map(({ assignmentId: _, ...slot }) => slot),
    goals: worked
      .filter((goal) => goal.childId === row.id)
      .map((goal): GoalNow => {
        const last = readings.get(goal.id)?.last ?? null;
        return {
          id: goal.id,
          title: { kk: goal.titleKk, ru: goal.titleRu },
          behaviour: { kk: goal.behaviourKk, ru: goal.behaviourRu },
          strategies: { kk: goal.strategiesKk, ru: goal.strategiesRu },
          measure: goal.measure,
          unit: goal.unit,
          target: goal.target,
          last: last && { on: last.on, value: last.value, successes: last.successes, trials: last.trials },
        };
      }),
  }));
  const first = (child: ChildNow) => child.slots[0]?.startsAt ?? '~';
  return found.sort((a, b) => first(a).localeCompare(first(b)));
}

async function childrenThisWeek(ctx: Context, tx: Tx): Promise<ChildThisWeek[]> {
  const monday = addDays(ctx.today, 1 - weekdayOf(ctx.today));
  const rows = await tx
    .select({ id: children.id, surname: children.surname, givenName: children.givenName, className: enrolments.className })
    .from(children)
    .leftJoin(enrolments, and(eq(enrolments.childId, children.id), during(ctx, enrolments)))
    .where(childrenWithin(ctx, 'child.list'))
    .orderBy(asc(children.sortKey), asc(children.id));
  const worked = await goalsNow(ctx, tx);
  const measured = await tx
    .selectDistinct({ lineageId: entries.lineageId })
    .from(entries)
    .where(and(inArray(entries.lineageId, worked.map((goal) => goal.lineageId)), gte(entries.measuredOn, monday), lte(entries.measuredOn, ctx.today), stands));
  const done = new Set(measured.map((row) => row.lineageId));
  return rows.map((row) => ({
    id: row.id,
    name: fullName(row),
    className: row.className,
    unmeasured: worked
      .filter((goal) => goal.childId === row.id && !done.has(goal.lineageId))
      .map((goal) => ({ id: goal.id, title: { kk: goal.titleKk, ru: goal.titleRu } })),
  }));
}

function waitingFor(ctx: Context, kind: WaitingKind, row: { id: string; childId: string; surname: string; givenName: string }, since: string): Waiting {
  const { id, childId } = row;
  return { kind, id, childId, childName: fullName({ surname: row.surname, givenName: row.givenName }), since, days: Math.max(0, daysBetween(since, ctx.today)) };
}

/** Plans in these states: for a teacher the drafts, for a coordinator what is to be shared, answered or approved. */
async function plansOf(ctx: Context, tx: Tx, states: ('draft' | 'team_review' | 'family_consent')[]): Promise<Waiting[]> {
  const rows = await tx
    .select({
      id: plans.id,
      childId: plans.childId,
      state: plans.state,
      savedAt: plans.savedAt,
      sharedAt: plans.sharedAt,
      surname: children.surname,
      givenName: children.givenName,
    })
    .from(plans)
    .innerJoin(children, eq(children.id, plans.childId))
    .where(and(inArray(plans.state, states), eq(plans.organisationId, ctx.actor.organisationId ?? ''), childrenWithin(ctx, 'plan-draft.open')))
    .orderBy(desc(plans.savedAt));
  const answers = await tx
    .select({ planId: goals.planId, answer: goalAnswers.answer, sentAt: goalAnswers.sentAt })
    .from(goalAnswers)
    .innerJoin(goals, eq(goals.id, goalAnswers.goalId))
    .where(and(inArray(goals.planId, rows.map((row) => row.id)), isNotNull(goalAnswers.sentAt)));
  return rows.map((row) => {
    const sent = answers.filter((answer) => answer.planId === row.id);
    const answeredAt = sent.flatMap(({ sentAt }) => (sentAt ? [sentAt] : [])).sort((a, b) => b.getTime() - a.getTime())[0];
    if (row.state === 'draft') return waitingFor(ctx, 'plan-draft', row, dayIn(row.savedAt));
    if (row.state === 'team_review') return waitingFor(ctx, 'plan-to-share', row, dayIn(row.savedAt));
    if (!answeredAt) return waitingFor(ctx, 'plan-to-answer', row, dayIn(row.sharedAt ?? row.savedAt));
    const asks = sent.some(({ answer }) => answer !== 'agree');
    return waitingFor(ctx, asks ? 'family-question' : 'plan-to-approve', row, dayIn(answeredAt));
  });
}

async function draftReferrals(ctx: Context, tx: Tx): Promise<Waiting[]> {
  const rows = await tx
    .select({ id: referrals.id, childId: referrals.childId, createdAt: referrals.createdAt, surname: children.surname, givenName: children.givenName })
    .from(referrals)
    .innerJoin(children, eq(children.id, referrals.childId))
    .where(and(eq(referrals.state, 'draft'), eq(referrals.fromOrganisationId, ctx.actor.organisationId ?? ''), childrenWithin(ctx, 'referral.open')));
  return rows.map((row) => waitingFor(ctx, 'referral-draft', row, dayIn(row.createdAt)));
}

async function missingHours(ctx: Context, tx: Tx): Promise<{ waiting: Waiting[]; total: number }> {
  const needs = await tx
    .select({
      id: assistantNeeds.id,
      childId: assistantNeeds.childId,
      hours: assistantNeeds.hours,
      validFrom: assistantNeeds.validFrom,
      validTo: assistantNeeds.validTo,
      createdAt: assistantNeeds.createdAt,
      surname: children.surname,
      givenName: children.givenName,
    })
    .from(assistantNeeds)
    .innerJoin(children, eq(children.id, assistantNeeds.childId))
    .where(
      and(
        eq(assistantNeeds.organisationId, ctx.actor.organisationId ?? ''),
        ne(assistantNeeds.state, 'ended'),
        gte(assistantNeeds.validTo, ctx.today),
        childrenWithin(ctx, 'need.open'),
      ),
    );
  const held = await tx
    .select({ needId: assignments.needId, id: assignments.id, validFrom: assignments.validFrom, validTo: assignments.validTo })
    .from(assignments)
    .where(and(inArray(assignments.needId, needs.map(({ id }) => id)), eq(assignments.state, 'active'), gte(assignments.validTo, ctx.today)));
  const slots = await tx
    .select({ assignmentId: assignmentSlots.assignmentId, weekday: assignmentSlots.weekday, startsAt: assignmentSlots.startsAt, endsAt: assignmentSlots.endsAt })
    .from(assignmentSlots)
    .where(inArray(assignmentSlots.assignmentId, held.map(({ id }) => id)));
  const uncovered = needs.flatMap((need) => {
    const own = held.filter((one) => one.needId === need.id).map((one) => ({ ...one, slots: slots.filter((slot) => slot.assignmentId === one.id) }));
    const { missing } = coverageOf(need, own, ctx.today);
    return missing > 0 ? [{ missing, waiting: waitingFor(ctx, 'hours-missing', need, dayIn(need.createdAt)) }] : [];
  });
  return { waiting: uncovered.map(({ waiting }) => waiting), total: uncovered.reduce((sum, { missing }) => sum + missing, 0) };
}
