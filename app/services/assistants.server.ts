import { and, asc, eq, gte, inArray, isNull, lte, notInArray, or, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { assignments, assignmentSlots, assistantContracts, assistantNeeds, children, enrolments, memberships, users } from '#db/schema';
import type { AssignmentState, InstructionLanguage } from '#db/vocabulary';
import {
  coverageOf,
  hoursOf,
  mostHours,
  troublesOf,
  whyNotAssign,
  whyNotEnd,
  type AssignmentDraft,
  type ContractDraft,
  type Coverage,
  type EndingDraft,
  type Held,
  type Slot,
} from '~/domain/assistants';
import { addDays, dayIn, daysBetween } from '~/domain/calendar';
import { foldForSearch, fullName } from '~/domain/children';
import { LIFECYCLES, mayFollow } from '~/domain/lifecycles';
import { refuse, refuseStale } from '~/domain/refusal';
import { audit, listing, opening } from './audit.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { authorize, childrenWithin, during, guardianLink, may } from './ties.server';

/** An assignment that counts, with its week. */
interface HeldRow extends Held {
  id: string;
  needId: string;
  contractId: string;
  userId: string;
  childId: string;
  validFrom: string;
  validTo: string;
  slots: Slot[];
}

/** The assignments that hold hours on `day` or later, of an organisation or of a person. */
async function heldFrom(tx: Tx, whose: SQL, day: string): Promise<HeldRow[]> {
  const rows = await tx
    .select({
      id: assignments.id,
      needId: assignments.needId,
      contractId: assignments.contractId,
      userId: assignments.userId,
      childId: assignments.childId,
      validFrom: assignments.validFrom,
      validTo: assignments.validTo,
    })
    .from(assignments)
    .where(and(whose, eq(assignments.state, 'active'), gte(assignments.validTo, day)))
    .orderBy(asc(assignments.validFrom), asc(assignments.id));
  const slots = await slotsOf(tx, rows.map(({ id }) => id));
  return rows.map((row) => ({ ...row, slots: slots.get(row.id) ?? [] }));
}

const heldHere = (ctx: Context, tx: Tx) => heldFrom(tx, eq(assignments.organisationId, ctx.actor.organisationId ?? ''), ctx.today);

async function slotsOf(tx: Tx, assignmentIds: string[]): Promise<Map<string, Slot[]>> {
  const rows = await tx
    .select({ assignmentId: assignmentSlots.assignmentId, weekday: assignmentSlots.weekday, startsAt: assignmentSlots.startsAt, endsAt: assignmentSlots.endsAt })
    .from(assignmentSlots)
    .where(inArray(assignmentSlots.assignmentId, assignmentIds))
    .orderBy(asc(assignmentSlots.weekday), asc(assignmentSlots.startsAt));
  const found = new Map<string, Slot[]>();
  for (const { assignmentId, ...slot } of rows) found.set(assignmentId, [...(found.get(assignmentId) ?? []), slot]);
  return found;
}

export const NEED_FILTERS = ['missing', 'all'] as const;
export type NeedFilter = (typeof NEED_FILTERS)[number];

export interface NeedRow extends Coverage {
  id: string;
  childId: string;
  name: string;
  className: string | null;
  hours: number;
  /** How long the hours have been missing for; counted from the request. */
  waitingDays: number;
  validFrom: string;
  validTo: string;
}

export interface PoolRow {
  id: string;
  name: string;
  hours: number;
  assigned: number;
  free: number;
  qualification: string;
  languages: InstructionLanguage[];
  validTo: string | null;
  /** More hours than the contract has, and hours that stand in each other's way. */
  over: number;
  clashes: Slot[];
}

export interface WeekRow {
  userId: string;
  name: string;
  slots: (Slot & { assignmentId: string; childName: string })[];
}

export interface Board {
  needs: NeedRow[];
  /** Needs in the reach of the actor, whatever the filters. */
  total: number;
  missingHours: number;
  pool: PoolRow[];
  week: WeekRow[];
  can: { assign: boolean; addContract: boolean };
}

/** The board of a school's assistants: hours not covered, the pool, the week. */
export function openBoard(ctx: Context, query: { q: string; show: NeedFilter }): Promise<Board> {
  const here = ctx.actor.organisationId ?? '';
  return listing(ctx, 'need.open', `name:${query.q ? 'yes' : 'no'} show:${query.show}`, async (tx) => {
    await authorize(ctx, tx, 'need.open', { organisationId: here });
    await authorize(ctx, tx, 'pool.open', { organisationId: here });
    const held = await heldHere(ctx, tx);
    const all = await needsOf(ctx, tx, held);
    const pool = await poolOf(ctx, tx, held);
    const named = foldForSearch(query.q);
    const wanted = all.filter((need) => (query.show === 'all' || need.missing > 0) && need.folded.includes(named));
    return {
      needs: wanted.map(({ folded: _, ...need }) => need),
      total: all.length,
      missingHours: all.reduce((sum, need) => sum + need.missing, 0),
      pool,
      week: await weekOf(ctx, tx, held, pool),
      can: {
        assign: await may(ctx, tx, 'assignment.change', { organisationId: here }),
        addContract: await may(ctx, tx, 'pool.hr', { organisationId: here }),
      },
    };
  });
}

async function needsOf(ctx: Context, tx: Tx, held: readonly HeldRow[]): Promise<(NeedRow & { folded: string })[]> {
  const rows = await tx
    .select({
      id: assistantNeeds.id,
      childId: assistantNeeds.childId,
      hours: assistantNeeds.hours,
      validFrom: assistantNeeds.validFrom,
      validTo: assistantNeeds.validTo,
      createdAt: assistantNeeds.createdAt,
      surname: children.surname,
      givenName: children.givenName,
      patronymic: children.patronymic,
      folded: children.folded,
      className: enrolments.className,
    })
    .from(assistantNeeds)
    .innerJoin(children, eq(children.id, assistantNeeds.childId))
    .leftJoin(enrolments, and(eq(enrolments.childId, children.id), during(ctx, enrolments)))
    .where(
      and(
        eq(assistantNeeds.organisationId, ctx.actor.organisationId ?? ''),
        notInArray(assistantNeeds.state, ['ended']),
        gte(assistantNeeds.validTo, ctx.today),
        childrenWithin(ctx, 'need.open'),
      ),
    )
    .orderBy(asc(assistantNeeds.createdAt), asc(assistantNeeds.id));
  return rows.map((row) => ({
    id: row.id,
    childId: row.childId,
    name: fullName(row),
    className: row.className,
    hours: row.hours,
    waitingDays: Math.max(0, daysBetween(dayIn(row.createdAt), ctx.today)),
    validFrom: row.validFrom,
    validTo: row.validTo,
    folded: row.folded,
    ...coverageOf(row, held.filter((one) => one.needId === row.id), ctx.today),
  }));
}

async function poolOf(ctx: Context, tx: Tx, held: readonly HeldRow[]): Promise<PoolRow[]> {
  const rows = await tx
    .select({
      id: assistantContracts.id,
      surname: users.surname,
      givenName: users.givenName,
      patronymic: users.patronymic,
      hours: assistantContracts.hours,
      qualification: assistantContracts.qualification,
      languages: assistantContracts.languages,
      validFrom: assistantContracts.validFrom,
      validTo: assistantContracts.validTo,
    })
    .from(assistantContracts)
    .innerJoin(users, eq(users.id, assistantContracts.userId))
    .where(
      and(
        eq(assistantContracts.organisationId, ctx.actor.organisationId ?? ''),
        or(isNull(assistantContracts.validTo), gte(assistantContracts.validTo, ctx.today)),
        isNull(users.disabledAt),
      ),
    )
    .orderBy(asc(users.sortKey), asc(assistantContracts.id));
  return rows.map(({ surname, givenName, patronymic, validFrom: _, ...row }) => {
    const own = held.filter((one) => one.contractId === row.id);
    const assigned = own.length === 0 ? 0 : mostHours(own, { validFrom: ctx.today, validTo: row.validTo ?? '9999-12-31' });
    const troubles = troublesOf(row.hours, own, ctx.today);
    return { ...row, name: fullName({ surname, givenName, patronymic }), assigned, free: Math.max(0, row.hours - assigned), ...troubles };
  });
}

async function weekOf(ctx: Context, tx: Tx, held: readonly HeldRow[], pool: readonly PoolRow[]): Promise<WeekRow[]> {
  const now = held.filter((one) => one.validFrom <= ctx.today && ctx.today <= one.validTo);
  const names = new Map(
    (
      await tx
        .select({ id: children.id, surname: children.surname, givenName: children.givenName })
        .from(children)
        .where(and(inArray(children.id, now.map(({ childId }) => childId)), childrenWithin(ctx, 'assignment.open')))
    ).map((child) => [child.id, fullName(child)]),
  );
  const assistants = new Map(pool.map(({ id, name }) => [id, name]));
  const rows = new Map<string, WeekRow>();
  for (const one of now) {
    const childName = names.get(one.childId);
    const name = assistants.get(one.contractId);
    if (!childName || !name) continue;
    const row = rows.get(one.userId) ?? { userId: one.userId, name, slots: [] };
    row.slots.push(...one.slots.map((slot) => ({ ...slot, assignmentId: one.id, childName })));
    rows.set(one.userId, row);
  }
  return Array.from(rows, ([, row]) => ({ ...row, slots: row.slots.sort((a, b) => a.startsAt.localeCompare(b.startsAt)) }));
}

async function loadNeed(ctx: Context, tx: Tx, needId: string) {
  const [need] = await tx
    .select({
      id: assistantNeeds.id,
      childId: assistantNeeds.childId,
      organisationId: assistantNeeds.organisationId,
      state: assistantNeeds.state,
      hours: assistantNeeds.hours,
      tasks: assistantNeeds.tasks,
      validFrom: assistantNeeds.validFrom,
      validTo: assistantNeeds.validTo,
    })
    .from(assistantNeeds)
    .where(and(eq(assistantNeeds.id, needId), eq(assistantNeeds.organisationId, ctx.actor.organisationId ?? '')));
  return need ?? refuse('not-found');
}

export interface AssignmentForm {
  head: ChildHead;
  need: Coverage & { hours: number; tasks: string; validFrom: string; validTo: string };
  pool: PoolRow[];
  today: string;
}

/** Opens the form that assigns an assistant to a need. */
export async function startAssignment(ctx: Context, needId: string): Promise<AssignmentForm> {
  const { childId } = await ctx.read((tx) => loadNeed(ctx, tx, needId));
  return opening(ctx, 'assignment.open', { childId, subjectId: needId }, async (tx) => {
    await authorize(ctx, tx, 'assignment.change', { childId });
    const { hours, tasks, validFrom, validTo } = await loadNeed(ctx, tx, needId);
    const held = await heldHere(ctx, tx);
    const coverage = coverageOf({ hours, validFrom, validTo }, held.filter((one) => one.needId === needId), ctx.today);
    return { head: await readHead(ctx, tx, childId), need: { hours, tasks, validFrom, validTo, ...coverage }, pool: await poolOf(ctx, tx, held), today: ctx.today };
  });
}

/**
 * Assigns an assistant of the pool to a child's need. Contract hours, recommended hours and the timetable are counted
 * under the writer's lock: of many who want the last hour, one gets it.
 * @returns the assignment's id
 * @throws Refused `assignment.over-contract` {free}, `assignment.over-need` {left}, `assignment.clash` {weekday, from, to},
 * `assignment.no-slots`, `assignment.outside-need`, `assignment.contract-over`, `assignment.need-ended`
 */
export function assignAssistant(ctx: Context, needId: string, draft: AssignmentDraft): Promise<string> {
  return ctx.transaction(async (tx) => {
    const need = await loadNeed(ctx, tx, needId);
    await authorize(ctx, tx, 'assignment.change', { childId: need.childId });
    const [contract] = await tx
      .select({ id: assistantContracts.id, userId: assistantContracts.userId, hours: assistantContracts.hours, validFrom: assistantContracts.validFrom, validTo: assistantContracts.validTo })
      .from(assistantContracts)
      .where(and(eq(assistantContracts.id, draft.contractId), eq(assistantContracts.organisationId, need.organisationId)));
    if (!contract) refuse('not-found');

    const ofNeed = await heldFrom(tx, eq(assignments.needId, needId), draft.validFrom);
    const busy = await heldFrom(tx, eq(assignments.userId, contract.userId), draft.validFrom);
    const ofContract = busy.filter((one) => one.contractId === contract.id);
    const whyNot = whyNotAssign(draft, { ...need, ended: need.state === 'ended', held: ofNeed }, { ...contract, held: ofContract, busy }, ctx.today);
    if (whyNot) refuse(whyNot.reason, whyNot.values);

    const [assignment] = await tx
      .insert(assignments)
      .values({
        needId,
        childId: need.childId,
        contractId: contract.id,
        userId: contract.userId,
        organisationId: need.organisationId,
        state: 'active',
        validFrom: draft.validFrom,
        validTo: draft.validTo,
        fadingGoal: draft.fadingGoal,
        createdBy: ctx.actor.id,
        createdAt: ctx.now,
      })
      .returning({ id: assignments.id });
    const assignmentId = assignment?.id ?? refuse('malformed');
    await tx.insert(assignmentSlots).values(draft.slots.map((slot) => ({ assignmentId, ...slot })));
    if (mayFollow(LIFECYCLES.need, need.state, 'assigned')) {
      await tx.update(assistantNeeds).set({ state: 'assigned' }).where(eq(assistantNeeds.id, needId));
    }
    await audit(ctx, tx, 'assignment.change', { childId: need.childId, subjectId: assignmentId, detail: 'assigned' });
    return assignmentId;
  });
}

async function loadAssignment(tx: Tx, assignmentId: string) {
  const [assignment] = await tx
    .select({
      id: assignments.id,
      needId: assignments.needId,
      childId: assignments.childId,
      userId: assignments.userId,
      organisationId: assignments.organisationId,
      state: assignments.state,
      validFrom: assignments.validFrom,
      validTo: assignments.validTo,
      fadingGoal: assignments.fadingGoal,
      endReason: assignments.endReason,
      version: assignments.version,
      surname: users.surname,
      givenName: users.givenName,
      patronymic: users.patronymic,
      tasks: assistantNeeds.tasks,
      needHours: assistantNeeds.hours,
    })
    .from(assignments)
    .innerJoin(users, eq(users.id, assignments.userId))
    .innerJoin(assistantNeeds, eq(assistantNeeds.id, assignments.needId))
    .where(eq(assignments.id, assignmentId));
  return assignment ?? refuse('not-found');
}

export interface AssignmentPage {
  head: Pick<ChildHead, 'id' | 'name' | 'className'>;
  forFamily: boolean;
  assistant: string;
  hours: number;
  /** As it stands today: one whose last day has passed has ended. */
  state: AssignmentState;
  validFrom: string;
  validTo: string;
  /** The rest is null for a family. */
  slots: Slot[] | null;
  tasks: string | null;
  fadingGoal: string | null;
  endReason: string | null;
  version: number;
  today: string;
  can: { end: boolean };
}

/** One assignment: who helps whom, when, and how the help is meant to become less. A family gets the name, the hours and the days. */
export async function openAssignment(ctx: Context, assignmentId: string): Promise<AssignmentPage> {
  const { childId } = await ctx.read((tx) => loadAssignment(tx, assignmentId));
  return opening(ctx, 'assignment.open', { childId, subjectId: assignmentId }, async (tx) => {
    const assignment = await loadAssignment(tx, assignmentId);
    const cell = await authorize(ctx, tx, 'assignment.open', { childId, writtenBy: assignment.userId });
    const forFamily = ctx.actor.role === 'parent';
    if (cell.only === 'counts' || (!forFamily && assignment.organisationId !== ctx.actor.organisationId)) refuse('not-found');
    if (forFamily && (await guardianLink(ctx, tx, childId))?.closed.includes('location')) refuse('not-found');

    const slots = (await slotsOf(tx, [assignmentId])).get(assignmentId) ?? [];
    const head = await readHead(ctx, tx, childId);
    const state = standingOf(assignment, ctx.today);
    return {
      head: { id: head.id, name: head.name, className: head.className },
      forFamily,
      assistant: fullName(assignment),
      hours: hoursOf(slots),
      state,
      validFrom: assignment.validFrom,
      validTo: assignment.validTo,
      slots: forFamily ? null : slots,
      tasks: forFamily ? null : assignment.tasks,
      fadingGoal: forFamily ? null : assignment.fadingGoal,
      endReason: ctx.actor.role === 'school_coordinator' ? assignment.endReason : null,
      version: assignment.version,
      today: ctx.today,
      can: { end: state === 'active' && (await may(ctx, tx, 'assignment.change', { childId })) },
    };
  });
}

function standingOf(assignment: { state: AssignmentState; validTo: string }, today: string): AssignmentState {
  return assignment.state === 'active' && assignment.validTo >= today ? 'active' : 'ended';
}

/** Opens the form that ends an assignment. */
export async function startEnding(ctx: Context, assignmentId: string): Promise<AssignmentPage> {
  const page = await openAssignment(ctx, assignmentId);
  return ctx.read(async (tx) => {
    await authorize(ctx, tx, 'assignment.change', { childId: page.head.id });
    return page;
  });
}

/**
 * Ends an assignment at the close of a day, or at once: then the assistant reads nothing more from the next request.
 * When nobody is left, the need waits again.
 * @throws Refused `assignment.ended`, `field.in-the-past`, `assignment.end-later`, `changed-meanwhile`
 */
export function endAssignment(ctx: Context, assignmentId: string, draft: EndingDraft): Promise<void> {
  return ctx.transaction(async (tx) => {
    const assignment = await loadAssignment(tx, assignmentId);
    await authorize(ctx, tx, 'assignment.change', { childId: assignment.childId });
    if (assignment.organisationId !== ctx.actor.organisationId) refuse('not-found');
    const whyNot = whyNotEnd({ ...assignment, ended: assignment.state === 'ended' }, draft, ctx.today);
    if (whyNot) refuse(whyNot);

    const validTo = draft.atOnce ? addDays(ctx.today, -1) : draft.endsOn;
    const changed = await tx
      .update(assignments)
      .set({ state: draft.atOnce ? 'ended' : 'active', validTo, endReason: draft.reason, version: draft.version + 1 })
      .where(and(eq(assignments.id, assignmentId), eq(assignments.version, draft.version), eq(assignments.state, 'active')))
      .returning({ id: assignments.id });
    if (changed.length === 0) refuseStale({ reason: assignment.endReason ?? '', endsOn: assignment.validTo, version: String(assignment.version) });
    await letNeedWait(ctx, tx, assignment.needId);
    await audit(ctx, tx, 'assignment.change', { childId: assignment.childId, subjectId: assignmentId, detail: draft.atOnce ? 'ended at once' : 'ending set' });
  });
}

async function letNeedWait(ctx: Context, tx: Tx, needId: string): Promise<void> {
  const [other] = await tx
    .select({ id: assignments.id })
    .from(assignments)
    .where(and(eq(assignments.needId, needId), eq(assignments.state, 'active'), gte(assignments.validTo, ctx.today)))
    .limit(1);
  if (!other) await tx.update(assistantNeeds).set({ state: 'requested' }).where(and(eq(assistantNeeds.id, needId), eq(assistantNeeds.state, 'assigned')));
}

/** The organisation's assistants for whom a contract may be noted. */
export function startContract(ctx: Context): Promise<{ people: { id: string; name: string }[]; today: string }> {
  return ctx.read(async (tx) => {
    await authorize(ctx, tx, 'pool.hr', { organisationId: ctx.actor.organisationId ?? '' });
    const people = await tx
      .selectDistinct({ id: users.id, surname: users.surname, givenName: users.givenName, patronymic: users.patronymic, sortKey: users.sortKey })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(assistantsHere(ctx))
      .orderBy(asc(users.sortKey), asc(users.id));
    return { people: people.map((person) => ({ id: person.id, name: fullName(person) })), today: ctx.today };
  });
}

function assistantsHere(ctx: Context) {
  return and(
    eq(memberships.organisationId, ctx.actor.organisationId ?? ''),
    eq(memberships.role, 'assistant'),
    during(ctx, memberships),
    isNull(users.disabledAt),
  );
}

/**
 * Puts an assistant of the organisation into the pool.
 * @returns the contract's id
 * @throws Refused `assignment.contract-exists` when the days meet those of another contract of the same person here
 */
export function addContract(ctx: Context, draft: ContractDraft): Promise<string> {
  return ctx.transaction(async (tx) => {
    const organisationId = ctx.actor.organisationId ?? '';
    await authorize(ctx, tx, 'pool.hr', { organisationId });
    const [person] = await tx
      .select({ id: users.id })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(assistantsHere(ctx), eq(users.id, draft.userId)));
    if (!person) refuse('not-found');
    const [other] = await tx
      .select({ id: assistantContracts.id })
      .from(assistantContracts)
      .where(
        and(
          eq(assistantContracts.userId, draft.userId),
          eq(assistantContracts.organisationId, organisationId),
          or(isNull(assistantContracts.validTo), gte(assistantContracts.validTo, draft.validFrom)),
          draft.validTo ? lte(assistantContracts.validFrom, draft.validTo) : undefined,
        ),
      );
    if (other) refuse('assignment.contract-exists');
    const [contract] = await tx.insert(assistantContracts).values({ ...draft, organisationId }).returning({ id: assistantContracts.id });
    const id = contract?.id ?? refuse('malformed');
    await audit(ctx, tx, 'pool.hr', { subjectId: id, detail: 'contract added' });
    return id;
  });
}
