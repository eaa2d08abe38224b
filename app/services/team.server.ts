import { and, asc, desc, eq, gte, isNull, or, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { assignments, memberships, teamMembers, users } from '#db/schema';
import type { Specialty, TeamPart } from '#db/vocabulary';
import { fullName } from '~/domain/children';
import { refuse } from '~/domain/refusal';
import { lastDayOf, whyNotEnd, whyNotJoin, type EndingDraft, type TeamDraft } from '~/domain/team';
import { audit, opening } from './audit.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { authorize, during, may } from './ties.server';

export interface TeamRow {
  id: string;
  name: string;
  part: TeamPart;
  from: string;
  to: string | null;
  /** Past places stay in the list of a coordinator. */
  over: boolean;
  can: { end: boolean };
}

export interface TeamPage {
  head: ChildHead;
  rows: TeamRow[];
  assistants: { id: string; name: string; from: string; to: string }[];
  can: { assign: boolean };
}

/** Who works with the child at the reader's organisation: for its coordinator, and read-only for the child's teachers. */
export function listTeam(ctx: Context, childId: string): Promise<TeamPage> {
  return opening(ctx, 'child.open', { childId, detail: 'team' }, async (tx) => {
    await authorize(ctx, tx, 'child.open', { childId });
    const assigns = await may(ctx, tx, 'team.assign', { childId });
    if (!assigns && ctx.actor.role !== 'teacher') refuse('not-found');
    const here = ctx.actor.organisationId ?? '';
    const rows = await tx
      .select({
        id: teamMembers.id,
        surname: users.surname,
        givenName: users.givenName,
        patronymic: users.patronymic,
        part: teamMembers.part,
        from: teamMembers.validFrom,
        to: teamMembers.validTo,
      })
      .from(teamMembers)
      .innerJoin(users, eq(users.id, teamMembers.userId))
      .where(and(eq(teamMembers.childId, childId), eq(teamMembers.organisationId, here), assigns ? undefined : during(ctx, teamMembers)))
      .orderBy(sql`coalesce(${teamMembers.validTo}, '9999') < ${ctx.today}`, asc(users.sortKey), desc(teamMembers.validFrom), asc(teamMembers.id));
    const helpers = await tx
      .select({ id: assignments.id, surname: users.surname, givenName: users.givenName, patronymic: users.patronymic, from: assignments.validFrom, to: assignments.validTo })
      .from(assignments)
      .innerJoin(users, eq(users.id, assignments.userId))
      .where(and(eq(assignments.childId, childId), eq(assignments.organisationId, here), eq(assignments.state, 'active'), during(ctx, assignments)))
      .orderBy(asc(users.sortKey), asc(assignments.id));
    return {
      head: await readHead(ctx, tx, childId),
      rows: rows.map((row) => {
        const over = row.to !== null && row.to < ctx.today;
        return { id: row.id, name: fullName(row), part: row.part, from: row.from, to: row.to, over, can: { end: assigns && !over } };
      }),
      assistants: helpers.map((row) => ({ id: row.id, name: fullName(row), from: row.from, to: row.to })),
      can: { assign: assigns },
    };
  });
}

export interface TeamFormPage {
  head: ChildHead;
  /** Teachers and specialists of the organisation, by name. */
  people: { id: string; name: string; specialty: Specialty | null }[];
  today: string;
}

/** What the form for a new member of the team shows. */
export function startJoining(ctx: Context, childId: string): Promise<TeamFormPage> {
  return ctx.read(async (tx) => {
    await authorize(ctx, tx, 'team.assign', { childId });
    return { head: await readHead(ctx, tx, childId), people: await directory(ctx, tx), today: ctx.today };
  });
}

async function directory(ctx: Context, tx: Tx): Promise<TeamFormPage['people']> {
  const rows = await tx
    .select({ id: users.id, surname: users.surname, givenName: users.givenName, patronymic: users.patronymic, specialty: memberships.specialty })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.organisationId, ctx.actor.organisationId ?? ''),
        eq(memberships.role, 'teacher'),
        or(isNull(memberships.validTo), gte(memberships.validTo, ctx.today)),
        isNull(users.disabledAt),
      ),
    )
    .orderBy(asc(users.sortKey), asc(users.id));
  return rows
    .filter((row, index) => rows.findIndex(({ id }) => id === row.id) === index)
    .map((row) => ({ id: row.id, name: fullName(row), specialty: row.specialty }));
}

/**
 * Puts a teacher or specialist of the coordinator's organisation into the child's team: from that day the file is open
 * to them. @returns the id of the place
 * @throws Refused `field.choose` for somebody from elsewhere, `team.already-there`
 */
export function assignToTeam(ctx: Context, childId: string, draft: TeamDraft): Promise<string> {
  return ctx.transaction(async (tx) => {
    await authorize(ctx, tx, 'team.assign', { childId });
    const people = await directory(ctx, tx);
    if (!people.some(({ id }) => id === draft.userId)) refuse('field.choose');
    const organisationId = ctx.actor.organisationId ?? '';
    const places = await tx
      .select({ validFrom: teamMembers.validFrom, validTo: teamMembers.validTo })
      .from(teamMembers)
      .where(and(eq(teamMembers.childId, childId), eq(teamMembers.userId, draft.userId), eq(teamMembers.organisationId, organisationId)));
    const whyNot = whyNotJoin(draft, places);
    if (whyNot) refuse(whyNot);
    const [place] = await tx.insert(teamMembers).values({ ...draft, childId, organisationId }).returning({ id: teamMembers.id });
    if (!place) throw new Error('the place in the team was not written');
    await audit(ctx, tx, 'team.assign', { childId, subjectId: place.id, detail: draft.part });
    return place.id;
  });
}

export interface EndingPage {
  head: ChildHead;
  name: string;
  part: TeamPart;
  today: string;
}

/** What the page shows on which a place in the team is ended. */
export function startEnding(ctx: Context, memberId: string): Promise<EndingPage> {
  return ctx.read(async (tx) => {
    const place = await findPlace(ctx, tx, memberId);
    return { head: await readHead(ctx, tx, place.childId), name: fullName(place), part: place.part, today: ctx.today };
  });
}

/**
 * Ends a place in the team: reading ends at midnight after the last day, or at once.
 * @returns the child's id
 * @throws Refused `team.ended`, `field.before-start`
 */
export function endTeamPlace(ctx: Context, memberId: string, draft: EndingDraft): Promise<string> {
  return ctx.transaction(async (tx) => {
    const place = await findPlace(ctx, tx, memberId);
    const whyNot = whyNotEnd(place, draft, ctx.today);
    if (whyNot) refuse(whyNot);
    const validTo = lastDayOf(draft, ctx.today);
    await tx.update(teamMembers).set({ validTo }).where(eq(teamMembers.id, memberId));
    await audit(ctx, tx, 'team.assign', { childId: place.childId, subjectId: memberId, detail: draft.atOnce ? 'ended at once' : 'ended' });
    return place.childId;
  });
}

async function findPlace(ctx: Context, tx: Tx, memberId: string) {
  const [place] = await tx
    .select({
      childId: teamMembers.childId,
      organisationId: teamMembers.organisationId,
      part: teamMembers.part,
      validFrom: teamMembers.validFrom,
      validTo: teamMembers.validTo,
      surname: users.surname,
      givenName: users.givenName,
      patronymic: users.patronymic,
    })
    .from(teamMembers)
    .innerJoin(users, eq(users.id, teamMembers.userId))
    .where(eq(teamMembers.id, memberId));
  if (!place || place.organisationId !== ctx.actor.organisationId) refuse('not-found');
  await authorize(ctx, tx, 'team.assign', { childId: place.childId });
  return place;
}
