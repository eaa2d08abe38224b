import type { AppLoadContext } from '@remix-run/node';
import { dayIn } from '~/domain/calendar';
import { codeForm, familyForm, readCode } from '~/domain/guardians';
import type { Language } from '~/domain/languages';
import { MESSAGES } from '~/i18n/all';
import { day, fill } from '~/i18n/translate';
import { countTry, findAccount, forgetTries, recordSignIn, type Limit } from '~/services/accounts.server';
import { codeEndsOn, redeemGuardianCode, tryGuardianCode } from '~/services/guardians.server';
import { hashToken } from '~/services/sessions.server';
import { parseForm, type Typed } from './form.server';
import { languageCookie } from './locale.server';
import { hashPassword, passwordFits } from './password.server';
import { signIn, type SignedIn } from './session.server';
import { ACCOUNT, keyOf, type Opened } from './sign-in.server';

/** Twenty codes an hour from one address; then pauses that double. A code itself bears five wrong years. */
const ADDRESS: Limit = { free: 20, windowMs: 3_600_000, pauseMs: 30_000, longestPauseMs: 900_000 };

/** The paper that goes with a code, in the language of the person it is for. */
export function slipFor(language: Language, code: string, origin: string, today: string) {
  const words = MESSAGES[language].guardians.slip;
  return {
    lang: language,
    title: words.title,
    codeLabel: words.code,
    code,
    whereLabel: words.where,
    where: `${origin}/family`,
    stepsLabel: words.steps,
    steps: [words.first, words.second, words.third],
    until: fill(words.until, { day: day(language, codeEndsOn(today)) }),
    care: words.care,
    other: words.other,
  };
}

/** Links a further child to the account of a parent who is signed in, by a code from paper. */
export async function enterSignedIn(house: AppLoadContext, request: Request, typed: Typed, visitor: SignedIn) {
  const form = parseForm(typed, codeForm);
  return form.ok ? enterByCode(house, request, form.value, async () => ({ userId: visitor.userId })) : form.answer;
}

/** Opens the way for somebody who is not signed in: to the account they have, or to a new one. */
export async function enterAnew(house: AppLoadContext, request: Request, typed: Typed) {
  const form = parseForm(typed, familyForm);
  return form.ok ? enterByCode(house, request, form.value, () => accountFor(house, form.value)) : form.answer;
}

type Account = { userId: string } | { email: string; passwordHash: string };

/** Links the account and starts a sign-in as a parent. A wrong code and a wrong birth year get the same answer. */
async function enterByCode(
  house: AppLoadContext,
  request: Request,
  form: { code: string; birthYear: string },
  whose: () => Promise<Account | Stopped>,
): Promise<Opened> {
  const now = house.now?.() ?? new Date();
  const paused = await pauseOf(house, keyOf('family', house.clientAddress), ADDRESS);
  if (paused) return paused;
  const code = readCode(form.code);
  const key = { code: code ?? '', birthYear: form.birthYear, now };
  if (!code || !(await tryGuardianCode(house.database, key))) return { ok: false, reason: 'code.wrong' };

  const account = await whose();
  if ('ok' in account) return account;
  const linked = await redeemGuardianCode(house.database, { ...key, today: dayIn(now), account });
  if (!linked.ok) return linked;

  const cookie = await signIn(house, request, linked.userId, linked.membershipId, false);
  const headers = new Headers({ 'Set-Cookie': cookie });
  headers.append('Set-Cookie', languageCookie(linked.language, house.https));
  const sessionId = hashToken(/=([^;]*)/.exec(cookie)?.[1] ?? '');
  await recordSignIn(house.database, { at: now, accountId: linked.userId, sessionId, what: 'in' });
  return { ok: true, to: '/children', headers };
}

type Stopped = Extract<Opened, { ok: false }>;

/** The account of the e-mail when its password fits, or the makings of a new one; tries count as those of a sign-in. */
async function accountFor(house: AppLoadContext, { email, password }: { email: string; password: string }): Promise<Account | Stopped> {
  const existing = await findAccount(house.database, email);
  if (!existing) return { email, passwordHash: await hashPassword(password) };
  const accountKey = keyOf('account', email.toLowerCase());
  const paused = await pauseOf(house, accountKey, ACCOUNT);
  if (paused) return paused;
  const fits = await passwordFits(existing.disabled ? null : existing.passwordHash, password);
  if (!fits) return { ok: false, reason: 'sign-in.wrong' };
  await forgetTries(house.database, accountKey);
  return { userId: existing.id };
}

async function pauseOf(house: AppLoadContext, key: string, limit: Limit): Promise<Stopped | null> {
  const now = new Date();
  const until = await countTry(house.database, key, limit, now);
  return until ? { ok: false, reason: 'too-many-attempts', values: { minutes: Math.ceil((until.getTime() - now.getTime()) / 60_000) } } : null;
}
