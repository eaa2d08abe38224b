import { and, desc, eq, gte, inArray, isNotNull, isNull, ne, notInArray, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import {
  conclusions,
  consents,
  extracts,
  goalAnswers,
  goals,
  newId,
  organisations,
  planAccommodations,
  plans,
  planServices,
  referenceItems,
} from '#db/schema';
import type { PlanState } from '#db/vocabulary';
import { extractBody, type ExtractBody } from '~/domain/conclusions';
import {
  LIVE_STATES,
  OPEN_STATES,
  SERVICE_OF,
  whyNotAmend,
  whyNotAnswer,
  whyNotApprove,
  whyNotReturn,
  whyNotShare,
  whyNotStart,
  whyNotSubmit,
  type AccommodationsDraft,
  type AnswersDraft,
  type PlanStart,
  type PlanText,
  type ServiceDraft,
} from '~/domain/plans';
import { refuse, refuseStale } from '~/domain/refusal';
import { audit } from './audit.server';
import type { Context } from './context';
import { addConsentLine, sharedConclusions } from './milestones.server';
import { countOtherCoordinators, findPlan, type PlanHead } from './plan-heads.server';
import { authorize, guardianLink } from './ties.server';

/** A plan is written and carried by the school that began it, whoever else has come to know the child. */
function refuseOtherPlace(ctx: Context, plan: { organisationId: string }): void {
  if (plan.organisationId !== ctx.actor.organisationId) refuse('not-found');
}

async function findDraft(ctx: Context, tx: Tx, planId: string): Promise<PlanHead> {
  const plan = await findPlan(tx, planId);
  await authorize(ctx, tx, 'plan-draft.edit', { childId: plan.childId });
  refuseOtherPlace(ctx, plan);
  if (plan.state !== 'draft') refuse('plan.wrong-state');
  return plan;
}

/** Notes who changed a part of the draft last, without making the written parts stale. */
async function touch(ctx: Context, tx: Tx, planId: string): Promise<void> {
  await tx.update(plans).set({ savedAt: ctx.now, savedBy: ctx.actor.id }).where(eq(plans.id, planId));
}

/**
 * Begins a child's plan at the actor's school, from the newest extract the family shares with it: strengths, needs and
 * recommended sessions are taken over and can be changed.
 * @returns the plan's id
 * @throws Refused `plan.exists` while one is written or in force here, `plan.no-extract` unless the school says that the
 * decision is its own
 */
export function startPlan(ctx: Context, childId: string, draft: PlanStart): Promise<string> {
  return ctx.transaction(async (tx) => {
    await authorize(ctx, tx, 'plan.start', { childId });
    const here = ctx.actor.organisationId ?? '';
    const others = await tx.select({ state: plans.state }).from(plans).where(and(eq(plans.childId, childId), eq(plans.organisationId, here)));
    const extract = await newestExtract(ctx, tx, childId);
    const whyNot = whyNotStart({ states: others.map(({ state }) => state), hasExtract: extract !== null, withoutExtract: draft.withoutExtract });
    if (whyNot) refuse(whyNot);

    const [plan] = await tx
      .insert(plans)
      .values({
        seriesId: newId(),
        number: 1,
        childId,
        organisationId: here,
        extractId: extract?.id ?? null,
        authorId: ctx.actor.id,
        state: 'draft',
        startsOn: draft.startsOn,
        endsOn: draft.endsOn,
        strengths: extract?.basis.strengths ?? '',
        needs: [extract?.basis.recommendations, extract?.basis.helps].filter(Boolean).join('\n'),
        createdAt: ctx.now,
        savedAt: ctx.now,
        savedBy: ctx.actor.id,
      })
      .returning({ id: plans.id });
    if (!plan) throw new Error('the plan was not written');
    if (extract) await takeOverSessions(tx, plan.id, here, extract.basis);
    await audit(ctx, tx, 'plan.start', { childId, subjectId: plan.id, detail: extract ? 'from extract' : 'own decision' });
    return plan.id;
  });
}

async function newestExtract(ctx: Context, tx: Tx, childId: string): Promise<{ id: string; basis: ExtractBody } | null> {
  const shared = [...(await sharedConclusions(ctx, tx, [childId]))];
  if (shared.length === 0) return null;
  const [extract] = await tx
    .select({ id: extracts.id, body: extracts.body })
    .from(extracts)
    .innerJoin(conclusions, eq(conclusions.id, extracts.conclusionId))
    .where(and(eq(extracts.childId, childId), inArray(extracts.conclusionId, shared), eq(conclusions.state, 'issued')))
    .orderBy(desc(extracts.createdAt))
    .limit(1);
  return extract ? { id: extract.id, basis: extractBody.parse(extract.body) } : null;
}

/** Minutes of a session by the place of education; the extract says how often, not how long. */
const SESSION_MINUTES = { kindergarten: 25, other: 40 };

async function takeOverSessions(tx: Tx, planId: string, organisationId: string, basis: ExtractBody): Promise<void> {
  const [place] = await tx.select({ kind: organisations.kind }).from(organisations).where(eq(organisations.id, organisationId));
  const minutes = place?.kind === 'kindergarten' ? SESSION_MINUTES.kindergarten : SESSION_MINUTES.other;
  for (const [position, session] of basis.sessions.entries()) {
    const { specialty, form, perWeek } = session;
    await tx.insert(planServices).values({ planId, lineageId: newId(), type: SERVICE_OF[specialty], form, minutes, perWeek: perWeek ?? 1, position });
  }
}

/** Saves the written parts of a draft over the version they were opened at. */
export function savePlan(ctx: Context, planId: string, draft: PlanText): Promise<void> {
  return ctx.transaction(async (tx) => {
    const plan = await findDraft(ctx, tx, planId);
    const { version, ...text } = draft;
    const saved = await tx
      .update(plans)
      .set({ ...text, version: version + 1, savedAt: ctx.now, savedBy: ctx.actor.id })
      .where(and(eq(plans.id, planId), eq(plans.state, 'draft'), eq(plans.version, version)))
      .returning({ id: plans.id });
    if (saved.length === 0) {
      const { childVoice, familyVoice, strengths, needs, familyWork, startsOn, endsOn, noSoftGoalReason } = plan;
      refuseStale({ childVoice, familyVoice, strengths, needs, familyWork, startsOn, endsOn, noSoftGoalReason, version: String(plan.version) });
    }
    await audit(ctx, tx, 'plan-draft.edit', { childId: plan.childId, subjectId: planId, detail: 'text' });
  });
}

/** Adds a line of support to a draft. */
export function addService(ctx: Context, planId: string, draft: ServiceDraft): Promise<void> {
  return ctx.transaction(async (tx) => {
    const plan = await findDraft(ctx, tx, planId);
    await refuseUnknown(tx, 'serviceTypes', [draft.type]);
    const [last] = await tx.select({ position: sql<number>`coalesce(max(${planServices.position}), -1)` }).from(planServices).where(eq(planServices.planId, planId));
    await tx.insert(planServices).values({ ...draft, planId, lineageId: newId(), position: (last?.position ?? -1) + 1 });
    await touch(ctx, tx, planId);
    await audit(ctx, tx, 'plan-draft.edit', { childId: plan.childId, subjectId: planId, detail: `service added ${draft.type}` });
  });
}

/**
 * Takes a line of support out of a draft.
 * @returns the plan's id
 */
export function removeService(ctx: Context, serviceId: string): Promise<string> {
  return ctx.transaction(async (tx) => {
    const [service] = await tx.select({ planId: planServices.planId, type: planServices.type }).from(planServices).where(eq(planServices.id, serviceId));
    if (!service) refuse('not-found');
    const plan = await findDraft(ctx, tx, service.planId);
    await tx.delete(planServices).where(eq(planServices.id, serviceId));
    await touch(ctx, tx, plan.id);
    await audit(ctx, tx, 'plan-draft.edit', { childId: plan.childId, subjectId: plan.id, detail: `service removed ${service.type}` });
    return plan.id;
  });
}

/** Sets the accommodations of a draft to exactly those chosen. */
export function setAccommodations(ctx: Context, planId: string, draft: AccommodationsDraft): Promise<void> {
  return ctx.transaction(async (tx) => {
    const plan = await findDraft(ctx, tx, planId);
    const chosen = [...new Set(draft.chosen)];
    await refuseUnknown(tx, 'accommodations', chosen);
    const saved = await tx
      .update(plans)
      .set({ version: draft.version + 1, savedAt: ctx.now, savedBy: ctx.actor.id })
      .where(and(eq(plans.id, planId), eq(plans.version, draft.version)))
      .returning({ id: plans.id });
    if (saved.length === 0) refuseStale({ version: String(plan.version) });
    await tx.delete(planAccommodations).where(eq(planAccommodations.planId, planId));
    for (const accommodation of chosen) await tx.insert(planAccommodations).values({ planId, accommodation, detail: draft.details[accommodation] ?? '' });
    await audit(ctx, tx, 'plan-draft.edit', { childId: plan.childId, subjectId: planId, detail: `accommodations ${chosen.length}` });
  });
}

async function refuseUnknown(tx: Tx, collection: string, items: string[]): Promise<void> {
  if (items.length === 0) return;
  const known = await tx
    .select({ item: referenceItems.item })
    .from(referenceItems)
    .where(and(eq(referenceItems.collection, collection), inArray(referenceItems.item, items)));
  if (known.length < new Set(items).size) refuse('field.choose');
}

async function mayStep(ctx: Context, tx: Tx, planId: string, who: 'team' | 'coordinator', version?: number): Promise<PlanHead> {
  const plan = await findPlan(tx, planId);
  const cell = await authorize(ctx, tx, 'plan.advance', { childId: plan.childId });
  if (who === 'coordinator' && cell.only !== 'approve') refuse('not-found');
  refuseOtherPlace(ctx, plan);
  if (version !== undefined && version !== plan.version) refuse('changed-meanwhile');
  return plan;
}

type Change = Partial<typeof plans.$inferInsert>;

/** Moves a plan on from the state it was judged in; somebody else may have moved it meanwhile. */
async function moveOn(ctx: Context, tx: Tx, plan: PlanHead, state: PlanState, change: Change = {}): Promise<void> {
  const moved = await tx
    .update(plans)
    .set({ ...change, state, version: sql`${plans.version} + 1` })
    .where(and(eq(plans.id, plan.id), eq(plans.state, plan.state)))
    .returning({ id: plans.id });
  if (moved.length === 0) refuse('plan.wrong-state');
  await audit(ctx, tx, 'plan.advance', { childId: plan.childId, subjectId: plan.id, detail: `${plan.state} to ${state}` });
}

/** The author hands the draft to the team. */
export function submitPlan(ctx: Context, planId: string, version?: number): Promise<void> {
  return ctx.transaction(async (tx) => {
    const plan = await mayStep(ctx, tx, planId, 'team', version);
    const written = await tx.select({ area: goals.area, startsOn: goals.startsOn, dueOn: goals.dueOn }).from(goals).where(eq(goals.planId, planId));
    const whyNot = whyNotSubmit({ ...plan, goals: written });
    if (whyNot) refuse(whyNot);
    await moveOn(ctx, tx, plan, 'team_review');
  });
}

/** The coordinator opens the plan to the family for their answers. */
export function sharePlan(ctx: Context, planId: string, version?: number): Promise<void> {
  return ctx.transaction(async (tx) => {
    const plan = await mayStep(ctx, tx, planId, 'coordinator', version);
    const whyNot = whyNotShare(plan.state);
    if (whyNot) refuse(whyNot);
    await moveOn(ctx, tx, plan, 'family_consent', { sharedAt: ctx.now });
  });
}

/**
 * The coordinator gives the plan back with a note on what to change. What the family has already answered stays as an
 * archived version of its own, so that no answer ever stands under another text than the one it was given to.
 */
export function returnPlan(ctx: Context, planId: string, note: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const plan = await mayStep(ctx, tx, planId, 'coordinator');
    const whyNot = whyNotReturn(plan.state);
    if (whyNot) refuse(whyNot);
    await setAside(ctx, tx, plan);
    await moveOn(ctx, tx, plan, 'draft', { sharedAt: null, changeReason: [plan.changeReason, note].filter(Boolean).join('\n') });
  });
}

async function setAside(ctx: Context, tx: Tx, plan: PlanHead): Promise<void> {
  const [answered] = await tx
    .select({ goalId: goalAnswers.goalId })
    .from(goalAnswers)
    .innerJoin(goals, eq(goals.id, goalAnswers.goalId))
    .where(and(eq(goals.planId, plan.id), isNotNull(goalAnswers.sentAt)))
    .limit(1);
  if (!answered) return;
  const asideId = newId();
  await tx.update(plans).set({ number: await nextNumber(tx, plan.seriesId) }).where(eq(plans.id, plan.id));
  await tx.insert(plans).values({ ...plan, id: asideId, state: 'archived', archivedAt: ctx.now });
  await copyParts(tx, plan.id, asideId);
  await tx.update(goals).set({ planId: asideId }).where(eq(goals.planId, plan.id));
  await copyGoals(tx, asideId, plan.id);
}

async function nextNumber(tx: Tx, seriesId: string): Promise<number> {
  const [last] = await tx.select({ number: sql<number>`max(${plans.number})` }).from(plans).where(eq(plans.seriesId, seriesId));
  return (last?.number ?? 0) + 1;
}

async function copyParts(tx: Tx, fromId: string, toId: string): Promise<void> {
  const services = await tx
    .select({
      lineageId: planServices.lineageId,
      type: planServices.type,
      form: planServices.form,
      minutes: planServices.minutes,
      perWeek: planServices.perWeek,
      provider: planServices.provider,
      position: planServices.position,
    })
    .from(planServices)
    .where(eq(planServices.planId, fromId));
  for (const service of services) await tx.insert(planServices).values({ ...service, planId: toId });
  const accommodations = await tx
    .select({ accommodation: planAccommodations.accommodation, detail: planAccommodations.detail })
    .from(planAccommodations)
    .where(eq(planAccommodations.planId, fromId));
  for (const one of accommodations) await tx.insert(planAccommodations).values({ ...one, planId: toId });
}

/** Goals that have come to an end stay in the version they ended in. */
const ENDED = ['partly', 'revised', 'stopped'] as const;

/** Copies the goals of one version into another; each keeps its lineage, and with it its entries. */
async function copyGoals(tx: Tx, fromId: string, toId: string): Promise<void> {
  const rows = await tx
    .select({
      lineageId: goals.lineageId,
      position: goals.position,
      state: goals.state,
      area: goals.area,
      skill: goals.skill,
      bankId: goals.bankId,
      titleKk: goals.titleKk,
      titleRu: goals.titleRu,
      behaviourKk: goals.behaviourKk,
      behaviourRu: goals.behaviourRu,
      conditionKk: goals.conditionKk,
      conditionRu: goals.conditionRu,
      strategiesKk: goals.strategiesKk,
      strategiesRu: goals.strategiesRu,
      homeKk: goals.homeKk,
      homeRu: goals.homeRu,
      whyKk: goals.whyKk,
      whyRu: goals.whyRu,
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
    })
    .from(goals)
    .where(and(eq(goals.planId, fromId), notInArray(goals.state, [...ENDED])));
  for (const row of rows) {
    const state = row.state === 'met' || row.state === 'maintenance' ? row.state : 'draft';
    await tx.insert(goals).values({ ...row, state, planId: toId });
  }
}

/**
 * A guardian answers the shared draft goal by goal. Saved answers stay their own until they are sent; sent ones are
 * final, and sending writes the family's consent (all agreed) or its refusal into the ledger.
 */
export function answerPlan(ctx: Context, planId: string, { version, answers, send }: AnswersDraft): Promise<void> {
  return ctx.transaction(async (tx) => {
    const plan = await findPlan(tx, planId);
    await authorize(ctx, tx, 'plan.answer', { childId: plan.childId, shared: plan.sharedAt !== null });
    const guardian = await guardianLink(ctx, tx, plan.childId);
    if (!guardian) refuse('not-found');
    if (version !== undefined && version !== plan.version) refuse('changed-meanwhile');
    const asked = await tx
      .select({ id: goals.id, answer: goalAnswers.answer, sentAt: goalAnswers.sentAt })
      .from(goals)
      .leftJoin(goalAnswers, and(eq(goalAnswers.goalId, goals.id), eq(goalAnswers.guardianId, guardian.id)))
      .where(eq(goals.planId, planId));
    const given = new Map(asked.map(({ id, answer }) => [id, answer]));
    for (const { goalId, answer } of answers) {
      if (!given.has(goalId)) refuse('malformed');
      if (answer) given.set(goalId, answer);
    }
    const said = asked.map(({ id }) => given.get(id) ?? null);
    const whyNot = whyNotAnswer({
      state: plan.state,
      sent: asked.some(({ sentAt }) => sentAt !== null),
      send,
      unanswered: said.filter((answer) => answer === null).length,
    });
    if (whyNot) refuse(whyNot);

    for (const { goalId, answer, comment } of answers) {
      if (!answer) continue;
      const words = { answer, comment, savedAt: ctx.now };
      await tx
        .insert(goalAnswers)
        .values({ ...words, goalId, guardianId: guardian.id })
        .onConflictDoUpdate({ target: [goalAnswers.goalId, goalAnswers.guardianId], set: words, setWhere: isNull(goalAnswers.sentAt) });
    }
    if (send) {
      const ids = asked.map(({ id }) => id);
      await tx.update(goalAnswers).set({ sentAt: ctx.now }).where(and(eq(goalAnswers.guardianId, guardian.id), inArray(goalAnswers.goalId, ids)));
      await addConsentLine(ctx, tx, {
        childId: plan.childId,
        guardianId: guardian.id,
        purpose: 'plan',
        state: said.every((answer) => answer === 'agree') ? 'given' : 'refused',
        manner: 'electronic',
        answeredOn: ctx.today,
        subjectId: planId,
      });
    }
    const counts = ['agree', 'question', 'suggest'].map((kind) => `${kind}:${said.filter((answer) => answer === kind).length}`);
    await audit(ctx, tx, 'plan.answer', { childId: plan.childId, subjectId: planId, detail: `${send ? 'sent' : 'saved'} ${counts.join(' ')}` });
  });
}

/** A coordinator who is not the author puts the plan in force; an older version of it goes to the archive in the same moment. */
export function approvePlan(ctx: Context, planId: string, version?: number): Promise<void> {
  return ctx.transaction(async (tx) => {
    const plan = await mayStep(ctx, tx, planId, 'coordinator', version);
    const whyNot = whyNotApprove({
      state: plan.state,
      isAuthor: plan.authorId === ctx.actor.id,
      otherCoordinators: await countOtherCoordinators(ctx, tx, plan.organisationId, plan.authorId),
      answered: await hasFamilyAnswered(tx, plan),
    });
    if (whyNot) refuse(whyNot);
    await tx
      .update(plans)
      .set({ state: 'archived', archivedAt: ctx.now })
      .where(and(eq(plans.seriesId, plan.seriesId), ne(plans.id, planId), inArray(plans.state, [...LIVE_STATES])));
    await moveOn(ctx, tx, plan, 'active', { approvedBy: ctx.actor.id, approvedAt: ctx.now });
    await tx.update(goals).set({ state: 'active' }).where(and(eq(goals.planId, planId), eq(goals.state, 'draft')));
  });
}

/** Whether a guardian has answered since the plan was shared: here, goal by goal, or on paper. */
async function hasFamilyAnswered(tx: Tx, plan: PlanHead): Promise<boolean> {
  if (!plan.sharedAt) return false;
  const [sent] = await tx
    .select({ goalId: goalAnswers.goalId })
    .from(goalAnswers)
    .innerJoin(goals, eq(goals.id, goalAnswers.goalId))
    .where(and(eq(goals.planId, plan.id), isNotNull(goalAnswers.sentAt)))
    .limit(1);
  if (sent) return true;
  const [recorded] = await tx
    .select({ id: consents.id })
    .from(consents)
    .where(
      and(
        eq(consents.childId, plan.childId),
        eq(consents.purpose, 'plan'),
        eq(consents.subjectId, plan.id),
        inArray(consents.state, ['given', 'refused']),
        gte(consents.recordedAt, plan.sharedAt),
      ),
    )
    .limit(1);
  return recorded !== undefined;
}

/**
 * Begins the next version of the plan in force: a draft with the same parts, to be agreed on anew. The older version
 * stays in force until then.
 * @returns the new version's id
 */
export function newVersion(ctx: Context, planId: string, changeReason: string): Promise<string> {
  return ctx.transaction(async (tx) => {
    const plan = await findPlan(tx, planId);
    await authorize(ctx, tx, 'plan.amend', { childId: plan.childId });
    refuseOtherPlace(ctx, plan);
    const open = await tx
      .select({ id: plans.id })
      .from(plans)
      .where(and(eq(plans.seriesId, plan.seriesId), inArray(plans.state, [...OPEN_STATES])));
    const whyNot = whyNotAmend({ state: plan.state, hasOpen: open.length > 0, changeReason });
    if (whyNot) refuse(whyNot);

    const id = newId();
    await tx.insert(plans).values({
      ...plan,
      id,
      number: await nextNumber(tx, plan.seriesId),
      authorId: ctx.actor.id,
      state: 'draft',
      changeReason,
      createdAt: ctx.now,
      savedAt: ctx.now,
      savedBy: ctx.actor.id,
      sharedAt: null,
      approvedBy: null,
      approvedAt: null,
      version: 1,
    });
    await copyParts(tx, planId, id);
    await copyGoals(tx, planId, id);
    await audit(ctx, tx, 'plan.amend', { childId: plan.childId, subjectId: id, detail: `version from ${plan.number}` });
    return id;
  });
}
