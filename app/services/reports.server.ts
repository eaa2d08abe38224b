import { and, asc, count, desc, eq, gt, gte, inArray, isNotNull, like, lte, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import {
  assessmentMembers,
  assessments,
  children,
  conclusionConditions,
  conclusionLevels,
  conclusions,
  enrolments,
  meetingOpinions,
  meetings,
  organisations,
  requests,
  users,
  visits,
} from '#db/schema';
import { foldForSearch, fullName, latinLayoutSlip } from '~/domain/children';
import { LINES_AT_ONCE, spanOf, type ExaminedLine, type Journal, type JournalName, type MinutesLine, type RegistrationLine } from '~/domain/journals';
import { PAGE_SIZE, type After } from '~/domain/lists';
import { countsOfYear, shownCounts, type Area, type ReportedCase, type ShownCounts } from '~/domain/reports';
import { listing } from './audit.server';
import type { Context } from './context';
import { authorize, may } from './ties.server';

interface Names {
  kk: string;
  ru: string;
  en: string;
}

interface Printed {
  organisation: Names | null;
  printedBy: string;
  printedAt: string;
}

export interface YearReport extends Printed {
  year: number;
  /** Years in which the PMPC issued a conclusion, the newest first. */
  years: number[];
  shown: ShownCounts;
  total: number;
}

/**
 * The yearly consolidated report of the actor's PMPC: the children with a conclusion issued in that year, each once by
 * the newest. Hidden counts are hidden here, before they reach a page, a paper or a workbook.
 */
export function openYearReport(ctx: Context, year: number): Promise<YearReport> {
  return listing(ctx, 'load.open', `report ${year}`, async (tx) => {
    const here = ctx.actor.organisationId ?? '';
    await authorize(ctx, tx, 'load.open', { organisationId: here });
    const { counts, sums } = countsOfYear(await readCases(tx, here, year));
    const years = await tx
      .selectDistinct({ year: sql<number>`cast(substr(${conclusions.issuedOn}, 1, 4) as integer)` })
      .from(conclusions)
      .where(and(eq(conclusions.pmpcId, here), eq(conclusions.state, 'issued'), isNotNull(conclusions.issuedOn)))
      .orderBy(desc(sql`1`));
    return { year, years: years.map((row) => row.year), shown: shownCounts(counts, sums), total: counts.size, ...(await readPrinted(ctx, tx)) };
  });
}

async function readCases(tx: Tx, here: string, year: number): Promise<ReportedCase[]> {
  const { from, to } = spanOf(year, null);
  const rows = await tx
    .select({
      id: conclusions.id,
      childId: conclusions.childId,
      birthDate: children.birthDate,
      sex: children.sex,
      rural: organisations.rural,
      examinedOn: assessments.sessionOn,
      examKind: assessments.examKind,
      programme: conclusions.programme,
      assistant: conclusions.assistantNeeded,
    })
    .from(conclusions)
    .innerJoin(children, eq(children.id, conclusions.childId))
    .innerJoin(assessments, eq(assessments.id, conclusions.assessmentId))
    .leftJoin(
      enrolments,
      and(eq(enrolments.childId, conclusions.childId), lte(enrolments.validFrom, conclusions.issuedOn), or(sql`${enrolments.validTo} is null`, gte(enrolments.validTo, conclusions.issuedOn))),
    )
    .leftJoin(organisations, eq(organisations.id, enrolments.organisationId))
    .where(and(eq(conclusions.pmpcId, here), eq(conclusions.state, 'issued'), gte(conclusions.issuedOn, from), lte(conclusions.issuedOn, to)))
    .orderBy(asc(conclusions.issuedOn), asc(conclusions.number), asc(enrolments.validFrom));
  const newest = new Map(rows.map((row) => [row.childId, row]));
  const ids = new Set([...newest].map(([, { id }]) => id));
  const ofYear = inArray(conclusionConditions.conclusionId, issuedIn(tx, here, from, to));
  const conditions = await tx.select({ id: conclusionConditions.conclusionId, condition: conclusionConditions.condition }).from(conclusionConditions).where(ofYear);
  const levels = await tx
    .select({ id: conclusionLevels.conclusionId, domain: conclusionLevels.domain, level: conclusionLevels.withoutSupport })
    .from(conclusionLevels)
    .where(inArray(conclusionLevels.conclusionId, issuedIn(tx, here, from, to)));
  const conditionsOf = grouped(conditions.filter(({ id }) => ids.has(id)));
  const levelsOf = grouped(levels.filter(({ id }) => ids.has(id)));
  return [...newest].map(([, { id, rural, childId: _, ...row }]) => ({
    ...row,
    area: (rural === null ? 'unknown' : rural ? 'rural' : 'urban') satisfies Area,
    conditions: (conditionsOf.get(id) ?? []).map(({ condition }) => condition),
    levels: (levelsOf.get(id) ?? []).map(({ domain, level }) => ({ domain, level })),
  }));
}

function issuedIn(tx: Tx, here: string, from: string, to: string) {
  return tx
    .select({ id: conclusions.id })
    .from(conclusions)
    .where(and(eq(conclusions.pmpcId, here), eq(conclusions.state, 'issued'), gte(conclusions.issuedOn, from), lte(conclusions.issuedOn, to)));
}

function grouped<Row extends { id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.id, [...(groups.get(row.id) ?? []), row]);
  return groups;
}

export interface JournalQuery {
  year: number;
  month: number | null;
  q: string;
  after: After | null;
  /** For paper and workbook: everything at once, up to `LINES_AT_ONCE`. */
  whole: boolean;
}

export interface JournalPage extends Printed {
  journal: Journal;
  /** Lines the filters leave. */
  total: number;
  next: string | null;
  /** The journals this reader keeps. */
  open: JournalName[];
}

/** One of the PMPC's journals, in the order of its days. The pre-registration and the register are the registrar's too. */
export function openJournal(ctx: Context, name: JournalName, query: JournalQuery): Promise<JournalPage> {
  const filters = `journal:${name} name:${query.q ? 'yes' : 'no'}${query.whole ? ' whole' : ''}`;
  if (name === 'registration') return listing(ctx, 'request.list', filters, (tx) => openRegistration(ctx, tx, query));
  if (name === 'examined') return listing(ctx, 'assessment.open', filters, (tx) => openExamined(ctx, tx, query));
  return listing(ctx, 'meeting.open', filters, (tx) => openMinutes(ctx, tx, query));
}

interface Taken<Row> {
  lines: Row[];
  total: number;
  next: string | null;
}

/** A page of lines, or all of them; asked for with one more than fits. */
function taken<Row extends { id: string; on: string }>(rows: Row[], total: number, query: JournalQuery): Taken<Row> {
  const lines = rows.slice(0, sizeOf(query));
  const last = lines.at(-1);
  return { lines, total, next: last && rows.length > lines.length && !query.whole ? `${last.on}~${last.id}` : null };
}

const sizeOf = (query: JournalQuery): number => (query.whole ? LINES_AT_ONCE : PAGE_SIZE);

async function openRegistration(ctx: Context, tx: Tx, query: JournalQuery): Promise<JournalPage> {
  const here = ctx.actor.organisationId ?? '';
  await authorize(ctx, tx, 'request.list', { organisationId: here });
  const { from, to } = spanOf(query.year, query.month);
  const wanted = and(eq(requests.pmpcId, here), gte(requests.receivedOn, from), lte(requests.receivedOn, to), named(query.q, requests.folded));
  const [counted] = await tx.select({ n: count() }).from(requests).where(wanted);
  const rows = await tx
    .select({
      id: requests.id,
      on: requests.receivedOn,
      surname: requests.surname,
      givenName: requests.givenName,
      patronymic: requests.patronymic,
      birthDate: requests.birthDate,
      channel: requests.channel,
      caseKind: requests.caseKind,
      urgency: requests.urgency,
      language: requests.examLanguage,
      state: requests.state,
    })
    .from(requests)
    .where(and(wanted, later(query.after, requests.receivedOn, requests.id)))
    .orderBy(asc(requests.receivedOn), asc(requests.id))
    .limit(sizeOf(query) + 1);
  const { lines, ...page } = taken(rows, counted?.n ?? 0, query);
  const visitOn = await readFirstVisits(tx, lines.map(({ id }) => id));
  const shown = lines.map(({ surname, givenName, patronymic, birthDate, ...row }): RegistrationLine => ({
    ...row,
    visitOn: visitOn.get(row.id) ?? null,
    child: fullName({ surname, givenName, patronymic }),
    birthYear: birthDate.slice(0, 4),
  }));
  return { journal: { name: 'registration', lines: shown }, ...page, ...(await readFrame(ctx, tx)) };
}

/** The first appointment of each request that was not called off. */
async function readFirstVisits(tx: Tx, requestIds: string[]): Promise<Map<string, string>> {
  if (requestIds.length === 0) return new Map();
  const rows = await tx
    .select({ requestId: visits.requestId, visitOn: sql<string>`min(${visits.visitOn})` })
    .from(visits)
    .where(and(inArray(visits.requestId, requestIds), inArray(visits.state, ['booked', 'held'])))
    .groupBy(visits.requestId);
  return new Map(rows.map((row) => [row.requestId, row.visitOn]));
}

/** The condition on void ones repeats the index of conclusions by examination, which SQLite takes only so. */
async function openExamined(ctx: Context, tx: Tx, query: JournalQuery): Promise<JournalPage> {
  const here = ctx.actor.organisationId ?? '';
  await authorize(ctx, tx, 'assessment.open', { organisationId: here });
  await authorize(ctx, tx, 'request.list', { organisationId: here });
  const knowsConclusions = await may(ctx, tx, 'conclusion.open', { organisationId: here });
  const { from, to } = spanOf(query.year, query.month);
  const wanted = and(eq(assessments.pmpcId, here), ne(assessments.state, 'scheduled'), gte(assessments.sessionOn, from), lte(assessments.sessionOn, to), named(query.q, children.folded));
  const [counted] = await tx.select({ n: count() }).from(assessments).innerJoin(children, eq(children.id, assessments.childId)).where(wanted);
  const rows = await tx
    .select({
      id: assessments.id,
      on: assessments.sessionOn,
      childId: assessments.childId,
      surname: children.surname,
      givenName: children.givenName,
      patronymic: children.patronymic,
      birthDate: children.birthDate,
      examKind: assessments.examKind,
      number: conclusions.number,
      issuedOn: conclusions.issuedOn,
    })
    .from(assessments)
    .innerJoin(children, eq(children.id, assessments.childId))
    .leftJoin(conclusions, and(eq(conclusions.assessmentId, assessments.id), eq(conclusions.state, 'issued'), sql`${conclusions.state} <> 'void'`))
    .where(and(wanted, later(query.after, assessments.sessionOn, assessments.id)))
    .orderBy(asc(assessments.sessionOn), asc(assessments.id))
    .limit(sizeOf(query) + 1);
  const { lines, ...page } = taken(rows, counted?.n ?? 0, query);
  const seats = grouped(await readSeats(tx, lines.map(({ id }) => id)));
  const shown = lines.map(({ surname, givenName, patronymic, birthDate, number, issuedOn, ...row }): ExaminedLine => ({
    ...row,
    assessmentId: row.id,
    child: fullName({ surname, givenName, patronymic }),
    birthYear: birthDate.slice(0, 4),
    team: (seats.get(row.id) ?? []).map(({ specialty }) => specialty),
    number: knowsConclusions ? number : null,
    issuedOn: knowsConclusions ? issuedOn : null,
  }));
  return { journal: { name: 'examined', lines: shown }, ...page, ...(await readFrame(ctx, tx)) };
}

async function readSeats(tx: Tx, assessmentIds: string[]) {
  if (assessmentIds.length === 0) return [];
  return tx
    .select({ id: assessmentMembers.assessmentId, specialty: assessmentMembers.specialty })
    .from(assessmentMembers)
    .where(and(inArray(assessmentMembers.assessmentId, assessmentIds), eq(assessmentMembers.state, 'needed')))
    .orderBy(asc(assessmentMembers.specialty));
}

async function openMinutes(ctx: Context, tx: Tx, query: JournalQuery): Promise<JournalPage> {
  const here = ctx.actor.organisationId ?? '';
  await authorize(ctx, tx, 'meeting.open', { organisationId: here });
  const { from, to } = spanOf(query.year, query.month);
  const wanted = and(eq(assessments.pmpcId, here), gte(meetings.heldOn, from), lte(meetings.heldOn, to), named(query.q, children.folded));
  const [counted] = await tx
    .select({ n: count() })
    .from(meetings)
    .innerJoin(assessments, eq(assessments.id, meetings.assessmentId))
    .innerJoin(children, eq(children.id, meetings.childId))
    .where(wanted);
  const opinions = (only: SQL) => sql<number>`(select count(*) from ${meetingOpinions} where ${meetingOpinions.meetingId} = ${meetings.id} and ${only})`;
  const rows = await tx
    .select({
      id: meetings.id,
      on: meetings.heldOn,
      assessmentId: meetings.assessmentId,
      surname: children.surname,
      givenName: children.givenName,
      patronymic: children.patronymic,
      birthDate: children.birthDate,
      state: meetings.state,
      familyPresent: meetings.familyPresent,
      people: opinions(sql`1`),
      dissents: opinions(eq(meetingOpinions.opinion, 'dissents')),
    })
    .from(meetings)
    .innerJoin(assessments, eq(assessments.id, meetings.assessmentId))
    .innerJoin(children, eq(children.id, meetings.childId))
    .where(and(wanted, later(query.after, meetings.heldOn, meetings.id)))
    .orderBy(asc(meetings.heldOn), asc(meetings.id))
    .limit(sizeOf(query) + 1);
  const { lines, ...page } = taken(rows, counted?.n ?? 0, query);
  const shown = lines.map(({ surname, givenName, patronymic, birthDate, ...row }): MinutesLine => ({
    ...row,
    child: fullName({ surname, givenName, patronymic }),
    birthYear: birthDate.slice(0, 4),
  }));
  return { journal: { name: 'minutes', lines: shown }, ...page, ...(await readFrame(ctx, tx)) };
}

async function readFrame(ctx: Context, tx: Tx): Promise<Printed & { open: JournalName[] }> {
  const here = { organisationId: ctx.actor.organisationId ?? '' };
  const open: JournalName[] = (await may(ctx, tx, 'meeting.open', here)) ? ['registration', 'examined', 'minutes'] : ['registration', 'examined'];
  return { open, ...(await readPrinted(ctx, tx)) };
}

async function readPrinted(ctx: Context, tx: Tx): Promise<Printed> {
  const [organisation] = await tx
    .select({ kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn })
    .from(organisations)
    .where(eq(organisations.id, ctx.actor.organisationId ?? ''));
  const [me] = await tx.select({ surname: users.surname, givenName: users.givenName, patronymic: users.patronymic }).from(users).where(eq(users.id, ctx.actor.id));
  return { organisation: organisation ?? null, printedBy: me ? fullName(me) : '', printedAt: ctx.now.toISOString() };
}

function named(q: string, folded: typeof children.folded | typeof requests.folded): SQL | undefined {
  if (!q) return undefined;
  const tries = [foldForSearch(q), foldForSearch(latinLayoutSlip(q))].filter((text, index, all) => text && all.indexOf(text) === index);
  if (tries.length === 0) return sql`0`;
  return or(...tries.map((text) => like(folded, `%${text.replaceAll(/[%_]/g, '')}%`)));
}

function later(after: After | null, on: typeof requests.receivedOn | typeof assessments.sessionOn | typeof meetings.heldOn, id: typeof requests.id | typeof assessments.id | typeof meetings.id): SQL | undefined {
  if (!after) return undefined;
  return or(gt(on, after.key), and(eq(on, after.key), gt(id, after.id)));
}
