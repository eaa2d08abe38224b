import type { AppLoadContext } from '@remix-run/node';
import { data } from '@remix-run/node';
import { fingerprint } from '#db/sealed.server';
import { followForm, publicRequest, whyNotOfAge } from '~/domain/requests';
import { dayIn } from '~/domain/calendar';
import { countTry, type Limit } from '~/services/accounts.server';
import { askForExamination, followRequest, type Asked, type FollowedRequest } from '~/services/asking.server';
import { parseForm, type Typed } from './form.server';
import type { Problem } from './problem';

/** A school or a village may share one address: forty requests an hour from it, six a day for one telephone; then pauses that double. */
const ADDRESS: Limit = { free: 40, windowMs: 3_600_000, pauseMs: 30_000, longestPauseMs: 900_000 };
const PHONE: Limit = { free: 6, windowMs: 86_400_000, pauseMs: 60_000, longestPauseMs: 3_600_000 };

/** Looks at a code: eighty bits cannot be tried out, so the limit only spares the house. */
const LOOKS: Limit = { free: 60, windowMs: 3_600_000, pauseMs: 30_000, longestPauseMs: 900_000 };

type Stopped = ReturnType<typeof data<Problem>>;

/** A request from the public page: read, counted, written once however often it is sent. */
export async function takeRequest(house: AppLoadContext, typed: Typed): Promise<{ asked: Asked } | Stopped> {
  const now = house.now?.() ?? new Date();
  const form = parseForm(typed, publicRequest);
  if (!form.ok) return form.answer;
  const birthDate = whyNotOfAge(form.value.birthDate, dayIn(now));
  if (birthDate) return data<Problem>({ fields: { birthDate }, typed }, { status: 422 });
  const paused = (await pauseOf(house, 'request address', house.clientAddress, ADDRESS)) ?? (await pauseOf(house, 'request phone', form.value.phone, PHONE));
  if (paused) return data<Problem>({ ...paused, typed }, { status: 429 });
  return { asked: await askForExamination(house.database, form.value, now) };
}

/** What the holder of a code is told. A code that cannot be one and one that there is not get the same answer. */
export async function lookUp(house: AppLoadContext, typed: Typed): Promise<{ followed: FollowedRequest } | Stopped> {
  const form = parseForm(typed, followForm);
  if (!form.ok) return form.answer;
  const paused = await pauseOf(house, 'request code', house.clientAddress, LOOKS);
  if (paused) return data<Problem>({ ...paused, typed }, { status: 429 });
  const followed = await followRequest(house.database, form.value.code, house.now?.() ?? new Date());
  return followed ? { followed } : data<Problem>({ fields: { code: 'request.code-wrong' }, typed }, { status: 422 });
}

/** The limiter's own clock is the real one; its key names no address and no telephone. */
async function pauseOf(house: AppLoadContext, kind: string, value: string, limit: Limit): Promise<Pick<Problem, 'reason' | 'values'> | null> {
  const now = new Date();
  const until = await countTry(house.database, fingerprint(`${kind} ${value}`), limit, now);
  return until ? { reason: 'too-many-attempts', values: { minutes: Math.ceil((until.getTime() - now.getTime()) / 60_000) } } : null;
}
