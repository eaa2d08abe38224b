import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { assessmentMembers, conclusionLevels, conclusions, findings } from '#db/schema';
import { DOMAINS, agreedLevels, canonicalText, whyNotEdit, whyNotReplace, whyNotStart, type ConclusionDraft } from '~/domain/conclusions';
import type { Specialty } from '~/domain/permissions';
import { refuse, refuseStale, type Reason } from '~/domain/refusal';
import { audit } from './audit.server';
import {
  findAssessment,
  findConclusion,
  formInForce,
  pedagogicalRatings,
  pedagogicalSections,
  readText,
  refuseOutsiders,
  refuseStopped,
  theirsOf,
  writeLists,
} from './concluding.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { authorize } from './ties.server';

/** The draft of a conclusion: how it begins, how it is written, and how one takes the place of a void one. */

async function sectionsSigned(tx: Tx, assessmentId: string): Promise<Set<Specialty>> {
  const rows = await tx
    .select({ specialty: findings.specialty })
    .from(findings)
    .where(and(eq(findings.assessmentId, assessmentId), eq(findings.state, 'signed')));
  return new Set(rows.map(({ specialty }) => specialty));
}

/** The conclusion in hand or issued; a void one leaves its place to another. */
async function conclusionOf(tx: Tx, assessmentId: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: conclusions.id })
    .from(conclusions)
    .where(and(eq(conclusions.assessmentId, assessmentId), ne(conclusions.state, 'void')));
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
    const assessment = await findAssessment(tx, assessmentId);
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
    const assessment = await findAssessment(tx, assessmentId);
    await authorize(ctx, tx, 'conclusion.draft', { childId: assessment.childId });
    await refuseOutsiders(ctx, tx, { assessmentId, pmpcId: assessment.pmpcId });
    const existing = await conclusionOf(tx, assessmentId);
    if (existing) return existing;
    const whyNot = whyNotStart(assessment.state, (await sectionsSigned(tx, assessmentId)).size);
    if (whyNot) refuse(whyNot);
    await refuseStopped(tx, { assessmentId, childId: assessment.childId });

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
        templateEdition: await formInForce(tx, ctx.today),
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

/**
 * Saves the draft over the version it was opened at. A change makes every older signature void; saving the same text
 * again changes nothing.
 * @returns the version that stands now
 */
export function saveConclusion(ctx: Context, id: string, draft: ConclusionDraft): Promise<number> {
  return ctx.transaction(async (tx) => {
    const standing = await findConclusion(tx, id);
    const { childId, assessmentId } = standing;
    await authorize(ctx, tx, 'conclusion.draft', { childId });
    await refuseOutsiders(ctx, tx, standing);
    const whyNot = whyNotEdit(standing.state);
    if (whyNot) refuse(whyNot);
    await refuseStopped(tx, standing);
    const { version, ...text } = draft;
    const before = await readText(tx, id);
    if (version !== standing.version) refuseStale(theirsOf(before, standing.version, draft.assistantHours));

    const rated = new Set([...before.levels, ...(await pedagogicalRatings(tx, assessmentId))].map(({ domain }) => domain));
    if (text.levels.some(({ domain }) => !rated.has(domain))) refuse('malformed');
    const levels = [...text.levels].sort((one, other) => DOMAINS.indexOf(one.domain) - DOMAINS.indexOf(other.domain));
    if (canonicalText({ ...text, levels }) === canonicalText(before)) return version;

    const { conditions, sessions, levels: _, ...fields } = text;
    const changed = await tx
      .update(conclusions)
      .set({ ...fields, templateEdition: await formInForce(tx, ctx.today), savedAt: ctx.now, version: version + 1 })
      .where(and(eq(conclusions.id, id), eq(conclusions.state, 'draft'), eq(conclusions.version, version)))
      .returning({ id: conclusions.id });
    if (changed.length === 0) refuse('conclusion.wrong-state');
    await writeLists(tx, id, { conditions, levels, sessions });
    await audit(ctx, tx, 'conclusion.draft', { childId, subjectId: id, detail: `version ${version + 1}` });
    return version + 1;
  });
}

/**
 * Starts a draft in the place of a void conclusion, with its text; it gets a number of its own at its issue. The team's
 * window opens again, because the draft waits for new signatures. A second start leads to the first.
 * @returns the new conclusion's id
 */
export function replaceConclusion(ctx: Context, id: string): Promise<string> {
  return ctx.transaction(async (tx) => {
    const old = await findConclusion(tx, id);
    const { assessmentId, childId, pmpcId, state } = old;
    await authorize(ctx, tx, 'conclusion.draft', { childId });
    await refuseOutsiders(ctx, tx, old);
    const whyNot = whyNotReplace(state);
    if (whyNot) refuse(whyNot);
    const existing = await conclusionOf(tx, assessmentId);
    if (existing) return existing;
    await refuseStopped(tx, old);

    const { conditions, levels, sessions, ...fields } = await readText(tx, id);
    const [made] = await tx
      .insert(conclusions)
      .values({
        ...fields,
        assessmentId,
        childId,
        pmpcId,
        authorId: ctx.actor.id,
        state: 'draft',
        replacesId: id,
        templateEdition: await formInForce(tx, ctx.today),
        createdAt: ctx.now,
        savedAt: ctx.now,
      })
      .returning({ id: conclusions.id });
    if (!made) throw new Error('the conclusion was not written');
    await writeLists(tx, made.id, { conditions, levels, sessions });
    await tx
      .update(assessmentMembers)
      .set({ validTo: null })
      .where(and(eq(assessmentMembers.assessmentId, assessmentId), eq(assessmentMembers.state, 'needed')));
    await audit(ctx, tx, 'conclusion.draft', { childId, subjectId: made.id, detail: 'started in place of a void one' });
    return made.id;
  });
}
