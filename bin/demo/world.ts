import type { Database } from '#db/client.server';
import { hashPassword } from '~/http/password.server';
import { CAST, DEMO_PASSWORD } from './cast';
import { findStage, setStage } from './stage';
import { playStories } from './stories';
import { tellStory, type Told } from './summary';

export interface FillOptions {
  /** Puts a token `CNR-<class>-<number>` into every sensitive field, so that a leak is found by searching for it. */
  canary?: boolean;
  onProgress?: (what: string) => void;
  now?: Date;
}

/**
 * Fills an empty database with the demo world: the same people and stories each time, dated from today. The stories are
 * played through the services, each person on their day, in one transaction: a demo is there whole or not at all.
 * @returns false when somebody is there already and nothing was done
 */
export async function fillDemo(database: Database, { canary = false, onProgress = () => {}, now = new Date() }: FillOptions = {}): Promise<boolean> {
  const isEmpty = (await database.read((tx) => tx.query.users.findFirst({ columns: { id: true } }))) === undefined;
  if (!isEmpty) return false;
  onProgress('Making the demo world, a year of it …');
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await database.transaction(async () => {
    const stage = await setStage(database, now, { passwordHash, canary });
    await playStories(stage, onProgress);
  });
  return true;
}

export interface DemoSummary extends Told {
  password: string;
  accounts: { name: string; email: string; role: string; userId: string; membershipId: string }[];
  organisations: Record<string, string>;
}

/** Accounts, ids, the main addresses and the canaries of a filled demo. */
export async function demoSummary(database: Database, now = new Date()): Promise<DemoSummary> {
  const stage = await findStage(database, now);
  return {
    password: DEMO_PASSWORD,
    accounts: (Object.keys(CAST) as (keyof typeof CAST)[]).map((name) => ({ name, email: CAST[name].email, role: CAST[name].role, ...stage.people[name] })),
    organisations: stage.places,
    ...(await tellStory(stage)),
  };
}
