import { and, eq, exists, gte, inArray, isNull, lte, not, or, sql, type Placeholder, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';
import type { Tx } from '#db/client.server';
import { among, listed, prepared } from '#db/prepared.server';
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
  const [row] = await childWithin(tx, { childId: about.childId, ...valuesOf(ctx) }, reachOf(ctx, action));
  const within = row !== undefined;
  if (cell.scope === 'mine') tie.mine = tie.mine && within;
  if (cell.scope === 'shared') tie[ctx.actor.role === 'parent' ? 'family' : 'assigned'] = within;
  if (cell.scope === 'family') tie.family = within;
  if (cell.scope === 'assigned') tie.assigned = within;
  if (cell.scope === 'here' || cell.scope === 'place') tie.here = within;
  return tie;
}

/** Whether the access table opens a row to the actor for a child they reach; rows of their own only do not count. */
export function opens(ctx: Context, action: Action): boolean {
  const { scope, again } = cellFor(ctx.actor, action);
  return (scope === 'assigned' || scope === 'here' || scope === 'all') && !again;
}

/** What conditions are written with: values, or the slots of a prepared statement. */
interface Who {
  me: string | Placeholder;
  here: string | Placeholder;
  today: string | Placeholder;
}

/** The actor, their organisation and the day, as the values `me`, `here` and `today` of a prepared statement. */
export function valuesOf(ctx: Context): { me: string; here: string; today: string } {
  return { me: ctx.actor.id, here: ctx.actor.organisationId ?? '', today: ctx.today };
}

/** By which tie an action reaches children. */
export type Reach = 'none' | 'all' | 'guarded' | 'examined' | 'ever-examined' | 'known-to-pmpc' | 'taught' | 'assisted' | 'learns-here';

const CONDITIONS: Record<Reach, (who: Who) => SQL> = {
  none: () => sql`0`,
  all: () => sql`1`,
  guarded: guardedBy,
  examined: (who) => examinedBy(who, or(isNull(assessmentMembers.validTo), gte(assessmentMembers.validTo, who.today))),
  'ever-examined': (who) => examinedBy(who, undefined),
  'known-to-pmpc': knownToPmpc,
  taught: taughtBy,
  assisted: assistedBy,
  'learns-here': learnsHere,
};

const childWithin = prepared(['childId', 'me', 'here', 'today'], (tx, { childId, ...who }, reach: Reach) =>
  tx.select({ id: children.id }).from(children).where(and(eq(children.id, childId), CONDITIONS[reach](who))),
);

/**
 * The children an action reaches for this actor, as a condition on `children.id`: lists join it, `authorize` asks it,
 * so a list never shows what a page would refuse. Computed from rows valid on `ctx.today` (access.md TR1).
 */
export function childrenWithin(ctx: Context, action: Action): SQL {
  return reached(reachOf(ctx, action), valuesOf(ctx));
}

/** The condition of `childrenWithin`, also for the slots of a prepared statement that has a form for each reach. */
export function reached(reach: Reach, who: Who): SQL {
  return CONDITIONS[reach](who);
}

const firstWithin = prepared(['me', 'here', 'today', 'most'], (tx, { most, ...who }, reach: Reach) => tx.select({ id: children.id }).from(children).where(CONDITIONS[reach](who)).limit(most));

/** Some of the children an action reaches, at most so many, in no order: to know whether there are any or several. */
export function someWithin(ctx: Context, tx: Tx, action: Action, most: number): Promise<{ id: string }[]> {
  return firstWithin(tx, { ...valuesOf(ctx), most }, reachOf(ctx, action));
}

export function reachOf(ctx: Context, action: Action): Reach {
  const { scope } = cellFor(ctx.actor, action);
  if (scope === 'none' || scope === 'closed' || scope === 'place') return 'none';
  if (scope === 'all') return 'all';
  switch (ctx.actor.role) {
    case 'parent':
      return 'guarded';
    case 'pmpc_specialist':
      return action === 'conclusion.open' ? 'ever-examined' : 'examined';
    case 'pmpc_coordinator':
      return scope === 'here' ? 'known-to-pmpc' : 'none';
    case 'teacher':
      return 'taught';
    case 'assistant':
      return 'assisted';
    case 'school_coordinator':
      return scope === 'here' || scope === 'mine' ? 'learns-here' : 'none';
    case 'administrator':
    case 'observer':
      return 'none';
  }
}

const from = new QueryBuilder();

const one = { one: sql`1` };

function guardedBy(who: Who): SQL {
  return exists(
    from
      .select(one)
      .from(guardians)
      .where(
        and(
          eq(guardians.childId, children.id),
          eq(guardians.userId, who.me),
          during(who, guardians),
          not(exists(from.select(one).from(guardianRestrictions).where(restrictionActs(who, 'portal')))),
        ),
      ),
  );
}

/** A session opens the file from 14 days before it until 30 days after the issue; the conclusion stays open (TR2). */
function examinedBy({ me, here, today }: Who, end: SQL | undefined): SQL {
  return exists(
    from
      .select(one)
      .from(assessmentMembers)
      .innerJoin(assessments, eq(assessments.id, assessmentMembers.assessmentId))
      .where(
        and(
          eq(assessments.childId, children.id),
          eq(assessments.pmpcId, here),
          eq(assessmentMembers.userId, me),
          eq(assessmentMembers.state, 'needed'),
          lte(assessmentMembers.validFrom, today),
          end,
        ),
      ),
  );
}

function knownToPmpc({ here }: Who): SQL {
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

function taughtBy(who: Who): SQL {
  return exists(
    from
      .select(one)
      .from(teamMembers)
      .where(
        and(
          eq(teamMembers.childId, children.id),
          eq(teamMembers.userId, who.me),
          eq(teamMembers.organisationId, who.here),
          during(who, teamMembers),
        ),
      ),
  );
}

function assistedBy(who: Who): SQL {
  return exists(
    from
      .select(one)
      .from(assignments)
      .where(
        and(
          eq(assignments.childId, children.id),
          eq(assignments.userId, who.me),
          eq(assignments.organisationId, who.here),
          eq(assignments.state, 'active'),
          during(who, assignments),
        ),
      ),
  );
}

function learnsHere(who: Who): SQL {
  return exists(
    from
      .select(one)
      .from(enrolments)
      .where(
        and(
          eq(enrolments.childId, children.id),
          eq(enrolments.organisationId, who.here),
          during(who, enrolments),
        ),
      ),
  );
}

type Dated = { validFrom: typeof enrolments.validFrom; validTo: typeof enrolments.validTo };

/** The row is valid on the context's day, or on that of a prepared statement. */
export function during({ today }: Pick<Who, 'today'>, table: unknown): SQL {
  const { validFrom, validTo } = table as Dated;
  return and(lte(validFrom, today), or(isNull(validTo), gte(validTo, today))) as SQL;
}

function restrictionActs({ today }: Pick<Who, 'today'>, kind?: RestrictionKind): SQL {
  return and(
    eq(guardianRestrictions.guardianId, guardians.id),
    kind && eq(guardianRestrictions.kind, kind),
    isNull(guardianRestrictions.liftedAt),
    lte(guardianRestrictions.validFrom, today),
    gte(guardianRestrictions.validTo, today),
  ) as SQL;
}

/** A guardian's row: a restriction of one of these kinds acts on this person now. */
export function closedTo(who: Pick<Who, 'today'>, ...kinds: RestrictionKind[]): SQL {
  const closing = or(...kinds.map((kind) => restrictionActs(who, kind)));
  return exists(from.select(one).from(guardianRestrictions).where(closing));
}

/** A guardian's row: no restriction closes the portal or the documents to this person now. */
export function readsDocuments(ctx: Context): SQL {
  return not(closedTo(ctx, 'portal', 'documents'));
}

/** A guardian's row: nothing forbids to tell this person the time and the place of an appointment. */
export function learnsOfVisits(who: Pick<Who, 'today'>): SQL {
  return not(closedTo(who, 'portal', 'location', 'messages'));
}

/** The actor's own links to children, a line for each restriction that acts now and one for a link without any. */
const linksTo = prepared(['childIds', 'me', 'today'], (tx, { childIds, me, today }) =>
  tx
    .select({ childId: guardians.childId, id: guardians.id, household: guardians.household, preferred: guardians.preferred, closed: guardianRestrictions.kind })
    .from(guardians)
    .leftJoin(guardianRestrictions, restrictionActs({ today }))
    .where(and(among(guardians.childId, childIds), eq(guardians.userId, me), during({ today }, guardians))),
);

export interface GuardianLink {
  id: string;
  household: string;
  preferred: boolean;
  /** What is closed to them now. */
  closed: RestrictionKind[];
}

/** The actor's own link to the child. Null when the actor is no guardian of the child. */
export async function guardianLink(ctx: Context, tx: Tx, childId: string): Promise<GuardianLink | null> {
  return (await guardianLinks(ctx, tx, [childId])).get(childId) ?? null;
}

/** The actor's own links to these children, by child. */
export async function guardianLinks(ctx: Context, tx: Tx, childIds: string[]): Promise<Map<string, GuardianLink>> {
  const links = new Map<string, GuardianLink>();
  for (const { childId, closed, ...row } of await linksTo(tx, { childIds: listed(childIds), me: ctx.actor.id, today: ctx.today })) {
    const link = links.get(childId) ?? { ...row, closed: [] };
    if (closed && link.id === row.id) link.closed.push(closed);
    links.set(childId, link);
  }
  return links;
}
