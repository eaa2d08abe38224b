import { and, asc, eq, gte, inArray, isNull, lte, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { listed, prepared } from '#db/prepared.server';
import { assessmentMembers, assessments, assignments, children, enrolments, guardianRestrictions, guardians, memberships, organisations, referrals, teamMembers, users } from '#db/schema';
import type { Duty, Language, Relation, Role, Specialty, TeamPart } from '#db/vocabulary';
import { fullName } from '~/domain/children';
import { opening } from './audit.server';
import type { Context } from './context';
import { knownReferrals, knownTo, sharedConclusions } from './milestones.server';
import { authorize, during, valuesOf } from './ties.server';

type Names = Record<Language, string>;

/** By what a person is tied to the child. */
export const TIES = ['coordinates', 'team', 'assists', 'pmpc', 'examines', 'guardian'] as const;
export type TieKind = (typeof TIES)[number];

export interface AccessRow {
  userId: string;
  name: string;
  role: Role;
  duty: Duty | null;
  part: TeamPart | null;
  specialty: Specialty | null;
  relation: Relation | null;
  organisation: Names | null;
  tie: TieKind;
  /** Null when it is not told. */
  since: string | null;
  until: string | null;
}

export interface AccessPage {
  childId: string;
  rows: Omit<AccessRow, 'userId'>[];
}

/**
 * Who may open the child's file today, by which tie, since and until when. A family sees the staff and itself: other
 * guardians never; while places are closed to it, no organisation and no examiner's day, as that tells the session's. A
 * school sees the people of a PMPC it may know of.
 */
export function openAccess(ctx: Context, childId: string): Promise<AccessPage> {
  return opening(ctx, 'audit.access', { childId }, async (tx) => {
    await authorize(ctx, tx, 'audit.access', { childId });
    const isFamily = ctx.actor.role === 'parent';
    const people = (await peopleWithAccess(ctx, tx, childId)).filter(({ tie, userId }) => !isFamily || tie !== 'guardian' || userId === ctx.actor.id);
    const hidesPlaces = isFamily && (await closedToMe(ctx, tx, childId, 'location'));
    return {
      childId,
      rows: people.map(({ userId: _, organisation, since, ...person }) => ({
        ...person,
        organisation: hidesPlaces ? null : organisation,
        since: hidesPlaces && person.tie === 'examines' ? null : since,
      })),
    };
  });
}

async function closedToMe(ctx: Context, tx: Tx, childId: string, kind: 'location'): Promise<boolean> {
  const [row] = await tx
    .select({ id: guardianRestrictions.id })
    .from(guardianRestrictions)
    .innerJoin(guardians, eq(guardians.id, guardianRestrictions.guardianId))
    .where(and(eq(guardians.childId, childId), eq(guardians.userId, ctx.actor.id), acts(ctx), eq(guardianRestrictions.kind, kind)))
    .limit(1);
  return row !== undefined;
}

function acts(ctx: Context): SQL | undefined {
  return and(isNull(guardianRestrictions.liftedAt), lte(guardianRestrictions.validFrom, ctx.today), gte(guardianRestrictions.validTo, ctx.today));
}

/** The referrals whose PMPC stands in the list: for a school those it may know of, for the others all. */
async function toldReferrals(ctx: Context, tx: Tx, childId: string): Promise<SQL | undefined> {
  return ctx.actor.role === 'school_coordinator' ? knownReferrals(ctx, await sharedConclusions(ctx, tx, [childId])) : undefined;
}

/** Everybody whom ties.server.ts would let to this child today, as far as the reader may know, told person by person. */
async function peopleWithAccess(ctx: Context, tx: Tx, childId: string): Promise<AccessRow[]> {
  const toldOf = await toldReferrals(ctx, tx, childId);
  const person = { userId: users.id, surname: users.surname, givenName: users.givenName };
  const place = { kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn };
  const none = { duty: null, part: null, specialty: null, relation: null, until: null };

  const coordinating = await tx
    .select({ ...person, ...place, duty: memberships.duty, since: sql<string>`max(${enrolments.validFrom}, ${memberships.validFrom})`, until: memberships.validTo })
    .from(enrolments)
    .innerJoin(memberships, and(eq(memberships.organisationId, enrolments.organisationId), eq(memberships.role, 'school_coordinator'), during(ctx, memberships)))
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(organisations, eq(organisations.id, enrolments.organisationId))
    .where(and(eq(enrolments.childId, childId), during(ctx, enrolments), isNull(users.disabledAt)))
    .orderBy(asc(users.sortKey));
  const teaching = await tx
    .select({ ...person, ...place, part: teamMembers.part, since: teamMembers.validFrom, until: teamMembers.validTo })
    .from(teamMembers)
    .innerJoin(users, eq(users.id, teamMembers.userId))
    .innerJoin(organisations, eq(organisations.id, teamMembers.organisationId))
    .where(and(eq(teamMembers.childId, childId), during(ctx, teamMembers), isNull(users.disabledAt)))
    .orderBy(asc(users.sortKey));
  const assisting = await tx
    .select({ ...person, ...place, since: assignments.validFrom, until: assignments.validTo })
    .from(assignments)
    .innerJoin(users, eq(users.id, assignments.userId))
    .innerJoin(organisations, eq(organisations.id, assignments.organisationId))
    .where(and(eq(assignments.childId, childId), eq(assignments.state, 'active'), during(ctx, assignments), isNull(users.disabledAt)))
    .orderBy(asc(users.sortKey));
  const atPmpc = await tx
    .selectDistinct({ ...person, ...place, sortKey: users.sortKey, duty: memberships.duty, since: memberships.validFrom, until: memberships.validTo })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(organisations, eq(organisations.id, memberships.organisationId))
    .where(and(eq(memberships.role, 'pmpc_coordinator'), during(ctx, memberships), isNull(users.disabledAt), inArray(memberships.organisationId, await pmpcsKnowing(tx, childId, toldOf))))
    .orderBy(asc(users.sortKey));
  const examining = await tx
    .select({ ...person, ...place, specialty: assessmentMembers.specialty, since: assessmentMembers.validFrom, until: assessmentMembers.validTo })
    .from(assessmentMembers)
    .innerJoin(assessments, eq(assessments.id, assessmentMembers.assessmentId))
    .innerJoin(users, eq(users.id, assessmentMembers.userId))
    .innerJoin(organisations, eq(organisations.id, assessments.pmpcId))
    .innerJoin(referrals, eq(referrals.id, assessments.referralId))
    .where(and(eq(assessments.childId, childId), toldOf, eq(assessmentMembers.state, 'needed'), during(ctx, assessmentMembers), isNull(users.disabledAt)))
    .orderBy(asc(users.sortKey));
  const parents = await tx
    .select({ ...person, guardianId: guardians.id, relation: guardians.relation, since: guardians.validFrom, until: guardians.validTo })
    .from(guardians)
    .innerJoin(users, eq(users.id, guardians.userId))
    .where(and(eq(guardians.childId, childId), during(ctx, guardians), isNull(users.disabledAt)))
    .orderBy(asc(users.sortKey));
  const shut = await tx
    .select({ guardianId: guardianRestrictions.guardianId })
    .from(guardianRestrictions)
    .innerJoin(guardians, eq(guardians.id, guardianRestrictions.guardianId))
    .where(and(eq(guardians.childId, childId), eq(guardianRestrictions.kind, 'portal'), acts(ctx)));

  const row = <Known extends { userId: string; surname: string; givenName: string; since: string; kk?: string; ru?: string; en?: string }>(
    { userId, surname, givenName, kk, ru, en, ...known }: Known,
    role: Role,
    tie: TieKind,
  ): AccessRow => ({ ...none, ...known, userId, name: fullName({ surname, givenName }), organisation: kk && ru && en ? { kk, ru, en } : null, role, tie });
  return [
    ...coordinating.map((one) => row(one, 'school_coordinator', 'coordinates')),
    ...teaching.map((one) => row(one, 'teacher', 'team')),
    ...assisting.map((one) => row(one, 'assistant', 'assists')),
    ...atPmpc.map(({ sortKey: _, ...one }) => row(one, 'pmpc_coordinator', 'pmpc')),
    ...examining.map((one) => row(one, 'pmpc_specialist', 'examines')),
    ...parents.filter(({ guardianId }) => !shut.some((one) => one.guardianId === guardianId)).map(({ guardianId: _, ...one }) => row(one, 'parent', 'guardian')),
  ];
}

const accessCount = prepared(['childId', 'here', 'today', 'shares'], (tx, { childId, here, today, shares }, reader: 'school' | 'other') => {
  const told = (reader === 'school' && knownTo('school', { here, shares })) || sql`1`;
  const valid = (row: SQL) => sql`${row}.valid_from <= ${today} and (${row}.valid_to is null or ${row}.valid_to >= ${today})`;
  const [e, m, t, a, x, g] = [sql.raw('e'), sql.raw('m'), sql.raw('t'), sql.raw('a'), sql.raw('x'), sql.raw('g')];
  const people = sql`
    select m.user_id from ${enrolments} e join ${memberships} m on m.organisation_id = e.organisation_id and m.role = 'school_coordinator'
      where e.child_id = ${childId} and ${valid(e)} and ${valid(m)}
    union select t.user_id from ${teamMembers} t where t.child_id = ${childId} and ${valid(t)}
    union select a.user_id from ${assignments} a where a.child_id = ${childId} and a.state = 'active' and ${valid(a)}
    union select m.user_id from ${memberships} m where m.role = 'pmpc_coordinator' and ${valid(m)} and m.organisation_id in (
      select registered_organisation_id from ${children} where id = ${childId}
      union select pmpc_id from ${referrals} where child_id = ${childId} and state in ('sent', 'accepted', 'closed') and ${told})
    union select x.user_id from ${assessmentMembers} x join ${assessments} s on s.id = x.assessment_id join ${referrals} on ${referrals.id} = s.referral_id
      where s.child_id = ${childId} and x.state = 'needed' and ${valid(x)} and ${told}
    union select g.user_id from ${guardians} g where g.child_id = ${childId} and g.user_id is not null and ${valid(g)} and not exists (
      select 1 from ${guardianRestrictions} r where r.guardian_id = g.id and r.kind = 'portal' and r.lifted_at is null
        and r.valid_from <= ${today} and r.valid_to >= ${today})`;
  return tx.select({ count: sql<number>`count(*)` }).from(users).where(and(isNull(users.disabledAt), sql`${users.id} in (${people})`));
});

/**
 * How many people `openAccess` would tell of, in one question: every case page of a coordinator asks it.
 * @param shares what `sharedConclusions` tells of the child
 */
export async function countAccess(ctx: Context, tx: Tx, childId: string, shares: ReadonlySet<string>): Promise<number> {
  const values = { childId, ...valuesOf(ctx), shares: listed([...shares]) };
  const [counted] = await accessCount(tx, values, ctx.actor.role === 'school_coordinator' ? 'school' : 'other');
  return counted?.count ?? 0;
}

/** The PMPCs that registered the child or were sent a referral that still counts. */
async function pmpcsKnowing(tx: Tx, childId: string, toldOf: SQL | undefined): Promise<string[]> {
  const registered = await tx.select({ id: children.registeredOrganisationId }).from(children).where(eq(children.id, childId));
  const asked = await tx
    .selectDistinct({ id: referrals.pmpcId })
    .from(referrals)
    .where(and(eq(referrals.childId, childId), toldOf, inArray(referrals.state, ['sent', 'accepted', 'closed'])));
  return [...registered, ...asked].map(({ id }) => id);
}
