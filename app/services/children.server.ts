import { randomBytes } from 'node:crypto';
import { and, asc, desc, eq, exists, gt, like, or, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';
import type { Tx } from '#db/client.server';
import { auditEntries, children, enrolments, organisations, plans } from '#db/schema';
import { fingerprint } from '#db/sealed.server';
import { ageOn } from '~/domain/calendar';
import { foldForSearch, fullName, lastFour, latinLayoutSlip, sortKey, type ChildDraft } from '~/domain/children';
import { PAGE_SIZE, pageOf, type After, type Page } from '~/domain/lists';
import { refuse } from '~/domain/refusal';
import { stageOf, type Stage } from '~/domain/stages';
import { audit, listing } from './audit.server';
import type { Context } from './context';
import { milestonesOf } from './milestones.server';
import { authorize, childrenWithin, during, guardianLink, may } from './ties.server';

const from = new QueryBuilder();

/**
 * Registers a child at the actor's organisation. A school's child is enrolled there from today.
 * @returns the child's id
 * @throws Refused `child.known-here` when the IIN belongs to a child here, `child.known-elsewhere` until the registrar
 * says that the other organisation was asked; nothing more is told of that other record.
 */
export async function registerChild(ctx: Context, draft: ChildDraft): Promise<string> {
  const mark = draft.iin ? fingerprint(draft.iin) : null;
  const known = mark ? await checkDuplicate(ctx, mark) : 'new';
  if (known === 'here') refuse('child.known-here');
  if (known === 'elsewhere' && !draft.knownElsewhere) refuse('child.known-elsewhere');

  return ctx.transaction(async (tx) => {
    const here = ctx.actor.organisationId ?? '';
    await authorize(ctx, tx, 'child.register', { organisationId: here });
    if (mark && (await twinOf(ctx, tx, mark)) !== known) refuse('child.known-here');

    const names = { surname: draft.surname, givenName: draft.givenName, patronymic: draft.patronymic || null };
    const [child] = await tx
      .insert(children)
      .values({
        ...names,
        code: newCode(),
        folded: foldForSearch(fullName(names)),
        sortKey: sortKey(fullName(names)),
        birthDate: draft.birthDate,
        sex: draft.sex,
        iin: draft.iin || null,
        iinFingerprint: mark,
        iinLastFour: draft.iin ? lastFour(draft.iin) : null,
        noIinReason: draft.iin ? null : draft.noIinReason,
        instructionLanguage: draft.instructionLanguage,
        homeLanguage: draft.homeLanguage,
        communication: draft.communication,
        supportSummary: draft.supportSummary,
        registeredAt: ctx.now,
        registeredBy: ctx.actor.id,
        registeredOrganisationId: here,
      })
      .returning({ id: children.id });
    if (!child) throw new Error('the child was not written');
    if (ctx.actor.role === 'school_coordinator') {
      await tx.insert(enrolments).values({ childId: child.id, organisationId: here, className: draft.className || '—', validFrom: ctx.today });
    }
    await audit(ctx, tx, 'child.register', { childId: child.id, subjectId: child.id });
    return child.id;
  });
}

type Known = 'new' | 'here' | 'elsewhere';

/** How often a person may ask about an IIN in a day: the answer is yes or no, and a list of numbers must not be tried. */
const CHECKS_A_DAY = 20;

/**
 * Asks whether a child with this IIN is known; the line stays in the record whatever follows.
 * @throws Refused `too-many-attempts` after the day's questions are used up
 */
function checkDuplicate(ctx: Context, mark: string): Promise<Known> {
  return ctx.transaction(async (tx) => {
    await authorize(ctx, tx, 'identity.duplicate-check', { organisationId: ctx.actor.organisationId ?? '' });
    const dayAgo = new Date(ctx.now.getTime() - 86_400_000);
    const [asked] = await tx
      .select({ count: sql<number>`count(*)` })
      .from(auditEntries)
      .where(and(eq(auditEntries.actorId, ctx.actor.id), eq(auditEntries.action, 'identity.duplicate-check'), gt(auditEntries.at, dayAgo)));
    if ((asked?.count ?? 0) >= CHECKS_A_DAY) refuse('too-many-attempts', { minutes: 24 * 60 });
    const known = await twinOf(ctx, tx, mark);
    await audit(ctx, tx, 'identity.duplicate-check', { detail: known === 'new' ? 'new' : 'known' });
    return known;
  });
}

async function twinOf(ctx: Context, tx: Tx, mark: string): Promise<Known> {
  const [twin] = await tx
    .select({ here: sql<number>`${childrenWithin(ctx, 'child.open')}` })
    .from(children)
    .where(eq(children.iinFingerprint, mark))
    .orderBy(desc(childrenWithin(ctx, 'child.open')))
    .limit(1);
  if (!twin) return 'new';
  return twin.here ? 'here' : 'elsewhere';
}

/** A name for papers that says nothing: `Q7K2-M9XD`. */
function newCode(): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  const code = [...randomBytes(8)].map((byte) => letters[byte % letters.length]).join('');
  return `${code.slice(0, 4)}-${code.slice(4)}`;
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

/** The children in the actor's reach, by name in Kazakh order. `q` finds parts of names, also typed on the wrong layout. */
export function listChildren(ctx: Context, query: { q: string; show: ChildFilter; after: After | null }): Promise<ChildList> {
  const filters = `name:${query.q ? 'yes' : 'no'} show:${query.show}`;
  return listing(ctx, 'child.list', filters, async (tx) => {
    const wanted = and(childrenWithin(ctx, 'child.list'), named(query.q), planned(query.show));
    const [counted] = await tx.select({ total: sql<number>`count(*)` }).from(children).where(wanted);
    const rows = await tx
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
      .leftJoin(enrolments, and(eq(enrolments.childId, children.id), during(ctx, enrolments)))
      .leftJoin(organisations, eq(organisations.id, enrolments.organisationId))
      .where(and(wanted, after(query.after)))
      .orderBy(asc(children.sortKey), asc(children.id))
      .limit(PAGE_SIZE + 1);
    const { rows: shown, ...page } = pageOf(rows, counted?.total ?? 0, ({ sortKey: key, id }) => ({ key, id }));
    const milestones = await milestonesOf(ctx, tx, shown.map(({ id }) => id));
    const closed = new Set<string>();
    if (ctx.actor.role === 'parent') {
      for (const { id } of shown) if ((await guardianLink(ctx, tx, id))?.closed.includes('location')) closed.add(id);
    }
    return {
      ...page,
      rows: shown.map((row) => ({
        id: row.id,
        name: fullName(row),
        age: ageOn(row.birthDate, ctx.today).years,
        className: closed.has(row.id) ? null : row.className,
        school: row.kk && row.ru && row.en && !closed.has(row.id) ? { kk: row.kk, ru: row.ru, en: row.en } : null,
        stage: stageOf(milestones.get(row.id) ?? {}, ctx.today),
      })),
      can: { register: await may(ctx, tx, 'child.register', { organisationId: ctx.actor.organisationId ?? undefined }) },
    };
  });
}

function named(q: string): SQL | undefined {
  if (!q) return undefined;
  const tries = [foldForSearch(q), foldForSearch(latinLayoutSlip(q))].filter((text, index, all) => text && all.indexOf(text) === index);
  if (tries.length === 0) return sql`0`;
  return or(...tries.map((text) => like(children.folded, `%${text.replaceAll(/[%_]/g, '')}%`)));
}

function planned(show: ChildFilter): SQL | undefined {
  if (show === 'all') return undefined;
  const active = exists(from.select({ one: sql`1` }).from(plans).where(and(eq(plans.childId, children.id), eq(plans.state, 'active'))));
  return show === 'with-plan' ? active : sql`not ${active}`;
}

function after(key: After | null): SQL | undefined {
  if (!key) return undefined;
  return or(gt(children.sortKey, key.key), and(eq(children.sortKey, key.key), gt(children.id, key.id)));
}

/** Whether the form for a new child may be opened at all. */
export function startRegistration(ctx: Context): Promise<{ atSchool: boolean }> {
  return ctx.read(async (tx) => {
    await authorize(ctx, tx, 'child.register', { organisationId: ctx.actor.organisationId ?? '' });
    return { atSchool: ctx.actor.role === 'school_coordinator' };
  });
}
