import { and, asc, desc, eq, gt, isNull, ne, or, sql } from 'drizzle-orm';
import type { Database } from '#db/client.server';
import { auditEntries, memberships, newId, oneTimeCodes, organisations, sessions, signInAttempts, users } from '#db/schema';
import type { Duty, Language, Role, Specialty } from '#db/vocabulary';
import { isDeed, partOf, type Part } from '~/domain/audits';
import { fullName } from '~/domain/children';
import { refuse } from '~/domain/refusal';
import { append, audit } from './audit.server';
import type { Context } from './context';
import { authorize, during } from './ties.server';

type Store = Pick<Database, 'read' | 'transaction'>;

export interface Account {
  id: string;
  passwordHash: string | null;
  language: Language;
  disabled: boolean;
}

/** The account of an e-mail address, compared without case; null when there is none. */
export async function findAccount(store: Store, email: string): Promise<Account | null> {
  return store.read(async (tx) => {
    const [row] = await tx
      .select({ id: users.id, passwordHash: users.passwordHash, language: users.language, disabledAt: users.disabledAt })
      .from(users)
      .where(eq(users.email, email.toLowerCase()));
    return row ? { id: row.id, passwordHash: row.passwordHash, language: row.language, disabled: row.disabledAt !== null } : null;
  });
}

export async function nameOf(store: Store, userId: string): Promise<{ surname: string; givenName: string; email: string } | null> {
  return store.read(async (tx) => {
    const [row] = await tx
      .select({ surname: users.surname, givenName: users.givenName, email: users.email })
      .from(users)
      .where(eq(users.id, userId));
    return row ?? null;
  });
}

export async function rememberLanguage(store: Store, userId: string, language: Language): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.update(users).set({ language }).where(eq(users.id, userId));
  });
}

/** Writes a sign-in event (in, out, refused) to the record; `accountId` is null for an unknown name. */
export async function recordSignIn(
  store: Store,
  event: { at: Date; accountId: string | null; sessionId: string | null; what: 'in' | 'out' | 'refused' | 'place' },
): Promise<void> {
  await store.transaction((tx) =>
    append(tx, {
      at: event.at,
      actorId: event.accountId,
      membershipId: null,
      role: null,
      sessionId: event.sessionId,
      action: 'account.self',
      outcome: event.what === 'refused' ? 'denied' : 'done',
      childId: null,
      subjectId: event.accountId,
      detail: `sign-in ${event.what}`,
    }),
  );
}

/** How the limiter counts: `free` tries in a window, then a pause that doubles with each further miss. */
export interface Limit {
  free: number;
  windowMs: number;
  pauseMs: number;
  longestPauseMs: number;
}

/**
 * Counts a try before it is judged, so that parallel tries cannot outrun the count.
 * @returns the instant until which this key has to wait, or null when the try may go on.
 */
export async function countTry(store: Store, key: string, limit: Limit, now: Date): Promise<Date | null> {
  return store.transaction(async (tx) => {
    const [row] = await tx.select().from(signInAttempts).where(eq(signInAttempts.key, key));
    if (row?.lockedUntil && row.lockedUntil > now) return row.lockedUntil;
    const fresh = !row || now.getTime() - row.since.getTime() > limit.windowMs;
    const count = fresh ? 1 : row.count + 1;
    const since = fresh ? now : row.since;
    const over = count - limit.free;
    const pause = over > 0 ? Math.min(limit.pauseMs * 2 ** (over - 1), limit.longestPauseMs) : 0;
    const lockedUntil = pause > 0 ? new Date(now.getTime() + pause) : null;
    await tx
      .insert(signInAttempts)
      .values({ key, count, since, lockedUntil })
      .onConflictDoUpdate({ target: signInAttempts.key, set: { count, since, lockedUntil } });
    return null;
  });
}

/** A right password clears the account's count. */
export async function forgetTries(store: Store, key: string): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.delete(signInAttempts).where(eq(signInAttempts.key, key));
  });
}

/** The account a one-time invitation or reset code opens, while it is unused and unexpired. */
export async function findInvitation(store: Store, codeHash: string, now: Date): Promise<{ id: string; userId: string } | null> {
  return store.read(async (tx) => {
    const [row] = await tx
      .select({ id: oneTimeCodes.id, userId: oneTimeCodes.userId })
      .from(oneTimeCodes)
      .where(
        and(
          eq(oneTimeCodes.codeHash, codeHash),
          or(eq(oneTimeCodes.purpose, 'invitation'), eq(oneTimeCodes.purpose, 'reset')),
          isNull(oneTimeCodes.usedAt),
          gt(oneTimeCodes.expiresAt, now),
        ),
      );
    return row?.userId ? { id: row.id, userId: row.userId } : null;
  });
}

/** Uses the code up and sets the password it allows; false when somebody was quicker. */
export async function redeemInvitation(store: Store, codeHash: string, passwordHash: string, now: Date): Promise<boolean> {
  return store.transaction(async (tx) => {
    const [used] = await tx
      .update(oneTimeCodes)
      .set({ usedAt: now })
      .where(
        and(
          eq(oneTimeCodes.codeHash, codeHash),
          or(eq(oneTimeCodes.purpose, 'invitation'), eq(oneTimeCodes.purpose, 'reset')),
          isNull(oneTimeCodes.usedAt),
          gt(oneTimeCodes.expiresAt, now),
        ),
      )
      .returning({ userId: oneTimeCodes.userId });
    if (!used?.userId) return false;
    await tx.update(users).set({ passwordHash }).where(eq(users.id, used.userId));
    await append(tx, {
      at: now,
      actorId: used.userId,
      membershipId: null,
      role: null,
      sessionId: null,
      action: 'account.self',
      outcome: 'done',
      childId: null,
      subjectId: used.userId,
      detail: 'password set by one-time code',
    });
    return true;
  });
}

/**
 * Makes the first administrator of a real database, with a one-time code for the password.
 * @returns false when the database already has somebody
 */
export async function createAdministrator(
  store: Store,
  person: { email: string; surname: string; givenName: string; folded: string; sortKey: string },
  codeHash: string,
  now: Date,
  today: string,
): Promise<boolean> {
  return store.transaction(async (tx) => {
    const [somebody] = await tx.select({ id: users.id }).from(users).limit(1);
    if (somebody) return false;
    const id = newId();
    await tx.insert(users).values({ ...person, id, email: person.email.toLowerCase(), createdAt: now });
    await tx.insert(memberships).values({ userId: id, role: 'administrator', validFrom: today });
    await tx.insert(oneTimeCodes).values({
      purpose: 'invitation',
      codeHash,
      userId: id,
      createdAt: now,
      expiresAt: new Date(now.getTime() + 24 * 3_600_000),
    });
    await append(tx, {
      at: now, actorId: null, membershipId: null, role: null, sessionId: null, action: 'account.invite', outcome: 'done',
      childId: null, subjectId: id, detail: 'first administrator',
    });
    return true;
  });
}

export interface AccountPage {
  name: string;
  email: string;
  places: { id: string; role: Role; duty: Duty | null; specialty: Specialty | null; organisation: Record<Language, string> | null; current: boolean }[];
  /** Sign-ins that have not ended; `id` is the hash of a token, which opens nothing. */
  sessions: { id: string; device: string; since: string; current: boolean }[];
  /** The person's own latest lines in the record; `part` is null for what no part of a child's file is. */
  deeds: { id: string; at: string; part: Part | null; deed: boolean }[];
}

const DEEDS_SHOWN = 20;

/** One's own account: places, sign-ins, latest lines in the record. */
export function openAccount(ctx: Context): Promise<AccountPage> {
  return ctx.read(async (tx) => {
    await authorize(ctx, tx, 'account.self', { writtenBy: ctx.actor.id });
    await authorize(ctx, tx, 'audit.own', { writtenBy: ctx.actor.id });
    const [me] = await tx
      .select({ surname: users.surname, givenName: users.givenName, patronymic: users.patronymic, email: users.email })
      .from(users)
      .where(eq(users.id, ctx.actor.id));
    if (!me) refuse('not-found');
    const places = await tx
      .select({ id: memberships.id, role: memberships.role, duty: memberships.duty, specialty: memberships.specialty, kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn })
      .from(memberships)
      .leftJoin(organisations, eq(organisations.id, memberships.organisationId))
      .where(and(eq(memberships.userId, ctx.actor.id), during(ctx, memberships)))
      .orderBy(asc(memberships.validFrom), asc(memberships.id));
    const signedIn = await tx
      .select({ id: sessions.id, device: sessions.device, since: sessions.createdAt })
      .from(sessions)
      .where(and(eq(sessions.userId, ctx.actor.id), gt(sessions.expiresAt, ctx.now), gt(sessions.endsAt, ctx.now)))
      .orderBy(desc(sessions.createdAt))
      .limit(50);
    const lines = await tx
      .select({ id: auditEntries.hash, at: auditEntries.at, action: auditEntries.action })
      .from(auditEntries)
      .where(and(eq(auditEntries.actorId, ctx.actor.id), eq(auditEntries.outcome, 'done')))
      .orderBy(desc(auditEntries.sequence))
      .limit(DEEDS_SHOWN);
    return {
      name: fullName(me),
      email: me.email,
      places: places.map(({ kk, ru, en, ...place }) => ({ ...place, organisation: kk && ru && en ? { kk, ru, en } : null, current: place.id === ctx.actor.membershipId })),
      sessions: signedIn.map((one) => ({ id: one.id, device: one.device, since: one.since.toISOString(), current: one.id === ctx.sessionId })),
      deeds: lines.map(({ id, at, action }) => ({ id, at: at.toISOString(), part: partOf(action), deed: isDeed(action) })),
    };
  });
}

/** Ends another sign-in of one's own; the one in use ends by signing out. */
export function endOwnSession(ctx: Context, sessionId: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    await authorize(ctx, tx, 'account.self', { writtenBy: ctx.actor.id });
    const [ended] = await tx
      .delete(sessions)
      .where(and(eq(sessions.id, sessionId), eq(sessions.userId, ctx.actor.id), ne(sessions.id, ctx.sessionId)))
      .returning({ id: sessions.id });
    if (!ended) refuse('not-found');
    await audit(ctx, tx, 'account.self', { subjectId: ctx.actor.id, detail: 'sign-in ended from another' });
  });
}

/** The hash of one's own password, to check the old one against before it is changed. */
export function ownPasswordHash(ctx: Context): Promise<string | null> {
  return ctx.read(async (tx) => {
    await authorize(ctx, tx, 'account.self', { writtenBy: ctx.actor.id });
    const [row] = await tx.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, ctx.actor.id));
    return row?.passwordHash ?? null;
  });
}

/** Replaces one's own password and ends every other sign-in. `before` is the hash the old password was checked against. */
export function changePassword(ctx: Context, before: string, passwordHash: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    await authorize(ctx, tx, 'account.self', { writtenBy: ctx.actor.id });
    const [changed] = await tx
      .update(users)
      .set({ passwordHash, version: sql`${users.version} + 1` })
      .where(and(eq(users.id, ctx.actor.id), eq(users.passwordHash, before)))
      .returning({ id: users.id });
    if (!changed) refuse('changed-meanwhile');
    await tx.delete(sessions).where(and(eq(sessions.userId, ctx.actor.id), ne(sessions.id, ctx.sessionId)));
    await audit(ctx, tx, 'account.self', { subjectId: ctx.actor.id, detail: 'password changed' });
  });
}
