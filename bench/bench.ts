import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { ask, signIn } from './browser';
import { CONNECTIONS, databaseShare, race, type Target } from './load';
import { CASE_PAGE, DAY_PAGE, QUEUE_PAGE, comparison, report, type PageResult, type Results } from './report';
import { timePapers } from './papers';
import { timeQueue } from './queue';
import { seed, type Seeded } from './seed';
import { startOurs, startYardstick, stopAll, type Server } from './servers';
import { weigh, type Kind } from './weight';

/**
 * `npm run bench [-- --rounds 3 --seconds 4 --against]`: how fast and how heavy the production build is, on a seeded
 * file, beside the yardstick (docs/decisions/014-bench.md). Prints a table and writes bench/results.json; with
 * `--against` it compares with the results before. Ends with 1 when a page could not be measured.
 */

const RESULTS = join('bench', 'results.json');
const EARLIER = join('bench', 'results.last.json');
const WARM_SECONDS = 2;

type Reader = 'coordinator' | 'parent' | 'head' | 'nobody';

interface Page {
  name: string;
  path: (seeded: Seeded) => string;
  as: Reader;
  kind: Kind;
  /** What of it is measured besides its weight. */
  under?: 'load' | 'load and statements';
}

/** The main pages, the weight of each of which is looked at; those one waits for most are also put under load. */
const PAGES: Page[] = [
  { name: CASE_PAGE, path: ({ childId }) => `/children/${childId}`, as: 'coordinator', kind: 'staff', under: 'load and statements' },
  { name: 'list of children', path: () => '/children', as: 'coordinator', kind: 'staff', under: 'load and statements' },
  { name: 'parent’s page', path: ({ childId }) => `/children/${childId}`, as: 'parent', kind: 'light', under: 'load' },
  { name: 'sign-in', path: () => '/login', as: 'nobody', kind: 'light', under: 'load' },
  { name: QUEUE_PAGE, path: () => '/queue', as: 'head', kind: 'staff', under: 'load and statements' },
  { name: DAY_PAGE, path: () => '/day', as: 'head', kind: 'staff', under: 'load and statements' },
  { name: 'search in the queue', path: () => `/queue?q=${encodeURIComponent('Ысқақ')}`, as: 'head', kind: 'staff', under: 'load' },
  { name: 'today', path: () => '/today', as: 'coordinator', kind: 'staff' },
  { name: 'plan', path: ({ planId }) => `/plans/${planId}`, as: 'coordinator', kind: 'staff' },
  { name: 'plan on paper', path: ({ planId }) => `/plans/${planId}/paper`, as: 'coordinator', kind: 'light' },
  { name: 'goal', path: ({ goalId }) => `/goals/${goalId}`, as: 'coordinator', kind: 'staff' },
  { name: 'record an entry', path: ({ goalId }) => `/goals/${goalId}/entries/new`, as: 'coordinator', kind: 'form' },
  { name: 'register a child', path: () => '/children/new', as: 'coordinator', kind: 'form' },
];

const folder = mkdtempSync(join(tmpdir(), 'qadam-bench-'));
const clear = async () => {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void clear().finally(() => process.exit(1)));
try {
  process.exitCode = await bench(process.argv.slice(2));
} finally {
  await clear();
}

async function bench(args: string[]): Promise<number> {
  const settings = { connections: CONNECTIONS, rounds: numberAfter(args, '--rounds', 3), seconds: numberAfter(args, '--seconds', 4) };
  const before = args.includes('--against') && existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Results) : null;
  const machine = machineNow();

  delete process.env.QADAM_KEYS;
  say('Seeding …');
  const seeded = await seed(folder);
  const yardstick = await startYardstick();
  const ours = await startOurs(folder);
  const cookies: Record<Reader, string> = {
    coordinator: await signIn(ours.origin, seeded.coordinator, seeded.password),
    parent: await signIn(ours.origin, seeded.parent, seeded.password),
    head: await signIn(ours.origin, seeded.pmpcHead, seeded.password),
    nobody: '',
  };

  const pages: Page[] = [];
  const leftOut: string[] = [];
  for (const page of PAGES) {
    const { status } = await ask(ours.origin + page.path(seeded), { headers: headersOf(cookies[page.as]) });
    if (status === 200) pages.push(page);
    else leftOut.push(`${page.name} (answers ${status})`);
  }
  say('Weighing …');
  const results: PageResult[] = [];
  for (const page of pages) results.push({ name: page.name, kind: page.kind, weight: await weigh(ours.origin, page.path(seeded), cookies[page.as]) });

  const target = (server: Server, { path, as }: Page, more = {}): Target => ({ server, path: path(seeded), headers: { ...headersOf(cookies[as]), ...more } });
  const loaded = pages.filter(({ under }) => under !== undefined);
  const first = loaded.find(({ name }) => name === CASE_PAGE);
  const squeezed = first ? [{ name: `${CASE_PAGE}, compressed`, kind: first.kind, target: target(ours, first, { 'Accept-Encoding': 'br, gzip' }) }] : [];
  const runners = [...loaded.map((page) => ({ name: page.name, kind: page.kind, target: target(ours, page) })), ...squeezed];
  say(`Driving ${runners.length} pages, about ${Math.ceil(((runners.length * 2 + 1) * settings.rounds * settings.seconds) / 60)} min …`);
  const speeds = await race({ server: yardstick, path: '/', headers: {} }, runners.map((runner) => runner.target), { ...settings, warmSeconds: WARM_SECONDS });
  for (const [index, { name, kind }] of runners.entries()) {
    const found = results.find((page) => page.name === name);
    if (found) found.speed = speeds.pages[index];
    else results.push({ name, kind, speed: speeds.pages[index] });
  }
  const { peakMemoryMb } = await ours.usage();
  await ours.stop();
  await yardstick.stop();

  say('Timing the database …');
  const timed = await startOurs(folder, { timesDatabase: true });
  for (const page of loaded.filter(({ under }) => under === 'load and statements')) {
    const found = results.find(({ name }) => name === page.name);
    if (found) found.database = await databaseShare(target(timed, page), { seconds: settings.seconds, warmSeconds: WARM_SECONDS });
  }
  await timed.stop();

  say('Asking the queue inside the process …');
  const inProcess = await timeQueue(folder);

  say('Printing beside the pages …');
  const papers = await timePapers(folder, seeded);

  const all: Results = { date: new Date().toISOString(), machine, settings, yardstick: speeds.yardstick, pages: results, memoryMb: peakMemoryMb, inProcess, papers, leftOut };
  if (existsSync(RESULTS)) renameSync(RESULTS, EARLIER);
  writeFileSync(RESULTS, `${JSON.stringify(rounded(all), null, 2)}\n`);
  process.stdout.write(`${report(all)}\n`);
  if (before) process.stdout.write(`\n${comparison(all, before)}\n`);
  return leftOut.length === 0 ? 0 : 1;
}

function headersOf(cookie: string): Record<string, string> {
  return cookie ? { Cookie: cookie } : {};
}

function machineNow(): Results['machine'] {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    system: `${platform()} ${release()}`,
    busyBefore: Number((loadavg()[0] ?? 0).toFixed(1)),
  };
}

/** Figures in the file to three places: what is beyond is noise. */
function rounded(results: Results): unknown {
  return JSON.parse(JSON.stringify(results, (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value)));
}

function numberAfter(args: string[], name: string, otherwise: number): number {
  const at = args.indexOf(name);
  if (at < 0) return otherwise;
  const value = Number(args[at + 1]);
  if (!(value >= 1 && value <= 600)) throw new Error(`${name} is to be a number from 1 to 600.`);
  return value;
}

function say(what: string): void {
  process.stderr.write(`${what}\n`);
}
