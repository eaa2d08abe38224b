import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { children, conclusionSessions, conclusions, enrolments, extracts, organisations, planServices, plans, recommendations, users } from '#db/schema';
import { foldForSearch, fullName, latinLayoutSlip } from '~/domain/children';
import { PAGE_SIZE, type After } from '~/domain/lists';
import type { Specialty } from '~/domain/permissions';
import { LIVE_STATES, SERVICE_OF } from '~/domain/plans';
import {
  awaitsPlace,
  inOrder,
  newestOf,
  whyNotTrack,
  type RecommendationKind,
  type RecommendationState,
  type SessionForm,
  type StateDraft,
} from '~/domain/recommendations';
import { refuse, refuseStale } from '~/domain/refusal';
import { audit, listing, opening } from './audit.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { sharedConclusions } from './milestones.server';
import { authorize, childrenWithin, during, guardianLink, may } from './ties.server';

interface Names {
  kk: string;
  ru: string;
  en: string;
}

/** What the conclusion says of a line besides its word: how often, how many hours, until when. */
export interface LineFacts {
  session: { form: SessionForm; perWeek: number | null } | null;
  assistant: { hours: number | null; from: string | null; to: string | null } | null;
  on: string | null;
}

export interface TrackedLine extends LineFacts {
  id: string;
  kind: RecommendationKind;
  code: string;
  detail: string;
  state: RecommendationState;
  reason: string;
  interim: string;
  awaitsPlace: boolean;
  changedBy: string | null;
  changedAt: string | null;
  /** What the child's plan holds for it: times and minutes a week. */
  inPlan: { perWeek: number; minutes: number } | null;
}

export interface ConclusionLines {
  /** For the PMPC and the family. */
  conclusionId: string | null;
  /** For a school. */
  extractId: string | null;
  number: number;
  issuedOn: string;
  pmpc: Names;
  isCurrent: boolean;
  lines: TrackedLine[];
}

export interface RecommendationsPage {
  child: ChildHead;
  conclusions: ConclusionLines[];
  isFamily: boolean;
  /** The reader may read the school's whole list too. */
  can: { track: boolean; report: boolean };
}

/** The recommendations about a child, newest conclusion first, as far as this reader may know of the conclusion. */
export function listRecommendations(ctx: Context, childId: string): Promise<RecommendationsPage> {
  return opening(ctx, 'recommendation.open', { childId }, async (tx) => {
    await authorize(ctx, tx, 'recommendation.open', { childId });
    const link = ctx.actor.role === 'parent' ? await guardianLink(ctx, tx, childId) : null;
    if (link?.closed.includes('documents')) refuse('not-found');
    const hidesPlace = link?.closed.includes('location') ?? false;
    const issued = (await readIssued(ctx, tx, [childId])).sort((one, other) => (one.issuedOn < other.issuedOn ? 1 : one.issuedOn > other.issuedOn ? -1 : other.number - one.number));
    const current = newestOf(issued).get(childId)?.id;
    const lines = await readLines(tx, issued.map(({ id }) => id));
    const inPlan = (await may(ctx, tx, 'plan.open', { childId })) ? await readServices(tx, childId) : new Map<string, TrackedLine['inPlan']>();
    const atSchool = isSchool(ctx);
    const head = await readHead(ctx, tx, childId);
    return {
      child: hidesPlace ? { ...head, className: null } : head,
      conclusions: issued.map((one) => ({
        conclusionId: atSchool ? null : one.id,
        extractId: atSchool ? one.extractId : null,
        number: one.number,
        issuedOn: one.issuedOn,
        pmpc: one.pmpc,
        isCurrent: one.id === current,
        lines: inOrder(lines.filter(({ conclusionId }) => conclusionId === one.id)).map((line) => shown(line, one, inPlan, hidesPlace)),
      })),
      isFamily: ctx.actor.role === 'parent',
      can: { track: await may(ctx, tx, 'recommendation.track', { childId }), report: atSchool },
    };
  });
}

function isSchool(ctx: Context): boolean {
  return ctx.actor.role === 'school_coordinator' || ctx.actor.role === 'teacher';
}

interface Issued {
  id: string;
  childId: string;
  number: number;
  issuedOn: string;
  pmpc: Names;
  extractId: string | null;
  assistant: NonNullable<LineFacts['assistant']>;
  nextExamOn: string | null;
}

/** The conclusions in force that this reader may know of: a school those shared with it, a PMPC its own, a family all. */
async function readIssued(ctx: Context, tx: Tx, childIds: string[]): Promise<Issued[]> {
  if (childIds.length === 0) return [];
  const shared = isSchool(ctx) ? [...(await sharedConclusions(ctx, tx, childIds))] : null;
  const atPmpc = ctx.actor.role === 'pmpc_specialist' || ctx.actor.role === 'pmpc_coordinator';
  const rows = await tx
    .select({
      id: conclusions.id,
      childId: conclusions.childId,
      number: conclusions.number,
      issuedOn: conclusions.issuedOn,
      hours: conclusions.assistantHours,
      from: conclusions.assistantFrom,
      to: conclusions.assistantTo,
      nextExamOn: conclusions.nextExamOn,
      kk: organisations.nameKk,
      ru: organisations.nameRu,
      en: organisations.nameEn,
      extractId: extracts.id,
    })
    .from(conclusions)
    .innerJoin(organisations, eq(organisations.id, conclusions.pmpcId))
    .leftJoin(extracts, eq(extracts.conclusionId, conclusions.id))
    .where(
      and(
        inArray(conclusions.childId, childIds),
        eq(conclusions.state, 'issued'),
        shared ? inArray(conclusions.id, shared) : undefined,
        atPmpc ? eq(conclusions.pmpcId, ctx.actor.organisationId ?? '') : undefined,
      ),
    );
  return rows.flatMap(({ number, issuedOn, hours, from, to, kk, ru, en, ...row }) =>
    number === null || issuedOn === null ? [] : [{ ...row, number, issuedOn, assistant: { hours, from, to }, pmpc: { kk, ru, en } }],
  );
}

/** The lines of some conclusions with the sessions' form and frequency, which the conclusion holds. */
async function readLines(tx: Tx, conclusionIds: string[]) {
  if (conclusionIds.length === 0) return [];
  return tx
    .select({
      id: recommendations.id,
      conclusionId: recommendations.conclusionId,
      childId: recommendations.childId,
      kind: recommendations.kind,
      code: recommendations.code,
      detail: recommendations.detail,
      position: recommendations.position,
      state: recommendations.state,
      reason: recommendations.reason,
      interim: recommendations.interim,
      changedAt: recommendations.changedAt,
      surname: users.surname,
      givenName: users.givenName,
      form: conclusionSessions.form,
      perWeek: conclusionSessions.perWeek,
    })
    .from(recommendations)
    .leftJoin(users, eq(users.id, recommendations.changedBy))
    .leftJoin(
      conclusionSessions,
      and(
        eq(recommendations.kind, 'sessions'),
        eq(conclusionSessions.conclusionId, recommendations.conclusionId),
        eq(conclusionSessions.position, recommendations.position),
      ),
    )
    .where(inArray(recommendations.conclusionId, conclusionIds));
}

type LineRow = Awaited<ReturnType<typeof readLines>>[number];

function shown(row: LineRow, conclusion: Issued, inPlan: Map<string, TrackedLine['inPlan']>, hidesPlace: boolean): TrackedLine {
  const { id, kind, code, detail, state, reason, interim, changedAt, form, perWeek, surname, givenName } = row;
  return {
    id,
    kind,
    code,
    detail,
    state,
    reason: hidesPlace ? '' : reason,
    interim: hidesPlace ? '' : interim,
    awaitsPlace: awaitsPlace(row),
    changedBy: surname && givenName && !hidesPlace ? fullName({ surname, givenName }) : null,
    changedAt: changedAt?.toISOString() ?? null,
    session: form ? { form, perWeek } : null,
    assistant: kind === 'assistant' ? conclusion.assistant : null,
    on: kind === 'next-examination' ? conclusion.nextExamOn : null,
    inPlan: kind === 'sessions' ? (inPlan.get(SERVICE_OF[code as Specialty]) ?? null) : null,
  };
}

/** What the plan in force gives a week, by kind of support. */
async function readServices(tx: Tx, childId: string): Promise<Map<string, TrackedLine['inPlan']>> {
  const rows = await tx
    .select({ type: planServices.type, perWeek: planServices.perWeek, minutes: planServices.minutes })
    .from(planServices)
    .innerJoin(plans, eq(plans.id, planServices.planId))
    .where(and(eq(plans.childId, childId), inArray(plans.state, [...LIVE_STATES])))
    .orderBy(asc(planServices.position));
  return new Map(rows.map(({ type, perWeek, minutes }) => [type, { perWeek, minutes }]));
}

async function find(tx: Tx, id: string) {
  const [row] = await tx
    .select({
      id: recommendations.id,
      childId: recommendations.childId,
      conclusionId: recommendations.conclusionId,
      kind: recommendations.kind,
      code: recommendations.code,
      state: recommendations.state,
      reason: recommendations.reason,
      interim: recommendations.interim,
      version: recommendations.version,
    })
    .from(recommendations)
    .where(eq(recommendations.id, id));
  return row ?? refuse('not-found');
}

/** The conclusion of a line, as the reader knows it; a line of one that is not shared here does not exist for them. */
async function admit(ctx: Context, tx: Tx, { childId, conclusionId }: { childId: string; conclusionId: string }): Promise<{ conclusion: Issued; isCurrent: boolean }> {
  const issued = await readIssued(ctx, tx, [childId]);
  const conclusion = issued.find(({ id }) => id === conclusionId) ?? refuse('not-found');
  return { conclusion, isCurrent: newestOf(issued).get(childId)?.id === conclusionId };
}

export interface RecommendationStatePage {
  child: ChildHead;
  line: TrackedLine;
  version: number;
  number: number;
  issuedOn: string;
  isCurrent: boolean;
}

/** What the page shows on which a school says how far a recommendation has come. */
export async function openRecommendation(ctx: Context, id: string): Promise<RecommendationStatePage> {
  const { childId } = await ctx.read((tx) => find(tx, id));
  return opening(ctx, 'recommendation.open', { childId, subjectId: id }, async (tx) => {
    await authorize(ctx, tx, 'recommendation.open', { childId });
    await authorize(ctx, tx, 'recommendation.track', { childId });
    const { conclusionId, version } = await find(tx, id);
    const { conclusion, isCurrent } = await admit(ctx, tx, { childId, conclusionId });
    const row = (await readLines(tx, [conclusionId])).find((line) => line.id === id) ?? refuse('not-found');
    return {
      child: await readHead(ctx, tx, childId),
      line: shown(row, conclusion, await readServices(tx, childId), false),
      version,
      number: conclusion.number,
      issuedOn: conclusion.issuedOn,
      isCurrent,
    };
  });
}

/**
 * Says how far a recommendation has come; interim support is kept for places a child waits for and for nothing else.
 * @returns the child's id
 * @throws Refused `recommendation.replaced` when a newer conclusion is known here, `recommendation.wrong-state`
 */
export function trackRecommendation(ctx: Context, id: string, { version, state, reason, interim }: StateDraft): Promise<string> {
  return ctx.transaction(async (tx) => {
    const line = await find(tx, id);
    const { childId } = line;
    await authorize(ctx, tx, 'recommendation.track', { childId });
    const { isCurrent } = await admit(ctx, tx, line);
    if (version !== line.version) refuseStale({ state: line.state, reason: line.reason, interim: line.interim, version: String(line.version) });
    const whyNot = whyNotTrack(line.state, state, isCurrent);
    if (whyNot) refuse(whyNot);
    const changed = await tx
      .update(recommendations)
      .set({ state, reason, interim: awaitsPlace(line) ? interim : '', changedBy: ctx.actor.id, changedAt: ctx.now, version: version + 1 })
      .where(and(eq(recommendations.id, id), eq(recommendations.version, version)))
      .returning({ id: recommendations.id });
    if (changed.length === 0) refuse('recommendation.wrong-state');
    await audit(ctx, tx, 'recommendation.track', { childId, subjectId: id, detail: `${line.kind} ${line.state} to ${state}` });
    return childId;
  });
}

export const REPORT_FILTERS = ['all', 'open', 'in-progress', 'done', 'impossible'] as const;
export type ReportFilter = (typeof REPORT_FILTERS)[number];

export interface ReportedChild {
  id: string;
  name: string;
  birthYear: string;
  className: string | null;
  number: number;
  issuedOn: string;
  pmpc: Names;
  lines: Omit<TrackedLine, 'inPlan'>[];
}

export interface RecommendationsReport {
  organisation: Names | null;
  rows: ReportedChild[];
  /** Children the filters leave. */
  total: number;
  next: string | null;
  /** All lines of the reader's children whatever the filters: by kind and state. */
  counts: { kind: RecommendationKind; state: RecommendationState; n: number }[];
  printedBy: string;
  printedAt: string;
}

/**
 * How a school carries out what the PMPCs recommend (state attestation, criterion 20): the newest shared conclusion of
 * each child in the reader's reach with the state of its lines. `whole` leaves out paging, for paper and workbook.
 */
export function listImplementation(ctx: Context, query: { q: string; show: ReportFilter; after: After | null; whole?: boolean }): Promise<RecommendationsReport> {
  return listing(ctx, 'recommendation.open', `name:${query.q ? 'yes' : 'no'} show:${query.show}${query.whole ? ' whole' : ''}`, async (tx) => {
    await refuseOthers(ctx, tx);
    const reached = await tx
      .select({ id: children.id, surname: children.surname, givenName: children.givenName, patronymic: children.patronymic, folded: children.folded, sortKey: children.sortKey, birthDate: children.birthDate, className: enrolments.className })
      .from(children)
      .leftJoin(enrolments, and(eq(enrolments.childId, children.id), eq(enrolments.organisationId, ctx.actor.organisationId ?? ''), during(ctx, enrolments)))
      .where(childrenWithin(ctx, 'recommendation.open'))
      .orderBy(asc(children.sortKey), asc(children.id));
    const current = newestOf(await readIssued(ctx, tx, reached.map(({ id }) => id)));
    const lines = await readLines(tx, [...current].map(([, { id }]) => id));
    const wanted = reached.flatMap((child): (ReportedChild & { key: string })[] => {
      const conclusion = current.get(child.id);
      if (!conclusion || !isNamed(child.folded, query.q)) return [];
      const own = inOrder(lines.filter((line) => line.childId === child.id && (query.show === 'all' || line.state === query.show)));
      if (own.length === 0) return [];
      return [
        {
          id: child.id,
          key: child.sortKey,
          name: fullName(child),
          birthYear: child.birthDate.slice(0, 4),
          className: child.className,
          number: conclusion.number,
          issuedOn: conclusion.issuedOn,
          pmpc: conclusion.pmpc,
          lines: own.map((line) => shown(line, conclusion, new Map(), false)),
        },
      ];
    });
    const { after, whole } = query;
    const start = after ? wanted.filter(({ key, id }) => key > after.key || (key === after.key && id > after.id)) : wanted;
    const rows = whole ? start : start.slice(0, PAGE_SIZE);
    const last = rows.at(-1);
    return {
      organisation: await organisationOf(tx, ctx.actor.organisationId),
      rows: rows.map(({ key: _, ...row }) => row),
      total: wanted.length,
      next: last && rows.length < start.length ? `${last.key}~${last.id}` : null,
      counts: countsOf(lines),
      printedBy: await nameOf(tx, ctx.actor.id),
      printedAt: ctx.now.toISOString(),
    };
  });
}

/** The report is a school's: its coordinator's, and a teacher's for the own children. */
async function refuseOthers(ctx: Context, tx: Tx): Promise<void> {
  if (!isSchool(ctx)) refuse('not-found');
  if (ctx.actor.role === 'school_coordinator') await authorize(ctx, tx, 'recommendation.open', { organisationId: ctx.actor.organisationId ?? '' });
}

function isNamed(folded: string, q: string): boolean {
  if (!q) return true;
  return [foldForSearch(q), foldForSearch(latinLayoutSlip(q))].some((text) => text !== '' && folded.includes(text));
}

function countsOf(lines: readonly LineRow[]): RecommendationsReport['counts'] {
  const counted = new Map<string, RecommendationsReport['counts'][number]>();
  for (const { kind, state } of lines) {
    const row = counted.get(`${kind} ${state}`) ?? { kind, state, n: 0 };
    counted.set(`${kind} ${state}`, { ...row, n: row.n + 1 });
  }
  return [...counted].map(([, row]) => row);
}

async function organisationOf(tx: Tx, id: string | null): Promise<Names | null> {
  const [row] = await tx
    .select({ kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn })
    .from(organisations)
    .where(eq(organisations.id, id ?? ''));
  return row ?? null;
}

async function nameOf(tx: Tx, userId: string): Promise<string> {
  const [row] = await tx.select({ surname: users.surname, givenName: users.givenName, patronymic: users.patronymic }).from(users).where(eq(users.id, userId));
  return row ? fullName(row) : '';
}
