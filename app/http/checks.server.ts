import type { AppLoadContext } from '@remix-run/node';
import { readCheck } from '~/domain/checks';
import { countTry, type Limit } from '~/services/accounts.server';
import { lookUpCheck, type CheckedConclusion } from '~/services/checks.server';
import { keyOf } from './sign-in.server';

/** Sixty looks an hour from one address, which a whole school may share; then pauses that double. */
const ADDRESS: Limit = { free: 60, windowMs: 3_600_000, pauseMs: 30_000, longestPauseMs: 900_000 };

/** Looks up what a holder of a paper asks about. `null`: nobody gave this address out. */
export async function checkPaper(house: AppLoadContext, address: string): Promise<CheckedConclusion | { waitMinutes: number } | null> {
  const token = readCheck(address);
  if (!token) return null;
  const now = house.now?.() ?? new Date();
  const until = await countTry(house.database, keyOf('check', house.clientAddress), ADDRESS, now);
  if (until) return { waitMinutes: Math.ceil((until.getTime() - now.getTime()) / 60_000) };
  return lookUpCheck(house.database, token, now);
}
