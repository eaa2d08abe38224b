import { and, desc, eq, max } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { assistantNeeds, conclusions, consents, enrolments, extracts, guardians, organisations, users } from '#db/schema';
import { fullName } from '~/domain/children';
import {
  actionsOf,
  extractBody,
  whyNotAnsweredOn,
  type ConclusionState,
  type ExtractBody,
  type PaperShare,
  type PaperShareAtSchool,
  type Relation,
} from '~/domain/conclusions';
import { refuse } from '~/domain/refusal';
import { audit, opening } from './audit.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { sharedConclusions } from './milestones.server';
import { authorize, during, guardianLink, may } from './ties.server';

interface Names {
  kk: string;
  ru: string;
  en: string;
}

interface Standing {
  extractId: string;
  conclusionId: string;
  childId: string;
  pmpcId: string;
  state: ConclusionState;
  body: ExtractBody;
  digest: string;
}

const columns = {
  extractId: extracts.id,
  conclusionId: extracts.conclusionId,
  childId: extracts.childId,
  pmpcId: conclusions.pmpcId,
  state: conclusions.state,
  body: extracts.body,
  digest: extracts.digest,
};

async function findExtract(tx: Tx, extractId: string): Promise<Standing> {
  const [row] = await tx
    .select(columns)
    .from(extracts)
    .innerJoin(conclusions, eq(conclusions.id, extracts.conclusionId))
    .where(eq(extracts.id, extractId));
  if (!row) refuse('not-found');
  return { ...row, body: extractBody.parse(row.body) };
}

/** The extract of an issued conclusion; a draft has none and answers as if it were not there. */
async function findShared(tx: Tx, conclusionId: string): Promise<Standing> {
  const [row] = await tx
    .select(columns)
    .from(extracts)
    .innerJoin(conclusions, eq(conclusions.id, extracts.conclusionId))
    .where(eq(conclusions.id, conclusionId));
  if (!row) refuse('not-found');
  return { ...row, body: extractBody.parse(row.body) };
}

/**
 * What the access table leaves to this noun: a PMPC opens its own extracts, a school only while a guardian's grant names
 * it, a guardian unless documents are closed to them.
 */
async function admit(ctx: Context, tx: Tx, { childId, conclusionId, pmpcId }: Standing): Promise<void> {
  switch (ctx.actor.role) {
    case 'pmpc_specialist':
    case 'pmpc_coordinator':
      if (ctx.actor.organisationId !== pmpcId) refuse('not-found');
      return;
    case 'parent':
      if ((await guardianLink(ctx, tx, childId))?.closed.includes('documents')) refuse('not-found');
      return;
    default:
      if (!(await sharedConclusions(ctx, tx, [childId])).has(conclusionId)) refuse('not-found');
  }
}

export interface ExtractPage {
  id: string;
  child: ChildHead;
  state: ConclusionState;
  /** The whole extract; null for a teacher-assistant, who reads the actions alone, and for a school once the conclusion is void. */
  body: ExtractBody | null;
  /** The number and day of a void conclusion, when its extract is closed to the reader. */
  closed: { number: number; issuedOn: string } | null;
  actions: Pick<ExtractBody, 'conditions' | 'helps'>;
  digest: string;
  printedBy: string;
  printedAt: string;
}

/** Opens the school's extract, or the part of it this reader may have. */
export async function openExtract(ctx: Context, extractId: string): Promise<ExtractPage> {
  const { childId } = await ctx.read((tx) => findExtract(tx, extractId));
  return opening(ctx, 'extract.open', { childId, subjectId: extractId }, async (tx) => {
    const extract = await findExtract(tx, extractId);
    const cell = await authorize(ctx, tx, 'extract.open', { childId });
    await admit(ctx, tx, extract);
    const isClosed = extract.state === 'void' && ctx.actor.role !== 'parent' && ctx.actor.organisationId !== extract.pmpcId;
    const [me] = await tx
      .select({ surname: users.surname, givenName: users.givenName, patronymic: users.patronymic })
      .from(users)
      .where(eq(users.id, ctx.actor.id));
    return {
      id: extractId,
      child: { ...(await readHead(ctx, tx, childId)), className: null },
      state: extract.state,
      body: cell.only === 'actions' || isClosed ? null : extract.body,
      closed: isClosed ? { number: extract.body.number, issuedOn: extract.body.issuedOn } : null,
      actions: isClosed ? { conditions: [], helps: '' } : actionsOf(extract.body),
      digest: extract.digest,
      printedBy: me ? fullName(me) : '',
      printedAt: ctx.now.toISOString(),
    };
  });
}

interface Enrolled {
  id: string;
  names: Names;
}

/** Where the child learns now; the newest when two organisations overlap. */
async function schoolOf(ctx: Context, tx: Tx, childId: string): Promise<Enrolled | null> {
  const [row] = await tx
    .select({ id: organisations.id, kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn })
    .from(enrolments)
    .innerJoin(organisations, eq(organisations.id, enrolments.organisationId))
    .where(and(eq(enrolments.childId, childId), during(ctx, enrolments)))
    .orderBy(desc(enrolments.validFrom))
    .limit(1);
  return row ? { id: row.id, names: { kk: row.kk, ru: row.ru, en: row.en } } : null;
}

interface LedgerLine {
  state: 'given' | 'refused' | 'withdrawn';
  organisationId: string | null;
  answeredOn: string;
  manner: 'electronic' | 'paper';
}

async function newestLine(tx: Tx, childId: string, conclusionId: string): Promise<LedgerLine | null> {
  const [line] = await tx
    .select({
      state: consents.state,
      organisationId: consents.organisationId,
      answeredOn: consents.answeredOn,
      manner: consents.manner,
    })
    .from(consents)
    .where(and(eq(consents.childId, childId), eq(consents.purpose, 'share-conclusion'), eq(consents.subjectId, conclusionId)))
    .orderBy(desc(consents.sequence))
    .limit(1);
  return line ?? null;
}

export interface GuardianChoice {
  id: string;
  name: string;
  relation: Relation;
}

async function guardiansOf(ctx: Context, tx: Tx, childId: string): Promise<GuardianChoice[]> {
  await authorize(ctx, tx, 'guardian.list', { childId });
  const rows = await tx
    .select({
      id: guardians.id,
      surname: guardians.surname,
      givenName: guardians.givenName,
      patronymic: guardians.patronymic,
      relation: guardians.relation,
    })
    .from(guardians)
    .where(and(eq(guardians.childId, childId), during(ctx, guardians)))
    .orderBy(desc(guardians.preferred), guardians.surname);
  return rows.map((row) => ({ id: row.id, name: fullName(row), relation: row.relation }));
}

export interface SharingPage {
  conclusionId: string;
  child: ChildHead;
  number: number;
  issuedOn: string;
  today: string;
  /** Where the child learns; null when nowhere, or when the reader may not know. */
  school: Names | null;
  shared: { on: string; manner: 'electronic' | 'paper'; school: Names | null } | null;
  /** Exactly what the school reads. */
  extract: ExtractBody;
  /** Whose paper may be recorded; null for a guardian, who answers for themself. */
  guardians: GuardianChoice[] | null;
}

/** The page on which a guardian shares the extract with the school, or the PMPC records that they did so on paper. */
export async function openSharing(ctx: Context, conclusionId: string): Promise<SharingPage> {
  const { childId, extractId } = await ctx.read((tx) => findShared(tx, conclusionId));
  return opening(ctx, 'extract.open', { childId, subjectId: extractId }, async (tx) => {
    const extract = await findShared(tx, conclusionId);
    const { isPaper, hidesSchool } = await admitToSharing(ctx, tx, extract);
    const school = hidesSchool ? null : await schoolOf(ctx, tx, childId);
    const line = await newestLine(tx, childId, conclusionId);
    const isActive = line?.state === 'given' && !hidesSchool;
    return {
      conclusionId,
      child: { ...(await readHead(ctx, tx, childId)), className: null },
      number: extract.body.number,
      issuedOn: extract.body.issuedOn,
      today: ctx.today,
      school: school?.names ?? null,
      shared: isActive ? { on: line.answeredOn, manner: line.manner, school: await namesOf(tx, line.organisationId) } : null,
      extract: extract.body,
      guardians: isPaper ? await guardiansOf(ctx, tx, childId) : null,
    };
  });
}

async function namesOf(tx: Tx, organisationId: string | null): Promise<Names | null> {
  const [row] = await tx
    .select({ kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn })
    .from(organisations)
    .where(eq(organisations.id, organisationId ?? ''));
  return row ?? null;
}

/** A guardian answers for themself, the PMPC from paper; both read what they open. A school's way is `recordPaperShare`: it does not see the conclusion. */
async function admitToSharing(ctx: Context, tx: Tx, extract: Standing): Promise<{ isPaper: boolean; hidesSchool: boolean }> {
  await authorize(ctx, tx, 'extract.open', { childId: extract.childId });
  const cell = await authorize(ctx, tx, 'consent.give', { childId: extract.childId });
  if (extract.state !== 'issued' || ctx.actor.role === 'school_coordinator') refuse('not-found');
  await admit(ctx, tx, extract);
  const link = ctx.actor.role === 'parent' ? await guardianLink(ctx, tx, extract.childId) : null;
  return { isPaper: cell.only === 'paper', hidesSchool: link?.closed.includes('location') ?? false };
}

/** A guardian's answer, or one on paper with its guardian and day. */
export type ShareAnswer = { decision: 'given' | 'withdrawn' } & Partial<Omit<PaperShare, 'decision'>>;

/**
 * Writes a guardian's answer about sharing into the consent ledger; it acts from the next request on. The first grant to
 * a school for a child who is recommended an assistant opens the school's need of one.
 * @throws Refused `conclusion.no-school` when there is nowhere to share to, `consent.nothing-to-withdraw`
 */
export function shareConclusion(ctx: Context, conclusionId: string, answer: ShareAnswer): Promise<void> {
  return ctx.transaction(async (tx) => {
    const extract = await findShared(tx, conclusionId);
    const { isPaper, hidesSchool } = await admitToSharing(ctx, tx, extract);
    const { childId, body } = extract;
    const answeredOn = (isPaper ? answer.answeredOn : undefined) ?? ctx.today;
    const whyNot = whyNotAnsweredOn(answeredOn, body.issuedOn, ctx.today);
    if (whyNot) refuse(whyNot);
    const guardianId = await answeringGuardian(ctx, tx, childId, isPaper ? (answer.guardianId ?? '') : null);
    const school = hidesSchool ? null : await schoolOf(ctx, tx, childId);
    const organisationId = answer.decision === 'given' ? school?.id : ((!hidesSchool && (await newestLine(tx, childId, conclusionId))?.organisationId) || undefined);
    if (!organisationId) refuse(answer.decision === 'given' ? 'conclusion.no-school' : 'consent.nothing-to-withdraw');
    await writeLine(ctx, tx, extract, { decision: answer.decision, guardianId, answeredOn, organisationId, manner: isPaper ? 'paper' : 'electronic' });
    await audit(ctx, tx, 'consent.give', { childId, subjectId: conclusionId, detail: `share-conclusion ${answer.decision}` });
  });
}

/** The guardian the line is about: the actor's own link, or the one named on paper, who must be the child's now. */
async function answeringGuardian(ctx: Context, tx: Tx, childId: string, named: string | null): Promise<string> {
  if (named === null) return (await guardianLink(ctx, tx, childId))?.id ?? refuse('not-found');
  const [row] = await tx
    .select({ id: guardians.id })
    .from(guardians)
    .where(and(eq(guardians.id, named), eq(guardians.childId, childId), during(ctx, guardians)));
  return row?.id ?? refuse('consent.not-this-guardian');
}

interface Line {
  decision: 'given' | 'withdrawn';
  guardianId: string;
  answeredOn: string;
  organisationId: string;
  manner: 'electronic' | 'paper';
}

/** Appends to the ledger; a grant that stands already is not written twice. */
async function writeLine(ctx: Context, tx: Tx, extract: Standing, line: Line): Promise<void> {
  const { childId, conclusionId } = extract;
  const { decision, guardianId, answeredOn, organisationId, manner } = line;
  const newest = await newestLine(tx, childId, conclusionId);
  const stands = newest?.state === 'given' && newest.organisationId === organisationId;
  if (decision === 'withdrawn' && !stands) refuse('consent.nothing-to-withdraw');
  if (decision === 'given' && stands) return;
  const [last] = await tx
    .select({ sequence: max(consents.sequence) })
    .from(consents)
    .where(and(eq(consents.childId, childId), eq(consents.purpose, 'share-conclusion'), eq(consents.subjectId, conclusionId)));
  await tx.insert(consents).values({
    childId,
    guardianId,
    purpose: 'share-conclusion',
    state: decision,
    manner,
    subjectId: conclusionId,
    organisationId,
    answeredOn,
    recordedBy: ctx.actor.id,
    recordedAt: ctx.now,
    sequence: (last?.sequence ?? 0) + 1,
  });
  if (decision === 'given') await openNeed(ctx, tx, extract, organisationId);
}

/** The school's need of an assistant, once for an extract. */
async function openNeed(ctx: Context, tx: Tx, { childId, extractId, body }: Standing, organisationId: string): Promise<void> {
  const { needed, hours, from, to, tasks } = body.assistant;
  if (!needed || hours === null || from === null || to === null) return;
  await tx
    .insert(assistantNeeds)
    .values({ childId, organisationId, extractId, state: 'requested', hours, tasks, validFrom: from, validTo: to, createdAt: ctx.now })
    .onConflictDoNothing();
}

export interface SchoolSharingPage {
  child: ChildHead;
  today: string;
  guardians: GuardianChoice[];
  /** The extracts open to this school now. */
  open: { extractId: string; number: number; issuedOn: string }[];
}

/** A school records a grant from the parent's paper; of conclusions it lists those open to it and no other. */
export function openSchoolSharing(ctx: Context, childId: string): Promise<SchoolSharingPage> {
  return opening(ctx, 'guardian.list', { childId }, async (tx) => {
    await authorize(ctx, tx, 'consent.give', { childId });
    if (ctx.actor.role !== 'school_coordinator') refuse('not-found');
    const open = [...(await sharedConclusions(ctx, tx, [childId]))];
    const rows: SchoolSharingPage['open'] = [];
    for (const conclusionId of open) {
      const { extractId, body } = await findShared(tx, conclusionId);
      if (await may(ctx, tx, 'extract.open', { childId })) rows.push({ extractId, number: body.number, issuedOn: body.issuedOn });
    }
    return {
      child: await readHead(ctx, tx, childId),
      today: ctx.today,
      guardians: await guardiansOf(ctx, tx, childId),
      open: rows,
    };
  });
}

/**
 * Records at a school what a guardian answered on paper. The school names the conclusion by the number and the day on
 * the guardian's own copy; a miss is written down and tells nothing more.
 * @returns whether an issued conclusion of the child has this number and day
 */
export function recordPaperShare(ctx: Context, childId: string, answer: PaperShareAtSchool): Promise<'recorded' | 'no-match'> {
  return ctx.transaction(async (tx) => {
    await authorize(ctx, tx, 'consent.give', { childId });
    const here = ctx.actor.organisationId;
    if (ctx.actor.role !== 'school_coordinator' || here === null) refuse('not-found');
    const { decision, answeredOn, issuedOn, number } = answer;
    const whyNot = whyNotAnsweredOn(answeredOn, issuedOn, ctx.today);
    if (whyNot) refuse(whyNot);
    const guardianId = await answeringGuardian(ctx, tx, childId, answer.guardianId);
    const [match] = await tx
      .select({ id: conclusions.id })
      .from(conclusions)
      .where(
        and(
          eq(conclusions.childId, childId),
          eq(conclusions.number, number),
          eq(conclusions.issuedOn, issuedOn),
          eq(conclusions.state, 'issued'),
        ),
      )
      .limit(1);
    if (!match) {
      await audit(ctx, tx, 'consent.give', { childId, detail: 'share-conclusion no match' }, 'denied');
      return 'no-match';
    }
    const extract = await findShared(tx, match.id);
    await writeLine(ctx, tx, extract, { decision, guardianId, answeredOn, organisationId: here, manner: 'paper' });
    await audit(ctx, tx, 'consent.give', { childId, subjectId: match.id, detail: `share-conclusion ${decision}` });
    return 'recorded';
  });
}
