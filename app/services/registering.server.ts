import { randomBytes } from 'node:crypto';
import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { auditEntries, children } from '#db/schema';
import { fingerprint } from '#db/sealed.server';
import { foldForSearch, fullName, lastFour, sortKey, type ChildDraft } from '~/domain/children';
import { refuse } from '~/domain/refusal';
import { audit } from './audit.server';
import type { Context } from './context';
import { authorize, childrenWithin } from './ties.server';

/** A child's first line in the record: at a school's or a PMPC's own registration, or at the first visit of a request. */

/** Whether a child with an IIN is on record, as far as the actor may be told. */
export type Known = 'new' | 'here' | 'elsewhere';

/** How often a person may ask about an IIN in a day: the answer is yes or no, and a list of numbers must not be tried. */
const CHECKS_A_DAY = 20;

/**
 * Asks whether a child with this IIN is known; the line stays in the record whatever follows.
 * @throws Refused `too-many-attempts` after the day's questions are used up
 */
export function checkDuplicate(ctx: Context, mark: string): Promise<Known> {
  return ctx.transaction(async (tx) => {
    await authorize(ctx, tx, 'identity.duplicate-check', { organisationId: ctx.actor.organisationId ?? '' });
    const dayAgo = new Date(ctx.now.getTime() - 86_400_000);
    const [asked] = await tx
      .select({ count: sql<number>`count(*)` })
      .from(auditEntries)
      .where(and(eq(auditEntries.actorId, ctx.actor.id), eq(auditEntries.action, 'identity.duplicate-check'), gt(auditEntries.at, dayAgo)));
    if ((asked?.count ?? 0) >= CHECKS_A_DAY) refuse('too-many-attempts', { minutes: 24 * 60 });
    const known = await twinOf(ctx, tx, mark);
    await audit(ctx, tx, 'identity.duplicate-check', { detail: known === 'new' ? 'new' : 'known' });
    return known;
  });
}

/** The same question inside a registration, once the record has it. */
export async function twinOf(ctx: Context, tx: Tx, mark: string): Promise<Known> {
  const [twin] = await tx
    .select({ here: sql<number>`${childrenWithin(ctx, 'child.open')}` })
    .from(children)
    .where(eq(children.iinFingerprint, mark))
    .orderBy(desc(childrenWithin(ctx, 'child.open')))
    .limit(1);
  if (!twin) return 'new';
  return twin.here ? 'here' : 'elsewhere';
}

/** A name for papers that says nothing: `Q7K2-M9XD`. */
function newCode(): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  const code = [...randomBytes(8)].map((byte) => letters[byte % letters.length]).join('');
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** What is written of a child: a new one is known by name, birth date and IIN, or the reason why there is none. */
export type NewChild = Omit<ChildDraft, 'className' | 'knownElsewhere' | 'iinChecked'>;

/** The keyed hash of an IIN; null for a child without one. */
export function iinMark(iin: string): string | null {
  return iin ? fingerprint(iin) : null;
}

/**
 * Writes a child registered at the actor's organisation, once the caller has asked the policy.
 * @returns the child's id
 */
export async function writeChild(ctx: Context, tx: Tx, draft: NewChild): Promise<string> {
  const names = { surname: draft.surname, givenName: draft.givenName, patronymic: draft.patronymic || null };
  const [child] = await tx
    .insert(children)
    .values({
      ...names,
      code: newCode(),
      folded: foldForSearch(fullName(names)),
      sortKey: sortKey(fullName(names)),
      birthDate: draft.birthDate,
      sex: draft.sex,
      iin: draft.iin || null,
      iinFingerprint: iinMark(draft.iin),
      iinLastFour: draft.iin ? lastFour(draft.iin) : null,
      noIinReason: draft.iin ? null : draft.noIinReason,
      instructionLanguage: draft.instructionLanguage,
      homeLanguage: draft.homeLanguage,
      communication: draft.communication,
      supportSummary: draft.supportSummary,
      registeredAt: ctx.now,
      registeredBy: ctx.actor.id,
      registeredOrganisationId: ctx.actor.organisationId ?? '',
    })
    .returning({ id: children.id });
  if (!child) throw new Error('the child was not written');
  return child.id;
}
