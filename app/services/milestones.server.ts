import { and, desc, eq, inArray, isNotNull, or, sql, type Placeholder, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';
import type { Tx } from '#db/client.server';
import { among, listed, prepared } from '#db/prepared.server';
import { assessments, conclusions, consents, entries, plans, referrals } from '#db/schema';
import type { ConsentManner, ConsentPurpose, ConsentState } from '#db/vocabulary';
import { dayIn } from '~/domain/calendar';
import type { Milestones } from '~/domain/stages';
import { audit } from './audit.server';
import type { Context } from './context';

/** From where the actor looks: a PMPC, a school, or a family, which knows of everything. */
export type Side = 'pmpc' | 'school' | 'family';

function sideOf({ actor: { role } }: Context): Side {
  if (role === 'pmpc_specialist' || role === 'pmpc_coordinator') return 'pmpc';
  return role === 'school_coordinator' || role === 'teacher' || role === 'assistant' ? 'school' : 'family';
}

const sentOf = prepared(['childIds', 'here', 'shares'], (tx, { childIds, ...who }, side: Side) =>
  tx
    .select({ childId: referrals.childId, at: referrals.sentAt, state: referrals.state })
    .from(referrals)
    .where(and(among(referrals.childId, childIds), isNotNull(referrals.sentAt), knownTo(side, who)))
    .orderBy(referrals.sentAt),
);

const examinedOf = prepared(['childIds', 'here', 'shares'], (tx, { childIds, ...who }, side: Side) =>
  tx
    .select({ childId: assessments.childId, on: assessments.sessionOn, state: assessments.state })
    .from(assessments)
    .innerJoin(referrals, eq(referrals.id, assessments.referralId))
    .where(and(among(assessments.childId, childIds), knownTo(side, who)))
    .orderBy(assessments.sessionOn),
);

const issuedOf = prepared(['childIds'], (tx, { childIds }) =>
  tx
    .select({ id: conclusions.id, childId: conclusions.childId, on: conclusions.issuedOn, number: conclusions.number, pmpcId: conclusions.pmpcId })
    .from(conclusions)
    .where(and(among(conclusions.childId, childIds), eq(conclusions.state, 'issued')))
    .orderBy(conclusions.issuedOn),
);

const plannedOf = prepared(['childIds'], (tx, { childIds }) =>
  tx
    .select({ childId: plans.childId, state: plans.state, number: plans.number, savedAt: plans.savedAt, approvedAt: plans.approvedAt, endsOn: plans.endsOn })
    .from(plans)
    .where(and(among(plans.childId, childIds), inArray(plans.state, ['draft', 'team_review', 'family_consent', 'active', 'under_review'])))
    .orderBy(plans.number),
);

/** Counted in the child's index alone, without a look at the records themselves. */
const recordedOf = prepared(['childIds'], (tx, { childIds }) =>
  tx
    .select({ childId: entries.childId, count: sql<number>`count(*)`, latest: sql<number>`max(${entries.recordedAt})` })
    .from(entries)
    .where(among(entries.childId, childIds))
    .groupBy(entries.childId),
);

/**
 * How far each child has come, as far as the actor's role may know: a school learns of a conclusion when it is shared
 * with it, never when it is issued, and a PMPC of its own only.
 * @param told what `sharedConclusions` tells of these children, when it has been asked already
 */
export async function milestonesOf(ctx: Context, tx: Tx, childIds: string[], told?: ReadonlySet<string>): Promise<Map<string, Milestones>> {
  const found = new Map<string, Milestones>(childIds.map((id) => [id, {}]));
  if (childIds.length === 0) return found;
  const of = (id: string): Milestones => found.get(id) ?? {};
  const shares = told ?? (await sharedConclusions(ctx, tx, childIds));
  const side = sideOf(ctx);
  const here = ctx.actor.organisationId ?? '';
  const those = { childIds: listed(childIds) };
  const known = { ...those, here, shares: listed([...shares]) };

  for (const row of await sentOf(tx, known, side)) if (row.at) of(row.childId).referral = { on: dayIn(row.at), state: row.state };
  for (const row of await examinedOf(tx, known, side)) of(row.childId).assessment = { on: row.on, state: row.state };
  for (const row of await issuedOf(tx, those)) {
    if (!row.on || row.number === null) continue;
    if (side === 'school' && !shares.has(row.id)) continue;
    if (side === 'pmpc' && row.pmpcId !== here) continue;
    of(row.childId).conclusion = { on: row.on, number: row.number, shared: shares.has(row.id) };
  }
  for (const row of await plannedOf(tx, those)) {
    const isDraft = row.state === 'draft' || row.state === 'team_review';
    if (isDraft && (ctx.actor.role === 'parent' || ctx.actor.role === 'assistant')) continue;
    const on = dayIn(row.approvedAt ?? row.savedAt);
    if (row.state === 'active' || row.state === 'under_review') of(row.childId).plan = { on, number: row.number, endsOn: row.endsOn };
    else of(row.childId).planDraft = { on, state: row.state };
  }
  for (const row of await recordedOf(tx, those)) of(row.childId).progress = { on: dayIn(new Date(row.latest)), entries: row.count };
  return found;
}

/**
 * Of which referrals the actor may know that they exist, as a condition; a family of all. A family applies to a PMPC past
 * the school, and the school is not told: it knows its own referrals, and those whose conclusion is in `shares`.
 */
export function knownReferrals(ctx: Context, shares: ReadonlySet<string>): SQL | undefined {
  return knownTo(sideOf(ctx), { here: ctx.actor.organisationId ?? '', shares: listed([...shares]) });
}

const from = new QueryBuilder();

/** The condition of `knownReferrals` with slots: `shares` is a list. */
export function knownTo(side: Side, { here, shares }: Record<'here' | 'shares', string | Placeholder>): SQL | undefined {
  if (side === 'pmpc') return or(eq(referrals.pmpcId, here), eq(referrals.fromOrganisationId, here));
  if (side === 'family') return undefined;
  const concluded = from
    .select({ id: assessments.referralId })
    .from(conclusions)
    .innerJoin(assessments, eq(assessments.id, conclusions.assessmentId))
    .where(among(conclusions.id, shares));
  return or(eq(referrals.fromOrganisationId, here), inArray(referrals.id, concluded));
}

const sharingOf = prepared(['childIds'], (tx, { childIds }) =>
  tx
    .select({ subjectId: consents.subjectId, state: consents.state, organisationId: consents.organisationId })
    .from(consents)
    .where(and(among(consents.childId, childIds), eq(consents.purpose, 'share-conclusion')))
    .orderBy(desc(consents.sequence)),
);

/** The conclusions a guardian shares now: the newest line of the ledger about each says `given`. */
export async function sharedConclusions(ctx: Context, tx: Tx, childIds: string[]): Promise<Set<string>> {
  const newest = new Map<string, { state: string; organisationId: string | null }>();
  for (const line of await sharingOf(tx, { childIds: listed(childIds) })) if (!newest.has(line.subjectId)) newest.set(line.subjectId, line);
  const fromSchool = sideOf(ctx) === 'school';
  return new Set(
    [...newest]
      .filter(([, line]) => line.state === 'given' && (!fromSchool || line.organisationId === ctx.actor.organisationId))
      .map(([subjectId]) => subjectId),
  );
}

/** The consent in force for a purpose: the newest line of the ledger, when it says `given`; else null. */
export async function activeConsent(
  tx: Tx,
  childId: string,
  purpose: ConsentPurpose,
  subjectId = '',
): Promise<{ id: string; guardianId: string; manner: ConsentManner; answeredOn: string } | null> {
  const [newest] = await tx
    .select({ id: consents.id, guardianId: consents.guardianId, state: consents.state, manner: consents.manner, answeredOn: consents.answeredOn })
    .from(consents)
    .where(and(eq(consents.childId, childId), eq(consents.purpose, purpose), eq(consents.subjectId, subjectId)))
    .orderBy(desc(consents.sequence))
    .limit(1);
  if (newest?.state !== 'given') return null;
  const { id, guardianId, manner, answeredOn } = newest;
  return { id, guardianId, manner, answeredOn };
}

export interface NewConsentLine {
  childId: string;
  guardianId: string;
  purpose: ConsentPurpose;
  state: ConsentState;
  manner: ConsentManner;
  answeredOn: string;
  subjectId?: string;
  organisationId?: string | null;
}

/** Adds the next line of a purpose to the ledger; the caller has asked the policy and leaves the line of the record. */
export async function writeConsentLine(ctx: Context, tx: Tx, line: NewConsentLine): Promise<string> {
  const subjectId = line.subjectId ?? '';
  const [last] = await tx
    .select({ sequence: sql<number>`coalesce(max(${consents.sequence}), 0)` })
    .from(consents)
    .where(and(eq(consents.childId, line.childId), eq(consents.purpose, line.purpose), eq(consents.subjectId, subjectId)));
  const [written] = await tx
    .insert(consents)
    .values({ ...line, subjectId, recordedBy: ctx.actor.id, recordedAt: ctx.now, sequence: (last?.sequence ?? 0) + 1 })
    .returning({ id: consents.id });
  if (!written) throw new Error('the consent was not written');
  return written.id;
}

/** A consent given in the course of another deed: the line of the ledger with its own line of the record. */
export async function addConsentLine(ctx: Context, tx: Tx, line: NewConsentLine): Promise<string> {
  const id = await writeConsentLine(ctx, tx, line);
  await audit(ctx, tx, 'consent.give', { childId: line.childId, subjectId: id, detail: `${line.purpose} ${line.state} ${line.manner}` });
  return id;
}
