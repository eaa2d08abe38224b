import { and, asc, desc, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { assessmentMembers, assessments, guardians, newId, organisations, referrals, requestJumps, requests, rooms, users, visits } from '#db/schema';
import type { CaseKind, ExamKind, InstructionLanguage, Language, Relation, RequestChannel, RequestState, Urgency, VisitState } from '#db/vocabulary';
import { addDays, ageOn, dayIn } from '~/domain/calendar';
import { foldForSearch, fullName } from '~/domain/children';
import { clocksOf, kindShown, type Act, type Clock, type Deadline, type DeadlineKind } from '~/domain/deadlines';
import { inForce } from '~/domain/editions';
import type { PaperAsked } from '~/domain/papers-asked';
import { refuse, refuseStale } from '~/domain/refusal';
import {
  caseKindOf,
  examKindOf,
  waitedDays,
  whyNotArrive,
  whyNotChange,
  whyNotOfAge,
  whyNotTakeBack,
  type DeskRequest,
  type LinkedRevision,
  type RequestRevision,
} from '~/domain/requests';
import { audit, opening } from './audit.server';
import type { Context } from './context';
import { editionsOf } from './editions.server';
import { calendarAt } from './forecasting.server';
import { fingerprintOf, headOf, papersOf, rankAt, readRequest, stepRequest, turnIn, type FoundRequest, type RequestHead, type Turn } from './queueing.server';
import { authorize, during, learnsOfVisits, may } from './ties.server';

/** The desk of a PMPC: requests it writes down, opens, changes and takes out of the queue. */

interface Named {
  kk: string;
  ru: string;
  en: string;
}

const named = { kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn };

/** Whether the form for a new request may be opened at all. */
export function startRequest(ctx: Context): Promise<{ today: string }> {
  return ctx.read(async (tx) => {
    await authorize(ctx, tx, 'request.record', { organisationId: here(ctx) });
    return { today: ctx.today };
  });
}

function here(ctx: Context): string {
  return ctx.actor.organisationId ?? '';
}

/** A request of the own PMPC that may be about the same child. */
export interface LikelyTwin {
  id: string;
  name: string;
  birthDate: string;
  state: RequestState;
  receivedOn: string;
}

/**
 * Writes down a request made by telephone, at the desk or by health care. Likely duplicates in the own queue come back
 * instead, until the registrar says "all the same"; nothing is asked of other PMPCs.
 * @throws Refused `field.in-the-future` or `request.of-age` for the birth date
 */
export function recordRequest(ctx: Context, draft: DeskRequest): Promise<{ id: string } | { twins: LikelyTwin[] }> {
  return ctx.transaction(async (tx) => {
    const pmpcId = here(ctx);
    await authorize(ctx, tx, 'request.record', { organisationId: pmpcId });
    const whyNot = whyNotOfAge(draft.birthDate, ctx.today);
    if (whyNot) refuse(whyNot);
    const mark = fingerprintOf(draft);
    const twins = await twinsOf(tx, pmpcId, mark, null);
    if (twins.length > 0 && !draft.allTheSame) {
      await audit(ctx, tx, 'request.record', { detail: `likely duplicates ${twins.length}` });
      return { twins };
    }
    const { allTheSame: _, caseKind: chosen, reason, patronymic, ...said } = draft;
    const caseKind = chosen ?? caseKindOf(draft, ctx.today);
    const id = newId();
    await tx.insert(requests).values({
      ...said,
      id,
      pmpcId,
      state: 'waiting',
      patronymic: patronymic || null,
      folded: foldForSearch(fullName(draft)),
      fingerprint: mark,
      caseKind,
      examKind: examKindOf(caseKind),
      reason: reason || null,
      rank: await rankAt(tx, pmpcId, { urgency: 'usual', caseKind }),
      receivedAt: ctx.now,
      receivedOn: ctx.today,
      recordedBy: ctx.actor.id,
    });
    await audit(ctx, tx, 'request.record', { subjectId: id, detail: draft.channel });
    return { id };
  });
}

async function twinsOf(tx: Tx, pmpcId: string, mark: string, besidesId: string | null): Promise<LikelyTwin[]> {
  if (mark === '') return [];
  const rows = await tx
    .select({
      id: requests.id,
      surname: requests.surname,
      givenName: requests.givenName,
      patronymic: requests.patronymic,
      birthDate: requests.birthDate,
      state: requests.state,
      receivedOn: requests.receivedOn,
    })
    .from(requests)
    .where(
      and(
        eq(requests.pmpcId, pmpcId),
        eq(requests.fingerprint, mark),
        inArray(requests.state, ['waiting', 'booked', 'seen']),
        besidesId ? ne(requests.id, besidesId) : undefined,
      ),
    )
    .orderBy(asc(requests.receivedAt))
    .limit(10);
  return rows.map(({ surname, givenName, patronymic, ...row }) => ({ ...row, name: fullName({ surname, givenName, patronymic }) }));
}

/** A request of the actor's PMPC; another PMPC's does not exist for them. */
async function findRequest(ctx: Context, tx: Tx, action: 'request.open' | 'request.record', id: string): Promise<FoundRequest> {
  const request = await readRequest(tx, id);
  await authorize(ctx, tx, action, { organisationId: request.pmpcId });
  return request;
}

export interface ShownClock extends Pick<Clock, 'code' | 'names' | 'due' | 'state' | 'open' | 'leftDays' | 'limit' | 'unit' | 'paragraph' | 'note'> {
  kind: DeadlineKind | 'unchecked';
  act: Named | null;
}

export interface RequestPage extends RequestHead, Turn {
  age: { years: number; months: number };
  channel: RequestChannel;
  urgency: Urgency;
  caseKind: CaseKind;
  examKind: ExamKind;
  examLanguage: InstructionLanguage;
  receivedOn: string;
  waited: number;
  seenOn: string | null;
  closedOn: string | null;
  closeReason: string | null;
  applicant: { name: string; relation: Relation | null; phone: string | null; language: Language };
  reason: string;
  recordedBy: string | null;
  from: Named | null;
  links: { child: string | null; referral: string | null; examination: string | null };
  papers: PaperAsked[];
  owed: string[];
  clocks: ShownClock[];
  visits: { id: string; on: string; startsAt: string; endsAt: string; room: string; ordinal: number; state: VisitState; reason: string }[];
  jumps: { id: string; before: Urgency; after: Urgency; reason: string; by: string; at: string }[];
  twins: LikelyTwin[];
  can: { edit: boolean; papers: boolean; withdraw: boolean; arrive: boolean; jump: boolean; book: boolean };
}

/** One request with everything that hangs on it: clocks, papers, appointments, jumps, likely duplicates in the own queue. */
export async function openRequest(ctx: Context, id: string): Promise<RequestPage> {
  const { childId } = await ctx.read((tx) => findRequest(ctx, tx, 'request.open', id));
  return opening(ctx, 'request.open', { childId: childId ?? undefined, subjectId: id }, async (tx) => {
    const request = await findRequest(ctx, tx, 'request.open', id);
    const organisationId = request.pmpcId;
    const known = { childId: request.childId ?? undefined, organisationId };
    const referral = request.referralId ? await referralBehind(tx, request.referralId) : null;
    const reads = referral !== null && (await may(ctx, tx, 'referral.open', known));
    const booked = await visitsOf(tx, id);
    const { papers, owed } = await papersOf(tx, request);
    const records = await may(ctx, tx, 'request.record', { organisationId });
    const isOpen = whyNotChange(request.state) === null;
    const examination = booked.find(({ assessmentId }) => assessmentId)?.assessmentId ?? referral?.assessmentId ?? null;
    const { name: applicant, relation, phone, language } = await applicantOf(ctx, tx, request);
    return {
      ...headOf(request),
      age: ageOn(request.birthDate, ctx.today),
      channel: request.channel,
      urgency: request.urgency,
      caseKind: request.caseKind,
      examKind: request.examKind,
      examLanguage: request.examLanguage,
      receivedOn: request.receivedOn,
      waited: waitedDays(request, ctx.today),
      ...(await turnIn(tx, request, ctx.today)),
      seenOn: request.seenOn,
      closedOn: request.closedOn,
      closeReason: request.closeReason,
      applicant: { name: applicant, relation, phone, language },
      reason: request.reason ?? (reads ? (referral?.reason ?? '') : ''),
      recordedBy: request.recordedBy ? await nameOf(tx, request.recordedBy) : null,
      from: referral && referral.fromOrganisationId !== organisationId ? { kk: referral.kk, ru: referral.ru, en: referral.en } : null,
      links: {
        child: request.childId && (await may(ctx, tx, 'child.open', known)) ? request.childId : null,
        referral: reads ? request.referralId : null,
        examination: examination && (await may(ctx, tx, 'assessment.open', known)) ? examination : null,
      },
      papers,
      owed,
      clocks: await clocksFor(ctx, tx, request, booked),
      visits: booked.map(({ assessmentId: _, bookedAt: __, ...visit }) => visit),
      jumps: await jumpsOf(tx, id),
      twins: isOpen ? await twinsOf(tx, organisationId, request.fingerprint, id) : [],
      can: {
        edit: records && isOpen,
        papers: records && isOpen,
        withdraw: records && whyNotTakeBack({ state: request.state, referredFromElsewhere: isFromElsewhere(request, referral) }) === null,
        arrive: records && whyNotArrive(request) === null,
        jump: isOpen && request.state !== 'seen' && (await may(ctx, tx, 'request.jump', { organisationId })),
        book: isOpen && !booked.some(({ state }) => state === 'booked') && (await may(ctx, tx, 'visit.book', { organisationId })),
      },
    };
  });
}

async function referralBehind(tx: Tx, referralId: string) {
  const [referral] = await tx
    .select({
      id: referrals.id,
      state: referrals.state,
      reason: referrals.reason,
      fromOrganisationId: referrals.fromOrganisationId,
      authorId: referrals.authorId,
      assessmentId: assessments.id,
      ...named,
    })
    .from(referrals)
    .innerJoin(organisations, eq(organisations.id, referrals.fromOrganisationId))
    .leftJoin(assessments, eq(assessments.referralId, referrals.id))
    .where(eq(referrals.id, referralId));
  return referral ?? null;
}

/** A family's own referral counts for the PMPC it goes to, but it is the family that takes it back. */
function isFromElsewhere(request: Pick<FoundRequest, 'channel' | 'pmpcId'>, referral: { fromOrganisationId: string } | null): boolean {
  return referral !== null && (request.channel === 'family' || referral.fromOrganisationId !== request.pmpcId);
}

/** Who asked: as the request says, else the guardian who is called first, of those who may know of an appointment. */
async function applicantOf(ctx: Context, tx: Tx, request: FoundRequest) {
  const said = { name: request.applicantName, relation: request.applicantRelation, phone: request.phone, language: request.contactLanguage };
  if (said.name !== '' || request.childId === null || !(await may(ctx, tx, 'identity.contacts', { childId: request.childId }))) return said;
  const [guardian] = await tx
    .select({ surname: guardians.surname, givenName: guardians.givenName, patronymic: guardians.patronymic, relation: guardians.relation, phone: guardians.phone, language: guardians.language })
    .from(guardians)
    .where(and(eq(guardians.childId, request.childId), during(ctx, guardians), learnsOfVisits(ctx)))
    .orderBy(desc(guardians.preferred), asc(guardians.surname), asc(guardians.id))
    .limit(1);
  if (!guardian) return said;
  const { relation, phone, language, ...name } = guardian;
  return { name: fullName(name), relation, phone: said.phone ?? phone, language };
}

async function nameOf(tx: Tx, userId: string): Promise<string | null> {
  const [user] = await tx.select({ surname: users.surname, givenName: users.givenName }).from(users).where(eq(users.id, userId));
  return user ? fullName(user) : null;
}

function visitsOf(tx: Tx, requestId: string) {
  return tx
    .select({
      id: visits.id,
      on: visits.visitOn,
      startsAt: visits.startsAt,
      endsAt: visits.endsAt,
      room: rooms.name,
      ordinal: visits.ordinal,
      state: visits.state,
      reason: visits.reason,
      assessmentId: visits.assessmentId,
      bookedAt: visits.bookedAt,
    })
    .from(visits)
    .innerJoin(rooms, eq(rooms.id, visits.roomId))
    .where(eq(visits.requestId, requestId))
    .orderBy(asc(visits.visitOn), asc(visits.startsAt), asc(visits.id));
}

async function jumpsOf(tx: Tx, requestId: string): Promise<RequestPage['jumps']> {
  const rows = await tx
    .select({
      id: requestJumps.id,
      before: requestJumps.before,
      after: requestJumps.after,
      reason: requestJumps.reason,
      at: requestJumps.at,
      surname: users.surname,
      givenName: users.givenName,
    })
    .from(requestJumps)
    .innerJoin(users, eq(users.id, requestJumps.authorId))
    .where(eq(requestJumps.requestId, requestId))
    .orderBy(desc(requestJumps.at));
  return rows.map(({ surname, givenName, at, ...jump }) => ({ ...jump, by: fullName({ surname, givenName }), at: at.toISOString() }));
}

async function clocksFor(ctx: Context, tx: Tx, request: FoundRequest, booked: Awaited<ReturnType<typeof visitsOf>>): Promise<ShownClock[]> {
  const kept = booked.filter(({ state }) => state === 'booked' || state === 'held');
  const [first] = booked.map(({ bookedAt }) => dayIn(bookedAt)).sort();
  const days = {
    receivedOn: request.receivedOn,
    channel: request.channel,
    bookedOn: first ?? null,
    visitOn: request.seenOn ?? kept[0]?.on ?? null,
    closedOn: request.closedOn,
  };
  const calendar = await calendarAt(tx, ctx.today);
  const acts = inForce(await editionsOf<Act>(tx, 'acts'), request.receivedOn);
  return clocksOf(days, await editionsOf<Deadline>(tx, 'deadlines'), calendar, ctx.today).map((clock) => {
    const { code, names, due, state, open, leftDays, limit, unit, paragraph, note } = clock;
    return { code, names, due, state, open, leftDays, limit, unit, paragraph, note, kind: kindShown(clock), act: acts.find(({ code: act }) => act === clock.act)?.names ?? null };
  });
}

export interface RequestEditPage {
  head: RequestHead;
  /** It has its child, so who the child is stands in that record. */
  linked: boolean;
  /** It is over, and nothing can be changed. */
  over: boolean;
  today: string;
  saved: {
    surname: string;
    givenName: string;
    patronymic: string;
    birthDate: string;
    applicantName: string;
    applicantRelation: Relation | null;
    phone: string;
    contactLanguage: Language;
    examLanguage: InstructionLanguage;
    caseKind: CaseKind;
    reason: string;
    version: number;
  };
}

/** A request as its form shows it, its reason and telephone with it. */
export async function startRequestEdit(ctx: Context, id: string): Promise<RequestEditPage> {
  const { childId } = await ctx.read((tx) => findRequest(ctx, tx, 'request.record', id));
  return opening(ctx, 'request.open', { childId: childId ?? undefined, subjectId: id }, async (tx) => {
    const request = await findRequest(ctx, tx, 'request.record', id);
    return { head: headOf(request), linked: request.childId !== null, over: whyNotChange(request.state) !== null, today: ctx.today, saved: savedOf(request) };
  });
}

function savedOf(request: FoundRequest): RequestEditPage['saved'] {
  const { surname, givenName, birthDate, applicantName, applicantRelation, contactLanguage, examLanguage, caseKind, version } = request;
  return {
    surname, givenName, patronymic: request.patronymic ?? '', birthDate, applicantName, applicantRelation, phone: request.phone ?? '',
    contactLanguage, examLanguage, caseKind, reason: request.reason ?? '', version,
  };
}

/** Changes a request over the version it was opened at; another kind of case may change its rank. */
export function reviseRequest(ctx: Context, id: string, revision: RequestRevision | LinkedRevision): Promise<void> {
  return ctx.transaction(async (tx) => {
    const request = await findRequest(ctx, tx, 'request.record', id);
    const whyNot = whyNotChange(request.state) ?? ('birthDate' in revision ? whyNotOfAge(revision.birthDate, ctx.today) : null);
    if (whyNot) refuse(whyNot);
    if (revision.version !== request.version || 'surname' in revision === (request.childId !== null)) {
      const { surname, givenName, patronymic, applicantName, phone, reason } = savedOf(request);
      refuseStale({ surname, givenName, patronymic, applicantName, phone, reason, version: String(request.version) });
    }
    const { version, caseKind: chosen, reason, ...said } = revision;
    const person = 'surname' in said ? { ...said, patronymic: said.patronymic || null } : said;
    const named = 'surname' in revision ? revision : request;
    const caseKind = chosen ?? caseKindOf(named, ctx.today);
    const [saved] = await tx
      .update(requests)
      .set({
        ...person,
        ...('surname' in revision ? { folded: foldForSearch(fullName(revision)), fingerprint: fingerprintOf(revision) } : {}),
        caseKind,
        examKind: examKindOf(caseKind),
        reason: reason || null,
        rank: await rankAt(tx, request.pmpcId, { urgency: request.urgency, caseKind }),
        version: version + 1,
      })
      .where(and(eq(requests.id, id), eq(requests.version, version)))
      .returning({ id: requests.id });
    if (!saved) refuse('request.wrong-state');
    await audit(ctx, tx, 'request.record', { childId: request.childId ?? undefined, subjectId: id, detail: 'revised' });
  });
}

/** What the page shows on which a request is taken back. */
export function startRequestWithdrawal(ctx: Context, id: string): Promise<{ head: RequestHead; version: number; open: boolean; booked: number }> {
  return ctx.read(async (tx) => {
    const request = await findRequest(ctx, tx, 'request.record', id);
    const referral = request.referralId ? await referralBehind(tx, request.referralId) : null;
    const coming = (await visitsOf(tx, id)).filter(({ state }) => state === 'booked');
    const whyNot = whyNotTakeBack({ state: request.state, referredFromElsewhere: isFromElsewhere(request, referral) });
    return { head: headOf(request), version: request.version, open: whyNot === null, booked: coming.length };
  });
}

/**
 * Takes a request out of the queue with a reason; its appointments are free again. The PMPC's own referral behind it is
 * withdrawn with it, and the specialists of its examination no longer open the child's file.
 * @throws Refused `request.has-referral` where somebody else's referral stands behind it, `request.wrong-state`
 */
export function withdrawRequest(ctx: Context, id: string, draft: { reason: string; version: number }): Promise<void> {
  return ctx.transaction(async (tx) => {
    const request = await findRequest(ctx, tx, 'request.record', id);
    const referral = request.referralId ? await referralBehind(tx, request.referralId) : null;
    const whyNot = whyNotTakeBack({ state: request.state, referredFromElsewhere: isFromElsewhere(request, referral) });
    if (whyNot) refuse(whyNot);
    if (draft.version !== request.version) refuseStale({ version: String(request.version) });
    if (referral) await withdrawOwnReferral(ctx, tx, referral);
    await stepRequest(ctx, tx, { requestId: id }, 'withdrawn', ctx.today, draft.reason);
    await audit(ctx, tx, 'request.record', { childId: request.childId ?? undefined, subjectId: id, detail: 'withdrawn' });
  });
}

async function withdrawOwnReferral(ctx: Context, tx: Tx, referral: { id: string; assessmentId: string | null }): Promise<void> {
  await tx
    .update(referrals)
    .set({ state: 'withdrawn', decidedAt: ctx.now, decidedBy: ctx.actor.id })
    .where(and(eq(referrals.id, referral.id), inArray(referrals.state, ['sent', 'accepted'])));
  if (!referral.assessmentId) return;
  const yesterday = addDays(ctx.today, -1);
  await tx
    .update(assessmentMembers)
    .set({ validTo: yesterday })
    .where(and(eq(assessmentMembers.assessmentId, referral.assessmentId), or(isNull(assessmentMembers.validTo), gt(assessmentMembers.validTo, yesterday))));
}
