import { and, asc, desc, eq } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { consents, guardians, plans, users } from '#db/schema';
import type { ConsentManner, ConsentPurpose, ConsentState, Relation } from '#db/vocabulary';
import { fullName } from '~/domain/children';
import { consentNow, stateOfAnswer, whyNotWithdraw, type ConsentLine, type OwnConsentDraft, type PaperConsentDraft } from '~/domain/consents';
import { refuse } from '~/domain/refusal';
import { audit, opening } from './audit.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { writeConsentLine } from './milestones.server';
import { authorize, during, guardianLink, may } from './ties.server';

export interface ConsentRow {
  id: string;
  purpose: ConsentPurpose;
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
  can: { give: 'own' | 'paper' | null };
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
    const told = whatSchoolKnows(ctx, all);
    const shown = all.filter((line) => (link ? line.guardianId === link.id : told(line)));
    const gives = await may(ctx, tx, 'consent.give', { childId });
    const head = await readHead(ctx, tx, childId);
    const hidesPlace = link?.closed.includes('location') ?? false;
    return {
      head: hidesPlace ? { ...head, className: null } : head,
      rows: shown.map((line) => ({
        id: line.id,
        purpose: line.purpose,
        state: line.state,
        manner: line.manner,
        guardian: fullName(line),
        relation: line.relation,
        answeredOn: line.answeredOn,
        recordedBy: hidesPlace ? null : fullName({ surname: line.recorderSurname, givenName: line.recorderGivenName }),
        counts: consentNow(shown, line.purpose, line.subjectId)?.id === line.id,
        can: { withdraw: gives && whyNotWithdraw(line, all) === null },
      })),
      can: { give: gives ? (isParent ? 'own' : 'paper') : null },
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
    })
    .from(consents)
    .innerJoin(guardians, eq(guardians.id, consents.guardianId))
    .innerJoin(users, eq(users.id, consents.recordedBy))
    .where(eq(consents.childId, childId))
    .orderBy(desc(consents.recordedAt), desc(consents.sequence), desc(consents.id));
}

interface SharingLine extends Pick<ConsentLine, 'purpose' | 'subjectId' | 'state'> {
  organisationId: string | null;
}

/** A school must not learn from the ledger that a conclusion exists before a guardian has shared it there. */
function whatSchoolKnows(ctx: Context, lines: readonly SharingLine[]): (line: SharingLine) => boolean {
  if (ctx.actor.role !== 'school_coordinator' && ctx.actor.role !== 'teacher') return () => true;
  const here = ctx.actor.organisationId;
  const shared = new Set(lines.filter((line) => line.purpose === 'share-conclusion' && line.state === 'given' && line.organisationId === here).map(({ subjectId }) => subjectId));
  return (line) => line.purpose !== 'share-conclusion' || (line.organisationId === here && shared.has(line.subjectId));
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
    const rows = await tx
      .select({ id: guardians.id, surname: guardians.surname, givenName: guardians.givenName, patronymic: guardians.patronymic, relation: guardians.relation })
      .from(guardians)
      .where(and(eq(guardians.childId, childId), during(ctx, guardians)))
      .orderBy(asc(guardians.surname), asc(guardians.id));
    return { head, manner: 'paper', guardians: rows.map((row) => ({ id: row.id, name: fullName(row), relation: row.relation })), today: ctx.today };
  });
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
  if (!whatSchoolKnows(ctx, lines)(line)) refuse('not-found');
  const manner: ConsentManner = only === 'paper' ? 'paper' : 'electronic';
  if (manner === 'paper') return { line, lines, manner, hidesPlace: false };
  const link = await guardianLink(ctx, tx, about.childId);
  if (link?.id !== line.guardianId) refuse('not-found');
  return { line, lines, manner, hidesPlace: link.closed.includes('location') };
}
