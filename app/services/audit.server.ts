import { createHash } from 'node:crypto';
import { and, desc, eq, gte, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { prepared } from '#db/prepared.server';
import { auditEntries } from '#db/schema';
import type { AuditOutcome } from '#db/vocabulary';
import type { Action } from '~/domain/permissions';
import type { Context } from './context';

/** How long one line covers the same person opening the same part of the same child again in one sign-in. */
const COVERED_MS = 10 * 60_000;

const GENESIS = '0'.repeat(64);

export interface Line {
  childId?: string;
  subjectId?: string;
  /** What was done, in codes; never a name, a finding or a number that identifies. */
  detail?: string;
}

/** Writes one line of the record. Takes the transaction, so the line stands or falls with the deed. */
export async function audit(ctx: Context, tx: Tx, action: Action, line: Line, outcome: AuditOutcome = 'done'): Promise<void> {
  await append(tx, {
    at: ctx.now,
    actorId: ctx.actor.id,
    membershipId: ctx.actor.membershipId,
    role: ctx.actor.role,
    sessionId: ctx.sessionId,
    action,
    outcome,
    childId: line.childId ?? null,
    subjectId: line.subjectId ?? null,
    detail: line.detail ?? '',
  });
}

export type RecordLine = Omit<typeof auditEntries.$inferInsert, 'sequence' | 'previousHash' | 'hash'>;

const lastLine = prepared([], (tx) =>
  tx.select({ sequence: auditEntries.sequence, hash: auditEntries.hash }).from(auditEntries).orderBy(desc(auditEntries.sequence)).limit(1),
);

/** Appends a line to the chain: sequence and hash follow from the line before, read under the writer's lock. */
export async function append(tx: Tx, record: RecordLine): Promise<void> {
  const [last] = await lastLine(tx, {});
  const sequence = (last?.sequence ?? 0) + 1;
  const previousHash = last?.hash ?? GENESIS;
  await tx.insert(auditEntries).values({ ...record, sequence, previousHash, hash: hashOf(sequence, previousHash, record) });
}

function hashOf(sequence: number, previousHash: string, line: RecordLine): string {
  const fields = [
    sequence,
    previousHash,
    line.at.getTime(),
    line.actorId ?? null,
    line.membershipId ?? null,
    line.role ?? null,
    line.sessionId ?? null,
    line.action,
    line.outcome,
    line.childId ?? null,
    line.subjectId ?? null,
    line.detail ?? '',
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/**
 * Walks the whole chain.
 * @returns the sequence of the first line that does not follow from the one before, or null when all do.
 */
export async function firstBrokenLine(tx: Tx): Promise<number | null> {
  let previous = GENESIS;
  let expected = 1;
  const lines = await tx.select().from(auditEntries).orderBy(auditEntries.sequence);
  for (const line of lines) {
    const follows = line.sequence === expected && line.previousHash === previous && line.hash === hashOf(line.sequence, previous, line);
    if (!follows) return line.sequence;
    previous = line.hash;
    expected += 1;
  }
  return null;
}

/**
 * A sensitive read: `read` (which asks the policy itself) and its line in one transaction. One line per sign-in, child
 * and part covers ten minutes; inside them the read costs no write.
 */
export async function opening<T>(
  ctx: Context,
  action: Action,
  line: { childId?: string; subjectId: string; detail?: string } | { childId: string; subjectId?: string; detail?: string },
  read: (tx: Tx) => Promise<T>,
): Promise<T> {
  const covered = await ctx.read(async (tx) => ((await hasLine(ctx, tx, action, line)) ? { answer: await read(tx) } : null));
  if (covered) return covered.answer;
  return ctx.transaction(async (tx) => {
    const answer = await read(tx);
    await audit(ctx, tx, action, line);
    return answer;
  });
}

/** A list of what the actor may see: one line says what was listed, by which filters (their names, not their words) and how many. */
export async function listing<T extends { total: number }>(
  ctx: Context,
  action: Action,
  filters: string,
  read: (tx: Tx) => Promise<T>,
): Promise<T> {
  const covered = await ctx.read(async (tx) => ((await hasLine(ctx, tx, action, { subjectId: filters })) ? { answer: await read(tx) } : null));
  if (covered) return covered.answer;
  return ctx.transaction(async (tx) => {
    const answer = await read(tx);
    await audit(ctx, tx, action, { subjectId: filters, detail: `count ${answer.total}` });
    return answer;
  });
}

const linesSince = prepared(['sessionId', 'childId', 'action', 'since', 'membershipId', 'subjectId'], (tx, line) =>
  tx
    .select({ found: sql<number>`1` })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.sessionId, line.sessionId),
        sql`${auditEntries.childId} is ${line.childId}`,
        eq(auditEntries.action, line.action),
        gte(auditEntries.at, line.since),
        eq(auditEntries.membershipId, line.membershipId),
        sql`${auditEntries.subjectId} is ${line.subjectId}`,
      ),
    )
    .limit(1),
);

async function hasLine({ actor, now, sessionId }: Context, tx: Tx, action: Action, { childId, subjectId }: Line): Promise<boolean> {
  const since = now.getTime() - COVERED_MS;
  const found = await linesSince(tx, { sessionId, childId: childId ?? null, action, since, membershipId: actor.membershipId, subjectId: subjectId ?? null });
  return found.length > 0;
}
