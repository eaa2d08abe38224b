import { expect, test } from 'vitest';
import daysOff from '#db/reference/days-off.json';
import { addDays, daysBetween, weekdayOf } from '~/domain/calendar';
import { calendarOf, isWorkingDay, mondayOf } from '~/domain/days-off';
import { ARRIVAL_WEEKS, expectedWeek, forecastOf, rankOf, USUAL_RULES, type CaseKind, type QueueFigures, type Urgency } from '~/domain/queue';

/**
 * A year of a PMPC, day by day, before the eyes of the estimator: requests come by season, some urgent, some made urgent
 * later; two teams see children on working days and are fewer in summer; appointments are made two weeks ahead with a
 * reserve for urgent cases; some families do not come and are booked again, some take their request back.
 */

const calendar = calendarOf(daysOff, '2026-01-01');

/** A generator of the same numbers each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let product = random();
  let count = 0;
  while (product > limit) {
    product *= random();
    count += 1;
  }
  return count;
}

interface Waiting {
  id: number;
  rank: number;
  caseKind: CaseKind;
  receivedOn: string;
  visitOn: string | null;
  seenOn: string | null;
  goneOn: string | null;
}

interface House {
  seed: number;
  /** Children seen on a full working day. */
  perDay: number;
  /** How full the year is: arrivals over capacity. */
  pressure: number;
  /** How many wait on the first day. */
  backlog: number;
  /** Whether the summer leave stands in the table of absences. */
  leaveKnown: boolean;
}

const FIRST_DAY = '2025-10-06';
const YEAR_FROM = '2026-01-05';
const LAST_DAY = '2027-06-30';
/** Requests received until here are judged; the rest of the year only plays them out. */
const JUDGED_TO = '2027-01-03';

/** Families come after the first month of school and in spring, and hardly in summer. */
const SEASON = [0.9, 1.1, 1.15, 1.2, 1.05, 0.7, 0.5, 0.65, 1.1, 1.35, 1.3, 1];
const monthOf = (day: string) => Number(day.slice(5, 7)) - 1;
const leaveOn = (day: string) => (monthOf(day) === 6 ? 0.5 : monthOf(day) === 7 ? 0.3 : monthOf(day) === 5 ? 0.15 : 0);

function simulate({ seed, perDay, pressure, backlog, leaveKnown }: House): { actual: number; predicted: number; inside: boolean }[] {
  const random = seeded(seed);
  const all: Waiting[] = [];
  const guesses = new Map<number, { on: string; from: string; to: string }>();
  const seenIn = new Map<string, number>();
  const ranks = new Map<string, Map<number, Waiting[]>>();
  let id = 0;

  const arrive = (day: string): Waiting => {
    const urgency: Urgency = random() < 0.05 ? 'urgent' : random() < 0.08 ? 'priority' : 'usual';
    const drawn = random();
    const caseKind: CaseKind = drawn < 0.12 ? 'early' : drawn < 0.45 ? 'preschool' : drawn < 0.85 ? 'school' : 'repeated';
    const one: Waiting = { id: (id += 1), rank: rankOf({ urgency, caseKind }, USUAL_RULES), caseKind, receivedOn: day, visitOn: null, seenOn: null, goneOn: null };
    all.push(one);
    const week = ranks.get(mondayOf(day)) ?? new Map<number, Waiting[]>();
    ranks.set(mondayOf(day), week.set(one.rank, [...(week.get(one.rank) ?? []), one]));
    return one;
  };
  const before = (a: Waiting, b: Waiting) => a.rank - b.rank || (a.receivedOn < b.receivedOn ? -1 : a.receivedOn > b.receivedOn ? 1 : a.id - b.id);
  const waiting = () => all.filter((one) => one.goneOn === null && one.seenOn === null && one.visitOn === null).sort(before);

  const figuresOn = (today: string): QueueFigures => {
    const past = (weeks: number) => Array.from({ length: weeks }, (_, index) => addDays(mondayOf(today), -7 * (weeks - index))).filter((monday) => monday >= FIRST_DAY);
    const mondays = past(USUAL_RULES.weeks);
    const arrivals = new Map<number, number>();
    for (const monday of past(ARRIVAL_WEEKS)) for (const list of ranks.get(monday)?.values() ?? []) for (const { rank } of list) arrivals.set(rank, (arrivals.get(rank) ?? 0) + 1);
    const away: Record<string, number> = {};
    if (leaveKnown) for (let monday = mondays[0] ?? today; monday < addDays(today, 500); monday = addDays(monday, 7)) {
      const share = [0, 1, 2, 3, 4].reduce((sum, step) => sum + leaveOn(addDays(monday, step)), 0) / 5;
      if (share > 0) away[monday] = share;
    }
    return {
      today,
      seen: mondays.map((monday) => ({ monday, count: seenIn.get(monday) ?? 0 })),
      arrivals: { weeks: past(ARRIVAL_WEEKS).length, byRank: [...arrivals].map(([rank, count]) => ({ rank, count })) },
      booked: all.filter((one) => one.visitOn !== null && one.seenOn === null && one.goneOn === null).length,
      waiting: waiting().length,
      withdrawn: all.filter((one) => one.goneOn !== null && one.goneOn >= (mondays[0] ?? today) && one.goneOn < mondayOf(today)).length,
      away,
    };
  };

  for (let index = 0; index < backlog; index += 1) arrive(addDays(FIRST_DAY, -Math.floor(random() * 40) - 1));
  const slots = new Map<string, number>();
  for (let day = FIRST_DAY; day <= LAST_DAY; day = addDays(day, 1)) {
    const capacity = (on: string) => (isWorkingDay(on, calendar) ? Math.max(0, Math.round(perDay * (1 - leaveOn(on)) + ((Number(on.slice(8)) * 7 + seed) % 3) - 1)) : 0);
    // Today's visits.
    for (const one of all) {
      if (one.visitOn !== day || one.goneOn !== null) continue;
      if (random() < 0.12) one.visitOn = null;
      else {
        one.seenOn = day;
        seenIn.set(mondayOf(day), (seenIn.get(mondayOf(day)) ?? 0) + 1);
      }
    }
    // Requests of today.
    const working = weekdayOf(day) <= 5;
    const coming = working ? poisson(perDay * pressure * (SEASON[monthOf(day)] ?? 1), random) : 0;
    const fresh = Array.from({ length: coming }, () => arrive(day));
    // The head moves somebody up; somebody takes a request back.
    for (const one of waiting()) {
      if (one.rank >= 250 && random() < 0.0006) one.rank = 100;
      else if (random() < 0.0007) one.goneOn = day;
    }
    if (fresh.length > 0 && day >= YEAR_FROM && day <= JUDGED_TO) {
      const forecast = forecastOf(figuresOn(day), calendar);
      const line = waiting();
      for (const one of fresh) {
        const ahead = line.indexOf(one);
        if (!forecast || ahead < 0) continue;
        const { monday, from, to } = expectedWeek(forecast, { rank: one.rank, ahead });
        if (monday && from && to) guesses.set(one.id, { on: addDays(monday, 2), from, to });
      }
    }
    // Appointments for the next two weeks; the reserve is for urgent cases until the day before.
    for (let ahead = 1; ahead <= 14; ahead += 1) {
      const on = addDays(day, ahead);
      const open = capacity(on) - (slots.get(on) ?? 0);
      const kept = ahead > 1 ? Math.ceil((capacity(on) * USUAL_RULES.reserve) / 100) : 0;
      const line = waiting();
      for (let index = 0; index < open && index < line.length; index += 1) {
        const one = line[index];
        if (!one || (one.rank !== 100 && open - index <= kept)) break;
        one.visitOn = on;
        slots.set(on, (slots.get(on) ?? 0) + 1);
      }
    }
  }

  return all.flatMap((one) => {
    const guess = guesses.get(one.id);
    if (!guess || !one.seenOn) return [];
    const actual = daysBetween(one.receivedOn, one.seenOn);
    if (actual < 14) return [];
    return [{ actual, predicted: daysBetween(one.receivedOn, guess.on), inside: mondayOf(one.seenOn) >= guess.from && mondayOf(one.seenOn) <= guess.to }];
  });
}

function medianOf(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Infinity;
}

const HOUSES: (Omit<House, 'seed'> & { name: string })[] = [
  { name: 'a queue of two months, leave entered', perDay: 6, pressure: 0.78, backlog: 220, leaveKnown: true },
  { name: 'a queue of two months, leave not entered', perDay: 6, pressure: 0.78, backlog: 220, leaveKnown: false },
  { name: 'a small PMPC with a growing queue', perDay: 4, pressure: 0.86, backlog: 80, leaveKnown: true },
  { name: 'a large PMPC whose queue melts', perDay: 12, pressure: 0.74, backlog: 700, leaveKnown: true },
];

/** Half of the expected weeks may miss the real wait by this part of it, over waits of two weeks and more. */
const GOAL = 0.2;

test.each(HOUSES.flatMap((house) => [1, 2, 3].map((seed) => ({ ...house, seed }))))('$name, year $seed: the median miss of the expected week is at most a fifth of the wait', (house) => {
  const judged = simulate(house);
  const misses = judged.map(({ actual, predicted }) => Math.abs(predicted - actual) / actual);
  const within = judged.filter(({ inside }) => inside).length / judged.length;
  expect(judged.length).toBeGreaterThan(500);
  expect(medianOf(misses), `median miss over ${judged.length} requests`).toBeLessThanOrEqual(GOAL);
  expect(within, 'part of the waits that ended between the two weeks named').toBeGreaterThan(house.leaveKnown ? 0.75 : 0.5);
});
