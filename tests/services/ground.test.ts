import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import { eq, sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { afterEach, expect, test } from 'vitest';
import { openDatabase, type Database, type OpenOptions, type Tx } from '#db/client.server';
import { checkSettings, copyDatabase } from '#db/connection.server';
import { fileSystemOf } from '#db/disk.server';
import { fingerprint, seal, sealedText, unseal } from '#db/sealed.server';

const purses = sqliteTable('purses', { id: integer('id').primaryKey(), coins: integer('coins').notNull() });
const letters = sqliteTable('letters', { id: integer('id').primaryKey(), body: sealedText('body'), print: text('print') });

const FIRST = {
  '0000_first': `CREATE TABLE purses (id integer PRIMARY KEY, coins integer NOT NULL CHECK (coins >= 0));
--> statement-breakpoint
CREATE TABLE letters (id integer PRIMARY KEY, body blob, print text);
--> statement-breakpoint
CREATE TABLE parents (id integer PRIMARY KEY, name text);
--> statement-breakpoint
CREATE TABLE children (id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES parents (id) ON DELETE CASCADE);`,
};

/** What drizzle-kit writes when a column of a parent table becomes NOT NULL. */
const REBUILD = `PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE \`__new_parents\` (\`id\` integer PRIMARY KEY, \`name\` text NOT NULL);
--> statement-breakpoint
INSERT INTO \`__new_parents\`("id", "name") SELECT "id", "name" FROM \`parents\`;--> statement-breakpoint
DROP TABLE \`parents\`;--> statement-breakpoint
ALTER TABLE \`__new_parents\` RENAME TO \`parents\`;--> statement-breakpoint
PRAGMA foreign_keys=ON;`;

const opened: Database[] = [];
const made: string[] = [];

afterEach(async () => {
  for (const db of opened.splice(0)) await db.close();
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ground-'));
  made.push(folder);
  return folder;
}

function migrationsOf(files: Record<string, string>): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'meta'));
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ entries: Object.keys(files).map((tag) => ({ tag })) }));
  for (const [tag, text] of Object.entries(files)) writeFileSync(join(folder, `${tag}.sql`), text);
  return folder;
}

async function open(folder: string, options: OpenOptions = {}): Promise<Database> {
  const db = await openDatabase(folder, { kindIfNew: 'demo', migrations: migrationsOf(FIRST), ...options });
  opened.push(db);
  return db;
}

/** Two purses with a hundred coins each. */
async function openPurses(folder = emptyFolder(), options: OpenOptions = {}): Promise<Database> {
  const db = await open(folder, options);
  await db.transaction(async (tx) => {
    await tx.insert(purses).values([1, 2].map((id) => ({ id, coins: 100 })));
  });
  return db;
}

const coinsIn = async (tx: Tx, id: number) => (await tx.select().from(purses).where(eq(purses.id, id)).get())?.coins ?? 0;
const coins = (db: Database) => db.read(async (tx) => [await coinsIn(tx, 1), await coinsIn(tx, 2)]);
const put = (tx: Tx, id: number, amount: number) => tx.update(purses).set({ coins: amount }).where(eq(purses.id, id));

async function openFamily(folder: string): Promise<void> {
  const db = await open(folder);
  await db.transaction(async (tx) => {
    await tx.run(sql`insert into parents (id, name) values (1, 'Dana')`);
    await tx.run(sql`insert into children (id, parent_id) values (1, 1), (2, 1), (3, 1)`);
  });
  await db.close();
}

const rowsOf = (db: Database, table: string) => db.read(async (tx) => tx.get<{ n: number }>(sql`select count(*) as n from ${sql.identifier(table)}`).n);
const isThereTable = (db: Database, table: string) => db.read(async (tx) => tx.all(sql`select 1 from sqlite_schema where name = ${table}`).length === 1);

// Opening

test('every connection runs with the settings that keep saved work safe, also when the file is opened again', async () => {
  const folder = emptyFolder();
  await (await open(folder)).close();
  const db = await open(folder, { readers: 2 });

  const settings = async (tx: Tx) =>
    ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'temp_store', 'secure_delete'].map((name) =>
      Object.values(tx.get<Record<string, unknown>>(sql.raw(`pragma ${name}`)))[0],
    );
  const safe = ['wal', 2, 1, 0, 2, 1];
  expect(await db.transaction(settings)).toEqual(safe);
  expect(await Promise.all([db.read(settings), db.read(settings)])).toEqual([safe, safe]);
});

test('a connection that would lose saved work in a power cut is refused', async () => {
  const folder = emptyFolder();
  await (await open(folder)).close();
  const careless = new Sqlite(join(folder, 'qadam.sqlite'));
  for (const setting of ['trusted_schema = OFF', 'temp_store = MEMORY', 'secure_delete = ON', 'synchronous = FULL']) careless.pragma(setting);
  expect(() => checkSettings(careless)).not.toThrow();
  careless.pragma('synchronous = NORMAL');
  expect(() => checkSettings(careless)).toThrow(/synchronous=1/);
  careless.close();
});

test('a database keeps its kind for good', async () => {
  const folder = emptyFolder();
  expect((await open(folder, { kindIfNew: 'demo' })).kind).toBe('demo');
  expect((await open(folder, { kindIfNew: 'real' })).kind).toBe('demo');
});

test('a database is made only when somebody says which kind it is to be', async () => {
  const folder = emptyFolder();
  await expect(open(folder, { kindIfNew: undefined })).rejects.toMatchObject({ reason: 'kind' });
  expect(readdirSync(folder)).toEqual([]);
});

test('the data folder and what is in it belong to one user alone', async () => {
  const folder = join(emptyFolder(), 'deep', 'data');
  await open(folder);
  const rights = [folder, join(folder, 'qadam.sqlite'), join(folder, 'qadam.sqlite-wal'), join(folder, 'keys.json')].map((path) => statSync(path).mode & 0o777);
  expect(rights).toEqual([0o700, 0o600, 0o600, 0o600]);
});

test.each(['', 'this was a database once, before the disk broke; now it is only noise'])('a damaged file (%j) is left as it is', async (noise) => {
  const folder = emptyFolder();
  await (await open(folder)).close();
  writeFileSync(join(folder, 'qadam.sqlite'), noise);
  await expect(open(folder)).rejects.toMatchObject({ reason: 'unreadable' });
  expect(readFileSync(join(folder, 'qadam.sqlite'), 'utf8')).toBe(noise);
});

test('a log without its database is not taken for an empty folder', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'qadam.sqlite-wal'), 'work that was saved');
  await expect(open(folder)).rejects.toMatchObject({ reason: 'unreadable' });
});

test('somebody else’s SQLite file is not taken over', async () => {
  const folder = emptyFolder();
  await (await open(folder)).close();
  rmSync(join(folder, 'qadam.sqlite'));
  const other = new Sqlite(join(folder, 'qadam.sqlite'));
  other.exec('create table recipes (name text)');
  other.close();
  await expect(open(folder)).rejects.toMatchObject({ reason: 'kind' });
});

test('a data folder that cannot be made is reported', async () => {
  const file = join(emptyFolder(), 'a-file');
  writeFileSync(file, '');
  await expect(open(join(file, 'data'))).rejects.toMatchObject({ reason: 'not-writable' });
});

test('two programs that start on an empty folder at once make one database', async () => {
  const folder = emptyFolder();
  const [one, other] = await Promise.all([open(folder), open(folder)]);
  await one.transaction(async (tx) => tx.insert(purses).values({ id: 1, coins: 5 }));
  expect((await coins(other))[0]).toBe(5);
});

test('the file system that holds a folder is the deepest mount above it', () => {
  const mounts = [
    '22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw',
    '40 22 0:40 / /srv/shared\\040files rw,relatime shared:9 master:2 - nfs4 server:/export rw',
    '41 22 0:41 / /srv/sharedness rw - cifs //server/share rw',
  ].join('\n');
  expect(fileSystemOf('/srv/shared files/qadam', mounts)).toBe('nfs4');
  expect(fileSystemOf('/srv/shared', mounts)).toBe('ext4');
  expect(fileSystemOf('/srv/sharedness', mounts)).toBe('cifs');
});

// Writing

test('a hundred and fifty simultaneous transfers leave every coin accounted for', async () => {
  const db = await openPurses();
  const transfers = Array.from({ length: 150 }, (_, turn) =>
    db.transaction(async (tx) => {
      const [from, to] = turn % 3 === 0 ? [2, 1] : [1, 2];
      const there = await coinsIn(tx, from);
      await Promise.resolve();
      await put(tx, from, there - 1);
      if (turn % 10 === 9) throw new Error('changed my mind');
      if (turn % 25 === 0) await pause(1);
      await put(tx, to, (await coinsIn(tx, to)) + 1);
    }),
  );
  const seen = await Promise.all(Array.from({ length: 40 }, () => coins(db)));
  const ends = await Promise.allSettled(transfers);

  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(15);
  expect(seen.every(([one = 0, other = 0]) => one + other === 200)).toBe(true);
  const kept = [...ends.keys()].filter((turn) => turn % 10 !== 9);
  const net = kept.filter((turn) => turn % 3 !== 0).length - kept.filter((turn) => turn % 3 === 0).length;
  expect(await coins(db)).toEqual([100 - net, 100 + net]);
});

test('work that fails leaves no trace and the next work runs', async () => {
  const db = await openPurses();
  const failing = db.transaction(async (tx) => {
    await put(tx, 1, 7);
    throw new Error('no');
  });
  const next = db.transaction(async (tx) => put(tx, 2, 8));
  await expect(failing).rejects.toThrow('no');
  await next;
  expect(await coins(db)).toEqual([100, 8]);
});

test('a broken rule of the database rolls back what came before it', async () => {
  const db = await openPurses();
  const work = db.transaction(async (tx) => {
    await put(tx, 1, 7);
    await put(tx, 2, -1);
  });
  await expect(work).rejects.toThrow(/CHECK constraint/);
  expect(await coins(db)).toEqual([100, 100]);
});

test('work inside work may fail alone', async () => {
  const db = await openPurses();
  await db.transaction(async (tx) => {
    await put(tx, 1, 1);
    const inner = db.transaction(async (same) => {
      await put(same, 1, 2);
      await put(same, 2, 2);
      throw new Error('only this part');
    });
    await expect(inner).rejects.toThrow('only this part');
    await db.transaction(async (same) => put(same, 2, 3));
    expect(await db.read(async (same) => coinsIn(same, 2))).toBe(3);
  });
  expect(await coins(db)).toEqual([1, 3]);
});

test('works started side by side inside one work do not disturb each other', async () => {
  const db = await openPurses();
  await db.transaction(async () => {
    const ends = await Promise.allSettled(
      [1, 2, 3].map((turn) =>
        db.transaction(async (tx) => {
          await put(tx, 1, turn);
          await Promise.resolve();
          if (turn === 2) throw new Error('second');
          await put(tx, 2, turn);
        }),
      ),
    );
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
  expect(await coins(db)).toEqual([3, 3]);
});

test('inner work that nobody awaited undoes the whole and reaches nothing afterwards', async () => {
  const db = await openPurses();
  let inner: Promise<unknown> = Promise.resolve();
  const outer = db.transaction(async (tx) => {
    await put(tx, 1, 1);
    inner = db.transaction(async (same) => {
      await pause(20);
      await put(same, 2, 2);
    });
    inner.catch(() => undefined);
    await pause(1);
  });
  await expect(outer).rejects.toThrow(/await the inner one/);
  await db.transaction(async () => pause(40));
  await expect(inner).rejects.toThrow(/outside its transaction/);
  expect(await coins(db)).toEqual([100, 100]);
});

test('a transaction handle that outlives its work is of no use', async () => {
  const db = await openPurses();
  const carriedOff = await db.transaction(async (tx) => ({ tx }));
  const late = async () => put(carriedOff.tx, 1, 0);
  await expect(late()).rejects.toThrow(/outside its transaction/);
  await expect(db.transaction(async () => Promise.all([pause(5), db.read(async (tx) => put(tx, 2, 1))]))).resolves.toBeDefined();
  const [, intruder] = await Promise.allSettled([db.transaction(async () => pause(10)), late()]);
  expect(intruder.status).toBe('rejected');
  expect(await coins(db)).toEqual([100, 1]);
});

test('a forgotten await cannot write after its transaction ended', async () => {
  const db = await openPurses();
  let forgotten: Promise<unknown> = Promise.resolve();
  await db.transaction(async (tx) => {
    forgotten = pause(5).then(async () => put(tx, 1, 0));
    forgotten.catch(() => undefined);
  });
  await expect(forgotten).rejects.toThrow(/outside its transaction/);
  expect(await coins(db)).toEqual([100, 100]);
});

test('what is started inside a transaction and runs later gets a transaction of its own', async () => {
  const db = await openPurses();
  let later: Promise<unknown> = Promise.resolve();
  await db.transaction(async () => {
    later = pause(5).then(() => db.transaction(async (tx) => put(tx, 1, 42)));
  });
  await later;
  expect(await coins(db)).toEqual([42, 100]);
});

test('reading cannot write, by itself or by asking for more', async () => {
  const db = await openPurses();
  await expect(db.read(async (tx) => put(tx, 1, 0))).rejects.toThrow(/SQLITE_READONLY/);
  await expect(db.read(async () => db.transaction(async (tx) => put(tx, 1, 0)))).rejects.toThrow(/A read asked to write/);
  expect(await coins(db)).toEqual([100, 100]);
});

test('a reader sees one moment while others write', async () => {
  const db = await openPurses();
  const seen = await db.read(async (tx) => {
    const before = await coinsIn(tx, 1);
    const other = new Sqlite(join(db.folder, 'qadam.sqlite'));
    other.exec('update purses set coins = 0');
    other.close();
    return [before, await coinsIn(tx, 1)];
  });
  expect(seen).toEqual([100, 100]);
  expect(await coins(db)).toEqual([0, 0]);
});

test('the same statement answers rows and lists of values alike, however often it is asked', async () => {
  const db = await openPurses();
  const query = sql`select id, coins from purses order by id`;
  await db.read(async (tx) => {
    const [row, values, again] = [tx.all(query), tx.values(query), tx.all(query)];
    expect(values).toEqual([[1, 100], [2, 100]]);
    expect(row).toEqual([{ id: 1, coins: 100 }, { id: 2, coins: 100 }]);
    expect(again).toEqual(row);
  });
});

test('closing waits for work under way and lets none begin', async () => {
  const folder = emptyFolder();
  const db = await openPurses(folder);
  const work = db.transaction(async (tx) => {
    await pause(5);
    await put(tx, 1, 9);
  });
  const closed = db.close();
  await expect(db.transaction(async (tx) => put(tx, 1, 0))).rejects.toThrow(/closed/);
  await Promise.all([work, closed]);
  expect(existsSync(join(folder, 'qadam.sqlite-wal'))).toBe(false);
  expect(await coins(await open(folder))).toEqual([9, 100]);
});

// Other processes

test('two programs add to one number and nothing is lost', async () => {
  const db = await openPurses();
  const script = `
    const db = new (require('better-sqlite3'))(process.argv[1], { timeout: 20000 });
    for (let turn = 0; turn < 100; turn++) {
      db.exec('begin immediate');
      const { coins } = db.prepare('select coins from purses where id = 1').get();
      db.prepare('update purses set coins = ? where id = 1').run(coins + 1);
      db.exec('commit');
    }`;
  const other = promisify(execFile)(process.execPath, ['-e', script, join(db.folder, 'qadam.sqlite')]);
  const again = await open(db.folder);
  for (let turn = 0; turn < 50; turn++) {
    const addOne = async (tx: Tx) => {
      const there = await coinsIn(tx, 1);
      await pause(0);
      await put(tx, 1, there + 1);
    };
    await Promise.all([db.transaction(addOne), again.transaction(addOne)]);
  }
  await other;
  expect(await coins(db)).toEqual([300, 100]);
});

test('another program’s lock makes writers give up in the end, and meanwhile reading and everything else goes on', async () => {
  const db = await openPurses(emptyFolder(), { patience: 200 });
  const other = new Sqlite(join(db.folder, 'qadam.sqlite'));
  other.exec('begin exclusive');
  let beats = 0;
  const heart = setInterval(() => beats++, 1);
  const write = db.transaction(async (tx) => put(tx, 1, 0));
  write.catch(() => undefined);
  expect(await coins(db)).toEqual([100, 100]);
  await expect(write).rejects.toMatchObject({ reason: 'busy' });
  clearInterval(heart);
  expect(beats).toBeGreaterThan(10);

  other.exec('rollback');
  other.close();
  await db.transaction(async (tx) => put(tx, 1, 5));
  expect(await coins(db)).toEqual([5, 100]);
});

test('a lock that is let go in time goes unnoticed', async () => {
  const db = await openPurses();
  const other = new Sqlite(join(db.folder, 'qadam.sqlite'));
  other.exec('begin immediate');
  const write = db.transaction(async (tx) => put(tx, 1, 6));
  await pause(20);
  other.exec('commit');
  other.close();
  await write;
  expect(await coins(db)).toEqual([6, 100]);
});

test('a database that was taken away takes no more work', async () => {
  const db = await openPurses();
  renameSync(join(db.folder, 'qadam.sqlite'), join(db.folder, 'aside'));
  await expect(db.transaction(async (tx) => put(tx, 1, 0))).rejects.toMatchObject({ reason: 'replaced' });
  cpSync(join(db.folder, 'aside'), join(db.folder, 'qadam.sqlite'));
  await expect(coins(db)).rejects.toMatchObject({ reason: 'replaced' });
});

test('a full database says so and works again once there is space', async () => {
  const db = await openPurses();
  const limit = (pages: string) => db.transaction(async (tx) => tx.run(sql.raw(`pragma max_page_count = ${pages}`)));
  await limit('1');
  const big = db.transaction(async (tx) => tx.insert(letters).values({ id: 1, body: 'x'.repeat(1_000_000) }));
  await expect(big).rejects.toMatchObject({ reason: 'full' });
  await limit('1000000');
  await db.transaction(async (tx) => tx.insert(letters).values({ id: 1, body: 'x'.repeat(1_000_000) }));
  expect(await rowsOf(db, 'letters')).toBe(1);
});

// Migrations

test('rebuilding a parent table keeps its children', async () => {
  const folder = emptyFolder();
  await openFamily(folder);
  const said: string[] = [];
  const db = await open(folder, { migrations: migrationsOf({ ...FIRST, '0001_name': REBUILD }), onProgress: (what) => said.push(what) });

  expect(await rowsOf(db, 'children')).toBe(3);
  const orphan = db.transaction(async (tx) => tx.run(sql`insert into children (id, parent_id) values (4, 99)`));
  await expect(orphan).rejects.toMatchObject({ cause: { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' } });
  expect(said).toEqual([expect.stringContaining('before-0001_name.sqlite'), 'Applying 0001_name']);
});

test('a whole copy is put aside before a migration', async () => {
  const folder = emptyFolder();
  await openFamily(folder);
  await open(folder, { migrations: migrationsOf({ ...FIRST, '0001_empty': '-- rows: children may change\nDELETE FROM children;' }) });

  expect(readdirSync(join(folder, 'backups'))).toEqual(['before-0001_empty.sqlite']);
  const copy = new Sqlite(join(folder, 'backups', 'before-0001_empty.sqlite'), { readonly: true });
  expect(copy.prepare('select count(*) from children').pluck().get()).toBe(3);
  copy.close();
});

test('a new database is made without a copy of nothing', async () => {
  const folder = emptyFolder();
  await open(folder);
  expect(existsSync(join(folder, 'backups'))).toBe(false);
});

test.each([
  ['a statement fails', 'CREATE TABLE extra (id integer);--> statement-breakpoint\nINSERT INTO nowhere VALUES (1);', /no such table: nowhere/],
  ['rows would go undeclared', 'CREATE TABLE extra (id integer);--> statement-breakpoint\nDELETE FROM children WHERE id = 1;', /2 of 3 rows in children/],
  ['a table with rows would go undeclared', 'CREATE TABLE extra (id integer);--> statement-breakpoint\nDROP TABLE children;', /0 of 3 rows in children/],
  ['a reference would be broken', '-- rows: parents may change\nCREATE TABLE extra (id integer);--> statement-breakpoint\nDELETE FROM parents;', /3 rows pointing at nothing/],
])('when %s, all pending migrations are as if they had never been', async (_, text, message) => {
  const folder = emptyFolder();
  await openFamily(folder);
  const failing = open(folder, { migrations: migrationsOf({ ...FIRST, '0001_good': 'CREATE TABLE good (id integer);', '0002_bad': text }) });
  await expect(failing).rejects.toMatchObject({ reason: 'migration', message: expect.stringMatching(message) as string });

  const db = await open(folder);
  expect([await rowsOf(db, 'children'), await isThereTable(db, 'good'), await isThereTable(db, 'extra')]).toEqual([3, false, false]);
});

test('an older program leaves a newer database alone', async () => {
  const folder = emptyFolder();
  await (await open(folder, { migrations: migrationsOf({ ...FIRST, '0001_later': 'CREATE TABLE later (id integer);' }) })).close();
  await expect(open(folder)).rejects.toMatchObject({ reason: 'newer' });
});

test('a migration that was edited after it landed is noticed, its line endings are not', async () => {
  const folder = emptyFolder();
  await (await open(folder)).close();
  await open(folder, { migrations: migrationsOf({ '0000_first': FIRST['0000_first'].replaceAll('\n', '\r\n') }) });
  const edited = open(folder, { migrations: migrationsOf({ '0000_first': `${FIRST['0000_first']}\nCREATE TABLE sneaked (id integer);` }) });
  await expect(edited).rejects.toMatchObject({ reason: 'migration' });
});

test('without the folder of migrations nothing is guessed', async () => {
  await expect(open(emptyFolder(), { migrations: join(emptyFolder(), 'gone') })).rejects.toMatchObject({ reason: 'migration' });
});

test('a copy taken while others write is whole and stands alone', async () => {
  const db = await openPurses();
  const copy = join(emptyFolder(), 'copy.sqlite');
  await copyDatabase(join(db.folder, 'qadam.sqlite'), copy);
  await db.transaction(async (tx) => put(tx, 1, 0));
  const found = new Sqlite(copy, { readonly: true });
  expect(found.prepare('select sum(coins) from purses').pluck().get()).toBe(200);
  found.close();
});

// Sealed columns

test('a sealed text is unreadable in the file and readable through the program', async () => {
  const db = await open(emptyFolder());
  await db.transaction(async (tx) => tx.insert(letters).values({ id: 1, body: 'Қасымова, Абай даңғылы 10', print: fingerprint('060101500123') }));

  const stored = await db.read(async (tx) => tx.get<{ body: Buffer }>(sql`select body from letters`).body);
  expect(stored.toString('utf8')).not.toContain('Абай');
  const found = await db.read(async (tx) => tx.select().from(letters).where(eq(letters.print, fingerprint('060101500123'))).get());
  expect(found?.body).toBe('Қасымова, Абай даңғылы 10');
});

test('nothing sealed stays nothing', async () => {
  const db = await open(emptyFolder());
  await db.transaction(async (tx) => tx.insert(letters).values({ id: 1, body: null }));
  expect(await db.read(async (tx) => tx.select().from(letters).get())).toEqual({ id: 1, body: null, print: null });
});

test('one text is sealed differently every time and found by one fingerprint', async () => {
  await open(emptyFolder());
  expect(seal('мәтін').equals(seal('мәтін'))).toBe(false);
  expect(fingerprint('мәтін')).toBe(fingerprint('мәтін'));
  expect(fingerprint('мәтін')).toMatch(/^[0-9a-f]{64}$/);
  expect(fingerprint('мәтін')).not.toBe(fingerprint('матін'));
});

test('one changed byte anywhere in a sealed value is noticed', async () => {
  await open(emptyFolder());
  const sealed = seal('Әлихан');
  expect(unseal(sealed)).toBe('Әлихан');
  for (let place = 0; place < sealed.length; place++) {
    const changed = Buffer.from(sealed);
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(() => unseal(changed)).toThrow();
  }
  expect(() => unseal(sealed.subarray(0, sealed.length - 1))).toThrow();
  expect(() => unseal(Buffer.alloc(0))).toThrow();
});

test('a database without its keys, or with another’s, stays closed and gets no new keys', async () => {
  const [folder, elsewhere] = [emptyFolder(), emptyFolder()];
  await (await open(folder)).close();
  await (await open(elsewhere)).close();

  cpSync(join(elsewhere, 'keys.json'), join(folder, 'keys.json'));
  await expect(open(folder)).rejects.toMatchObject({ reason: 'keys' });
  rmSync(join(folder, 'keys.json'));
  await expect(open(folder)).rejects.toMatchObject({ reason: 'keys' });
  expect(existsSync(join(folder, 'keys.json'))).toBe(false);
});

test('after a new key is added, what the old one sealed is still read', async () => {
  const folder = emptyFolder();
  const path = join(folder, 'keys.json');
  const first = await open(folder);
  await first.transaction(async (tx) => tx.insert(letters).values({ id: 1, body: 'ескі' }));
  await first.close();

  const ring = JSON.parse(readFileSync(path, 'utf8')) as { current: string; keys: { id: string; encryption: string; lookup: string }[] };
  const [old] = ring.keys;
  ring.keys.push({ id: 'second', encryption: Buffer.alloc(32, 7).toString('base64'), lookup: old?.lookup ?? '' });
  ring.current = 'second';
  writeFileSync(path, JSON.stringify(ring));

  const db = await open(folder);
  expect(seal('жаңа').includes('second')).toBe(true);
  expect((await db.read(async (tx) => tx.select().from(letters).get()))?.body).toBe('ескі');
});
