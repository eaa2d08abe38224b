import { and, asc, desc, eq, isNotNull, like, lt, or, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { children, conclusionSignatures, conclusions, organisations } from '#db/schema';
import { dayIn } from '~/domain/calendar';
import { foldForSearch, fullName, latinLayoutSlip } from '~/domain/children';
import type { ConclusionState } from '~/domain/conclusions';
import { PAGE_SIZE, pageOf, type After, type Page } from '~/domain/lists';
import { listing } from './audit.server';
import { nameOf } from './concluding.server';
import type { Context } from './context';
import { authorize } from './ties.server';

/** The PMPC's conclusions as lists: all of them, and the journal of the numbers it has given. */

export const CONCLUSION_FILTERS = ['all', 'draft', 'issued', 'void'] as const;
export type ConclusionFilter = (typeof CONCLUSION_FILTERS)[number];

export interface ConclusionRow {
  id: string;
  name: string;
  birthYear: string;
  state: ConclusionState;
  number: number | null;
  issuedOn: string | null;
  savedAt: string;
  signed: number;
}

/** The PMPC's conclusions, those touched last first. `q` is a part of a name or a number. */
export function listConclusions(ctx: Context, query: { q: string; show: ConclusionFilter; after: After | null }): Promise<Page<ConclusionRow>> {
  const filters = `name:${query.q ? 'yes' : 'no'} show:${query.show}`;
  return listing(ctx, 'conclusion.open', filters, async (tx) => {
    const here = await admitToJournal(ctx, tx);
    const state = query.show === 'all' ? undefined : eq(conclusions.state, query.show);
    const wanted = and(eq(conclusions.pmpcId, here), state, wantedBy(query.q));
    const [counted] = await tx
      .select({ total: sql<number>`count(*)` })
      .from(conclusions)
      .innerJoin(children, eq(children.id, conclusions.childId))
      .where(wanted);
    const signed = sql<number>`(select count(*) from ${conclusionSignatures} where ${conclusionSignatures.conclusionId} = ${conclusions.id} and ${conclusionSignatures.signedVersion} = ${conclusions.version})`;
    const rows = await tx
      .select({
        id: conclusions.id,
        surname: children.surname,
        givenName: children.givenName,
        patronymic: children.patronymic,
        birthDate: children.birthDate,
        state: conclusions.state,
        number: conclusions.number,
        issuedOn: conclusions.issuedOn,
        savedAt: conclusions.savedAt,
        signed,
      })
      .from(conclusions)
      .innerJoin(children, eq(children.id, conclusions.childId))
      .where(and(wanted, later(query.after)))
      .orderBy(desc(conclusions.savedAt), asc(conclusions.id))
      .limit(PAGE_SIZE + 1);
    const { rows: shown, ...page } = pageOf(rows, counted?.total ?? 0, ({ savedAt, id }) => ({ key: String(savedAt.getTime()), id }));
    return {
      ...page,
      rows: shown.map((row) => ({
        id: row.id,
        name: fullName(row),
        birthYear: row.birthDate.slice(0, 4),
        state: row.state,
        number: row.number,
        issuedOn: row.issuedOn,
        savedAt: row.savedAt.toISOString(),
        signed: row.signed,
      })),
    };
  });
}

function wantedBy(q: string): SQL | undefined {
  if (!q) return undefined;
  if (/^№?\s*\d{1,9}$/.test(q)) return eq(conclusions.number, Number(q.replace(/\D/g, '')));
  const tries = [foldForSearch(q), foldForSearch(latinLayoutSlip(q))].filter((text, index, all) => text && all.indexOf(text) === index);
  if (tries.length === 0) return sql`0`;
  return or(...tries.map((text) => like(children.folded, `%${text.replaceAll(/[%_]/g, '')}%`)));
}

function later(after: After | null): SQL | undefined {
  if (!after || !/^\d{1,15}$/.test(after.key)) return undefined;
  const at = new Date(Number(after.key));
  return or(lt(conclusions.savedAt, at), and(eq(conclusions.savedAt, at), sql`${conclusions.id} > ${after.id}`));
}

export interface NumberRow {
  id: string;
  number: number;
  issuedOn: string;
  state: ConclusionState;
  /** Why the number is void; it is never given again. */
  voidReason: string | null;
  voidedOn: string | null;
}

export interface NumbersPage extends Page<NumberRow> {
  year: number;
  /** Years in which the PMPC has given numbers, the latest first. */
  years: number[];
}

/** How many numbers one printed journal holds at most: more than any PMPC gives in a year. */
const PRINTED = 5_000;

const numberColumns = {
  id: conclusions.id,
  number: conclusions.number,
  issuedOn: conclusions.issuedOn,
  state: conclusions.state,
  voidReason: conclusions.voidReason,
  voidedAt: conclusions.voidedAt,
};

type NumberedRow = { id: string; number: number | null; issuedOn: string | null; state: ConclusionState; voidReason: string | null; voidedAt: Date | null };

const numberRow = ({ id, number, issuedOn, state, voidReason, voidedAt }: NumberedRow): NumberRow => ({
  id,
  number: number ?? 0,
  issuedOn: issuedOn ?? '',
  state,
  voidReason,
  voidedOn: voidedAt && dayIn(voidedAt),
});

/** The journal of numbers of a year, the latest first: without children's names, void ones with their reason. */
export function listNumbers(ctx: Context, query: { year: number; after: After | null }): Promise<NumbersPage> {
  return listing(ctx, 'conclusion.open', 'numbers', async (tx) => {
    const here = await admitToJournal(ctx, tx);
    const ofYear = and(eq(conclusions.pmpcId, here), eq(conclusions.numberYear, query.year), isNotNull(conclusions.number));
    const [counted] = await tx.select({ total: sql<number>`count(*)` }).from(conclusions).where(ofYear);
    const before = query.after && /^\d{1,9}$/.test(query.after.key) ? lt(conclusions.number, Number(query.after.key)) : undefined;
    const rows = await tx
      .select(numberColumns)
      .from(conclusions)
      .where(and(ofYear, before))
      .orderBy(desc(conclusions.number))
      .limit(PAGE_SIZE + 1);
    const { rows: shown, ...page } = pageOf(rows, counted?.total ?? 0, ({ number, id }) => ({ key: String(number), id }));
    return { ...page, rows: shown.map(numberRow), year: query.year, years: await yearsOf(tx, here) };
  });
}

export interface PrintedNumbers {
  year: number;
  rows: NumberRow[];
  total: number;
  pmpc: { kk: string; ru: string; en: string };
  printedBy: string;
  printedAt: string;
}

/** The whole journal of a year in the order of its numbers, to print. */
export function printNumbers(ctx: Context, year: number): Promise<PrintedNumbers> {
  return listing(ctx, 'conclusion.open', 'numbers printed', async (tx) => {
    const here = await admitToJournal(ctx, tx);
    const rows = await tx
      .select(numberColumns)
      .from(conclusions)
      .where(and(eq(conclusions.pmpcId, here), eq(conclusions.numberYear, year), isNotNull(conclusions.number)))
      .orderBy(asc(conclusions.number))
      .limit(PRINTED);
    const [pmpc] = await tx
      .select({ kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn })
      .from(organisations)
      .where(eq(organisations.id, here));
    return {
      year,
      rows: rows.map(numberRow),
      total: rows.length,
      pmpc: pmpc ?? { kk: '', ru: '', en: '' },
      printedBy: await nameOf(tx, ctx.actor.id),
      printedAt: ctx.now.toISOString(),
    };
  });
}

/** The head's journal: who may draft and open every conclusion of the PMPC. @returns the PMPC */
async function admitToJournal(ctx: Context, tx: Tx): Promise<string> {
  const here = ctx.actor.organisationId ?? '';
  await authorize(ctx, tx, 'conclusion.open', { organisationId: here });
  await authorize(ctx, tx, 'conclusion.draft', { organisationId: here });
  return here;
}

async function yearsOf(tx: Tx, pmpcId: string): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ year: conclusions.numberYear })
    .from(conclusions)
    .where(and(eq(conclusions.pmpcId, pmpcId), isNotNull(conclusions.numberYear)))
    .orderBy(desc(conclusions.numberYear));
  return rows.flatMap(({ year }) => (year === null ? [] : [year]));
}
