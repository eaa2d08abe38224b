import { and, asc, eq, gte, inArray, isNotNull, isNull, lte, ne, notExists, or, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';
import type { Tx } from '#db/client.server';
import {
  absences,
  assessmentMembers,
  assessments,
  crews,
  crewSeats,
  findings,
  memberships,
  newId,
  referrals,
  requests,
  rooms,
  users,
  visitMembers,
  visits,
  workingHours,
} from '#db/schema';
import type { ExamKind, InstructionLanguage, MemberState, ReferralState } from '#db/vocabulary';
import { SPECIALTIES, sectionState, whyNotReseat, windowFrom, type SectionState, type Specialty } from '~/domain/assessments';
import { addDays } from '~/domain/calendar';
import { fullName } from '~/domain/children';
import { calendarOf, isWorkingDay, type DaysOff } from '~/domain/days-off';
import { LIFECYCLES, mayFollow } from '~/domain/lifecycles';
import { QUEUE_RULES, queueRules, USUAL_RULES } from '~/domain/queue';
import { refuse } from '~/domain/refusal';
import { clockAt, clockIn, isReserved, minutesOf, type Asked, type Away, type Desk, type Span, type Taken } from '~/domain/slots';
import { roomName, USUAL_VISITS, visitRules, whyNotMeet, whyNotThen, type Appointment, type VisitRules } from '~/domain/visits';
import { audit } from './audit.server';
import type { Context } from './context';
import { editionsOf } from './editions.server';
import { activeConsent } from './milestones.server';
import { settingOf } from './settings.server';
import { authorize } from './ties.server';

/** Rooms, people and times of a PMPC, and the examination that stands behind an appointment. */

const from = new QueryBuilder();

export interface Member {
  specialty: Specialty;
  userId: string;
}

// What the PMPC has to give

export const VISIT_RULES = 'desk.visits';

/** How long a visit lasts and how many an examination may take, as the PMPC set it. */
export function visitRulesOf(tx: Tx, pmpcId: string): Promise<VisitRules> {
  return settingOf(tx, VISIT_RULES, pmpcId, visitRules, USUAL_VISITS);
}

export interface Booked extends Taken {
  visitId: string | null;
  assessmentId: string | null;
  room: string;
}

export interface DeskPlan extends Desk {
  taken: Booked[];
  named: { rooms: Map<string, string>; crews: Map<string, string> };
  members: Map<string, Member[]>;
  rules: VisitRules;
  reserve: number;
}

/** The desk of a PMPC over some days: rooms and crews that receive, hours, absences, and what is taken. */
export async function deskOf(ctx: Context, tx: Tx, pmpcId: string, first: string, last: string): Promise<DeskPlan> {
  const rules = await visitRulesOf(tx, pmpcId);
  const { reserve } = await settingOf(tx, QUEUE_RULES, pmpcId, queueRules, USUAL_RULES);
  const roomRows = await tx.select({ id: rooms.id, name: rooms.name }).from(rooms).where(and(eq(rooms.pmpcId, pmpcId), eq(rooms.active, true))).orderBy(asc(rooms.name), asc(rooms.id));
  const seatRows = await tx
    .select({ id: crews.id, name: crews.name, specialty: crewSeats.specialty, userId: crewSeats.userId })
    .from(crews)
    .innerJoin(crewSeats, eq(crewSeats.crewId, crews.id))
    .where(and(eq(crews.pmpcId, pmpcId), eq(crews.active, true)))
    .orderBy(asc(crews.name), asc(crews.id));
  const members = new Map<string, Member[]>();
  for (const { id, specialty, userId } of seatRows) members.set(id, [...(members.get(id) ?? []), { specialty, userId }]);
  const hours = await tx
    .select({
      userId: workingHours.userId,
      weekday: workingHours.weekday,
      startsAt: workingHours.startsAt,
      endsAt: workingHours.endsAt,
      validFrom: workingHours.validFrom,
      validTo: workingHours.validTo,
    })
    .from(workingHours)
    .where(eq(workingHours.pmpcId, pmpcId));
  const calendar = calendarOf(await editionsOf<DaysOff>(tx, 'days-off'), ctx.today);
  return {
    rooms: roomRows.map(({ id }) => id),
    crews: [...members].map(([id, seats]) => ({ id, userIds: seats.map(({ userId }) => userId) })),
    hours,
    absences: [...(await absencesOf(tx, pmpcId, first, last)), ...(await elsewhere(tx, pmpcId, seatRows.map(({ userId }) => userId)))],
    taken: await takenOf(tx, pmpcId, first, last, rules),
    isWorking: (day) => isWorkingDay(day, calendar),
    named: { rooms: new Map(roomRows.map(({ id, name }) => [id, name])), crews: new Map(seatRows.map(({ id, name }) => [id, name])) },
    members,
    rules,
    reserve,
  };
}

/** The absences of a PMPC's specialists that touch these days. */
export function absencesOf(tx: Tx, pmpcId: string, first: string, last: string): Promise<Away[]> {
  return tx
    .select({ userId: absences.userId, firstDay: absences.firstDay, lastDay: absences.lastDay })
    .from(absences)
    .where(and(eq(absences.pmpcId, pmpcId), gte(absences.lastDay, first), lte(absences.firstDay, last), isNull(absences.cancelledAt)));
}

/** The days on which people of the crews do not work at the PMPC at all: before their place began and after it ended. */
async function elsewhere(tx: Tx, pmpcId: string, userIds: string[]): Promise<Away[]> {
  if (userIds.length === 0) return [];
  const places = await tx
    .select({ userId: memberships.userId, validFrom: memberships.validFrom, validTo: memberships.validTo })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(inArray(memberships.userId, userIds), eq(memberships.organisationId, pmpcId), eq(memberships.role, 'pmpc_specialist'), isNull(users.disabledAt)));
  return [...new Set(userIds)].flatMap((userId) => {
    const own = places.filter((place) => place.userId === userId);
    if (own.length === 0) return [{ userId, firstDay: '0000-01-01', lastDay: '9999-12-31' }];
    const begins = own.map(({ validFrom }) => validFrom).sort()[0] ?? '0000-01-01';
    const ends = own.some(({ validTo }) => validTo === null) ? null : (own.map(({ validTo }) => validTo ?? '').sort().at(-1) ?? null);
    return [{ userId, firstDay: '0000-01-01', lastDay: addDays(begins, -1) }, ...(ends ? [{ userId, firstDay: addDays(ends, 1), lastDay: '9999-12-31' }] : [])];
  });
}

/** Everything that takes a room and people on these days: booked visits, and examinations that were set without one. */
async function takenOf(tx: Tx, pmpcId: string, first: string, last: string, { minutes }: VisitRules): Promise<Booked[]> {
  const booked = and(eq(visits.pmpcId, pmpcId), gte(visits.visitOn, first), lte(visits.visitOn, last), eq(visits.state, 'booked'));
  const visitRows = await tx
    .select({
      visitId: visits.id,
      assessmentId: visits.assessmentId,
      day: visits.visitOn,
      startsAt: visits.startsAt,
      endsAt: visits.endsAt,
      roomId: visits.roomId,
      room: rooms.name,
      urgency: requests.urgency,
    })
    .from(visits)
    .innerJoin(rooms, eq(rooms.id, visits.roomId))
    .innerJoin(requests, eq(requests.id, visits.requestId))
    .where(booked);
  const visitors = await tx
    .select({ visitId: visitMembers.visitId, userId: visitMembers.userId })
    .from(visits)
    .innerJoin(visitMembers, eq(visitMembers.visitId, visits.id))
    .leftJoin(assessmentMembers, and(eq(assessmentMembers.assessmentId, visits.assessmentId), eq(assessmentMembers.specialty, visitMembers.specialty)))
    .where(and(booked, or(isNull(assessmentMembers.state), eq(assessmentMembers.state, 'needed'))));
  const sessions = await tx
    .select({ assessmentId: assessments.id, day: assessments.sessionOn, startsAt: assessments.sessionAt, room: assessments.room, roomId: rooms.id, userId: assessmentMembers.userId })
    .from(assessments)
    .innerJoin(referrals, eq(referrals.id, assessments.referralId))
    .innerJoin(assessmentMembers, and(eq(assessmentMembers.assessmentId, assessments.id), eq(assessmentMembers.state, 'needed')))
    .leftJoin(rooms, and(eq(rooms.pmpcId, assessments.pmpcId), eq(rooms.name, assessments.room)))
    .where(
      and(
        eq(assessments.pmpcId, pmpcId),
        gte(assessments.sessionOn, first),
        lte(assessments.sessionOn, last),
        ne(assessments.state, 'closed'),
        ne(referrals.state, 'withdrawn'),
        notExists(from.select({ one: sql`1` }).from(visits).where(eq(visits.assessmentId, assessments.id))),
      ),
    );
  const people = new Map<string, string[]>();
  for (const { visitId, userId } of visitors) people.set(visitId, [...(people.get(visitId) ?? []), userId]);
  const alone = new Map<string, Booked & { userIds: string[] }>();
  for (const { userId, startsAt, ...session } of sessions) {
    const known = alone.get(session.assessmentId);
    if (known) known.userIds.push(userId);
    else alone.set(session.assessmentId, { ...session, startsAt, endsAt: clockAt(minutesOf(startsAt) + minutes), visitId: null, userIds: [userId] });
  }
  return [...visitRows.map(({ urgency, ...row }) => ({ ...row, urgent: urgency === 'urgent', userIds: people.get(row.visitId) ?? [] })), ...[...alone].map(([, session]) => session)];
}

// Whether it may be then and there

/** When, where and with whom a child is examined. */
export interface Sitting extends Span {
  day: string;
  room: string;
  members: Member[];
}

interface Besides {
  /** A request that is not urgent leaves what is kept; null where no appointment is written. */
  urgent: boolean | null;
  visitId?: string;
  assessmentId?: string;
}

/**
 * Refuses a sitting on a day off, with people who are away, outside their hours or elsewhere, in a room that is taken, or
 * out of what is kept for urgent cases.
 */
export async function refuseSitting(ctx: Context, tx: Tx, sitting: Sitting, besides: Besides): Promise<void> {
  const here = ctx.actor.organisationId ?? '';
  const plan = await deskOf(ctx, tx, here, sitting.day, sitting.day);
  const userIds = sitting.members.map(({ userId }) => userId);
  if (sitting.day < ctx.today) refuse('field.in-the-past');
  await refuseUnseated(ctx, tx, sitting);
  const whyNot = whyNotThen({ ...sitting, userIds }, plan, ctx.today);
  if (whyNot) refuse(whyNot);
  const own = (one: Booked) => (one.visitId !== null && one.visitId === besides.visitId) || (one.assessmentId !== null && one.assessmentId === besides.assessmentId);
  const taken = plan.taken.filter((one) => !own(one));
  const clash = whyNotMeet({ ...sitting, userIds }, taken);
  if (clash) refuse(clash);
  if (besides.urgent === null) return;
  if (isReserved({ ...plan, taken }, sitting.day, askedOf(ctx, plan, besides.urgent))) refuse('visit.reserved');
}

/** What is asked of the desk now, but for the days. */
export function askedOf(ctx: Context, plan: Pick<DeskPlan, 'rules' | 'reserve'>, urgent: boolean): Omit<Asked, 'from' | 'to'> {
  return { today: ctx.today, now: clockIn(ctx.now), minutes: plan.rules.minutes, reserve: plan.reserve, urgent };
}

/** Refuses anybody who does not work at the PMPC in that specialty on that day. */
async function refuseUnseated(ctx: Context, tx: Tx, { day, members }: Sitting): Promise<void> {
  const seated = await tx
    .select({ userId: memberships.userId, specialty: memberships.specialty })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(seatedHere(ctx), lte(memberships.validFrom, day), or(isNull(memberships.validTo), gte(memberships.validTo, day))));
  const isSeated = (member: Member) => seated.some(({ userId, specialty }) => userId === member.userId && specialty === member.specialty);
  if (!members.every(isSeated)) refuse('assessment.member-not-here');
}

/** The places of specialists at the actor's PMPC whose account works. */
export function seatedHere(ctx: Context): SQL {
  return and(
    eq(memberships.organisationId, ctx.actor.organisationId ?? ''),
    eq(memberships.role, 'pmpc_specialist'),
    isNotNull(memberships.specialty),
    isNull(users.disabledAt),
  ) as SQL;
}

export interface Colleague extends Member {
  name: string;
}

/** The specialists of the actor's PMPC, by name. */
export async function colleaguesOf(ctx: Context, tx: Tx): Promise<Colleague[]> {
  const rows = await tx
    .select({ userId: users.id, specialty: memberships.specialty, surname: users.surname, givenName: users.givenName })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(seatedHere(ctx), or(isNull(memberships.validTo), gte(memberships.validTo, ctx.today))))
    .orderBy(asc(users.sortKey), asc(users.id));
  return rows.flatMap((row) => (row.specialty ? [{ userId: row.userId, specialty: row.specialty, name: fullName(row) }] : []));
}

/** A room of the actor's PMPC that receives children, by its name. */
export async function roomCalled(ctx: Context, tx: Tx, name: string): Promise<{ id: string; name: string } | null> {
  const rows = await tx
    .select({ id: rooms.id, name: rooms.name })
    .from(rooms)
    .where(and(eq(rooms.pmpcId, ctx.actor.organisationId ?? ''), eq(rooms.active, true)));
  return rows.find((room) => roomName(room.name) === roomName(name)) ?? null;
}

/** The room's name and the crew's people of an appointment; both must receive children now. */
export async function sittingOf(ctx: Context, tx: Tx, at: Appointment): Promise<Sitting> {
  const here = ctx.actor.organisationId ?? '';
  const [room] = await tx.select({ name: rooms.name }).from(rooms).where(and(eq(rooms.id, at.roomId), eq(rooms.pmpcId, here), eq(rooms.active, true)));
  const members = await tx
    .select({ specialty: crewSeats.specialty, userId: crewSeats.userId })
    .from(crewSeats)
    .innerJoin(crews, eq(crews.id, crewSeats.crewId))
    .where(and(eq(crews.id, at.crewId), eq(crews.pmpcId, here), eq(crews.active, true)));
  if (!room || members.length === 0) refuse('visit.desk-closed');
  return { day: at.day, startsAt: at.startsAt, endsAt: at.endsAt, room: room.name, members };
}

// The answer to a referral

export interface ReferralRow {
  id: string;
  childId: string;
  pmpcId: string;
  state: ReferralState;
}

/** Accepts or declines a referral; the caller has asked the policy and leaves the line of the record. */
export async function answerReferral(ctx: Context, tx: Tx, referral: ReferralRow, state: 'accepted' | 'declined', declineReason: string | null): Promise<void> {
  if (!mayFollow(LIFECYCLES.referral, referral.state, state)) refuse('referral.wrong-state');
  const changed = await tx
    .update(referrals)
    .set({ state, declineReason, decidedAt: ctx.now, decidedBy: ctx.actor.id })
    .where(and(eq(referrals.id, referral.id), eq(referrals.state, referral.state)))
    .returning({ id: referrals.id });
  if (changed.length === 0) refuse('referral.wrong-state');
}

// The examination behind an appointment

interface NewExamination {
  referral: ReferralRow;
  examKind: ExamKind;
  language: InstructionLanguage;
  sitting: Sitting;
}

/** Writes an examination of a referral that is accepted; a written consent must be in force before any row of it. */
export async function writeExamination(ctx: Context, tx: Tx, { referral, examKind, language, sitting }: NewExamination): Promise<string> {
  if (!(await activeConsent(tx, referral.childId, 'examination'))) refuse('consent.needed');
  const id = newId();
  await tx.insert(assessments).values({
    id,
    childId: referral.childId,
    referralId: referral.id,
    pmpcId: referral.pmpcId,
    state: 'scheduled',
    examKind,
    sessionOn: sitting.day,
    sessionAt: sitting.startsAt,
    room: sitting.room,
    language,
    createdBy: ctx.actor.id,
    createdAt: ctx.now,
  });
  await tx.insert(assessmentMembers).values(sitting.members.map((member) => ({ ...member, assessmentId: id, validFrom: windowFrom(sitting.day) })));
  return id;
}

interface Examined {
  referralId: string;
  examKind: ExamKind;
  language: InstructionLanguage;
  sitting: Sitting;
  /** A first visit sets the session; a later one adds to it. */
  ordinal: number;
}

/**
 * The examination of a referral for a visit: accepts a referral that waits and writes the examination, moves one that has
 * not begun to the new time, or lets the people of a further visit join its team. Each of these opens the child's file to
 * people, so each needs the written consent in force (access.md TR6).
 * @returns the assessment's id
 * @throws Refused `consent.needed`, `referral.wrong-state`, `assessment.wrong-state`, `assessment.section-begun`
 */
export async function examineFor(ctx: Context, tx: Tx, { referralId, examKind, language, sitting, ordinal }: Examined): Promise<string> {
  const [referral] = await tx
    .select({ id: referrals.id, childId: referrals.childId, pmpcId: referrals.pmpcId, state: referrals.state })
    .from(referrals)
    .where(eq(referrals.id, referralId));
  if (!referral) refuse('not-found');
  await authorize(ctx, tx, 'referral.accept', { childId: referral.childId });
  if (!(await activeConsent(tx, referral.childId, 'examination'))) refuse('consent.needed');
  if (referral.state !== 'accepted') {
    await answerReferral(ctx, tx, referral, 'accepted', null);
    await audit(ctx, tx, 'referral.accept', { childId: referral.childId, subjectId: referral.id, detail: 'accepted' });
  }
  const [before] = await tx
    .select({ id: assessments.id, state: assessments.state, version: assessments.version })
    .from(assessments)
    .where(eq(assessments.referralId, referralId));
  if (!before) return writeExamination(ctx, tx, { referral, examKind, language, sitting });
  if (before.state === 'closed') refuse('assessment.wrong-state');
  const isMoved = before.state === 'scheduled' && ordinal === 1;
  if (isMoved) {
    await tx
      .update(assessments)
      .set({ sessionOn: sitting.day, sessionAt: sitting.startsAt, room: sitting.room, language, version: before.version + 1 })
      .where(eq(assessments.id, before.id));
  }
  const seats = (await teamsOf(tx, [before.id])).get(before.id) ?? [];
  await reseat(tx, before.id, seats, sitting.members, windowFrom(sitting.day), isMoved ? 'alone' : 'joining');
  return before.id;
}

/**
 * Makes the examination of a visit that was booked before the child had a record here: the visit's day, room and people
 * become the examination's. The child's record, the referral and both consents exist already.
 * @returns the assessment's id
 */
export async function examineAt(ctx: Context, tx: Tx, { visitId, referralId }: { visitId: string; childId: string; referralId: string }): Promise<string> {
  const [visit] = await tx
    .select({
      requestId: visits.requestId,
      day: visits.visitOn,
      startsAt: visits.startsAt,
      endsAt: visits.endsAt,
      room: rooms.name,
      language: visits.language,
      ordinal: visits.ordinal,
      examKind: requests.examKind,
    })
    .from(visits)
    .innerJoin(rooms, eq(rooms.id, visits.roomId))
    .innerJoin(requests, eq(requests.id, visits.requestId))
    .where(and(eq(visits.id, visitId), inArray(visits.state, ['booked', 'held'])));
  if (!visit) refuse('visit.wrong-state');
  const { requestId, language, ordinal, examKind, ...when } = visit;
  const members = await tx.select({ specialty: visitMembers.specialty, userId: visitMembers.userId }).from(visitMembers).where(eq(visitMembers.visitId, visitId));
  const assessmentId = await examineFor(ctx, tx, { referralId, examKind, language, ordinal, sitting: { ...when, members } });
  await tx.update(visits).set({ assessmentId }).where(and(eq(visits.requestId, requestId), inArray(visits.state, ['booked', 'held'])));
  return assessmentId;
}

/**
 * Gives the places of a team to these people. `alone`: nobody else stays; `joining`: the others keep their places.
 * A place whose section is signed stays with its author.
 */
export async function reseat(tx: Tx, assessmentId: string, seats: readonly Seat[], members: readonly Member[], validFrom: string, how: 'alone' | 'joining'): Promise<void> {
  for (const seat of seats) {
    const next = members.find(({ specialty }) => specialty === seat.specialty)?.userId ?? null;
    if (next === null && how === 'joining') continue;
    const whyNot = next === seat.userId ? null : whyNotReseat(seat.section, next);
    if (whyNot) refuse(whyNot);
    const place = eq(assessmentMembers.id, seat.id);
    if (next === null) await tx.delete(assessmentMembers).where(place);
    else if (next !== seat.userId) await tx.update(assessmentMembers).set({ userId: next, state: 'needed', notNeededReason: null, validFrom }).where(place);
    else if (how === 'alone') await tx.update(assessmentMembers).set({ validFrom }).where(place);
  }
  const taken = new Set(seats.map(({ specialty }) => specialty));
  const joining = members.filter(({ specialty }) => !taken.has(specialty));
  if (joining.length > 0) await tx.insert(assessmentMembers).values(joining.map((member) => ({ ...member, assessmentId, validFrom })));
}

export interface Seat {
  id: string;
  userId: string;
  name: string;
  specialty: Specialty;
  need: MemberState;
  notNeededReason: string | null;
  section: SectionState;
  /** The signed row of this person's section, and the one being written. */
  signed: string | null;
  draft: string | null;
  /** When the section was last signed, else saved. */
  at: Date | null;
}

/** The teams of these assessments, with how far each section is: states and times only, nothing of what is written. */
export async function teamsOf(tx: Tx, assessmentIds: string[]): Promise<Map<string, Seat[]>> {
  const teams = new Map<string, Seat[]>(assessmentIds.map((id) => [id, []]));
  if (assessmentIds.length === 0) return teams;
  const members = await tx
    .select({
      id: assessmentMembers.id,
      assessmentId: assessmentMembers.assessmentId,
      userId: assessmentMembers.userId,
      surname: users.surname,
      givenName: users.givenName,
      specialty: assessmentMembers.specialty,
      need: assessmentMembers.state,
      notNeededReason: assessmentMembers.notNeededReason,
    })
    .from(assessmentMembers)
    .innerJoin(users, eq(users.id, assessmentMembers.userId))
    .where(inArray(assessmentMembers.assessmentId, assessmentIds));
  const written = await tx
    .select({
      id: findings.id,
      assessmentId: findings.assessmentId,
      authorId: findings.authorId,
      specialty: findings.specialty,
      state: findings.state,
      savedAt: findings.savedAt,
      signedAt: findings.signedAt,
    })
    .from(findings)
    .where(inArray(findings.assessmentId, assessmentIds))
    .orderBy(asc(findings.edition));
  for (const { assessmentId, surname, givenName, ...member } of members) {
    const own = written.filter((row) => row.assessmentId === assessmentId && row.authorId === member.userId && row.specialty === member.specialty);
    const signed = own.findLast(({ state }) => state === 'signed');
    const draft = own.findLast(({ state }) => state === 'draft');
    teams.get(assessmentId)?.push({
      ...member,
      name: fullName({ surname, givenName }),
      section: sectionState(member.need, own.map(({ state }) => state)),
      signed: signed?.id ?? null,
      draft: draft?.id ?? null,
      at: signed?.signedAt ?? draft?.savedAt ?? null,
    });
  }
  for (const [, team] of teams) team.sort((a, b) => SPECIALTIES.indexOf(a.specialty) - SPECIALTIES.indexOf(b.specialty));
  return teams;
}

// The appointment itself

interface NewVisit {
  requestId: string;
  pmpcId: string;
  assessmentId: string | null;
  roomId: string;
  crewId: string | null;
  ordinal: number;
  language: InstructionLanguage;
  sitting: Sitting;
}

/** Writes an appointment with its people; the caller has asked the policy, checked the time and leaves the line of the record. */
export async function writeVisit(ctx: Context, tx: Tx, { sitting, ...visit }: NewVisit): Promise<string> {
  const id = newId();
  await tx.insert(visits).values({
    ...visit,
    id,
    visitOn: sitting.day,
    startsAt: sitting.startsAt,
    endsAt: sitting.endsAt,
    state: 'booked',
    bookedBy: ctx.actor.id,
    bookedAt: ctx.now,
  });
  await tx.insert(visitMembers).values(sitting.members.map((member) => ({ ...member, visitId: id })));
  return id;
}

/**
 * Keeps the first appointment of an examination where its session is, after the session was changed by hand: another time
 * or room is a new row beside the old, another team or language the same row.
 * @throws Refused `visit.room-unknown` when the session has an appointment and its room is none of the desk's
 */
export async function followSession(ctx: Context, tx: Tx, assessmentId: string, sitting: Sitting, language: InstructionLanguage): Promise<void> {
  const [visit] = await tx
    .select({
      id: visits.id,
      requestId: visits.requestId,
      pmpcId: visits.pmpcId,
      roomId: visits.roomId,
      crewId: visits.crewId,
      ordinal: visits.ordinal,
      visitOn: visits.visitOn,
      startsAt: visits.startsAt,
      endsAt: visits.endsAt,
      version: visits.version,
    })
    .from(visits)
    .where(and(eq(visits.assessmentId, assessmentId), eq(visits.ordinal, 1), eq(visits.state, 'booked')));
  if (!visit) return;
  const room = await roomCalled(ctx, tx, sitting.room);
  if (!room) refuse('visit.room-unknown');
  const { id, visitOn, startsAt, endsAt, version, ...same } = visit;
  if (visitOn === sitting.day && startsAt === sitting.startsAt && same.roomId === room.id) {
    await tx.update(visits).set({ language, version: version + 1 }).where(eq(visits.id, id));
    await tx.delete(visitMembers).where(eq(visitMembers.visitId, id));
    await tx.insert(visitMembers).values(sitting.members.map((member) => ({ ...member, visitId: id })));
    return;
  }
  const length = minutesOf(endsAt) - minutesOf(startsAt);
  await tx.update(visits).set({ state: 'moved', version: version + 1 }).where(eq(visits.id, id));
  await writeVisit(ctx, tx, {
    ...same,
    assessmentId,
    roomId: room.id,
    language,
    sitting: { ...sitting, endsAt: clockAt(minutesOf(sitting.startsAt) + length) },
  });
}
