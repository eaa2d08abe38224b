import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { children, goalAnswers, goals, newId, plans, referenceItems } from '#db/schema';
import type { GoalArea, PlanState } from '#db/vocabulary';
import { addDays, ageOn } from '~/domain/calendar';
import {
  ageBandOf,
  MEASURES,
  searchBank,
  whyNotGoal,
  type AgeBand,
  type BankGoal,
  type GoalDraft,
  type Texts,
} from '~/domain/goals';
import { refuse, refuseStale } from '~/domain/refusal';
import { findTerms, type WordingEntry } from '~/domain/wording';
import { audit } from './audit.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { GOAL_WRITTEN } from './plan-heads.server';
import { authorize } from './ties.server';

interface PlanOfGoal {
  id: string;
  childId: string;
  state: PlanState;
  startsOn: string;
  endsOn: string;
  childVoice: string;
  familyVoice: string;
  needs: string;
}

/** Finds a plan whose goals the actor may write, whatever its state. An assistant's suggestions have no form. */
async function findPlan(ctx: Context, tx: Tx, planId: string): Promise<PlanOfGoal> {
  const [plan] = await tx
    .select({
      id: plans.id,
      childId: plans.childId,
      organisationId: plans.organisationId,
      state: plans.state,
      startsOn: plans.startsOn,
      endsOn: plans.endsOn,
      childVoice: plans.childVoice,
      familyVoice: plans.familyVoice,
      needs: plans.needs,
    })
    .from(plans)
    .where(eq(plans.id, planId));
  if (!plan) refuse('not-found');
  const cell = await authorize(ctx, tx, 'goal.edit', { childId: plan.childId });
  if (cell.only === 'suggest' || plan.organisationId !== ctx.actor.organisationId) refuse('not-found');
  return plan;
}

async function refuseUnlessGoal(tx: Tx, draft: GoalDraft, plan: PlanOfGoal): Promise<GoalArea> {
  const whyNot = whyNotGoal(draft, plan);
  if (whyNot) refuse(whyNot, { min: MEASURES[draft.measure].min, max: MEASURES[draft.measure].max });
  const skill = await findSkill(tx, draft.skill);
  return skill?.area ?? refuse('field.choose');
}

export interface Skill {
  id: string;
  area: GoalArea;
  name: Texts;
  domainName: Texts;
  evidence: Texts;
}

async function findSkill(tx: Tx, id: string): Promise<Skill | null> {
  const [row] = await tx
    .select({ body: referenceItems.body })
    .from(referenceItems)
    .where(and(eq(referenceItems.collection, 'skills'), eq(referenceItems.item, id)));
  return row ? asSkill(row.body) : null;
}

function asSkill(body: unknown): Skill {
  const { id, area, name, domainName, evidence = {} } = body as Skill;
  return { id, area, name, domainName, evidence };
}

/** Notes on the plan who changed one of its goals last. */
async function touch(ctx: Context, tx: Tx, planId: string): Promise<void> {
  await tx.update(plans).set({ savedAt: ctx.now, savedBy: ctx.actor.id }).where(eq(plans.id, planId));
}

/**
 * Adds a goal to a draft plan, as its last.
 * @returns the goal's id
 */
export function addGoal(ctx: Context, planId: string, draft: GoalDraft): Promise<string> {
  return ctx.transaction(async (tx) => {
    const plan = await findPlan(ctx, tx, planId);
    const area = await refuseUnlessGoal(tx, draft, plan);
    const [last] = await tx.select({ position: sql<number>`coalesce(max(${goals.position}), 0)` }).from(goals).where(eq(goals.planId, planId));
    const { version: _, bankId, ...text } = draft;
    const [goal] = await tx
      .insert(goals)
      .values({ ...text, area, bankId: bankId || null, lineageId: newId(), planId, position: (last?.position ?? 0) + 1, state: 'draft' })
      .returning({ id: goals.id });
    if (!goal) throw new Error('the goal was not written');
    await touch(ctx, tx, planId);
    await audit(ctx, tx, 'goal.edit', { childId: plan.childId, subjectId: goal.id, detail: `added ${area}` });
    return goal.id;
  });
}

const COLUMNS = {
  id: goals.id,
  planId: goals.planId,
  position: goals.position,
  skill: goals.skill,
  bankId: goals.bankId,
  ...GOAL_WRITTEN,
  version: goals.version,
};

async function findGoal(tx: Tx, goalId: string) {
  const [goal] = await tx.select(COLUMNS).from(goals).where(eq(goals.id, goalId));
  return goal ?? refuse('not-found');
}

/**
 * Saves a goal of a draft plan over the version it was opened at.
 * @returns the plan's id
 */
export function saveGoal(ctx: Context, goalId: string, draft: GoalDraft): Promise<string> {
  return ctx.transaction(async (tx) => {
    const goal = await findGoal(tx, goalId);
    const plan = await findPlan(ctx, tx, goal.planId);
    const area = await refuseUnlessGoal(tx, draft, plan);
    const { version, bankId, ...text } = draft;
    const saved = await tx
      .update(goals)
      .set({ ...text, area, bankId: bankId || null, version: version + 1 })
      .where(and(eq(goals.id, goalId), eq(goals.version, version)))
      .returning({ id: goals.id });
    if (saved.length === 0) refuseStale(asFields(goal));
    await touch(ctx, tx, plan.id);
    await audit(ctx, tx, 'goal.edit', { childId: plan.childId, subjectId: goalId, detail: `saved ${area}` });
    return plan.id;
  });
}

/** A kept goal as the fields of its form say it. */
function asFields(goal: Awaited<ReturnType<typeof findGoal>>): Record<string, string> {
  const { id: _id, planId: _plan, position: _position, settings: _settings, ...fields } = goal;
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value ?? '')]));
}

/**
 * Takes a goal out of a draft plan. Its lineage, and the entries on it, stay with the earlier versions.
 * @returns the plan's id
 */
export function removeGoal(ctx: Context, goalId: string): Promise<string> {
  return ctx.transaction(async (tx) => {
    const goal = await findGoal(tx, goalId);
    const plan = await findPlan(ctx, tx, goal.planId);
    if (plan.state !== 'draft') refuse('goal.not-editable');
    await tx.delete(goalAnswers).where(eq(goalAnswers.goalId, goalId));
    await tx.delete(goals).where(eq(goals.id, goalId));
    await touch(ctx, tx, plan.id);
    await audit(ctx, tx, 'goal.edit', { childId: plan.childId, subjectId: goalId, detail: 'removed' });
    return plan.id;
  });
}

/**
 * Moves a goal one place up or down in a draft plan; at an end it stays where it is.
 * @returns the plan's id
 */
export function moveGoal(ctx: Context, goalId: string, towards: 'up' | 'down'): Promise<string> {
  return ctx.transaction(async (tx) => {
    const goal = await findGoal(tx, goalId);
    const plan = await findPlan(ctx, tx, goal.planId);
    if (plan.state !== 'draft') refuse('goal.not-editable');
    const beside = towards === 'up' ? lt(goals.position, goal.position) : gt(goals.position, goal.position);
    const [other] = await tx
      .select({ id: goals.id, position: goals.position })
      .from(goals)
      .where(and(eq(goals.planId, plan.id), beside))
      .orderBy(towards === 'up' ? desc(goals.position) : asc(goals.position))
      .limit(1);
    if (other) {
      await tx.update(goals).set({ position: other.position }).where(eq(goals.id, goalId));
      await tx.update(goals).set({ position: goal.position }).where(eq(goals.id, other.id));
    }
    await audit(ctx, tx, 'goal.edit', { childId: plan.childId, subjectId: goalId, detail: `moved ${towards}` });
    return plan.id;
  });
}

export interface BankRow {
  id: string;
  area: GoalArea;
  skill: Texts;
  ageBand: string;
  title: Texts;
  behaviour: Texts;
}

/** The fields of the editor, as text. */
export type GoalFields = Record<string, string>;

export interface GoalEditing {
  goalId: string | null;
  plan: { id: string; startsOn: string; endsOn: string; needs: string; hasVoice: boolean };
  /** The plan has moved on: what was typed can be read and copied, not saved. */
  locked: boolean;
  child: ChildHead;
  skill: Skill;
  fields: GoalFields;
  settings: string[];
  baselineNote: Texts | null;
  hints: Record<string, Texts>;
  /** Words of the texts that might be said more respectfully. */
  wording: { term: string; suggestion: string }[];
}

export interface BankPage {
  plan: { id: string };
  locked: boolean;
  child: ChildHead;
  skills: Skill[];
  found: BankRow[];
  query: { q: string; skill: string; age: string; area: string };
}

export interface GoalQuery {
  bank: string;
  own: boolean;
  q: string;
  skill: string;
  /** Null as long as the reader has chosen none: the child's own band is taken. */
  age: string | null;
  area: string;
}

/** A new goal's page: the bank to choose from, or the editor filled from the bank or for a skill of one's own. */
export function openNewGoal(ctx: Context, planId: string, query: GoalQuery): Promise<{ bank: BankPage } | { editing: GoalEditing }> {
  return ctx.read(async (tx) => {
    const plan = await findPlan(ctx, tx, planId);
    const child = await readHead(ctx, tx, plan.childId);
    const bank = (await readCollection(tx, 'goals')) as BankGoal[];
    const chosen = bank.find(({ id }) => id === query.bank);
    const skill = chosen ? await findSkill(tx, chosen.skill) : query.own ? await findSkill(tx, query.skill) : null;
    if (skill) {
      const fields = chosen ? fromBank(chosen, plan) : { ...EMPTY, skill: skill.id, startsOn: plan.startsOn, dueOn: plan.endsOn };
      return { editing: await editing(tx, plan, child, skill, null, fields, [], chosen?.suggestedBaselineNote ?? null) };
    }
    const skills = ((await readCollection(tx, 'skills')) as unknown[]).map(asSkill);
    const age = query.age ?? (await ageBandOfChild(ctx, tx, plan.childId));
    const wanted = { q: query.q, skill: query.skill, age, area: query.area };
    const names = new Map(skills.map(({ id, name }) => [id, name]));
    const found = searchBank(bank, wanted).map(({ id, area, skill: of, ageBand, title, behaviour }) => ({ id, area, skill: names.get(of) ?? {}, ageBand, title, behaviour }));
    return { bank: { plan: { id: plan.id }, locked: plan.state !== 'draft', child, skills, found, query: wanted } };
  });
}

async function ageBandOfChild(ctx: Context, tx: Tx, childId: string): Promise<AgeBand> {
  const [child] = await tx.select({ birthDate: children.birthDate }).from(children).where(eq(children.id, childId));
  const { years, months } = ageOn(child?.birthDate ?? ctx.today, ctx.today);
  return ageBandOf(years * 12 + months);
}

const EMPTY: GoalFields = { consecutive: '3', perWeek: '1', measure: 'percent', unit: '%', direction: 'increase', version: '0' };

function fromBank(goal: BankGoal, plan: PlanOfGoal): GoalFields {
  const due = addDays(plan.startsOn, goal.suggestedTarget.weeks * 7);
  return {
    ...EMPTY,
    skill: goal.skill,
    bankId: goal.id,
    titleKk: goal.title.kk ?? '',
    titleRu: goal.title.ru ?? '',
    behaviourKk: goal.behaviour.kk ?? '',
    behaviourRu: goal.behaviour.ru ?? '',
    conditionKk: goal.condition.kk ?? '',
    conditionRu: goal.condition.ru ?? '',
    homeKk: goal.homeActivity.kk ?? '',
    homeRu: goal.homeActivity.ru ?? '',
    strategiesKk: (goal.strategies.kk ?? []).join('\n'),
    strategiesRu: (goal.strategies.ru ?? []).join('\n'),
    measure: goal.measure.type,
    unit: goal.measure.unit,
    direction: goal.measure.direction,
    target: String(goal.suggestedTarget.value),
    consecutive: String(goal.suggestedTarget.consecutive),
    startsOn: plan.startsOn,
    dueOn: due < plan.endsOn ? due : plan.endsOn,
  };
}

async function readCollection(tx: Tx, collection: string): Promise<unknown[]> {
  const rows = await tx
    .select({ body: referenceItems.body })
    .from(referenceItems)
    .where(eq(referenceItems.collection, collection))
    .orderBy(referenceItems.position);
  return rows.map(({ body }) => body);
}

async function editing(
  tx: Tx,
  plan: PlanOfGoal,
  child: ChildHead,
  skill: Skill,
  goalId: string | null,
  fields: GoalFields,
  settings: string[],
  baselineNote: Texts | null,
): Promise<GoalEditing> {
  const quality = (await readCollection(tx, 'goalQuality')) as { id: string; hint: Texts }[];
  const wording = (await readCollection(tx, 'wording')) as WordingEntry[];
  const found = Object.entries(fields).flatMap(([name, text]) => {
    const lang = /(Kk|Ru)$/.exec(name)?.[1]?.toLowerCase();
    return lang ? findTerms(text, lang, wording) : [];
  });
  return {
    goalId,
    plan: { id: plan.id, startsOn: plan.startsOn, endsOn: plan.endsOn, needs: plan.needs, hasVoice: Boolean(plan.childVoice || plan.familyVoice) },
    locked: plan.state !== 'draft',
    child,
    skill,
    fields,
    settings,
    baselineNote,
    hints: Object.fromEntries(quality.map(({ id, hint }) => [id, hint])),
    wording: found.map(({ term, suggestion }) => ({ term, suggestion })),
  };
}

/** The editor of a goal that stands in a draft plan. */
export function openGoalEditor(ctx: Context, goalId: string): Promise<GoalEditing> {
  return ctx.read(async (tx) => {
    const goal = await findGoal(tx, goalId);
    const plan = await findPlan(ctx, tx, goal.planId);
    const skill = await findSkill(tx, goal.skill);
    if (!skill) refuse('not-found');
    return editing(tx, plan, await readHead(ctx, tx, plan.childId), skill, goalId, asFields(goal), goal.settings, null);
  });
}

export interface GoalLine {
  goalId: string;
  planId: string;
  editable: boolean;
  title: Texts;
  child: ChildHead;
}

/** A goal in one line, for the page that asks whether to take it out. */
export function openGoalLine(ctx: Context, goalId: string): Promise<GoalLine> {
  return ctx.read(async (tx) => {
    const goal = await findGoal(tx, goalId);
    const plan = await findPlan(ctx, tx, goal.planId);
    const child = await readHead(ctx, tx, plan.childId);
    return { goalId, planId: plan.id, editable: plan.state === 'draft', title: { kk: goal.titleKk, ru: goal.titleRu }, child };
  });
}
