import { createHash } from 'node:crypto';
import type { AppLoadContext } from '@remix-run/node';
import { dayIn } from '~/domain/calendar';
import { HOME } from '~/domain/accounts';
import type { Reason } from '~/domain/refusal';
import { countTry, findAccount, forgetTries, recordSignIn, type Limit } from '~/services/accounts.server';
import { hashToken, latestKeptForm, placesOf } from '~/services/sessions.server';
import { languageCookie } from './locale.server';
import { passwordFits } from './password.server';
import { ownPath } from './redirect.server';
import { signIn, type SignedIn } from './session.server';

/** Ten tries an hour for an account, sixty for an address; then pauses that double, never a lasting lock (ASVS 6.3.1). */
export const ACCOUNT: Limit = { free: 10, windowMs: 3_600_000, pauseMs: 30_000, longestPauseMs: 900_000 };
const ADDRESS: Limit = { free: 60, windowMs: 3_600_000, pauseMs: 30_000, longestPauseMs: 900_000 };

export type Opened =
  | { ok: true; to: string; headers: Headers }
  | { ok: false; reason: Reason; values?: Record<string, number> };

/**
 * Checks an e-mail and a password and starts a sign-in. A known and an unknown name get the same answer in the same
 * time; tries are counted in the database before they are judged.
 */
export async function openDoor(
  house: AppLoadContext,
  request: Request,
  form: { email: string; password: string; ownDevice?: 'yes'; to?: string },
): Promise<Opened> {
  const now = new Date();
  const accountKey = keyOf('account', form.email.toLowerCase());
  for (const [key, limit] of [[accountKey, ACCOUNT], [keyOf('address', house.clientAddress), ADDRESS]] as const) {
    const until = await countTry(house.database, key, limit, now);
    if (until) return { ok: false, reason: 'too-many-attempts', values: { minutes: Math.ceil((until.getTime() - now.getTime()) / 60_000) } };
  }
  const account = await findAccount(house.database, form.email);
  const fits = await passwordFits(account?.disabled ? null : (account?.passwordHash ?? null), form.password);
  if (!account || !fits) {
    await recordSignIn(house.database, { at: now, accountId: account?.id ?? null, sessionId: null, what: 'refused' });
    return { ok: false, reason: 'sign-in.wrong' };
  }
  await forgetTries(house.database, accountKey);

  const places = await placesOf(house.database, account.id, dayIn(house.now?.() ?? now));
  const [only] = places;
  const place = places.length === 1 && only ? only : null;
  const isFamily = places.length > 0 && places.every(({ role }) => role === 'parent');
  const cookie = await signIn(house, request, account.id, place?.id ?? null, form.ownDevice === 'yes' && isFamily);
  const headers = new Headers({ 'Set-Cookie': cookie });
  headers.append('Set-Cookie', languageCookie(account.language, house.https));
  await recordSignIn(house.database, { at: now, accountId: account.id, sessionId: hashToken(/=([^;]*)/.exec(cookie)?.[1] ?? ''), what: 'in' });

  const kept = await latestKeptForm(house.database, account.id, now);
  const asked = ownPath(form.to);
  const home = place ? HOME[place.role] : '/';
  const start = asked === '/' ? home : asked;
  if (!place) return { ok: true, to: `/place?to=${encodeURIComponent(start)}`, headers };
  return { ok: true, to: kept ? `/kept/${kept}` : start, headers };
}

/** Moves a signed-in person to another of their places, with a new token. */
export async function moveTo(house: AppLoadContext, request: Request, visitor: SignedIn, membershipId: string): Promise<Headers | null> {
  const now = new Date();
  const places = await placesOf(house.database, visitor.userId, dayIn(house.now?.() ?? now));
  if (!places.some(({ id }) => id === membershipId)) return null;
  const cookie = await signIn(house, request, visitor.userId, membershipId, false);
  await recordSignIn(house.database, { at: now, accountId: visitor.userId, sessionId: null, what: 'place' });
  return new Headers({ 'Set-Cookie': cookie });
}

/** Limiter keys are hashes: the table names no account and no address. */
export function keyOf(kind: string, value: string): string {
  return createHash('sha256').update(`${kind} ${value}`).digest('hex');
}
