import { and, asc, eq, gt, like, ne, or, sql, type SQL } from 'drizzle-orm';
import { memberships, organisations, referenceItems, users } from '#db/schema';
import type { Duty, Language, OrganisationKind, Role, Specialty } from '#db/vocabulary';
import { foldForSearch, fullName, latinLayoutSlip } from '~/domain/children';
import { PAGE_SIZE, pageOf, type After, type Page } from '~/domain/lists';
import { refuse } from '~/domain/refusal';
import { listing } from './audit.server';
import type { Context } from './context';
import { authorize, during } from './ties.server';

type Names = Record<Language, string>;

export interface OrganisationRow {
  id: string;
  name: Names;
  kind: OrganisationKind;
  locality: string;
  rural: boolean;
  staff: number;
}

/** All organisations, for the administrator; counts of staff, never of children. */
export function listOrganisations(ctx: Context, query: { q: string; after: After | null }): Promise<Page<OrganisationRow>> {
  return ctx.read(async (tx) => {
    const cell = await authorize(ctx, tx, 'organisation.edit', { organisationId: ctx.actor.organisationId ?? undefined });
    if (cell.scope !== 'all') refuse('not-found');
    const wanted = called(organisations.folded, query.q);
    const [counted] = await tx.select({ total: sql<number>`count(*)` }).from(organisations).where(wanted);
    const rows = await tx
      .select({
        id: organisations.id,
        kind: organisations.kind,
        kk: organisations.nameKk,
        ru: organisations.nameRu,
        en: organisations.nameEn,
        folded: organisations.folded,
        locality: organisations.locality,
        rural: organisations.rural,
        staff: sql<number>`count(distinct ${memberships.userId})`,
      })
      .from(organisations)
      .leftJoin(memberships, and(eq(memberships.organisationId, organisations.id), during(ctx, memberships)))
      .where(and(wanted, query.after ? or(gt(organisations.folded, query.after.key), and(eq(organisations.folded, query.after.key), gt(organisations.id, query.after.id))) : undefined))
      .groupBy(organisations.id)
      .orderBy(asc(organisations.folded), asc(organisations.id))
      .limit(PAGE_SIZE + 1);
    const { rows: shown, ...page } = pageOf(rows, counted?.total ?? 0, ({ folded: key, id }) => ({ key, id }));
    return { ...page, rows: shown.map(({ kk, ru, en, folded: _, ...row }) => ({ ...row, name: { kk, ru, en } })) };
  });
}

export const PERSON_STATES = ['working', 'waiting', 'disabled'] as const;
export type PersonState = (typeof PERSON_STATES)[number];

export interface PersonRow {
  id: string;
  name: string;
  role: Role;
  duty: Duty | null;
  specialty: Specialty | null;
  organisation: Names | null;
  state: PersonState;
}

/** People with a place today: all of them for the administrator, the own organisation's for staff. Families are not in it. */
export function listPeople(ctx: Context, query: { q: string; after: After | null }): Promise<Page<PersonRow>> {
  const here = ctx.actor.organisationId;
  return listing(ctx, 'account.directory', `name:${query.q ? 'yes' : 'no'}`, async (tx) => {
    const cell = await authorize(ctx, tx, 'account.directory', { organisationId: here ?? undefined });
    if (ctx.actor.role === 'parent') refuse('not-found');
    const wanted = and(
      called(users.folded, query.q),
      cell.scope === 'all' ? ne(memberships.role, 'parent') : eq(memberships.organisationId, here ?? ''),
      during(ctx, memberships),
    );
    const [counted] = await tx.select({ total: sql<number>`count(*)` }).from(memberships).innerJoin(users, eq(users.id, memberships.userId)).where(wanted);
    const rows = await tx
      .select({
        id: memberships.id,
        surname: users.surname,
        givenName: users.givenName,
        patronymic: users.patronymic,
        sortKey: users.sortKey,
        role: memberships.role,
        duty: memberships.duty,
        specialty: memberships.specialty,
        disabled: sql<number>`${users.disabledAt} is not null`,
        waiting: sql<number>`${users.passwordHash} is null`,
        kk: organisations.nameKk,
        ru: organisations.nameRu,
        en: organisations.nameEn,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .leftJoin(organisations, eq(organisations.id, memberships.organisationId))
      .where(and(wanted, query.after ? or(gt(users.sortKey, query.after.key), and(eq(users.sortKey, query.after.key), gt(memberships.id, query.after.id))) : undefined))
      .orderBy(asc(users.sortKey), asc(memberships.id))
      .limit(PAGE_SIZE + 1);
    const { rows: shown, ...page } = pageOf(rows, counted?.total ?? 0, ({ sortKey: key, id }) => ({ key, id }));
    return {
      ...page,
      rows: shown.map(({ surname, givenName, patronymic, sortKey: _, disabled, waiting, kk, ru, en, ...row }) => ({
        ...row,
        name: fullName({ surname, givenName, patronymic }),
        organisation: kk && ru && en ? { kk, ru, en } : null,
        state: disabled ? 'disabled' : waiting ? 'waiting' : 'working',
      })),
    };
  });
}

function called(folded: typeof users.folded | typeof organisations.folded, q: string): SQL | undefined {
  if (!q) return undefined;
  const tries = [...new Set([foldForSearch(q), foldForSearch(latinLayoutSlip(q))])].filter(Boolean);
  if (tries.length === 0) return sql`0`;
  return or(...tries.map((text) => like(folded, `%${text.replaceAll(/[%_]/g, '')}%`)));
}

export interface Indicator {
  id: string;
  name: Names;
  formula: string;
  unit: string;
  better: string;
}

/** The definitions of the indicators, as the reference data hold them; no numbers. */
export function listIndicators(ctx: Context): Promise<Indicator[]> {
  return ctx.read(async (tx) => {
    await authorize(ctx, tx, 'reference.use', {});
    const rows = await tx
      .select({ body: referenceItems.body })
      .from(referenceItems)
      .where(eq(referenceItems.collection, 'indicators'))
      .orderBy(asc(referenceItems.position));
    return rows.map(({ body }) => {
      const { id, name, formula, unit, better } = body as Indicator;
      return { id, name, formula, unit, better };
    });
  });
}
