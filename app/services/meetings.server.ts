import { and, eq } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { assessmentMembers, assessments, conclusions, meetingDecisions, meetingOpinions, meetings, organisations, users } from '#db/schema';
import { fullName } from '~/domain/children';
import type { MemberState } from '~/domain/assessments';
import {
  opinionsMissing,
  subjectsOf,
  whyNotClose,
  whyNotHeldOn,
  whyNotRecordMinutes,
  type MeetingDecision,
  type MeetingState,
  type MinutesDraft,
  type Opinion,
  type OpinionForm,
} from '~/domain/meetings';
import type { Specialty } from '~/domain/permissions';
import { refuse, refuseStale, type Reason } from '~/domain/refusal';
import { audit, opening } from './audit.server';
import { findAssessment, nameOf, readText, refuseOutsiders, refuseStopped } from './concluding.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { authorize, may } from './ties.server';

/**
 * The collegial meeting of an examination: its team and the head talk the recommendations over, each writes an own
 * opinion, and the head closes the minutes.
 */

interface Names {
  kk: string;
  ru: string;
  en: string;
}

interface Minutes {
  id: string;
  heldOn: string;
  state: MeetingState;
  summary: string;
  decision: string;
  familyPresent: boolean;
  savedAt: Date;
  closedBy: string | null;
  version: number;
}

async function findMinutes(tx: Tx, assessmentId: string): Promise<Minutes | null> {
  const [row] = await tx
    .select({
      id: meetings.id,
      heldOn: meetings.heldOn,
      state: meetings.state,
      summary: meetings.summary,
      decision: meetings.decision,
      familyPresent: meetings.familyPresent,
      savedAt: meetings.savedAt,
      closedBy: meetings.closedBy,
      version: meetings.version,
    })
    .from(meetings)
    .where(eq(meetings.assessmentId, assessmentId));
  return row ?? null;
}

interface Seat {
  userId: string;
  name: string;
  specialty: Specialty;
  state: MemberState;
}

async function teamOf(tx: Tx, assessmentId: string): Promise<Seat[]> {
  const rows = await tx
    .select({
      userId: assessmentMembers.userId,
      surname: users.surname,
      givenName: users.givenName,
      patronymic: users.patronymic,
      specialty: assessmentMembers.specialty,
      state: assessmentMembers.state,
    })
    .from(assessmentMembers)
    .innerJoin(users, eq(users.id, assessmentMembers.userId))
    .where(eq(assessmentMembers.assessmentId, assessmentId))
    .orderBy(assessmentMembers.specialty);
  return rows.map(({ userId, specialty, state, ...name }) => ({ userId, specialty, state, name: fullName(name) }));
}

interface Said {
  userId: string;
  name: string;
  specialty: Specialty | null;
  opinion: Opinion;
  words: string;
}

async function opinionsOf(tx: Tx, meetingId: string | undefined): Promise<Said[]> {
  if (meetingId === undefined) return [];
  const rows = await tx
    .select({
      userId: meetingOpinions.userId,
      surname: users.surname,
      givenName: users.givenName,
      patronymic: users.patronymic,
      specialty: meetingOpinions.specialty,
      opinion: meetingOpinions.opinion,
      words: meetingOpinions.words,
    })
    .from(meetingOpinions)
    .innerJoin(users, eq(users.id, meetingOpinions.userId))
    .where(eq(meetingOpinions.meetingId, meetingId));
  return rows.map(({ userId, specialty, opinion, words, ...name }) => ({ userId, specialty, opinion, words, name: fullName(name) }));
}

async function decisionsOf(tx: Tx, meetingId: string | undefined): Promise<{ subject: string; decision: MeetingDecision; note: string }[]> {
  if (meetingId === undefined) return [];
  return tx
    .select({ subject: meetingDecisions.subject, decision: meetingDecisions.decision, note: meetingDecisions.note })
    .from(meetingDecisions)
    .where(eq(meetingDecisions.meetingId, meetingId))
    .orderBy(meetingDecisions.subject);
}

/** What is on the table: the recommendations of the draft in hand, or of the conclusion that came of it. */
async function subjectsFor(tx: Tx, assessmentId: string): Promise<{ conclusionId: string | null; subjects: string[] }> {
  const rows = await tx.select({ id: conclusions.id, state: conclusions.state }).from(conclusions).where(eq(conclusions.assessmentId, assessmentId));
  const inHand = rows.find(({ state }) => state !== 'void') ?? rows[0];
  return { conclusionId: inHand?.id ?? null, subjects: inHand ? subjectsOf(await readText(tx, inHand.id)) : [] };
}

export interface Participant {
  name: string;
  /** Null for the head of the PMPC. */
  specialty: Specialty | null;
  opinion: Opinion | null;
  words: string;
  isNeeded: boolean;
  isMe: boolean;
}

export interface SubjectLine {
  subject: string;
  decision: MeetingDecision | null;
  note: string;
  /** The draft recommends it no longer; the decision stays in the minutes. */
  isGone: boolean;
}

export interface MeetingPage {
  assessmentId: string;
  child: ChildHead;
  sessionOn: string;
  pmpc: Names;
  /** Null before anything is written. */
  minutes: {
    heldOn: string;
    state: MeetingState;
    summary: string;
    decision: string;
    familyPresent: boolean;
    savedAt: string;
    closedBy: string | null;
    version: number;
  } | null;
  participants: Participant[];
  subjects: SubjectLine[];
  conclusionId: string | null;
  /** What stands between the minutes and their closing; null once they are closed. */
  waiting: { whyNot: Reason | null; opinionsMissing: number } | null;
  today: string;
  can: { record: boolean; speak: boolean; close: boolean };
}

/** The minutes of an examination's meeting, for its team and the head. `purpose` asks for the right to write as well. */
export async function openMeeting(ctx: Context, assessmentId: string, purpose: 'reading' | 'recording' | 'opinion' | 'closing' = 'reading'): Promise<MeetingPage> {
  const { childId } = await ctx.read((tx) => findAssessment(tx, assessmentId));
  return opening(ctx, 'meeting.open', { childId, subjectId: assessmentId }, async (tx) => {
    const assessment = await findAssessment(tx, assessmentId);
    await authorize(ctx, tx, 'meeting.open', { childId });
    await refuseOutsiders(ctx, tx, { assessmentId, pmpcId: assessment.pmpcId });
    if (purpose !== 'reading') await authorize(ctx, tx, 'meeting.record', { childId });
    if (purpose === 'closing') refuseAllButHead(ctx);
    return readMeeting(ctx, tx, assessment);
  });
}

async function readMeeting(ctx: Context, tx: Tx, assessment: { id: string; childId: string }): Promise<MeetingPage> {
  const { id: assessmentId, childId } = assessment;
  const [place] = await tx
    .select({ sessionOn: assessments.sessionOn, kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn })
    .from(assessments)
    .innerJoin(organisations, eq(organisations.id, assessments.pmpcId))
    .where(eq(assessments.id, assessmentId));
  if (!place) refuse('not-found');
  const { sessionOn, ...pmpc } = place;
  const minutes = await findMinutes(tx, assessmentId);
  const team = await teamOf(tx, assessmentId);
  const opinions = await opinionsOf(tx, minutes?.id);
  const decisions = await decisionsOf(tx, minutes?.id);
  const { conclusionId, subjects } = await subjectsFor(tx, assessmentId);
  const isOpen = minutes?.state !== 'closed';
  const writes = isOpen && (await may(ctx, tx, 'meeting.record', { childId }));
  const closing = { team, opinions: opinions.map(({ userId }) => userId) };
  return {
    assessmentId,
    child: await readHead(ctx, tx, childId),
    sessionOn,
    pmpc,
    minutes: minutes && {
      heldOn: minutes.heldOn,
      state: minutes.state,
      summary: minutes.summary,
      decision: minutes.decision,
      familyPresent: minutes.familyPresent,
      savedAt: minutes.savedAt.toISOString(),
      closedBy: minutes.closedBy && (await nameOf(tx, minutes.closedBy)),
      version: minutes.version,
    },
    participants: participantsOf(ctx, team, opinions),
    subjects: linesOf(isOpen ? subjects : [], decisions),
    conclusionId,
    waiting: isOpen && minutes ? { whyNot: whyNotClose({ ...minutes, subjects, decisions, ...closing }), opinionsMissing: opinionsMissing(closing) } : null,
    today: ctx.today,
    can: { record: writes, speak: writes && minutes !== null, close: writes && minutes !== null && ctx.actor.role === 'pmpc_coordinator' },
  };
}

/** The team, one line a specialty, and whoever else has written an opinion: a head. */
function participantsOf(ctx: Context, team: Seat[], opinions: Said[]): Participant[] {
  const seated = team.map(({ userId, name, specialty, state }): Participant => {
    const said = opinions.find((one) => one.userId === userId);
    return { name, specialty, opinion: said?.opinion ?? null, words: said?.words ?? '', isNeeded: state === 'needed', isMe: userId === ctx.actor.id };
  });
  const others = opinions.filter(({ userId }) => !team.some((seat) => seat.userId === userId));
  return [
    ...seated.filter(({ isNeeded, opinion }) => isNeeded || opinion !== null),
    ...others.map(({ userId, name, specialty, opinion, words }): Participant => ({ name, specialty, opinion, words, isNeeded: false, isMe: userId === ctx.actor.id })),
  ];
}

function linesOf(subjects: readonly string[], decisions: readonly { subject: string; decision: MeetingDecision; note: string }[]): SubjectLine[] {
  const gone = decisions.filter(({ subject }) => !subjects.includes(subject)).map((row) => ({ ...row, isGone: subjects.length > 0 }));
  const open = subjects.map((subject): SubjectLine => {
    const made = decisions.find((row) => row.subject === subject);
    return { subject, decision: made?.decision ?? null, note: made?.note ?? '', isGone: false };
  });
  return [...open, ...gone];
}

function refuseAllButHead(ctx: Context): void {
  if (ctx.actor.role !== 'pmpc_coordinator') refuse('not-found');
}

async function admitToWrite(ctx: Context, tx: Tx, assessmentId: string) {
  const assessment = await findAssessment(tx, assessmentId);
  await authorize(ctx, tx, 'meeting.record', { childId: assessment.childId });
  await refuseOutsiders(ctx, tx, { assessmentId, pmpcId: assessment.pmpcId });
  await refuseStopped(tx, { assessmentId, childId: assessment.childId });
  return assessment;
}

/**
 * Saves the minutes over the version they were opened at; the first save begins them (its version is 0).
 * @throws Refused `meeting.wrong-state` once they are closed, `field.in-the-future` and `field.before-start` for the day
 */
export function saveMinutes(ctx: Context, assessmentId: string, draft: MinutesDraft): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { childId } = await admitToWrite(ctx, tx, assessmentId);
    const { version, decisions, ...fields } = draft;
    const minutes = await findMinutes(tx, assessmentId);
    const whyNot = minutes && whyNotRecordMinutes(minutes.state);
    if (whyNot) refuse(whyNot);
    const before = await decisionsOf(tx, minutes?.id);
    if (version !== (minutes?.version ?? 0)) refuseStale(minutesText(minutes, before, draft));
    const [session] = await tx.select({ on: assessments.sessionOn }).from(assessments).where(eq(assessments.id, assessmentId));
    const whyNotDay = whyNotHeldOn(fields.heldOn, session?.on ?? '', ctx.today);
    if (whyNotDay) refuse(whyNotDay);
    const { subjects } = await subjectsFor(tx, assessmentId);
    const known = new Set([...subjects, ...before.map(({ subject }) => subject)]);
    if (decisions.some(({ subject }) => !known.has(subject))) refuse('malformed');

    const meetingId = minutes?.id ?? (await beginMinutes(ctx, tx, { assessmentId, childId, heldOn: fields.heldOn }));
    const changed = await tx
      .update(meetings)
      .set({ ...fields, savedAt: ctx.now, version: version + 1 })
      .where(and(eq(meetings.id, meetingId), eq(meetings.state, 'draft'), eq(meetings.version, version)))
      .returning({ id: meetings.id });
    if (changed.length === 0) refuse('meeting.wrong-state');
    await tx.delete(meetingDecisions).where(eq(meetingDecisions.meetingId, meetingId));
    const made = decisions.flatMap(({ subject, decision, note }) => (decision === null ? [] : [{ meetingId, subject, decision, note }]));
    if (made.length > 0) await tx.insert(meetingDecisions).values(made);
    await audit(ctx, tx, 'meeting.record', { childId, subjectId: assessmentId, detail: `version ${version + 1}` });
  });
}

async function beginMinutes(ctx: Context, tx: Tx, meeting: { assessmentId: string; childId: string; heldOn: string }): Promise<string> {
  const [made] = await tx
    .insert(meetings)
    .values({ ...meeting, state: 'draft', createdBy: ctx.actor.id, createdAt: ctx.now, savedAt: ctx.now, version: 0 })
    .returning({ id: meetings.id });
  if (!made) throw new Error('the minutes were not written');
  return made.id;
}

/** What the minutes hold now, under the names the typed form has for it. */
function minutesText(minutes: Minutes | null, decisions: { subject: string; decision: MeetingDecision; note: string }[], typed: MinutesDraft): Record<string, string> {
  const rows = typed.decisions.flatMap(({ subject }, index) => {
    const made = decisions.find((row) => row.subject === subject);
    return [
      [`decisions[${index}].decision`, made?.decision ?? ''],
      [`decisions[${index}].note`, made?.note ?? ''],
    ];
  });
  return {
    heldOn: minutes?.heldOn ?? typed.heldOn,
    summary: minutes?.summary ?? '',
    decision: minutes?.decision ?? '',
    ...Object.fromEntries(rows),
    version: String(minutes?.version ?? 0),
  };
}

/** A member of the team, or the head, writes the own opinion; nobody else's row is touched. */
export function writeOpinion(ctx: Context, assessmentId: string, { opinion, words }: OpinionForm): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { childId } = await admitToWrite(ctx, tx, assessmentId);
    const minutes = await findMinutes(tx, assessmentId);
    if (!minutes) refuse('not-found');
    const whyNot = whyNotRecordMinutes(minutes.state);
    if (whyNot) refuse(whyNot);
    const specialty = (await teamOf(tx, assessmentId)).find(({ userId }) => userId === ctx.actor.id)?.specialty ?? null;
    await tx
      .insert(meetingOpinions)
      .values({ meetingId: minutes.id, userId: ctx.actor.id, specialty, opinion, words })
      .onConflictDoUpdate({ target: [meetingOpinions.meetingId, meetingOpinions.userId], set: { opinion, words, specialty } });
    await audit(ctx, tx, 'meeting.record', { childId, subjectId: assessmentId, detail: `opinion ${opinion}` });
  });
}

/**
 * The head closes the minutes in the version that was read; they never change afterwards.
 * @throws Refused `meeting.incomplete`, `meeting.opinions-missing`
 */
export function closeMeeting(ctx: Context, assessmentId: string, { version }: { version: number }): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { childId } = await admitToWrite(ctx, tx, assessmentId);
    refuseAllButHead(ctx);
    const minutes = await findMinutes(tx, assessmentId);
    if (!minutes) refuse('not-found');
    if (minutes.state === 'draft' && version !== minutes.version) {
      refuseStale({ summary: minutes.summary, decision: minutes.decision, version: String(minutes.version) });
    }
    const decisions = await decisionsOf(tx, minutes.id);
    const { subjects } = await subjectsFor(tx, assessmentId);
    const heard = { team: await teamOf(tx, assessmentId), opinions: (await opinionsOf(tx, minutes.id)).map(({ userId }) => userId) };
    const whyNot = whyNotClose({ ...minutes, subjects, decisions, ...heard });
    if (whyNot) refuse(whyNot, { missing: opinionsMissing(heard) });
    const closed = await tx
      .update(meetings)
      .set({ state: 'closed', closedBy: ctx.actor.id, savedAt: ctx.now, version: version + 1 })
      .where(and(eq(meetings.id, minutes.id), eq(meetings.state, 'draft'), eq(meetings.version, version)))
      .returning({ id: meetings.id });
    if (closed.length === 0) refuse('meeting.wrong-state');
    await audit(ctx, tx, 'meeting.record', { childId, subjectId: assessmentId, detail: 'closed' });
  });
}

export interface PrintedMinutes extends MeetingPage {
  printedBy: string;
  printedAt: string;
}

/** The minutes to print. */
export async function openPrintedMinutes(ctx: Context, assessmentId: string): Promise<PrintedMinutes> {
  const { childId } = await ctx.read((tx) => findAssessment(tx, assessmentId));
  return opening(ctx, 'meeting.open', { childId, subjectId: assessmentId, detail: 'paper' }, async (tx) => {
    const assessment = await findAssessment(tx, assessmentId);
    await authorize(ctx, tx, 'meeting.open', { childId });
    await refuseOutsiders(ctx, tx, { assessmentId, pmpcId: assessment.pmpcId });
    const page = await readMeeting(ctx, tx, assessment);
    if (!page.minutes) refuse('not-found');
    return { ...page, printedBy: await nameOf(tx, ctx.actor.id), printedAt: ctx.now.toISOString() };
  });
}
