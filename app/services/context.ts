import type { Tx } from '#db/client.server';
import type { Actor } from '~/domain/permissions';

/** Who acts, when, from which sign-in, and how to reach the database. Every use case takes one as its first argument. */
export interface Context {
  actor: Actor;
  now: Date;
  /** The civil day in Kazakhstan at `now`. */
  today: string;
  /** The hashed session id; audit lines of one sign-in carry it. */
  sessionId: string;
  /** The one writer: a transaction that commits when `work` resolves and rolls back when it throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One read transaction on a reader, for what the access table does not record. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}
