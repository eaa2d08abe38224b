import { createHash } from 'node:crypto';
import { and, eq, isNull, max, or, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { assessmentMembers, assessments, conclusionSignatures, conclusions, extracts, organisations, referrals } from '#db/schema';
import { addDays } from '~/domain/calendar';
import {
  WINDOW_AFTER_ISSUE_DAYS,
  canonicalText,
  extractOf,
  missingParts,
  signaturesNeeded,
  whyNotIssue,
  whyNotSign,
  type AssessmentState,
  type ConclusionText,
  type IssueForm,
} from '~/domain/conclusions';
import { refuse, refuseStale } from '~/domain/refusal';
import { audit } from './audit.server';
import { checkFor } from './checking.server';
import {
  findAssessment,
  findConclusion,
  isMinutesOpen,
  pedagogicalSections,
  quorumOf,
  readTeam,
  readText,
  refuseOutsiders,
  refuseStopped,
  theirsOf,
  type Standing,
} from './concluding.server';
import type { Context } from './context';
import { readHead } from './heads.server';
import { papersOwed, stepRequest } from './queueing.server';
import { trackRecommendations } from './recommending.server';
import { authorize } from './ties.server';

/** How a draft becomes a conclusion: the team signs the version it has read, the head issues it. */

/**
 * A team member signs the version that was read, once the own section is signed.
 * @throws Refused `changed-meanwhile` when the text has moved on
 */
export function signConclusion(ctx: Context, id: string, { version }: { version: number }): Promise<void> {
  return ctx.transaction(async (tx) => {
    const standing = await findConclusion(tx, id);
    const { childId } = standing;
    const cell = await authorize(ctx, tx, 'conclusion.issue', { childId });
    if (cell.only !== 'signature') refuse('not-found');
    await refuseOutsiders(ctx, tx, standing);
    const own = (await readTeam(tx, standing.assessmentId, id)).filter((part) => part.userId === ctx.actor.id && part.state === 'needed');
    const [first] = own;
    if (!first) refuse('not-found');
    if (standing.state === 'draft' && version !== standing.version) refuseStale(theirsOf(await readText(tx, id), standing.version));
    const whyNot = whyNotSign(standing.state, version, own);
    if (whyNot) refuse(whyNot);
    await refuseStopped(tx, standing);
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
 * end of the team's window, stores the school's extract, opens the list of recommendations and the check of the paper,
 * all at once.
 * @returns the number and the extract's id
 */
export function issueConclusion(ctx: Context, id: string, { version, withoutEnd }: IssueForm): Promise<{ number: number; extractId: string }> {
  return ctx.transaction(async (tx) => {
    const standing = await findConclusion(tx, id);
    const { childId, assessmentId, pmpcId, authorId, state } = standing;
    const cell = await authorize(ctx, tx, 'conclusion.issue', { childId, second: authorId !== ctx.actor.id });
    if (cell.only === 'signature') refuse('not-found');
    await refuseOutsiders(ctx, tx, standing);
    if (state === 'draft' && version !== standing.version) refuseStale(theirsOf(await readText(tx, id), standing.version));

    const assessment = await findAssessment(tx, assessmentId);
    const text = await readText(tx, id);
    const team = await readTeam(tx, assessmentId, id);
    const quorum = await quorumOf(tx, pmpcId);
    const missing = missingParts(text, ctx.today, withoutEnd);
    const whyNot = whyNotIssue({
      state,
      assessment: assessment.state,
      authorId,
      issuerId: ctx.actor.id,
      version,
      team,
      quorum,
      missing,
      replaces: standing.replacesId !== null,
      papersOwed: (await papersOwed(tx, assessment.referralId)).length,
      minutesOpen: await isMinutesOpen(tx, standing),
    });
    if (whyNot) refuse(whyNot, { needed: signaturesNeeded(quorum, team) });
    await refuseStopped(tx, standing);

    const number = await nextNumber(ctx, tx, pmpcId);
    const issued = await tx
      .update(conclusions)
      .set({ state: 'issued', number, numberYear: yearOf(ctx), issuedOn: ctx.today, issuedBy: ctx.actor.id })
      .where(and(eq(conclusions.id, id), eq(conclusions.state, 'draft'), eq(conclusions.version, version)))
      .returning({ id: conclusions.id });
    if (issued.length === 0) refuse('conclusion.wrong-state');
    await closeExamination(ctx, tx, assessment);
    const extractId = await storeExtract(ctx, tx, standing, text, number);
    await trackRecommendations(ctx, tx, id);
    await checkFor(ctx, tx, id, canonicalText({ number, issuedOn: ctx.today, pmpcId, text }));
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

/** Closes the examination, its referral and its request, and ends the team's window; for a replacement only the window is left to end. */
async function closeExamination(ctx: Context, tx: Tx, { id, referralId, state }: { id: string; referralId: string; state: AssessmentState }): Promise<void> {
  await tx
    .update(assessmentMembers)
    .set({ validTo: addDays(ctx.today, WINDOW_AFTER_ISSUE_DAYS) })
    .where(and(eq(assessmentMembers.assessmentId, id), or(isNull(assessmentMembers.validTo), sql`${assessmentMembers.validTo} >= ${ctx.today}`)));
  if (state === 'closed') return;
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
  await stepRequest(ctx, tx, { referralId }, 'closed', ctx.today);
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
