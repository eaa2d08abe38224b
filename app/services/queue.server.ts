import { and, asc, count, desc, eq, inArray, lt, or, sql, type Placeholder, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { among, listed, prepared } from '#db/prepared.server';
import { organisations, requestJumps, requestPapers, requests, users, visits } from '#db/schema';
import { untilChanged } from '#db/unchanged.server';
import { ageOn, dayIn } from '~/domain/calendar';
import { foldForSearch, fullName, latinLayoutSlip } from '~/domain/children';
import { clocksOf, isOfRequest, nextClock, type Clock, type Deadline } from '~/domain/deadlines';
import type { InstructionLanguage } from '~/domain/children';
import { PAGE_SIZE, type After, type Page } from '~/domain/lists';
import type { PaperList } from '~/domain/papers-asked';
import { inForce } from '~/domain/editions';
import {
  CASE_KINDS, daysInQueue, expectedWeek, QUEUE_RULES, queueRules, rankOf, URGENCIES, USUAL_RULES, whyNotJump,
  type CaseKind, type ExpectedWeek, type Forecast, type JumpDraft, type QueueRules, type RequestChannel, type RequestState, type RulesDraft, type Urgency,
} from '~/domain/queue';
import { refuse, refuseStale } from '~/domain/refusal';
import { audit, listing } from './audit.server';
import type { Context } from './context';
import { editionsOf } from './editions.server';
import { aheadOf, calendarAt, forecastAt, waitingBetween, type Spot } from './forecasting.server';
import { keepSetting, settingOf } from './settings.server';
import { authorize, may } from './ties.server';

/** What the list shows: one state, or everybody whose matter is not finished. */
export const QUEUE_SHOWS = ['waiting', 'booked', 'seen', 'open', 'closed', 'withdrawn'] as const;
export type QueueShow = (typeof QUEUE_SHOWS)[number];

export interface QueueQuery {
  q: string;
  show: QueueShow;
  urgency: Urgency | null;
  caseKind: CaseKind | null;
  channel: RequestChannel | null;
  language: InstructionLanguage | null;
  owed: 'yes' | 'no' | null;
  after: After | null;
}

export interface QueueRow {
  id: string;
  /** Its place among those who wait; null when it waits no more. */
  place: number | null;
  name: string;
  birthYear: string;
  age: { years: number; months: number };
  state: RequestState;
  caseKind: CaseKind;
  channel: RequestChannel;
  urgency: Urgency;
  /** Somebody moved it by a jump, whose reason stands on record. */
  jumped: boolean;
  days: number;
  expected: ExpectedWeek | null;
  /** Mandatory papers that are not there yet. */
  owed: number;
  clock: Pick<Clock, 'names' | 'due' | 'state' | 'leftDays'> | null;
  visit: { on: string; at: string } | null;
}

/** The figures behind the expected weeks, to be shown in words; null while the past is too short. */
export interface HowExpected {
  weeks: { monday: string; count: number }[];
  seen: number;
  perDay: number;
  booked: number;
  /** Requests a week that go before the usual order. */
  overtaking: number;
  withdrawn: number;
  away: boolean;
}

export interface QueuePage extends Page<QueueRow> {
  how: HowExpected | null;
  can: { record: boolean };
}

/** A PMPC's queue in its order, 25 at a time. */
export function listQueue(ctx: Context, query: QueueQuery): Promise<QueuePage> {
  return listing(ctx, 'request.list', `queue ${filtersOf(query)}`, async (tx) => {
    const { rows, total, next, forecast } = await queueOf(ctx, tx, query, PAGE_SIZE);
    return { rows, total, next, how: forecast && howOf(forecast), can: { record: await may(ctx, tx, 'request.record', here(ctx)) } };
  });
}

/** How many rows a printed queue holds. */
export const PRINTED_ROWS = 200;

export interface QueuePaper {
  rows: QueueRow[];
  total: number;
  organisation: { kk: string; ru: string; en: string };
  reader: string;
}

/** The beginning of the queue to print, by the same filters. */
export function printQueue(ctx: Context, query: QueueQuery): Promise<QueuePaper> {
  return listing(ctx, 'request.list', `paper ${filtersOf(query)}`, async (tx) => {
    const { rows, total } = await queueOf(ctx, tx, { ...query, after: null }, PRINTED_ROWS);
    const [reader] = await tx.select({ surname: users.surname, givenName: users.givenName }).from(users).where(eq(users.id, ctx.actor.id));
    return { rows, total, organisation: await nameOf(tx, ctx.actor.organisationId ?? ''), reader: reader ? fullName(reader) : '' };
  });
}

const here = (ctx: Context) => ({ organisationId: ctx.actor.organisationId ?? '' });

function filtersOf({ q, show, urgency, caseKind, channel, language, owed }: QueueQuery): string {
  return `name:${q ? 'yes' : 'no'} show:${show} urgency:${urgency ?? ''} case:${caseKind ?? ''} channel:${channel ?? ''} language:${language ?? ''} owed:${owed ?? ''}`;
}

/** Which conditions a statement has, so that each form of it is written once. */
interface Form {
  after: boolean;
  names: 0 | 1 | 2;
  /** Few have such a name, and `hits` says who; many are met soon on the way down the queue. */
  rare: boolean;
  urgency: boolean;
  caseKind: boolean;
  channel: boolean;
  language: boolean;
  owed: 'yes' | 'no' | null;
}

const SLOTS = ['pmpcId', 'state', 'afterRank', 'afterAt', 'afterId', 'name1', 'name2', 'urgency', 'caseKind', 'channel', 'language', 'mandatory', 'hits', 'limit'] as const;
type Slots = Record<(typeof SLOTS)[number], Placeholder>;

function wanted(slots: Slots, written: string): SQL | undefined {
  const form = JSON.parse(written) as Form;
  const owes = sql`exists (select 1 from json_each(${slots.mandatory}, '$.' || ${requests.caseKind}) as asked where not exists (
    select 1 from ${requestPapers} where ${requestPapers.requestId} = ${requests.id} and ${requestPapers.paper} = asked.value and ${requestPapers.state} = 'present'))`;
  return and(
    eq(requests.pmpcId, slots.pmpcId),
    eq(requests.state, slots.state),
    form.after ? sql`(${requests.rank}, ${requests.receivedAt}, ${requests.id}) > (${slots.afterRank}, ${slots.afterAt}, ${slots.afterId})` : undefined,
    form.names === 0 ? undefined : named(slots, form),
    form.urgency ? eq(requests.urgency, slots.urgency) : undefined,
    form.caseKind ? eq(requests.caseKind, slots.caseKind) : undefined,
    form.channel ? eq(requests.channel, slots.channel) : undefined,
    form.language ? eq(requests.examLanguage, slots.language) : undefined,
    form.owed === 'yes' ? owes : form.owed === 'no' ? sql`not ${owes}` : undefined,
  );
}

function named({ name1, name2, hits }: Slots, { names, rare }: Pick<Form, 'names' | 'rare'>): SQL {
  if (rare) return sql`requests.rowid in (select value from json_each(${hits}))`;
  return names === 1 ? sql`instr(folded, ${name1})` : sql`(instr(folded, ${name1}) or instr(folded, ${name2}))`;
}

/** Up to so many of one name are remembered one by one. */
const RARE = 1_000;

/** Who has such a name, read in the index of names alone. */
const hitsOf = prepared(SLOTS, (tx, slots, names: 1 | 2) =>
  tx
    .select({ row: sql<number>`rowid` })
    .from(requests)
    .where(and(eq(requests.pmpcId, slots.pmpcId), eq(requests.state, slots.state), named(slots, { names, rare: false })))
    .limit(RARE + 1),
);

const rowsOf = prepared(SLOTS, (tx, slots, form: string) =>
  tx
    .select({
      id: requests.id,
      state: requests.state,
      rank: requests.rank,
      receivedAt: requests.receivedAt,
      receivedOn: requests.receivedOn,
      surname: requests.surname,
      givenName: requests.givenName,
      patronymic: requests.patronymic,
      birthDate: requests.birthDate,
      caseKind: requests.caseKind,
      channel: requests.channel,
      urgency: requests.urgency,
      seenOn: requests.seenOn,
      closedOn: requests.closedOn,
      jumped: sql<number>`exists (select 1 from request_jumps where request_jumps.request_id = requests.id)`,
    })
    .from(requests)
    .where(wanted(slots, form))
    .orderBy(asc(requests.rank), asc(requests.receivedAt), asc(requests.id))
    .limit(slots.limit),
);

const countOf = prepared(SLOTS, (tx, slots, form: string) => tx.select({ count: count() }).from(requests).where(wanted(slots, form)));

const visitsOf = prepared(['ids'], (tx, { ids }) =>
  tx
    .select({ requestId: visits.requestId, visitOn: visits.visitOn, startsAt: visits.startsAt, state: visits.state, bookedAt: visits.bookedAt })
    .from(visits)
    .where(among(visits.requestId, ids))
    .orderBy(asc(visits.visitOn), asc(visits.startsAt)),
);

const papersOf = prepared(['ids'], (tx, { ids }) =>
  tx
    .select({ requestId: requestPapers.requestId, paper: requestPapers.paper, state: requestPapers.state })
    .from(requestPapers)
    .where(among(requestPapers.requestId, ids)),
);

/** Rows in the order of the queue with everything a line of it says. */
async function queueOf(ctx: Context, tx: Tx, query: QueueQuery, size: number): Promise<Page<QueueRow> & { forecast: Forecast | null }> {
  await authorize(ctx, tx, 'request.list', here(ctx));
  const pmpcId = ctx.actor.organisationId ?? '';
  const { today } = ctx;
  const after = spotOf(query.after);
  const names = namesOf(query.q);
  if (names === null) return { rows: [], total: 0, next: null, forecast: null };
  const { lists, deadlines, calendar, forecast } = await groundOf(tx, pmpcId, today);
  const { urgency, caseKind, channel, language, owed } = query;
  const filters: Form = {
    after: false, names: names.length as Form['names'], rare: false, urgency: urgency !== null, caseKind: caseKind !== null, channel: channel !== null, language: language !== null, owed,
  };
  const values = {
    pmpcId, afterRank: after?.rank ?? 0, afterAt: after?.receivedAt.getTime() ?? 0, afterId: after?.id ?? '', name1: names[0] ?? '', name2: names[1] ?? '',
    urgency, caseKind, channel, language, mandatory: owed === null ? null : mandatoryBy(lists, today), limit: size + 1,
  };
  const states: RequestState[] = query.show === 'open' ? ['waiting', 'booked', 'seen'] : [query.show];
  const hits = new Map<RequestState, string | null>();
  for (const state of names.length > 0 ? states : []) {
    const rows = await hitsOf(tx, { ...values, state, hits: null }, names.length as 1 | 2);
    hits.set(state, rows.length > RARE ? null : JSON.stringify(rows.map(({ row }) => row)));
  }
  const found = [];
  for (const state of states) {
    const form = JSON.stringify({ ...filters, after: after !== null, rare: typeof hits.get(state) === 'string' });
    found.push(...(await rowsOf(tx, { ...values, state, hits: hits.get(state) ?? null }, form)));
  }
  const countAll = () =>
    untilChanged(tx, `total ${JSON.stringify([filters, states, { ...values, afterRank: 0, afterAt: 0, afterId: '', limit: 0 }])}`, async () => {
      let sum = 0;
      for (const state of states) {
        const form = JSON.stringify({ ...filters, rare: typeof hits.get(state) === 'string' });
        sum += (await countOf(tx, { ...values, state, hits: hits.get(state) ?? null }, form))[0]?.count ?? 0;
      }
      return sum;
    });
  if (states.length > 1) found.sort(inOrder);
  const shown = found.slice(0, size);
  const last = shown.at(-1);
  const next = found.length > size && last ? `${last.rank}:${last.receivedAt.getTime()}~${last.id}` : null;
  const total = next !== null || after !== null ? await countAll() : shown.length;

  const ids = listed(shown.map(({ id }) => id));
  const waits = shown.some(({ state }) => state === 'waiting');
  const isWhole = after === null && query.show === 'waiting' && names.length === 0 && [urgency, caseKind, channel, language, owed].every((filter) => filter === null);
  const places = waits ? await placesOf(tx, pmpcId, shown.filter(({ state }) => state === 'waiting'), isWhole) : new Map<string, number>();
  const booked = shown.length > 0 ? await visitsOf(tx, { ids }) : [];
  const papers = shown.length > 0 ? await papersOf(tx, { ids }) : [];
  const present = new Set(papers.flatMap(({ requestId, paper, state }) => (state === 'present' ? [`${requestId} ${paper}`] : [])));

  return {
    total,
    next,
    forecast,
    rows: shown.map((row) => {
      const place = places.get(row.id) ?? null;
      const own = booked.filter(({ requestId }) => requestId === row.id);
      const standing = own.filter(({ state }) => state === 'booked' || state === 'held');
      const [first] = standing;
      const given = own.reduce<Date | null>((least, { bookedAt }) => (least === null || bookedAt < least ? bookedAt : least), null);
      const clock = nextClock(
        clocksOf(
          { receivedOn: row.receivedOn, channel: row.channel, bookedOn: given && dayIn(given), visitOn: row.seenOn ?? first?.visitOn ?? null, closedOn: row.closedOn },
          deadlines, calendar, today,
        ),
      );
      const coming = standing.find(({ state, visitOn }) => state === 'booked' && visitOn >= today) ?? null;
      return {
        id: row.id,
        place,
        name: fullName(row),
        birthYear: row.birthDate.slice(0, 4),
        age: ageOn(row.birthDate, today),
        state: row.state,
        caseKind: row.caseKind,
        channel: row.channel,
        urgency: row.urgency,
        jumped: row.jumped === 1,
        days: daysInQueue(row, today),
        expected: place !== null && forecast ? expectedWeek(forecast, { rank: row.rank, ahead: place - 1 }) : null,
        owed: mandatoryOn(lists, row.receivedOn, row.caseKind).filter((paper) => !present.has(`${row.id} ${paper}`)).length,
        clock: clock && { names: clock.names, due: clock.due, state: clock.state, leftDays: clock.leftDays },
        visit: coming && { on: coming.visitOn, at: coming.startsAt },
      };
    }),
  };
}

/** What every row is read by: the papers and terms of all editions, the working days, and the pace of the PMPC. */
function groundOf(tx: Tx, pmpcId: string, today: string) {
  return untilChanged(tx, `queue ${pmpcId} ${today}`, async () => ({
    lists: await editionsOf<PaperList>(tx, 'papers'),
    deadlines: (await editionsOf<Deadline>(tx, 'deadlines')).filter(isOfRequest),
    calendar: await calendarAt(tx, today),
    forecast: await forecastAt(tx, pmpcId, today),
  }));
}

function inOrder(a: Spot, b: Spot): number {
  return a.rank - b.rank || a.receivedAt.getTime() - b.receivedAt.getTime() || (a.id < b.id ? -1 : 1);
}

function spotOf(after: After | null): Spot | null {
  const [, rank, at] = /^(\d{1,6}):(\d{1,15})$/.exec(after?.key ?? '') ?? [];
  return after && rank && at ? { id: after.id, rank: Number(rank), receivedAt: new Date(Number(at)) } : null;
}

/** The parts of a name as typed and as it would be on the other keyboard layout; null when nothing can match. */
function namesOf(q: string): string[] | null {
  if (!q) return [];
  const tries = [foldForSearch(q), foldForSearch(latinLayoutSlip(q))].filter((text, index, all) => text && all.indexOf(text) === index);
  return tries.length === 0 ? null : tries;
}

/** The codes of mandatory papers by kind of case, as one value of a statement. */
function mandatoryBy(lists: readonly PaperList[], today: string): string {
  return JSON.stringify(Object.fromEntries(CASE_KINDS.map((kind) => [kind, mandatoryOn(lists, today, kind)])));
}

/** The codes of the papers that are mandatory for a kind of case by the list in force on a day. */
function mandatoryOn(lists: readonly PaperList[], day: string, kind: CaseKind): string[] {
  const [list] = inForce(lists.filter(({ code }) => code === kind), day);
  return list ? list.papers.flatMap(({ code, need }) => (need === 'mandatory' ? [code] : [])) : [];
}

/** The places of rows that stand in the order of the queue: one count for the first, then the steps between them. */
async function placesOf(tx: Tx, pmpcId: string, rows: readonly Spot[], isWhole: boolean): Promise<Map<string, number>> {
  const places = new Map<string, number>();
  let before: Spot | null = null;
  let place = 1;
  for (const row of rows) {
    if (isWhole) place = places.size + 1;
    else if (before === null) place = (await aheadOf(tx, pmpcId, row)) + 1;
    else place += await waitingBetween(tx, pmpcId, before, row);
    places.set(row.id, place);
    before = row;
  }
  return places;
}

function howOf({ figures, throughput, overtaking }: Forecast): HowExpected {
  return {
    weeks: figures.seen.map(({ monday, count: held }) => ({ monday, count: held })),
    seen: throughput.seen,
    perDay: throughput.perDay,
    booked: figures.booked,
    overtaking: overtaking(300),
    withdrawn: figures.withdrawn,
    away: Object.keys(figures.away).length > 0,
  };
}

async function nameOf(tx: Tx, id: string): Promise<{ kk: string; ru: string; en: string }> {
  const [found] = await tx.select({ kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn }).from(organisations).where(and(eq(organisations.id, id), eq(organisations.kind, 'pmpc')));
  return found ?? refuse('not-found');
}

// Jumps

export interface JumpPage {
  id: string;
  name: string;
  birthYear: string;
  state: RequestState;
  urgency: Urgency;
  /** The urgency cannot be changed any more. */
  closed: boolean;
  version: number;
}

/** A request before its urgency is changed. */
export function startJump(ctx: Context, requestId: string): Promise<JumpPage> {
  return ctx.read(async (tx) => {
    const request = await findRequest(tx, requestId);
    await authorize(ctx, tx, 'request.jump', { organisationId: request.pmpcId });
    const { id, state, urgency, version, birthDate } = request;
    return { id, state, urgency, version, name: fullName(request), birthYear: birthDate.slice(0, 4), closed: state !== 'waiting' && state !== 'booked' };
  });
}

/**
 * Moves a request in the queue, with the reason and the author for whoever asks later.
 * @throws Refused `request.wrong-state`, `request.same-urgency`
 */
export function jump(ctx: Context, requestId: string, draft: JumpDraft): Promise<void> {
  return ctx.transaction(async (tx) => {
    const request = await findRequest(tx, requestId);
    await authorize(ctx, tx, 'request.jump', { organisationId: request.pmpcId });
    if (request.version !== draft.version) refuseStale({ urgency: request.urgency, version: String(request.version) });
    const whyNot = whyNotJump(request, draft.urgency);
    if (whyNot) refuse(whyNot);
    const rules = await settingOf(tx, QUEUE_RULES, request.pmpcId, queueRules, USUAL_RULES);
    const [moved] = await tx
      .update(requests)
      .set({ urgency: draft.urgency, rank: rankOf({ urgency: draft.urgency, caseKind: request.caseKind }, rules), version: request.version + 1 })
      .where(and(eq(requests.id, requestId), eq(requests.version, request.version), eq(requests.state, request.state)))
      .returning({ id: requests.id });
    if (!moved) refuse('request.wrong-state');
    await tx.insert(requestJumps).values({ requestId, before: request.urgency, after: draft.urgency, reason: draft.reason, authorId: ctx.actor.id, at: ctx.now });
    await audit(ctx, tx, 'request.jump', { childId: request.childId ?? undefined, subjectId: requestId, detail: `${request.urgency} to ${draft.urgency}` });
  });
}

async function findRequest(tx: Tx, requestId: string) {
  const [request] = await tx
    .select({
      id: requests.id,
      pmpcId: requests.pmpcId,
      childId: requests.childId,
      state: requests.state,
      urgency: requests.urgency,
      caseKind: requests.caseKind,
      surname: requests.surname,
      givenName: requests.givenName,
      patronymic: requests.patronymic,
      birthDate: requests.birthDate,
      version: requests.version,
    })
    .from(requests)
    .where(eq(requests.id, requestId));
  return request ?? refuse('not-found');
}

export interface JumpRow {
  id: string;
  requestId: string;
  name: string;
  at: number;
  before: Urgency;
  after: Urgency;
  reason: string;
  author: string;
}

/** Every jump in the PMPC's queue, the latest first. */
export function listJumps(ctx: Context, after: After | null): Promise<Page<JumpRow>> {
  return listing(ctx, 'request.list', 'jumps', async (tx) => {
    await authorize(ctx, tx, 'request.list', here(ctx));
    const mine = eq(requests.pmpcId, ctx.actor.organisationId ?? '');
    const at = after && /^\d{1,15}$/.test(after.key) ? Number(after.key) : null;
    const earlier = after && at !== null ? or(lt(requestJumps.at, new Date(at)), and(eq(requestJumps.at, new Date(at)), lt(requestJumps.id, after.id))) : undefined;
    const [counted] = await tx.select({ total: count() }).from(requestJumps).innerJoin(requests, eq(requests.id, requestJumps.requestId)).where(mine);
    const rows = await tx
      .select({
        id: requestJumps.id,
        requestId: requestJumps.requestId,
        surname: requests.surname,
        givenName: requests.givenName,
        patronymic: requests.patronymic,
        at: requestJumps.at,
        before: requestJumps.before,
        after: requestJumps.after,
        reason: requestJumps.reason,
        authorSurname: users.surname,
        authorName: users.givenName,
      })
      .from(requestJumps)
      .innerJoin(requests, eq(requests.id, requestJumps.requestId))
      .innerJoin(users, eq(users.id, requestJumps.authorId))
      .where(and(mine, earlier))
      .orderBy(desc(requestJumps.at), desc(requestJumps.id))
      .limit(PAGE_SIZE + 1);
    const shown = rows.slice(0, PAGE_SIZE);
    const last = shown.at(-1);
    return {
      total: counted?.total ?? 0,
      next: rows.length > PAGE_SIZE && last ? `${last.at.getTime()}~${last.id}` : null,
      rows: shown.map((row) => ({
        id: row.id,
        requestId: row.requestId,
        name: fullName(row),
        at: row.at.getTime(),
        before: row.before,
        after: row.after,
        reason: row.reason,
        author: fullName({ surname: row.authorSurname, givenName: row.authorName }),
      })),
    };
  });
}

// Rules

export interface RulesPage {
  pmpc: { kk: string; ru: string; en: string };
  rules: QueueRules;
  /** The terms a request is watched by, as the editions in force today say them. */
  deadlines: Deadline[];
  /** The numbers of the acts those terms stand in, by code. */
  acts: Record<string, string>;
  can: { change: boolean };
}

/** How a PMPC makes its order: for anybody who is signed in, without a child in question. */
export function openRules(ctx: Context, pmpcId: string | null): Promise<RulesPage> {
  return ctx.read(async (tx) => {
    await authorize(ctx, tx, 'reference.use', {});
    const id = pmpcId ?? ctx.actor.organisationId ?? '';
    const pmpc = await nameOf(tx, id);
    const deadlines = inForce(await editionsOf<Deadline>(tx, 'deadlines'), ctx.today).filter(isOfRequest);
    const acts = inForce(await editionsOf<{ id: string; code: string; number: string; from: string; to: string | null }>(tx, 'acts'), ctx.today);
    return {
      pmpc,
      rules: await settingOf(tx, QUEUE_RULES, id, queueRules, USUAL_RULES),
      deadlines,
      acts: Object.fromEntries(acts.map(({ code, number }) => [code, number])),
      can: { change: await may(ctx, tx, 'organisation.edit', { organisationId: id }) },
    };
  });
}

/** Keeps the PMPC's rules and puts everybody who waits or has a day into the order they give. */
export function changeRules(ctx: Context, draft: RulesDraft): Promise<void> {
  return ctx.transaction(async (tx) => {
    const pmpcId = ctx.actor.organisationId ?? '';
    await authorize(ctx, tx, 'organisation.edit', { organisationId: pmpcId });
    await nameOf(tx, pmpcId);
    const now = await settingOf(tx, QUEUE_RULES, pmpcId, queueRules, USUAL_RULES);
    if (now.version !== draft.version) refuseStale({ reserve: String(now.reserve), weeks: String(now.weeks), version: String(now.version) });
    const rules: QueueRules = { ...draft, version: draft.version + 1 };
    await keepSetting(tx, QUEUE_RULES, pmpcId, rules);
    for (const urgency of URGENCIES) {
      for (const caseKind of CASE_KINDS) {
        const rank = rankOf({ urgency, caseKind }, rules);
        await tx
          .update(requests)
          .set({ rank })
          .where(and(eq(requests.pmpcId, pmpcId), inArray(requests.state, ['waiting', 'booked']), eq(requests.urgency, urgency), eq(requests.caseKind, caseKind), sql`${requests.rank} <> ${rank}`));
      }
    }
    await audit(ctx, tx, 'organisation.edit', { subjectId: pmpcId, detail: 'queue rules' });
  });
}
