import type { DatabaseShare, Round, Speed } from './load';
import { papersReport, type Papers } from './papers';
import type { InProcess } from './queue';
import { BUDGET, type Kind, type Weight } from './weight';

/** Everything one run found out; bench/results.json is this. */
export interface Results {
  date: string;
  machine: { cpu: string; cores: number; memoryGb: number; node: string; system: string; busyBefore: number };
  settings: { connections: number; rounds: number; seconds: number };
  yardstick: Round;
  pages: PageResult[];
  /** The most memory our server held, in MiB. */
  memoryMb: number;
  /** The queue asked inside the process; missing in results from before there was one. */
  inProcess?: InProcess[];
  /** Printing beside the pages; missing in results from before there was any. */
  papers?: Papers;
  leftOut: string[];
}

export interface PageResult {
  name: string;
  kind: Kind;
  speed?: Speed;
  database?: DatabaseShare;
  weight?: Weight;
}

/** Issue 2, "Speed, memory, bad input". */
export const GOALS = { caseRatio: 0.4, databaseShare: 0.2, memoryMb: 400, searchMs: 50 } as const;
export const CASE_PAGE = 'case page';
export const QUEUE_PAGE = 'queue of 30,000';
export const DAY_PAGE = 'day view';

/** The table of a run, in markdown, with its goals below. */
export function report(results: Results): string {
  const { machine, settings } = results;
  const head = ['page', '× yardstick', 'requests/s', 'p50 ms', 'p99 ms', 'CPU ms', 'database', 'in SQLite', 'HTML kB', 'CSS kB', 'JS kB', 'first load kB', 'again kB'];
  const rows = [
    ['yardstick', '1', ...roundCells(results.yardstick), ...blank(7)],
    ...results.pages.map(({ name, kind, speed, database, weight }) => [
      name,
      speed ? speed.ratio.toFixed(2) : '',
      ...(speed ? roundCells(speed) : blank(4)),
      ...(database ? [percent(database.database), percent(database.sqlite)] : blank(2)),
      ...(weight ? weightCells(weight, kind) : blank(5)),
    ]),
  ];
  return [
    `${results.date.slice(0, 16).replace('T', ' ')} UTC · ${machine.cpu} × ${machine.cores} · ${machine.memoryGb} GB · Node ${machine.node} · load before ${machine.busyBefore}`,
    `${settings.connections} connections, ${settings.rounds} rounds of ${settings.seconds} s, each page between two runs of the yardstick; medians. CPU is per request, on all cores. An amount over its budget carries a !.`,
    '',
    markdown(head, rows),
    '',
    markdown(['goal', 'found', ''], goalsOf(results).map(({ goal, found, kept }) => [goal, found, kept ? 'ok' : 'over'])),
    ...(results.inProcess ? ['', markdown(['the queue of 30,000, in process', 'first ms', 'median ms'], results.inProcess.map(({ what, first, median }) => [what, first.toFixed(1), median.toFixed(1)]))] : []),
    ...(results.papers ? ['', papersReport(results.papers)] : []),
    ...(results.leftOut.length > 0 ? ['', `Left out: ${results.leftOut.join('; ')}.`] : []),
  ].join('\n');
}

/** What this run found beside what an earlier one found. */
export function comparison(now: Results, before: Results): string {
  const rows: string[][] = [];
  const add = (what: string, was: number | undefined, is: number | undefined, digits: number) => {
    if (was === undefined || is === undefined) return;
    rows.push([what, was.toFixed(digits), is.toFixed(digits), was === 0 ? '' : `${is >= was ? '+' : '−'}${Math.abs((is / was - 1) * 100).toFixed(0)} %`]);
  };
  for (const { name, speed, database, weight } of now.pages) {
    const was = before.pages.find((page) => page.name === name);
    add(`${name}: × yardstick`, was?.speed?.ratio, speed?.ratio, 2);
    add(`${name}: CPU ms`, was?.speed?.cpuMs, speed?.cpuMs, 2);
    add(`${name}: database share, %`, share(was), share({ database }), 1);
    add(`${name}: first load kB`, kilo(was?.weight?.first), kilo(weight?.first), 1);
  }
  add('memory MB', before.memoryMb, now.memoryMb, 0);
  return `Against ${before.date.slice(0, 16).replace('T', ' ')} UTC:\n\n${markdown(['figure', 'before', 'now', 'change'], rows)}`;
}

interface Goal {
  goal: string;
  found: string;
  kept: boolean;
}

/** Every goal that could be looked at in this run. */
export function goalsOf({ pages, memoryMb, inProcess }: Results): Goal[] {
  const goals: Goal[] = [{ goal: `memory ≤ ${GOALS.memoryMb} MB`, found: `${memoryMb.toFixed(0)} MB`, kept: memoryMb <= GOALS.memoryMb }];
  const { speed, database } = pages.find(({ name }) => name === CASE_PAGE) ?? {};
  if (speed) goals.push({ goal: `case page ≥ ${GOALS.caseRatio} × yardstick`, found: speed.ratio.toFixed(2), kept: speed.ratio >= GOALS.caseRatio });
  if (database) {
    const found = `${percent(database.database)} (${percent(database.sqlite)} in SQLite, ${database.statementsPerRequest.toFixed(0)} statements)`;
    goals.push({ goal: `database ≤ ${percent(GOALS.databaseShare)} of the case page's time`, found, kept: database.database <= GOALS.databaseShare });
  }
  for (const page of [QUEUE_PAGE, DAY_PAGE]) {
    const ratio = pages.find(({ name }) => name === page)?.speed?.ratio;
    if (ratio !== undefined) goals.push({ goal: `${page} ≥ ${GOALS.caseRatio} × yardstick`, found: ratio.toFixed(2), kept: ratio >= GOALS.caseRatio });
  }
  const searches = inProcess?.filter(({ what }) => what.startsWith('search')).map(({ first }) => first) ?? [];
  if (searches.length > 0) {
    const slowest = Math.max(...searches);
    goals.push({ goal: `first answer of a search ≤ ${GOALS.searchMs} ms`, found: `${slowest.toFixed(0)} ms`, kept: slowest <= GOALS.searchMs });
  }
  for (const { name, kind, weight } of pages) {
    if (!weight) continue;
    const over = Object.entries(budgetsOf(kind)).filter(([part, most]) => weight[part as keyof Weight] > most);
    const found = over.length === 0 ? `${kb(weight.first)} kB` : over.map(([part, most]) => `${part} ${kb(weight[part as keyof Weight])} of ${most / 1000} kB`).join(', ');
    goals.push({ goal: `${name} within its weight`, found, kept: over.length === 0 });
  }
  return goals;
}

/** The most each part of a page may weigh, in bytes. */
function budgetsOf(kind: Kind): Partial<Record<keyof Weight, number>> {
  const { first, ...others } = BUDGET;
  return { ...others, ...(kind === 'light' ? { js: 0 } : {}), first: first[kind] };
}

function roundCells({ perSecond, p50, p99, cpuMs }: Round): string[] {
  return [perSecond.toFixed(0), p50.toFixed(0), p99.toFixed(0), cpuMs.toFixed(2)];
}

function weightCells(weight: Weight, kind: Kind): string[] {
  const budgets = budgetsOf(kind);
  return (['html', 'css', 'js', 'first', 'repeat'] as const).map((part) => kb(weight[part]) + (weight[part] > (budgets[part] ?? Infinity) ? ' !' : ''));
}

const blank = (cells: number): string[] => Array.from({ length: cells }, () => '');
const percent = (part: number) => `${(part * 100).toFixed(part * 100 >= 10 ? 0 : 1)} %`;
const kilo = (bytes: number | undefined) => (bytes === undefined ? undefined : bytes / 1000);
const kb = (bytes: number) => (bytes / 1000).toFixed(1);
const share = (page: Pick<PageResult, 'database'> | undefined) => (page?.database ? page.database.database * 100 : undefined);

function markdown(head: string[], rows: string[][]): string {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
