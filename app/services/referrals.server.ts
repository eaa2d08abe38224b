import { and, asc, count, desc, eq, exists, gt, inArray, isNotNull, isNull, like, lt, ne, or, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';
import type { Tx } from '#db/client.server';
import { assessmentMembers, assessments, children, enrolments, guardians, memberships, organisations, referralDocuments, referrals, users } from '#db/schema';
import type { DocumentState, ReferralDocument, ReferralState, Relation, RequestChannel } from '#db/vocabulary';
import { addDays, ageOn, dayIn } from '~/domain/calendar';
import { foldForSearch, fullName, latinLayoutSlip } from '~/domain/children';
import { calendarOf, type DaysOff } from '~/domain/days-off';
import { isOverdue, type Deadline } from '~/domain/deadlines';
import { REFERRAL_PURPOSES } from '~/domain/consents';
import { PAGE_SIZE, pageOf, type After, type Page } from '~/domain/lists';
import {
  daysWaiting,
  debtsOf,
  REFERRAL_DOCUMENTS,
  whyNotEdit,
  whyNotSend,
  whyNotWithdraw,
  type Consenting,
  type ReferralDraft,
  type ReferralRevision,
} from '~/domain/referrals';
import { refuse, refuseStale } from '~/domain/refusal';
import { audit, listing, opening } from './audit.server';
import type { Context } from './context';
import { editionsOf } from './editions.server';
import { readHead, type ChildHead } from './heads.server';
import { activeConsent, addConsentLine } from './milestones.server';
import { queueReferral, stepRequest } from './queueing.server';
import { authorize, childrenWithin, during, guardianLink, may } from './ties.server';

const from = new QueryBuilder();

export interface Named {
  kk: string;
  ru: string;
  en: string;
}

const named = { kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn };

export interface ReferralFormPage {
  head: ChildHead;
  pmpcs: (Named & { id: string; near: boolean })[];
  guardians: { id: string; name: string; relation: Relation }[];
  consenting: Consenting;
  /** Staff may add a guardian when the child has none on record. */
  canAddGuardian: boolean;
  today: string;
}

/** What the form of a new referral shows. */
export function startReferral(ctx: Context, childId: string): Promise<ReferralFormPage> {
  return ctx.read(async (tx) => {
    await authorize(ctx, tx, 'referral.create', { childId });
    const { head, hidesPlace } = await headFor(ctx, tx, childId);
    const consenting = await consentingFor(ctx, tx, childId);
    return {
      head,
      pmpcs: await pmpcsFor(ctx, tx, hidesPlace ? null : await homeOf(ctx, tx, childId)),
      guardians: ctx.actor.role === 'parent' ? [] : await guardiansOf(ctx, tx, childId),
      consenting,
      canAddGuardian: await may(ctx, tx, 'guardian.link', { childId }),
      today: ctx.today,
    };
  });
}

/** The head of the child; for a guardian who may not know where the child is, without the class. */
async function headFor(ctx: Context, tx: Tx, childId: string): Promise<{ head: ChildHead; hidesPlace: boolean; hidesDocuments: boolean }> {
  const head = await readHead(ctx, tx, childId);
  const closed = ctx.actor.role === 'parent' ? ((await guardianLink(ctx, tx, childId))?.closed ?? []) : [];
  const hidesPlace = closed.includes('location');
  return { head: hidesPlace ? { ...head, className: null } : head, hidesPlace, hidesDocuments: closed.includes('documents') };
}

async function consentingFor(ctx: Context, tx: Tx, childId: string): Promise<Consenting> {
  if (await consented(tx, childId)) return 'on-record';
  if (!(await may(ctx, tx, 'consent.give', { childId }))) return 'missing';
  return ctx.actor.role === 'parent' ? 'own' : 'paper';
}

async function consented(tx: Tx, childId: string): Promise<boolean> {
  for (const purpose of REFERRAL_PURPOSES) if (!(await activeConsent(tx, childId, purpose))) return false;
  return true;
}

async function guardiansOf(ctx: Context, tx: Tx, childId: string) {
  const rows = await tx
    .select({ id: guardians.id, surname: guardians.surname, givenName: guardians.givenName, patronymic: guardians.patronymic, relation: guardians.relation })
    .from(guardians)
    .where(and(eq(guardians.childId, childId), during(ctx, guardians)))
    .orderBy(desc(guardians.preferred), asc(guardians.surname), asc(guardians.id));
  return rows.map((row) => ({ id: row.id, name: fullName(row), relation: row.relation }));
}

/** The PMPCs of the region first; without a region, by name alone. */
async function pmpcsFor(ctx: Context, tx: Tx, homeId: string | null) {
  const [home] = homeId ? await tx.select({ region: organisations.region }).from(organisations).where(eq(organisations.id, homeId)) : [];
  const rows = await tx
    .select({ id: organisations.id, region: organisations.region, ...named })
    .from(organisations)
    .where(eq(organisations.kind, 'pmpc'))
    .orderBy(asc(organisations.folded), asc(organisations.id));
  const own = ctx.actor.organisationId;
  const nearness = (row: (typeof rows)[number]) => (row.id === own ? 0 : row.region === home?.region ? 1 : 2);
  return rows
    .sort((one, other) => nearness(one) - nearness(other))
    .map(({ id, kk, ru, en, region }) => ({ id, kk, ru, en, near: region === home?.region }));
}

/** Whose region is near: the actor's own organisation, for a guardian the child's school, else where the child was registered. */
async function homeOf(ctx: Context, tx: Tx, childId: string): Promise<string> {
  if (ctx.actor.organisationId) return ctx.actor.organisationId;
  const [row] = await tx
    .select({ school: enrolments.organisationId, registered: children.registeredOrganisationId })
    .from(children)
    .leftJoin(enrolments, and(eq(enrolments.childId, children.id), during(ctx, enrolments)))
    .where(eq(children.id, childId));
  return row?.school ?? row?.registered ?? refuse('not-found');
}

/**
 * Writes a referral to a PMPC, as a draft or sent at once, with the consents it stands on when they are not on record.
 * A family applies to the PMPC itself, and the school is not told: its referral counts as the PMPC's own.
 * @returns the referral's id
 * @throws Refused `referral.no-guardian`, `consent.needed`, `consent.not-this-guardian`, `referral.open-already`, `referral.no-reason`
 */
export function saveReferral(ctx: Context, childId: string, draft: ReferralDraft): Promise<string> {
  return ctx.transaction(async (tx) => {
    await authorize(ctx, tx, 'referral.create', { childId });
    await takeConsents(ctx, tx, childId, draft);
    await refuseUnknownPmpc(tx, draft.pmpcId);
    await refuseSecond(tx, childId, draft.pmpcId, null);
    const [referral] = await tx
      .insert(referrals)
      .values({
        childId,
        fromOrganisationId: ctx.actor.organisationId ?? draft.pmpcId,
        pmpcId: draft.pmpcId,
        authorId: ctx.actor.id,
        state: 'draft',
        reason: draft.reason,
        tried: draft.tried,
        createdAt: ctx.now,
      })
      .returning({ id: referrals.id });
    if (!referral) throw new Error('the referral was not written');
    await tx.insert(referralDocuments).values(REFERRAL_DOCUMENTS.map((kind) => ({ referralId: referral.id, kind, state: draft.documents[kind] })));
    await audit(ctx, tx, 'referral.create', { childId, subjectId: referral.id, detail: 'draft' });
    if (draft.send) await send(ctx, tx, { id: referral.id, childId, pmpcId: draft.pmpcId, state: 'draft', reason: draft.reason });
    return referral.id;
  });
}

async function takeConsents(ctx: Context, tx: Tx, childId: string, draft: ReferralDraft): Promise<void> {
  const consenting = await consentingFor(ctx, tx, childId);
  if (consenting === 'on-record') return;
  const onRecord = await guardiansOf(ctx, tx, childId);
  if (onRecord.length === 0) refuse('referral.no-guardian');
  if (consenting === 'missing' || !draft.agreed) refuse('consent.needed');
  const isPaper = consenting === 'paper';
  const guardianId = isPaper ? draft.guardianId : (await guardianLink(ctx, tx, childId))?.id;
  const answeredOn = isPaper ? draft.agreedOn : ctx.today;
  if (!guardianId || !answeredOn) refuse('consent.needed');
  if (!onRecord.some(({ id }) => id === guardianId)) refuse('consent.not-this-guardian');
  if (answeredOn > ctx.today) refuse('field.in-the-future');
  for (const purpose of REFERRAL_PURPOSES) {
    if (await activeConsent(tx, childId, purpose)) continue;
    await addConsentLine(ctx, tx, { childId, guardianId, purpose, state: 'given', manner: isPaper ? 'paper' : 'electronic', answeredOn });
  }
}

async function refuseUnknownPmpc(tx: Tx, pmpcId: string): Promise<void> {
  const [pmpc] = await tx.select({ id: organisations.id }).from(organisations).where(and(eq(organisations.id, pmpcId), eq(organisations.kind, 'pmpc')));
  if (!pmpc) refuse('field.choose');
}

/** One open referral of a child to a PMPC at a time. */
async function refuseSecond(tx: Tx, childId: string, pmpcId: string, besidesId: string | null): Promise<void> {
  const [open] = await tx
    .select({ id: referrals.id })
    .from(referrals)
    .where(
      and(
        eq(referrals.childId, childId),
        eq(referrals.pmpcId, pmpcId),
        inArray(referrals.state, ['draft', 'sent', 'accepted']),
        besidesId ? ne(referrals.id, besidesId) : undefined,
      ),
    );
  if (open) refuse('referral.open-already');
}

async function send(ctx: Context, tx: Tx, referral: { id: string; childId: string; pmpcId: string; state: ReferralState; reason: string }): Promise<void> {
  const whyNot = whyNotSend({ ...referral, consented: await consented(tx, referral.childId) });
  if (whyNot) refuse(whyNot);
  const [sent] = await tx
    .update(referrals)
    .set({ state: 'sent', sentAt: ctx.now, version: sql`${referrals.version} + 1` })
    .where(and(eq(referrals.id, referral.id), eq(referrals.state, 'draft')))
    .returning({ id: referrals.id });
  if (!sent) refuse('referral.wrong-state');
  await queueReferral(ctx, tx, { id: referral.id, childId: referral.childId, pmpcId: referral.pmpcId, channel: channelOf(ctx) });
  await audit(ctx, tx, 'referral.create', { childId: referral.childId, subjectId: referral.id, detail: 'sent' });
}

function channelOf({ actor }: Context): RequestChannel {
  if (actor.role === 'parent') return 'family';
  return actor.role === 'pmpc_coordinator' ? 'office' : 'school';
}

/** Sends a draft to its PMPC. @throws Refused `referral.wrong-state`, `referral.no-reason`, `consent.needed` */
export function sendReferral(ctx: Context, referralId: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const referral = await findReferral(tx, referralId);
    await authorizeDraft(ctx, tx, referral);
    await send(ctx, tx, referral);
  });
}

/**
 * Takes a referral back, until the conclusion is issued. The specialists of a session already set no longer open the
 * child's file.
 * @throws Refused `referral.wrong-state`
 */
export function withdrawReferral(ctx: Context, referralId: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const referral = await findReferral(tx, referralId);
    if (!sees(ctx, referral)) refuse('not-found');
    await authorize(ctx, tx, 'referral.withdraw', { childId: referral.childId, writtenBy: referral.authorId });
    const whyNot = whyNotWithdraw(referral.state);
    if (whyNot) refuse(whyNot);
    const [withdrawn] = await tx
      .update(referrals)
      .set({ state: 'withdrawn', decidedAt: ctx.now, decidedBy: ctx.actor.id, version: sql`${referrals.version} + 1` })
      .where(and(eq(referrals.id, referralId), eq(referrals.state, referral.state)))
      .returning({ id: referrals.id });
    if (!withdrawn) refuse('referral.wrong-state');
    const sessions = await tx.select({ id: assessments.id }).from(assessments).where(eq(assessments.referralId, referralId));
    for (const { id } of sessions) {
      const yesterday = addDays(ctx.today, -1);
      await tx
        .update(assessmentMembers)
        .set({ validTo: yesterday })
        .where(and(eq(assessmentMembers.assessmentId, id), or(isNull(assessmentMembers.validTo), gt(assessmentMembers.validTo, yesterday))));
    }
    await stepRequest(ctx, tx, { referralId }, 'withdrawn', ctx.today);
    await audit(ctx, tx, 'referral.withdraw', { childId: referral.childId, subjectId: referralId });
  });
}

/** The author has never worked at the organisation the referral counts for. */
const writtenByFamily = sql<number>`not ${exists(
  from
    .select({ one: sql`1` })
    .from(memberships)
    .where(and(eq(memberships.userId, referrals.authorId), eq(memberships.organisationId, referrals.fromOrganisationId))),
)}`.mapWith(Boolean);

async function findReferral(tx: Tx, referralId: string) {
  const [referral] = await tx
    .select({
      id: referrals.id,
      childId: referrals.childId,
      fromOrganisationId: referrals.fromOrganisationId,
      pmpcId: referrals.pmpcId,
      authorId: referrals.authorId,
      state: referrals.state,
      reason: referrals.reason,
      tried: referrals.tried,
      createdAt: referrals.createdAt,
      sentAt: referrals.sentAt,
      decidedAt: referrals.decidedAt,
      declineReason: referrals.declineReason,
      version: referrals.version,
      byFamily: writtenByFamily,
    })
    .from(referrals)
    .where(eq(referrals.id, referralId));
  return referral ?? refuse('not-found');
}

type Found = Awaited<ReturnType<typeof findReferral>>;

/**
 * Which of a child's referrals are the reader's business, once the policy allows the child: what was sent is known to
 * the PMPC, the organisation it came from and the guardians; what was not, to its author and that organisation's coordinators.
 */
function sees(ctx: Context, referral: Found): boolean {
  const { role, organisationId } = ctx.actor;
  if (isOneOfItsWriters(ctx, referral)) return true;
  if (referral.sentAt === null) return false;
  if (role === 'pmpc_coordinator' || role === 'pmpc_specialist') return referral.pmpcId === organisationId;
  return role === 'parent';
}

/** A draft is changed and sent by its author, or by a coordinator where its author works. */
async function authorizeDraft(ctx: Context, tx: Tx, referral: Found): Promise<void> {
  if (!isOneOfItsWriters(ctx, referral)) refuse('not-found');
  await authorize(ctx, tx, 'referral.create', { childId: referral.childId });
}

function isOneOfItsWriters({ actor }: Context, referral: Found): boolean {
  const coordinates = actor.role === 'school_coordinator' || actor.role === 'pmpc_coordinator';
  return referral.authorId === actor.id || (coordinates && !referral.byFamily && referral.fromOrganisationId === actor.organisationId);
}

export interface ReferralPage {
  id: string;
  head: ChildHead;
  state: ReferralState;
  pmpc: Named | null;
  /** Null when it came from the family, and for a guardian. */
  from: Named | null;
  byFamily: boolean;
  author: string | null;
  reason: string;
  tried: string;
  /** Null when the reader gets no documents. */
  documents: { kind: ReferralDocument; state: DocumentState }[] | null;
  createdOn: string;
  sentOn: string | null;
  decidedOn: string | null;
  declineReason: string | null;
  waiting: number;
  /** Both consents the referral stands on are in force. */
  consented: boolean;
  assessmentId: string | null;
  can: { edit: boolean; send: boolean; withdraw: boolean; accept: boolean };
}

/** One referral, as far as the reader may know it. */
export async function openReferral(ctx: Context, referralId: string): Promise<ReferralPage> {
  const { childId } = await ctx.read((tx) => findReferral(tx, referralId));
  return opening(ctx, 'referral.open', { childId, subjectId: referralId }, async (tx) => {
    const referral = await findReferral(tx, referralId);
    await authorize(ctx, tx, 'referral.open', { childId, writtenBy: referral.authorId });
    if (!sees(ctx, referral)) refuse('not-found');
    const { head, hidesPlace, hidesDocuments } = await headFor(ctx, tx, childId);
    const isMine = referral.authorId === ctx.actor.id;
    const places = await tx.select({ id: organisations.id, ...named }).from(organisations).where(inArray(organisations.id, [referral.pmpcId, referral.fromOrganisationId]));
    const place = (id: string): Named | null => {
      const found = places.find((row) => row.id === id);
      return found ? { kk: found.kk, ru: found.ru, en: found.en } : null;
    };
    const [author] = await tx.select({ surname: users.surname, givenName: users.givenName }).from(users).where(eq(users.id, referral.authorId));
    const [session] = (await may(ctx, tx, 'assessment.open', { childId }))
      ? await tx.select({ id: assessments.id }).from(assessments).where(eq(assessments.referralId, referralId))
      : [];
    const isParent = ctx.actor.role === 'parent';
    const sentOn = referral.sentAt ? dayIn(referral.sentAt) : null;
    const writes = isOneOfItsWriters(ctx, referral) && (await may(ctx, tx, 'referral.create', { childId })) && whyNotEdit(referral.state) === null;
    return {
      id: referral.id,
      head,
      state: referral.state,
      pmpc: hidesPlace && !isMine ? null : place(referral.pmpcId),
      from: isParent || referral.byFamily ? null : place(referral.fromOrganisationId),
      byFamily: referral.byFamily && (!isParent || isMine),
      author: isParent && !isMine ? null : author ? fullName(author) : null,
      reason: referral.reason,
      tried: referral.tried,
      documents: hidesDocuments && !isMine ? null : await documentsOf(tx, referralId),
      createdOn: dayIn(referral.createdAt),
      sentOn,
      decidedOn: referral.decidedAt ? dayIn(referral.decidedAt) : null,
      declineReason: referral.declineReason,
      waiting: daysWaiting(referral.state, sentOn, ctx.today),
      consented: await consented(tx, childId),
      assessmentId: session?.id ?? null,
      can: {
        edit: writes,
        send: writes,
        withdraw: whyNotWithdraw(referral.state) === null && (await may(ctx, tx, 'referral.withdraw', { childId, writtenBy: referral.authorId })),
        accept: referral.state === 'sent' && referral.pmpcId === ctx.actor.organisationId && (await may(ctx, tx, 'referral.accept', { childId })),
      },
    };
  });
}

async function documentsOf(tx: Tx, referralId: string): Promise<{ kind: ReferralDocument; state: DocumentState }[]> {
  const rows = await tx
    .select({ kind: referralDocuments.kind, state: referralDocuments.state })
    .from(referralDocuments)
    .where(eq(referralDocuments.referralId, referralId));
  return REFERRAL_DOCUMENTS.map((kind) => ({ kind, state: rows.find((row) => row.kind === kind)?.state ?? 'missing' }));
}

export interface ReferralEditPage extends Pick<ReferralFormPage, 'head' | 'pmpcs'> {
  id: string;
  pmpcId: string;
  reason: string;
  tried: string;
  documents: Record<ReferralDocument, DocumentState>;
  version: number;
  /** A referral that was sent meanwhile is shown, not changed. */
  isDraft: boolean;
}

/** A draft as its form shows it. */
export function startRevision(ctx: Context, referralId: string): Promise<ReferralEditPage> {
  return ctx.read(async (tx) => {
    const referral = await findReferral(tx, referralId);
    await authorizeDraft(ctx, tx, referral);
    const { head, hidesPlace } = await headFor(ctx, tx, referral.childId);
    const documents = await documentsOf(tx, referralId);
    return {
      id: referral.id,
      head,
      pmpcs: await pmpcsFor(ctx, tx, hidesPlace ? null : referral.fromOrganisationId),
      pmpcId: referral.pmpcId,
      reason: referral.reason,
      tried: referral.tried,
      documents: Object.fromEntries(documents.map(({ kind, state }) => [kind, state])) as Record<ReferralDocument, DocumentState>,
      version: referral.version,
      isDraft: whyNotEdit(referral.state) === null,
    };
  });
}

/** Saves a draft over the version it was opened at, and sends it when asked. */
export function reviseReferral(ctx: Context, referralId: string, revision: ReferralRevision): Promise<void> {
  return ctx.transaction(async (tx) => {
    const referral = await findReferral(tx, referralId);
    await authorizeDraft(ctx, tx, referral);
    const whyNot = whyNotEdit(referral.state);
    if (whyNot) refuse(whyNot);
    if (referral.version !== revision.version) {
      refuseStale({ reason: referral.reason, tried: referral.tried, version: String(referral.version) });
    }
    await refuseUnknownPmpc(tx, revision.pmpcId);
    await refuseSecond(tx, referral.childId, revision.pmpcId, referralId);
    const { pmpcId, reason, tried } = revision;
    const [saved] = await tx
      .update(referrals)
      .set({ pmpcId, reason, tried, fromOrganisationId: referral.byFamily ? pmpcId : referral.fromOrganisationId, version: referral.version + 1 })
      .where(and(eq(referrals.id, referralId), eq(referrals.version, referral.version), eq(referrals.state, 'draft')))
      .returning({ id: referrals.id });
    if (!saved) refuse('referral.wrong-state');
    for (const kind of REFERRAL_DOCUMENTS) {
      const state = revision.documents[kind];
      await tx
        .insert(referralDocuments)
        .values({ referralId, kind, state })
        .onConflictDoUpdate({ target: [referralDocuments.referralId, referralDocuments.kind], set: { state } });
    }
    await audit(ctx, tx, 'referral.create', { childId: referral.childId, subjectId: referralId, detail: 'revised' });
    if (revision.send) await send(ctx, tx, { id: referralId, childId: referral.childId, pmpcId, state: 'draft', reason });
  });
}

export const REFERRAL_FILTERS = ['all', 'draft', 'sent', 'accepted', 'declined', 'withdrawn', 'closed'] as const;
export type ReferralFilter = (typeof REFERRAL_FILTERS)[number];

export interface ReferralRow {
  id: string;
  name: string;
  age: number;
  state: ReferralState;
  /** The other side: for a PMPC who sent it (null: the family), for a school where it went. */
  other: Named | null;
  /** The day it was sent; of a draft, the day it was begun. */
  on: string;
  /** Whole days it has waited. */
  waiting: number;
  /** It waits longer than the term of the service's standard. */
  late: boolean;
  /** Documents still awaited. */
  debts: number;
  /** Its place among those that wait at the PMPC; null when it waits no more, and for a school. */
  place: number | null;
}

export interface ReferralList extends Page<ReferralRow> {
  as: 'queue' | 'own';
}

/** A PMPC's queue, oldest first; a school's own referrals, newest first. Nobody else has a list. */
export function listReferrals(ctx: Context, query: { q: string; show: ReferralFilter; after: After | null }): Promise<ReferralList> {
  const { role, organisationId } = ctx.actor;
  const here = organisationId ?? '';
  const isQueue = role === 'pmpc_coordinator';
  if (!isQueue && role !== 'school_coordinator') refuse('not-found');
  return listing(ctx, 'referral.open', `name:${query.q ? 'yes' : 'no'} show:${query.show}`, async (tx) => {
    const mine = isQueue ? and(eq(referrals.pmpcId, here), isNotNull(referrals.sentAt)) : and(eq(referrals.fromOrganisationId, here), sql`not ${writtenByFamily}`);
    const wanted = and(mine, childrenWithin(ctx, 'referral.open'), query.show === 'all' ? undefined : eq(referrals.state, query.show), byName(query.q));
    const since = sql<number>`coalesce(${referrals.sentAt}, ${referrals.createdAt})`;
    const [counted] = await tx.select({ total: count() }).from(referrals).innerJoin(children, eq(children.id, referrals.childId)).where(wanted);
    const rows = await tx
      .select({
        id: referrals.id,
        surname: children.surname,
        givenName: children.givenName,
        patronymic: children.patronymic,
        birthDate: children.birthDate,
        state: referrals.state,
        since,
        byFamily: writtenByFamily,
        ...named,
      })
      .from(referrals)
      .innerJoin(children, eq(children.id, referrals.childId))
      .innerJoin(organisations, eq(organisations.id, isQueue ? referrals.fromOrganisationId : referrals.pmpcId))
      .where(and(wanted, afterKey(query.after, since, isQueue)))
      .orderBy(isQueue ? asc(since) : desc(since), isQueue ? asc(referrals.id) : desc(referrals.id))
      .limit(PAGE_SIZE + 1);
    const { rows: shown, ...page } = pageOf(rows, counted?.total ?? 0, ({ since: key, id }) => ({ key: String(key), id }));
    const debts = await debtsFor(tx, shown.map(({ id }) => id));
    const places = isQueue ? await queueAt(tx, here) : [];
    const deadlines = await editionsOf<Deadline>(tx, 'deadlines');
    const calendar = calendarOf(await editionsOf<DaysOff>(tx, 'days-off'), ctx.today);
    return {
      ...page,
      as: isQueue ? 'queue' : 'own',
      rows: shown.map((row) => {
        const on = dayIn(new Date(row.since));
        return {
          id: row.id,
          name: fullName(row),
          age: ageOn(row.birthDate, ctx.today).years,
          state: row.state,
          other: row.byFamily ? null : { kk: row.kk, ru: row.ru, en: row.en },
          on,
          waiting: daysWaiting(row.state, on, ctx.today),
          late: row.state === 'sent' && isOverdue({ receivedOn: on, channel: row.byFamily ? 'family' : 'school', bookedOn: null, visitOn: null, closedOn: null }, deadlines, calendar, ctx.today),
          debts: debts.get(row.id) ?? 0,
          place: places.includes(row.id) ? places.indexOf(row.id) + 1 : null,
        };
      }),
    };
  });
}

function byName(q: string): SQL | undefined {
  if (!q) return undefined;
  const tries = [foldForSearch(q), foldForSearch(latinLayoutSlip(q))].filter((text, index, all) => text && all.indexOf(text) === index);
  if (tries.length === 0) return sql`0`;
  return or(...tries.map((text) => like(children.folded, `%${text.replaceAll(/[%_]/g, '')}%`)));
}

function afterKey(after: After | null, since: SQL<number>, ascending: boolean): SQL | undefined {
  if (!after || !/^\d{1,15}$/.test(after.key)) return undefined;
  const key = Number(after.key);
  const beyond = ascending ? sql`${since} > ${key}` : sql`${since} < ${key}`;
  const sameMoment = and(sql`${since} = ${key}`, ascending ? gt(referrals.id, after.id) : lt(referrals.id, after.id));
  return or(beyond, sameMoment);
}

async function debtsFor(tx: Tx, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ referralId: referralDocuments.referralId, state: referralDocuments.state })
    .from(referralDocuments)
    .where(inArray(referralDocuments.referralId, ids));
  return new Map(ids.map((id) => [id, debtsOf(rows.filter(({ referralId }) => referralId === id))]));
}

/** Everyone who waits at a PMPC, in the order of the queue. */
async function queueAt(tx: Tx, pmpcId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: referrals.id })
    .from(referrals)
    .where(and(eq(referrals.pmpcId, pmpcId), eq(referrals.state, 'sent')))
    .orderBy(asc(referrals.sentAt), asc(referrals.id));
  return rows.map(({ id }) => id);
}
