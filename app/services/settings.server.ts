import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { settings } from '#db/schema';

/** What a stored value must fit: a zod schema of the domain. */
interface Fitting<Value> {
  safeParse(value: unknown): { success: true; data: Value } | { success: false };
}

/**
 * A setting of an organisation, else of the whole house, else the usual value. What is stored is JSON and must fit the
 * schema; what does not fit counts as not set, so that an old value never stops the work.
 */
export async function settingOf<Value>(tx: Tx, key: string, organisationId: string, schema: Fitting<Value>, usual: Value): Promise<Value> {
  const rows = await tx
    .select({ value: settings.value })
    .from(settings)
    .where(and(eq(settings.key, key), inArray(settings.organisationId, [organisationId, ''])))
    .orderBy(desc(settings.organisationId));
  for (const { value } of rows) {
    const read = schema.safeParse(jsonOf(value));
    if (read.success) return read.data;
  }
  return usual;
}

/** Keeps a setting of one organisation. */
export async function keepSetting(tx: Tx, key: string, organisationId: string, value: unknown): Promise<void> {
  const text = JSON.stringify(value);
  await tx
    .insert(settings)
    .values({ key, organisationId, value: text })
    .onConflictDoUpdate({ target: [settings.key, settings.organisationId], set: { value: text } });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
