import { and, asc, desc, eq, gt, inArray, isNotNull, like, ne, notInArray, or, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import {
  children,
  conclusions,
  consents,
  extracts,
  goalAnswers,
  goals,
  guardians,
  organisations,
  planAccommodations,
  plans,
  planServices,
  referenceItems,
  users,
} from '#db/schema';
import type { PlanState } from '#db/vocabulary';
import { addDays, addMonths } from '~/domain/calendar';
import { foldForSearch, fullName, latinLayoutSlip } from '~/domain/children';
import { extractBody } from '~/domain/conclusions';
import { balanceOf, goalQuality, QUALITY_WEIGHTS, sheetOf, type QualityPart, type Texts } from '~/domain/goals';
import { PAGE_SIZE, pageOf, type After, type Page } from '~/domain/lists';
import { cellFor } from '~/domain/permissions';
import {
  actionToOpen,
  CATEGORY_OF,
  completenessOf,
  isOpen,
  OPEN_STATES,
  planForReader,
  waitingFor,
  whyNotAmend,
  whyNotApprove,
  whyNotReturn,
  whyNotShare,
  whyNotSubmit,
  type Answer,
  type GoalContent,
  type PlanContent,
  type PlanPart,
  type PlanReader,
  type PlanStep,
} from '~/domain/plans';
import { refuse, type Reason } from '~/domain/refusal';
import { listing, opening } from './audit.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { sharedConclusions } from './milestones.server';
import { countOtherCoordinators, findPlan, GOAL_WRITTEN, type PlanHead } from './plan-heads.server';
import { authorize, childrenWithin, guardianLink, may } from './ties.server';

/** What pages read of plans. The deeds are in plans.server.ts. */

const isHere = (ctx: Context, plan: PlanHead): boolean => plan.organisationId === ctx.actor.organisationId;

/** Asks the right that opens a plan in its state; a teacher reaches the last archived version only. */
async function mayOpen(ctx: Context, tx: Tx, plan: PlanHead): Promise<void> {
  const about = { childId: plan.childId, shared: plan.sharedAt !== null };
  const right = actionToOpen(plan.state);
  if (right === 'plan-draft.open') {
    await authorize(ctx, tx, 'plan-draft.open', about);
    if (ctx.actor.role !== 'parent' && !isHere(ctx, plan)) refuse('not-found');
  } else if (right === 'plan.open') {
    await authorize(ctx, tx, 'plan.open', about);
  } else {
    const cell = await authorize(ctx, tx, 'plan-archive.open', about);
    if (cell.only === 'last-version' && plan.number !== (await lastArchived(tx, plan.seriesId))) refuse('not-found');
  }
}

async function lastArchived(tx: Tx, seriesId: string): Promise<number> {
  const [last] = await tx
    .select({ number: sql<number>`max(${plans.number})` })
    .from(plans)
    .where(and(eq(plans.seriesId, seriesId), eq(plans.state, 'archived')));
  return last?.number ?? 0;
}

export interface PlanVersion {
  id: string;
  number: number;
  state: PlanState;
  on: string | null;
}

export interface PlanSheet {
  plan: PlanContent;
  child: ChildHead;
  versions: PlanVersion[];
  /** The reader has sent their answers. */
  answered: boolean;
  /** The reader will print this under their name. */
  reader: string;
  now: string;
  can: { edit: boolean; submit: boolean; share: boolean; return: boolean; approve: boolean; answer: boolean; amend: boolean };
}

/** A plan to read: a draft, the one in force, or one from the archive; as much of it as the reader's role may see. */
export async function openPlan(ctx: Context, planId: string): Promise<PlanSheet> {
  const { childId, state } = await ctx.read((tx) => findPlan(tx, planId));
  return opening(ctx, actionToOpen(state), { childId, subjectId: planId }, async (tx) => {
    const plan = await findPlan(tx, planId);
    await mayOpen(ctx, tx, plan);
    const reader = await readerOf(ctx, tx, childId);
    const child = await readHead(ctx, tx, childId);
    const content = planForReader(await readContent(ctx, tx, plan, child), reader);
    const names = await namesOf(tx, [ctx.actor.id]);
    return {
      plan: content,
      child: { ...child, className: content.className },
      versions: await versionsFor(ctx, tx, plan),
      answered: content.answers.some(({ guardianId }) => guardianId === reader.guardianId),
      reader: names.get(ctx.actor.id) ?? '',
      now: ctx.now.toISOString(),
      can: await cansFor(ctx, tx, plan),
    };
  });
}

async function readerOf(ctx: Context, tx: Tx, childId: string): Promise<PlanReader> {
  const link = ctx.actor.role === 'parent' ? await guardianLink(ctx, tx, childId) : null;
  return { role: ctx.actor.role, guardianId: link?.id ?? null, locationClosed: link?.closed.includes('location') ?? false };
}

async function cansFor(ctx: Context, tx: Tx, plan: PlanHead): Promise<PlanSheet['can']> {
  const about = { childId: plan.childId, shared: plan.sharedAt !== null };
  const here = isHere(ctx, plan);
  const advances = here && (await may(ctx, tx, 'plan.advance', about));
  const coordinates = advances && cellFor(ctx.actor, 'plan.advance').only === 'approve';
  return {
    edit: here && plan.state === 'draft' && (await may(ctx, tx, 'plan-draft.edit', about)),
    submit: advances && plan.state === 'draft',
    share: coordinates && plan.state === 'team_review',
    return: coordinates && (plan.state === 'team_review' || plan.state === 'family_consent'),
    approve: coordinates && plan.state === 'family_consent',
    answer: plan.state === 'family_consent' && (await may(ctx, tx, 'plan.answer', about)),
    amend: here && plan.state === 'active' && (await may(ctx, tx, 'plan.amend', about)) && !(await hasOpenVersion(tx, plan)),
  };
}

async function hasOpenVersion(tx: Tx, plan: PlanHead): Promise<boolean> {
  const [open] = await tx
    .select({ id: plans.id })
    .from(plans)
    .where(and(eq(plans.seriesId, plan.seriesId), inArray(plans.state, [...OPEN_STATES])))
    .limit(1);
  return open !== undefined;
}

/** The versions of this plan the reader may open. */
async function versionsFor(ctx: Context, tx: Tx, plan: PlanHead): Promise<PlanVersion[]> {
  const rows = await tx
    .select({ id: plans.id, number: plans.number, state: plans.state, sharedAt: plans.sharedAt, approvedAt: plans.approvedAt })
    .from(plans)
    .where(eq(plans.seriesId, plan.seriesId))
    .orderBy(desc(plans.number));
  const last = rows.find(({ state }) => state === 'archived')?.number;
  const open: PlanVersion[] = [];
  for (const row of rows) {
    const allowed = await may(ctx, tx, actionToOpen(row.state), { childId: plan.childId, shared: row.sharedAt !== null });
    const isOlder = row.state === 'archived' && cellFor(ctx.actor, 'plan-archive.open').only === 'last-version' && row.number !== last;
    if (allowed && !isOlder) open.push({ id: row.id, number: row.number, state: row.state, on: row.approvedAt?.toISOString() ?? null });
  }
  return open;
}

async function readContent(ctx: Context, tx: Tx, plan: PlanHead, child: ChildHead): Promise<PlanContent> {
  const names = await namesOf(tx, [plan.authorId, plan.savedBy, plan.approvedBy ?? '']);
  const [place] = await tx
    .select({ kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn })
    .from(organisations)
    .where(eq(organisations.id, plan.organisationId));
  const { id, number, state, startsOn, endsOn, childVoice, familyVoice, strengths, needs, familyWork, noSoftGoalReason, changeReason } = plan;
  return {
    id, number, state, startsOn, endsOn, childVoice, familyVoice, strengths, needs, familyWork, noSoftGoalReason, changeReason,
    className: child.className,
    organisation: place ?? {},
    author: names.get(plan.authorId) ?? '',
    savedBy: names.get(plan.savedBy) ?? '',
    savedAt: plan.savedAt.toISOString(),
    sharedAt: plan.sharedAt?.toISOString() ?? null,
    approvedBy: names.get(plan.approvedBy ?? '') ?? '',
    approvedAt: plan.approvedAt?.toISOString() ?? null,
    basis: await readBasis(ctx, tx, plan),
    goals: await readGoals(tx, plan),
    services: await readServices(tx, plan.id),
    accommodations: await readAccommodations(tx, plan.id),
    answers: await readAnswers(tx, plan.id),
  };
}

async function namesOf(tx: Tx, ids: string[]): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: users.id, surname: users.surname, givenName: users.givenName, patronymic: users.patronymic })
    .from(users)
    .where(inArray(users.id, ids));
  return new Map(rows.map((row) => [row.id, fullName(row)]));
}

/** The extract behind the plan: its number stays with the plan, its door is open only while the family shares it. */
async function readBasis(ctx: Context, tx: Tx, plan: PlanHead): Promise<PlanContent['basis']> {
  if (!plan.extractId) return null;
  const [extract] = await tx
    .select({ id: extracts.id, conclusionId: extracts.conclusionId, number: conclusions.number, issuedOn: conclusions.issuedOn })
    .from(extracts)
    .innerJoin(conclusions, eq(conclusions.id, extracts.conclusionId))
    .where(eq(extracts.id, plan.extractId));
  if (!extract) return null;
  const open = ctx.actor.role === 'parent' || (await sharedConclusions(ctx, tx, [plan.childId])).has(extract.conclusionId);
  return { extractId: open ? extract.id : '', number: String(extract.number ?? ''), issuedOn: extract.issuedOn ?? '', open };
}

async function readGoals(tx: Tx, plan: PlanHead): Promise<GoalContent[]> {
  const rows = await tx
    .select({
      id: goals.id,
      lineageId: goals.lineageId,
      state: goals.state,
      area: goals.area,
      skill: goals.skill,
      ...GOAL_WRITTEN,
    })
    .from(goals)
    .where(eq(goals.planId, plan.id))
    .orderBy(asc(goals.position), asc(goals.id));
  const skills = await textsOf(tx, 'skills', rows.map(({ skill }) => skill));
  const around = { needs: plan.needs, hasVoice: Boolean(plan.childVoice || plan.familyVoice) };
  return rows.map((row) => {
    const { points, band } = goalQuality(sheetOf(row, around));
    const hints = (Object.keys(points) as QualityPart[]).filter((part) => points[part] < QUALITY_WEIGHTS[part] && part !== 'baseline');
    return {
      id: row.id,
      lineageId: row.lineageId,
      state: row.state,
      area: row.area,
      skill: skills.get(row.skill)?.name ?? {},
      title: { kk: row.titleKk, ru: row.titleRu },
      behaviour: { kk: row.behaviourKk, ru: row.behaviourRu },
      condition: { kk: row.conditionKk, ru: row.conditionRu },
      why: { kk: row.whyKk, ru: row.whyRu },
      home: { kk: row.homeKk, ru: row.homeRu },
      strategies: { kk: row.strategiesKk, ru: row.strategiesRu },
      measure: row.measure,
      unit: row.unit,
      direction: row.direction,
      baseline: row.baseline,
      target: row.target,
      consecutive: row.consecutive,
      perWeek: row.perWeek,
      startsOn: row.startsOn,
      dueOn: row.dueOn,
      responsible: row.responsible,
      method: row.method,
      settings: row.settings,
      quality: { band, hints },
    };
  });
}

interface Named {
  name: Texts;
  category?: string;
  sector?: string;
}

async function textsOf(tx: Tx, collection: string, items: string[]): Promise<Map<string, Named>> {
  if (items.length === 0) return new Map();
  const rows = await tx
    .select({ item: referenceItems.item, body: referenceItems.body })
    .from(referenceItems)
    .where(and(eq(referenceItems.collection, collection), inArray(referenceItems.item, [...new Set(items)])));
  return new Map(rows.map(({ item, body }) => [item, body as Named]));
}

async function readServices(tx: Tx, planId: string): Promise<PlanContent['services']> {
  const rows = await tx
    .select({ id: planServices.id, type: planServices.type, form: planServices.form, minutes: planServices.minutes, perWeek: planServices.perWeek, provider: planServices.provider })
    .from(planServices)
    .where(eq(planServices.planId, planId))
    .orderBy(asc(planServices.position), asc(planServices.id));
  const names = await textsOf(tx, 'serviceTypes', rows.map(({ type }) => type));
  return rows.map(({ type, ...row }) => ({ ...row, name: names.get(type)?.name ?? {} }));
}

async function readAccommodations(tx: Tx, planId: string): Promise<PlanContent['accommodations']> {
  const rows = await tx
    .select({ id: planAccommodations.accommodation, detail: planAccommodations.detail })
    .from(planAccommodations)
    .where(eq(planAccommodations.planId, planId))
    .orderBy(asc(planAccommodations.accommodation));
  const names = await textsOf(tx, 'accommodations', rows.map(({ id }) => id));
  return rows.map((row) => ({ ...row, name: names.get(row.id)?.name ?? {}, category: names.get(row.id)?.category ?? '' }));
}

async function readAnswers(tx: Tx, planId: string): Promise<PlanContent['answers']> {
  const rows = await tx
    .select({
      guardianId: guardians.id,
      surname: guardians.surname,
      givenName: guardians.givenName,
      patronymic: guardians.patronymic,
      relation: guardians.relation,
      goalId: goalAnswers.goalId,
      answer: goalAnswers.answer,
      comment: goalAnswers.comment,
      sentAt: goalAnswers.sentAt,
    })
    .from(goalAnswers)
    .innerJoin(goals, eq(goals.id, goalAnswers.goalId))
    .innerJoin(guardians, eq(guardians.id, goalAnswers.guardianId))
    .where(and(eq(goals.planId, planId), isNotNull(goalAnswers.sentAt)))
    .orderBy(asc(goalAnswers.sentAt), asc(goals.position));
  const sent = new Map<string, PlanContent['answers'][number]>();
  for (const { guardianId, relation, goalId, answer, comment, sentAt, ...name } of rows) {
    const one = sent.get(guardianId) ?? { guardianId, relation, name: fullName(name), sentAt: sentAt?.toISOString() ?? '', answers: [] };
    one.answers.push({ goalId, answer, comment });
    sent.set(guardianId, one);
  }
  return [...sent].map(([, one]) => one);
}

export interface PlanStudio {
  plan: PlanContent;
  version: number;
  child: ChildHead;
  completeness: { done: number; of: number; missing: PlanPart[] };
  balance: { academicShare: number; hasSoft: boolean };
  locked: boolean;
  /** The only coordinator of the school writes here, and nobody else could approve it. */
  lonelyAuthor: boolean;
}

/** The page on which a draft is written. */
export async function openStudio(ctx: Context, planId: string): Promise<PlanStudio> {
  const { childId } = await ctx.read((tx) => findPlan(tx, planId));
  return opening(ctx, 'plan-draft.open', { childId, subjectId: planId }, async (tx) => {
    const plan = await findPlan(tx, planId);
    await authorize(ctx, tx, 'plan-draft.edit', { childId });
    if (!isHere(ctx, plan)) refuse('not-found');
    const child = await readHead(ctx, tx, childId);
    const content = await readContent(ctx, tx, plan, child);
    return {
      plan: planForReader(content, { role: ctx.actor.role, guardianId: null, locationClosed: false }),
      version: plan.version,
      child,
      completeness: completenessOf(content),
      balance: balanceOf(content.goals),
      locked: plan.state !== 'draft',
      lonelyAuthor: plan.authorId === ctx.actor.id && ctx.actor.role === 'school_coordinator' && (await countOtherCoordinators(ctx, tx, plan.organisationId, plan.authorId)) === 0,
    };
  });
}

export interface PlanBeginning {
  child: ChildHead;
  /** The extract the family shares with this school. */
  basis: { number: string; issuedOn: string } | null;
  exists: { id: string } | null;
  startsOn: string;
  endsOn: string;
  lonelyAuthor: boolean;
}

/** The page on which a plan is begun. */
export function openBeginning(ctx: Context, childId: string): Promise<PlanBeginning> {
  return ctx.read(async (tx) => {
    await authorize(ctx, tx, 'plan.start', { childId });
    const here = ctx.actor.organisationId ?? '';
    const shared = [...(await sharedConclusions(ctx, tx, [childId]))];
    const [extract] = await tx
      .select({ number: conclusions.number, issuedOn: conclusions.issuedOn })
      .from(extracts)
      .innerJoin(conclusions, eq(conclusions.id, extracts.conclusionId))
      .where(and(eq(extracts.childId, childId), inArray(extracts.conclusionId, shared), eq(conclusions.state, 'issued')))
      .orderBy(desc(extracts.createdAt))
      .limit(1);
    const [exists] = await tx
      .select({ id: plans.id })
      .from(plans)
      .where(and(eq(plans.childId, childId), eq(plans.organisationId, here), notInArray(plans.state, ['completed', 'archived'])))
      .orderBy(desc(plans.number))
      .limit(1);
    const summer = `${ctx.today.slice(0, 4)}-05-25`;
    return {
      child: await readHead(ctx, tx, childId),
      basis: extract ? { number: String(extract.number ?? ''), issuedOn: extract.issuedOn ?? '' } : null,
      exists: exists ?? null,
      startsOn: ctx.today,
      endsOn: addDays(ctx.today, 28) < summer ? summer : addMonths(summer, 12),
      lonelyAuthor: ctx.actor.role === 'school_coordinator' && (await countOtherCoordinators(ctx, tx, here, ctx.actor.id)) === 0,
    };
  });
}

export interface StepFacts {
  plan: { id: string; number: number; state: PlanState; version: number };
  child: ChildHead;
  /** Why the step cannot be taken now. */
  whyNot: Reason | null;
  goals: number;
  hasSoft: boolean;
  /** How many guardians have sent answers, and how many of their answers are not an agreement. */
  answered: number;
  remarks: number;
}

/** The page that asks whether to take a step with a plan, and says why it cannot be taken. */
export function openStep(ctx: Context, planId: string, step: PlanStep): Promise<StepFacts> {
  return ctx.read(async (tx) => {
    const plan = await findPlan(tx, planId);
    const about = { childId: plan.childId };
    const cell = step === 'versions' ? await authorize(ctx, tx, 'plan.amend', about) : await authorize(ctx, tx, 'plan.advance', about);
    const forTeam = step === 'versions' || step === 'submission';
    if ((!forTeam && cell.only !== 'approve') || !isHere(ctx, plan)) refuse('not-found');
    const written = await tx.select({ area: goals.area, startsOn: goals.startsOn, dueOn: goals.dueOn }).from(goals).where(eq(goals.planId, planId));
    const answers = await readAnswers(tx, planId);
    return {
      plan: { id: plan.id, number: plan.number, state: plan.state, version: plan.version },
      child: await readHead(ctx, tx, plan.childId),
      whyNot: await whyNotStep(ctx, tx, plan, step, written, answers.length > 0),
      goals: written.length,
      hasSoft: balanceOf(written).hasSoft,
      answered: answers.length,
      remarks: answers.flatMap((one) => one.answers).filter(({ answer }) => answer !== 'agree').length,
    };
  });
}

type Written = Parameters<typeof whyNotSubmit>[0]['goals'];

async function whyNotStep(ctx: Context, tx: Tx, plan: PlanHead, step: PlanStep, written: Written, answeredHere: boolean): Promise<Reason | null> {
  switch (step) {
    case 'submission':
      return whyNotSubmit({ ...plan, goals: written });
    case 'sharing':
      return whyNotShare(plan.state);
    case 'return':
      return whyNotReturn(plan.state);
    case 'versions':
      return whyNotAmend({ state: plan.state, hasOpen: await hasOpenVersion(tx, plan), changeReason: 'to be written' });
    case 'approval':
      return whyNotApprove({
        state: plan.state,
        isAuthor: plan.authorId === ctx.actor.id,
        otherCoordinators: await countOtherCoordinators(ctx, tx, plan.organisationId, plan.authorId),
        answered: answeredHere || (await hasPaperAnswer(tx, plan)),
      });
  }
}

async function hasPaperAnswer(tx: Tx, plan: PlanHead): Promise<boolean> {
  const lines = await tx
    .select({ recordedAt: consents.recordedAt })
    .from(consents)
    .where(and(eq(consents.childId, plan.childId), eq(consents.purpose, 'plan'), eq(consents.subjectId, plan.id), inArray(consents.state, ['given', 'refused'])));
  return lines.some(({ recordedAt }) => plan.sharedAt !== null && recordedAt >= plan.sharedAt);
}

export interface AnswerSheet {
  plan: { id: string; version: number; number: number; state: PlanState; startsOn: string; endsOn: string; strengths: string; changeReason: string };
  child: ChildHead;
  goals: (GoalContent & { answer: Answer | null; comment: string })[];
  sentAt: string | null;
}

/** The page on which a guardian answers the shared draft, with what they saved before. */
export async function openAnswers(ctx: Context, planId: string): Promise<AnswerSheet> {
  const { childId } = await ctx.read((tx) => findPlan(tx, planId));
  return opening(ctx, 'plan-draft.open', { childId, subjectId: planId }, async (tx) => {
    const plan = await findPlan(tx, planId);
    await authorize(ctx, tx, 'plan.answer', { childId, shared: plan.sharedAt !== null });
    const reader = await readerOf(ctx, tx, childId);
    const child = await readHead(ctx, tx, childId);
    const content = planForReader(await readContent(ctx, tx, plan, child), reader);
    const own = await tx
      .select({ goalId: goalAnswers.goalId, answer: goalAnswers.answer, comment: goalAnswers.comment, sentAt: goalAnswers.sentAt })
      .from(goalAnswers)
      .innerJoin(goals, eq(goals.id, goalAnswers.goalId))
      .where(and(eq(goals.planId, planId), eq(goalAnswers.guardianId, reader.guardianId ?? '')));
    const said = new Map(own.map((one) => [one.goalId, one]));
    const { id, number, state, startsOn, endsOn, strengths, changeReason } = content;
    return {
      plan: { id, version: plan.version, number, state, startsOn, endsOn, strengths, changeReason },
      child: { ...child, className: content.className },
      goals: content.goals.map((goal) => ({ ...goal, answer: said.get(goal.id)?.answer ?? null, comment: said.get(goal.id)?.comment ?? '' })),
      sentAt: own.find(({ sentAt }) => sentAt)?.sentAt?.toISOString() ?? null,
    };
  });
}

export interface ServiceForm {
  plan: { id: string };
  child: ChildHead;
  locked: boolean;
  types: { id: string; sector: string; name: Texts }[];
}

/** The page on which a line of support is added to a draft. */
export function openServiceForm(ctx: Context, planId: string): Promise<ServiceForm> {
  return ctx.read(async (tx) => {
    const plan = await findWritable(ctx, tx, planId);
    const rows = await allOf(tx, 'serviceTypes');
    return {
      plan: { id: plan.id },
      child: await readHead(ctx, tx, plan.childId),
      locked: plan.state !== 'draft',
      types: rows.map(({ item, body }) => ({ id: item, sector: body.sector ?? '', name: body.name })),
    };
  });
}

async function findWritable(ctx: Context, tx: Tx, planId: string): Promise<PlanHead> {
  const plan = await findPlan(tx, planId);
  await authorize(ctx, tx, 'plan-draft.edit', { childId: plan.childId });
  return isHere(ctx, plan) ? plan : refuse('not-found');
}

async function allOf(tx: Tx, collection: string): Promise<{ item: string; body: Named }[]> {
  const rows = await tx
    .select({ item: referenceItems.item, body: referenceItems.body })
    .from(referenceItems)
    .where(eq(referenceItems.collection, collection))
    .orderBy(asc(referenceItems.position));
  return rows.map(({ item, body }) => ({ item, body: body as Named }));
}

export interface ServiceLine {
  serviceId: string;
  planId: string;
  locked: boolean;
  name: Texts;
  child: ChildHead;
}

/** A line of support, for the page that asks whether to take it out. */
export function openServiceLine(ctx: Context, serviceId: string): Promise<ServiceLine> {
  return ctx.read(async (tx) => {
    const [service] = await tx.select({ planId: planServices.planId, type: planServices.type }).from(planServices).where(eq(planServices.id, serviceId));
    const plan = await findWritable(ctx, tx, service?.planId ?? '');
    const names = await textsOf(tx, 'serviceTypes', [service?.type ?? '']);
    const child = await readHead(ctx, tx, plan.childId);
    return { serviceId, planId: plan.id, locked: plan.state !== 'draft', name: names.get(service?.type ?? '')?.name ?? {}, child };
  });
}

export interface AccommodationsForm {
  plan: { id: string };
  version: number;
  child: ChildHead;
  locked: boolean;
  items: { id: string; category: string; name: Texts; chosen: boolean; detail: string }[];
  /** What the extract recommends, by the category it belongs to. */
  advice: { category: string; condition: string; detail: string }[];
}

/** The list of accommodations of a draft to tick, with what the PMPC recommends beside it. */
export function openAccommodations(ctx: Context, planId: string): Promise<AccommodationsForm> {
  return ctx.read(async (tx) => {
    const plan = await findWritable(ctx, tx, planId);
    const chosen = new Map((await readAccommodations(tx, planId)).map(({ id, detail }) => [id, detail]));
    const rows = await allOf(tx, 'accommodations');
    return {
      plan: { id: plan.id },
      version: plan.version,
      child: await readHead(ctx, tx, plan.childId),
      locked: plan.state !== 'draft',
      items: rows.map(({ item, body }) => ({ id: item, category: body.category ?? '', name: body.name, chosen: chosen.has(item), detail: chosen.get(item) ?? '' })),
      advice: await readAdvice(ctx, tx, plan),
    };
  });
}

async function readAdvice(ctx: Context, tx: Tx, plan: PlanHead): Promise<AccommodationsForm['advice']> {
  const basis = await readBasis(ctx, tx, plan);
  if (!basis?.open) return [];
  const [extract] = await tx.select({ body: extracts.body }).from(extracts).where(eq(extracts.id, basis.extractId));
  const { conditions } = extractBody.parse(extract?.body);
  return conditions.flatMap(({ condition, detail }) => {
    const category = CATEGORY_OF[condition];
    return category ? [{ category, condition, detail }] : [];
  });
}

export const PLAN_FILTERS = ['all', 'draft', 'team_review', 'family_consent', 'active', 'archived'] as const;
export type PlanFilter = (typeof PLAN_FILTERS)[number];

export interface PlanListRow {
  id: string;
  number: number;
  state: PlanState;
  name: string;
  className: string | null;
  goals: number;
  hasSoft: boolean;
  softReason: boolean;
  endsOn: string;
  waiting: 'author' | 'coordinator' | 'family' | null;
  author: string;
}

/** The plans of the actor's school within their reach, by the child's name; the archive only when asked for. */
export function listPlans(ctx: Context, query: { q: string; state: PlanFilter; after: After | null }): Promise<Page<PlanListRow>> {
  if (cellFor(ctx.actor, 'plan.start').scope === 'none') refuse('not-found');
  return listing(ctx, 'plan.open', `name:${query.q ? 'yes' : 'no'} state:${query.state}`, async (tx) => {
    const wanted = and(
      childrenWithin(ctx, 'plan.start'),
      eq(plans.organisationId, ctx.actor.organisationId ?? ''),
      named(query.q),
      query.state === 'all' ? ne(plans.state, 'archived') : eq(plans.state, query.state),
      query.state === 'archived' && cellFor(ctx.actor, 'plan-archive.open').only === 'last-version' ? isLastArchived : undefined,
    );
    const [counted] = await tx.select({ total: sql<number>`count(*)` }).from(plans).innerJoin(children, eq(children.id, plans.childId)).where(wanted);
    const rows = await tx
      .select({
        id: plans.id,
        number: plans.number,
        state: plans.state,
        childId: plans.childId,
        endsOn: plans.endsOn,
        authorId: plans.authorId,
        noSoftGoalReason: plans.noSoftGoalReason,
        surname: children.surname,
        givenName: children.givenName,
        patronymic: children.patronymic,
        sortKey: children.sortKey,
      })
      .from(plans)
      .innerJoin(children, eq(children.id, plans.childId))
      .where(and(wanted, after(query.after)))
      .orderBy(asc(children.sortKey), asc(plans.id))
      .limit(PAGE_SIZE + 1);
    const { rows: shown, ...page } = pageOf(rows, counted?.total ?? 0, ({ sortKey: key, id }) => ({ key, id }));
    const ids = shown.map(({ id }) => id);
    const areas = await tx.select({ planId: goals.planId, area: goals.area }).from(goals).where(inArray(goals.planId, ids));
    const answered = await tx
      .selectDistinct({ planId: goals.planId })
      .from(goals)
      .innerJoin(goalAnswers, eq(goalAnswers.goalId, goals.id))
      .where(and(inArray(goals.planId, ids), isNotNull(goalAnswers.sentAt)));
    const names = await namesOf(tx, shown.map(({ authorId }) => authorId));
    const list: PlanListRow[] = [];
    for (const row of shown) {
      const written = areas.filter(({ planId }) => planId === row.id);
      const { className } = await readHead(ctx, tx, row.childId);
      list.push({
        id: row.id,
        number: row.number,
        state: row.state,
        name: fullName(row),
        className,
        goals: written.length,
        hasSoft: balanceOf(written).hasSoft,
        softReason: row.noSoftGoalReason !== '',
        endsOn: row.endsOn,
        waiting: waitingFor(row.state, answered.some(({ planId }) => planId === row.id)),
        author: isOpen(row.state) ? (names.get(row.authorId) ?? '') : '',
      });
    }
    return { ...page, rows: list };
  });
}

const isLastArchived: SQL = sql`${plans.number} = (select max(p.number) from plans p where p.series_id = ${plans.seriesId} and p.state = 'archived')`;

function named(q: string): SQL | undefined {
  if (!q) return undefined;
  const tries = [foldForSearch(q), foldForSearch(latinLayoutSlip(q))].filter((text, index, all) => text && all.indexOf(text) === index);
  if (tries.length === 0) return sql`0`;
  return or(...tries.map((text) => like(children.folded, `%${text.replaceAll(/[%_]/g, '')}%`)));
}

function after(key: After | null): SQL | undefined {
  if (!key) return undefined;
  return or(gt(children.sortKey, key.key), and(eq(children.sortKey, key.key), gt(plans.id, key.id)));
}
