import { and, asc, desc, eq, inArray, lt, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Tx } from '#db/client.server';
import { deliveries, entries, goals, plans, planServices, referenceItems, users } from '#db/schema';
import type { Direction, GoalArea, GoalState, MeasureType, PlanState, SessionForm } from '#db/vocabulary';
import { addDays } from '~/domain/calendar';
import { fullName } from '~/domain/children';
import { unusual } from '~/domain/goals';
import { PAGE_SIZE, pageOf, type After, type Page } from '~/domain/lists';
import {
  ENTRY_DAYS_BACK,
  fidelityOf,
  FIDELITY_DAYS,
  isRecorded,
  keptOf,
  whyNotCorrect,
  whyNotOn,
  whyNotRecord,
  type Decision,
  type EntryDraft,
  type HelpLevel,
  type Place,
  type Tone,
} from '~/domain/progress';
import { refuse } from '~/domain/refusal';
import { audit, opening } from './audit.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { readProgress, stands, writtenOrder } from './readings.server';
import { authorize, may } from './ties.server';

interface TwoTexts {
  kk: string;
  ru: string;
}

const goalColumns = {
  id: goals.id,
  lineageId: goals.lineageId,
  planId: goals.planId,
  planState: plans.state,
  childId: plans.childId,
  state: goals.state,
  area: goals.area,
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
  startsOn: goals.startsOn,
  dueOn: goals.dueOn,
  settings: goals.settings,
};

function findGoals(tx: Tx) {
  return tx.select(goalColumns).from(goals).innerJoin(plans, eq(plans.id, goals.planId));
}

type GoalRow = Awaited<ReturnType<ReturnType<typeof findGoals>['execute']>>[number];

async function loadGoal(tx: Tx, goalId: string): Promise<GoalRow> {
  const [goal] = await findGoals(tx).where(eq(goals.id, goalId));
  return goal ?? refuse('not-found');
}

/** The goal as the active plan has it: a page that was opened before a new version came into force still records. */
async function loadCurrentGoal(tx: Tx, goalId: string): Promise<GoalRow> {
  const goal = await loadGoal(tx, goalId);
  if (goal.planState === 'active') return goal;
  const [twin] = await findGoals(tx).where(and(eq(goals.lineageId, goal.lineageId), eq(plans.state, 'active')));
  return twin ?? goal;
}

/** A measured value with its n and N where it has them. */
export interface Measured {
  value: number;
  successes: number | null;
  trials: number | null;
}

/** What the form of a measurement shows and needs. */
export interface EntryPage {
  head: ChildHead;
  goal: {
    id: string;
    title: TwoTexts;
    behaviour: TwoTexts;
    strategies: TwoTexts;
    measure: MeasureType;
    unit: string;
    baseline: number;
    target: number;
    settings: Place[];
  };
  /** Whether the goal is being worked on; otherwise nothing can be recorded. */
  isOpen: boolean;
  last: (Measured & { on: string }) | null;
  today: string;
  /** The earliest day a measurement may be written down for. */
  earliest: string;
}

function entryPage(ctx: Context, head: ChildHead, goal: GoalRow, last: EntryPage['last']): EntryPage {
  return {
    head,
    goal: {
      id: goal.id,
      title: { kk: goal.titleKk, ru: goal.titleRu },
      behaviour: { kk: goal.behaviourKk, ru: goal.behaviourRu },
      strategies: { kk: goal.strategiesKk, ru: goal.strategiesRu },
      measure: goal.measure,
      unit: goal.unit,
      baseline: goal.baseline,
      target: goal.target,
      settings: goal.settings,
    },
    isOpen: isRecorded(goal),
    last,
    today: ctx.today,
    earliest: addDays(ctx.today, -ENTRY_DAYS_BACK),
  };
}

/**
 * Opens the form of a measurement.
 * @throws Refused `not-found` unless the actor records progress of this child now
 */
export async function startEntry(ctx: Context, goalId: string): Promise<EntryPage> {
  const { childId } = await ctx.read((tx) => loadCurrentGoal(tx, goalId));
  return opening(ctx, 'progress.open', { childId, subjectId: goalId }, async (tx) => {
    const goal = await loadCurrentGoal(tx, goalId);
    await authorize(ctx, tx, 'goal.mark', { childId: goal.childId });
    const reading = (await readProgress(ctx, tx, [goal])).get(goal.id);
    const last = reading?.last ?? null;
    return entryPage(ctx, await readHead(ctx, tx, goal.childId), goal, last && { on: last.on, value: last.value, successes: last.successes, trials: last.trials });
  });
}

/**
 * Writes down one measurement of a goal of the active plan.
 * @returns the record and the goal as the active plan has it
 * @throws Refused `goal.not-active`, `entry.in-the-future`, `entry.too-long-ago`, `entry.too-few-trials` or
 * `entry.out-of-range` with `min` and `max`
 */
export function recordEntry(ctx: Context, goalId: string, draft: EntryDraft): Promise<{ entryId: string; goalId: string }> {
  return ctx.transaction(async (tx) => {
    const goal = await loadCurrentGoal(tx, goalId);
    await authorize(ctx, tx, 'goal.mark', { childId: goal.childId });
    const whyNot = whyNotRecord(goal, draft.measuredOn, ctx.today);
    if (whyNot) refuse(whyNot);
    const entryId = await writeEntry(ctx, tx, goal, draft, null);
    await audit(ctx, tx, 'goal.mark', { childId: goal.childId, subjectId: entryId, detail: 'entry' });
    return { entryId, goalId: goal.id };
  });
}

async function writeEntry(ctx: Context, tx: Tx, goal: GoalRow, draft: EntryDraft, replacesId: string | null): Promise<string> {
  const kept = keptOf(goal.measure, draft.reading);
  if ('reason' in kept) refuse(kept.reason, kept.values);
  const [written] = await tx
    .insert(entries)
    .values({
      ...kept,
      lineageId: goal.lineageId,
      goalId: goal.id,
      childId: goal.childId,
      authorId: ctx.actor.id,
      measuredOn: draft.measuredOn,
      recordedAt: ctx.now,
      help: draft.help,
      place: draft.place,
      note: draft.note,
      replacesId,
    })
    .returning({ id: entries.id });
  return written?.id ?? refuse('malformed');
}

async function loadEntry(ctx: Context, tx: Tx, entryId: string) {
  const [entry] = await tx
    .select({
      id: entries.id,
      goalId: entries.goalId,
      childId: entries.childId,
      authorId: entries.authorId,
      measuredOn: entries.measuredOn,
      recordedAt: entries.recordedAt,
      value: entries.value,
      successes: entries.successes,
      trials: entries.trials,
      help: entries.help,
      place: entries.place,
      note: entries.note,
      replacesId: entries.replacesId,
    })
    .from(entries)
    .where(eq(entries.id, entryId));
  if (!entry) refuse('not-found');
  await authorize(ctx, tx, 'goal.mark', { childId: entry.childId });
  const [newer] = await tx.select({ id: entries.id }).from(entries).where(eq(entries.replacesId, entryId));
  return { ...entry, firstRecordedAt: await firstRecordedAt(tx, entry), replaced: newer !== undefined };
}

/** When a record was first written, before any correction. */
async function firstRecordedAt(tx: Tx, entry: { recordedAt: Date; replacesId: string | null }): Promise<Date> {
  let oldest = entry;
  while (oldest.replacesId) {
    const [before] = await tx.select({ recordedAt: entries.recordedAt, replacesId: entries.replacesId }).from(entries).where(eq(entries.id, oldest.replacesId));
    if (!before) break;
    oldest = before;
  }
  return oldest.recordedAt;
}

export interface CorrectionPage extends EntryPage {
  entry: Measured & { id: string; measuredOn: string; help: HelpLevel; place: Place; note: string };
  /** Why it cannot be corrected now, or null. */
  whyNot: ReturnType<typeof whyNotCorrect>;
}

/** Opens a record to be corrected by its author. */
export async function startCorrection(ctx: Context, entryId: string): Promise<CorrectionPage> {
  const { childId } = await ctx.read((tx) => loadEntry(ctx, tx, entryId));
  return opening(ctx, 'progress.open', { childId, subjectId: entryId }, async (tx) => {
    const entry = await loadEntry(ctx, tx, entryId);
    const goal = await loadGoal(tx, entry.goalId);
    const page = entryPage(ctx, await readHead(ctx, tx, entry.childId), goal, null);
    const { id, measuredOn, value, successes, trials, help, place, note } = entry;
    return { ...page, entry: { id, measuredOn, value, successes, trials, help, place, note }, whyNot: whyNotCorrect(entry, ctx.actor.id, ctx.now) };
  });
}

/**
 * Corrects a record by a new one that names it; the older stays in the file and counts no more.
 * @throws Refused `entry.not-yours`, `entry.too-late-to-correct`, `entry.corrected-already` and what `recordEntry` throws
 */
export function correctEntry(ctx: Context, entryId: string, draft: EntryDraft): Promise<{ entryId: string; goalId: string }> {
  return ctx.transaction(async (tx) => {
    const entry = await loadEntry(ctx, tx, entryId);
    const whyNot = whyNotCorrect(entry, ctx.actor.id, ctx.now) ?? (draft.measuredOn === entry.measuredOn ? null : whyNotOn(draft.measuredOn, ctx.today));
    if (whyNot) refuse(whyNot);
    const goal = await loadGoal(tx, entry.goalId);
    const written = await writeEntry(ctx, tx, goal, draft, entryId);
    await audit(ctx, tx, 'goal.mark', { childId: entry.childId, subjectId: written, detail: 'correction' });
    return { entryId: written, goalId: goal.id };
  });
}

export interface EntryRow extends Measured {
  id: string;
  /** Its place among the records of the goal, from 1; a correction keeps the number of what it corrects. */
  number: number;
  on: string;
  help: HelpLevel;
  place: Place | null;
  note: string;
  author: string | null;
  recordedAt: number | null;
  /** What stood here before the correction. */
  before: Measured | null;
  mayCorrect: boolean;
}

export interface GoalPage {
  head: Pick<ChildHead, 'id' | 'name' | 'className'>;
  forFamily: boolean;
  planId: string;
  goal: {
    id: string;
    state: GoalState;
    area: GoalArea;
    title: TwoTexts;
    behaviour: TwoTexts;
    condition: TwoTexts;
    strategies: TwoTexts;
    home: TwoTexts;
    why: TwoTexts;
    measure: MeasureType;
    unit: string;
    direction: Direction;
    baseline: number;
    target: number;
    consecutive: number;
    startsOn: string;
    dueOn: string;
  };
  points: (Measured & { on: string })[];
  decision: Decision & { tone: Tone };
  entries: Page<EntryRow>;
  /** The record that was just written, when the address names one of the actor's. */
  recorded: { id: string; number: number; unusual: boolean; mayCorrect: boolean } | null;
  can: { record: boolean; openPlan: boolean };
}

const HIDDEN_FROM_FAMILY: ReadonlySet<PlanState> = new Set<PlanState>(['draft', 'team_review']);

/**
 * The page of a goal: its course, what it says today, its records. A family gets values only: no notes, no places, no
 * names of staff.
 */
export async function openGoal(ctx: Context, goalId: string, { recorded, after }: { recorded: string | null; after: After | null }): Promise<GoalPage> {
  const { childId } = await ctx.read((tx) => loadGoal(tx, goalId));
  return opening(ctx, 'progress.open', { childId, subjectId: goalId }, async (tx) => {
    const goal = await loadGoal(tx, goalId);
    await authorize(ctx, tx, 'progress.open', { childId });
    const forFamily = ctx.actor.role === 'parent';
    if (HIDDEN_FROM_FAMILY.has(goal.planState) && (forFamily || ctx.actor.role === 'assistant')) refuse('not-found');

    const reading = (await readProgress(ctx, tx, [goal])).get(goal.id) ?? refuse('not-found');
    const numbers = await numberEntries(tx, goal.lineageId);
    const page = await entryRows(ctx, tx, goal.lineageId, numbers, reading.points.length, after);
    const head = await readHead(ctx, tx, childId);
    return {
      head: { id: head.id, name: head.name, className: forFamily ? null : head.className },
      forFamily,
      planId: goal.planId,
      goal: {
        id: goal.id,
        state: goal.state,
        area: goal.area,
        title: { kk: goal.titleKk, ru: goal.titleRu },
        behaviour: { kk: goal.behaviourKk, ru: goal.behaviourRu },
        condition: { kk: goal.conditionKk, ru: goal.conditionRu },
        strategies: { kk: goal.strategiesKk, ru: goal.strategiesRu },
        home: { kk: goal.homeKk, ru: goal.homeRu },
        why: { kk: goal.whyKk, ru: goal.whyRu },
        measure: goal.measure,
        unit: goal.unit,
        direction: goal.direction,
        baseline: goal.baseline,
        target: goal.target,
        consecutive: goal.consecutive,
        startsOn: goal.startsOn,
        dueOn: goal.dueOn,
      },
      points: reading.points.map(({ on, value, successes, trials }) => ({ on, value, successes, trials })),
      decision: reading.decision,
      entries: forFamily ? { ...page, rows: page.rows.map(forFamilyEyes) } : page,
      recorded: forFamily || !recorded ? null : await justRecorded(ctx, tx, recorded, goal.lineageId, numbers),
      can: {
        record: isRecorded(goal) && (await may(ctx, tx, 'goal.mark', { childId })),
        openPlan: await may(ctx, tx, 'plan.open', { childId }),
      },
    };
  });
}

function forFamilyEyes(row: EntryRow): EntryRow {
  return { ...row, place: null, note: '', author: null, recordedAt: null, before: null, mayCorrect: false };
}

interface Numbered {
  number: number;
  firstRecordedAt: Date;
  replaced: boolean;
}

/** The number of each record of a goal in the order they were first written down. */
async function numberEntries(tx: Tx, lineageId: string): Promise<Map<string, Numbered>> {
  const rows = await tx
    .select({ id: entries.id, replacesId: entries.replacesId, recordedAt: entries.recordedAt })
    .from(entries)
    .where(eq(entries.lineageId, lineageId))
    .orderBy(asc(entries.recordedAt), asc(writtenOrder));
  const replaced = new Set(rows.map((row) => row.replacesId));
  const before = new Map(rows.map((row) => [row.id, row.replacesId]));
  const first = (id: string): string => {
    const older = before.get(id);
    return older ? first(older) : id;
  };
  const roots = rows.filter((row) => row.replacesId === null);
  const rank = new Map(roots.map((row, index) => [row.id, { number: index + 1, firstRecordedAt: row.recordedAt }]));
  return new Map(
    rows.map((row) => {
      const { number = 0, firstRecordedAt: at = row.recordedAt } = rank.get(first(row.id)) ?? {};
      return [row.id, { number, firstRecordedAt: at, replaced: replaced.has(row.id) }];
    }),
  );
}

async function entryRows(ctx: Context, tx: Tx, lineageId: string, numbers: Map<string, Numbered>, total: number, after: After | null): Promise<Page<EntryRow>> {
  const older = alias(entries, 'older');
  const rows = await tx
    .select({
      id: entries.id,
      on: entries.measuredOn,
      value: entries.value,
      successes: entries.successes,
      trials: entries.trials,
      help: entries.help,
      place: entries.place,
      note: entries.note,
      authorId: entries.authorId,
      surname: users.surname,
      givenName: users.givenName,
      recordedAt: entries.recordedAt,
      beforeValue: older.value,
      beforeSuccesses: older.successes,
      beforeTrials: older.trials,
    })
    .from(entries)
    .innerJoin(users, eq(users.id, entries.authorId))
    .leftJoin(older, eq(older.id, entries.replacesId))
    .where(
      and(
        eq(entries.lineageId, lineageId),
        stands,
        after ? or(lt(entries.measuredOn, after.key), and(eq(entries.measuredOn, after.key), lt(entries.id, after.id))) : undefined,
      ),
    )
    .orderBy(desc(entries.measuredOn), desc(entries.id))
    .limit(PAGE_SIZE + 1);
  const page = pageOf(rows, total, (row) => ({ key: row.on, id: row.id }));
  return {
    ...page,
    rows: page.rows.map((row) => {
      const { number = 0, firstRecordedAt: first = row.recordedAt, replaced = false } = numbers.get(row.id) ?? {};
      return {
        id: row.id,
        number,
        on: row.on,
        value: row.value,
        successes: row.successes,
        trials: row.trials,
        help: row.help,
        place: row.place,
        note: row.note,
        author: fullName(row),
        recordedAt: row.recordedAt.getTime(),
        before: row.beforeValue === null ? null : { value: row.beforeValue, successes: row.beforeSuccesses, trials: row.beforeTrials },
        mayCorrect: whyNotCorrect({ authorId: row.authorId, firstRecordedAt: first, replaced }, ctx.actor.id, ctx.now) === null,
      };
    }),
  };
}

/** What to say of the record that has just been written; whether its value is out of the ordinary is asked of the earlier ones. */
async function justRecorded(ctx: Context, tx: Tx, entryId: string, lineageId: string, numbers: Map<string, Numbered>): Promise<GoalPage['recorded']> {
  const known = numbers.get(entryId);
  const rows = await tx
    .select({ id: entries.id, value: entries.value, authorId: entries.authorId, recordedAt: entries.recordedAt })
    .from(entries)
    .where(and(eq(entries.lineageId, lineageId), stands))
    .orderBy(asc(entries.recordedAt), asc(writtenOrder));
  const index = rows.findIndex((row) => row.id === entryId);
  const row = rows[index];
  if (!known || !row || row.authorId !== ctx.actor.id) return null;
  const earlier = rows.slice(0, index).map(({ value }) => value);
  return {
    id: entryId,
    number: known.number,
    unusual: unusual(earlier, row.value),
    mayCorrect: whyNotCorrect({ authorId: row.authorId, firstRecordedAt: known.firstRecordedAt, replaced: known.replaced }, ctx.actor.id, ctx.now) === null,
  };
}

/** A service's name in three languages, from the reference data; its own code when the reference does not know it. */
interface ServiceName {
  kk: string;
  ru: string;
  en: string;
}

export interface DeliveryPage {
  head: ChildHead;
  services: { lineageId: string; name: ServiceName; form: SessionForm; minutes: number; perWeek: number }[];
  /** Of the last six weeks, latest first. */
  held: { id: string; on: string; name: ServiceName; plannedMinutes: number; heldMinutes: number }[];
  fidelity: number | null;
  today: string;
  earliest: string;
}

async function servicesOf(tx: Tx, childId: string): Promise<DeliveryPage['services']> {
  const rows = await tx
    .select({ lineageId: planServices.lineageId, type: planServices.type, form: planServices.form, minutes: planServices.minutes, perWeek: planServices.perWeek, body: referenceItems.body })
    .from(planServices)
    .innerJoin(plans, eq(plans.id, planServices.planId))
    .leftJoin(referenceItems, and(eq(referenceItems.collection, 'serviceTypes'), eq(referenceItems.item, planServices.type)))
    .where(and(eq(plans.childId, childId), eq(plans.state, 'active')))
    .orderBy(asc(planServices.position), asc(planServices.id));
  return rows.map(({ type, body, ...row }) => ({ ...row, name: (body as { name?: ServiceName } | null)?.name ?? { kk: type, ru: type, en: type } }));
}

/** Opens the page on which support that took place is noted. */
export function startDelivery(ctx: Context, childId: string): Promise<DeliveryPage> {
  return opening(ctx, 'progress.open', { childId, subjectId: childId }, async (tx) => {
    await authorize(ctx, tx, 'goal.mark', { childId });
    const services = await servicesOf(tx, childId);
    const names = new Map(services.map((service) => [service.lineageId, service.name]));
    const rows = await tx
      .select({ id: deliveries.id, lineageId: deliveries.serviceLineageId, on: deliveries.heldOn, plannedMinutes: deliveries.plannedMinutes, heldMinutes: deliveries.heldMinutes })
      .from(deliveries)
      .where(and(eq(deliveries.childId, childId), inArray(deliveries.serviceLineageId, services.map(({ lineageId }) => lineageId))))
      .orderBy(desc(deliveries.heldOn), desc(deliveries.id))
      .limit(200);
    const recent = rows.filter((row) => row.on > addDays(ctx.today, -FIDELITY_DAYS));
    const total = (of: 'heldMinutes' | 'plannedMinutes') => recent.reduce((sum, row) => sum + row[of], 0);
    return {
      head: await readHead(ctx, tx, childId),
      services,
      held: recent.map(({ lineageId, ...row }) => ({ ...row, name: names.get(lineageId) ?? { kk: '', ru: '', en: '' } })),
      fidelity: fidelityOf(total('heldMinutes'), total('plannedMinutes')),
      today: ctx.today,
      earliest: addDays(ctx.today, -ENTRY_DAYS_BACK),
    };
  });
}

/**
 * Notes how much of a service of the active plan took place on a day; nought minutes when it did not.
 * `plannedMinutes` is the plan's own figure unless given.
 * @throws Refused `not-found` when the active plan has no such service, `entry.in-the-future`, `entry.too-long-ago`
 */
export function recordDelivery(
  ctx: Context,
  draft: { serviceLineageId: string; childId: string; heldOn: string; plannedMinutes?: number; heldMinutes: number },
): Promise<string> {
  return ctx.transaction(async (tx) => {
    const { childId, serviceLineageId, heldOn, heldMinutes } = draft;
    await authorize(ctx, tx, 'goal.mark', { childId });
    const service = (await servicesOf(tx, childId)).find(({ lineageId }) => lineageId === serviceLineageId) ?? refuse('not-found');
    const whyNot = whyNotOn(heldOn, ctx.today);
    if (whyNot) refuse(whyNot);
    const [written] = await tx
      .insert(deliveries)
      .values({ childId, serviceLineageId, heldOn, heldMinutes, authorId: ctx.actor.id, plannedMinutes: draft.plannedMinutes ?? service.minutes })
      .returning({ id: deliveries.id });
    const id = written?.id ?? refuse('malformed');
    await audit(ctx, tx, 'goal.mark', { childId, subjectId: id, detail: 'delivery' });
    return id;
  });
}
