import { createHash } from 'node:crypto';
import { and, desc, eq, gt, gte, isNull, lt, lte, or } from 'drizzle-orm';
import type { Database } from '#db/client.server';
import { prepared } from '#db/prepared.server';
import { keptForms, memberships, organisations, sentForms, sessions, signInAttempts, users } from '#db/schema';
import type { Language } from '#db/vocabulary';
import type { Actor } from '~/domain/permissions';

type Store = Pick<Database, 'read' | 'transaction'>;

/** What the cookie's token is kept as. A stolen copy of the database opens no session. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export interface StoredSession {
  id: string;
  userId: string;
  language: Language;
  expiresAt: Date;
  endsAt: Date;
  disabled: boolean;
  name: string;
  organisation: Record<Language, string> | null;
  /** The place the person works in, when it is valid on `today`. */
  actor: Actor | null;
}

const sessionOf = prepared(['id', 'today'], (tx, { id, today }) =>
  tx
    .select({
      id: sessions.id,
      userId: sessions.userId,
      expiresAt: sessions.expiresAt,
      endsAt: sessions.endsAt,
      language: users.language,
      disabledAt: users.disabledAt,
      surname: users.surname,
      givenName: users.givenName,
      kk: organisations.nameKk,
      ru: organisations.nameRu,
      en: organisations.nameEn,
      membershipId: memberships.id,
      role: memberships.role,
      organisationId: memberships.organisationId,
      specialty: memberships.specialty,
      duty: memberships.duty,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(
      memberships,
      and(
        eq(memberships.id, sessions.membershipId),
        eq(memberships.userId, sessions.userId),
        lte(memberships.validFrom, today),
        or(isNull(memberships.validTo), gte(memberships.validTo, today)),
      ),
    )
    .leftJoin(organisations, eq(organisations.id, memberships.organisationId))
    .where(eq(sessions.id, id)),
);

/** The sign-in behind a token, with the place it works in as it is valid on `today`; null when there is none. */
export async function findSession(store: Store, token: string, today: string): Promise<StoredSession | null> {
  return store.read(async (tx) => {
    const [row] = await sessionOf(tx, { id: hashToken(token), today });
    if (!row) return null;
    const actor: Actor | null =
      row.membershipId && row.role
        ? {
            id: row.userId,
            membershipId: row.membershipId,
            role: row.role,
            organisationId: row.organisationId,
            specialty: row.specialty,
            duty: row.duty,
          }
        : null;
    return {
      id: row.id,
      userId: row.userId,
      language: row.language,
      expiresAt: row.expiresAt,
      endsAt: row.endsAt,
      disabled: row.disabledAt !== null,
      name: `${row.surname} ${row.givenName}`,
      organisation: row.kk && row.ru && row.en ? { kk: row.kk, ru: row.ru, en: row.en } : null,
      actor,
    };
  });
}

export interface NewSession {
  token: string;
  userId: string;
  membershipId: string | null;
  device: string;
  createdAt: Date;
  expiresAt: Date;
  endsAt: Date;
}

export async function startSession(store: Store, session: NewSession): Promise<void> {
  const { token, ...row } = session;
  await store.transaction(async (tx) => {
    await tx.insert(sessions).values({ id: hashToken(token), ...row });
  });
}

/** Moves the idle end, never past the absolute one. */
export async function extendSession(store: Store, token: string, expiresAt: Date): Promise<void> {
  const id = hashToken(token);
  await store.transaction(async (tx) => {
    const [row] = await tx.select({ endsAt: sessions.endsAt }).from(sessions).where(eq(sessions.id, id));
    if (!row) return;
    await tx
      .update(sessions)
      .set({ expiresAt: expiresAt < row.endsAt ? expiresAt : row.endsAt })
      .where(eq(sessions.id, id));
  });
}

export async function endSession(store: Store, token: string): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.delete(sessions).where(eq(sessions.id, hashToken(token)));
  });
}

export async function endSessionsOf(store: Store, userId: string): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.delete(sessions).where(eq(sessions.userId, userId));
  });
}

/** Removes sign-ins that ended more than a day ago, with what was kept for them; sooner ones still name the author of a late form. */
export async function sweepSessions(store: Store, now: Date): Promise<void> {
  const dayAgo = new Date(now.getTime() - 86_400_000);
  const weekAgo = new Date(now.getTime() - 7 * 86_400_000);
  await store.transaction(async (tx) => {
    await tx.delete(sessions).where(lt(sessions.expiresAt, dayAgo));
    await tx.delete(keptForms).where(lt(keptForms.expiresAt, now));
    await tx.delete(sentForms).where(lt(sentForms.at, weekAgo));
    await tx.delete(signInAttempts).where(lt(signInAttempts.since, dayAgo));
  });
}

export interface Place {
  id: string;
  role: Actor['role'];
  duty: Actor['duty'];
  specialty: Actor['specialty'];
  organisation: { id: string; kk: string; ru: string; en: string } | null;
}

/** The places a person may work in today; a session holds one of them at a time. */
export async function placesOf(store: Store, userId: string, today: string): Promise<Place[]> {
  const rows = await store.read((tx) =>
    tx
      .select({
        id: memberships.id,
        role: memberships.role,
        duty: memberships.duty,
        specialty: memberships.specialty,
        organisationId: organisations.id,
        kk: organisations.nameKk,
        ru: organisations.nameRu,
        en: organisations.nameEn,
      })
      .from(memberships)
      .leftJoin(organisations, eq(organisations.id, memberships.organisationId))
      .where(
        and(
          eq(memberships.userId, userId),
          lte(memberships.validFrom, today),
          or(isNull(memberships.validTo), gte(memberships.validTo, today)),
        ),
      )
      .orderBy(memberships.validFrom, memberships.id),
  );
  return rows.map(({ organisationId, kk, ru, en, ...place }) => ({
    ...place,
    organisation: organisationId ? { id: organisationId, kk: kk ?? '', ru: ru ?? '', en: en ?? '' } : null,
  }));
}

/** Keeps what was typed after the sign-in had ended; only its author gets it back, within a day. */
export async function keepForm(store: Store, userId: string, path: string, body: string, now: Date): Promise<string> {
  return store.transaction(async (tx) => {
    const [row] = await tx
      .insert(keptForms)
      .values({ userId, path, body, expiresAt: new Date(now.getTime() + 86_400_000) })
      .returning({ id: keptForms.id });
    if (!row) throw new Error('nothing was kept');
    return row.id;
  });
}

export async function findKeptForm(store: Store, userId: string, id: string, now: Date) {
  return store.read(async (tx) => {
    const [row] = await tx
      .select({ path: keptForms.path, body: keptForms.body })
      .from(keptForms)
      .where(and(eq(keptForms.id, id), eq(keptForms.userId, userId), gt(keptForms.expiresAt, now)));
    return row ?? null;
  });
}

export async function latestKeptForm(store: Store, userId: string, now: Date): Promise<string | null> {
  return store.read(async (tx) => {
    const [row] = await tx
      .select({ id: keptForms.id })
      .from(keptForms)
      .where(and(eq(keptForms.userId, userId), gt(keptForms.expiresAt, now)))
      .orderBy(desc(keptForms.expiresAt))
      .limit(1);
    return row?.id ?? null;
  });
}

export async function dropKeptForm(store: Store, userId: string, id: string): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.delete(keptForms).where(and(eq(keptForms.id, id), eq(keptForms.userId, userId)));
  });
}

/** Where the page of a form already acted on went, or null when the form is new. */
export async function findSentForm(store: Store, key: string): Promise<{ location: string | null } | null> {
  return store.read(async (tx) => {
    const [row] = await tx.select({ location: sentForms.location }).from(sentForms).where(eq(sentForms.key, key));
    return row ?? null;
  });
}

export async function rememberAnswer(store: Store, key: string, location: string): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.update(sentForms).set({ location }).where(eq(sentForms.key, key));
  });
}
