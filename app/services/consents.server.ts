import { and, asc, desc, eq } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { consents, guardians, organisations, plans, users } from '#db/schema';
import type { ConsentManner, ConsentPurpose, ConsentState, Relation } from '#db/vocabulary';
import { fullName } from '~/domain/children';
import {
  consentNow,
  stateOfAnswer,
  whyNotWithdraw,
  type ConsentLine,
  type OwnConsentDraft,
  type OwnTransferDraft,
  type PaperConsentDraft,
  type PaperTransferDraft,
} from '~/domain/consents';
import { refuse } from '~/domain/refusal';
import { audit, opening } from './audit.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { activeConsent, writeConsentLine } from './milestones.server';
import { authorize, during, guardianLink, may } from './ties.server';

interface Names {
  kk: string;
  ru: string;
  en: string;
}

export interface ConsentRow {
  id: string;
  purpose: ConsentPurpose;
  /** The PMPC that may read what others concluded, for such a consent. */
  to: Names | null;
  state: ConsentState;
  manner: ConsentManner;
  guardian: string;
  relation: Relation;
  answeredOn: string;
  /** Who wrote the answer down; null when the reader is not told. */
  recordedBy: string | null;
  /** The line that counts for its purpose now. */
  counts: boolean;
  can: { withdraw: boolean };
}

export interface ConsentLedger {
  head: ChildHead;
  rows: ConsentRow[];
  can: { give: 'own' | 'paper' | null; transfer: boolean; openExtract: boolean };
}

/**
 * The ledger of consents about a child, newest line first. A guardian sees the own answers only, so that nobody learns
 * what another guardian decided; a school sees a shared conclusion only after it was shared with that school.
 */
export function listConsents(ctx: Context, childId: string): Promise<ConsentLedger> {
  return opening(ctx, 'consent.open', { childId }, async (tx) => {
    await authorize(ctx, tx, 'consent.open', { childId });
    const isParent = ctx.actor.role === 'parent';
    const link = isParent ? await guardianLink(ctx, tx, childId) : null;
    if (isParent && !link) refuse('not-found');
    const all = await readLines(tx, childId);
    const told = whatStaffKnows(ctx, all);
    const shown = all.filter((line) => (link ? line.guardianId === link.id : told(line)));
    const gives = await may(ctx, tx, 'consent.give', { childId });
    const head = await readHead(ctx, tx, childId);
    const hidesPlace = link?.closed.includes('location') ?? false;
    return {
      head: hidesPlace ? { ...head, className: null } : head,
      rows: shown.map((line) => ({
        id: line.id,
        purpose: line.purpose,
        to: line.purpose === 'transfer' && line.kk && line.ru && line.en ? { kk: line.kk, ru: line.ru, en: line.en } : null,
        state: line.state,
        manner: line.manner,
        guardian: fullName(line),
        relation: line.relation,
        answeredOn: line.answeredOn,
        recordedBy: hidesPlace ? null : fullName({ surname: line.recorderSurname, givenName: line.recorderGivenName }),
        counts: consentNow(shown, line.purpose, line.subjectId)?.id === line.id,
        can: { withdraw: gives && whyNotWithdraw(line, all) === null },
      })),
      can: { give: gives ? (isParent ? 'own' : 'paper') : null, transfer: gives && !atSchool(ctx) && !(link?.closed.includes('documents') ?? false), openExtract: gives && atSchool(ctx) },
    };
  });
}

async function readLines(tx: Tx, childId: string) {
  return tx
    .select({
      id: consents.id,
      childId: consents.childId,
      guardianId: consents.guardianId,
      purpose: consents.purpose,
      subjectId: consents.subjectId,
      organisationId: consents.organisationId,
      state: consents.state,
      manner: consents.manner,
      answeredOn: consents.answeredOn,
      sequence: consents.sequence,
      surname: guardians.surname,
      givenName: guardians.givenName,
      patronymic: guardians.patronymic,
      relation: guardians.relation,
      recorderSurname: users.surname,
      recorderGivenName: users.givenName,
      kk: organisations.nameKk,
      ru: organisations.nameRu,
      en: organisations.nameEn,
    })
    .from(consents)
    .innerJoin(guardians, eq(guardians.id, consents.guardianId))
    .innerJoin(users, eq(users.id, consents.recordedBy))
    .leftJoin(organisations, eq(organisations.id, consents.organisationId))
    .where(eq(consents.childId, childId))
    .orderBy(desc(consents.recordedAt), desc(consents.sequence), desc(consents.id));
}

interface SharingLine extends Pick<ConsentLine, 'purpose' | 'subjectId' | 'state'> {
  organisationId: string | null;
}

/**
 * What staff may read of the ledger. A school must not learn that a conclusion exists before a guardian has shared it
 * there, and that a PMPC may read what others concluded is told to that PMPC alone.
 */
function whatStaffKnows(ctx: Context, lines: readonly SharingLine[]): (line: SharingLine) => boolean {
  const here = ctx.actor.organisationId;
  const shared = new Set(lines.filter((line) => line.purpose === 'share-conclusion' && line.state === 'given' && line.organisationId === here).map(({ subjectId }) => subjectId));
  return (line) => {
    if (line.purpose === 'transfer' && line.organisationId !== null) return ctx.actor.role === 'parent' || line.organisationId === here;
    return !atSchool(ctx) || line.purpose !== 'share-conclusion' || (line.organisationId === here && shared.has(line.subjectId));
  };
}

function atSchool(ctx: Context): boolean {
  return ctx.actor.role === 'school_coordinator' || ctx.actor.role === 'teacher';
}

export interface ConsentFormPage {
  head: ChildHead;
  manner: ConsentManner;
  /** Whom a paper may come from; empty for a guardian, who answers for themself. */
  guardians: { id: string; name: string; relation: Relation }[];
  today: string;
}

/** What the form for an answer shows. */
export function startConsent(ctx: Context, childId: string): Promise<ConsentFormPage> {
  return ctx.read(async (tx) => {
    const { only } = await authorize(ctx, tx, 'consent.give', { childId });
    const head = await readHead(ctx, tx, childId);
    if (only !== 'paper') {
      const link = await guardianLink(ctx, tx, childId);
      return { head: link?.closed.includes('location') ? { ...head, className: null } : head, manner: 'electronic', guardians: [], today: ctx.today };
    }
    return { head, manner: 'paper', guardians: await readGuardians(ctx, tx, childId), today: ctx.today };
  });
}

async function readGuardians(ctx: Context, tx: Tx, childId: string): Promise<ConsentFormPage['guardians']> {
  const rows = await tx
    .select({ id: guardians.id, surname: guardians.surname, givenName: guardians.givenName, patronymic: guardians.patronymic, relation: guardians.relation })
    .from(guardians)
    .where(and(eq(guardians.childId, childId), during(ctx, guardians)))
    .orderBy(asc(guardians.surname), asc(guardians.id));
  return rows.map((row) => ({ id: row.id, name: fullName(row), relation: row.relation }));
}

/**
 * Adds a guardian's answer to the ledger: a guardian's own, given today, or one on paper that a coordinator holds.
 * @returns the id of the new line
 * @throws Refused `consent.not-this-guardian` for a paper of somebody else, `field.in-the-future` for a day to come
 */
export function recordConsent(ctx: Context, childId: string, draft: OwnConsentDraft | PaperConsentDraft): Promise<string> {
  return ctx.transaction(async (tx) => {
    const { only } = await authorize(ctx, tx, 'consent.give', { childId });
    const isPaper = 'guardianId' in draft;
    if (isPaper !== (only === 'paper')) refuse('malformed');
    const guardianId = isPaper ? await guardianOnRecord(ctx, tx, childId, draft.guardianId) : ((await guardianLink(ctx, tx, childId))?.id ?? refuse('not-found'));
    const answeredOn = isPaper ? draft.answeredOn : ctx.today;
    if (answeredOn > ctx.today) refuse('field.in-the-future');
    const subjectId = isPaper && draft.purpose === 'plan' ? await planOf(ctx, tx, childId, draft.subjectId) : '';
    const own = await lastAnswer(tx, childId, guardianId, draft.purpose, subjectId);
    const state = stateOfAnswer(own, draft.state);
    const manner = isPaper ? 'paper' : 'electronic';
    const id = await writeConsentLine(ctx, tx, { childId, guardianId, purpose: draft.purpose, subjectId, state, manner, answeredOn });
    await audit(ctx, tx, 'consent.give', { childId, subjectId: id, detail: `${draft.purpose} ${state} ${manner}` });
    return id;
  });
}

async function guardianOnRecord(ctx: Context, tx: Tx, childId: string, guardianId: string): Promise<string> {
  const [guardian] = await tx
    .select({ id: guardians.id })
    .from(guardians)
    .where(and(eq(guardians.id, guardianId), eq(guardians.childId, childId), during(ctx, guardians)));
  return guardian?.id ?? refuse('consent.not-this-guardian');
}

/** A plan of the child that the actor's school carries; nobody else takes the paper about it. */
async function planOf(ctx: Context, tx: Tx, childId: string, planId: string | undefined): Promise<string> {
  const [plan] = await tx
    .select({ id: plans.id })
    .from(plans)
    .where(and(eq(plans.id, planId ?? ''), eq(plans.childId, childId), eq(plans.organisationId, ctx.actor.organisationId ?? '')));
  return plan?.id ?? refuse('not-found');
}

async function lastAnswer(tx: Tx, childId: string, guardianId: string, purpose: ConsentPurpose, subjectId: string): Promise<ConsentState | null> {
  const [last] = await tx
    .select({ state: consents.state })
    .from(consents)
    .where(and(eq(consents.childId, childId), eq(consents.guardianId, guardianId), eq(consents.purpose, purpose), eq(consents.subjectId, subjectId)))
    .orderBy(desc(consents.sequence))
    .limit(1);
  return last?.state ?? null;
}

export interface TransferPage extends ConsentFormPage {
  /** The PMPCs a guardian may choose; the own one alone where a paper is recorded. */
  pmpcs: (Names & { id: string })[];
  /** The PMPC that may read now, for a coordinator of it. */
  isGiven: boolean;
}

/** What the form shows on which a guardian lets a PMPC read what other PMPCs concluded. */
export function startTransfer(ctx: Context, childId: string): Promise<TransferPage> {
  return ctx.read(async (tx) => {
    const { only } = await authorize(ctx, tx, 'consent.give', { childId });
    const { link } = await admitToTransfer(ctx, tx, childId);
    const isPaper = only === 'paper';
    const here = ctx.actor.organisationId ?? '';
    const head = await readHead(ctx, tx, childId);
    const pmpcs = await tx
      .select({ id: organisations.id, kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn })
      .from(organisations)
      .where(and(eq(organisations.kind, 'pmpc'), isPaper ? eq(organisations.id, here) : undefined))
      .orderBy(asc(organisations.folded));
    return {
      head: link?.closed.includes('location') ? { ...head, className: null } : head,
      manner: isPaper ? 'paper' : 'electronic',
      guardians: isPaper ? await readGuardians(ctx, tx, childId) : [],
      today: ctx.today,
      pmpcs,
      isGiven: isPaper && (await activeConsent(tx, childId, 'transfer', here)) !== null,
    };
  });
}

/** Schools have no part in it, nor a guardian to whom the child's documents are closed. */
async function admitToTransfer(ctx: Context, tx: Tx, childId: string) {
  if (atSchool(ctx)) refuse('not-found');
  const link = ctx.actor.role === 'parent' ? await guardianLink(ctx, tx, childId) : null;
  if (link?.closed.includes('documents')) refuse('not-found');
  return { link };
}

/**
 * Records whether one PMPC may read what other PMPCs concluded about the child; each PMPC is answered for by itself.
 * @throws Refused `not-found` for a place that is no PMPC, `consent.not-this-guardian`, `field.in-the-future`
 */
export function recordTransfer(ctx: Context, childId: string, draft: OwnTransferDraft | PaperTransferDraft): Promise<string> {
  return ctx.transaction(async (tx) => {
    const { only } = await authorize(ctx, tx, 'consent.give', { childId });
    const { link } = await admitToTransfer(ctx, tx, childId);
    const isPaper = 'guardianId' in draft;
    if (isPaper !== (only === 'paper')) refuse('malformed');
    const guardianId = isPaper ? await guardianOnRecord(ctx, tx, childId, draft.guardianId) : (link?.id ?? refuse('not-found'));
    const answeredOn = isPaper ? draft.answeredOn : ctx.today;
    if (answeredOn > ctx.today) refuse('field.in-the-future');
    const pmpcId = isPaper ? (ctx.actor.organisationId ?? '') : draft.pmpcId;
    const [pmpc] = await tx.select({ id: organisations.id }).from(organisations).where(and(eq(organisations.id, pmpcId), eq(organisations.kind, 'pmpc')));
    if (!pmpc) refuse('not-found');
    const own = await lastAnswer(tx, childId, guardianId, 'transfer', pmpcId);
    const state = stateOfAnswer(own, draft.state);
    const manner = isPaper ? 'paper' : 'electronic';
    const id = await writeConsentLine(ctx, tx, { childId, guardianId, purpose: 'transfer', subjectId: pmpcId, organisationId: pmpcId, state, manner, answeredOn });
    await audit(ctx, tx, 'consent.give', { childId, subjectId: id, detail: `transfer ${state} ${manner}` });
    return id;
  });
}

export interface WithdrawalPage {
  head: ChildHead;
  childId: string;
  purpose: ConsentPurpose;
  guardian: string;
  answeredOn: string;
  manner: ConsentManner;
  today: string;
}

/** What the page shows on which a consent is taken back. */
export function startWithdrawal(ctx: Context, consentId: string): Promise<WithdrawalPage> {
  return ctx.read(async (tx) => {
    const { line, manner, hidesPlace } = await findLine(ctx, tx, consentId);
    const head = await readHead(ctx, tx, line.childId);
    return {
      head: hidesPlace ? { ...head, className: null } : head,
      childId: line.childId,
      purpose: line.purpose,
      guardian: fullName(line),
      answeredOn: line.answeredOn,
      manner,
      today: ctx.today,
    };
  });
}

/**
 * Takes a consent back by a new line: new reads for that purpose stop with the next request, what was done stays.
 * @param answeredOn the day on the paper; a guardian's own withdrawal is of today
 * @returns the child's id
 * @throws Refused `consent.nothing-to-withdraw`, `field.in-the-future`
 */
export function withdrawConsent(ctx: Context, consentId: string, answeredOn: string = ctx.today): Promise<string> {
  return ctx.transaction(async (tx) => {
    const { line, lines, manner } = await findLine(ctx, tx, consentId);
    const whyNot = whyNotWithdraw(line, lines);
    if (whyNot) refuse(whyNot);
    if (answeredOn > ctx.today) refuse('field.in-the-future');
    const { childId, guardianId, purpose, subjectId, organisationId } = line;
    const id = await writeConsentLine(ctx, tx, {
      childId,
      guardianId,
      purpose,
      subjectId,
      organisationId,
      state: 'withdrawn',
      manner,
      answeredOn: manner === 'paper' ? answeredOn : ctx.today,
    });
    await audit(ctx, tx, 'consent.give', { childId, subjectId: id, detail: `${purpose} withdrawn ${manner}` });
    return childId;
  });
}

async function findLine(ctx: Context, tx: Tx, consentId: string) {
  const [about] = await tx.select({ childId: consents.childId }).from(consents).where(eq(consents.id, consentId));
  if (!about) refuse('not-found');
  const { only } = await authorize(ctx, tx, 'consent.give', about);
  const lines = await readLines(tx, about.childId);
  const line = lines.find(({ id }) => id === consentId) ?? refuse('not-found');
  if (!whatStaffKnows(ctx, lines)(line)) refuse('not-found');
  const manner: ConsentManner = only === 'paper' ? 'paper' : 'electronic';
  if (manner === 'paper') return { line, lines, manner, hidesPlace: false };
  const link = await guardianLink(ctx, tx, about.childId);
  if (link?.id !== line.guardianId) refuse('not-found');
  return { line, lines, manner, hidesPlace: link.closed.includes('location') };
}
