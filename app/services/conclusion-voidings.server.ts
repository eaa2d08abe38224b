import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { conclusionVoidings, conclusions } from '#db/schema';
import { addDays } from '~/domain/calendar';
import { VOIDING_DAYS, whyNotAskVoiding, whyNotVoid, type VoidingForm } from '~/domain/conclusions';
import { refuse, refuseStale, type Reason } from '~/domain/refusal';
import { audit, opening } from './audit.server';
import { findConclusion, nameOf, openVoidingOf, refuseOutsiders, type Standing } from './concluding.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { authorize } from './ties.server';

/** How an issued conclusion becomes void: one person asks with a reason, another confirms within a week (access.md TR10). */

interface Asked {
  id: string;
  conclusionId: string;
  reason: string;
  askedBy: string;
  askedOn: string;
  askedVersion: number;
  isAnswered: boolean;
}

async function findVoiding(tx: Tx, id: string): Promise<Asked> {
  const [row] = await tx
    .select({
      id: conclusionVoidings.id,
      conclusionId: conclusionVoidings.conclusionId,
      reason: conclusionVoidings.reason,
      askedBy: conclusionVoidings.askedBy,
      askedOn: conclusionVoidings.askedOn,
      askedVersion: conclusionVoidings.askedVersion,
      confirmedBy: conclusionVoidings.confirmedBy,
      droppedBy: conclusionVoidings.droppedBy,
    })
    .from(conclusionVoidings)
    .where(eq(conclusionVoidings.id, id));
  if (!row) refuse('not-found');
  const { confirmedBy, droppedBy, ...asked } = row;
  return { ...asked, isAnswered: confirmedBy !== null || droppedBy !== null };
}

export interface VoidingPage {
  id: string;
  conclusionId: string;
  child: ChildHead;
  number: number | null;
  issuedOn: string | null;
  version: number;
  reason: string;
  by: string;
  on: string;
  until: string;
  mine: boolean;
  whyNot: Reason | null;
}

/** What the second person reads before the answer: which number, who asked, when and why. */
export async function openVoiding(ctx: Context, id: string): Promise<VoidingPage> {
  const { conclusionId } = await ctx.read((tx) => findVoiding(tx, id));
  const { childId } = await ctx.read((tx) => findConclusion(tx, conclusionId));
  return opening(ctx, 'conclusion.open', { childId, subjectId: conclusionId, detail: 'void asked' }, async (tx) => {
    const asked = await findVoiding(tx, id);
    const standing = await findConclusion(tx, conclusionId);
    await authorize(ctx, tx, 'conclusion.void', { childId });
    await refuseOutsiders(ctx, tx, standing);
    const [row] = await tx.select({ number: conclusions.number, issuedOn: conclusions.issuedOn }).from(conclusions).where(eq(conclusions.id, conclusionId));
    return {
      id,
      conclusionId,
      child: await readHead(ctx, tx, childId),
      number: row?.number ?? null,
      issuedOn: row?.issuedOn ?? null,
      version: standing.version,
      reason: asked.reason,
      by: await nameOf(tx, asked.askedBy),
      on: asked.askedOn,
      until: addDays(asked.askedOn, VOIDING_DAYS),
      mine: asked.askedBy === ctx.actor.id,
      whyNot: whyNotAnswer(ctx, standing, asked),
    };
  });
}

function whyNotAnswer(ctx: Context, { state, version }: Standing, asked: Asked): Reason | null {
  return asked.isAnswered ? 'conclusion.voiding-over' : whyNotVoid(state, asked, version, ctx.actor.id, ctx.today);
}

/**
 * Asks that an issued conclusion become void. Nothing changes yet: another account has to confirm it.
 * @returns the id of what was asked
 * @throws Refused `conclusion.voiding-asked` when somebody has asked already
 */
export function askVoiding(ctx: Context, id: string, { version, reason }: VoidingForm): Promise<string> {
  return ctx.transaction(async (tx) => {
    const standing = await findConclusion(tx, id);
    const { childId } = standing;
    await authorize(ctx, tx, 'conclusion.void', { childId });
    await refuseOutsiders(ctx, tx, standing);
    const whyNot = whyNotAskVoiding(standing.state, await openVoidingOf(ctx, tx, standing));
    if (whyNot) refuse(whyNot);
    if (version !== standing.version) refuseStale({ version: String(standing.version) });
    const [made] = await tx
      .insert(conclusionVoidings)
      .values({ conclusionId: id, childId, askedVersion: version, reason, askedBy: ctx.actor.id, askedOn: ctx.today, askedAt: ctx.now })
      .returning({ id: conclusionVoidings.id });
    if (!made) throw new Error('what was asked was not written');
    await audit(ctx, tx, 'conclusion.void', { childId, subjectId: id, detail: `asked for version ${version}` });
    return made.id;
  });
}

/**
 * The second person confirms: the conclusion is void from now on and keeps its number, its text and the reason. The
 * school's extract closes; a draft may be started in its place.
 * @returns the conclusion's id
 * @throws Refused `needs-second-person` for the one who asked, `conclusion.voiding-over` after a week
 */
export function confirmVoiding(ctx: Context, voidingId: string, { version }: { version: number }): Promise<string> {
  return ctx.transaction(async (tx) => {
    const asked = await findVoiding(tx, voidingId);
    const standing = await findConclusion(tx, asked.conclusionId);
    const { childId, id } = standing;
    await authorize(ctx, tx, 'conclusion.void', { childId, second: asked.askedBy !== ctx.actor.id });
    await refuseOutsiders(ctx, tx, standing);
    const whyNot = whyNotAnswer(ctx, standing, asked);
    if (whyNot) refuse(whyNot);
    if (version !== asked.askedVersion) refuseStale({ version: String(standing.version) });
    const confirmed = await tx
      .update(conclusionVoidings)
      .set({ confirmedBy: ctx.actor.id, confirmedAt: ctx.now })
      .where(and(eq(conclusionVoidings.id, voidingId), isNull(conclusionVoidings.confirmedBy), isNull(conclusionVoidings.droppedBy)))
      .returning({ id: conclusionVoidings.id });
    const voided = await tx
      .update(conclusions)
      .set({ state: 'void', voidReason: asked.reason, voidedAt: ctx.now, voidedBy: ctx.actor.id })
      .where(and(eq(conclusions.id, id), eq(conclusions.state, 'issued'), eq(conclusions.version, asked.askedVersion)))
      .returning({ id: conclusions.id });
    if (confirmed.length === 0 || voided.length === 0) refuse('conclusion.wrong-state');
    await audit(ctx, tx, 'conclusion.void', { childId, subjectId: id, detail: `confirmed for version ${asked.askedVersion}` });
    return id;
  });
}

/** The asker takes it back, or the second person declines: the conclusion stays in force. @returns the conclusion's id */
export function dropVoiding(ctx: Context, voidingId: string): Promise<string> {
  return ctx.transaction(async (tx) => {
    const asked = await findVoiding(tx, voidingId);
    const standing = await findConclusion(tx, asked.conclusionId);
    const { childId, id } = standing;
    await authorize(ctx, tx, 'conclusion.void', { childId });
    await refuseOutsiders(ctx, tx, standing);
    const dropped = await tx
      .update(conclusionVoidings)
      .set({ droppedBy: ctx.actor.id, droppedAt: ctx.now })
      .where(and(eq(conclusionVoidings.id, voidingId), isNull(conclusionVoidings.confirmedBy), isNull(conclusionVoidings.droppedBy)))
      .returning({ id: conclusionVoidings.id });
    if (dropped.length === 0) refuse('conclusion.voiding-over');
    await audit(ctx, tx, 'conclusion.void', { childId, subjectId: id, detail: asked.askedBy === ctx.actor.id ? 'taken back' : 'declined' });
    return id;
  });
}
