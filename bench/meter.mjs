/*
 * Loaded into a measured server by `node --import`: answers every message of the bench with what the process has used
 * since it began. With BENCH_DATABASE=1 it also times each statement; that costs a little, so such a server is not the
 * one whose speed is taken. With BENCH_LOOP=1 it watches how long the event loop is held up.
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

const spent = { sqlite: 0, database: 0, statements: 0 };
let depth = 0;

/** Adds the time of the outermost of nested calls to `database`, and that of SQLite itself also to `sqlite`. */
function timed(holder, name, isSqlite) {
  const original = holder[name];
  holder[name] = function (...values) {
    const startedAt = performance.now();
    depth += 1;
    try {
      return original.apply(this, values);
    } finally {
      depth -= 1;
      const took = performance.now() - startedAt;
      if (isSqlite) {
        spent.sqlite += took;
        if (name !== 'prepare') spent.statements += 1;
      }
      if (depth === 0) spent.database += took;
    }
  };
}

if (process.env.BENCH_DATABASE === '1') {
  const { default: Sqlite } = await import('better-sqlite3');
  const memory = new Sqlite(':memory:');
  const statement = Object.getPrototypeOf(memory.prepare('SELECT 1'));
  memory.close();
  for (const name of ['run', 'get', 'all']) timed(statement, name, true);
  for (const name of ['prepare', 'exec']) timed(Sqlite.prototype, name, true);

  // drizzle builds a query, runs it and maps its rows in the synchronous part of these.
  const { SQLiteSelectBase, SQLiteInsertBase, SQLiteUpdateBase, SQLiteDeleteBase } = await import('drizzle-orm/sqlite-core');
  const { PreparedQuery } = await import('drizzle-orm/better-sqlite3/session');
  for (const builder of [SQLiteSelectBase, SQLiteInsertBase, SQLiteUpdateBase, SQLiteDeleteBase]) timed(builder.prototype, 'execute', false);
  for (const name of ['run', 'all', 'get', 'values']) timed(PreparedQuery.prototype, name, false);
}

const RESOLUTION_MS = 2;
const loop = process.env.BENCH_LOOP === '1' ? monitorEventLoopDelay({ resolution: RESOLUTION_MS }) : null;
loop?.enable();

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const { active } = performance.eventLoopUtilization();
  process.send({ cpuMs: (user + system) / 1000, activeMs: active, peakMemoryMb: process.resourceUsage().maxRSS / 1024, ...spent, loopDelayP99Ms: loop ? Math.max(0, loop.percentile(99) / 1e6 - RESOLUTION_MS) : 0 });
  loop?.reset();
});
process.channel.unref();
