import { createHash } from 'node:crypto';
import { and, asc, desc, eq, isNull, like, lt, max, or, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import {
  assessmentMembers,
  assessments,
  children,
  conclusionConditions,
  conclusionLevels,
  conclusionSessions,
  conclusionSignatures,
  conclusions,
  consents,
  extracts,
  enrolments,
  findingLevels,
  findings,
  organisations,
  referrals,
  settings,
  users,
} from '#db/schema';
import { addDays } from '~/domain/calendar';
import { foldForSearch, fullName, latinLayoutSlip } from '~/domain/children';
import {
  CONDITIONS,
  DOMAINS,
  SESSION_SPECIALTIES,
  USUAL_QUORUM,
  WINDOW_AFTER_ISSUE_DAYS,
  agreedLevels,
  canonicalText,
  extractOf,
  missingParts,
  signaturesNeeded,
  signaturesUnder,
  whyNotEdit,
  whyNotIssue,
  whyNotSign,
  whyNotStart,
  type AssessmentState,
  type ConclusionDraft,
  type ConclusionState,
  type ConclusionText,
  type Domain,
  type ExamKind,
  type IssueForm,
  type Level,
  type Part,
  type TeamPart,
} from '~/domain/conclusions';
import { PAGE_SIZE, pageOf, type After, type Page } from '~/domain/lists';
import type { Specialty } from '~/domain/permissions';
import { refuse, refuseStale, type Reason } from '~/domain/refusal';
import { audit, listing, opening } from './audit.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { authorize, during, guardianLink, may } from './ties.server';

interface Names {
  kk: string;
  ru: string;
  en: string;
}

/** What a use case must know of a conclusion before it asks whether the actor may. */
interface Standing {
  id: string;
  assessmentId: string;
  childId: string;
  pmpcId: string;
  authorId: string;
  state: ConclusionState;
  version: number;
}

async function find(tx: Tx, id: string): Promise<Standing> {
  const [row] = await tx
    .select({
      id: conclusions.id,
      assessmentId: conclusions.assessmentId,
      childId: conclusions.childId,
      pmpcId: conclusions.pmpcId,
      authorId: conclusions.authorId,
      state: conclusions.state,
      version: conclusions.version,
    })
    .from(conclusions)
    .where(eq(conclusions.id, id));
  if (!row) refuse('not-found');
  return row;
}

/** A PMPC's paper is that PMPC's only, and a specialist writes it as a member of its very team. */
async function refuseOutsiders(ctx: Context, tx: Tx, about: { assessmentId: string; pmpcId: string }): Promise<void> {
  if (ctx.actor.organisationId !== about.pmpcId) refuse('not-found');
  if (ctx.actor.role !== 'pmpc_specialist') return;
  const [member] = await tx
    .select({ id: assessmentMembers.id })
    .from(assessmentMembers)
    .where(
      and(
        eq(assessmentMembers.assessmentId, about.assessmentId),
        eq(assessmentMembers.userId, ctx.actor.id),
        eq(assessmentMembers.state, 'needed'),
        during(ctx, assessmentMembers),
      ),
    )
    .limit(1);
  if (!member) refuse('not-found');
}

/** Withdrawn consent to the examination stops its conclusion (access.md TR6). */
async function refuseWithoutConsent(tx: Tx, childId: string): Promise<void> {
  const [newest] = await tx
    .select({ state: consents.state })
    .from(consents)
    .where(and(eq(consents.childId, childId), eq(consents.purpose, 'examination')))
    .orderBy(desc(consents.recordedAt), desc(consents.sequence))
    .limit(1);
  if (newest?.state !== 'given') refuse('consent.needed');
}

interface Section {
  specialty: Specialty;
  medical: boolean;
  strengths: string;
  needs: string;
  helps: string;
  recommendations: string;
}

/** The signed pedagogical sections. A medical one never reaches a conclusion: its text stays under its own rights. */
async function pedagogicalSections(tx: Tx, assessmentId: string): Promise<Section[]> {
  return tx
    .select({
      specialty: findings.specialty,
      medical: findings.medical,
      strengths: findings.strengths,
      needs: findings.needs,
      helps: findings.helps,
      recommendations: findings.recommendations,
    })
    .from(findings)
    .where(and(eq(findings.assessmentId, assessmentId), eq(findings.state, 'signed'), eq(findings.medical, false)))
    .orderBy(findings.specialty);
}

interface RatedBy {
  specialty: Specialty;
  domain: Domain;
  withSupport: Level;
  withoutSupport: Level;
}

async function pedagogicalRatings(tx: Tx, assessmentId: string): Promise<RatedBy[]> {
  return tx
    .select({
      specialty: findings.specialty,
      domain: findingLevels.domain,
      withSupport: findingLevels.withSupport,
      withoutSupport: findingLevels.withoutSupport,
    })
    .from(findingLevels)
    .innerJoin(findings, eq(findings.id, findingLevels.findingId))
    .where(and(eq(findings.assessmentId, assessmentId), eq(findings.state, 'signed'), eq(findings.medical, false)))
    .orderBy(findings.specialty);
}

async function readAssessment(tx: Tx, id: string) {
  const [row] = await tx
    .select({
      id: assessments.id,
      childId: assessments.childId,
      pmpcId: assessments.pmpcId,
      referralId: assessments.referralId,
      state: assessments.state,
    })
    .from(assessments)
    .where(eq(assessments.id, id));
  if (!row) refuse('not-found');
  return row;
}

async function sectionsSigned(tx: Tx, assessmentId: string): Promise<Set<Specialty>> {
  const rows = await tx
    .select({ specialty: findings.specialty })
    .from(findings)
    .where(and(eq(findings.assessmentId, assessmentId), eq(findings.state, 'signed')));
  return new Set(rows.map(({ specialty }) => specialty));
}

async function conclusionOf(tx: Tx, assessmentId: string): Promise<string | null> {
  const [row] = await tx.select({ id: conclusions.id }).from(conclusions).where(eq(conclusions.assessmentId, assessmentId));
  return row?.id ?? null;
}

export interface ConclusionStart {
  child: ChildHead;
  assessmentId: string;
  sections: { specialty: Specialty; state: 'signed' | 'waiting' | 'not-needed' }[];
  whyNot: Reason | null;
  /** The conclusion this examination has already. */
  existingId: string | null;
}

/** What one sees before starting a conclusion: which sections are signed. */
export function prepareConclusion(ctx: Context, assessmentId: string): Promise<ConclusionStart> {
  return ctx.read(async (tx) => {
    const assessment = await readAssessment(tx, assessmentId);
    await authorize(ctx, tx, 'conclusion.draft', { childId: assessment.childId });
    await refuseOutsiders(ctx, tx, { assessmentId, pmpcId: assessment.pmpcId });
    const signed = await sectionsSigned(tx, assessmentId);
    const members = await tx
      .select({ specialty: assessmentMembers.specialty, state: assessmentMembers.state })
      .from(assessmentMembers)
      .where(eq(assessmentMembers.assessmentId, assessmentId))
      .orderBy(assessmentMembers.specialty);
    return {
      child: await readHead(ctx, tx, assessment.childId),
      assessmentId,
      sections: members.map(({ specialty, state }) => ({
        specialty,
        state: state === 'not-needed' ? state : signed.has(specialty) ? 'signed' : 'waiting',
      })),
      whyNot: whyNotStart(assessment.state, signed.size),
      existingId: await conclusionOf(tx, assessmentId),
    };
  });
}

/**
 * Starts the conclusion of an examination from its signed pedagogical sections; an examination has one conclusion, so a
 * second start leads to the first.
 * @param sectionNames how to name each section before its needs, in the language the conclusion is written in
 * @returns the conclusion's id
 * @throws Refused `conclusion.no-finding-signed` when nobody has signed yet
 */
export function startConclusion(ctx: Context, assessmentId: string, sectionNames: Partial<Record<Specialty, string>> = {}): Promise<string> {
  return ctx.transaction(async (tx) => {
    const assessment = await readAssessment(tx, assessmentId);
    await authorize(ctx, tx, 'conclusion.draft', { childId: assessment.childId });
    await refuseOutsiders(ctx, tx, { assessmentId, pmpcId: assessment.pmpcId });
    const existing = await conclusionOf(tx, assessmentId);
    if (existing) return existing;
    const whyNot = whyNotStart(assessment.state, (await sectionsSigned(tx, assessmentId)).size);
    if (whyNot) refuse(whyNot);
    await refuseWithoutConsent(tx, assessment.childId);

    const sections = await pedagogicalSections(tx, assessmentId);
    const [made] = await tx
      .insert(conclusions)
      .values({
        assessmentId,
        childId: assessment.childId,
        pmpcId: assessment.pmpcId,
        authorId: ctx.actor.id,
        state: 'draft',
        strengths: joined(sections.map(({ strengths }) => strengths)),
        needs: joined(sections.filter(({ needs }) => needs).map(({ specialty, needs }) => headed(sectionNames[specialty], needs))),
        createdAt: ctx.now,
        savedAt: ctx.now,
      })
      .returning({ id: conclusions.id });
    if (!made) throw new Error('the conclusion was not written');
    const levels = agreedLevels(await pedagogicalRatings(tx, assessmentId));
    if (levels.length > 0) await tx.insert(conclusionLevels).values(levels.map((level) => ({ conclusionId: made.id, ...level })));
    await audit(ctx, tx, 'conclusion.draft', { childId: assessment.childId, subjectId: made.id, detail: 'started' });
    return made.id;
  });
}

/** A paragraph under its section's name, which begins with a capital. */
function headed(name: string | undefined, text: string): string {
  return name ? `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${text}` : text;
}

function joined(texts: string[]): string {
  return texts.filter(Boolean).join('\n\n');
}

/** The text of a conclusion as the form knows it, with its lists in their own order. */
async function readText(tx: Tx, id: string): Promise<ConclusionText> {
  const [row] = await tx
    .select({
      strengths: conclusions.strengths,
      needs: conclusions.needs,
      programme: conclusions.programme,
      studyForm: conclusions.studyForm,
      assistantNeeded: conclusions.assistantNeeded,
      assistantHours: conclusions.assistantHours,
      assistantFrom: conclusions.assistantFrom,
      assistantTo: conclusions.assistantTo,
      assistantTasks: conclusions.assistantTasks,
      validUntil: conclusions.validUntil,
      familyAdvice: conclusions.familyAdvice,
    })
    .from(conclusions)
    .where(eq(conclusions.id, id));
  if (!row) refuse('not-found');
  const conditions = await tx
    .select({ condition: conclusionConditions.condition, detail: conclusionConditions.detail })
    .from(conclusionConditions)
    .where(eq(conclusionConditions.conclusionId, id));
  const levels = await tx
    .select({
      domain: conclusionLevels.domain,
      withSupport: conclusionLevels.withSupport,
      withoutSupport: conclusionLevels.withoutSupport,
    })
    .from(conclusionLevels)
    .where(eq(conclusionLevels.conclusionId, id));
  const sessions = await tx
    .select({ specialty: conclusionSessions.specialty, form: conclusionSessions.form, perWeek: conclusionSessions.perWeek })
    .from(conclusionSessions)
    .where(eq(conclusionSessions.conclusionId, id))
    .orderBy(conclusionSessions.position);
  return {
    ...row,
    conditions: conditions.sort((one, other) => CONDITIONS.indexOf(one.condition) - CONDITIONS.indexOf(other.condition)),
    levels: levels.sort((one, other) => DOMAINS.indexOf(one.domain) - DOMAINS.indexOf(other.domain)),
    sessions: sessions.flatMap(({ specialty, ...session }) => {
      const known = SESSION_SPECIALTIES.find((one) => one === specialty);
      return known ? [{ specialty: known, ...session }] : [];
    }),
  };
}

interface Colleague extends TeamPart {
  name: string;
  specialty: Specialty;
  signedAt: Date | null;
}

async function readTeam(tx: Tx, assessmentId: string, conclusionId: string): Promise<Colleague[]> {
  const rows = await tx
    .select({
      userId: assessmentMembers.userId,
      state: assessmentMembers.state,
      specialty: assessmentMembers.specialty,
      surname: users.surname,
      givenName: users.givenName,
      patronymic: users.patronymic,
      findingAuthor: findings.authorId,
      signedVersion: conclusionSignatures.signedVersion,
      signedAt: conclusionSignatures.signedAt,
    })
    .from(assessmentMembers)
    .innerJoin(users, eq(users.id, assessmentMembers.userId))
    .leftJoin(
      findings,
      and(
        eq(findings.assessmentId, assessmentMembers.assessmentId),
        eq(findings.specialty, assessmentMembers.specialty),
        eq(findings.state, 'signed'),
      ),
    )
    .leftJoin(
      conclusionSignatures,
      and(eq(conclusionSignatures.conclusionId, conclusionId), eq(conclusionSignatures.userId, assessmentMembers.userId)),
    )
    .where(eq(assessmentMembers.assessmentId, assessmentId))
    .orderBy(assessmentMembers.specialty);
  return rows.map(({ userId, state, specialty, findingAuthor, signedVersion, signedAt, ...name }) => ({
    userId,
    state,
    specialty,
    name: fullName(name),
    sectionSigned: findingAuthor === userId,
    signedVersion,
    signedAt,
  }));
}

async function quorumOf(tx: Tx, pmpcId: string): Promise<number> {
  const [own] = await tx
    .select({ value: settings.value })
    .from(settings)
    .where(and(eq(settings.key, 'quorum.signatures'), or(eq(settings.organisationId, pmpcId), eq(settings.organisationId, ''))))
    .orderBy(desc(settings.organisationId))
    .limit(1);
  const set = Number(own?.value);
  return Number.isInteger(set) && set > 0 ? set : USUAL_QUORUM;
}

export interface SignatureState {
  name: string;
  specialty: Specialty;
  state: 'signed' | 'outdated' | 'waiting' | 'section-open' | 'not-needed';
  at: string | null;
}

export interface ConclusionPage {
  id: string;
  child: ChildHead;
  state: ConclusionState;
  version: number;
  number: number | null;
  issuedOn: string | null;
  issuedBy: string | null;
  sessionOn: string;
  examKind: ExamKind;
  pmpc: Names;
  author: string;
  savedAt: string;
  text: ConclusionText;
  team: SignatureState[];
  /** What stands between the draft and its issue; null once it is issued. */
  quorum: { signed: number; needed: number; missing: Part[]; whyNot: Reason | null } | null;
  extractId: string | null;
  today: string;
  can: { edit: boolean; sign: boolean; issue: boolean; share: boolean; extract: boolean };
}

/** For what a conclusion is opened: to read, to sign or to issue it. */
export type OpenedFor = 'reading' | 'signature' | 'issue';

/**
 * Opens a conclusion: a draft for the team and the head, an issued one for the child's guardians too.
 * `purpose` asks for the right to the next step as well, and answers `not-found` without it.
 */
export async function openConclusion(ctx: Context, id: string, purpose: OpenedFor = 'reading'): Promise<ConclusionPage> {
  const { childId } = await ctx.read((tx) => find(tx, id));
  return opening(ctx, 'conclusion.open', { childId, subjectId: id }, async (tx) => {
    const standing = await find(tx, id);
    await admit(ctx, tx, standing);
    if (purpose !== 'reading') await admitTo(ctx, tx, standing, purpose);
    return readPage(ctx, tx, standing);
  });
}

/** Whether this reader may see this conclusion in its state. */
async function admit(ctx: Context, tx: Tx, standing: Standing): Promise<void> {
  const { childId, state } = standing;
  if (state === 'draft') {
    await authorize(ctx, tx, 'conclusion.draft', { childId });
    await refuseOutsiders(ctx, tx, standing);
    return;
  }
  await authorize(ctx, tx, 'conclusion.open', { childId });
  if (ctx.actor.role !== 'parent') {
    if (ctx.actor.organisationId !== standing.pmpcId) refuse('not-found');
    if (ctx.actor.role === 'pmpc_specialist') await refuseStrangers(ctx, tx, standing);
    return;
  }
  const link = await guardianLink(ctx, tx, childId);
  if (!link || link.closed.includes('documents')) refuse('not-found');
}

/** A specialist keeps reading what the own team concluded, and reads the rest while examining the child (access.md TR2). */
async function refuseStrangers(ctx: Context, tx: Tx, { assessmentId, childId, pmpcId }: Standing): Promise<void> {
  const [seat] = await tx
    .select({ id: assessmentMembers.id })
    .from(assessmentMembers)
    .innerJoin(assessments, eq(assessments.id, assessmentMembers.assessmentId))
    .where(
      and(
        eq(assessments.childId, childId),
        eq(assessments.pmpcId, pmpcId),
        eq(assessmentMembers.userId, ctx.actor.id),
        eq(assessmentMembers.state, 'needed'),
        or(eq(assessments.id, assessmentId), during(ctx, assessmentMembers)),
      ),
    )
    .limit(1);
  if (!seat) refuse('not-found');
}

/** Signing is the specialists' half of the right to issue, issuing the head's. */
async function admitTo(ctx: Context, tx: Tx, { childId }: Standing, purpose: OpenedFor): Promise<void> {
  const cell = await authorize(ctx, tx, 'conclusion.issue', { childId });
  if ((cell.only === 'signature') !== (purpose === 'signature')) refuse('not-found');
}

async function readPage(ctx: Context, tx: Tx, standing: Standing): Promise<ConclusionPage> {
  const { id, childId, state, version } = standing;
  const [row] = await tx
    .select({
      number: conclusions.number,
      issuedOn: conclusions.issuedOn,
      issuedBy: conclusions.issuedBy,
      savedAt: conclusions.savedAt,
      sessionOn: assessments.sessionOn,
      assessment: assessments.state,
      examKind: assessments.examKind,
      kk: organisations.nameKk,
      ru: organisations.nameRu,
      en: organisations.nameEn,
    })
    .from(conclusions)
    .innerJoin(assessments, eq(assessments.id, conclusions.assessmentId))
    .innerJoin(organisations, eq(organisations.id, conclusions.pmpcId))
    .where(eq(conclusions.id, id));
  if (!row) refuse('not-found');
  const { kk, ru, en } = row;
  const text = await readText(tx, id);
  const team = await readTeam(tx, standing.assessmentId, id);
  const [extract] = await tx.select({ id: extracts.id }).from(extracts).where(eq(extracts.conclusionId, id));
  const own = team.filter((part) => part.userId === ctx.actor.id && part.state === 'needed');
  const isDraft = state === 'draft';
  const isStaff = ctx.actor.role !== 'parent';
  const issues = isDraft && ctx.actor.role === 'pmpc_coordinator' && (await may(ctx, tx, 'conclusion.issue', { childId }));
  return {
    id,
    child: await readChild(ctx, tx, childId),
    state,
    version,
    number: row.number,
    issuedOn: row.issuedOn,
    issuedBy: row.issuedBy ? await nameOf(tx, row.issuedBy) : null,
    sessionOn: row.sessionOn,
    examKind: row.examKind,
    pmpc: { kk, ru, en },
    author: await nameOf(tx, standing.authorId),
    savedAt: row.savedAt.toISOString(),
    text,
    team: team
      .map((part) => signatureState(part, version))
      .filter((part) => isDraft || part.state === 'signed')
      .filter((part) => isStaff || part.state === 'signed'),
    quorum: isDraft ? await readQuorum(ctx, tx, standing, row.assessment, text, team) : null,
    extractId: extract?.id ?? null,
    today: ctx.today,
    can: {
      edit: isDraft && (await may(ctx, tx, 'conclusion.draft', { childId })),
      sign: own.length > 0 && whyNotSign(state, version, own) === null && (await may(ctx, tx, 'conclusion.issue', { childId })),
      issue: issues && standing.authorId !== ctx.actor.id,
      share: state === 'issued' && (await may(ctx, tx, 'consent.give', { childId })),
      extract: extract !== undefined && (await may(ctx, tx, 'extract.open', { childId })),
    },
  };
}

/** The head of the page; a guardian who may not know where the child is reads no class. */
async function readChild(ctx: Context, tx: Tx, childId: string): Promise<ChildHead> {
  const head = await readHead(ctx, tx, childId);
  if (ctx.actor.role !== 'parent') return head;
  const link = await guardianLink(ctx, tx, childId);
  return link?.closed.includes('location') ? { ...head, className: null } : head;
}

async function readQuorum(
  ctx: Context,
  tx: Tx,
  { state, authorId, version, pmpcId }: Standing,
  assessment: AssessmentState,
  text: ConclusionText,
  team: Colleague[],
): Promise<NonNullable<ConclusionPage['quorum']>> {
  const quorum = await quorumOf(tx, pmpcId);
  const missing = missingParts(text, ctx.today, text.validUntil === null);
  const issuerId = ctx.actor.role === 'pmpc_coordinator' ? ctx.actor.id : '';
  const whyNot = whyNotIssue({ state, assessment, authorId, issuerId, version, team, quorum, missing });
  return { signed: signaturesUnder(version, team), needed: signaturesNeeded(quorum, team), missing, whyNot };
}

function signatureState({ name, specialty, state, sectionSigned, signedVersion, signedAt }: Colleague, version: number): SignatureState {
  const at = signedVersion === version ? (signedAt?.toISOString() ?? null) : null;
  if (state === 'not-needed') return { name, specialty, state, at: null };
  if (signedVersion === version) return { name, specialty, state: 'signed', at };
  if (!sectionSigned) return { name, specialty, state: 'section-open', at };
  return { name, specialty, state: signedVersion === null ? 'waiting' : 'outdated', at };
}

async function nameOf(tx: Tx, userId: string): Promise<string> {
  const [row] = await tx
    .select({ surname: users.surname, givenName: users.givenName, patronymic: users.patronymic })
    .from(users)
    .where(eq(users.id, userId));
  return row ? fullName(row) : '';
}

export interface ConclusionPaper extends ConclusionPage {
  iinLastFour: string | null;
  school: Names | null;
  printedBy: string;
  printedAt: string;
}

/** The printed form: the conclusion with what its official fields name besides. */
export async function openConclusionPaper(ctx: Context, id: string): Promise<ConclusionPaper> {
  const { childId } = await ctx.read((tx) => find(tx, id));
  return opening(ctx, 'conclusion.open', { childId, subjectId: id, detail: 'paper' }, async (tx) => {
    const standing = await find(tx, id);
    await admit(ctx, tx, standing);
    const page = await readPage(ctx, tx, standing);
    const [child] = await tx.select({ iinLastFour: children.iinLastFour }).from(children).where(eq(children.id, childId));
    const isNumberOpen = await may(ctx, tx, 'identity.masked', { childId });
    return {
      ...page,
      iinLastFour: isNumberOpen ? (child?.iinLastFour ?? null) : null,
      school: page.child.className === null ? null : await schoolOf(ctx, tx, childId),
      printedBy: await nameOf(tx, ctx.actor.id),
      printedAt: ctx.now.toISOString(),
    };
  });
}

async function schoolOf(ctx: Context, tx: Tx, childId: string): Promise<Names | null> {
  const [row] = await tx
    .select({ kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn })
    .from(enrolments)
    .innerJoin(organisations, eq(organisations.id, enrolments.organisationId))
    .where(and(eq(enrolments.childId, childId), during(ctx, enrolments)))
    .limit(1);
  return row ?? null;
}

export interface ConclusionEdit {
  id: string;
  child: ChildHead;
  version: number;
  savedAt: string;
  text: ConclusionText;
  /** Each rated domain with the level proposed for it and who rated it how. */
  domains: { domain: Domain; withSupport: Level; withoutSupport: Level; by: Omit<RatedBy, 'domain'>[] }[];
  /** The signed pedagogical sections, to write from. */
  sections: Omit<Section, 'medical'>[];
  /** Signatures that the next change makes void. */
  signed: number;
}

/** The draft with what it is written from; null once it is issued and only to be read. */
export async function openConclusionDraft(ctx: Context, id: string): Promise<ConclusionEdit | null> {
  const { childId } = await ctx.read((tx) => find(tx, id));
  return opening(ctx, 'conclusion.draft', { childId, subjectId: id }, async (tx) => {
    const standing = await find(tx, id);
    await authorize(ctx, tx, 'conclusion.draft', { childId });
    await refuseOutsiders(ctx, tx, standing);
    if (whyNotEdit(standing.state)) return null;
    const [row] = await tx.select({ savedAt: conclusions.savedAt }).from(conclusions).where(eq(conclusions.id, id));
    const text = await readText(tx, id);
    const ratings = await pedagogicalRatings(tx, standing.assessmentId);
    const proposed = [...text.levels, ...agreedLevels(ratings).filter(({ domain }) => !text.levels.some((level) => level.domain === domain))];
    return {
      id,
      child: await readHead(ctx, tx, childId),
      version: standing.version,
      savedAt: (row?.savedAt ?? ctx.now).toISOString(),
      text,
      domains: DOMAINS.flatMap((domain) => {
        const level = proposed.find((one) => one.domain === domain);
        const by = ratings.filter((one) => one.domain === domain).map(({ domain: _, ...rating }) => rating);
        return level ? [{ ...level, by }] : [];
      }),
      sections: (await pedagogicalSections(tx, standing.assessmentId)).map(({ medical: _, ...section }) => section),
      signed: signaturesUnder(standing.version, await readTeam(tx, standing.assessmentId, id)),
    };
  });
}

/**
 * Saves the draft over the version it was opened at. A change makes every older signature void; saving the same text
 * again changes nothing.
 */
export function saveConclusion(ctx: Context, id: string, draft: ConclusionDraft): Promise<void> {
  return ctx.transaction(async (tx) => {
    const standing = await find(tx, id);
    const { childId, assessmentId } = standing;
    await authorize(ctx, tx, 'conclusion.draft', { childId });
    await refuseOutsiders(ctx, tx, standing);
    const whyNot = whyNotEdit(standing.state);
    if (whyNot) refuse(whyNot);
    const { version, ...text } = draft;
    const before = await readText(tx, id);
    if (version !== standing.version) refuseStale(theirsOf(before, draft, standing.version));

    const rated = new Set([...before.levels, ...(await pedagogicalRatings(tx, assessmentId))].map(({ domain }) => domain));
    if (text.levels.some(({ domain }) => !rated.has(domain))) refuse('malformed');
    const levels = [...text.levels].sort((one, other) => DOMAINS.indexOf(one.domain) - DOMAINS.indexOf(other.domain));
    if (canonicalText({ ...text, levels }) === canonicalText(before)) return;

    const { conditions, sessions, levels: _, ...fields } = text;
    const changed = await tx
      .update(conclusions)
      .set({ ...fields, savedAt: ctx.now, version: version + 1 })
      .where(and(eq(conclusions.id, id), eq(conclusions.state, 'draft'), eq(conclusions.version, version)))
      .returning({ id: conclusions.id });
    if (changed.length === 0) refuse('conclusion.wrong-state');
    await tx.delete(conclusionConditions).where(eq(conclusionConditions.conclusionId, id));
    await tx.delete(conclusionLevels).where(eq(conclusionLevels.conclusionId, id));
    await tx.delete(conclusionSessions).where(eq(conclusionSessions.conclusionId, id));
    if (conditions.length > 0) await tx.insert(conclusionConditions).values(conditions.map((row) => ({ conclusionId: id, ...row })));
    if (levels.length > 0) await tx.insert(conclusionLevels).values(levels.map((row) => ({ conclusionId: id, ...row })));
    if (sessions.length > 0) await tx.insert(conclusionSessions).values(sessions.map((row, position) => ({ conclusionId: id, position, ...row })));
    await audit(ctx, tx, 'conclusion.draft', { childId, subjectId: id, detail: `version ${version + 1}` });
  });
}

/** What the record holds now, field by field as the form names them, for the page of a conflict. Equal hours are no conflict, however they were typed. */
function theirsOf(text: ConclusionText, mine: ConclusionText, version: number): Record<string, string> {
  const details = CONDITIONS.map((condition) => [
    `conditions.${condition}.detail`,
    text.conditions.find((row) => row.condition === condition)?.detail ?? '',
  ]);
  return {
    strengths: text.strengths,
    needs: text.needs,
    assistantTasks: text.assistantTasks,
    familyAdvice: text.familyAdvice,
    ...(text.assistantHours === mine.assistantHours ? {} : { assistantHours: String(text.assistantHours ?? '') }),
    assistantFrom: text.assistantFrom ?? '',
    assistantTo: text.assistantTo ?? '',
    validUntil: text.validUntil ?? '',
    ...Object.fromEntries(details),
    version: String(version),
  };
}

/**
 * A team member signs the version that was read, once the own section is signed.
 * @throws Refused `changed-meanwhile` when the text has moved on
 */
export function signConclusion(ctx: Context, id: string, { version }: { version: number }): Promise<void> {
  return ctx.transaction(async (tx) => {
    const standing = await find(tx, id);
    const { childId } = standing;
    const cell = await authorize(ctx, tx, 'conclusion.issue', { childId });
    if (cell.only !== 'signature') refuse('not-found');
    await refuseOutsiders(ctx, tx, standing);
    const own = (await readTeam(tx, standing.assessmentId, id)).filter((part) => part.userId === ctx.actor.id && part.state === 'needed');
    const [first] = own;
    if (!first) refuse('not-found');
    if (standing.state === 'draft' && version !== standing.version) refuseStale({ version: String(standing.version) });
    const whyNot = whyNotSign(standing.state, version, own);
    if (whyNot) refuse(whyNot);
    const signature = { signedVersion: version, signedAt: ctx.now };
    await tx
      .insert(conclusionSignatures)
      .values({ conclusionId: id, userId: ctx.actor.id, specialty: first.specialty, ...signature })
      .onConflictDoUpdate({ target: [conclusionSignatures.conclusionId, conclusionSignatures.userId], set: signature });
    await audit(ctx, tx, 'conclusion.issue', { childId, subjectId: id, detail: `signature under version ${version}` });
  });
}

/**
 * Issues a conclusion: gives it the PMPC's next number of the year, closes the examination and its referral, sets the
 * end of the team's window and stores the school's extract, all at once.
 * @returns the number and the extract's id
 */
export function issueConclusion(ctx: Context, id: string, { version, withoutEnd }: IssueForm): Promise<{ number: number; extractId: string }> {
  return ctx.transaction(async (tx) => {
    const standing = await find(tx, id);
    const { childId, assessmentId, pmpcId, authorId, state } = standing;
    const cell = await authorize(ctx, tx, 'conclusion.issue', { childId, second: authorId !== ctx.actor.id });
    if (cell.only === 'signature') refuse('not-found');
    await refuseOutsiders(ctx, tx, standing);
    if (state === 'draft' && version !== standing.version) refuseStale({ version: String(standing.version) });

    const assessment = await readAssessment(tx, assessmentId);
    const text = await readText(tx, id);
    const team = await readTeam(tx, assessmentId, id);
    const quorum = await quorumOf(tx, pmpcId);
    const missing = missingParts(text, ctx.today, withoutEnd);
    const whyNot = whyNotIssue({ state, assessment: assessment.state, authorId, issuerId: ctx.actor.id, version, team, quorum, missing });
    if (whyNot) refuse(whyNot, { needed: signaturesNeeded(quorum, team) });
    await refuseWithoutConsent(tx, childId);

    const number = await nextNumber(ctx, tx, pmpcId);
    const issued = await tx
      .update(conclusions)
      .set({ state: 'issued', number, numberYear: yearOf(ctx), issuedOn: ctx.today, issuedBy: ctx.actor.id })
      .where(and(eq(conclusions.id, id), eq(conclusions.state, 'draft'), eq(conclusions.version, version)))
      .returning({ id: conclusions.id });
    if (issued.length === 0) refuse('conclusion.wrong-state');
    await closeExamination(ctx, tx, assessment);
    const extractId = await storeExtract(ctx, tx, standing, text, number);
    await audit(ctx, tx, 'conclusion.issue', { childId, subjectId: id, detail: `issued version ${version}` });
    return { number, extractId };
  });
}

const yearOf = (ctx: Context) => Number(ctx.today.slice(0, 4));

async function nextNumber(ctx: Context, tx: Tx, pmpcId: string): Promise<number> {
  const [last] = await tx
    .select({ number: max(conclusions.number) })
    .from(conclusions)
    .where(and(eq(conclusions.pmpcId, pmpcId), eq(conclusions.numberYear, yearOf(ctx))));
  return (last?.number ?? 0) + 1;
}

async function closeExamination(ctx: Context, tx: Tx, { id, referralId }: { id: string; referralId: string }): Promise<void> {
  await tx
    .update(assessments)
    .set({ state: 'closed', version: sql`${assessments.version} + 1` })
    .where(and(eq(assessments.id, id), eq(assessments.state, 'open')));
  const closed = await tx
    .update(referrals)
    .set({ state: 'closed', version: sql`${referrals.version} + 1` })
    .where(and(eq(referrals.id, referralId), eq(referrals.state, 'accepted')))
    .returning({ id: referrals.id });
  if (closed.length === 0) refuse('referral.wrong-state');
  await tx
    .update(assessmentMembers)
    .set({ validTo: addDays(ctx.today, WINDOW_AFTER_ISSUE_DAYS) })
    .where(and(eq(assessmentMembers.assessmentId, id), or(isNull(assessmentMembers.validTo), sql`${assessmentMembers.validTo} >= ${ctx.today}`)));
}

async function storeExtract(ctx: Context, tx: Tx, standing: Standing, text: ConclusionText, number: number): Promise<string> {
  const { id, childId, pmpcId, assessmentId } = standing;
  const { name, birthYear } = await readHead(ctx, tx, childId);
  const [pmpc] = await tx
    .select({ kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn })
    .from(organisations)
    .where(eq(organisations.id, pmpcId));
  if (!pmpc) throw new Error('the PMPC of a conclusion is missing');
  const body = extractOf({ number, issuedOn: ctx.today, pmpc, child: { name, birthYear } }, text, await pedagogicalSections(tx, assessmentId));
  const digest = createHash('sha256').update(canonicalText(body)).digest('hex');
  const [made] = await tx
    .insert(extracts)
    .values({ conclusionId: id, childId, body, digest, createdAt: ctx.now })
    .returning({ id: extracts.id });
  if (!made) throw new Error('the extract was not written');
  return made.id;
}

export const CONCLUSION_FILTERS = ['all', 'draft', 'issued', 'void'] as const;
export type ConclusionFilter = (typeof CONCLUSION_FILTERS)[number];

export interface ConclusionRow {
  id: string;
  name: string;
  birthYear: string;
  state: ConclusionState;
  number: number | null;
  issuedOn: string | null;
  savedAt: string;
  signed: number;
}

/** The PMPC's conclusions, those touched last first. `q` is a part of a name or a number. */
export function listConclusions(ctx: Context, query: { q: string; show: ConclusionFilter; after: After | null }): Promise<Page<ConclusionRow>> {
  const filters = `name:${query.q ? 'yes' : 'no'} show:${query.show}`;
  return listing(ctx, 'conclusion.open', filters, async (tx) => {
    const here = ctx.actor.organisationId ?? '';
    await authorize(ctx, tx, 'conclusion.open', { organisationId: here });
    await authorize(ctx, tx, 'conclusion.draft', { organisationId: here });
    const state = query.show === 'all' ? undefined : eq(conclusions.state, query.show);
    const wanted = and(eq(conclusions.pmpcId, here), state, wantedBy(query.q));
    const [counted] = await tx
      .select({ total: sql<number>`count(*)` })
      .from(conclusions)
      .innerJoin(children, eq(children.id, conclusions.childId))
      .where(wanted);
    const signed = sql<number>`(select count(*) from ${conclusionSignatures} where ${conclusionSignatures.conclusionId} = ${conclusions.id} and ${conclusionSignatures.signedVersion} = ${conclusions.version})`;
    const rows = await tx
      .select({
        id: conclusions.id,
        surname: children.surname,
        givenName: children.givenName,
        patronymic: children.patronymic,
        birthDate: children.birthDate,
        state: conclusions.state,
        number: conclusions.number,
        issuedOn: conclusions.issuedOn,
        savedAt: conclusions.savedAt,
        signed,
      })
      .from(conclusions)
      .innerJoin(children, eq(children.id, conclusions.childId))
      .where(and(wanted, later(query.after)))
      .orderBy(desc(conclusions.savedAt), asc(conclusions.id))
      .limit(PAGE_SIZE + 1);
    const { rows: shown, ...page } = pageOf(rows, counted?.total ?? 0, ({ savedAt, id }) => ({ key: String(savedAt.getTime()), id }));
    return {
      ...page,
      rows: shown.map((row) => ({
        id: row.id,
        name: fullName(row),
        birthYear: row.birthDate.slice(0, 4),
        state: row.state,
        number: row.number,
        issuedOn: row.issuedOn,
        savedAt: row.savedAt.toISOString(),
        signed: row.signed,
      })),
    };
  });
}

function wantedBy(q: string): SQL | undefined {
  if (!q) return undefined;
  if (/^№?\s*\d{1,9}$/.test(q)) return eq(conclusions.number, Number(q.replace(/\D/g, '')));
  const tries = [foldForSearch(q), foldForSearch(latinLayoutSlip(q))].filter((text, index, all) => text && all.indexOf(text) === index);
  if (tries.length === 0) return sql`0`;
  return or(...tries.map((text) => like(children.folded, `%${text.replaceAll(/[%_]/g, '')}%`)));
}

function later(after: After | null): SQL | undefined {
  if (!after || !/^\d{1,15}$/.test(after.key)) return undefined;
  const at = new Date(Number(after.key));
  return or(lt(conclusions.savedAt, at), and(eq(conclusions.savedAt, at), sql`${conclusions.id} > ${after.id}`));
}
