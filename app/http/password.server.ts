import { createHash } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { AppLoadContext } from '@remix-run/node';
import { whyNotPassword } from '~/domain/accounts';
import { changePassword, countTry, forgetTries, ownPasswordHash, type Limit } from '~/services/accounts.server';
import type { Context } from '~/services/context';
import type { Problem } from './problem';

/** argon2id, 19 MiB, two passes, one lane (OWASP); native, off the main thread. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Passwords are taken as typed, NFC only. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), COST);
}

let decoy: Promise<string> | undefined;

/** Whether the password fits. An account without a password costs the same time as one with, and never fits. */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('a password nobody has');
  const fits = await verify(passwordHash ?? (await decoy), password.normalize('NFC'));
  return passwordHash !== null && fits;
}

/** Five wrong old passwords an hour, then pauses: whoever finds a screen unlocked does not guess on. */
const CHANGES: Limit = { free: 5, windowMs: 3_600_000, pauseMs: 60_000, longestPauseMs: 900_000 };

/**
 * Changes the own password of a signed-in person and ends the other sign-ins.
 * @returns why not, without what was typed: passwords never come back; null when it is done
 */
export async function changeOwnPassword(
  house: AppLoadContext,
  ctx: Context,
  form: { current: string; password: string },
): Promise<Omit<Problem, 'typed'> | null> {
  const short = whyNotPassword(ctx.actor.role, form.password);
  if (short) return { fields: { password: short } };
  const key = createHash('sha256').update(`password ${ctx.actor.id}`).digest('hex');
  const until = await countTry(house.database, key, CHANGES, ctx.now);
  if (until) return { reason: 'too-many-attempts', values: { minutes: Math.ceil((until.getTime() - ctx.now.getTime()) / 60_000) } };
  const before = await ownPasswordHash(ctx);
  if (before === null || !(await passwordFits(before, form.current))) return { fields: { current: 'field.password-wrong' } };
  await forgetTries(house.database, key);
  await changePassword(ctx, before, await hashPassword(form.password));
  return null;
}
