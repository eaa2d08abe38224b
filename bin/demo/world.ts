import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.server';
import { users } from '#db/schema';
import { CAST, DEMO_PASSWORD } from './cast';
import { findStage, setStage } from './stage';
import { mainPaths, playStories } from './stories';

export interface FillOptions {
  /** Puts a token `CNR-<class>-<id>` into every sensitive field, so that a leak is found by searching for it. */
  canary?: boolean;
  onProgress?: (what: string) => void;
  now?: Date;
}

/**
 * Fills an empty database with the demo world: the same people and stories each time, dated from today. The stories are
 * played through the services, each person on their day.
 * @returns false when somebody is there already and nothing was done
 */
export async function fillDemo(database: Database, { canary = false, onProgress = () => {}, now = new Date() }: FillOptions = {}): Promise<boolean> {
  const [counted] = await database.read((tx) => tx.select({ count: sql<number>`count(*)` }).from(users));
  if ((counted?.count ?? 0) > 0) return false;
  onProgress('Making the demo world …');
  const stage = await setStage(database, now);
  await playStories(stage, { canary, onProgress });
  return true;
}

export interface DemoSummary {
  password: string;
  accounts: { name: string; email: string; role: string; userId: string; membershipId: string }[];
  organisations: Record<string, string>;
  paths: Record<string, string>;
}

/** Accounts, ids and the main addresses of a filled demo. */
export async function demoSummary(database: Database, now = new Date()): Promise<DemoSummary> {
  const stage = await findStage(database, now);
  return {
    password: DEMO_PASSWORD,
    accounts: (Object.keys(CAST) as (keyof typeof CAST)[]).map((name) => ({ name, email: CAST[name].email, role: CAST[name].role, ...stage.people[name] })),
    organisations: stage.places,
    paths: await mainPaths(stage),
  };
}
