import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a process has used since it began. Times in milliseconds. */
export interface Usage {
  /** On all cores, by process.cpuUsage. */
  cpuMs: number;
  /** The time its main thread was at work, by the event loop. */
  activeMs: number;
  /** The most memory it ever held, in MiB. */
  peakMemoryMb: number;
  /** Only of a server begun with `timesDatabase`: in SQLite itself, and in SQLite with drizzle around it. */
  sqlite: number;
  database: number;
  statements: number;
  /** The 99th percentile of the event loop's delay since it was asked last; only of a server begun with `timesLoop`. */
  loopDelayP99Ms: number;
}

export interface Server {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

const START_MS = 60_000;
const GOODBYE_MS = 5_000;
const YARDSTICK = join('bench', 'yardstick');

const running = new Set<ChildProcess>();

/** Our production server on a data folder. */
export function startOurs(folder: string, { timesDatabase = false, timesLoop = false } = {}): Promise<Server> {
  return start(['build/server/serve.js'], '.', { QADAM_DATA: folder, BENCH_DATABASE: timesDatabase ? '1' : '0', BENCH_LOOP: timesLoop ? '1' : '0' });
}

/** The yardstick, built first when its build is older than its sources or than the packages. */
export function startYardstick(): Promise<Server> {
  const builtAt = changedAt(join(YARDSTICK, 'build', 'server', 'index.js'));
  const sources = ['app', 'vite.config.ts', 'package.json'].map((name) => join(YARDSTICK, name));
  if ([...sources, 'package-lock.json'].some((source) => newestIn(source) > builtAt)) {
    const remix = join(process.cwd(), 'node_modules', '@remix-run', 'dev', 'dist', 'cli.js');
    const { status } = spawnSync(process.execPath, [remix, 'vite:build', '--logLevel', 'warn'], { cwd: YARDSTICK, stdio: ['ignore', 2, 2], env: environment({}) });
    if (status !== 0) throw new Error('The yardstick was not built; what is wrong stands above.');
  }
  return start(['server.mjs'], YARDSTICK, {});
}

/** Ends whatever is still running. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map(stop));
}

/** The environment without what would lead a server to another database or another time. */
function environment(more: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('QADAM_') && name !== 'APP_NOW');
  return { ...Object.fromEntries(kept), NODE_ENV: 'production', PORT: '0', ...more };
}

async function start(args: string[], cwd: string, more: Record<string, string>): Promise<Server> {
  const meter = pathToFileURL(join(process.cwd(), 'bench', 'meter.mjs')).href;
  const child = spawn(process.execPath, ['--import', meter, ...args], { cwd, env: environment(more), stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const port = await portOf(child);
  return { origin: `http://127.0.0.1:${port}`, usage: () => usageOf(child), stop: () => stop(child) };
}

/** Waits for the line that names the address. */
function portOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const over = setTimeout(() => reject(new Error(`A server did not open its port in ${START_MS / 1000} s.`)), START_MS);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`A server ended with ${code} before it opened its port.`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000);
      const port = /is open at http:\/\/[\w.]+:(\d+)/.exec(said)?.[1];
      if (!port) return;
      clearTimeout(over);
      resolve(port);
    });
  });
}

function usageOf(child: ChildProcess): Promise<Usage> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('A server ended while it was measured.'));
    child.once('exit', gone);
    child.once('message', (usage) => {
      child.off('exit', gone);
      resolve(usage as Usage);
    });
    child.send('usage');
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const over = setTimeout(() => child.kill('SIGKILL'), GOODBYE_MS);
    child.once('exit', () => {
      clearTimeout(over);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

function changedAt(name: string): number {
  return statSync(name, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestIn(name: string): number {
  const inner = statSync(name, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(name) : [];
  return Math.max(changedAt(name), ...inner.map((one) => newestIn(join(name, one))));
}
