import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { placeOnce, syncToDisk } from './disk.server';
import { DatabaseTrouble } from './trouble.server';

/** `encryption` seals what is stored, `lookup` makes the fingerprints by which a sealed value is found again. Each is 32 bytes. */
export interface Key {
  id: string;
  encryption: Buffer;
  lookup: Buffer;
}

/** Everything is sealed with the current key; the earlier ones stay to read what they sealed. */
export interface KeyRing {
  current: Key;
  all: ReadonlyMap<string, Key>;
}

let held: KeyRing | null = null;

/** Makes these the keys of this process. One process serves one database. */
export function holdKeys(ring: KeyRing): void {
  held = ring;
}

/** The keys of the open database. */
export function heldKeys(): KeyRing {
  if (!held) throw new DatabaseTrouble('keys', 'A sealed value was asked for before a database was opened.');
  return held;
}

/** Tells whether a key is the same one as before without giving anything of it away: kept in the database beside what it sealed. */
export function markOf(key: Key): string {
  return createHmac('sha256', key.lookup).update('qadam key ').update(key.encryption).digest('hex');
}

/**
 * Reads the keys from a file of `{ current: id, keys: [{ id, encryption, lookup }] }`, both keys in base64.
 * With `mayCreate`, a missing file is made with one fresh key, readable by its owner alone and safe on disk before this returns.
 */
export function loadKeys(path: string, mayCreate = false): KeyRing {
  if (mayCreate && !existsSync(path)) createKeys(path);

  let kept: unknown;
  try {
    kept = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new DatabaseTrouble('keys', `The keys of the database cannot be read from ${path}. Put back the copy kept apart from the backups.`, { cause });
  }

  const { current, keys } = (kept ?? {}) as { current?: unknown; keys?: unknown };
  const all = new Map<string, Key>();
  for (const key of Array.isArray(keys) ? (keys as (Partial<Record<string, unknown>> | null)[]) : []) {
    const { id, encryption, lookup } = key ?? {};
    if (typeof id !== 'string' || !/^[\w-]{1,40}$/.test(id) || all.has(id)) {
      throw new DatabaseTrouble('keys', `A key in ${path} has no id, an id that is not 1 to 40 letters and digits, or one that another key has.`);
    }
    all.set(id, { id, encryption: keyBytes(encryption, id, path), lookup: keyBytes(lookup, id, path) });
  }

  const chosen = all.get(String(current));
  if (!chosen) throw new DatabaseTrouble('keys', `${path} names no current key among its keys.`);
  return { current: chosen, all };
}

function keyBytes(base64: unknown, id: string, path: string): Buffer {
  const bytes = Buffer.from(typeof base64 === 'string' ? base64 : '', 'base64');
  if (bytes.length !== 32) throw new DatabaseTrouble('keys', `Key ${id} in ${path} is not 32 bytes in base64.`);
  return bytes;
}

function createKeys(path: string): void {
  const id = randomBytes(4).toString('hex');
  const ring = {
    current: id,
    keys: [{ id, encryption: randomBytes(32).toString('base64'), lookup: randomBytes(32).toString('base64') }],
  };

  const draft = `${path}.${id}.new`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(draft, `${JSON.stringify(ring, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    syncToDisk(draft);
    placeOnce(draft, path);
  } catch (cause) {
    throw new DatabaseTrouble('not-writable', `The keys cannot be written to ${path}.`, { cause });
  }
}
