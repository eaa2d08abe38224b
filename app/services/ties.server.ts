import { and, eq, exists, gte, inArray, isNull, lte, not, or, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';
import type { Tx } from '#db/client.server';
import {
  assessmentMembers,
  assessments,
  assignments,
  children,
  enrolments,
  guardianRestrictions,
  guardians,
  referrals,
  teamMembers,
} from '#db/schema';
import type { RestrictionKind } from '#db/vocabulary';
import { cellFor, whyNotAllowed, type Action, type Cell, type Tie } from '~/domain/permissions';
import { refuse } from '~/domain/refusal';
import type { Context } from './context';

/** What a use case is about, as far as the policy asks. */
export interface About {
  childId?: string;
  /** The organisation in question, when no child is. */
  organisationId?: string;
  /** Who wrote the thing, for rights that reach only one's own. */
  writtenBy?: string;
  /** The draft was opened for comment. */
  shared?: boolean;
  /** The conclusion about it is issued. */
  issued?: boolean;
  /** Whether the other hand of a two-person deed is somebody else. */
  second?: boolean;
}

/**
 * Asks the policy; comes back with the actor's cell only when the answer is yes.
 * @throws Refused `not-found` for every denial, `needs-second-person` for one who holds a two-person right.
 */
export async function authorize(ctx: Context, tx: Tx, action: Action, about: About): Promise<Cell> {
  const cell = cellFor(ctx.actor, action);
  const whyNot = whyNotAllowed(ctx.actor, action, await tieTo(ctx, tx, action, cell, about));
  if (whyNot) refuse(whyNot);
  return cell;
}

/** Whether the actor may do this too: for the buttons of a page. Never opens anything. */
export async function may(ctx: Context, tx: Tx, action: Action, about: About): Promise<boolean> {
  const cell = cellFor(ctx.actor, action);
  return whyNotAllowed(ctx.actor, action, await tieTo(ctx, tx, action, cell, about)) === null;
}

async function tieTo(ctx: Context, tx: Tx, action: Action, cell: Cell, about: About): Promise<Tie> {
  const tie: Tie = {
    mine: about.writtenBy === ctx.actor.id,
    shared: about.shared,
    issued: about.issued,
    second: about.second,
  };
  if (cell.scope === 'none' || cell.scope === 'closed' || cell.scope === 'all') return tie;
  if (about.childId === undefined) {
    tie.here = about.organisationId !== undefined && about.organisationId === ctx.actor.organisationId;
    return tie;
  }
  const [row] = await tx
    .select({ id: children.id })
    .from(children)
    .where(and(eq(children.id, about.childId), childrenWithin(ctx, action)));
  const within = row !== undefined;
  if (cell.scope === 'mine') tie.mine = tie.mine && within;
  if (cell.scope === 'shared') tie[ctx.actor.role === 'parent' ? 'family' : 'assigned'] = within;
  if (cell.scope === 'family') tie.family = within;
  if (cell.scope === 'assigned') tie.assigned = within;
  if (cell.scope === 'here' || cell.scope === 'place') tie.here = within;
  return tie;
}

const from = new QueryBuilder();

/**
 * The children an action reaches for this actor, as a condition on `children.id`: lists join it, `authorize` asks it,
 * so a list never shows what a page would refuse. Computed from rows valid on `ctx.today` (access.md TR1).
 */
export function childrenWithin(ctx: Context, action: Action): SQL {
  const { scope } = cellFor(ctx.actor, action);
  if (scope === 'none' || scope === 'closed' || scope === 'place') return sql`0`;
  if (scope === 'all') return sql`1`;
  switch (ctx.actor.role) {
    case 'parent':
      return guardedBy(ctx);
    case 'pmpc_specialist':
      return examinedBy(ctx, action);
    case 'pmpc_coordinator':
      return scope === 'here' ? knownToPmpc(ctx) : sql`0`;
    case 'teacher':
      return taughtBy(ctx);
    case 'assistant':
      return assistedBy(ctx);
    case 'school_coordinator':
      return scope === 'here' || scope === 'mine' ? learnsHere(ctx) : sql`0`;
    case 'administrator':
    case 'observer':
      return sql`0`;
  }
}

const one = { one: sql`1` };

function guardedBy(ctx: Context): SQL {
  return exists(
    from
      .select(one)
      .from(guardians)
      .where(
        and(
          eq(guardians.childId, children.id),
          eq(guardians.userId, ctx.actor.id),
          during(ctx, guardians),
          not(exists(from.select(one).from(guardianRestrictions).where(restrictionActs(ctx, 'portal')))),
        ),
      ),
  );
}

/** A session opens the file from 14 days before it until 30 days after the issue; the conclusion stays open (TR2). */
function examinedBy(ctx: Context, action: Action): SQL {
  const end = action === 'conclusion.open' ? undefined : or(isNull(assessmentMembers.validTo), gte(assessmentMembers.validTo, ctx.today));
  return exists(
    from
      .select(one)
      .from(assessmentMembers)
      .innerJoin(assessments, eq(assessments.id, assessmentMembers.assessmentId))
      .where(
        and(
          eq(assessments.childId, children.id),
          eq(assessments.pmpcId, ctx.actor.organisationId ?? ''),
          eq(assessmentMembers.userId, ctx.actor.id),
          eq(assessmentMembers.state, 'needed'),
          lte(assessmentMembers.validFrom, ctx.today),
          end,
        ),
      ),
  );
}

function knownToPmpc(ctx: Context): SQL {
  const here = ctx.actor.organisationId ?? '';
  return or(
    eq(children.registeredOrganisationId, here),
    exists(
      from
        .select(one)
        .from(referrals)
        .where(
          and(
            eq(referrals.childId, children.id),
            eq(referrals.pmpcId, here),
            inArray(referrals.state, ['sent', 'accepted', 'closed']),
          ),
        ),
    ),
  ) as SQL;
}

function taughtBy(ctx: Context): SQL {
  return exists(
    from
      .select(one)
      .from(teamMembers)
      .where(
        and(
          eq(teamMembers.childId, children.id),
          eq(teamMembers.userId, ctx.actor.id),
          eq(teamMembers.organisationId, ctx.actor.organisationId ?? ''),
          during(ctx, teamMembers),
        ),
      ),
  );
}

function assistedBy(ctx: Context): SQL {
  return exists(
    from
      .select(one)
      .from(assignments)
      .where(
        and(
          eq(assignments.childId, children.id),
          eq(assignments.userId, ctx.actor.id),
          eq(assignments.organisationId, ctx.actor.organisationId ?? ''),
          eq(assignments.state, 'active'),
          during(ctx, assignments),
        ),
      ),
  );
}

function learnsHere(ctx: Context): SQL {
  return exists(
    from
      .select(one)
      .from(enrolments)
      .where(
        and(
          eq(enrolments.childId, children.id),
          eq(enrolments.organisationId, ctx.actor.organisationId ?? ''),
          during(ctx, enrolments),
        ),
      ),
  );
}

type Dated = { validFrom: typeof enrolments.validFrom; validTo: typeof enrolments.validTo };

/** The row is valid on the context's day. */
export function during(ctx: Context, table: unknown): SQL {
  const { validFrom, validTo } = table as Dated;
  return and(lte(validFrom, ctx.today), or(isNull(validTo), gte(validTo, ctx.today))) as SQL;
}

function restrictionActs(ctx: Context, kind: RestrictionKind): SQL {
  return and(
    eq(guardianRestrictions.guardianId, guardians.id),
    eq(guardianRestrictions.kind, kind),
    isNull(guardianRestrictions.liftedAt),
    lte(guardianRestrictions.validFrom, ctx.today),
    gte(guardianRestrictions.validTo, ctx.today),
  ) as SQL;
}

/** A guardian's row: no restriction closes the portal or the documents to this person now. */
export function readsDocuments(ctx: Context): SQL {
  const closing = or(restrictionActs(ctx, 'portal'), restrictionActs(ctx, 'documents'));
  return not(exists(from.select(one).from(guardianRestrictions).where(closing)));
}

/** The actor's own link to the child, with what is closed to them now. Null when the actor is no guardian of the child. */
export async function guardianLink(
  ctx: Context,
  tx: Tx,
  childId: string,
): Promise<{ id: string; household: string; preferred: boolean; closed: RestrictionKind[] } | null> {
  const [link] = await tx
    .select({ id: guardians.id, household: guardians.household, preferred: guardians.preferred })
    .from(guardians)
    .where(and(eq(guardians.childId, childId), eq(guardians.userId, ctx.actor.id), during(ctx, guardians)));
  if (!link) return null;
  const acting = await tx
    .select({ kind: guardianRestrictions.kind })
    .from(guardianRestrictions)
    .where(
      and(
        eq(guardianRestrictions.guardianId, link.id),
        isNull(guardianRestrictions.liftedAt),
        lte(guardianRestrictions.validFrom, ctx.today),
        gte(guardianRestrictions.validTo, ctx.today),
      ),
    );
  return { ...link, closed: acting.map((row) => row.kind) };
}
