import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { prepared } from '#db/prepared.server';
import { children, enrolments, guardians } from '#db/schema';
import type { Relation } from '#db/vocabulary';
import { fullName } from '~/domain/children';
import { refuse } from '~/domain/refusal';
import type { Context } from './context';
import { authorize, during, readsDocuments } from './ties.server';

/** The head of pages on which something is written about a child: enough to be sure which child it is. */
export interface ChildHead {
  id: string;
  name: string;
  birthYear: string;
  className: string | null;
}

const headOf = prepared(['childId', 'today'], (tx, { childId, today }) =>
  tx
    .select({
      id: children.id,
      surname: children.surname,
      givenName: children.givenName,
      patronymic: children.patronymic,
      birthDate: children.birthDate,
      className: enrolments.className,
    })
    .from(children)
    .leftJoin(enrolments, and(eq(enrolments.childId, children.id), during({ today }, enrolments)))
    .where(eq(children.id, childId)),
);

/** Reads the head of a child inside another use case, once that one has asked the policy. */
export async function readHead(ctx: Context, tx: Tx, childId: string): Promise<ChildHead> {
  const [row] = await headOf(tx, { childId, today: ctx.today });
  if (!row) refuse('not-found');
  return { id: row.id, name: fullName(row), birthYear: row.birthDate.slice(0, 4), className: row.className };
}

/** A guardian to choose on a form. */
export interface GuardianChoice {
  id: string;
  name: string;
  relation: Relation;
}

/** The child's guardians now to whom documents are open, the one to turn to first; for forms about a paper in their hands. */
export async function readGuardians(ctx: Context, tx: Tx, childId: string): Promise<GuardianChoice[]> {
  await authorize(ctx, tx, 'guardian.list', { childId });
  const rows = await tx
    .select({
      id: guardians.id,
      surname: guardians.surname,
      givenName: guardians.givenName,
      patronymic: guardians.patronymic,
      relation: guardians.relation,
    })
    .from(guardians)
    .where(and(eq(guardians.childId, childId), during(ctx, guardians), readsDocuments(ctx)))
    .orderBy(desc(guardians.preferred), guardians.surname);
  return rows.map((row) => ({ id: row.id, name: fullName(row), relation: row.relation }));
}
