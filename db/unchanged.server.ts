import { sql } from 'drizzle-orm';
import type { Tx } from './desk.server';
import { prepared } from './prepared.server';

/** Answers kept for one connection, with the state of the file they were read from. */
interface Kept {
  version: number;
  answers: Map<string, unknown>;
}

const kept = new WeakMap<Tx, Kept>();

const stateOf = prepared([], (tx) => tx.select({ version: sql<number>`data_version`, written: sql<number>`total_changes()` }).from(sql`pragma_data_version`));

/** So many answers are kept a connection; beyond them everything is asked anew. */
const MOST = 500;

/**
 * What a reader has worked out stays good until somebody writes: SQLite itself says whether another connection has changed
 * the file since, in a microsecond. A connection that has written asks each time, as its own changes may be undone.
 * @param key names the question with everything it depends on besides the database
 */
export async function untilChanged<Answer>(tx: Tx, key: string, read: () => Promise<Answer>): Promise<Answer> {
  const [state] = await stateOf(tx, {});
  if (!state || state.written > 0) return read();
  const { version } = state;
  let here = kept.get(tx);
  if (!here || here.version !== version || here.answers.size >= MOST) kept.set(tx, (here = { version, answers: new Map() }));
  if (here.answers.has(key)) return here.answers.get(key) as Answer;
  const answer = await read();
  here.answers.set(key, answer);
  return answer;
}
