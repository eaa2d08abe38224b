import { and, asc, count, countDistinct, eq, gte, inArray, isNotNull, lte, ne, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Tx } from '#db/client.server';
import { assessmentMembers, assessments, conclusionHandovers, conclusions, findings, memberships, requests, users, visitMembers, visits } from '#db/schema';
import { addDays, daysBetween } from '~/domain/calendar';
import { fullName } from '~/domain/children';
import type { Deadline } from '~/domain/deadlines';
import {
  PACE_WEEKS,
  SETTINGS,
  USUAL_LEAD_DAYS,
  USUAL_NORM,
  againstNorm,
  hoursPerCase,
  leaveForecast,
  monthsUpTo,
  paceWeeks,
  stepsByMonth,
  type LeaveForecast,
  type Month,
  type NormsDraft,
  type Pace,
  type Step,
} from '~/domain/load';
import type { Specialty } from '~/domain/permissions';
import { refuseStale } from '~/domain/refusal';
import { audit, listing } from './audit.server';
import type { Context } from './context';
import { editionsOn } from './editions.server';
import { keepSetting, settingOf } from './settings.server';
import { authorize, during, may } from './ties.server';

/** Civil time of Kazakhstan, for instants counted by their day inside SQL. */
const monthOf = (instant: SQLiteColumn | SQL): SQL<string> => sql<string>`strftime('%Y-%m', ${instant} / 1000, 'unixepoch', '+5 hours')`;

export interface SpecialistLoad {
  userId: string;
  name: string;
  specialty: Specialty;
  thisMonth: number;
  year: number;
}

export interface LoadPage {
  months: Month[];
  specialists: SpecialistLoad[];
  hours: { perCase: number | null; cases: number; visits: number };
  waiting: { now: number; booked: number; oldest: number | null; median: number | null; medianSeen: number | null };
  pace: Pace;
  norm: { population: number | null; norm: number; against: { times: number; needed: number } | null };
  people: { id: string; name: string; specialty: Specialty }[];
  leave: { name: string; weeks: number; share: number; forecast: LeaveForecast | null } | null;
  total: number;
  can: { set: boolean };
}

/**
 * The load of the actor's PMPC over twelve months. With a specialist and a number of weeks it also says what a leave of
 * theirs would do to the queue.
 */
export function openLoad(ctx: Context, leave: { personId: string; weeks: number } | null): Promise<LoadPage> {
  return listing(ctx, 'load.open', leave ? 'load leave' : 'load', async (tx) => {
    const here = ctx.actor.organisationId ?? '';
    await authorize(ctx, tx, 'load.open', { organisationId: here });
    const months = monthsUpTo(ctx.today);
    const from = `${months[0]}-01`;
    const people = await readPeople(ctx, tx, here);
    const pace = await readPace(ctx, tx, here);
    const person = leave && people.find(({ id }) => id === leave.personId);
    const share = person ? await shareOf(ctx, tx, here, person.id) : 0;
    const norm = await settingOf(tx, SETTINGS.norm.key, here, SETTINGS.norm.schema, USUAL_NORM);
    const population = await settingOf(tx, SETTINGS.population.key, here, SETTINGS.population.schema, null);
    return {
      months: stepsByMonth(await countSteps(tx, here, from), months),
      specialists: await readSpecialists(tx, here, from, months.at(-1) ?? ''),
      hours: await readHours(tx, here, from),
      waiting: await readWaiting(ctx, tx, here),
      pace,
      norm: { population, norm, against: againstNorm(population, norm) },
      people,
      leave: leave && person ? { name: person.name, weeks: leave.weeks, share, forecast: leaveForecast(pace, share, leave.weeks) } : null,
      total: months.length,
      can: { set: await may(ctx, tx, 'organisation.edit', { organisationId: here }) },
    };
  });
}

/** How many cases came to each step in each month. A void conclusion is not counted; a case that is booked again counts once. */
async function countSteps(tx: Tx, here: string, from: string): Promise<{ month: string; step: Step; n: number }[]> {
  const received = await tx
    .select({ month: sql<string>`substr(${requests.receivedOn}, 1, 7)`, n: count() })
    .from(requests)
    .where(and(eq(requests.pmpcId, here), gte(requests.receivedOn, from)))
    .groupBy(sql`1`);
  const first = tx
    .select({ month: monthOf(sql`min(${visits.bookedAt})`).as('month') })
    .from(visits)
    .where(eq(visits.pmpcId, here))
    .groupBy(visits.requestId)
    .as('first');
  const booked = await tx.select({ month: first.month, n: count() }).from(first).where(gte(first.month, from.slice(0, 7))).groupBy(sql`1`);
  const held = await tx
    .select({ month: sql<string>`substr(${requests.seenOn}, 1, 7)`, n: count() })
    .from(requests)
    .where(and(eq(requests.pmpcId, here), gte(requests.seenOn, from)))
    .groupBy(sql`1`);
  const concluded = await tx
    .select({ month: sql<string>`substr(${conclusions.issuedOn}, 1, 7)`, n: count() })
    .from(conclusions)
    .where(and(eq(conclusions.pmpcId, here), eq(conclusions.state, 'issued'), gte(conclusions.issuedOn, from)))
    .groupBy(sql`1`);
  const copies = tx
    .select({ month: sql<string>`substr(min(${conclusionHandovers.handedOn}), 1, 7)`.as('month') })
    .from(conclusionHandovers)
    .where(eq(conclusionHandovers.pmpcId, here))
    .groupBy(conclusionHandovers.conclusionId)
    .as('copies');
  const handed = await tx.select({ month: copies.month, n: count() }).from(copies).where(gte(copies.month, from.slice(0, 7))).groupBy(sql`1`);
  const of = (step: Step, rows: { month: string; n: number }[]) => rows.map((row) => ({ ...row, step }));
  return [...of('received', received), ...of('booked', booked), ...of('held', held), ...of('concluded', concluded), ...of('handed', handed)];
}

/** Sections signed by each specialist; an amended section counts once, in the month of its first signature. */
async function readSpecialists(tx: Tx, here: string, from: string, thisMonth: string): Promise<SpecialistLoad[]> {
  const rows = await tx
    .select({
      userId: findings.authorId,
      specialty: findings.specialty,
      surname: users.surname,
      givenName: users.givenName,
      patronymic: users.patronymic,
      year: count(),
      thisMonth: sql<number>`sum(${monthOf(findings.signedAt)} = ${thisMonth})`,
    })
    .from(findings)
    .innerJoin(assessments, eq(assessments.id, findings.assessmentId))
    .innerJoin(users, eq(users.id, findings.authorId))
    .where(and(eq(assessments.pmpcId, here), ne(findings.state, 'draft'), eq(findings.edition, 1), gte(monthOf(findings.signedAt), from.slice(0, 7))))
    .groupBy(findings.authorId, findings.specialty)
    .orderBy(asc(users.sortKey), asc(findings.specialty));
  return rows.map(({ userId, specialty, year, thisMonth: n, ...name }) => ({ userId, specialty, year, thisMonth: n, name: fullName(name) }));
}

async function readHours(tx: Tx, here: string, from: string): Promise<LoadPage['hours']> {
  const minutes = sql`(substr(${visits.endsAt}, 1, 2) * 60 + substr(${visits.endsAt}, 4, 2) - substr(${visits.startsAt}, 1, 2) * 60 - substr(${visits.startsAt}, 4, 2))`;
  const [row] = await tx
    .select({
      cases: countDistinct(visits.requestId),
      visits: countDistinct(visits.id),
      personMinutes: sql<number>`coalesce(sum(${minutes}), 0)`,
    })
    .from(visits)
    .innerJoin(visitMembers, eq(visitMembers.visitId, visits.id))
    .where(and(eq(visits.pmpcId, here), eq(visits.state, 'held'), gte(visits.visitOn, from)));
  const { cases, personMinutes, visits: held } = row ?? { cases: 0, personMinutes: 0, visits: 0 };
  return { perCase: hoursPerCase({ personMinutes, cases }), cases, visits: held };
}

/** Days of those who wait now, and of those whose wait ended in the last ninety days. */
async function readWaiting(ctx: Context, tx: Tx, here: string): Promise<LoadPage['waiting']> {
  const states = await tx
    .select({ state: requests.state, n: count(), oldest: sql<string>`min(${requests.receivedOn})` })
    .from(requests)
    .where(and(eq(requests.pmpcId, here), inArray(requests.state, ['waiting', 'booked'])))
    .groupBy(requests.state);
  const waits = states.find(({ state }) => state === 'waiting');
  const now = waits?.n ?? 0;
  const since = addDays(ctx.today, -90);
  const ended = and(eq(requests.pmpcId, here), gte(requests.seenOn, since), isNotNull(requests.seenOn));
  const [seen] = await tx.select({ n: count() }).from(requests).where(ended);
  return {
    now,
    booked: states.find(({ state }) => state === 'booked')?.n ?? 0,
    oldest: waits ? daysBetween(waits.oldest, ctx.today) : null,
    median: await medianOf(tx, sql`julianday(${ctx.today}) - julianday(${requests.receivedOn})`, and(eq(requests.pmpcId, here), eq(requests.state, 'waiting')), now),
    medianSeen: await medianOf(tx, sql`julianday(${requests.seenOn}) - julianday(${requests.receivedOn})`, ended, seen?.n ?? 0),
  };
}

/** The middle one of `n` requests by their days; of an even number the mean of the two. */
async function medianOf(tx: Tx, days: SQL, where: SQL | undefined, n: number): Promise<number | null> {
  if (n === 0) return null;
  const middle = await tx
    .select({ days: sql<number>`${days}` })
    .from(requests)
    .where(where)
    .orderBy(sql`1`)
    .limit(n % 2 === 0 ? 2 : 1)
    .offset(Math.floor((n - 1) / 2));
  return middle.length === 0 ? null : middle.reduce((sum, row) => sum + row.days, 0) / middle.length;
}

async function readPace(ctx: Context, tx: Tx, here: string): Promise<Pace> {
  const { from, to } = paceWeeks(ctx.today);
  const [waiting] = await tx.select({ n: count() }).from(requests).where(and(eq(requests.pmpcId, here), inArray(requests.state, ['waiting', 'booked'])));
  const [arrivals] = await tx.select({ n: count() }).from(requests).where(and(eq(requests.pmpcId, here), gte(requests.receivedOn, from), lte(requests.receivedOn, to)));
  const [seen] = await tx
    .select({ n: count(), weeks: countDistinct(sql`strftime('%Y-%W', ${requests.seenOn})`) })
    .from(requests)
    .where(and(eq(requests.pmpcId, here), gte(requests.seenOn, from), lte(requests.seenOn, to)));
  return { waiting: waiting?.n ?? 0, arrivals: (arrivals?.n ?? 0) / PACE_WEEKS, seen: (seen?.n ?? 0) / PACE_WEEKS, workedWeeks: seen?.weeks ?? 0 };
}

async function readPeople(ctx: Context, tx: Tx, here: string): Promise<LoadPage['people']> {
  const rows = await tx
    .select({ id: users.id, surname: users.surname, givenName: users.givenName, patronymic: users.patronymic, specialty: memberships.specialty })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organisationId, here), eq(memberships.role, 'pmpc_specialist'), isNotNull(memberships.specialty), during(ctx, memberships)))
    .orderBy(asc(users.sortKey), asc(users.id));
  return rows.flatMap(({ id, specialty, ...name }) => (specialty ? [{ id, specialty, name: fullName(name) }] : []));
}

/** The part of the examinations of the past twelve weeks this person took part in, 0 to 1. */
async function shareOf(ctx: Context, tx: Tx, here: string, userId: string): Promise<number> {
  const { from, to } = paceWeeks(ctx.today);
  const examined = and(eq(assessments.pmpcId, here), ne(assessments.state, 'scheduled'), gte(assessments.sessionOn, from), lte(assessments.sessionOn, to));
  const [all] = await tx.select({ n: count() }).from(assessments).where(examined);
  const [own] = await tx
    .select({ n: countDistinct(assessments.id) })
    .from(assessments)
    .innerJoin(assessmentMembers, eq(assessmentMembers.assessmentId, assessments.id))
    .where(and(examined, eq(assessmentMembers.userId, userId), eq(assessmentMembers.state, 'needed')));
  return all?.n ? (own?.n ?? 0) / all.n : 0;
}

export interface NormsPage {
  population: number | null;
  norm: number;
  leadDays: number;
  version: number;
}

/** The numbers the load and the planner are measured by, as the head may set them. */
export function openNorms(ctx: Context): Promise<NormsPage> {
  return ctx.read(async (tx) => {
    const here = ctx.actor.organisationId ?? '';
    await authorize(ctx, tx, 'load.open', { organisationId: here });
    await authorize(ctx, tx, 'organisation.edit', { organisationId: here });
    return readNorms(ctx, tx, here);
  });
}

async function readNorms(ctx: Context, tx: Tx, here: string): Promise<NormsPage> {
  const clock = (await editionsOn<Deadline>(tx, 'deadlines', ctx.today)).find(({ code }) => code === 'PMPC_REPEAT');
  return {
    population: await settingOf(tx, SETTINGS.population.key, here, SETTINGS.population.schema, null),
    norm: await settingOf(tx, SETTINGS.norm.key, here, SETTINGS.norm.schema, USUAL_NORM),
    leadDays: await settingOf(tx, SETTINGS.lead.key, here, SETTINGS.lead.schema, clock?.limit ?? USUAL_LEAD_DAYS),
    version: await settingOf(tx, SETTINGS.version.key, here, SETTINGS.version.schema, 0),
  };
}

/** Keeps the PMPC's own numbers over the version that was read. */
export function saveNorms(ctx: Context, draft: NormsDraft): Promise<void> {
  return ctx.transaction(async (tx) => {
    const here = ctx.actor.organisationId ?? '';
    await authorize(ctx, tx, 'load.open', { organisationId: here });
    await authorize(ctx, tx, 'organisation.edit', { organisationId: here });
    const now = await readNorms(ctx, tx, here);
    if (draft.version !== now.version) {
      refuseStale({ population: String(now.population ?? ''), norm: String(now.norm), leadDays: String(now.leadDays), version: String(now.version) });
    }
    await keepSetting(tx, SETTINGS.population.key, here, draft.population);
    await keepSetting(tx, SETTINGS.norm.key, here, draft.norm);
    await keepSetting(tx, SETTINGS.lead.key, here, draft.leadDays);
    await keepSetting(tx, SETTINGS.version.key, here, now.version + 1);
    await audit(ctx, tx, 'organisation.edit', { subjectId: here, detail: 'norms of the load' });
  });
}
