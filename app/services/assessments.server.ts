import { and, asc, eq, exists, gt, inArray, isNotNull, lt, ne, notExists, or, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';
import type { Tx } from '#db/client.server';
import { assessmentMembers, assessments, children, conclusions, referrals, requests, visits } from '#db/schema';
import {
  isTeamReady,
  membersOf,
  whyNotNeed,
  whyNotOn,
  windowFrom,
  type AssessmentChange,
  type AssessmentDraft,
  type AssessmentState,
  type ExamKind,
  type InstructionLanguage,
  type MemberState,
  type NeedDraft,
  type SectionState,
  type Specialty,
} from '~/domain/assessments';
import { fullName } from '~/domain/children';
import { isMedical } from '~/domain/permissions';
import { refuse, refuseStale } from '~/domain/refusal';
import { clockAt, minutesOf } from '~/domain/slots';
import { audit, listing, opening } from './audit.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { activeConsent } from './milestones.server';
import { stepRequest } from './queueing.server';
import {
  answerReferral,
  colleaguesOf,
  followSession,
  refuseSitting,
  reseat,
  roomCalled,
  teamsOf,
  visitRulesOf,
  writeExamination,
  writeVisit,
  type Colleague,
  type ReferralRow,
  type Seat,
  type Sitting,
} from './scheduling.server';
import { authorize, childrenWithin, during, may } from './ties.server';

const from = new QueryBuilder();

// The answer to a referral

export interface ReferralHead {
  referralId: string;
  head: ChildHead;
}

/** What the form that accepts a referral needs: the child, the specialists of the PMPC and the usual language. */
export function openAcceptance(ctx: Context, referralId: string): Promise<ReferralHead & { colleagues: Colleague[]; language: InstructionLanguage }> {
  return ctx.read(async (tx) => {
    const referral = await referralForAnswer(ctx, tx, referralId);
    const [child] = await tx.select({ language: children.instructionLanguage }).from(children).where(eq(children.id, referral.childId));
    const head = await readHead(ctx, tx, referral.childId);
    return { referralId, head, colleagues: await colleaguesOf(ctx, tx), language: child?.language ?? 'kk' };
  });
}

/** What the page that declines a referral needs. */
export function openDeclining(ctx: Context, referralId: string): Promise<ReferralHead> {
  return ctx.read(async (tx) => {
    const referral = await referralForAnswer(ctx, tx, referralId);
    return { referralId, head: await readHead(ctx, tx, referral.childId) };
  });
}

/**
 * Accepts a referral sent to the actor's PMPC and sets the session: day, time, room, language and team. Each member's
 * window opens 14 days before the session. Where the referral waits in the queue and the room is one of the desk's, the
 * session is its first appointment.
 * @returns the assessment's id
 */
export function acceptReferral(ctx: Context, referralId: string, draft: AssessmentDraft): Promise<string> {
  return ctx.transaction(async (tx) => {
    const referral = await referralForAnswer(ctx, tx, referralId);
    const whyNot = whyNotOn(draft.sessionOn, ctx.today);
    if (whyNot) refuse(whyNot);
    await answerReferral(ctx, tx, referral, 'accepted', null);
    const request = await requestOf(tx, referralId);
    const room = request ? await roomCalled(ctx, tx, draft.room) : null;
    const sitting = await sittingFrom(tx, referral.pmpcId, draft, room?.name);
    await refuseSitting(ctx, tx, sitting, { urgent: room && request ? request.urgent : null });
    const { language, examKind } = draft;
    const id = await writeExamination(ctx, tx, { referral, examKind, language, sitting });
    if (request && room) {
      await writeVisit(ctx, tx, { requestId: request.id, pmpcId: referral.pmpcId, assessmentId: id, roomId: room.id, crewId: null, ordinal: 1, language, sitting });
    }
    await stepRequest(ctx, tx, { referralId }, 'booked', ctx.today);
    await audit(ctx, tx, 'referral.accept', { childId: referral.childId, subjectId: referralId, detail: 'accepted' });
    return id;
  });
}

/** The place of a referral in the queue, when it has one that is open. */
async function requestOf(tx: Tx, referralId: string): Promise<{ id: string; urgent: boolean } | null> {
  const [request] = await tx
    .select({ id: requests.id, urgency: requests.urgency })
    .from(requests)
    .where(and(eq(requests.referralId, referralId), inArray(requests.state, ['waiting', 'booked'])));
  return request ? { id: request.id, urgent: request.urgency === 'urgent' } : null;
}

/** A session as it takes a room and people; it lasts as long as the PMPC's visits do. */
async function sittingFrom(tx: Tx, pmpcId: string, draft: AssessmentDraft, room = draft.room): Promise<Sitting> {
  const { minutes } = await visitRulesOf(tx, pmpcId);
  return { day: draft.sessionOn, startsAt: draft.sessionAt, endsAt: clockAt(minutesOf(draft.sessionAt) + minutes), room, members: membersOf(draft.team) };
}

/** Declines a referral sent to the actor's PMPC; those who sent it read the reason. */
export function declineReferral(ctx: Context, referralId: string, declineReason: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const referral = await referralForAnswer(ctx, tx, referralId);
    await answerReferral(ctx, tx, referral, 'declined', declineReason);
    await stepRequest(ctx, tx, { referralId }, 'closed', ctx.today, declineReason);
    await audit(ctx, tx, 'referral.accept', { childId: referral.childId, subjectId: referralId, detail: 'declined' });
  });
}

/** A referral that was sent to the actor's PMPC; a draft or another PMPC's does not exist for them. */
async function referralForAnswer(ctx: Context, tx: Tx, referralId: string): Promise<ReferralRow> {
  const [row] = await tx
    .select({ id: referrals.id, childId: referrals.childId, pmpcId: referrals.pmpcId, state: referrals.state })
    .from(referrals)
    .where(and(eq(referrals.id, referralId), eq(referrals.pmpcId, ctx.actor.organisationId ?? ''), isNotNull(referrals.sentAt)));
  if (!row) refuse('not-found');
  await authorize(ctx, tx, 'referral.accept', { childId: row.childId });
  return row;
}

// The examination

interface AssessmentRow {
  id: string;
  childId: string;
  referralId: string;
  state: AssessmentState;
  examKind: ExamKind;
  sessionOn: string;
  sessionAt: string;
  room: string;
  language: InstructionLanguage;
  version: number;
}

/**
 * An assessment of the actor's PMPC that the policy opens to them; a specialist must be a needed member of it today.
 * It counts as closed once the family or the school has withdrawn the referral.
 */
async function assessmentFor(ctx: Context, tx: Tx, action: 'assessment.open' | 'assessment.schedule', id: string): Promise<AssessmentRow> {
  const [row] = await tx
    .select({
      id: assessments.id,
      childId: assessments.childId,
      referralId: assessments.referralId,
      state: assessments.state,
      examKind: assessments.examKind,
      sessionOn: assessments.sessionOn,
      sessionAt: assessments.sessionAt,
      room: assessments.room,
      language: assessments.language,
      version: assessments.version,
      referral: referrals.state,
    })
    .from(assessments)
    .innerJoin(referrals, eq(referrals.id, assessments.referralId))
    .where(and(eq(assessments.id, id), eq(assessments.pmpcId, ctx.actor.organisationId ?? '')));
  if (!row) refuse('not-found');
  await authorize(ctx, tx, action, { childId: row.childId });
  if (ctx.actor.role === 'pmpc_specialist') {
    const [seat] = await tx.select({ id: assessmentMembers.id }).from(assessmentMembers).where(and(eq(assessmentMembers.assessmentId, id), seatOf(ctx)));
    if (!seat) refuse('not-found');
  }
  const { referral, ...assessment } = row;
  return referral === 'withdrawn' ? { ...assessment, state: 'closed' } : assessment;
}

function seatOf(ctx: Context): SQL {
  return and(eq(assessmentMembers.userId, ctx.actor.id), eq(assessmentMembers.state, 'needed'), during(ctx, assessmentMembers)) as SQL;
}

export interface Section {
  memberId: string;
  specialty: Specialty;
  medical: boolean;
  /** The specialist's name. */
  by: string;
  state: SectionState;
  /** When it was signed, else last saved; ISO. */
  at: string | null;
  notNeededReason: string | null;
  mine: boolean;
  /** The finding this reader may open: the signed one, or the reader's own draft. */
  findingId: string | null;
  /** It is signed, and kept closed to this reader. */
  closed: boolean;
}

export interface AssessmentPage {
  id: string;
  referralId: string;
  /** The request it came of, for the PMPC's desk. */
  requestId: string | null;
  head: ChildHead;
  state: AssessmentState;
  examKind: ExamKind;
  sessionOn: string;
  sessionAt: string;
  room: string;
  language: InstructionLanguage;
  /** A written consent to the examination is in force. */
  consent: boolean;
  sections: Section[];
  can: { record: boolean; schedule: boolean; conclude: boolean; openReferral: boolean; meet: boolean };
}

/** The examination: where and when, and how far each section is. */
export async function openAssessment(ctx: Context, id: string): Promise<AssessmentPage> {
  const childId = await childOf(ctx, id);
  return opening(ctx, 'assessment.open', { childId, subjectId: id }, async (tx) => {
    const { version: _, childId: about, ...assessment } = await assessmentFor(ctx, tx, 'assessment.open', id);
    const team = (await teamsOf(tx, [id])).get(id) ?? [];
    const opens = {
      own: await may(ctx, tx, 'finding.open-own', { childId }),
      others: await may(ctx, tx, 'finding.open-others', { childId }),
      medical: await may(ctx, tx, 'finding.open-medical', { childId }),
    };
    const sections = team.map((member): Section => {
      const mine = member.userId === ctx.actor.id && member.specialty === ctx.actor.specialty;
      const opened = isMedical(member.specialty) ? opens.medical : opens.others;
      const findingId = mine && opens.own ? (member.draft ?? member.signed) : opened ? member.signed : null;
      return {
        memberId: member.id,
        specialty: member.specialty,
        medical: isMedical(member.specialty),
        by: member.name,
        state: member.section,
        at: member.at?.toISOString() ?? null,
        notNeededReason: member.notNeededReason,
        mine,
        findingId,
        closed: member.section === 'done' && findingId === null,
      };
    });
    const seat = team.find(({ userId, specialty }) => userId === ctx.actor.id && specialty === ctx.actor.specialty);
    const open = assessment.state !== 'closed';
    const unsigned = seat !== undefined && seat.need === 'needed' && (seat.section !== 'done' || seat.draft !== null);
    const record = ctx.actor.specialty && isMedical(ctx.actor.specialty) ? 'finding.record-medical' : 'finding.record';
    return {
      ...assessment,
      requestId: (await may(ctx, tx, 'request.open', { organisationId: ctx.actor.organisationId ?? '' })) ? await requestBehind(tx, assessment.referralId) : null,
      head: await readHead(ctx, tx, about),
      consent: (await activeConsent(tx, childId, 'examination')) !== null,
      sections,
      can: {
        record: open && unsigned && (await may(ctx, tx, record, { childId })),
        schedule: open && (await may(ctx, tx, 'assessment.schedule', { childId })),
        conclude: isTeamReady(sections.map(({ state }) => state)) && (await may(ctx, tx, 'conclusion.draft', { childId })),
        openReferral: await may(ctx, tx, 'referral.open', { childId }),
        meet: assessment.state !== 'scheduled' && (await may(ctx, tx, 'meeting.open', { childId })),
      },
    };
  });
}

async function requestBehind(tx: Tx, referralId: string): Promise<string | null> {
  const [row] = await tx.select({ id: requests.id }).from(requests).where(eq(requests.referralId, referralId));
  return row?.id ?? null;
}

async function childOf(ctx: Context, assessmentId: string): Promise<string> {
  const [row] = await ctx.read((tx) => tx.select({ childId: assessments.childId }).from(assessments).where(eq(assessments.id, assessmentId)));
  if (!row) refuse('not-found');
  return row.childId;
}

// Its date, place and team

export interface SchedulePage {
  id: string;
  head: ChildHead;
  colleagues: Colleague[];
  session: Omit<AssessmentDraft, 'team'> & { version: number };
  team: Partial<Record<Specialty, string>>;
}

/** What the form that changes date, room or team needs. */
export function openSchedule(ctx: Context, id: string): Promise<SchedulePage> {
  return ctx.read(async (tx) => {
    const row = await assessmentFor(ctx, tx, 'assessment.schedule', id);
    if (row.state === 'closed') refuse('not-found');
    const { sessionOn, sessionAt, room, language, examKind, version } = row;
    const team = (await teamsOf(tx, [id])).get(id) ?? [];
    return {
      id,
      head: await readHead(ctx, tx, row.childId),
      colleagues: await colleaguesOf(ctx, tx),
      session: { sessionOn, sessionAt, room, language, examKind, version },
      team: Object.fromEntries(team.map((member) => [member.specialty, member.userId])),
    };
  });
}

/**
 * Changes date, room, language or team of an examination that is not closed. A place whose section is signed stays with
 * its author; one that is begun may go to a colleague, who starts afresh.
 */
export function rescheduleAssessment(ctx: Context, id: string, change: AssessmentChange): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { team, version, ...session } = change;
    const row = await assessmentFor(ctx, tx, 'assessment.schedule', id);
    if (row.state === 'closed') refuse('assessment.wrong-state');
    const seats = (await teamsOf(tx, [id])).get(id) ?? [];
    if (row.version !== version) refuseStale(scheduleText(row, seats));
    const whyNot = session.sessionOn === row.sessionOn ? null : whyNotOn(session.sessionOn, ctx.today);
    if (whyNot) refuse(whyNot);
    if (!(await activeConsent(tx, row.childId, 'examination'))) refuse('consent.needed');
    const sitting = await sittingFrom(tx, ctx.actor.organisationId ?? '', change);
    await refuseSitting(ctx, tx, sitting, { urgent: null, assessmentId: id });

    const changed = await tx
      .update(assessments)
      .set({ ...session, version: version + 1 })
      .where(and(eq(assessments.id, id), eq(assessments.version, version), ne(assessments.state, 'closed')))
      .returning({ id: assessments.id });
    if (changed.length === 0) refuseStale(scheduleText(row, seats));

    const opens = windowFrom(session.sessionOn);
    const validFrom = row.state === 'open' && opens > windowFrom(row.sessionOn) ? windowFrom(row.sessionOn) : opens;
    await reseat(tx, id, seats, sitting.members, validFrom, 'alone');
    await followSession(ctx, tx, id, sitting, session.language);
    await audit(ctx, tx, 'assessment.schedule', { childId: row.childId, subjectId: id, detail: 'changed' });
  });
}

function scheduleText(row: AssessmentRow, seats: Seat[]): Record<string, string> {
  const { sessionOn, sessionAt, room, language, examKind, version } = row;
  const team = Object.fromEntries(seats.map((seat) => [`team.${seat.specialty}`, seat.userId]));
  return { sessionOn, sessionAt, room, language, examKind, ...team, version: String(version) };
}

export interface NeedPage {
  assessmentId: string;
  memberId: string;
  head: ChildHead;
  specialty: Specialty;
  by: string;
  need: MemberState;
}

/** What the page that says whether a specialist is needed shows. */
export function openNeed(ctx: Context, assessmentId: string, memberId: string): Promise<NeedPage> {
  return ctx.read(async (tx) => {
    const row = await assessmentFor(ctx, tx, 'assessment.schedule', assessmentId);
    const member = (await teamsOf(tx, [assessmentId])).get(assessmentId)?.find(({ id }) => id === memberId);
    if (!member) refuse('not-found');
    return { assessmentId, memberId, head: await readHead(ctx, tx, row.childId), specialty: member.specialty, by: member.name, need: member.need };
  });
}

/** Says that a specialist is not needed after all, with the reason, or is needed again. */
export function setNeed(ctx: Context, assessmentId: string, memberId: string, draft: NeedDraft): Promise<void> {
  return ctx.transaction(async (tx) => {
    const row = await assessmentFor(ctx, tx, 'assessment.schedule', assessmentId);
    const team = (await teamsOf(tx, [assessmentId])).get(assessmentId) ?? [];
    const member = team.find(({ id }) => id === memberId);
    if (!member) refuse('not-found');
    const othersNeeded = team.filter(({ id, need }) => id !== memberId && need === 'needed').length;
    const whyNot = whyNotNeed(draft.need, { assessment: row.state, member: member.need, section: member.section, othersNeeded });
    if (whyNot) refuse(whyNot);
    const changed = await tx
      .update(assessmentMembers)
      .set({ state: draft.need, notNeededReason: draft.need === 'not-needed' ? draft.reason : null })
      .where(and(eq(assessmentMembers.id, memberId), eq(assessmentMembers.state, member.need)))
      .returning({ id: assessmentMembers.id });
    if (changed.length === 0) refuse('assessment.wrong-state');
    await audit(ctx, tx, 'assessment.schedule', { childId: row.childId, subjectId: assessmentId, detail: draft.need });
  });
}

// Today

export interface SessionRow {
  id: string;
  child: string;
  sessionOn: string;
  sessionAt: string;
  room: string;
  state: AssessmentState;
  sections: { specialty: Specialty; state: SectionState }[];
  /** How far the reader's own section is; null for those who have none. */
  mine: SectionState | null;
  /** The conclusion's state, once there is one. */
  conclusion: 'draft' | 'issued' | 'void' | null;
}

export interface PmpcToday {
  today: SessionRow[];
  upcoming: SessionRow[];
  /** Past sessions that are not closed, oldest first. */
  unfinished: SessionRow[];
  total: number;
}

/** How many sessions of a kind a day page shows. */
const SHOWN = 40;

/** The sessions of a PMPC specialist (own) or of the whole PMPC (head, registrar), by day and time. */
export function pmpcToday(ctx: Context): Promise<PmpcToday> {
  if (ctx.actor.role !== 'pmpc_specialist' && ctx.actor.role !== 'pmpc_coordinator') refuse('not-found');
  return listing(ctx, 'child.list', 'sessions', async (tx) => {
    const own = tx.select({ id: assessmentMembers.assessmentId }).from(assessmentMembers).where(seatOf(ctx));
    const reach = and(
      eq(assessments.pmpcId, ctx.actor.organisationId ?? ''),
      childrenWithin(ctx, 'child.list'),
      ctx.actor.role === 'pmpc_specialist' ? inArray(assessments.id, own) : undefined,
    );
    const unclosed = ne(assessments.state, 'closed');
    const [now, later, earlier] = [
      await sessionsWhere(ctx, tx, and(reach, eq(assessments.sessionOn, ctx.today))),
      await sessionsWhere(ctx, tx, and(reach, unclosed, gt(assessments.sessionOn, ctx.today))),
      await sessionsWhere(ctx, tx, and(reach, unclosed, lt(assessments.sessionOn, ctx.today))),
    ];
    return { today: now, upcoming: later, unfinished: earlier, total: now.length + later.length + earlier.length };
  });
}

/** Not an examination that waits for a new appointment, the old one having been missed or cancelled. */
function expected(): SQL {
  const appointments = from.select({ one: sql`1` }).from(visits).where(eq(visits.assessmentId, assessments.id));
  const standing = from
    .select({ one: sql`1` })
    .from(visits)
    .where(and(eq(visits.assessmentId, assessments.id), inArray(visits.state, ['booked', 'held'])));
  return or(ne(assessments.state, 'scheduled'), notExists(appointments), exists(standing)) as SQL;
}

async function sessionsWhere(ctx: Context, tx: Tx, wanted: SQL | undefined): Promise<SessionRow[]> {
  const rows = await tx
    .select({
      id: assessments.id,
      surname: children.surname,
      givenName: children.givenName,
      patronymic: children.patronymic,
      sessionOn: assessments.sessionOn,
      sessionAt: assessments.sessionAt,
      room: assessments.room,
      state: assessments.state,
      conclusion: conclusions.state,
    })
    .from(assessments)
    .innerJoin(children, eq(children.id, assessments.childId))
    .innerJoin(referrals, eq(referrals.id, assessments.referralId))
    .leftJoin(conclusions, and(eq(conclusions.assessmentId, assessments.id), ne(conclusions.state, 'void')))
    .where(and(ne(referrals.state, 'withdrawn'), expected(), wanted))
    .orderBy(asc(assessments.sessionOn), asc(assessments.sessionAt), asc(assessments.id))
    .limit(SHOWN);
  const teams = await teamsOf(tx, rows.map(({ id }) => id));
  return rows.map(({ surname, givenName, patronymic, ...row }) => {
    const team = teams.get(row.id) ?? [];
    return {
      ...row,
      child: fullName({ surname, givenName, patronymic }),
      sections: team.map(({ specialty, section }) => ({ specialty, state: section })),
      mine: team.find(({ userId, specialty }) => userId === ctx.actor.id && specialty === ctx.actor.specialty)?.section ?? null,
    };
  });
}
