import { randomBytes } from 'node:crypto';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser } from 'lucia';
import type { Database } from '#db/client.server';
import type { Actor } from '~/domain/permissions';
import { dayIn } from '~/domain/calendar';
import type { Language } from '~/domain/languages';
import { endSession, endSessionsOf, extendSession, findSession, startSession, sweepSessions, type StoredSession } from '~/services/sessions.server';

/**
 * Sign-ins. lucia keeps the idle end and the cookie; the rest is ours: 32 random bytes in the cookie and their SHA-256 in
 * the database, an absolute end, a new token at sign-in and at a change of place (trust.md D3, M8).
 */

declare module 'lucia' {
  interface Register {
    Lucia: Sitter;
    DatabaseSessionAttributes: { stored: StoredSession } | NewAttributes;
    DatabaseUserAttributes: { language: Language };
  }
}

type Sitter = Lucia<{ stored: StoredSession | null }, { language: Language }>;

interface NewAttributes {
  membershipId: string | null;
  device: string;
  createdAt: Date;
  endsAt: Date;
}

const IDLE = new TimeSpan(30, 'm');
const STAFF_END = new TimeSpan(12, 'h');
const OWN_DEVICE_END = new TimeSpan(7, 'd');

function adapterFor({ database, now }: House): Adapter {
  return {
    async getSessionAndUser(token): Promise<[DatabaseSession | null, DatabaseUser | null]> {
      const stored = await findSession(database, token, dayIn(now?.() ?? new Date()));
      if (!stored || stored.disabled) return [null, null];
      const expiresAt = stored.expiresAt < stored.endsAt ? stored.expiresAt : stored.endsAt;
      return [
        { id: token, userId: stored.userId, expiresAt, attributes: { stored } },
        { id: stored.userId, attributes: { language: stored.language } },
      ];
    },
    async getUserSessions() {
      return [];
    },
    async setSession({ id: token, userId, expiresAt, attributes }) {
      if ('stored' in attributes) throw new Error('a stored session is never stored again');
      await startSession(database, { token, userId, expiresAt, ...attributes });
    },
    async updateSessionExpiration(token, expiresAt) {
      await extendSession(database, token, expiresAt);
    },
    /** An ended sign-in stays a day as a hash, so that a late form finds its author; the sweep removes it. */
    async deleteSession() {},
    async deleteUserSessions(userId) {
      await endSessionsOf(database, userId);
    },
    async deleteExpiredSessions() {
      await sweepSessions(database, new Date());
    },
  };
}

function luciaFor(house: House): Sitter {
  const { https } = house;
  return new Lucia(adapterFor(house), {
    sessionExpiresIn: IDLE,
    sessionCookie: {
      name: https ? '__Host-qadam' : 'qadam',
      expires: false,
      attributes: { secure: https, sameSite: 'lax', path: '/' },
    },
    getUserAttributes: ({ language }) => ({ language }),
    getSessionAttributes: (attributes) => ('stored' in attributes ? { stored: attributes.stored } : { stored: null }),
  });
}

const sitters = new WeakMap<House, Sitter>();

function lucia(house: House): Sitter {
  let sitter = sitters.get(house);
  if (!sitter) {
    sitter = luciaFor(house);
    sitters.set(house, sitter);
  }
  return sitter;
}

/** What the front server hands to every loader and action. */
export interface House {
  database: Database;
  https: boolean;
  /** The clock by which places are valid; sign-ins themselves live by the real one. */
  now?: () => Date;
}

export interface SignedIn {
  userId: string;
  sessionId: string;
  language: Language;
  name: string;
  organisation: Record<Language, string> | null;
  actor: Actor | null;
}

function tokenOf(house: House, request: Request): string | null {
  return lucia(house).readSessionCookie(request.headers.get('Cookie') ?? '');
}

/** Who is signed in, or null. Moves the idle end when half of it is over. */
export async function whoIs(house: House, request: Request): Promise<SignedIn | null> {
  const token = tokenOf(house, request);
  if (!token) return null;
  const { session } = await lucia(house).validateSession(token);
  const stored = session?.stored;
  if (!stored) return null;
  const { userId, id: sessionId, language, name, organisation, actor } = stored;
  return { userId, sessionId, language, name, organisation, actor };
}

/** The account behind a sign-in that ended less than a day ago: only to keep a late form for it. */
export async function whoWas(house: House, request: Request): Promise<string | null> {
  const token = tokenOf(house, request);
  if (!token) return null;
  const stored = await findSession(house.database, token, dayIn(new Date()));
  return stored && !stored.disabled ? stored.userId : null;
}

/**
 * Starts a sign-in in one place with a new token; a token the browser came with dies.
 * @returns the Set-Cookie value and the hashed id of the new session
 */
export async function signIn(
  house: House,
  request: Request,
  userId: string,
  membershipId: string | null,
  ownDevice: boolean,
): Promise<string> {
  await signOut(house, request);
  const now = new Date();
  const end = ownDevice ? OWN_DEVICE_END : STAFF_END;
  const session = await lucia(house).createSession(
    userId,
    {
      membershipId,
      device: (request.headers.get('User-Agent') ?? '').slice(0, 200),
      createdAt: now,
      endsAt: new Date(now.getTime() + end.milliseconds()),
    },
    { sessionId: randomBytes(32).toString('base64url') },
  );
  const cookie = lucia(house).createSessionCookie(session.id);
  cookie.attributes.maxAge = ownDevice ? end.seconds() : undefined;
  return cookie.serialize();
}

/** Ends the sign-in of this request, if any. @returns the Set-Cookie value that empties the cookie */
export async function signOut(house: House, request: Request): Promise<string> {
  const token = tokenOf(house, request);
  if (token) await endSession(house.database, token);
  return lucia(house).createBlankSessionCookie().serialize();
}
