import { and, asc, eq, exists, like, or, sql, type Placeholder, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';
import { prepared } from '#db/prepared.server';
import { children, enrolments, organisations, plans } from '#db/schema';
import { ageOn } from '~/domain/calendar';
import { foldForSearch, fullName, latinLayoutSlip, type ChildDraft } from '~/domain/children';
import { PAGE_SIZE, pageOf, type After, type Page } from '~/domain/lists';
import { refuse } from '~/domain/refusal';
import { stageOf, type Stage } from '~/domain/stages';
import { audit, listing } from './audit.server';
import type { Context } from './context';
import { milestonesOf } from './milestones.server';
import { checkDuplicate, iinMark, twinOf, writeChild } from './registering.server';
import { authorize, during, guardianLinks, may, reached, reachOf, valuesOf, type Reach } from './ties.server';

const from = new QueryBuilder();

/**
 * Registers a child at the actor's organisation. A school's child is enrolled there from today.
 * @returns the child's id
 * @throws Refused `child.known-here` when the IIN belongs to a child here, `child.known-elsewhere` until the registrar
 * says that the other organisation was asked; nothing more is told of that other record.
 */
export async function registerChild(ctx: Context, draft: ChildDraft): Promise<string> {
  const mark = iinMark(draft.iin);
  const known = mark ? await checkDuplicate(ctx, mark) : 'new';
  if (known === 'here') refuse('child.known-here');
  if (known === 'elsewhere' && !draft.knownElsewhere) refuse('child.known-elsewhere');

  return ctx.transaction(async (tx) => {
    const here = ctx.actor.organisationId ?? '';
    await authorize(ctx, tx, 'child.register', { organisationId: here });
    if (mark && (await twinOf(ctx, tx, mark)) !== known) refuse('child.known-here');

    const id = await writeChild(ctx, tx, draft);
    if (ctx.actor.role === 'school_coordinator') {
      await tx.insert(enrolments).values({ childId: id, organisationId: here, className: draft.className || '—', validFrom: ctx.today });
    }
    await audit(ctx, tx, 'child.register', { childId: id, subjectId: id });
    return id;
  });
}

export const CHILD_FILTERS = ['all', 'with-plan', 'without-plan'] as const;
export type ChildFilter = (typeof CHILD_FILTERS)[number];

export interface ChildRow {
  id: string;
  name: string;
  age: number;
  className: string | null;
  school: { kk: string; ru: string; en: string } | null;
  stage: Stage;
}

export interface ChildList extends Page<ChildRow> {
  can: { register: boolean };
}

const asked = ['one', 'other', 'show', 'me', 'here', 'today'] as const;
type Slots = Record<(typeof asked)[number], Placeholder>;

/** The children in reach whose folded names match one of two patterns, with or without a plan in force. */
function wanted(reach: Reach, { one, other, show, ...who }: Slots): SQL | undefined {
  const planned = exists(from.select({ one: sql`1` }).from(plans).where(and(eq(plans.childId, children.id), eq(plans.state, 'active'))));
  return and(reached(reach, who), or(like(children.folded, one), like(children.folded, other)), sql`(${show} = 'all' or ${planned} = (${show} = 'with-plan'))`);
}

const countOf = prepared(asked, (tx, slots, reach: Reach) => tx.select({ total: sql<number>`count(*)` }).from(children).where(wanted(reach, slots)));

const pageAfter = prepared([...asked, 'key', 'id'], (tx, { key, id, ...slots }, reach: Reach) =>
  tx
    .select({
      id: children.id,
      surname: children.surname,
      givenName: children.givenName,
      patronymic: children.patronymic,
      sortKey: children.sortKey,
      birthDate: children.birthDate,
      className: enrolments.className,
      kk: organisations.nameKk,
      ru: organisations.nameRu,
      en: organisations.nameEn,
    })
    .from(children)
    .leftJoin(enrolments, and(eq(enrolments.childId, children.id), during(slots, enrolments)))
    .leftJoin(organisations, eq(organisations.id, enrolments.organisationId))
    .where(and(wanted(reach, slots), sql`(${children.sortKey}, ${children.id}) > (${key}, ${id})`))
    .orderBy(asc(children.sortKey), asc(children.id))
    .limit(PAGE_SIZE + 1),
);

/** The children in the actor's reach, by name in Kazakh order. `q` finds parts of names, also typed on the wrong layout. */
export function listChildren(ctx: Context, query: { q: string; show: ChildFilter; after: After | null }): Promise<ChildList> {
  const filters = `name:${query.q ? 'yes' : 'no'} show:${query.show}`;
  return listing(ctx, 'child.list', filters, async (tx) => {
    const reach = reachOf(ctx, 'child.list');
    const values = { ...valuesOf(ctx), ...patternsFor(query.q), show: query.show };
    const [counted] = await countOf(tx, values, reach);
    const rows = await pageAfter(tx, { ...values, key: query.after?.key ?? '', id: query.after?.id ?? '' }, reach);
    const { rows: shown, ...page } = pageOf(rows, counted?.total ?? 0, ({ sortKey: key, id }) => ({ key, id }));
    const ids = shown.map(({ id }) => id);
    const milestones = await milestonesOf(ctx, tx, ids);
    const links = ctx.actor.role === 'parent' ? await guardianLinks(ctx, tx, ids) : null;
    const isClosed = (id: string) => links?.get(id)?.closed.includes('location') ?? false;
    return {
      ...page,
      rows: shown.map((row) => ({
        id: row.id,
        name: fullName(row),
        age: ageOn(row.birthDate, ctx.today).years,
        className: isClosed(row.id) ? null : row.className,
        school: row.kk && row.ru && row.en && !isClosed(row.id) ? { kk: row.kk, ru: row.ru, en: row.en } : null,
        stage: stageOf(milestones.get(row.id) ?? {}, ctx.today),
      })),
      can: { register: await may(ctx, tx, 'child.register', { organisationId: ctx.actor.organisationId ?? undefined }) },
    };
  });
}

/** What folded names are matched with: all of them, the typed text in both layouts, or none when nothing of it is a letter. */
function patternsFor(q: string): { one: string | null; other: string | null } {
  if (!q) return { one: '%', other: null };
  const [one = null, other = null] = [foldForSearch(q), foldForSearch(latinLayoutSlip(q))].filter(Boolean).map((text) => `%${text.replaceAll(/[%_]/g, '')}%`);
  return { one, other };
}

/** Whether the form for a new child may be opened at all. */
export function startRegistration(ctx: Context): Promise<{ atSchool: boolean }> {
  return ctx.read(async (tx) => {
    await authorize(ctx, tx, 'child.register', { organisationId: ctx.actor.organisationId ?? '' });
    return { atSchool: ctx.actor.role === 'school_coordinator' };
  });
}
