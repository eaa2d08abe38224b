import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyDatabase, patiently, type Connection } from './connection.server';
import { DatabaseTrouble } from './trouble.server';

export interface MigrateOptions {
  /** A folder as drizzle-kit writes it: meta/_journal.json and one SQL file a tag. */
  migrations: string;
  /** Milliseconds to wait for another process's lock. */
  patience: number;
  onProgress: (what: string) => void;
}

interface Migration {
  tag: string;
  statements: string[];
  /** SHA-256 of the SQL, line endings aside. */
  hash: string;
  /** Tables whose number of rows it may change, declared as `-- rows: <table> may change`. */
  mayChange: string[];
}

/**
 * Brings a database to the newest schema: all pending migrations or none, after a copy beside the database when it holds
 * anything (`backups/before-<tag>.sqlite`). Foreign keys are off meanwhile, because rebuilding a parent table with them on
 * deletes what cascades from it, and inside a transaction they cannot be switched; in return no table may lose or gain a
 * row undeclared, and every reference must hold at the end.
 */
export async function migrate(connection: Connection, { migrations, patience, onProgress }: MigrateOptions): Promise<void> {
  const known = readMigrations(migrations);
  if (pending(connection, known).length === 0) return;

  connection.pragma('foreign_keys = OFF');
  try {
    await patiently(performance.now() + patience, () => connection.exec('BEGIN IMMEDIATE'));
    try {
      const due = pending(connection, known);
      const [first] = due;
      const before = countRows(connection);
      if (first && [...before.values()].some((rows) => rows > 0)) {
        const copy = join(dirname(connection.name), 'backups', `before-${first.tag}.sqlite`);
        onProgress(`Copying the database to ${copy}`);
        mkdirSync(dirname(copy), { recursive: true, mode: 0o700 });
        await copyDatabase(connection.name, copy);
      }
      for (const migration of due) {
        onProgress(`Applying ${migration.tag}`);
        apply(connection, migration);
      }
      checkRows(before, countRows(connection), new Set(due.flatMap((migration) => migration.mayChange)));
      checkReferences(connection);
      connection.exec('COMMIT');
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  } finally {
    connection.pragma('foreign_keys = ON');
  }
}

function readMigrations(folder: string): Migration[] {
  try {
    const { entries } = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as { entries: { tag: string }[] };
    return entries.map(({ tag }) => {
      const text = readFileSync(join(folder, `${tag}.sql`), 'utf8').replaceAll('\r\n', '\n');
      return {
        tag,
        statements: text.split('--> statement-breakpoint').filter((statement) => statement.trim() !== ''),
        hash: createHash('sha256').update(text).digest('hex'),
        mayChange: [...text.matchAll(/^-- rows: (\w+) may change\b/gm)].flatMap(([, table]) => table ?? []),
      };
    });
  } catch (cause) {
    throw new DatabaseTrouble('migration', `The migrations in ${folder} cannot be read.`, { cause });
  }
}

/** What is known but not applied, in order; trouble when the database has seen something else than what is known. */
function pending(connection: Connection, known: Migration[]): Migration[] {
  const hasRecord = connection.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'").get();
  const rows = hasRecord ? (connection.prepare('SELECT tag, hash FROM schema_migrations').all() as { tag: string; hash: string }[]) : [];
  const applied = new Map(rows.map(({ tag, hash }) => [tag, hash]));

  const tags = new Set(known.map(({ tag }) => tag));
  for (const tag of applied.keys()) {
    if (!tags.has(tag)) throw new DatabaseTrouble('newer', `The database was made by a newer version of the program (${tag}). Install that version.`);
  }
  for (const { tag, hash } of known) {
    if (applied.has(tag) && applied.get(tag) !== hash) {
      throw new DatabaseTrouble('migration', `Migration ${tag} is not the one this database was made with. A migration is never edited once it has landed.`);
    }
  }
  return known.filter(({ tag }) => !applied.has(tag));
}

function apply(connection: Connection, { tag, statements, hash }: Migration): void {
  for (const statement of statements) {
    try {
      connection.exec(statement);
    } catch (cause) {
      const [line] = statement.trim().split('\n');
      throw new DatabaseTrouble('migration', `Migration ${tag} failed and nothing was changed: ${(cause as Error).message} in "${line}".`, { cause });
    }
    if (!connection.inTransaction) throw new DatabaseTrouble('migration', `Migration ${tag} ended its transaction by itself. Restore the copy from the backups folder.`);
  }
  connection.exec('CREATE TABLE IF NOT EXISTS schema_migrations (tag TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT');
  connection.prepare('INSERT INTO schema_migrations (tag, hash, applied_at) VALUES (?, ?, ?)').run(tag, hash, new Date().toISOString());
}

/** Rows by table, without the bookkeeping and without full-text indexes, which are made from other tables. */
function countRows(connection: Connection): Map<string, number> {
  const tables = connection
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
       AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT IN ('database_info', 'schema_migrations')`,
    )
    .pluck()
    .all() as string[];
  return new Map(tables.map((table) => [table, connection.prepare(`SELECT count(*) FROM "${table.replaceAll('"', '""')}"`).pluck().get() as number]));
}

function checkRows(before: Map<string, number>, after: Map<string, number>, mayChange: Set<string>): void {
  for (const [table, rows] of before) {
    const left = after.get(table) ?? 0;
    if (left !== rows && !mayChange.has(table)) {
      throw new DatabaseTrouble('migration', `The migrations would leave ${left} of ${rows} rows in ${table}; nothing was changed. Where that is meant, the SQL says "-- rows: ${table} may change".`);
    }
  }
}

function checkReferences(connection: Connection): void {
  const broken = connection.pragma('foreign_key_check') as { table: string; parent: string }[];
  const [one] = broken;
  if (one) throw new DatabaseTrouble('migration', `The migrations would leave ${broken.length} rows pointing at nothing (${one.table} to ${one.parent}); nothing was changed.`);
}
