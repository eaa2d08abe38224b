import { and, asc, desc, eq, inArray, ne, or, sql, type Placeholder } from 'drizzle-orm';
import { alias, QueryBuilder } from 'drizzle-orm/sqlite-core';
import type { Tx } from '#db/client.server';
import { among, listed, prepared } from '#db/prepared.server';
import { assessmentMembers, assessments, conclusions, conclusionSignatures, extracts, findings, referrals, requests, users } from '#db/schema';
import type { Role, Specialty } from '#db/vocabulary';
import { isTeamReady, sectionState, type SectionState } from '~/domain/assessments';
import { fullName } from '~/domain/children';
import { cellFor } from '~/domain/permissions';
import type { HappeningRow } from './case-happenings.server';
import type { Context } from './context';
import { during, opens, valuesOf } from './ties.server';

/** What the case page tells of a child's way through a PMPC: the referral, the examination, the conclusion. */

export interface ExaminationNow {
  id: string;
  on: string;
  at: string;
  room: string;
  sections: { specialty: Specialty; state: SectionState; mine: boolean }[];
}

const from = new QueryBuilder();

const referralsOf = prepared(['childId', 'me', 'here'], (tx, { childId, me, here }, role: Role) => {
  const authors = alias(users, 'authors');
  const deciders = alias(users, 'deciders');
  const sent = and(eq(referrals.pmpcId, here), ne(referrals.state, 'draft'));
  const ofHere = eq(referrals.fromOrganisationId, here);
  const mine = role === 'pmpc_coordinator' ? or(sent, ofHere) : role === 'pmpc_specialist' ? sent : role === 'teacher' ? eq(referrals.authorId, me) : ofHere;
  return tx
    .select({
      id: referrals.id,
      state: referrals.state,
      sentAt: referrals.sentAt,
      decidedAt: referrals.decidedAt,
      surname: authors.surname,
      givenName: authors.givenName,
      deciderSurname: deciders.surname,
      deciderName: deciders.givenName,
    })
    .from(referrals)
    .innerJoin(authors, eq(authors.id, referrals.authorId))
    .leftJoin(deciders, eq(deciders.id, referrals.decidedBy))
    .where(and(eq(referrals.childId, childId), mine))
    .orderBy(desc(referrals.createdAt))
    .limit(20);
});

/** Those whose cell reaches referrals of a child, each as far as `referralsOf` says. */
const KNOW_REFERRALS: readonly Role[] = ['pmpc_coordinator', 'pmpc_specialist', 'teacher', 'school_coordinator'];

/** Referrals as far as the reader's cell reaches: a PMPC sees what was sent to it, a teacher the own ones, a school what came from it. */
export async function readReferrals(ctx: Context, tx: Tx, childId: string) {
  const { role } = ctx.actor;
  if (!KNOW_REFERRALS.includes(role) || cellFor(ctx.actor, 'referral.open').scope === 'none') return { latest: null, happenings: [] };
  const rows = await referralsOf(tx, { childId, ...valuesOf(ctx) }, role);
  const happenings = rows.flatMap((row): HappeningRow[] => {
    const step = (kind: 'referral-sent' | 'referral-accepted' | 'referral-declined', at: Date | null, by: string): HappeningRow[] =>
      at ? [{ kind, id: row.id, at: at.getTime(), by, about: row.id }] : [];
    const decider = fullName({ surname: row.deciderSurname, givenName: row.deciderName });
    return [
      ...step('referral-sent', row.sentAt, fullName(row)),
      ...(row.state === 'withdrawn' ? [] : step(row.state === 'declined' ? 'referral-declined' : 'referral-accepted', row.decidedAt, decider)),
    ];
  });
  const [latest] = rows;
  return { latest: latest ? { id: latest.id, state: latest.state } : null, happenings };
}

const requestsOf = prepared(['childId', 'here'], (tx, { childId, here }) =>
  tx
    .select({ id: requests.id })
    .from(requests)
    .where(and(eq(requests.childId, childId), sql`+${requests.pmpcId} = ${here}`))
    .orderBy(desc(requests.receivedAt))
    .limit(1),
);

/** The newest request about the child in the reader's own queue. */
export async function readRequest(ctx: Context, tx: Tx, childId: string): Promise<string | null> {
  if (!opens(ctx, 'request.open')) return null;
  const [row] = await requestsOf(tx, { childId, here: ctx.actor.organisationId ?? '' });
  return row?.id ?? null;
}

const examinationsOf = prepared(['childId', 'me', 'here', 'today'], (tx, { childId, ...who }, whose: 'all' | 'own') =>
  tx
    .select({ id: assessments.id, state: assessments.state, on: assessments.sessionOn, time: assessments.sessionAt, room: assessments.room, createdAt: assessments.createdAt, surname: users.surname, givenName: users.givenName })
    .from(assessments)
    .innerJoin(users, eq(users.id, assessments.createdBy))
    .where(and(eq(assessments.childId, childId), eq(assessments.pmpcId, who.here), whose === 'own' ? inArray(assessments.id, examinedBy(who)) : undefined))
    .orderBy(desc(assessments.createdAt))
    .limit(10),
);

const membersOf = prepared(['assessmentId'], (tx, { assessmentId }) =>
  tx
    .select({ userId: assessmentMembers.userId, specialty: assessmentMembers.specialty, state: assessmentMembers.state, surname: users.surname, givenName: users.givenName })
    .from(assessmentMembers)
    .innerJoin(users, eq(users.id, assessmentMembers.userId))
    .where(eq(assessmentMembers.assessmentId, assessmentId))
    .orderBy(asc(assessmentMembers.specialty)),
);

const findingsOf = prepared(['assessmentIds'], (tx, { assessmentIds }) =>
  tx
    .select({ id: findings.id, assessmentId: findings.assessmentId, specialty: findings.specialty, medical: findings.medical, state: findings.state, authorId: findings.authorId, signedAt: findings.signedAt, surname: users.surname, givenName: users.givenName })
    .from(findings)
    .innerJoin(users, eq(users.id, findings.authorId))
    .where(among(findings.assessmentId, assessmentIds))
    .limit(60),
);

/** The newest examination of the reader's own PMPC, its sections, and what was signed; a specialist's own examinations only. */
export async function readExamination(ctx: Context, tx: Tx, childId: string) {
  const nothing = { facts: null, now: null, members: [], happenings: [] as HappeningRow[], needed: 0 };
  if (!opens(ctx, 'assessment.open')) return nothing;
  const all = await examinationsOf(tx, { childId, ...valuesOf(ctx) }, ctx.actor.role === 'pmpc_specialist' ? 'own' : 'all');
  const [newest] = all;
  if (!newest) return nothing;
  const people = await membersOf(tx, { assessmentId: newest.id });
  const written = await findingsOf(tx, { assessmentIds: listed(all.map(({ id }) => id)) });

  const sections = people.map((member) => ({
    specialty: member.specialty,
    mine: member.userId === ctx.actor.id && member.specialty === ctx.actor.specialty && member.state === 'needed',
    state: sectionState(member.state, written.filter((row) => row.assessmentId === newest.id && row.specialty === member.specialty && row.authorId === member.userId).map(({ state }) => state)),
  }));
  const own = sections.find(({ mine }) => mine);
  const MY = { 'not-started': 'none', 'in-progress': 'draft', done: 'signed', 'not-needed': 'signed' } as const;
  return {
    facts: { id: newest.id, state: newest.state, mySection: own ? MY[own.state] : null, allSigned: isTeamReady(sections.map(({ state }) => state)) },
    now: newest.state === 'closed' ? null : { id: newest.id, on: newest.on, at: newest.time, room: newest.room, sections },
    needed: people.filter(({ state }) => state === 'needed').length,
    members: people.filter(({ state }) => state === 'needed').map((member) => ({ name: fullName(member), part: null, specialty: member.specialty, assistant: false })),
    happenings: [
      ...all.map((row): HappeningRow => ({ kind: 'session-set', id: row.id, at: row.createdAt.getTime(), by: fullName(row), day: row.on, time: row.time, about: row.id })),
      ...written.flatMap((row) => signedSection(ctx, row)),
    ],
  };
}

/** The examinations the actor is a needed member of now. */
function examinedBy({ me, today }: Record<'me' | 'today', Placeholder>) {
  return from
    .select({ id: assessmentMembers.assessmentId })
    .from(assessmentMembers)
    .where(and(eq(assessmentMembers.userId, me), eq(assessmentMembers.state, 'needed'), during({ today }, assessmentMembers)));
}

/** A signed section as the reader may know of it: open, closed (the medical one, for the head of the PMPC), or not at all. */
function signedSection(
  ctx: Context,
  row: { id: string; specialty: Specialty; medical: boolean; authorId: string; signedAt: Date | null; surname: string; givenName: string },
): HappeningRow[] {
  if (!row.signedAt) return [];
  const at = row.signedAt.getTime();
  if (row.medical && cellFor(ctx.actor, 'finding.open-medical').again) return [{ kind: 'medical-signed', id: row.id, at, by: null, closed: true }];
  const isOpen = row.authorId === ctx.actor.id || opens(ctx, row.medical ? 'finding.open-medical' : 'finding.open-others');
  return isOpen ? [{ kind: 'finding-signed', id: row.id, at, by: fullName(row), specialty: row.specialty, about: row.id }] : [];
}

const conclusionsOf = prepared(['childId', 'me', 'here', 'today'], (tx, { childId, ...who }, which: 'all' | 'of the PMPC' | 'of the member') =>
  tx
    .select({
      id: conclusions.id,
      state: conclusions.state,
      number: conclusions.number,
      issuedOn: conclusions.issuedOn,
      validUntil: conclusions.validUntil,
      version: conclusions.version,
      authorId: conclusions.authorId,
      extractId: extracts.id,
      surname: users.surname,
      givenName: users.givenName,
    })
    .from(conclusions)
    .leftJoin(extracts, eq(extracts.conclusionId, conclusions.id))
    .leftJoin(users, eq(users.id, conclusions.issuedBy))
    .where(
      and(
        eq(conclusions.childId, childId),
        which === 'all' ? undefined : eq(conclusions.pmpcId, who.here),
        which === 'of the member' ? or(ne(conclusions.state, 'draft'), inArray(conclusions.assessmentId, examinedBy(who))) : undefined,
      ),
    )
    .orderBy(desc(conclusions.createdAt))
    .limit(10),
);

const signaturesOf = prepared(['conclusionId', 'version'], (tx, { conclusionId, version }) =>
  tx
    .select({ userId: conclusionSignatures.userId })
    .from(conclusionSignatures)
    .where(and(eq(conclusionSignatures.conclusionId, conclusionId), eq(conclusionSignatures.signedVersion, version))),
);

/**
 * The PMPC's own conclusions for those who may read them whole, the extract for the school with which it is shared.
 * @param shared what `sharedConclusions` tells of the child
 */
export async function readConclusions(ctx: Context, tx: Tx, childId: string, shared: ReadonlySet<string>) {
  const whole = opens(ctx, 'conclusion.open');
  if (!whole && !opens(ctx, 'extract.open')) return { facts: null, issued: null, extract: null, validUntil: null, happenings: [] as HappeningRow[] };
  const rows = await conclusionsOf(tx, { childId, ...valuesOf(ctx) }, !whole ? 'all' : ctx.actor.role === 'pmpc_specialist' ? 'of the member' : 'of the PMPC');
  const issued = rows.filter(({ state }) => state === 'issued');
  if (!whole) {
    const open = issued.find(({ id }) => shared.has(id));
    const tells = open && cellFor(ctx.actor, 'extract.open').only !== 'actions';
    return { facts: null, issued: null, extract: open?.extractId ?? null, validUntil: tells ? open.validUntil : null, happenings: [] as HappeningRow[] };
  }
  const [newest] = rows;
  const [last] = issued;
  const signatures = newest ? await signaturesOf(tx, { conclusionId: newest.id, version: newest.version }) : [];
  return {
    facts: newest
      ? {
          id: newest.id,
          state: newest.state,
          mine: newest.authorId === ctx.actor.id,
          shared: shared.has(newest.id),
          signedByMe: signatures.some(({ userId }) => userId === ctx.actor.id),
          signed: signatures.length,
        }
      : null,
    issued: last?.issuedOn ? { id: last.id, number: last.number ?? 0, on: last.issuedOn } : null,
    extract: last?.extractId ?? null,
    validUntil: last?.validUntil ?? null,
    happenings: issued.map((row): HappeningRow => ({
      kind: 'conclusion-issued',
      id: row.id,
      at: noonOf(row.issuedOn ?? ctx.today),
      by: row.surname ? fullName(row) : null,
      number: row.number ?? 0,
      about: row.id,
    })),
  };
}

/** A civil day as a place in the timeline: noon in Kazakhstan. */
function noonOf(day: string): number {
  return Date.parse(`${day}T12:00:00+05:00`);
}
