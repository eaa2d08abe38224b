import { and, asc, desc, eq, gte, inArray, isNotNull, ne, notInArray, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Tx } from '#db/client.server';
import { among, listed, prepared } from '#db/prepared.server';
import { assignments, assignmentSlots, assistantNeeds, goalAnswers, goals, guardians, plans, referenceItems, users } from '#db/schema';
import type { Direction, GoalArea, Language, MeasureType, PlanState } from '#db/vocabulary';
import { coverageOf, hoursOn } from '~/domain/assistants';
import { daysBetween, dayIn } from '~/domain/calendar';
import { courseOf, whatChanged, type Change } from '~/domain/cases';
import { fullName } from '~/domain/children';
import { cellFor } from '~/domain/permissions';
import type { Decision, Tone } from '~/domain/progress';
import type { HappeningRow } from './case-happenings.server';
import type { Context } from './context';
import { nameInThree } from './plan-heads.server';
import { readProgress } from './readings.server';
import { opens, valuesOf } from './ties.server';

/** What the case page tells of a child's support at school: the plan, its goals and services, the assistants. */

type Names = Record<Language, string>;

export interface GoalNow {
  id: string;
  title: { kk: string; ru: string };
  area: GoalArea;
  skill: Names | null;
  unit: string;
  measure: MeasureType;
  direction: Direction;
  baseline: number;
  target: number;
  startsOn: string;
  dueOn: string;
  course: ReturnType<typeof courseOf>;
  change: Change;
  decision: Pick<Decision, 'code' | 'n' | 'needed' | 'ageDays' | 'fidelity' | 'projection'> & { tone: Tone };
}

const DRAFTS: readonly PlanState[] = ['draft', 'team_review', 'family_consent'];

const plansOf = prepared(['childId', 'here'], (tx, { childId, here }, which: 'with drafts' | 'in force') => {
  const approvers = alias(users, 'approvers');
  return tx
    .select({
      id: plans.id,
      state: plans.state,
      number: plans.number,
      authorId: plans.authorId,
      endsOn: plans.endsOn,
      childVoice: plans.childVoice,
      strengths: plans.strengths,
      createdAt: plans.createdAt,
      sharedAt: plans.sharedAt,
      approvedAt: plans.approvedAt,
      archivedAt: plans.archivedAt,
      surname: users.surname,
      givenName: users.givenName,
      approverSurname: approvers.surname,
      approverName: approvers.givenName,
    })
    .from(plans)
    .innerJoin(users, eq(users.id, plans.authorId))
    .leftJoin(approvers, eq(approvers.id, plans.approvedBy))
    .where(
      and(
        eq(plans.childId, childId),
        which === 'with drafts' ? or(notInArray(plans.state, [...DRAFTS]), eq(plans.organisationId, here)) : inArray(plans.state, ['active', 'under_review']),
      ),
    )
    .orderBy(desc(plans.createdAt))
    .limit(20);
});

/** The plan in force, the draft on its way and what happened to both, as far as the reader's cells reach. */
export async function readPlans(ctx: Context, tx: Tx, childId: string) {
  const nothing = { opens: false, active: null, draft: null, voice: { childVoice: '', strengths: '' }, happenings: [] as HappeningRow[] };
  if (!opens(ctx, 'plan.open')) return nothing;
  const seesDrafts = opens(ctx, 'plan-draft.open');
  const rows = await plansOf(tx, { childId, ...valuesOf(ctx) }, seesDrafts ? 'with drafts' : 'in force');
  const active = rows.find(({ state }) => state === 'active' || state === 'under_review') ?? null;
  const draft = rows.find(({ state }) => DRAFTS.includes(state)) ?? null;
  const answers = seesDrafts ? await readAnswers(tx, rows.map(({ id }) => id)) : [];
  const { childVoice = '', strengths = '' } = active ?? draft ?? {};
  return {
    opens: true,
    active,
    draft: draft && { id: draft.id, state: draft.state, mine: draft.authorId === ctx.actor.id, answered: answers.some(({ planId }) => planId === draft.id) },
    voice: { childVoice, strengths },
    happenings: [
      ...rows.flatMap((row): HappeningRow[] => {
        const step = (kind: 'plan-started' | 'plan-shared' | 'plan-approved' | 'plan-archived', at: Date | null, by: string | null): HappeningRow[] =>
          at ? [{ kind, id: row.id, at: at.getTime(), by, number: row.number, about: row.id }] : [];
        return [
          ...(seesDrafts ? step('plan-started', row.createdAt, fullName(row)) : []),
          ...(seesDrafts ? step('plan-shared', row.sharedAt, null) : []),
          ...step('plan-approved', row.approvedAt, row.approverSurname ? fullName({ surname: row.approverSurname, givenName: row.approverName }) : null),
          ...(seesDrafts ? step('plan-archived', row.archivedAt, null) : []),
        ];
      }),
      ...answers.map(({ planId, guardianId, at, relation, agreed, questions, suggestions }): HappeningRow => ({
        kind: 'plan-answered', id: guardianId, at, by: null, relation, answers: { agreed, questions, suggestions }, about: planId,
      })),
    ],
  };
}

const answersOf = prepared(['planIds'], (tx, { planIds }) => {
  const counted = (answer: string) => sql<number>`sum(${goalAnswers.answer} = ${answer})`;
  return tx
    .select({
      planId: goals.planId,
      guardianId: goalAnswers.guardianId,
      relation: guardians.relation,
      at: sql<number>`max(${goalAnswers.sentAt})`,
      agreed: counted('agree'),
      questions: counted('question'),
      suggestions: counted('suggest'),
    })
    .from(goalAnswers)
    .innerJoin(goals, eq(goals.id, goalAnswers.goalId))
    .innerJoin(guardians, eq(guardians.id, goalAnswers.guardianId))
    .where(and(among(goals.planId, planIds), isNotNull(goalAnswers.sentAt)))
    .groupBy(goals.planId, goalAnswers.guardianId);
});

/** What guardians answered to shared plans, a line a guardian and plan. */
async function readAnswers(tx: Tx, planIds: string[]) {
  return planIds.length === 0 ? [] : answersOf(tx, { planIds: listed(planIds) });
}

/** How urgent a goal is on the page: what asks for a deed first. */
const URGENCY: Record<Tone, number> = { action: 0, attention: 1, good: 2, neutral: 3 };

const goalsOf = prepared(['planId'], (tx, { planId }) =>
  tx
    .select({
      id: goals.id,
      lineageId: goals.lineageId,
      planId: goals.planId,
      titleKk: goals.titleKk,
      titleRu: goals.titleRu,
      area: goals.area,
      skill: nameInThree,
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
    .leftJoin(referenceItems, and(eq(referenceItems.collection, 'skills'), eq(referenceItems.item, goals.skill)))
    .where(and(eq(goals.planId, planId), inArray(goals.state, ['active', 'baseline', 'maintenance'])))
    .orderBy(asc(goals.position), asc(goals.id)),
);

/** The goals of the plan in force with what their measurements say, the most urgent first. */
export async function readGoals(ctx: Context, tx: Tx, planId: string | null): Promise<{ goals: GoalNow[]; goalToRecord: string | null }> {
  if (!planId) return { goals: [], goalToRecord: null };
  const rows = await goalsOf(tx, { planId });
  const readings = await readProgress(ctx, tx, rows);
  const shown = rows.flatMap((row): GoalNow[] => {
    const reading = readings.get(row.id);
    if (!reading) return [];
    const { code, n, needed, ageDays, fidelity, projection, tone } = reading.decision;
    const { id, area, unit, measure, direction, baseline, target, startsOn, dueOn } = row;
    return [
      {
        id, area, unit, measure, direction, baseline, target, startsOn, dueOn,
        title: { kk: row.titleKk, ru: row.titleRu },
        skill: row.skill,
        course: courseOf(reading.points),
        change: whatChanged(row, reading.points),
        decision: { code, n, needed, ageDays, fidelity, projection, tone },
      },
    ];
  });
  const lastOn = (goal: { id: string }) => readings.get(goal.id)?.last?.on ?? '';
  const [longest] = [...shown].sort((one, other) => lastOn(one).localeCompare(lastOn(other)));
  return { goals: shown.sort((one, other) => URGENCY[one.decision.tone] - URGENCY[other.decision.tone]), goalToRecord: longest?.id ?? null };
}

const assignmentsOf = prepared(['childId', 'me', 'here'], (tx, { childId, me, here }, whose: 'all' | 'own') =>
  tx
    .select({
      id: assignments.id,
      needId: assignments.needId,
      state: assignments.state,
      validFrom: assignments.validFrom,
      validTo: assignments.validTo,
      createdAt: assignments.createdAt,
      surname: users.surname,
      givenName: users.givenName,
    })
    .from(assignments)
    .innerJoin(users, eq(users.id, assignments.userId))
    .where(and(eq(assignments.childId, childId), eq(assignments.organisationId, here), whose === 'own' ? eq(assignments.userId, me) : undefined))
    .orderBy(desc(assignments.createdAt))
    .limit(30),
);

const slotsOf = prepared(['assignmentIds'], (tx, { assignmentIds }) =>
  tx
    .select({ assignmentId: assignmentSlots.assignmentId, weekday: assignmentSlots.weekday, startsAt: assignmentSlots.startsAt, endsAt: assignmentSlots.endsAt })
    .from(assignmentSlots)
    .where(among(assignmentSlots.assignmentId, assignmentIds)),
);

const needOf = prepared(['childId', 'here', 'today'], (tx, { childId, here, today }) =>
  tx
    .select({ id: assistantNeeds.id, hours: assistantNeeds.hours, validFrom: assistantNeeds.validFrom, validTo: assistantNeeds.validTo, createdAt: assistantNeeds.createdAt })
    .from(assistantNeeds)
    .where(and(eq(assistantNeeds.childId, childId), eq(assistantNeeds.organisationId, here), ne(assistantNeeds.state, 'ended'), gte(assistantNeeds.validTo, today)))
    .orderBy(desc(assistantNeeds.createdAt))
    .limit(1),
);

/** Assistants' hours and names; what is recommended and not covered only for those who plan it. */
export async function readAssistants(ctx: Context, tx: Tx, childId: string) {
  const nothing = { now: null, people: [], until: null, openNeed: null, happenings: [] as HappeningRow[] };
  const ownOnly = cellFor(ctx.actor, 'assignment.open').scope === 'mine';
  if (!ownOnly && (!opens(ctx, 'assignment.open') || cellFor(ctx.actor, 'assignment.open').only === 'counts')) return nothing;
  const rows = await assignmentsOf(tx, { childId, ...valuesOf(ctx) }, ownOnly ? 'own' : 'all');
  const current = rows.filter((row) => row.state === 'active' && row.validTo >= ctx.today);
  const slots = current.length > 0 ? await slotsOf(tx, { assignmentIds: listed(current.map(({ id }) => id)) }) : [];
  const held = current.map((row) => ({ ...row, slots: slots.filter(({ assignmentId }) => assignmentId === row.id) }));
  const [need] = opens(ctx, 'need.open') ? await needOf(tx, { childId, ...valuesOf(ctx) }) : [];
  const coverage = need && coverageOf(need, held.filter(({ needId }) => needId === need.id), ctx.today);
  const hours = coverage?.covered ?? hoursOn(held, ctx.today);
  const missing = coverage?.missing ?? 0;
  const working = held.filter(({ validFrom }) => validFrom <= ctx.today);
  return {
    now: need || hours > 0 ? { hours, recommended: need?.hours ?? null, missing, waitingDays: need ? daysBetween(dayIn(need.createdAt), ctx.today) : 0 } : null,
    people: working.map((row) => ({ name: fullName(row), part: null, specialty: null, assistant: true })),
    until: working.map(({ validTo }) => validTo).sort()[0] ?? null,
    openNeed: need && missing > 0 ? need.id : null,
    happenings: rows.map((row): HappeningRow => ({ kind: 'assistant-assigned', id: row.id, at: row.createdAt.getTime(), by: null, name: fullName(row), day: row.validTo, about: row.id })),
  };
}
