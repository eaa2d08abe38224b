import { and, asc, eq, exists, gt, gte, inArray, like, lte, not, or, sql, type SQL } from 'drizzle-orm';
import { alias, QueryBuilder } from 'drizzle-orm/sqlite-core';
import type { Tx } from '#db/client.server';
import { children, conclusions, enrolments, organisations, referrals, requests } from '#db/schema';
import { foldForSearch, fullName, latinLayoutSlip } from '~/domain/children';
import type { Deadline } from '~/domain/deadlines';
import { PAGE_SIZE, pageOf, type After, type Page } from '~/domain/lists';
import { SETTINGS, USUAL_LEAD_DAYS } from '~/domain/load';
import { timingOf, windowOf, type ReexaminationFilter, type Timing } from '~/domain/reexaminations';
import { refuse } from '~/domain/refusal';
import { listing } from './audit.server';
import type { Context } from './context';
import { editionsOn } from './editions.server';
import { sharedConclusions } from './milestones.server';
import { settingOf } from './settings.server';
import { authorize, childrenWithin, during, may } from './ties.server';

export interface ReexaminationRow extends Timing {
  id: string;
  childId: string;
  name: string;
  birthYear: string;
  className: string | null;
  school: { kk: string; ru: string; en: string } | null;
  dueOn: string;
  /** A referral or a request for the next examination is already on its way. */
  underway: boolean;
}

export interface Reexaminations extends Page<ReexaminationRow> {
  leadDays: number;
  counts: Record<Exclude<ReexaminationFilter, 'all'>, number>;
  can: { refer: boolean };
}

const from = new QueryBuilder();

/** The day a conclusion is over, in SQL: the earlier of its two days (domain: dueOn). */
const due = sql<string>`coalesce(min(${conclusions.validUntil}, ${conclusions.nextExamOn}), ${conclusions.validUntil}, ${conclusions.nextExamOn})`;

/**
 * The children whose newest conclusion is near its end: at a PMPC its own, at a school those shared with it. It tells
 * the day and no more of the conclusion.
 */
export function listReexaminations(ctx: Context, query: { q: string; show: ReexaminationFilter; after: After | null }): Promise<Reexaminations> {
  const filters = `reexaminations name:${query.q ? 'yes' : 'no'} show:${query.show}`;
  if (ctx.actor.role === 'school_coordinator') return listing(ctx, 'recommendation.open', filters, (tx) => atSchool(ctx, tx, query));
  return listing(ctx, 'request.list', filters, (tx) => atPmpc(ctx, tx, query));
}

type Query = Parameters<typeof listReexaminations>[1];

/** The plus signs keep SQLite on the index of the child: of one PMPC there are thousands, of one child a few. */
async function atPmpc(ctx: Context, tx: Tx, query: Query): Promise<Reexaminations> {
  const here = ctx.actor.organisationId ?? '';
  await authorize(ctx, tx, 'request.list', { organisationId: here });
  const newer = alias(conclusions, 'newer');
  const newest = not(
    exists(
      from
        .select({ one: sql`1` })
        .from(newer)
        .where(
          and(
            eq(newer.childId, conclusions.childId),
            sql`+${newer.pmpcId} = ${here}`,
            sql`+${newer.state} = 'issued'`,
            or(gt(newer.issuedOn, conclusions.issuedOn), and(eq(newer.issuedOn, conclusions.issuedOn), gt(newer.number, conclusions.number))),
          ),
        ),
    ),
  );
  return readPage(ctx, tx, query, and(eq(conclusions.pmpcId, here), newest), await leadDaysOf(ctx, tx, here));
}

async function atSchool(ctx: Context, tx: Tx, query: Query): Promise<Reexaminations> {
  await authorize(ctx, tx, 'recommendation.open', { organisationId: ctx.actor.organisationId ?? '' });
  const reached = await tx.select({ id: children.id }).from(children).where(childrenWithin(ctx, 'recommendation.open'));
  const shared = await sharedConclusions(ctx, tx, reached.map(({ id }) => id));
  if (shared.size === 0) return readPage(ctx, tx, query, sql`0`, await leadDaysOf(ctx, tx, ''));
  const rows = await tx
    .select({ id: conclusions.id, childId: conclusions.childId })
    .from(conclusions)
    .where(and(inArray(conclusions.id, [...shared]), eq(conclusions.state, 'issued')))
    .orderBy(asc(conclusions.issuedOn), asc(conclusions.number));
  const newest = new Map(rows.map(({ id, childId }) => [childId, id]));
  return readPage(ctx, tx, query, inArray(conclusions.id, [...newest].map(([, id]) => id)), await leadDaysOf(ctx, tx, ''));
}

/** The PMPC's own setting; else the clock of the reference table; else the usual number. */
async function leadDaysOf(ctx: Context, tx: Tx, organisationId: string): Promise<number> {
  const clock = (await editionsOn<Deadline>(tx, 'deadlines', ctx.today)).find(({ code }) => code === 'PMPC_REPEAT');
  return settingOf(tx, SETTINGS.lead.key, organisationId, SETTINGS.lead.schema, clock?.limit ?? USUAL_LEAD_DAYS);
}

async function readPage(ctx: Context, tx: Tx, query: Query, own: SQL | undefined, leadDays: number): Promise<Reexaminations> {
  if (ctx.actor.role !== 'pmpc_coordinator' && ctx.actor.role !== 'school_coordinator') refuse('not-found');
  const ending = and(own, eq(conclusions.state, 'issued'), sql`${due} is not null`);
  const wanted = and(ending, within(windowOf(query.show, ctx.today, leadDays)), named(query.q));
  const [counted] = await tx.select({ total: sql<number>`count(*)` }).from(conclusions).innerJoin(children, eq(children.id, conclusions.childId)).where(wanted);
  const rows = await tx
    .select({
      id: conclusions.id,
      childId: children.id,
      surname: children.surname,
      givenName: children.givenName,
      patronymic: children.patronymic,
      birthDate: children.birthDate,
      dueOn: due,
      underway: underway(ctx),
      className: enrolments.className,
      kk: organisations.nameKk,
      ru: organisations.nameRu,
      en: organisations.nameEn,
    })
    .from(conclusions)
    .innerJoin(children, eq(children.id, conclusions.childId))
    .leftJoin(enrolments, and(eq(enrolments.childId, children.id), during(ctx, enrolments)))
    .leftJoin(organisations, eq(organisations.id, enrolments.organisationId))
    .where(and(wanted, later(query.after)))
    .groupBy(conclusions.id)
    .orderBy(due, asc(conclusions.id))
    .limit(PAGE_SIZE + 1);
  const { rows: shown, ...page } = pageOf(rows, counted?.total ?? 0, ({ dueOn: key, id }) => ({ key, id }));
  return {
    ...page,
    rows: shown.map((row) => ({
      id: row.id,
      childId: row.childId,
      name: fullName(row),
      birthYear: row.birthDate.slice(0, 4),
      className: row.className,
      school: row.kk && row.ru && row.en ? { kk: row.kk, ru: row.ru, en: row.en } : null,
      dueOn: row.dueOn,
      underway: row.underway === 1,
      ...timingOf(row.dueOn, ctx.today, leadDays),
    })),
    leadDays,
    counts: await countWindows(ctx, tx, ending, leadDays),
    can: { refer: await may(ctx, tx, 'referral.create', { organisationId: ctx.actor.organisationId ?? '' }) },
  };
}

async function countWindows(ctx: Context, tx: Tx, ending: SQL | undefined, leadDays: number): Promise<Reexaminations['counts']> {
  const inside = (show: ReexaminationFilter) => sql<number>`coalesce(sum(${within(windowOf(show, ctx.today, leadDays))}), 0)`;
  const [row] = await tx.select({ start: inside('start'), soon: inside('soon'), over: inside('over') }).from(conclusions).where(ending);
  return row ?? { start: 0, soon: 0, over: 0 };
}

function within({ from: first, to }: { from: string | null; to: string | null }): SQL | undefined {
  return and(first === null ? undefined : gte(due, first), to === null ? undefined : lte(due, to));
}

/** A PMPC knows its own open requests, a school the referrals it wrote itself. */
function underway(ctx: Context): SQL<number> {
  const here = ctx.actor.organisationId ?? '';
  const open =
    ctx.actor.role === 'pmpc_coordinator'
      ? from.select({ one: sql`1` }).from(requests).where(and(eq(requests.childId, conclusions.childId), eq(requests.pmpcId, here), inArray(requests.state, ['waiting', 'booked', 'seen'])))
      : from.select({ one: sql`1` }).from(referrals).where(and(eq(referrals.childId, conclusions.childId), eq(referrals.fromOrganisationId, here), inArray(referrals.state, ['draft', 'sent', 'accepted'])));
  return sql<number>`${exists(open)}`;
}

function named(q: string): SQL | undefined {
  if (!q) return undefined;
  const tries = [foldForSearch(q), foldForSearch(latinLayoutSlip(q))].filter((text, index, all) => text && all.indexOf(text) === index);
  if (tries.length === 0) return sql`0`;
  return or(...tries.map((text) => like(children.folded, `%${text.replaceAll(/[%_]/g, '')}%`)));
}

function later(after: After | null): SQL | undefined {
  if (!after) return undefined;
  return or(gt(due, after.key), and(eq(due, after.key), gt(conclusions.id, after.id)));
}
