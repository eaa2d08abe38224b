import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.server';
import { conclusionChecks, conclusions, organisations } from '#db/schema';
import { digestGroups } from '~/domain/checks';
import type { Deadline } from '~/domain/deadlines';
import { appealTermOf } from '~/domain/family-answers';
import { append, opening } from './audit.server';
import { admitReader, findConclusion } from './concluding.server';
import type { Context } from './context';
import { editionsOn } from './editions.server';

/** What a holder of the paper is told: nothing of the child. */
export interface CheckedConclusion {
  number: number;
  issuedOn: string;
  issuer: { kk: string; ru: string; en: string };
  /** The first groups of the digest. */
  digest: string;
  isVoid: boolean;
}

/** Looks a conclusion up by the address of its check; each look leaves a line of the record. Null for an address nobody gave out. */
export function lookUpCheck(store: Pick<Database, 'transaction'>, token: string, now: Date): Promise<CheckedConclusion | null> {
  return store.transaction(async (tx) => {
    const [row] = await tx
      .select({
        conclusionId: conclusionChecks.conclusionId,
        digest: conclusionChecks.digest,
        state: conclusions.state,
        number: conclusions.number,
        issuedOn: conclusions.issuedOn,
        kk: organisations.nameKk,
        ru: organisations.nameRu,
        en: organisations.nameEn,
      })
      .from(conclusionChecks)
      .innerJoin(conclusions, eq(conclusions.id, conclusionChecks.conclusionId))
      .innerJoin(organisations, eq(organisations.id, conclusions.pmpcId))
      .where(eq(conclusionChecks.token, token));
    if (!row || row.number === null || row.issuedOn === null) return null;
    await append(tx, {
      at: now,
      actorId: null,
      membershipId: null,
      role: null,
      sessionId: null,
      action: 'conclusion.open',
      outcome: 'done',
      childId: null,
      subjectId: row.conclusionId,
      detail: 'public check',
    });
    const { kk, ru, en } = row;
    return { number: row.number, issuedOn: row.issuedOn, issuer: { kk, ru, en }, digest: digestGroups(row.digest), isVoid: row.state === 'void' };
  });
}

export interface Issued {
  /** By what the paper is checked; null for a conclusion that was issued without a check. */
  check: { token: string; digest: string } | null;
  /** How long an appeal takes, and whether an act is known to say so. */
  appealTerm: { days: number; byLaw: boolean } | null;
}

/** What the paper of an issued conclusion says besides its text; null for a draft. */
export async function openIssued(ctx: Context, conclusionId: string): Promise<Issued | null> {
  const { childId } = await ctx.read((tx) => findConclusion(tx, conclusionId));
  return opening(ctx, 'conclusion.open', { childId, subjectId: conclusionId }, async (tx) => {
    const standing = await findConclusion(tx, conclusionId);
    await admitReader(ctx, tx, standing);
    if (standing.state === 'draft') return null;
    const [check] = await tx
      .select({ token: conclusionChecks.token, digest: conclusionChecks.digest })
      .from(conclusionChecks)
      .where(eq(conclusionChecks.conclusionId, conclusionId));
    return { check: check ?? null, appealTerm: appealTermOf(await editionsOn<Deadline>(tx, 'deadlines', ctx.today)) };
  });
}
