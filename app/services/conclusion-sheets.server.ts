import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import {
  assessmentMembers,
  assessments,
  children,
  conclusions,
  enrolments,
  extracts,
  meetingDecisions,
  meetings,
  organisations,
} from '#db/schema';
import { addDays, dayIn } from '~/domain/calendar';
import type { FormEdition } from '~/domain/conclusion-forms';
import {
  DOMAINS,
  VOIDING_DAYS,
  agreedLevels,
  missingParts,
  signaturesNeeded,
  signaturesUnder,
  whyNotEdit,
  whyNotIssue,
  whyNotSign,
  type AssessmentState,
  type ConclusionState,
  type ConclusionText,
  type Domain,
  type ExamKind,
  type Level,
  type Part,
} from '~/domain/conclusions';
import { subjectsOf } from '~/domain/meetings';
import type { Specialty } from '~/domain/permissions';
import { refuse, type Reason } from '~/domain/refusal';
import { opening } from './audit.server';
import {
  admitReader,
  findConclusion,
  formFor,
  isMinutesOpen,
  nameOf,
  openVoidingOf,
  pedagogicalRatings,
  pedagogicalSections,
  quorumOf,
  readTeam,
  readText,
  refuseOutsiders,
  type Colleague,
  type RatedBy,
  type SectionWords,
  type Standing,
} from './concluding.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { papersOwed } from './queueing.server';
import { authorize, during, guardianLink, may } from './ties.server';

/** A conclusion as it is read: its page, its printed form, and the draft beside what it is written from. */

interface Names {
  kk: string;
  ru: string;
  en: string;
}

export interface SignatureState {
  name: string;
  specialty: Specialty;
  state: 'signed' | 'outdated' | 'waiting' | 'section-open' | 'not-needed';
  at: string | null;
}

/** A void that was asked for: who asked, when, why, and until when another person may confirm it. */
export interface AskedVoiding {
  id: string;
  reason: string;
  by: string;
  on: string;
  until: string;
  mine: boolean;
}

export interface ConclusionPage {
  id: string;
  assessmentId: string;
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
  /** Why and when the number became void. */
  void: { reason: string; on: string } | null;
  /** Of the PMPC's own readers: a void that waits for a second person. */
  voiding: AskedVoiding | null;
  /** The void number it replaces, and the conclusion in hand or issued that replaces it. */
  replaces: number | null;
  replacedBy: string | null;
  /** What the minutes declined and the text still says. */
  declined: string[];
  today: string;
  can: { edit: boolean; sign: boolean; issue: boolean; share: boolean; extract: boolean; void: boolean; replace: boolean; meeting: boolean; recommendations: boolean; transfer: boolean };
}

/** For what a conclusion is opened: to read, to sign, to issue it, to ask that it become void, or to replace it. */
export type OpenedFor = 'reading' | 'signature' | 'issue' | 'voiding' | 'replacement';

/**
 * Opens a conclusion: a draft for the team and the head, an issued one for the child's guardians too.
 * `purpose` asks for the right to the next step as well, and answers `not-found` without it.
 */
export async function openConclusion(ctx: Context, id: string, purpose: OpenedFor = 'reading'): Promise<ConclusionPage> {
  const { childId } = await ctx.read((tx) => findConclusion(tx, id));
  return opening(ctx, 'conclusion.open', { childId, subjectId: id }, async (tx) => {
    const standing = await findConclusion(tx, id);
    await admitReader(ctx, tx, standing);
    if (purpose !== 'reading') await admitTo(ctx, tx, standing, purpose);
    return readPage(ctx, tx, standing);
  });
}

/** Signing is the specialists' half of the right to issue, issuing the head's; a void is the head's, a replacement the team's too. */
async function admitTo(ctx: Context, tx: Tx, standing: Standing, purpose: Exclude<OpenedFor, 'reading'>): Promise<void> {
  const { childId } = standing;
  if (purpose === 'voiding') {
    await authorize(ctx, tx, 'conclusion.void', { childId });
    return;
  }
  if (purpose === 'replacement') {
    await authorize(ctx, tx, 'conclusion.draft', { childId });
    return refuseOutsiders(ctx, tx, standing);
  }
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
      voidReason: conclusions.voidReason,
      voidedAt: conclusions.voidedAt,
      sessionOn: assessments.sessionOn,
      assessment: assessments.state,
      referralId: assessments.referralId,
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
  const isPmpc = ctx.actor.role === 'pmpc_coordinator' || ctx.actor.role === 'pmpc_specialist';
  const replacedBy = state === 'void' ? await replacementOf(tx, standing.assessmentId) : null;
  const asked = isPmpc && state === 'issued' ? await openVoidingOf(ctx, tx, standing) : null;
  const issues = isDraft && ctx.actor.role === 'pmpc_coordinator' && (await may(ctx, tx, 'conclusion.issue', { childId }));
  return {
    id,
    assessmentId: standing.assessmentId,
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
    quorum: isDraft ? await readQuorum(ctx, tx, standing, { state: row.assessment, referralId: row.referralId }, text, team) : null,
    extractId: extract?.id ?? null,
    void: row.voidedAt ? { reason: row.voidReason ?? '', on: dayIn(row.voidedAt) } : null,
    voiding: asked && { id: asked.id, reason: asked.reason, by: await nameOf(tx, asked.askedBy), on: asked.askedOn, until: addDays(asked.askedOn, VOIDING_DAYS), mine: asked.askedBy === ctx.actor.id },
    replaces: await numberOf(tx, standing.replacesId),
    replacedBy: replacedBy && (isPmpc || replacedBy.state === 'issued') ? replacedBy.id : null,
    declined: isDraft ? await declinedStill(tx, standing.assessmentId, text) : [],
    today: ctx.today,
    can: {
      edit: isDraft && (await may(ctx, tx, 'conclusion.draft', { childId })),
      sign: own.length > 0 && whyNotSign(state, version, own) === null && (await may(ctx, tx, 'conclusion.issue', { childId })),
      issue: issues && standing.authorId !== ctx.actor.id,
      share: state === 'issued' && (await may(ctx, tx, 'consent.give', { childId })),
      extract: extract !== undefined && (await may(ctx, tx, 'extract.open', { childId })),
      void: state === 'issued' && asked === null && (await may(ctx, tx, 'conclusion.void', { childId })),
      replace: state === 'void' && replacedBy === null && (await mayWrite(ctx, tx, standing)),
      meeting: isPmpc && (await may(ctx, tx, 'meeting.open', { childId })),
      recommendations: state === 'issued' && (await may(ctx, tx, 'recommendation.open', { childId })),
      transfer: state === 'issued' && ctx.actor.role === 'parent' && (await may(ctx, tx, 'consent.give', { childId })),
    },
  };
}

/** What a void conclusion of an examination has given its place to. */
async function replacementOf(tx: Tx, assessmentId: string): Promise<{ id: string; state: ConclusionState } | null> {
  const [row] = await tx
    .select({ id: conclusions.id, state: conclusions.state })
    .from(conclusions)
    .where(and(eq(conclusions.assessmentId, assessmentId), ne(conclusions.state, 'void')));
  return row ?? null;
}

async function numberOf(tx: Tx, id: string | null): Promise<number | null> {
  if (id === null) return null;
  const [row] = await tx.select({ number: conclusions.number }).from(conclusions).where(eq(conclusions.id, id));
  return row?.number ?? null;
}

/** What the meeting declined although the draft still recommends it. */
async function declinedStill(tx: Tx, assessmentId: string, text: ConclusionText): Promise<string[]> {
  const rows = await tx
    .select({ subject: meetingDecisions.subject })
    .from(meetingDecisions)
    .innerJoin(meetings, eq(meetings.id, meetingDecisions.meetingId))
    .where(and(eq(meetings.assessmentId, assessmentId), eq(meetingDecisions.decision, 'declined')));
  const said = new Set(subjectsOf(text));
  return rows.map(({ subject }) => subject).filter((subject) => said.has(subject));
}

/** Whether the actor may write a draft of this examination; for a button. */
async function mayWrite(ctx: Context, tx: Tx, { assessmentId, childId, pmpcId }: Standing): Promise<boolean> {
  if (ctx.actor.organisationId !== pmpcId || !(await may(ctx, tx, 'conclusion.draft', { childId }))) return false;
  if (ctx.actor.role !== 'pmpc_specialist') return true;
  const [seat] = await tx
    .select({ id: assessmentMembers.id })
    .from(assessmentMembers)
    .where(and(eq(assessmentMembers.assessmentId, assessmentId), eq(assessmentMembers.userId, ctx.actor.id), eq(assessmentMembers.state, 'needed'), during(ctx, assessmentMembers)))
    .limit(1);
  return seat !== undefined;
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
  standing: Standing,
  assessment: { state: AssessmentState; referralId: string },
  text: ConclusionText,
  team: Colleague[],
): Promise<NonNullable<ConclusionPage['quorum']>> {
  const { state, authorId, version, pmpcId } = standing;
  const quorum = await quorumOf(tx, pmpcId);
  const missing = missingParts(text, ctx.today, text.validUntil === null);
  const issuerId = ctx.actor.role === 'pmpc_coordinator' ? ctx.actor.id : '';
  const whyNot = whyNotIssue({
    state,
    assessment: assessment.state,
    authorId,
    issuerId,
    version,
    team,
    quorum,
    missing,
    replaces: standing.replacesId !== null,
    papersOwed: (await papersOwed(tx, assessment.referralId)).length,
    minutesOpen: await isMinutesOpen(tx, standing),
  });
  return { signed: signaturesUnder(version, team), needed: signaturesNeeded(quorum, team), missing, whyNot };
}

function signatureState({ name, specialty, state, sectionSigned, signedVersion, signedAt }: Colleague, version: number): SignatureState {
  const at = signedVersion === version ? (signedAt?.toISOString() ?? null) : null;
  if (state === 'not-needed') return { name, specialty, state, at: null };
  if (signedVersion === version) return { name, specialty, state: 'signed', at };
  if (!sectionSigned) return { name, specialty, state: 'section-open', at };
  return { name, specialty, state: signedVersion === null ? 'waiting' : 'outdated', at };
}

export interface ConclusionPaper extends ConclusionPage {
  iinLastFour: string | null;
  school: Names | null;
  printedBy: string;
  printedAt: string;
  /** The edition of the official form it is printed by. */
  form: FormEdition;
}

/** The printed form: the conclusion with what its official fields name besides. */
export async function openConclusionPaper(ctx: Context, id: string): Promise<ConclusionPaper> {
  const { childId } = await ctx.read((tx) => findConclusion(tx, id));
  return opening(ctx, 'conclusion.open', { childId, subjectId: id, detail: 'paper' }, async (tx) => {
    const standing = await findConclusion(tx, id);
    await admitReader(ctx, tx, standing);
    return readPaper(ctx, tx, standing);
  });
}

async function readPaper(ctx: Context, tx: Tx, standing: Standing): Promise<ConclusionPaper> {
  const { childId, templateEdition } = standing;
  const page = await readPage(ctx, tx, standing);
  const [child] = await tx.select({ iinLastFour: children.iinLastFour }).from(children).where(eq(children.id, childId));
  const isNumberOpen = await may(ctx, tx, 'identity.masked', { childId });
  return {
    ...page,
    iinLastFour: isNumberOpen ? (child?.iinLastFour ?? null) : null,
    school: page.child.className === null ? null : await schoolOf(ctx, tx, childId),
    printedBy: await nameOf(tx, ctx.actor.id),
    printedAt: ctx.now.toISOString(),
    form: await formFor(tx, templateEdition, page.issuedOn ?? ctx.today),
  };
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
  assessmentId: string;
  child: ChildHead;
  version: number;
  savedAt: string;
  text: ConclusionText;
  /** Each rated domain with the level proposed for it and who rated it how. */
  domains: { domain: Domain; withSupport: Level; withoutSupport: Level; by: Omit<RatedBy, 'domain'>[] }[];
  /** The signed pedagogical sections, to write from. */
  sections: Omit<SectionWords, 'medical'>[];
  /** Signatures that the next change makes void. */
  signed: number;
  /** The printed form as the saved draft fills it, to stand beside. */
  paper: ConclusionPaper;
}

/** The draft with what it is written from; null once it is issued and only to be read. */
export async function openConclusionDraft(ctx: Context, id: string): Promise<ConclusionEdit | null> {
  const { childId } = await ctx.read((tx) => findConclusion(tx, id));
  return opening(ctx, 'conclusion.draft', { childId, subjectId: id }, async (tx) => {
    const standing = await findConclusion(tx, id);
    await authorize(ctx, tx, 'conclusion.draft', { childId });
    await refuseOutsiders(ctx, tx, standing);
    if (whyNotEdit(standing.state)) return null;
    const [row] = await tx.select({ savedAt: conclusions.savedAt }).from(conclusions).where(eq(conclusions.id, id));
    const text = await readText(tx, id);
    const ratings = await pedagogicalRatings(tx, standing.assessmentId);
    const proposed = [...text.levels, ...agreedLevels(ratings).filter(({ domain }) => !text.levels.some((level) => level.domain === domain))];
    return {
      id,
      assessmentId: standing.assessmentId,
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
      paper: await readPaper(ctx, tx, standing),
    };
  });
}
