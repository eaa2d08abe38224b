import { and, desc, eq, gte, like, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Tx } from '#db/client.server';
import { children, conclusionHandovers, conclusions, guardians, organisations, users } from '#db/schema';
import type { Language, Relation } from '#db/vocabulary';
import { foldForSearch, fullName, latinLayoutSlip } from '~/domain/children';
import { whyNotHandOver, type HandoverForm } from '~/domain/handovers';
import { PAGE_SIZE, pageOf, type After, type Page } from '~/domain/lists';
import { refuse } from '~/domain/refusal';
import { audit, listing, opening } from './audit.server';
import { findConclusion, nameOf, type Standing } from './concluding.server';
import type { Context } from './context';
import { readGuardians, readHead, type ChildHead, type GuardianChoice } from './heads.server';
import { authorize } from './ties.server';

/** One line of the journal of issue. */
export interface Handover {
  id: string;
  guardian: string;
  relation: Relation;
  handedOn: string;
  language: Language;
  explained: boolean;
  by: string;
}

export interface HandoverPage {
  conclusionId: string;
  child: ChildHead;
  number: number;
  issuedOn: string;
  today: string;
  guardians: GuardianChoice[];
  handovers: Handover[];
}

/** The page on which a PMPC writes down to whom a conclusion was given. */
export async function openHandover(ctx: Context, conclusionId: string): Promise<HandoverPage> {
  const { childId } = await ctx.read((tx) => findConclusion(tx, conclusionId));
  return opening(ctx, 'conclusion.open', { childId, subjectId: conclusionId }, async (tx) => {
    const { number, issuedOn } = await admitted(ctx, tx, await findConclusion(tx, conclusionId));
    return {
      conclusionId,
      child: await readHead(ctx, tx, childId),
      number,
      issuedOn,
      today: ctx.today,
      guardians: await readGuardians(ctx, tx, childId),
      handovers: await readHandovers(tx, conclusionId),
    };
  });
}

/** The PMPC's own issued conclusion, for whoever keeps its journal. */
async function admitted(ctx: Context, tx: Tx, standing: Standing): Promise<{ number: number; issuedOn: string }> {
  await authorize(ctx, tx, 'conclusion.hand-over', { childId: standing.childId });
  if (ctx.actor.organisationId !== standing.pmpcId) refuse('not-found');
  const [row] = await tx
    .select({ number: conclusions.number, issuedOn: conclusions.issuedOn })
    .from(conclusions)
    .where(eq(conclusions.id, standing.id));
  if (!row || row.number === null || row.issuedOn === null) refuse('not-found');
  return { number: row.number, issuedOn: row.issuedOn };
}

/**
 * Writes a line of the journal of issue. It is never changed; a further copy is a further line.
 * @throws Refused `handover.not-this-guardian` for a person to whom documents are closed
 */
export function recordHandover(ctx: Context, conclusionId: string, form: HandoverForm): Promise<void> {
  return ctx.transaction(async (tx) => {
    const standing = await findConclusion(tx, conclusionId);
    const { childId, pmpcId, state } = standing;
    const { issuedOn } = await admitted(ctx, tx, standing);
    const whyNot = whyNotHandOver(state, form.handedOn, issuedOn, ctx.today);
    if (whyNot) refuse(whyNot);
    const choices = await readGuardians(ctx, tx, childId);
    if (!choices.some(({ id }) => id === form.guardianId)) refuse('handover.not-this-guardian');
    await tx.insert(conclusionHandovers).values({ ...form, conclusionId, childId, pmpcId, handedBy: ctx.actor.id, recordedAt: ctx.now });
    await audit(ctx, tx, 'conclusion.hand-over', { childId, subjectId: conclusionId, detail: `${form.language} ${form.explained ? 'explained' : 'not explained'}` });
  });
}

const keeper = alias(users, 'keeper');

const lineColumns = {
  id: conclusionHandovers.id,
  surname: guardians.surname,
  givenName: guardians.givenName,
  patronymic: guardians.patronymic,
  relation: guardians.relation,
  handedOn: conclusionHandovers.handedOn,
  language: conclusionHandovers.language,
  explained: conclusionHandovers.explained,
  bySurname: keeper.surname,
  byGivenName: keeper.givenName,
  byPatronymic: keeper.patronymic,
};

type LineRow = Omit<Handover, 'guardian' | 'by'> & {
  surname: string;
  givenName: string;
  patronymic: string | null;
  bySurname: string;
  byGivenName: string;
  byPatronymic: string | null;
};

function handoverOf({ id, relation, handedOn, language, explained, ...row }: LineRow): Handover {
  const by = fullName({ surname: row.bySurname, givenName: row.byGivenName, patronymic: row.byPatronymic });
  return { id, relation, handedOn, language, explained, guardian: fullName(row), by };
}

async function readHandovers(tx: Tx, conclusionId: string): Promise<Handover[]> {
  const rows = await tx
    .select(lineColumns)
    .from(conclusionHandovers)
    .innerJoin(guardians, eq(guardians.id, conclusionHandovers.guardianId))
    .innerJoin(keeper, eq(keeper.id, conclusionHandovers.handedBy))
    .where(eq(conclusionHandovers.conclusionId, conclusionId))
    .orderBy(desc(conclusionHandovers.handedOn), desc(conclusionHandovers.recordedAt));
  return rows.map(handoverOf);
}

export interface JournalRow extends Handover {
  conclusionId: string;
  number: number;
  issuedOn: string;
  child: string;
  birthYear: string;
}

export interface JournalQuery {
  year: number;
  /** A part of the child's name, or a number. */
  q: string;
  after: After | null;
}

export interface Journal extends Page<JournalRow> {
  /** The years that may be asked for, newest first. */
  years: number[];
}

/** The journal of issue of one year, latest first. `size` is how many lines a page or a printed part has. */
export function listHandovers(ctx: Context, query: JournalQuery, size = PAGE_SIZE): Promise<Journal> {
  return listing(ctx, 'conclusion.hand-over', `name:${query.q ? 'yes' : 'no'} year:${query.year}`, (tx) => readJournal(ctx, tx, query, size));
}

async function readJournal(ctx: Context, tx: Tx, { after, q, year }: JournalQuery, size: number): Promise<Journal> {
  const here = ctx.actor.organisationId ?? '';
  await authorize(ctx, tx, 'conclusion.hand-over', { organisationId: here });
  const days = and(gte(conclusionHandovers.handedOn, `${year}-01-01`), lte(conclusionHandovers.handedOn, `${year}-12-31`));
  const wanted = and(eq(conclusionHandovers.pmpcId, here), days, wantedBy(q));
  const [counted] = await tx
    .select({ total: sql<number>`count(*)` })
    .from(conclusionHandovers)
    .innerJoin(conclusions, eq(conclusions.id, conclusionHandovers.conclusionId))
    .innerJoin(children, eq(children.id, conclusionHandovers.childId))
    .where(wanted);
  const rows = await tx
    .select({
      ...lineColumns,
      conclusionId: conclusions.id,
      number: conclusions.number,
      issuedOn: conclusions.issuedOn,
      childSurname: children.surname,
      childGivenName: children.givenName,
      childPatronymic: children.patronymic,
      birthDate: children.birthDate,
    })
    .from(conclusionHandovers)
    .innerJoin(conclusions, eq(conclusions.id, conclusionHandovers.conclusionId))
    .innerJoin(children, eq(children.id, conclusionHandovers.childId))
    .innerJoin(guardians, eq(guardians.id, conclusionHandovers.guardianId))
    .innerJoin(keeper, eq(keeper.id, conclusionHandovers.handedBy))
    .where(and(wanted, earlier(after)))
    .orderBy(desc(conclusionHandovers.handedOn), desc(conclusionHandovers.id))
    .limit(size + 1);
  const { rows: shown, ...page } = pageOf(rows, counted?.total ?? 0, ({ handedOn, id }) => ({ key: handedOn, id }), size);
  const [first] = await tx
    .select({ handedOn: conclusionHandovers.handedOn })
    .from(conclusionHandovers)
    .where(eq(conclusionHandovers.pmpcId, here))
    .orderBy(conclusionHandovers.handedOn)
    .limit(1);
  const thisYear = Number(ctx.today.slice(0, 4));
  const firstYear = Number((first?.handedOn ?? ctx.today).slice(0, 4));
  return {
    ...page,
    rows: shown.map((row) => ({
      ...handoverOf(row),
      conclusionId: row.conclusionId,
      number: row.number ?? 0,
      issuedOn: row.issuedOn ?? '',
      child: fullName({ surname: row.childSurname, givenName: row.childGivenName, patronymic: row.childPatronymic }),
      birthYear: row.birthDate.slice(0, 4),
    })),
    years: Array.from({ length: thisYear - firstYear + 1 }, (_, index) => thisYear - index),
  };
}

export interface JournalPaper extends Journal {
  pmpc: { kk: string; ru: string; en: string };
  printedBy: string;
  printedAt: string;
}

/** How many lines of the journal are printed at once. */
const PAPER_SIZE = 200;

/** The journal of a year to print, two hundred lines at a time. */
export function openJournalPaper(ctx: Context, query: JournalQuery): Promise<JournalPaper> {
  return listing(ctx, 'conclusion.hand-over', `paper year:${query.year}`, async (tx) => {
    const journal = await readJournal(ctx, tx, query, PAPER_SIZE);
    const [pmpc] = await tx
      .select({ kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn })
      .from(organisations)
      .where(eq(organisations.id, ctx.actor.organisationId ?? ''));
    return { ...journal, pmpc: pmpc ?? { kk: '', ru: '', en: '' }, printedBy: await nameOf(tx, ctx.actor.id), printedAt: ctx.now.toISOString() };
  });
}

function wantedBy(q: string): SQL | undefined {
  if (!q) return undefined;
  if (/^№?\s*\d{1,9}$/.test(q)) return eq(conclusions.number, Number(q.replace(/\D/g, '')));
  const tries = [foldForSearch(q), foldForSearch(latinLayoutSlip(q))].filter((text, index, all) => text && all.indexOf(text) === index);
  if (tries.length === 0) return sql`0`;
  return or(...tries.map((text) => like(children.folded, `%${text.replaceAll(/[%_]/g, '')}%`)));
}

function earlier(after: After | null): SQL | undefined {
  if (!after || !/^\d{4}-\d{2}-\d{2}$/.test(after.key)) return undefined;
  return or(lt(conclusionHandovers.handedOn, after.key), and(eq(conclusionHandovers.handedOn, after.key), lt(conclusionHandovers.id, after.id)));
}
