import { and, asc, eq, gt, gte, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { absences, crews, crewSeats, newId, rooms, users, visitMembers, visits, workingHours } from '#db/schema';
import type { AbsenceKind, Specialty } from '#db/vocabulary';
import { fullName } from '~/domain/children';
import {
  seatsOf,
  whyNotAway,
  whyNotEndHours,
  whyNotWork,
  type AbsenceDraft,
  type AbsenceFilter,
  type CrewChange,
  type CrewDraft,
  type HoursDraft,
  type RoomChange,
} from '~/domain/desk';
import { pageOf, PAGE_SIZE, type After, type Page } from '~/domain/lists';
import { refuse, refuseStale } from '~/domain/refusal';
import { roomName, type VisitRules } from '~/domain/visits';
import { audit, listing } from './audit.server';
import type { Context } from './context';
import { colleaguesOf, VISIT_RULES, visitRulesOf, type Colleague } from './scheduling.server';
import { keepSetting } from './settings.server';
import { authorize, may } from './ties.server';

const hereOf = (ctx: Context) => ctx.actor.organisationId ?? '';

/** Asks whether the actor arranges the desk of the own PMPC. */
async function authorizeArranging(ctx: Context, tx: Tx): Promise<string> {
  await authorize(ctx, tx, 'desk.arrange', { organisationId: hereOf(ctx) });
  return hereOf(ctx);
}

// The desk at a glance

export interface DeskPage {
  rooms: { id: string; name: string; active: boolean }[];
  crews: { id: string; name: string; active: boolean; seats: { specialty: Specialty; name: string }[] }[];
  /** Hours in force now or later, by person. */
  people: { userId: string; name: string; specialty: Specialty; hours: HoursRow[] }[];
  /** Absences that are not over. */
  absences: AbsenceRow[];
  rules: VisitRules;
  total: number;
  can: { arrange: boolean };
}

export interface HoursRow {
  id: string;
  weekday: number;
  startsAt: string;
  endsAt: string;
  validFrom: string;
  validTo: string | null;
}

export interface AbsenceRow {
  id: string;
  name: string;
  kind: AbsenceKind;
  firstDay: string;
  lastDay: string;
  cancelled: boolean;
  /** How many booked visits fall on these days. */
  hit: number;
}

/** Rooms, crews, hours and absences of the PMPC. */
export function openDesk(ctx: Context): Promise<DeskPage> {
  return listing(ctx, 'desk.open', 'desk', async (tx) => {
    const here = hereOf(ctx);
    await authorize(ctx, tx, 'desk.open', { organisationId: here });
    const roomRows = await tx.select({ id: rooms.id, name: rooms.name, active: rooms.active }).from(rooms).where(eq(rooms.pmpcId, here)).orderBy(sql`${rooms.active} desc`, asc(rooms.name), asc(rooms.id));
    const crewRows = await tx.select({ id: crews.id, name: crews.name, active: crews.active }).from(crews).where(eq(crews.pmpcId, here)).orderBy(sql`${crews.active} desc`, asc(crews.name), asc(crews.id));
    const colleagues = await colleaguesOf(ctx, tx);
    const nameOf = new Map(colleagues.map(({ userId, name }) => [userId, name]));
    const seats = await tx
      .select({ crewId: crewSeats.crewId, specialty: crewSeats.specialty, userId: crewSeats.userId, surname: users.surname, givenName: users.givenName })
      .from(crewSeats)
      .innerJoin(crews, eq(crews.id, crewSeats.crewId))
      .innerJoin(users, eq(users.id, crewSeats.userId))
      .where(eq(crews.pmpcId, here));
    const hours = await tx
      .select({
        id: workingHours.id,
        userId: workingHours.userId,
        weekday: workingHours.weekday,
        startsAt: workingHours.startsAt,
        endsAt: workingHours.endsAt,
        validFrom: workingHours.validFrom,
        validTo: workingHours.validTo,
      })
      .from(workingHours)
      .where(and(eq(workingHours.pmpcId, here), or(isNull(workingHours.validTo), gte(workingHours.validTo, ctx.today))))
      .orderBy(asc(workingHours.weekday), asc(workingHours.startsAt), asc(workingHours.id));
    const coming = await absencesWhere(ctx, tx, 'coming', null);
    return {
      rooms: roomRows,
      crews: crewRows.map((crew) => ({
        ...crew,
        seats: seats.filter(({ crewId }) => crewId === crew.id).map(({ specialty, userId, ...name }) => ({ specialty, name: nameOf.get(userId) ?? fullName(name) })),
      })),
      people: colleagues.map(({ userId, name, specialty }) => ({ userId, name, specialty, hours: hours.filter((one) => one.userId === userId).map(({ userId: _, ...row }) => row) })),
      absences: coming.slice(0, PAGE_SIZE),
      rules: await visitRulesOf(tx, here),
      total: roomRows.length + crewRows.length + hours.length + coming.length,
      can: { arrange: await may(ctx, tx, 'desk.arrange', { organisationId: here }) },
    };
  });
}

// Rooms

/** What the form of a room shows; null for a new one. */
export function openRoom(ctx: Context, roomId: string | null): Promise<{ room: { id: string; name: string; active: boolean; version: number } | null }> {
  return ctx.read(async (tx) => {
    await authorizeArranging(ctx, tx);
    return { room: roomId === null ? null : await roomFor(ctx, tx, roomId) };
  });
}

async function roomFor(ctx: Context, tx: Tx, roomId: string) {
  const [room] = await tx
    .select({ id: rooms.id, name: rooms.name, active: rooms.active, version: rooms.version })
    .from(rooms)
    .where(and(eq(rooms.id, roomId), eq(rooms.pmpcId, hereOf(ctx))));
  return room ?? refuse('not-found');
}

async function refuseRoomTwin(ctx: Context, tx: Tx, name: string, besides: string | null): Promise<void> {
  const known = await tx.select({ id: rooms.id, name: rooms.name }).from(rooms).where(eq(rooms.pmpcId, hereOf(ctx)));
  if (known.some((room) => room.id !== besides && roomName(room.name) === roomName(name))) refuse('desk.name-taken');
}

/** Adds a room. @throws Refused `desk.name-taken` */
export function addRoom(ctx: Context, { name }: { name: string }): Promise<string> {
  return ctx.transaction(async (tx) => {
    const pmpcId = await authorizeArranging(ctx, tx);
    await refuseRoomTwin(ctx, tx, name, null);
    const id = newId();
    await tx.insert(rooms).values({ id, pmpcId, name });
    await audit(ctx, tx, 'desk.arrange', { subjectId: id, detail: 'room added' });
    return id;
  });
}

/** Renames a room, or takes it out of use; what is booked in it stays. */
export function changeRoom(ctx: Context, roomId: string, change: RoomChange): Promise<void> {
  return ctx.transaction(async (tx) => {
    await authorizeArranging(ctx, tx);
    const room = await roomFor(ctx, tx, roomId);
    const { name, active, version } = change;
    await refuseRoomTwin(ctx, tx, name, roomId);
    const changed = await tx
      .update(rooms)
      .set({ name, active, version: version + 1 })
      .where(and(eq(rooms.id, roomId), eq(rooms.version, version)))
      .returning({ id: rooms.id });
    if (changed.length === 0) refuseStale({ name: room.name, active: room.active ? 'yes' : '', version: String(room.version) });
    await audit(ctx, tx, 'desk.arrange', { subjectId: roomId, detail: active ? 'room changed' : 'room closed' });
  });
}

// Crews

export interface CrewPage {
  crew: { id: string; name: string; active: boolean; version: number; seats: Partial<Record<Specialty, string>> } | null;
  colleagues: Colleague[];
}

/** What the form of a crew shows; without one for a new one. */
export function openCrew(ctx: Context, crewId: string | null): Promise<CrewPage> {
  return ctx.read(async (tx) => {
    await authorizeArranging(ctx, tx);
    return { crew: crewId === null ? null : await crewFor(ctx, tx, crewId), colleagues: await colleaguesOf(ctx, tx) };
  });
}

async function crewFor(ctx: Context, tx: Tx, crewId: string) {
  const [crew] = await tx
    .select({ id: crews.id, name: crews.name, active: crews.active, version: crews.version })
    .from(crews)
    .where(and(eq(crews.id, crewId), eq(crews.pmpcId, hereOf(ctx))));
  if (!crew) refuse('not-found');
  const seats = await tx.select({ specialty: crewSeats.specialty, userId: crewSeats.userId }).from(crewSeats).where(eq(crewSeats.crewId, crewId));
  return { ...crew, seats: Object.fromEntries(seats.map(({ specialty, userId }) => [specialty, userId])) as Partial<Record<Specialty, string>> };
}

async function refuseCrew(ctx: Context, tx: Tx, draft: CrewDraft, besides: string | null): Promise<void> {
  const members = seatsOf(draft);
  if (members.length === 0) refuse('assessment.team-empty');
  const colleagues = await colleaguesOf(ctx, tx);
  const isHere = (member: (typeof members)[number]) => colleagues.some(({ userId, specialty }) => userId === member.userId && specialty === member.specialty);
  if (!members.every(isHere)) refuse('assessment.member-not-here');
  const known = await tx.select({ id: crews.id, name: crews.name }).from(crews).where(eq(crews.pmpcId, hereOf(ctx)));
  if (known.some((crew) => crew.id !== besides && roomName(crew.name) === roomName(draft.name))) refuse('desk.name-taken');
}

/** Adds a crew. @throws Refused `assessment.team-empty`, `assessment.member-not-here`, `desk.name-taken` */
export function addCrew(ctx: Context, draft: CrewDraft): Promise<string> {
  return ctx.transaction(async (tx) => {
    const pmpcId = await authorizeArranging(ctx, tx);
    await refuseCrew(ctx, tx, draft, null);
    const id = newId();
    await tx.insert(crews).values({ id, pmpcId, name: draft.name });
    await tx.insert(crewSeats).values(seatsOf(draft).map((member) => ({ ...member, crewId: id })));
    await audit(ctx, tx, 'desk.arrange', { subjectId: id, detail: 'crew added' });
    return id;
  });
}

/** Changes a crew; the visits it is booked for keep their people. */
export function changeCrew(ctx: Context, crewId: string, change: CrewChange): Promise<void> {
  return ctx.transaction(async (tx) => {
    await authorizeArranging(ctx, tx);
    const crew = await crewFor(ctx, tx, crewId);
    await refuseCrew(ctx, tx, change, crewId);
    const { name, active, version } = change;
    const changed = await tx
      .update(crews)
      .set({ name, active, version: version + 1 })
      .where(and(eq(crews.id, crewId), eq(crews.version, version)))
      .returning({ id: crews.id });
    if (changed.length === 0) {
      const seats = Object.fromEntries(Object.entries(crew.seats).map(([specialty, userId]) => [`seats.${specialty}`, userId]));
      refuseStale({ name: crew.name, active: crew.active ? 'yes' : '', ...seats, version: String(crew.version) });
    }
    await tx.delete(crewSeats).where(eq(crewSeats.crewId, crewId));
    await tx.insert(crewSeats).values(seatsOf(change).map((member) => ({ ...member, crewId })));
    await audit(ctx, tx, 'desk.arrange', { subjectId: crewId, detail: active ? 'crew changed' : 'crew closed' });
  });
}

// Hours

/** What the form of new hours shows. */
export function startHours(ctx: Context): Promise<{ colleagues: Colleague[]; today: string }> {
  return ctx.read(async (tx) => {
    await authorizeArranging(ctx, tx);
    return { colleagues: await colleaguesOf(ctx, tx), today: ctx.today };
  });
}

/** Adds weekly hours of a specialist on one or several weekdays. @throws Refused `desk.hours-overlap` */
export function addHours(ctx: Context, draft: HoursDraft): Promise<void> {
  return ctx.transaction(async (tx) => {
    const pmpcId = await authorizeArranging(ctx, tx);
    await refuseStranger(ctx, tx, draft.userId);
    const held = await tx
      .select({ weekday: workingHours.weekday, startsAt: workingHours.startsAt, endsAt: workingHours.endsAt, validFrom: workingHours.validFrom, validTo: workingHours.validTo })
      .from(workingHours)
      .where(and(eq(workingHours.pmpcId, pmpcId), eq(workingHours.userId, draft.userId)));
    const { weekdays, ...rest } = draft;
    for (const weekday of new Set(weekdays)) {
      const whyNot = whyNotWork({ ...rest, weekday }, held);
      if (whyNot) refuse(whyNot);
      const id = newId();
      await tx.insert(workingHours).values({ ...rest, id, weekday, pmpcId });
      await audit(ctx, tx, 'desk.arrange', { subjectId: id, detail: 'hours added' });
    }
  });
}

async function refuseStranger(ctx: Context, tx: Tx, userId: string): Promise<void> {
  if (!(await colleaguesOf(ctx, tx)).some((colleague) => colleague.userId === userId)) refuse('assessment.member-not-here');
}

export interface HoursPage {
  hours: HoursRow & { name: string };
  today: string;
}

/** What the form that ends hours shows. */
export function openHours(ctx: Context, hoursId: string): Promise<HoursPage> {
  return ctx.read(async (tx) => {
    await authorizeArranging(ctx, tx);
    return { hours: await hoursFor(ctx, tx, hoursId), today: ctx.today };
  });
}

async function hoursFor(ctx: Context, tx: Tx, hoursId: string): Promise<HoursRow & { name: string }> {
  const [row] = await tx
    .select({
      id: workingHours.id,
      weekday: workingHours.weekday,
      startsAt: workingHours.startsAt,
      endsAt: workingHours.endsAt,
      validFrom: workingHours.validFrom,
      validTo: workingHours.validTo,
      surname: users.surname,
      givenName: users.givenName,
    })
    .from(workingHours)
    .innerJoin(users, eq(users.id, workingHours.userId))
    .where(and(eq(workingHours.id, hoursId), eq(workingHours.pmpcId, hereOf(ctx))));
  if (!row) refuse('not-found');
  const { surname, givenName, ...hours } = row;
  return { ...hours, name: fullName({ surname, givenName }) };
}

/** Ends hours after a day; what is booked in them stays. @throws Refused `desk.ended`, `field.before-start` */
export function endHours(ctx: Context, hoursId: string, lastDay: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    await authorizeArranging(ctx, tx);
    const hours = await hoursFor(ctx, tx, hoursId);
    const whyNot = whyNotEndHours(hours, lastDay);
    if (whyNot) refuse(whyNot);
    await tx.update(workingHours).set({ validTo: lastDay }).where(eq(workingHours.id, hoursId));
    await audit(ctx, tx, 'desk.arrange', { subjectId: hoursId, detail: 'hours ended' });
  });
}

// Absences

export interface AbsenceList extends Page<AbsenceRow> {
  people: Colleague[];
  can: { arrange: boolean };
}

interface AbsenceQuery {
  show: AbsenceFilter;
  userId: string | null;
  after: After | null;
}

/** The absences of the PMPC's specialists, by first day. */
export function listAbsences(ctx: Context, query: AbsenceQuery): Promise<AbsenceList> {
  return listing(ctx, 'desk.open', `absences show:${query.show} person:${query.userId ? 'yes' : 'no'}`, async (tx) => {
    await authorize(ctx, tx, 'desk.open', { organisationId: hereOf(ctx) });
    const [counted] = await tx.select({ total: sql<number>`count(*)` }).from(absences).where(shownAbsences(ctx, query.show, query.userId));
    const rows = await absencesWhere(ctx, tx, query.show, query.userId, query.after);
    return {
      ...pageOf(rows, counted?.total ?? 0, ({ firstDay, id }) => ({ key: firstDay, id })),
      people: await colleaguesOf(ctx, tx),
      can: { arrange: await may(ctx, tx, 'desk.arrange', { organisationId: hereOf(ctx) }) },
    };
  });
}

function shownAbsences(ctx: Context, show: AbsenceFilter, userId: string | null) {
  const stands = isNull(absences.cancelledAt);
  const shown = { coming: and(stands, gte(absences.lastDay, ctx.today)), past: and(stands, lt(absences.lastDay, ctx.today)), cancelled: sql`not ${stands}` };
  return and(eq(absences.pmpcId, hereOf(ctx)), shown[show], userId ? eq(absences.userId, userId) : undefined);
}

async function absencesWhere(ctx: Context, tx: Tx, show: AbsenceFilter, userId: string | null, after: After | null = null): Promise<AbsenceRow[]> {
  const rows = await tx
    .select({
      id: absences.id,
      surname: users.surname,
      givenName: users.givenName,
      kind: absences.kind,
      firstDay: absences.firstDay,
      lastDay: absences.lastDay,
      cancelledAt: absences.cancelledAt,
      hit: sql<number>`(select count(*) from ${visitMembers} join ${visits} on ${visits.id} = ${visitMembers.visitId} where ${visitMembers.userId} = ${absences.userId} and ${visits.state} = 'booked' and ${visits.pmpcId} = ${absences.pmpcId} and ${visits.visitOn} between ${absences.firstDay} and ${absences.lastDay})`,
    })
    .from(absences)
    .innerJoin(users, eq(users.id, absences.userId))
    .where(and(shownAbsences(ctx, show, userId), after ? or(gt(absences.firstDay, after.key), and(eq(absences.firstDay, after.key), gt(absences.id, after.id))) : undefined))
    .orderBy(asc(absences.firstDay), asc(absences.id))
    .limit(PAGE_SIZE + 1);
  return rows.map(({ surname, givenName, cancelledAt, ...row }) => ({ ...row, name: fullName({ surname, givenName }), cancelled: cancelledAt !== null }));
}

/** Records an absence. It cancels nothing: its page lists the booked visits it hits. @throws Refused `desk.absence-overlap` */
export function addAbsence(ctx: Context, draft: AbsenceDraft): Promise<string> {
  return ctx.transaction(async (tx) => {
    const pmpcId = await authorizeArranging(ctx, tx);
    await refuseStranger(ctx, tx, draft.userId);
    const recorded = await tx
      .select({ firstDay: absences.firstDay, lastDay: absences.lastDay })
      .from(absences)
      .where(and(eq(absences.pmpcId, pmpcId), eq(absences.userId, draft.userId), isNull(absences.cancelledAt)));
    const whyNot = whyNotAway(draft, recorded);
    if (whyNot) refuse(whyNot);
    const id = newId();
    await tx.insert(absences).values({ ...draft, id, pmpcId, recordedBy: ctx.actor.id, recordedAt: ctx.now });
    await audit(ctx, tx, 'desk.arrange', { subjectId: id, detail: 'absence recorded' });
    return id;
  });
}

export interface HitVisit {
  id: string;
  day: string;
  startsAt: string;
  room: string;
  crew: string | null;
}

export interface AbsencePage {
  absence: Omit<AbsenceRow, 'hit'>;
  hit: HitVisit[];
  total: number;
  can: { cancel: boolean; move: boolean };
}

/** One absence, with the booked visits it hits. */
export function openAbsence(ctx: Context, absenceId: string): Promise<AbsencePage> {
  return listing(ctx, 'desk.open', absenceId, async (tx) => {
    const here = hereOf(ctx);
    await authorize(ctx, tx, 'desk.open', { organisationId: here });
    const { userId, ...absence } = await absenceFor(ctx, tx, absenceId);
    const members = tx.select({ id: visitMembers.visitId }).from(visitMembers).where(eq(visitMembers.userId, userId));
    const hit = absence.cancelled ? [] : await tx
      .select({ id: visits.id, day: visits.visitOn, startsAt: visits.startsAt, room: rooms.name, crew: crews.name })
      .from(visits)
      .innerJoin(rooms, eq(rooms.id, visits.roomId))
      .leftJoin(crews, eq(crews.id, visits.crewId))
      .where(and(eq(visits.pmpcId, here), gte(visits.visitOn, absence.firstDay), lte(visits.visitOn, absence.lastDay), eq(visits.state, 'booked'), inArray(visits.id, members)))
      .orderBy(asc(visits.visitOn), asc(visits.startsAt), asc(visits.id));
    const arranges = await may(ctx, tx, 'desk.arrange', { organisationId: here });
    return { absence, hit, total: hit.length, can: { cancel: arranges && !absence.cancelled && absence.lastDay >= ctx.today, move: await may(ctx, tx, 'visit.book', { organisationId: here }) } };
  });
}

async function absenceFor(ctx: Context, tx: Tx, absenceId: string): Promise<Omit<AbsenceRow, 'hit'> & { userId: string }> {
  const [row] = await tx
    .select({
      id: absences.id,
      userId: absences.userId,
      kind: absences.kind,
      firstDay: absences.firstDay,
      lastDay: absences.lastDay,
      cancelledAt: absences.cancelledAt,
      surname: users.surname,
      givenName: users.givenName,
    })
    .from(absences)
    .innerJoin(users, eq(users.id, absences.userId))
    .where(and(eq(absences.id, absenceId), eq(absences.pmpcId, hereOf(ctx))));
  if (!row) refuse('not-found');
  const { surname, givenName, cancelledAt, ...absence } = row;
  return { ...absence, name: fullName({ surname, givenName }), cancelled: cancelledAt !== null };
}

/** Takes an absence back: the specialist is there after all. @throws Refused `desk.ended` */
export function cancelAbsence(ctx: Context, absenceId: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    await authorizeArranging(ctx, tx);
    await absenceFor(ctx, tx, absenceId);
    const changed = await tx
      .update(absences)
      .set({ cancelledAt: ctx.now })
      .where(and(eq(absences.id, absenceId), isNull(absences.cancelledAt), gte(absences.lastDay, ctx.today)))
      .returning({ id: absences.id });
    if (changed.length === 0) refuse('desk.ended');
    await audit(ctx, tx, 'desk.arrange', { subjectId: absenceId, detail: 'absence cancelled' });
  });
}

// Settings

/** What the form of the settings shows. */
export function openVisitRules(ctx: Context): Promise<VisitRules> {
  return ctx.read(async (tx) => visitRulesOf(tx, await authorizeArranging(ctx, tx)));
}

/** Keeps how long a visit lasts and how many an examination may take. */
export function keepVisitRules(ctx: Context, rules: VisitRules): Promise<void> {
  return ctx.transaction(async (tx) => {
    const pmpcId = await authorizeArranging(ctx, tx);
    await keepSetting(tx, VISIT_RULES, pmpcId, rules);
    await audit(ctx, tx, 'desk.arrange', { subjectId: pmpcId, detail: `visits ${rules.minutes} ${rules.most}` });
  });
}
