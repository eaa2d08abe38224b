import { and, asc, desc, eq, inArray, lt, ne, notInArray, or, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { assessments, auditEntries, children, enrolments, memberships, referrals, users } from '#db/schema';
import type { Role } from '#db/vocabulary';
import { isDeed, partOf, wordsKnownTo, wordsOf, type Part } from '~/domain/audits';
import { fullName } from '~/domain/children';
import { PAGE_SIZE } from '~/domain/lists';
import { opening } from './audit.server';
import type { Context } from './context';
import { knownReferrals, sharedConclusions } from './milestones.server';
import { authorize, during } from './ties.server';

export interface OpenedRow {
  id: string;
  at: string;
  name: string;
  role: Role;
  part: Part;
  deed: boolean;
}

export interface OpenedPage {
  childId: string;
  rows: OpenedRow[];
  total: number;
  /** The mark of the last line shown, as the address of the next page; null on the last. */
  next: string | null;
  /** Everybody the lines tell of, for the filter. */
  people: { id: string; name: string }[];
  /** Whom to ask about a line. */
  coordinator: string | null;
}

/**
 * Who opened this child's file, as far as the reader may know of each part; refused tries are told to nobody here. A
 * family sees staff and itself. Pages are marked by a line's hash, which tells neither its number nor how many are unseen.
 */
export function openRecord(ctx: Context, childId: string, query: { person: string | null; after: string | null }): Promise<OpenedPage> {
  return opening(ctx, 'audit.child', { childId }, async (tx) => {
    await authorize(ctx, tx, 'audit.child', { childId });
    const known = and(
      eq(auditEntries.childId, childId),
      eq(auditEntries.outcome, 'done'),
      inArray(auditEntries.action, wordsKnownTo(ctx.actor)),
      ctx.actor.role === 'school_coordinator' ? await toldToSchool(ctx, tx, childId) : undefined,
      ctx.actor.role === 'parent' ? or(ne(auditEntries.role, 'parent'), eq(auditEntries.actorId, ctx.actor.id)) : undefined,
    );
    const wanted = and(known, query.person ? eq(auditEntries.actorId, query.person) : undefined);
    const [counted] = await tx.select({ total: sql<number>`count(*)` }).from(auditEntries).where(wanted);
    const rows = await tx
      .select({
        id: auditEntries.hash,
        at: auditEntries.at,
        role: auditEntries.role,
        action: auditEntries.action,
        surname: users.surname,
        givenName: users.givenName,
      })
      .from(auditEntries)
      .innerJoin(users, eq(users.id, auditEntries.actorId))
      .where(and(wanted, await startingAfter(tx, childId, query.after)))
      .orderBy(desc(auditEntries.sequence))
      .limit(PAGE_SIZE + 1);
    const people = await tx
      .selectDistinct({ id: users.id, surname: users.surname, givenName: users.givenName, sortKey: users.sortKey })
      .from(auditEntries)
      .innerJoin(users, eq(users.id, auditEntries.actorId))
      .where(known)
      .orderBy(asc(users.sortKey))
      .limit(100);
    const shown = rows.slice(0, PAGE_SIZE).flatMap(({ id, at, role, action, ...person }): OpenedRow[] => {
      const part = partOf(action);
      return part && role ? [{ id, at: at.toISOString(), name: fullName(person), role, part, deed: isDeed(action) }] : [];
    });
    return {
      childId,
      rows: shown,
      total: counted?.total ?? 0,
      next: rows.length > PAGE_SIZE ? (shown.at(-1)?.id ?? null) : null,
      people: people.map(({ id, ...person }) => ({ id, name: fullName(person) })),
      coordinator: await readCoordinator(ctx, tx, childId),
    };
  });
}

/**
 * A line of a referral or its session reaches the school only about a referral it may know of. The people of a PMPC it does
 * not know of are not in its record either. Who reads an extract outside the school would tell that there is one.
 */
async function toldToSchool(ctx: Context, tx: Tx, childId: string): Promise<SQL | undefined> {
  const told = knownReferrals(ctx, await sharedConclusions(ctx, tx, [childId]));
  const known = tx.select({ id: referrals.id }).from(referrals).where(and(eq(referrals.childId, childId), told));
  const sessions = tx.select({ id: assessments.id }).from(assessments).where(inArray(assessments.referralId, known));
  const pmpcs = tx.select({ id: referrals.pmpcId }).from(referrals).where(and(eq(referrals.childId, childId), told));
  const registered = tx.select({ id: children.registeredOrganisationId }).from(children).where(eq(children.id, childId));
  const places = tx
    .select({ id: memberships.id })
    .from(memberships)
    .where(or(inArray(memberships.organisationId, pmpcs), inArray(memberships.organisationId, registered)));
  return and(
    or(notInArray(auditEntries.action, wordsOf('referral')), inArray(auditEntries.subjectId, known), inArray(auditEntries.subjectId, sessions)),
    or(notInArray(auditEntries.role, ['pmpc_specialist', 'pmpc_coordinator']), inArray(auditEntries.membershipId, places)),
    or(notInArray(auditEntries.action, wordsOf('extract')), notInArray(auditEntries.role, ['pmpc_specialist', 'pmpc_coordinator', 'parent'])),
  );
}

async function startingAfter(tx: Tx, childId: string, mark: string | null): Promise<SQL | undefined> {
  if (!mark) return undefined;
  const [line] = await tx
    .select({ sequence: auditEntries.sequence })
    .from(auditEntries)
    .where(and(eq(auditEntries.childId, childId), eq(auditEntries.hash, mark)));
  return line && lt(auditEntries.sequence, line.sequence);
}

async function readCoordinator(ctx: Context, tx: Tx, childId: string): Promise<string | null> {
  const [row] = await tx
    .select({ surname: users.surname, givenName: users.givenName, patronymic: users.patronymic })
    .from(enrolments)
    .innerJoin(memberships, and(eq(memberships.organisationId, enrolments.organisationId), eq(memberships.role, 'school_coordinator'), during(ctx, memberships)))
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(enrolments.childId, childId), during(ctx, enrolments)))
    .orderBy(asc(memberships.validFrom), asc(users.sortKey))
    .limit(1);
  return row ? fullName(row) : null;
}
