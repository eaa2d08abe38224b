import { asc, eq } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { referenceItems } from '#db/schema';
import { inForce, type Edition } from '~/domain/editions';

/** Every edition of a collection, in the order it was written: clocks, lists of papers, templates, days off. */
export async function editionsOf<Body extends Edition>(tx: Tx, collection: string): Promise<Body[]> {
  const rows = await tx
    .select({ body: referenceItems.body })
    .from(referenceItems)
    .where(eq(referenceItems.collection, collection))
    .orderBy(asc(referenceItems.position));
  return rows.map(({ body }) => body as Body);
}

/** Of each code the edition that holds on a day. */
export async function editionsOn<Body extends Edition>(tx: Tx, collection: string, day: string): Promise<Body[]> {
  return inForce(await editionsOf<Body>(tx, collection), day);
}
