import { and, count, eq, gte, isNull, lt, lte, min, or, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { prepared } from '#db/prepared.server';
import { absences, requests, workingHours } from '#db/schema';
import { untilChanged } from '#db/unchanged.server';
import { addDays } from '~/domain/calendar';
import { calendarOf, mondayOf, type DaysOff, type WorkingCalendar } from '~/domain/days-off';
import { ARRIVAL_WEEKS, awayByWeek, expectedWeek, forecastOf, QUEUE_RULES, queueRules, USUAL_RULES, type AwayOf, type ExpectedWeek, type Forecast, type QueueFigures, type StaffDays } from '~/domain/queue';
import { editionsOf } from './editions.server';
import { settingOf } from './settings.server';

/** When the turn of a request comes, from what its PMPC really did: for the queue, the family's code and the load. */

/** The working days as they are known on `today`. */
export async function calendarAt(tx: Tx, today: string): Promise<WorkingCalendar> {
  return untilChanged(tx, `calendar ${today}`, async () => calendarOf(await editionsOf<DaysOff>(tx, 'days-off'), today));
}

/** The forecast of a PMPC; null when it has too short a past. */
export async function forecastAt(tx: Tx, pmpcId: string, today: string): Promise<Forecast | null> {
  return untilChanged(tx, `forecast ${pmpcId} ${today}`, async () => {
    const { weeks } = await settingOf(tx, QUEUE_RULES, pmpcId, queueRules, USUAL_RULES);
    return forecastOf(await figuresAt(tx, { pmpcId, today, weeks }), await calendarAt(tx, today));
  });
}

/**
 * What a forecast stands on: the past full weeks, who waits, and which days people are away.
 * @param also absences that are not in the table, to see what they would change
 */
export async function figuresAt(tx: Tx, { pmpcId, today, weeks, also = [] }: { pmpcId: string; today: string; weeks: number; also?: readonly AwayOf[] }): Promise<QueueFigures> {
  const [first] = await tx.select({ on: min(requests.seenOn) }).from(requests).where(eq(requests.pmpcId, pmpcId));
  const thisMonday = mondayOf(today);
  const began = first?.on ? mondayOf(addDays(first.on, 6)) : thisMonday;
  const mondays = mondaysBefore(thisMonday, weeks, began);
  const from = mondays[0] ?? thisMonday;
  const seen = await tx
    .select({ on: requests.seenOn, count: count() })
    .from(requests)
    .where(and(eq(requests.pmpcId, pmpcId), gte(requests.seenOn, from), lt(requests.seenOn, thisMonday)))
    .groupBy(requests.seenOn);
  const perWeek = new Map(mondays.map((monday) => [monday, 0]));
  for (const { on, count: held } of seen) {
    const monday = mondayOf(on ?? thisMonday);
    perWeek.set(monday, (perWeek.get(monday) ?? 0) + held);
  }

  const [started] = await tx.select({ on: min(requests.receivedOn) }).from(requests).where(eq(requests.pmpcId, pmpcId));
  const arrivalMondays = mondaysBefore(thisMonday, ARRIVAL_WEEKS, started?.on ? mondayOf(addDays(started.on, 6)) : thisMonday);
  const byRank = await tx
    .select({ rank: requests.rank, count: count() })
    .from(requests)
    .where(and(eq(requests.pmpcId, pmpcId), gte(requests.receivedOn, arrivalMondays[0] ?? thisMonday), lt(requests.receivedOn, thisMonday)))
    .groupBy(requests.rank);
  const standing = async (state: 'booked' | 'waiting') =>
    (await tx.select({ count: count() }).from(requests).where(and(eq(requests.pmpcId, pmpcId), eq(requests.state, state))))[0]?.count ?? 0;
  const [left] = await tx
    .select({ count: count() })
    .from(requests)
    .where(and(eq(requests.pmpcId, pmpcId), eq(requests.state, 'withdrawn'), isNull(requests.seenOn), gte(requests.closedOn, from), lt(requests.closedOn, thisMonday)));
  return {
    today,
    seen: [...perWeek].map(([monday, held]) => ({ monday, count: held })),
    arrivals: { weeks: arrivalMondays.length, byRank },
    booked: await standing('booked'),
    waiting: await standing('waiting'),
    withdrawn: left?.count ?? 0,
    away: awayByWeek(await staffOf(tx, pmpcId, today), [...(await absencesSince(tx, pmpcId, from)), ...also], await calendarAt(tx, today)),
  };
}

/** The Mondays of past weeks, the oldest first, none before `began`. */
function mondaysBefore(thisMonday: string, weeks: number, began: string): string[] {
  return Array.from({ length: weeks }, (_, index) => addDays(thisMonday, -7 * (weeks - index))).filter((monday) => monday >= began);
}

async function staffOf(tx: Tx, pmpcId: string, today: string): Promise<StaffDays[]> {
  return tx
    .selectDistinct({ userId: workingHours.userId, weekday: workingHours.weekday })
    .from(workingHours)
    .where(and(eq(workingHours.pmpcId, pmpcId), lte(workingHours.validFrom, today), or(isNull(workingHours.validTo), gte(workingHours.validTo, today))));
}

async function absencesSince(tx: Tx, pmpcId: string, from: string): Promise<AwayOf[]> {
  return tx
    .select({ userId: absences.userId, firstDay: absences.firstDay, lastDay: absences.lastDay })
    .from(absences)
    .where(and(eq(absences.pmpcId, pmpcId), gte(absences.lastDay, from), isNull(absences.cancelledAt)));
}

/** A place in the order. */
export interface Spot {
  id: string;
  rank: number;
  receivedAt: Date;
}

const countUpTo = prepared(['pmpcId', 'rank', 'at', 'id'], (tx, { pmpcId, rank, at, id }) =>
  tx
    .select({ count: count() })
    .from(requests)
    .where(and(eq(requests.pmpcId, pmpcId), eq(requests.state, 'waiting'), sql`(${requests.rank}, ${requests.receivedAt}, ${requests.id}) < (${rank}, ${at}, ${id})`)),
);

const countBetween = prepared(['pmpcId', 'rank', 'at', 'id', 'fromRank', 'fromAt', 'fromId'], (tx, { pmpcId, rank, at, id, fromRank, fromAt, fromId }) =>
  tx
    .select({ count: count() })
    .from(requests)
    .where(
      and(
        eq(requests.pmpcId, pmpcId),
        eq(requests.state, 'waiting'),
        sql`(${requests.rank}, ${requests.receivedAt}, ${requests.id}) >= (${fromRank}, ${fromAt}, ${fromId})`,
        sql`(${requests.rank}, ${requests.receivedAt}, ${requests.id}) < (${rank}, ${at}, ${id})`,
      ),
    ),
);

/** How many wait before a request, by the order of the queue; one index read. */
export async function aheadOf(tx: Tx, pmpcId: string, spot: Spot): Promise<number> {
  const [row] = await countUpTo(tx, { pmpcId, rank: spot.rank, at: spot.receivedAt.getTime(), id: spot.id });
  return row?.count ?? 0;
}

/** How many wait from one request, itself included, to a later one. */
export async function waitingBetween(tx: Tx, pmpcId: string, from: Spot, to: Spot): Promise<number> {
  const [row] = await countBetween(tx, {
    pmpcId, rank: to.rank, at: to.receivedAt.getTime(), id: to.id, fromRank: from.rank, fromAt: from.receivedAt.getTime(), fromId: from.id,
  });
  return row?.count ?? 0;
}

/** The place of a waiting request, from 1, and its expected week; `expected` is null while the PMPC's past is too short. */
export async function turnOf(tx: Tx, request: Spot & { pmpcId: string }, today: string): Promise<{ place: number; expected: ExpectedWeek | null; forecast: Forecast | null }> {
  const ahead = await aheadOf(tx, request.pmpcId, request);
  const forecast = await forecastAt(tx, request.pmpcId, today);
  return { place: ahead + 1, expected: forecast && expectedWeek(forecast, { rank: request.rank, ahead }), forecast };
}
