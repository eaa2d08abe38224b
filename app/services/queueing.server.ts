import { and, desc, eq, gt, lte, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { children, conclusions, enrolments, guardians, organisations, referralDocuments, requestPapers, requests, visits } from '#db/schema';
import { fingerprint } from '#db/sealed.server';
import type { CaseKind, ExamKind, RequestChannel, RequestState, Urgency } from '#db/vocabulary';
import { foldForSearch, fullName } from '~/domain/children';
import { askedWith, owedOf, papersFor, type PaperAsked, type PaperList } from '~/domain/papers-asked';
import { QUEUE_RULES, queueRules, rankOf, USUAL_RULES, type ExpectedWeek } from '~/domain/queue';
import { refuse } from '~/domain/refusal';
import { caseKindOf, markOf, whyNotStep } from '~/domain/requests';
import type { Context } from './context';
import { editionsOn } from './editions.server';
import { turnOf } from './forecasting.server';
import { settingOf } from './settings.server';
import { during } from './ties.server';

/** A place in a PMPC's queue: taken when a referral is sent, moved by the deeds of others, and what it still owes in papers. */

export interface SentReferral {
  id: string;
  childId: string;
  pmpcId: string;
  channel: RequestChannel;
  /** Kept sealed with the request only where the referral itself says nothing. */
  reason?: string;
}

/**
 * Gives a referral that is sent its place in the PMPC's queue. Papers the referral names as there or awaited count as such.
 * The caller has asked the policy and leaves the line of the record.
 * @returns the request's id
 */
export async function queueReferral(ctx: Context, tx: Tx, referral: SentReferral): Promise<string> {
  const [child] = await tx
    .select({
      surname: children.surname,
      givenName: children.givenName,
      patronymic: children.patronymic,
      birthDate: children.birthDate,
      language: children.instructionLanguage,
      learnsAt: organisations.kind,
    })
    .from(children)
    .leftJoin(enrolments, and(eq(enrolments.childId, children.id), during(ctx, enrolments)))
    .leftJoin(organisations, eq(organisations.id, enrolments.organisationId))
    .where(eq(children.id, referral.childId))
    .limit(1);
  if (!child) refuse('not-found');
  const { language, learnsAt, ...person } = child;
  const examKind = await examKindAt(tx, referral.childId, referral.pmpcId);
  const caseKind = caseKindOf({ birthDate: person.birthDate, learnsAt, examKind }, ctx.today);
  const [request] = await tx
    .insert(requests)
    .values({
      ...person,
      pmpcId: referral.pmpcId,
      channel: referral.channel,
      state: 'waiting',
      referralId: referral.id,
      childId: referral.childId,
      folded: foldForSearch(fullName(person)),
      fingerprint: fingerprintOf(person),
      contactLanguage: await contactLanguageOf(ctx, tx, referral.childId),
      examLanguage: language,
      examKind,
      caseKind,
      reason: referral.reason || null,
      rank: await rankAt(tx, referral.pmpcId, { urgency: 'usual', caseKind }),
      receivedAt: ctx.now,
      receivedOn: ctx.today,
      recordedBy: ctx.actor.id,
    })
    .returning({ id: requests.id });
  if (!request) throw new Error('the request was not written');
  await bringDocuments(ctx, tx, request.id, referral.id);
  return request.id;
}

/** A child is examined again where this PMPC has issued a conclusion before; another PMPC's is not looked at. */
async function examKindAt(tx: Tx, childId: string, pmpcId: string): Promise<ExamKind> {
  const [before] = await tx
    .select({ id: conclusions.id })
    .from(conclusions)
    .where(and(eq(conclusions.childId, childId), eq(conclusions.pmpcId, pmpcId), eq(conclusions.state, 'issued')))
    .limit(1);
  return before ? 'repeated' : 'primary';
}

/** The rank of a request by the PMPC's own rules. */
export async function rankAt(tx: Tx, pmpcId: string, request: { urgency: Urgency; caseKind: CaseKind }): Promise<number> {
  return rankOf(request, await settingOf(tx, QUEUE_RULES, pmpcId, queueRules, USUAL_RULES));
}

/** The keyed hash by which two requests for the same child find each other inside one PMPC. */
export function fingerprintOf(person: { surname: string; givenName: string; birthDate: string }): string {
  return fingerprint(markOf(person));
}

async function contactLanguageOf(ctx: Context, tx: Tx, childId: string) {
  const [guardian] = await tx
    .select({ language: guardians.language })
    .from(guardians)
    .where(and(eq(guardians.childId, childId), during(ctx, guardians)))
    .orderBy(desc(guardians.preferred))
    .limit(1);
  return guardian?.language ?? 'kk';
}

async function bringDocuments(ctx: Context, tx: Tx, requestId: string, referralId: string): Promise<void> {
  const brought = await tx
    .select({ paper: referralDocuments.kind, state: referralDocuments.state })
    .from(referralDocuments)
    .where(eq(referralDocuments.referralId, referralId));
  for (const { paper, state } of brought) {
    if (state !== 'missing') await tx.insert(requestPapers).values({ requestId, paper, state, checkedBy: ctx.actor.id, checkedAt: ctx.now });
  }
}

/**
 * Moves a request on; nothing happens when there is none (a referral from before there was a queue) or it stands there
 * already. The first examination makes the appointment of that day a held one; a request that is withdrawn gives back its
 * appointments, one that is closed those still to come.
 * @param on the day it counts from
 * @throws Refused `request.wrong-state`
 */
export async function stepRequest(
  ctx: Context,
  tx: Tx,
  of: { referralId: string } | { requestId: string },
  to: RequestState,
  on: string,
  reason?: string,
): Promise<void> {
  const [request] = await tx
    .select({ id: requests.id, state: requests.state, version: requests.version })
    .from(requests)
    .where('referralId' in of ? eq(requests.referralId, of.referralId) : eq(requests.id, of.requestId));
  if (!request || request.state === to) return;
  const whyNot = whyNotStep(request.state, to);
  if (whyNot) refuse(whyNot);
  const [moved] = await tx
    .update(requests)
    .set({
      state: to,
      version: request.version + 1,
      ...(to === 'seen' ? { seenOn: on } : {}),
      ...(to === 'closed' || to === 'withdrawn' ? { closedOn: on, closeReason: reason ?? null } : {}),
    })
    .where(and(eq(requests.id, request.id), eq(requests.state, request.state)))
    .returning({ id: requests.id });
  if (!moved) refuse('request.wrong-state');
  if (to === 'seen') {
    await tx
      .update(visits)
      .set({ state: 'held', version: sql`${visits.version} + 1` })
      .where(and(eq(visits.requestId, request.id), eq(visits.state, 'booked'), lte(visits.visitOn, on)));
  }
  if (to === 'withdrawn' || to === 'closed') {
    await tx
      .update(visits)
      .set({ state: 'cancelled', reason: reason ?? '', version: sql`${visits.version} + 1` })
      .where(and(eq(visits.requestId, request.id), eq(visits.state, 'booked'), to === 'closed' ? gt(visits.visitOn, on) : undefined));
  }
}

/** The papers asked for by the list in force on the day the request came. */
export async function papersAskedOf(tx: Tx, request: { caseKind: CaseKind; receivedOn: string }) {
  return papersFor(await editionsOn<PaperList>(tx, 'papers', request.receivedOn), request.caseKind);
}

/**
 * The codes of the mandatory papers that a referral's request still owes; none when there is no request.
 * The conclusion waits for them (`conclusion.papers-owed`).
 */
export async function papersOwed(tx: Tx, referralId: string): Promise<string[]> {
  const [request] = await tx
    .select({ id: requests.id, caseKind: requests.caseKind, receivedOn: requests.receivedOn })
    .from(requests)
    .where(eq(requests.referralId, referralId));
  return request ? (await papersOf(tx, request)).owed : [];
}

// One request, for the pages and deeds about it

/** A request by its id; the caller asks the policy about its PMPC before anything of it is used. */
export async function readRequest(tx: Tx, id: string) {
  const [request] = await tx
    .select({
      id: requests.id,
      pmpcId: requests.pmpcId,
      channel: requests.channel,
      state: requests.state,
      referralId: requests.referralId,
      childId: requests.childId,
      surname: requests.surname,
      givenName: requests.givenName,
      patronymic: requests.patronymic,
      birthDate: requests.birthDate,
      fingerprint: requests.fingerprint,
      applicantName: requests.applicantName,
      applicantRelation: requests.applicantRelation,
      phone: requests.phone,
      contactLanguage: requests.contactLanguage,
      examLanguage: requests.examLanguage,
      examKind: requests.examKind,
      caseKind: requests.caseKind,
      reason: requests.reason,
      urgency: requests.urgency,
      rank: requests.rank,
      receivedAt: requests.receivedAt,
      receivedOn: requests.receivedOn,
      recordedBy: requests.recordedBy,
      seenOn: requests.seenOn,
      closedOn: requests.closedOn,
      closeReason: requests.closeReason,
      version: requests.version,
    })
    .from(requests)
    .where(eq(requests.id, id));
  return request ?? refuse('not-found');
}

export type FoundRequest = Awaited<ReturnType<typeof readRequest>>;

/** The head of the pages about one request. */
export interface RequestHead {
  id: string;
  name: string;
  birthDate: string;
  state: RequestState;
}

export const headOf = (request: FoundRequest): RequestHead => ({ id: request.id, name: fullName(request), birthDate: request.birthDate, state: request.state });

/** Where a request stands in the line; both null once it no longer waits. */
export interface Turn {
  place: number | null;
  /** Null also while the PMPC's past is too short to tell. */
  expected: ExpectedWeek | null;
}

/** Place and expected week of a request that waits; nothing for one that no longer does. */
export async function turnIn(tx: Tx, request: { id: string; pmpcId: string; state: RequestState; rank: number; receivedAt: Date }, today: string): Promise<Turn> {
  if (request.state !== 'waiting') return { place: null, expected: null };
  const { place, expected } = await turnOf(tx, request, today);
  return { place, expected };
}

/** The papers somebody has spoken of, each with its state. */
export function paperStates(tx: Tx, requestId: string) {
  return tx.select({ paper: requestPapers.paper, state: requestPapers.state }).from(requestPapers).where(eq(requestPapers.requestId, requestId));
}

/** The papers asked for with their states, and the codes of those still owed. */
export async function papersOf(tx: Tx, request: Pick<FoundRequest, 'id' | 'caseKind' | 'receivedOn'>): Promise<{ papers: PaperAsked[]; owed: string[] }> {
  const states = await paperStates(tx, request.id);
  const list = await papersAskedOf(tx, request);
  return { papers: askedWith(list, states), owed: owedOf(list, states) };
}

/** Writes down that somebody has looked at a paper; the caller leaves the line of the record. */
export async function tickPaper(ctx: Context, tx: Tx, requestId: string, paper: string, state: PaperAsked['state']): Promise<void> {
  const checked = { state, checkedBy: ctx.actor.id, checkedAt: ctx.now };
  await tx
    .insert(requestPapers)
    .values({ requestId, paper, ...checked })
    .onConflictDoUpdate({ target: [requestPapers.requestId, requestPapers.paper], set: checked });
}
