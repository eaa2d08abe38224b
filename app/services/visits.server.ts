import { and, asc, desc, eq, exists, gte, inArray, isNull, lte, ne, notExists, or, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';
import type { Tx } from '#db/client.server';
import { assessmentMembers, assessments, children, conclusions, conclusionSignatures, crews, guardians, organisations, referrals, requests, rooms, users, visitMembers, visits } from '#db/schema';
import type { AssessmentState, ConclusionState, ExamKind, InstructionLanguage, Language, RequestState, VisitState } from '#db/vocabulary';
import { SPECIALTIES, windowFrom, type SectionState, type Specialty } from '~/domain/assessments';
import { addDays, ageOn } from '~/domain/calendar';
import { fullName } from '~/domain/children';
import { calendarOf, isWorkingDay, type DaysOff } from '~/domain/days-off';
import { cellFor } from '~/domain/permissions';
import { refuse, refuseStale } from '~/domain/refusal';
import { clockAt, isAway, minutesOf, slotsOf, type Slot } from '~/domain/slots';
import { ordinalOf, whyNotBook, whyNotStepVisit, type VisitCancelling, type VisitDraft, type VisitEnding, type VisitMove } from '~/domain/visits';
import { audit, listing } from './audit.server';
import type { Context } from './context';
import { editionsOf } from './editions.server';
import { stepRequest } from './queueing.server';
import { absencesOf, askedOf, deskOf, examineFor, refuseSitting, sittingOf, teamsOf, visitRulesOf, writeVisit, type DeskPlan } from './scheduling.server';
import { authorize, childrenWithin, during, learnsOfVisits, may } from './ties.server';

const from = new QueryBuilder();

// What is booked, and for whom

interface RequestRow {
  id: string;
  pmpcId: string;
  childId: string | null;
  referralId: string | null;
  name: string;
  birthYear: string;
  state: RequestState;
  urgent: boolean;
  examKind: ExamKind;
  language: InstructionLanguage;
}

/** A request of the actor's PMPC, for whoever books there. */
async function requestFor(ctx: Context, tx: Tx, id: string): Promise<RequestRow> {
  const here = ctx.actor.organisationId ?? '';
  const [row] = await tx
    .select({
      id: requests.id,
      pmpcId: requests.pmpcId,
      childId: requests.childId,
      referralId: requests.referralId,
      surname: requests.surname,
      givenName: requests.givenName,
      patronymic: requests.patronymic,
      birthDate: requests.birthDate,
      state: requests.state,
      urgency: requests.urgency,
      examKind: requests.examKind,
      language: requests.examLanguage,
    })
    .from(requests)
    .where(and(eq(requests.id, id), eq(requests.pmpcId, here)));
  if (!row) refuse('not-found');
  await authorize(ctx, tx, 'visit.book', row.childId ? { childId: row.childId } : { organisationId: here });
  const { surname, givenName, patronymic, birthDate, urgency, ...request } = row;
  return { ...request, name: fullName({ surname, givenName, patronymic }), birthYear: birthDate.slice(0, 4), urgent: urgency === 'urgent' };
}

/** The states of a request's visits. */
async function visitStatesOf(tx: Tx, requestId: string): Promise<VisitState[]> {
  const rows = await tx.select({ state: visits.state }).from(visits).where(eq(visits.requestId, requestId));
  return rows.map(({ state }) => state);
}

interface VisitRow {
  id: string;
  requestId: string;
  assessmentId: string | null;
  roomId: string;
  room: string;
  crewId: string | null;
  ordinal: number;
  visitOn: string;
  startsAt: string;
  endsAt: string;
  language: InstructionLanguage;
  state: VisitState;
  version: number;
}

async function visitFor(ctx: Context, tx: Tx, id: string): Promise<{ visit: VisitRow; request: RequestRow }> {
  const [visit] = await tx
    .select({
      id: visits.id,
      requestId: visits.requestId,
      assessmentId: visits.assessmentId,
      roomId: visits.roomId,
      room: rooms.name,
      crewId: visits.crewId,
      ordinal: visits.ordinal,
      visitOn: visits.visitOn,
      startsAt: visits.startsAt,
      endsAt: visits.endsAt,
      language: visits.language,
      state: visits.state,
      version: visits.version,
    })
    .from(visits)
    .innerJoin(rooms, eq(rooms.id, visits.roomId))
    .where(and(eq(visits.id, id), eq(visits.pmpcId, ctx.actor.organisationId ?? '')));
  if (!visit) refuse('not-found');
  return { visit, request: await requestFor(ctx, tx, visit.requestId) };
}

// The times on offer

export interface Offers {
  /** The days on offer, from and to, and where the week before and after begin. */
  from: string;
  to: string;
  earlier: string | null;
  later: string;
  crewId: string | null;
  slots: (Slot & { room: string; crew: string })[];
  rooms: { id: string; name: string }[];
  crews: { id: string; name: string }[];
  minutes: number;
  today: string;
}

export interface OffersQuery {
  from: string | null;
  crewId: string | null;
}

const WEEK = 7;
/** How far ahead the first free week is looked for, and by how many days at a time. */
const AHEAD = 112;
const STRIDE = 28;

/** A week of free slots: the one asked for, else the first that has any. */
async function offersOf(ctx: Context, tx: Tx, urgent: boolean, query: OffersQuery): Promise<Offers> {
  const here = ctx.actor.organisationId ?? '';
  const weekOf = (plan: DeskPlan, first: string) =>
    slotsOf(plan, { ...askedOf(ctx, plan, urgent), from: first, to: addDays(first, WEEK - 1), crewId: plan.members.has(query.crewId ?? '') ? query.crewId : null });
  let first = query.from && query.from > ctx.today ? query.from : ctx.today;
  let plan = await deskOf(ctx, tx, here, first, addDays(first, (query.from ? WEEK : STRIDE) - 1));
  let slots = weekOf(plan, first);
  if (!query.from) {
    for (let ahead = WEEK; slots.length === 0 && ahead < AHEAD; ahead += WEEK) {
      first = addDays(ctx.today, ahead);
      if (ahead % STRIDE === 0) plan = await deskOf(ctx, tx, here, first, addDays(first, STRIDE - 1));
      slots = weekOf(plan, first);
    }
    if (slots.length === 0) first = ctx.today;
  }
  const before = addDays(first, -WEEK);
  return {
    from: first,
    to: addDays(first, WEEK - 1),
    earlier: first <= ctx.today ? null : before < ctx.today ? ctx.today : before,
    later: addDays(first, WEEK),
    crewId: plan.members.has(query.crewId ?? '') ? query.crewId : null,
    slots: slots.map((slot) => ({ ...slot, room: plan.named.rooms.get(slot.roomId) ?? '', crew: plan.named.crews.get(slot.crewId) ?? '' })),
    rooms: plan.rooms.map((id) => ({ id, name: plan.named.rooms.get(id) ?? '' })),
    crews: plan.crews.map(({ id }) => ({ id, name: plan.named.crews.get(id) ?? '' })),
    minutes: plan.rules.minutes,
    today: ctx.today,
  };
}

export interface BookingPage extends Offers {
  request: { id: string; name: string; birthYear: string; language: InstructionLanguage };
  /** Which visit of the examination it would be. */
  ordinal: number;
}

/** What the form of a new appointment shows. */
export function startBooking(ctx: Context, requestId: string, query: OffersQuery): Promise<BookingPage> {
  return ctx.read(async (tx) => {
    const { id, name, birthYear, language, urgent } = await requestFor(ctx, tx, requestId);
    const states = await visitStatesOf(tx, requestId);
    const [last] = await tx
      .select({ crewId: visits.crewId })
      .from(visits)
      .where(and(eq(visits.requestId, requestId), inArray(visits.state, ['booked', 'held'])))
      .orderBy(desc(visits.ordinal))
      .limit(1);
    const offers = await offersOf(ctx, tx, urgent, { ...query, crewId: query.crewId ?? last?.crewId ?? null });
    return { ...offers, request: { id, name, birthYear, language }, ordinal: ordinalOf(states) };
  });
}

/**
 * Books a visit. With a referral it is an examination's: one that waits is accepted and its examination written in the same
 * transaction; a further visit adds its people to the team.
 * @returns the visit's id
 * @throws Refused `request.wrong-state`, `visit.too-many`, `visit.desk-closed` and whatever stands in the way of the time
 */
export function bookVisit(ctx: Context, requestId: string, draft: VisitDraft): Promise<string> {
  return ctx.transaction(async (tx) => {
    const request = await requestFor(ctx, tx, requestId);
    const states = await visitStatesOf(tx, requestId);
    const ordinal = ordinalOf(states);
    const rules = await visitRulesOf(tx, request.pmpcId);
    const whyNot = whyNotBook({ state: request.state, counted: ordinal - 1 }, rules);
    if (whyNot) refuse(whyNot, { most: rules.most });
    const sitting = await sittingOf(ctx, tx, draft.at);
    await refuseSitting(ctx, tx, sitting, { urgent: request.urgent });
    const { language } = draft;
    const assessmentId = request.referralId ? await examineFor(ctx, tx, { ...request, referralId: request.referralId, language, sitting, ordinal }) : null;
    const id = await writeVisit(ctx, tx, { requestId, pmpcId: request.pmpcId, assessmentId, roomId: draft.at.roomId, crewId: draft.at.crewId, ordinal, language, sitting });
    if (request.state === 'waiting') await stepRequest(ctx, tx, { requestId }, 'booked', ctx.today);
    await audit(ctx, tx, 'visit.book', { childId: request.childId ?? undefined, subjectId: id, detail: `booked ${ordinal}` });
    return id;
  });
}

// What becomes of a visit

export interface VisitPage {
  visit: { id: string; day: string; startsAt: string; endsAt: string; room: string; state: VisitState; language: InstructionLanguage; version: number };
  request: { id: string; name: string; birthYear: string };
}

function pageOfVisit(visit: VisitRow, request: RequestRow): VisitPage {
  const { id, visitOn, startsAt, endsAt, room, state, language, version } = visit;
  return { visit: { id, day: visitOn, startsAt, endsAt, room, state, language, version }, request: { id: request.id, name: request.name, birthYear: request.birthYear } };
}

/** What the pages that cancel a visit or note an absence show. */
export function openVisit(ctx: Context, visitId: string): Promise<VisitPage> {
  return ctx.read(async (tx) => {
    const { visit, request } = await visitFor(ctx, tx, visitId);
    return pageOfVisit(visit, request);
  });
}

/** What the form that moves a visit shows. */
export function openMoving(ctx: Context, visitId: string, query: OffersQuery): Promise<VisitPage & Offers> {
  return ctx.read(async (tx) => {
    const { visit, request } = await visitFor(ctx, tx, visitId);
    if (visit.state !== 'booked') refuse('not-found');
    return { ...(await offersOf(ctx, tx, request.urgent, { ...query, crewId: query.crewId ?? visit.crewId })), ...pageOfVisit(visit, request) };
  });
}

/** Ends a booked visit in one of the ways it may end. */
async function stepVisit(tx: Tx, visit: VisitRow, to: 'held' | 'no-show' | 'moved' | 'cancelled', { reason, version }: { reason: string; version: number }, today: string): Promise<void> {
  const whyNot = whyNotStepVisit(visit, to, today);
  if (whyNot) refuse(whyNot);
  const changed = await tx
    .update(visits)
    .set({ state: to, reason, version: version + 1 })
    .where(and(eq(visits.id, visit.id), eq(visits.state, 'booked'), eq(visits.version, version)))
    .returning({ id: visits.id });
  if (changed.length === 0) refuseStale({ language: visit.language, version: String(visit.version) });
}

/**
 * Moves a visit to another time, room or crew: the old row stays, marked as moved, and the new one is booked.
 * @returns the new visit's id
 */
export function moveVisit(ctx: Context, visitId: string, move: VisitMove): Promise<string> {
  return ctx.transaction(async (tx) => {
    const { visit, request } = await visitFor(ctx, tx, visitId);
    const sitting = await sittingOf(ctx, tx, move.at);
    await stepVisit(tx, visit, 'moved', move, ctx.today);
    await refuseSitting(ctx, tx, sitting, { urgent: request.urgent });
    const { language } = move;
    const { requestId, ordinal } = visit;
    const assessmentId = request.referralId
      ? await examineFor(ctx, tx, { ...request, referralId: request.referralId, language, sitting, ordinal })
      : visit.assessmentId;
    const id = await writeVisit(ctx, tx, { requestId, pmpcId: request.pmpcId, assessmentId, roomId: move.at.roomId, crewId: move.at.crewId, ordinal, language, sitting });
    await audit(ctx, tx, 'visit.book', { childId: request.childId ?? undefined, subjectId: id, detail: 'moved' });
    return id;
  });
}

/**
 * Cancels a visit; the request waits again when nothing else of it stands.
 * @returns the request's id
 */
export function cancelVisit(ctx: Context, visitId: string, ending: VisitCancelling): Promise<string> {
  return giveBack(ctx, visitId, 'cancelled', ending);
}

/**
 * Notes that the family did not come; the request keeps the place it had and waits again.
 * @returns the request's id
 */
export function missVisit(ctx: Context, visitId: string, ending: VisitEnding): Promise<string> {
  return giveBack(ctx, visitId, 'no-show', ending);
}

function giveBack(ctx: Context, visitId: string, to: 'cancelled' | 'no-show', ending: VisitEnding): Promise<string> {
  return ctx.transaction(async (tx) => {
    const { visit, request } = await visitFor(ctx, tx, visitId);
    await stepVisit(tx, visit, to, ending, ctx.today);
    const left = await visitStatesOf(tx, visit.requestId);
    if (request.state === 'booked' && ordinalOf(left) === 1) await stepRequest(ctx, tx, { requestId: visit.requestId }, 'waiting', ctx.today);
    await audit(ctx, tx, 'visit.book', { childId: request.childId ?? undefined, subjectId: visitId, detail: to });
    return visit.requestId;
  });
}

/**
 * Notes that the visit was held.
 * @throws Refused `visit.arrival-first` while the child has no record here
 */
export function holdVisit(ctx: Context, visitId: string, version: number): Promise<string> {
  return ctx.transaction(async (tx) => {
    const { visit, request } = await visitFor(ctx, tx, visitId);
    if (request.childId === null) refuse('visit.arrival-first');
    await stepVisit(tx, visit, 'held', { reason: '', version }, ctx.today);
    if (request.state === 'waiting' || request.state === 'booked') await stepRequest(ctx, tx, { requestId: visit.requestId }, 'seen', ctx.today);
    await audit(ctx, tx, 'visit.book', { childId: request.childId, subjectId: visitId, detail: 'held' });
    return visit.visitOn;
  });
}

// The day

export interface DayVisit {
  key: string;
  visitId: string | null;
  requestId: string | null;
  assessmentId: string | null;
  startsAt: string;
  endsAt: string;
  room: string;
  crew: string | null;
  /** Null while the child's file is not open to this reader yet. */
  child: { name: string; birthYear: string; age: number } | null;
  ordinal: number;
  language: InstructionLanguage;
  state: VisitState;
  version: number;
  people: { specialty: Specialty; name: string; away: boolean; mine: boolean; section: SectionState | null }[];
  /** Somebody of the team is away on that day. */
  lost: boolean;
  /** How far the conclusion is; undefined for a reader to whom conclusions are closed. */
  conclusion: ConclusionState | null | undefined;
  signatures: number;
  can: { hold: boolean; miss: boolean; move: boolean; cancel: boolean; examination: boolean; request: boolean };
}

export interface DayPage {
  on: string;
  today: string;
  working: boolean;
  own: boolean;
  rooms: string[];
  visits: DayVisit[];
  total: number;
  can: { arrange: boolean; book: boolean };
}

/**
 * The visits of a day by time: all of the PMPC for the head and the registrar, the own ones for a specialist. A child's
 * name opens to a specialist with the file, 14 days before.
 */
export function openDay(ctx: Context, on: string): Promise<DayPage> {
  return listing(ctx, 'visit.open', `day ${on}`, async (tx) => {
    const here = ctx.actor.organisationId ?? '';
    const reach = await reachOf(ctx, tx);
    const rows = [...(await visitsOn(ctx, tx, on, reach)), ...(await sessionsOn(ctx, tx, on, reach))].sort((one, other) =>
      one.startsAt === other.startsAt ? (one.room < other.room ? -1 : 1) : one.startsAt < other.startsAt ? -1 : 1,
    );
    const assessmentIds = [...new Set(rows.flatMap(({ assessmentId }) => assessmentId ?? []))];
    const teams = await teamsOf(tx, assessmentIds);
    const visitors = await visitorsOf(tx, rows.flatMap(({ visitId }) => visitId ?? []));
    const concluded = reach === 'own' || (await may(ctx, tx, 'conclusion.open', { organisationId: here })) ? await conclusionsOf(tx, assessmentIds) : null;
    const absences = await absencesOf(tx, here, on, on);
    const calendar = calendarOf(await editionsOf<DaysOff>(tx, 'days-off'), ctx.today);
    const books = await may(ctx, tx, 'visit.book', { organisationId: here });
    const shown = rows.map((row) => dayVisit(ctx, row, { team: teams.get(row.assessmentId ?? '') ?? [], visitors, concluded, absences, books, own: reach === 'own', on }));
    return {
      on,
      today: ctx.today,
      working: isWorkingDay(on, calendar),
      own: reach === 'own',
      rooms: [...new Set(shown.map(({ room }) => room))].sort(),
      visits: shown,
      total: shown.length,
      can: { arrange: await may(ctx, tx, 'desk.open', { organisationId: here }), book: books },
    };
  });
}

/** Whose visits the policy opens: everybody's of the PMPC, or one's own. */
async function reachOf(ctx: Context, tx: Tx): Promise<'all' | 'own'> {
  if (cellFor(ctx.actor, 'visit.open').scope === 'assigned' && ctx.actor.organisationId) return 'own';
  await authorize(ctx, tx, 'visit.open', { organisationId: ctx.actor.organisationId ?? '' });
  return 'all';
}

interface DayRow {
  visitId: string | null;
  requestId: string | null;
  assessmentId: string | null;
  startsAt: string;
  endsAt: string;
  room: string;
  crew: string | null;
  childId: string | null;
  surname: string;
  givenName: string;
  patronymic: string | null;
  birthDate: string;
  ordinal: number;
  language: InstructionLanguage;
  state: VisitState;
  version: number;
  examination: AssessmentState | null;
  /** The child's file is open to the reader now. */
  opens: number;
}

async function visitsOn(ctx: Context, tx: Tx, on: string, reach: 'all' | 'own'): Promise<DayRow[]> {
  return tx
    .select({
      visitId: visits.id,
      requestId: visits.requestId,
      assessmentId: visits.assessmentId,
      startsAt: visits.startsAt,
      endsAt: visits.endsAt,
      room: rooms.name,
      crew: crews.name,
      childId: requests.childId,
      surname: sql<string>`coalesce(${children.surname}, ${requests.surname})`,
      givenName: sql<string>`coalesce(${children.givenName}, ${requests.givenName})`,
      patronymic: sql<string | null>`coalesce(${children.patronymic}, ${requests.patronymic})`,
      birthDate: sql<string>`coalesce(${children.birthDate}, ${requests.birthDate})`,
      ordinal: visits.ordinal,
      language: visits.language,
      state: visits.state,
      version: visits.version,
      examination: assessments.state,
      opens: sql<number>`${childrenWithin(ctx, 'child.list')}`,
    })
    .from(visits)
    .innerJoin(requests, eq(requests.id, visits.requestId))
    .innerJoin(rooms, eq(rooms.id, visits.roomId))
    .leftJoin(crews, eq(crews.id, visits.crewId))
    .leftJoin(children, eq(children.id, requests.childId))
    .leftJoin(assessments, eq(assessments.id, visits.assessmentId))
    .where(
      and(
        eq(visits.pmpcId, ctx.actor.organisationId ?? ''),
        eq(visits.visitOn, on),
        inArray(visits.state, ['booked', 'held', 'no-show']),
        reach === 'own' ? comesTo(ctx) : undefined,
      ),
    );
}

/** The actor is among the people of the visit, and was not called not needed. */
function comesTo(ctx: Context): SQL {
  return exists(
    from
      .select({ one: sql`1` })
      .from(visitMembers)
      .leftJoin(assessmentMembers, and(eq(assessmentMembers.assessmentId, visits.assessmentId), eq(assessmentMembers.specialty, visitMembers.specialty)))
      .where(and(eq(visitMembers.visitId, visits.id), eq(visitMembers.userId, ctx.actor.id), or(isNull(assessmentMembers.state), eq(assessmentMembers.state, 'needed')))),
  );
}

/** Examinations that were set for that day without an appointment. */
async function sessionsOn(ctx: Context, tx: Tx, on: string, reach: 'all' | 'own'): Promise<DayRow[]> {
  const { minutes } = await visitRulesOf(tx, ctx.actor.organisationId ?? '');
  const rows = await tx
    .select({
      assessmentId: assessments.id,
      startsAt: assessments.sessionAt,
      room: assessments.room,
      childId: assessments.childId,
      surname: children.surname,
      givenName: children.givenName,
      patronymic: children.patronymic,
      birthDate: children.birthDate,
      language: assessments.language,
      version: assessments.version,
      examination: assessments.state,
      opens: sql<number>`${childrenWithin(ctx, 'child.list')}`,
    })
    .from(assessments)
    .innerJoin(children, eq(children.id, assessments.childId))
    .innerJoin(referrals, eq(referrals.id, assessments.referralId))
    .where(and(eq(assessments.pmpcId, ctx.actor.organisationId ?? ''), eq(assessments.sessionOn, on), ne(referrals.state, 'withdrawn'), withoutVisit(), reach === 'own' ? sitsIn(ctx) : undefined));
  return rows.map((row) => ({
    ...row,
    visitId: null,
    requestId: null,
    crew: null,
    ordinal: 1,
    endsAt: clockAt(minutesOf(row.startsAt) + minutes),
    state: row.examination === 'scheduled' ? 'booked' : 'held',
  }));
}

function withoutVisit(): SQL {
  return notExists(from.select({ one: sql`1` }).from(visits).where(eq(visits.assessmentId, assessments.id)));
}

function sitsIn(ctx: Context): SQL {
  return exists(
    from
      .select({ one: sql`1` })
      .from(assessmentMembers)
      .where(and(eq(assessmentMembers.assessmentId, assessments.id), eq(assessmentMembers.userId, ctx.actor.id), eq(assessmentMembers.state, 'needed'))),
  );
}

interface Visitor {
  visitId: string;
  userId: string;
  specialty: Specialty;
  name: string;
}

async function visitorsOf(tx: Tx, visitIds: string[]): Promise<Visitor[]> {
  if (visitIds.length === 0) return [];
  const rows = await tx
    .select({ visitId: visitMembers.visitId, userId: visitMembers.userId, specialty: visitMembers.specialty, surname: users.surname, givenName: users.givenName })
    .from(visitMembers)
    .innerJoin(users, eq(users.id, visitMembers.userId))
    .where(inArray(visitMembers.visitId, visitIds));
  return rows
    .map(({ surname, givenName, ...row }) => ({ ...row, name: fullName({ surname, givenName }) }))
    .sort((one, other) => SPECIALTIES.indexOf(one.specialty) - SPECIALTIES.indexOf(other.specialty));
}

/** The newest conclusion of each examination that is not void, with how many have signed it. */
async function conclusionsOf(tx: Tx, assessmentIds: string[]): Promise<Map<string, { state: ConclusionState; signatures: number }>> {
  if (assessmentIds.length === 0) return new Map();
  const rows = await tx
    .select({ assessmentId: conclusions.assessmentId, state: conclusions.state, signatures: sql<number>`count(${conclusionSignatures.userId})` })
    .from(conclusions)
    .leftJoin(conclusionSignatures, and(eq(conclusionSignatures.conclusionId, conclusions.id), eq(conclusionSignatures.signedVersion, conclusions.version)))
    .where(and(inArray(conclusions.assessmentId, assessmentIds), ne(conclusions.state, 'void')))
    .groupBy(conclusions.id)
    .orderBy(asc(conclusions.createdAt));
  return new Map(rows.map(({ assessmentId, state, signatures }) => [assessmentId, { state, signatures }]));
}

interface DayFacts {
  team: Awaited<ReturnType<typeof teamsOf>> extends Map<string, infer Team> ? Team : never;
  visitors: Visitor[];
  /** Null for a reader to whom conclusions are closed. */
  concluded: Awaited<ReturnType<typeof conclusionsOf>> | null;
  absences: Awaited<ReturnType<typeof absencesOf>>;
  books: boolean;
  own: boolean;
  on: string;
}

function dayVisit(ctx: Context, row: DayRow, { team, visitors, concluded, absences, books, own, on }: DayFacts): DayVisit {
  const { visitId, requestId, assessmentId, startsAt, endsAt, room, crew, ordinal, language, state, version } = row;
  const isExpected = ({ specialty }: { specialty: Specialty }) => team.find((seat) => seat.specialty === specialty)?.need !== 'not-needed';
  const members = visitId === null ? team : visitors.filter((one) => one.visitId === visitId);
  const people = members.filter(isExpected).map(({ userId, specialty, name }) => ({
    specialty,
    name,
    away: isAway(absences, userId, on),
    mine: userId === ctx.actor.id,
    section: team.find((seat) => seat.specialty === specialty)?.section ?? null,
  }));
  const opens = row.childId === null ? !own || windowFrom(on) <= ctx.today : row.opens === 1;
  const conclusion = concluded?.get(assessmentId ?? '');
  const isBooked = visitId !== null && state === 'booked';
  const hasCome = on <= ctx.today;
  return {
    key: visitId ?? assessmentId ?? startsAt,
    visitId,
    requestId,
    assessmentId,
    startsAt,
    endsAt,
    room,
    crew,
    child: opens ? { name: fullName(row), birthYear: row.birthDate.slice(0, 4), age: ageOn(row.birthDate, on).years } : null,
    ordinal,
    language,
    state,
    version,
    people,
    lost: state === 'booked' && people.some(({ away }) => away),
    conclusion: concluded ? (conclusion?.state ?? null) : undefined,
    signatures: conclusion?.signatures ?? 0,
    can: {
      hold: books && isBooked && hasCome && row.childId !== null,
      miss: books && isBooked && hasCome && row.examination !== 'open',
      move: books && isBooked,
      cancel: books && isBooked,
      examination: assessmentId !== null && opens,
      request: books && requestId !== null,
    },
  };
}

/** What stands at the head and the foot of a printed list. */
export interface Letterhead {
  pmpc: { kk: string; ru: string; en: string };
  printedBy: string;
  printedAt: string;
}

async function letterheadOf(ctx: Context, tx: Tx): Promise<Letterhead> {
  const [pmpc] = await tx
    .select({ kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn })
    .from(organisations)
    .where(eq(organisations.id, ctx.actor.organisationId ?? ''));
  const [reader] = await tx.select({ surname: users.surname, givenName: users.givenName, patronymic: users.patronymic }).from(users).where(eq(users.id, ctx.actor.id));
  if (!pmpc || !reader) refuse('not-found');
  return { pmpc, printedBy: fullName(reader), printedAt: ctx.now.toISOString() };
}

/** The same day as a list to print. */
export async function printDay(ctx: Context, on: string): Promise<Pick<DayPage, 'on' | 'rooms' | 'visits'> & Letterhead> {
  const { rooms: names, visits: rows } = await openDay(ctx, on);
  return { on, rooms: names, visits: rows, ...(await ctx.read((tx) => letterheadOf(ctx, tx))) };
}

// What is taken along

export interface CalendarVisit {
  id: string;
  day: string;
  startsAt: string;
  endsAt: string;
  room: string;
}

/** A specialist's own visits, from a week ago to three months ahead: times and rooms, nobody's name. */
export async function ownCalendar(ctx: Context): Promise<{ visits: CalendarVisit[]; total: number }> {
  return listing(ctx, 'visit.open', 'calendar', async (tx) => {
    if ((await reachOf(ctx, tx)) !== 'own') refuse('not-found');
    const here = ctx.actor.organisationId ?? '';
    const [first, last] = [addDays(ctx.today, -7), addDays(ctx.today, 92)];
    const { minutes } = await visitRulesOf(tx, here);
    const booked = await tx
      .select({ id: visits.id, day: visits.visitOn, startsAt: visits.startsAt, endsAt: visits.endsAt, room: rooms.name })
      .from(visits)
      .innerJoin(rooms, eq(rooms.id, visits.roomId))
      .where(and(eq(visits.pmpcId, here), gte(visits.visitOn, first), lte(visits.visitOn, last), inArray(visits.state, ['booked', 'held']), comesTo(ctx)));
    const sessions = await tx
      .select({ id: assessments.id, day: assessments.sessionOn, startsAt: assessments.sessionAt, room: assessments.room })
      .from(assessments)
      .innerJoin(referrals, eq(referrals.id, assessments.referralId))
      .where(and(eq(assessments.pmpcId, here), gte(assessments.sessionOn, first), lte(assessments.sessionOn, last), ne(referrals.state, 'withdrawn'), withoutVisit(), sitsIn(ctx)));
    const all = [...booked, ...sessions.map((one) => ({ ...one, endsAt: clockAt(minutesOf(one.startsAt) + minutes) }))];
    all.sort((one, other) => (`${one.day} ${one.startsAt} ${one.id}` < `${other.day} ${other.startsAt} ${other.id}` ? -1 : 1));
    return { visits: all, total: all.length };
  });
}

/** How many days ahead families are reminded. */
export const REMINDED = [1, 3] as const;

export interface Reminder {
  visitId: string;
  requestId: string;
  day: string;
  startsAt: string;
  room: string;
  /** Who asked for the examination; empty when a school did, or when another adult is to be called. */
  applicant: string;
  phone: string | null;
  language: Language;
}

/**
 * Whom to call about the visits of tomorrow and of three days ahead; the child's name is on no line. A guardian who may
 * not know where the child is to come is not called, even one who asked (access.md TR7).
 */
export function listReminders(ctx: Context): Promise<{ rows: Reminder[]; total: number; today: string } & Letterhead> {
  return listing(ctx, 'identity.contacts', 'reminders', async (tx) => {
    const here = ctx.actor.organisationId ?? '';
    await authorize(ctx, tx, 'visit.open', { organisationId: here });
    await authorize(ctx, tx, 'identity.contacts', { organisationId: here });
    const rows = await tx
      .select({
        visitId: visits.id,
        requestId: visits.requestId,
        childId: requests.childId,
        day: visits.visitOn,
        startsAt: visits.startsAt,
        room: rooms.name,
        applicant: requests.applicantName,
        phone: requests.phone,
        language: requests.contactLanguage,
      })
      .from(visits)
      .innerJoin(requests, eq(requests.id, visits.requestId))
      .innerJoin(rooms, eq(rooms.id, visits.roomId))
      .where(and(eq(visits.pmpcId, here), inArray(visits.visitOn, REMINDED.map((days) => addDays(ctx.today, days))), eq(visits.state, 'booked')))
      .orderBy(asc(visits.visitOn), asc(visits.startsAt), asc(visits.id));
    const known = rows.flatMap(({ childId }) => childId ?? []);
    const adults = known.length === 0 ? [] : await tx
      .select({ childId: guardians.childId, phone: guardians.phone, told: sql<number>`${learnsOfVisits(ctx)}` })
      .from(guardians)
      .where(and(inArray(guardians.childId, known), during(ctx, guardians)))
      .orderBy(desc(guardians.preferred), asc(guardians.id));
    const shown = rows.map(({ childId, ...row }): Reminder => {
      const own = adults.filter((adult) => adult.childId === childId && adult.phone !== null);
      if (row.phone !== null && !own.some(({ phone, told }) => phone === row.phone && told === 0)) return row;
      return { ...row, applicant: row.phone === null ? row.applicant : '', phone: own.find(({ told }) => told === 1)?.phone ?? null };
    });
    return { rows: shown, total: shown.length, today: ctx.today, ...(await letterheadOf(ctx, tx)) };
  });
}
