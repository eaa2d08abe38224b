import { statSync } from 'node:fs';
import { join } from 'node:path';
import { checkSettings, connect, createFile, isThere, patiently, troubleOr, type Connection } from './connection.server';
import { Desk, type Tx } from './desk.server';
import { isInMemory, prepareFolder } from './disk.server';
import { holdKeys, loadKeys, markOf, type KeyRing } from './keys.server';
import { migrate } from './migrate';
import { loadReference } from './reference.server';
import { DatabaseTrouble } from './trouble.server';

export type { Tx } from './desk.server';
export { DatabaseTrouble, type DatabaseReason } from './trouble.server';

/** A demo is made up and may be thrown away; a real one holds real children. */
export type DatabaseKind = 'demo' | 'real';

export interface Database {
  readonly kind: DatabaseKind;
  /** The folder it lives in, with its keys and backups. */
  readonly folder: string;
  /** The only way to write. Works run one after another; a rejected one leaves no trace. Inside another it is a savepoint. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One unchanging view of what is committed; inside a transaction, of that transaction. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Waits for what runs, folds the log into the file and lets go of it. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** What a database is to be when there is none yet; without it a missing one is trouble. */
  kindIfNew?: DatabaseKind;
  /** The folder of generated SQL, when it is another than this program's; such a database gets no reference data. */
  migrations?: string;
  /** Connections that read side by side. */
  readers?: number;
  /** Milliseconds to wait for another process's lock. */
  patience?: number;
  /** Told in English, for the terminal, of what takes long. */
  onProgress?: (what: string) => void;
}

/**
 * Opens the database of a data folder, brought to the newest schema; makes it when there is none.
 * What exists keeps its kind and its keys, and nothing new is ever made in the place of something unreadable.
 */
export async function openDatabase(folder: string, options: OpenOptions = {}): Promise<Database> {
  const { kindIfNew, readers = 4, patience = 5000, onProgress = () => {} } = options;
  const migrations = options.migrations ?? join(process.env.QADAM_HOME ?? process.cwd(), 'drizzle');

  prepareFolder(folder);
  const file = join(folder, 'qadam.sqlite');
  const isNew = !isThere(file);
  if (isNew && !kindIfNew) throw new DatabaseTrouble('kind', `There is no database in ${folder} yet: say whether it is to be a demo or a real one.`);

  if (kindIfNew && isNew) refuseMemory(folder, kindIfNew);

  const keys = loadKeys(process.env.QADAM_KEYS ?? join(folder, 'keys.json'), isNew);
  if (isNew && kindIfNew) createFile(file, 'database_info', { kind: kindIfNew, created_at: new Date().toISOString(), ...marksOf(keys) });

  const opened: Connection[] = [];
  const open = async (use: 'write' | 'read') => {
    const connection = await patiently(performance.now() + patience, () => connect(file, use));
    opened.push(connection);
    return connection;
  };
  try {
    const writer = await open('write');
    const kind = await patiently(performance.now() + patience, () => identify(writer, file, keys));
    refuseMemory(folder, kind);
    await migrate(writer, { migrations, patience, onProgress });
    checkSettings(writer);
    const pool: Connection[] = [];
    while (pool.length < Math.max(1, readers)) pool.push(await open('read'));

    holdKeys(keys);
    const database = serve({ kind, folder, file, writer, pool, patience });
    if (options.migrations === undefined) await loadReference(database.read, database.transaction);
    return database;
  } catch (error) {
    for (const connection of opened) connection.close();
    throw troubleOr(error);
  }
}

function refuseMemory(folder: string, kind: DatabaseKind): void {
  if (kind === 'real' && isInMemory(folder) && process.env.QADAM_ALLOW_TMPFS !== '1') {
    throw new DatabaseTrouble('settings', `${folder} is kept in memory and is lost when the machine stops. Choose a folder on a disk.`);
  }
}

const marksOf = (keys: KeyRing) => Object.fromEntries([...keys.all.values()].map((key) => [`key ${key.id}`, markOf(key)]));

/** The kind of the database, once its keys have proved to be these; notes the keys it has not met. */
function identify(connection: Connection, file: string, keys: KeyRing): DatabaseKind {
  const isOurs = connection.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'database_info'").get();
  const rows = isOurs ? (connection.prepare('SELECT key, value FROM database_info').all() as { key: string; value: string }[]) : [];
  const info = new Map(rows.map(({ key, value }) => [key, value]));
  const kind = info.get('kind');
  if (kind !== 'demo' && kind !== 'real') throw new DatabaseTrouble('kind', `${file} was not made by this program.`);

  const marks = marksOf(keys);
  for (const [name, mark] of info) {
    if (name.startsWith('key ') && marks[name] !== mark) {
      throw new DatabaseTrouble('keys', `The keys at hand are not those of ${file}: ${name} is missing or different. Put back the copy kept apart from the backups.`);
    }
  }
  const note = connection.prepare('INSERT INTO database_info (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING');
  for (const [name, mark] of Object.entries(marks)) if (!info.has(name)) note.run(name, mark);
  return kind;
}

interface Parts {
  kind: DatabaseKind;
  folder: string;
  file: string;
  writer: Connection;
  pool: Connection[];
  patience: number;
}

function serve({ kind, folder, file, writer, pool, patience }: Parts): Database {
  const { dev, ino } = statSync(file);
  const checkFile = () => {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.ino !== ino || found.dev !== dev) {
      throw new DatabaseTrouble('replaced', `${file} was taken away or replaced while the program was running. Start the program again.`);
    }
  };
  const writing = new Desk(writer, 'BEGIN IMMEDIATE', patience, checkFile);
  const reading = pool.map((connection) => new Desk(connection, 'BEGIN', patience, checkFile));
  let closing: Promise<void> | null = null;

  return {
    kind,
    folder,

    async transaction(work) {
      const outer = writing.scopeHere();
      if (outer) return writing.within(outer, work);
      if (reading.some((desk) => desk.scopeHere())) throw new Error('A read asked to write: call transaction instead of read around both.');
      if (closing) throw new Error('The database is closed.');
      return writing.run(work);
    },

    async read(work) {
      const outer = [writing, ...reading].find((desk) => desk.scopeHere());
      if (outer) return work(outer.tx);
      if (closing) throw new Error('The database is closed.');
      return reading.reduce((least, desk) => (desk.waiting < least.waiting ? desk : least)).run(work);
    },

    async close() {
      if ([writing, ...reading].some((desk) => desk.scopeHere())) throw new Error('A transaction cannot close the database it runs in.');
      closing ??= (async () => {
        await Promise.all([writing.idle(), ...reading.map((desk) => desk.idle())]);
        for (const connection of pool) connection.close();
        writer.pragma('wal_checkpoint(TRUNCATE)');
        writer.close();
      })();
      return closing;
    },
  };
}
