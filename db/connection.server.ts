import { accessSync, chmodSync, constants, existsSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { placeOnce, syncToDisk } from './disk.server';
import { DatabaseTrouble } from './trouble.server';

export type Connection = Sqlite.Database;

/**
 * What every connection is told and must answer when asked back. better-sqlite3 is built so that a WAL file opened again
 * runs at synchronous=NORMAL, which loses acknowledged work in a power cut: hence FULL, said and checked each time.
 */
const SETTINGS = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['temp_store', 'MEMORY', 2],
  ['secure_delete', 'ON', 1],
] as const;

/** Bytes of the write-ahead log kept on disk between checkpoints. */
const LOG_LIMIT = 64 * 1024 * 1024;

/** Opens one connection to a database that exists. It never waits for a lock: `patiently` does, without blocking anybody else. */
export function connect(file: string, use: 'write' | 'read'): Connection {
  const connection = new Sqlite(file, { readonly: use === 'read', fileMustExist: true, timeout: 0 });
  try {
    for (const [name, value] of SETTINGS) {
      if (use === 'write' || name !== 'journal_mode') connection.pragma(`${name} = ${value}`);
    }
    if (use === 'read') connection.pragma('query_only = ON');
    else connection.pragma(`journal_size_limit = ${LOG_LIMIT}`);
    checkSettings(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Throws unless the connection answers every setting as it must. */
export function checkSettings(connection: Connection): void {
  for (const [name, , expected] of SETTINGS) {
    const found: unknown = connection.pragma(name, { simple: true });
    if (found !== expected) {
      throw new DatabaseTrouble('settings', `SQLite runs with ${name}=${String(found)} where ${expected} is needed, so saved work would not be safe.`);
    }
  }
}

/** Makes a database file that holds one small table, under a draft's name first: a file with the right name is always whole. */
export function createFile(file: string, table: string, rows: Record<string, string>): void {
  const draft = `${file}.${process.pid}.${Date.now()}.new`;
  try {
    const connection = new Sqlite(draft);
    try {
      chmodSync(draft, 0o600);
      connection.pragma('synchronous = FULL');
      connection.exec(`CREATE TABLE ${table} (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`);
      const insert = connection.prepare(`INSERT INTO ${table} (key, value) VALUES (?, ?)`);
      for (const [key, value] of Object.entries(rows)) insert.run(key, value);
    } finally {
      connection.close();
    }
    placeOnce(draft, file);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw new DatabaseTrouble('not-writable', `The database cannot be made in ${dirname(file)}.`, { cause });
  }
}

/** Whether there is a database, and trouble when there is something else or only the remains of one. */
export function isThere(file: string): boolean {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found) {
    if (existsSync(`${file}-wal`)) {
      throw new DatabaseTrouble('unreadable', `${file} is gone but its log ${file}-wal is there. Put the file back or restore a backup.`);
    }
    return false;
  }
  if (found.isFile() && found.size === 0) {
    throw new DatabaseTrouble('unreadable', `${file} is empty. Restore a backup; nothing new is made in its place.`);
  }
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw new DatabaseTrouble('not-writable', `${file} cannot be read and written by this user.`, { cause });
  }
  return true;
}

/**
 * Copies a database as it stands to a new file while others use it, proves the copy sound, and gives it its name last.
 * An older copy of that name is replaced.
 */
export async function copyDatabase(file: string, copy: string): Promise<void> {
  const draft = `${copy}.part`;
  const clear = () => ['', '-journal', '-wal', '-shm'].forEach((end) => rmSync(draft + end, { force: true }));
  clear();
  try {
    const source = connect(file, 'read');
    try {
      await source.backup(draft);
    } finally {
      source.close();
    }
    chmodSync(draft, 0o600);
    const made = new Sqlite(draft);
    try {
      made.pragma('journal_mode = DELETE');
      const verdict: unknown = made.pragma('integrity_check', { simple: true });
      if (verdict !== 'ok') throw new DatabaseTrouble('unreadable', `The copy of ${file} is not sound: ${String(verdict)}.`);
    } finally {
      made.close();
    }
    syncToDisk(draft);
    renameSync(draft, copy);
    syncToDisk(dirname(copy));
  } finally {
    clear();
  }
}

/**
 * Tries until another process lets go of the file, at growing and jittered intervals, for as long as `until` (milliseconds
 * by performance.now()) allows; then it is 'busy'. Timers do the waiting, so requests that need no lock go on.
 */
export async function patiently<T>(until: number, attempt: () => T): Promise<T> {
  for (let delay = 1; ; delay = Math.min(delay * 2, 50)) {
    try {
      return attempt();
    } catch (error) {
      if (!(sqliteCode(error)?.startsWith('SQLITE_BUSY') ?? false)) throw error;
      if (performance.now() >= until) {
        throw new DatabaseTrouble('busy', 'Another process keeps the database locked.', { cause: error });
      }
    }
    await pause(delay * (0.5 + Math.random()));
  }
}

/** What a failure says about the database itself; any other error is given back as it is. */
export function troubleOr(error: unknown): unknown {
  if (error instanceof DatabaseTrouble) return error;
  const code = sqliteCode(error) ?? '';
  const options = { cause: error };
  if (code === 'SQLITE_FULL') return new DatabaseTrouble('full', 'The disk is full.', options);
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return new DatabaseTrouble('unreadable', 'The database file is damaged or is not a database. Restore a backup.', options);
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR')) {
    return new DatabaseTrouble('not-writable', `The database file cannot be read or written (${code}).`, options);
  }
  return error;
}

function sqliteCode(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof Sqlite.SqliteError) return cause.code;
  }
  return null;
}
