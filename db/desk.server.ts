import { AsyncLocalStorage } from 'node:async_hooks';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { patiently, troubleOr, type Connection } from './connection.server';
import * as schema from './schema';

/** What services query with. Every statement is awaited, inside the work that was given it. */
export type Tx = BetterSQLite3Database<typeof schema>;

/** An open transaction or savepoint, and the chain of awaits it belongs to. */
interface Scope {
  desk: Desk;
  outer: Scope | undefined;
  /** Savepoints of one scope run one after another. */
  inner: Promise<unknown>;
}

const scopes = new AsyncLocalStorage<Scope>();

/** The caller's scope on whichever database, while it is open. */
function openScope(): Scope | undefined {
  let scope = scopes.getStore();
  while (scope && !scope.desk.isOpen(scope)) scope = scope.outer;
  return scope;
}

/** Statements kept compiled on a connection. */
const COMPILED = 500;

/**
 * One connection and the one transaction that may use it. A statement runs only in the chain of awaits of the transaction
 * that is open, so neither a forgotten await nor a `tx` carried off can slip into somebody else's transaction.
 */
export class Desk {
  readonly tx: Tx;
  waiting = 0;
  #connection: Connection;
  #patience: number;
  #begin: () => void;
  #last: Promise<unknown> = Promise.resolve();
  #active: Scope | undefined;

  constructor(connection: Connection, begin: 'BEGIN' | 'BEGIN IMMEDIATE', patience: number, check: () => void) {
    const start = connection.prepare(begin);
    const snapshot = connection.prepare('SELECT 1 FROM sqlite_schema LIMIT 1');
    this.#begin = () => {
      check();
      start.run();
      try {
        snapshot.get();
      } catch (error) {
        connection.exec('ROLLBACK');
        throw error;
      }
    };
    this.#connection = connection;
    this.#patience = patience;
    this.tx = drizzle(this.#guarded(), { schema });
  }

  /** The innermost scope of this desk that the caller is in, while it is open. */
  scopeHere(): Scope | undefined {
    const scope = this.#scopeOfCaller();
    return scope && this.isOpen(scope) ? scope : undefined;
  }

  /** One transaction, when its turn has come. */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const until = performance.now() + this.#patience;
    this.waiting += 1;
    const turn = this.#last.then(async () => {
      await patiently(until, this.#begin);
      const scope: Scope = { desk: this, outer: openScope(), inner: Promise.resolve() };
      return this.#keep(scope, undefined, work, 'COMMIT', 'ROLLBACK');
    });
    this.#last = turn.then(
      () => (this.waiting -= 1),
      () => (this.waiting -= 1),
    );
    return turn.catch((error: unknown) => {
      throw troubleOr(error);
    });
  }

  /** A savepoint inside an open scope: it may fail alone. */
  within<T>(outer: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    const turn = outer.inner.then(() => {
      if (this.#active !== outer) throw new Error('A transaction ended before one inside it had begun: await the inner one.');
      this.#connection.exec('SAVEPOINT inside');
      const scope: Scope = { desk: this, outer, inner: Promise.resolve() };
      return this.#keep(scope, outer, work, 'RELEASE inside', 'ROLLBACK TO inside; RELEASE inside');
    });
    outer.inner = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  /** Resolves when everything asked for so far is over. */
  async idle(): Promise<void> {
    await this.#last;
  }

  async #keep<T>(scope: Scope, after: Scope | undefined, work: (tx: Tx) => Promise<T>, keep: string, undo: string): Promise<T> {
    this.#active = scope;
    try {
      const result = await scopes.run(scope, async () => work(this.tx));
      if (this.#active !== scope) throw new Error('A transaction ended before one inside it: await the inner one.');
      this.#connection.exec(keep);
      return result;
    } catch (error) {
      if (this.isOpen(scope) && this.#connection.inTransaction) this.#connection.exec(undo);
      throw error;
    } finally {
      if (this.isOpen(scope)) this.#active = after;
    }
  }

  #scopeOfCaller(): Scope | undefined {
    let scope = scopes.getStore();
    while (scope && scope.desk !== this) scope = scope.outer;
    return scope;
  }

  isOpen(scope: Scope): boolean {
    let open = this.#active;
    while (open && open !== scope) open = open.outer;
    return open === scope;
  }

  #checkTurn(): void {
    const scope = this.#scopeOfCaller();
    if (!scope || scope !== this.#active) {
      throw new Error('A statement ran outside its transaction: await it inside the work that was given tx, and not beside an inner transaction.');
    }
    if (!this.#connection.inTransaction) throw new Error('SQLite has undone this transaction: nothing more may be written in it.');
  }

  /** The connection as drizzle sees it: statements are compiled once, and each looks whether it is their turn. */
  #guarded(): Connection {
    const compiled = new Map<string, object>();
    const prepare = (source: string) => {
      const kept = compiled.get(source);
      if (kept) {
        compiled.delete(source);
        compiled.set(source, kept);
        return kept;
      }
      const statement = this.#connection.prepare(source);
      const asked = (raw: boolean) => {
        this.#checkTurn();
        return statement.reader ? statement.raw(raw) : statement;
      };
      const made = {
        run: (...values: unknown[]) => asked(false).run(...values),
        get: (...values: unknown[]) => asked(false).get(...values),
        all: (...values: unknown[]) => asked(false).all(...values),
        raw: () => ({
          get: (...values: unknown[]) => asked(true).get(...values),
          all: (...values: unknown[]) => asked(true).all(...values),
        }),
      };
      compiled.set(source, made);
      for (const oldest of compiled.keys()) {
        if (compiled.size <= COMPILED) break;
        compiled.delete(oldest);
      }
      return made;
    };
    const transaction = () => {
      throw new Error('Call transaction of the Database, which can be awaited.');
    };
    return Object.create(this.#connection, { prepare: { value: prepare }, transaction: { value: transaction } }) as Connection;
  }
}
