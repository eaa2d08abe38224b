import { and, desc, eq, or } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import {
  assessmentMembers,
  assessments,
  conclusionConditions,
  conclusionLevels,
  conclusionSessions,
  conclusionSignatures,
  conclusionVoidings,
  conclusions,
  consents,
  findingLevels,
  findings,
  meetings,
  referrals,
  users,
} from '#db/schema';
import { fullName } from '~/domain/children';
import { CONCLUSION_FORM, formOf, type FormEdition } from '~/domain/conclusion-forms';
import {
  CONDITIONS,
  DOMAINS,
  SESSION_SPECIALTIES,
  USUAL_QUORUM,
  isVoidingOpen,
  minutesRule,
  quorumRule,
  type ConclusionState,
  type ConclusionText,
  type Domain,
  type Level,
  type TeamPart,
} from '~/domain/conclusions';
import type { Specialty } from '~/domain/permissions';
import { refuse } from '~/domain/refusal';
import type { Context } from './context';
import { editionsOf, editionsOn } from './editions.server';
import { settingOf } from './settings.server';
import { authorize, during, guardianLink } from './ties.server';

/** What a use case must know of a conclusion before it asks whether the actor may. */
export interface Standing {
  id: string;
  assessmentId: string;
  childId: string;
  pmpcId: string;
  authorId: string;
  state: ConclusionState;
  version: number;
  /** The void conclusion of the same examination that it replaces. */
  replacesId: string | null;
  templateEdition: string | null;
}

/** The conclusion with this id, for whatever use case; a wrong id answers `not-found`. */
export async function findConclusion(tx: Tx, id: string): Promise<Standing> {
  const [row] = await tx
    .select({
      id: conclusions.id,
      assessmentId: conclusions.assessmentId,
      childId: conclusions.childId,
      pmpcId: conclusions.pmpcId,
      authorId: conclusions.authorId,
      state: conclusions.state,
      version: conclusions.version,
      replacesId: conclusions.replacesId,
      templateEdition: conclusions.templateEdition,
    })
    .from(conclusions)
    .where(eq(conclusions.id, id));
  if (!row) refuse('not-found');
  return row;
}

/** The examination with this id, as far as a meeting or a conclusion must know it. */
export async function findAssessment(tx: Tx, id: string) {
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

/** A PMPC's paper is that PMPC's only, and a specialist writes it as a member of its very team. */
export async function refuseOutsiders(ctx: Context, tx: Tx, about: { assessmentId: string; pmpcId: string }): Promise<void> {
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

/** A withdrawn referral, or a withdrawn consent to the examination, stops what is still written of it (access.md TR6). */
export async function refuseStopped(tx: Tx, { assessmentId, childId }: { assessmentId: string; childId: string }): Promise<void> {
  const [referral] = await tx
    .select({ state: referrals.state })
    .from(assessments)
    .innerJoin(referrals, eq(referrals.id, assessments.referralId))
    .where(eq(assessments.id, assessmentId));
  if (referral?.state === 'withdrawn') refuse('referral.wrong-state');
  const [newest] = await tx
    .select({ state: consents.state })
    .from(consents)
    .where(and(eq(consents.childId, childId), eq(consents.purpose, 'examination')))
    .orderBy(desc(consents.recordedAt), desc(consents.sequence))
    .limit(1);
  if (newest?.state !== 'given') refuse('consent.needed');
}

export interface SectionWords {
  specialty: Specialty;
  medical: boolean;
  strengths: string;
  needs: string;
  helps: string;
  recommendations: string;
}

/** The signed pedagogical sections. A medical one never reaches a conclusion: its text stays under its own rights. */
export async function pedagogicalSections(tx: Tx, assessmentId: string): Promise<SectionWords[]> {
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

export interface RatedBy {
  specialty: Specialty;
  domain: Domain;
  withSupport: Level;
  withoutSupport: Level;
}

/** How each signed pedagogical section rated each of its areas. */
export async function pedagogicalRatings(tx: Tx, assessmentId: string): Promise<RatedBy[]> {
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

/** The text of a conclusion as the form knows it, with its lists in their own order. */
export async function readText(tx: Tx, id: string): Promise<ConclusionText> {
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
      personalHelper: conclusions.personalHelper,
      placements: conclusions.placements,
      examConditions: conclusions.examConditions,
      repeatFirstYear: conclusions.repeatFirstYear,
      validUntil: conclusions.validUntil,
      nextExamOn: conclusions.nextExamOn,
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

/** Writes the lists of a text anew under a conclusion; its own columns are written by the caller. */
export async function writeLists(tx: Tx, id: string, { conditions, levels, sessions }: Pick<ConclusionText, 'conditions' | 'levels' | 'sessions'>): Promise<void> {
  await tx.delete(conclusionConditions).where(eq(conclusionConditions.conclusionId, id));
  await tx.delete(conclusionLevels).where(eq(conclusionLevels.conclusionId, id));
  await tx.delete(conclusionSessions).where(eq(conclusionSessions.conclusionId, id));
  if (conditions.length > 0) await tx.insert(conclusionConditions).values(conditions.map((row) => ({ conclusionId: id, ...row })));
  if (levels.length > 0) await tx.insert(conclusionLevels).values(levels.map((row) => ({ conclusionId: id, ...row })));
  if (sessions.length > 0) await tx.insert(conclusionSessions).values(sessions.map((row, position) => ({ conclusionId: id, position, ...row })));
}

/** What the record holds now, field by field as the form names them, for the page of a conflict. Equal hours are no conflict, however they were typed. */
export function theirsOf(text: ConclusionText, version: number, typedHours: number | null = null): Record<string, string> {
  const details = CONDITIONS.map((condition) => [
    `conditions.${condition}.detail`,
    text.conditions.find((row) => row.condition === condition)?.detail ?? '',
  ]);
  return {
    strengths: text.strengths,
    needs: text.needs,
    assistantTasks: text.assistantTasks,
    familyAdvice: text.familyAdvice,
    ...(text.assistantHours === typedHours ? {} : { assistantHours: String(text.assistantHours ?? '') }),
    assistantFrom: text.assistantFrom ?? '',
    assistantTo: text.assistantTo ?? '',
    validUntil: text.validUntil ?? '',
    nextExamOn: text.nextExamOn ?? '',
    ...Object.fromEntries(details),
    version: String(version),
  };
}

export interface Colleague extends TeamPart {
  name: string;
  specialty: Specialty;
  signedAt: Date | null;
}

/** The team of an examination with what each has signed: the own section, and which version of the conclusion. */
export async function readTeam(tx: Tx, assessmentId: string, conclusionId: string): Promise<Colleague[]> {
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

/** How many signatures a PMPC asks for. */
export function quorumOf(tx: Tx, pmpcId: string): Promise<number> {
  return settingOf(tx, 'quorum.signatures', pmpcId, quorumRule, USUAL_QUORUM);
}

/** Whether the issue of an examination's conclusion still waits for the closed minutes, where the PMPC asks for them. */
export async function isMinutesOpen(tx: Tx, { assessmentId, pmpcId }: { assessmentId: string; pmpcId: string }): Promise<boolean> {
  if (!(await settingOf(tx, 'conclusion.needs-minutes', pmpcId, minutesRule, false))) return false;
  const [meeting] = await tx.select({ state: meetings.state }).from(meetings).where(eq(meetings.assessmentId, assessmentId));
  return meeting?.state !== 'closed';
}

/** The edition of the form in force on a day, by which a text is written; null while the collection has none. */
export async function formInForce(tx: Tx, day: string): Promise<string | null> {
  const forms = await editionsOn<FormEdition>(tx, 'forms', day);
  return forms.find(({ code }) => code === CONCLUSION_FORM)?.id ?? null;
}

/** The edition a conclusion is printed by. */
export async function formFor(tx: Tx, own: string | null, day: string): Promise<FormEdition> {
  return formOf(await editionsOf<FormEdition>(tx, 'forms'), own, day);
}

/** A person's full name, for the head of a paper. */
export async function nameOf(tx: Tx, userId: string): Promise<string> {
  const [row] = await tx
    .select({ surname: users.surname, givenName: users.givenName, patronymic: users.patronymic })
    .from(users)
    .where(eq(users.id, userId));
  return row ? fullName(row) : '';
}

export interface OpenVoiding {
  id: string;
  reason: string;
  askedBy: string;
  askedOn: string;
  askedVersion: number;
}

/** The void that somebody has asked for and nobody has answered yet, while its week lasts. */
export async function openVoidingOf(ctx: Context, tx: Tx, { id, version }: Pick<Standing, 'id' | 'version'>): Promise<OpenVoiding | null> {
  const [row] = await tx
    .select({
      id: conclusionVoidings.id,
      reason: conclusionVoidings.reason,
      askedBy: conclusionVoidings.askedBy,
      askedOn: conclusionVoidings.askedOn,
      askedVersion: conclusionVoidings.askedVersion,
      confirmedBy: conclusionVoidings.confirmedBy,
      droppedBy: conclusionVoidings.droppedBy,
    })
    .from(conclusionVoidings)
    .where(eq(conclusionVoidings.conclusionId, id))
    .orderBy(desc(conclusionVoidings.askedAt))
    .limit(1);
  if (!row || row.confirmedBy || row.droppedBy || !isVoidingOpen(row, version, ctx.today)) return null;
  return { id: row.id, reason: row.reason, askedBy: row.askedBy, askedOn: row.askedOn, askedVersion: row.askedVersion };
}

/**
 * Lets in whoever may read a conclusion in its state: a draft its team and its head; an issued or void one its PMPC, and
 * the child's guardians unless documents are closed to them.
 */
export async function admitReader(ctx: Context, tx: Tx, standing: Standing): Promise<void> {
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
