import autocannon from 'autocannon';
import type { Server, Usage } from './servers';

export const CONNECTIONS = 16;

/** One address under load for some seconds. */
export interface Round {
  perSecond: number;
  p50: number;
  p99: number;
  cpuMs: number;
}

export interface Target {
  server: Server;
  path: string;
  headers: Record<string, string>;
}

/** Drives one address; every answer must be a good one. */
async function drive({ server, path, headers }: Target, seconds: number): Promise<{ round: Round; requests: number; before: Usage; after: Usage }> {
  const before = await server.usage();
  const result = await autocannon({ url: server.origin + path, connections: CONNECTIONS, duration: seconds, headers });
  const after = await server.usage();
  const requests = result['2xx'];
  const failed = result.errors + result.timeouts + result.non2xx;
  if (failed > 0 || requests === 0) throw new Error(`${path}: of ${requests + failed} requests ${failed} failed.`);
  const round = { perSecond: requests / result.duration, p50: result.latency.p50, p99: result.latency.p99, cpuMs: (after.cpuMs - before.cpuMs) / requests };
  return { round, requests, before, after };
}

/** What one page costs beside the yardstick. Each figure is the median over the rounds. */
export interface Speed extends Round {
  /** Its requests a second over the yardstick's just before and after it. */
  ratio: number;
}

/**
 * Yardstick, page, yardstick, next page, yardstick, … and so round by round, so that each page stands between two
 * yardsticks and what the machine does besides falls on both.
 * @returns the yardstick and the pages, in their order
 */
export async function race(yardstick: Target, pages: Target[], options: { rounds: number; seconds: number; warmSeconds: number }): Promise<{ yardstick: Round; pages: Speed[] }> {
  for (const target of [yardstick, ...pages]) await drive(target, options.warmSeconds);
  const sticks: Round[] = [(await drive(yardstick, options.seconds)).round];
  const runs: Speed[][] = pages.map(() => []);
  for (let round = 0; round < options.rounds; round += 1) {
    for (const [index, page] of pages.entries()) {
      const { round: run } = await drive(page, options.seconds);
      const before = sticks.at(-1)?.perSecond ?? 0;
      const { round: stick } = await drive(yardstick, options.seconds);
      sticks.push(stick);
      runs[index]?.push({ ...run, ratio: run.perSecond / ((before + stick.perSecond) / 2) });
    }
  }
  return { yardstick: middleOf(sticks), pages: runs.map(middleOf) };
}

/** How the main thread of a server that times its statements spends its time on one page, as shares of 1. */
export interface DatabaseShare {
  sqlite: number;
  database: number;
  statementsPerRequest: number;
}

export async function databaseShare(target: Target, options: { seconds: number; warmSeconds: number }): Promise<DatabaseShare> {
  await drive(target, options.warmSeconds);
  const { requests, before, after } = await drive(target, options.seconds);
  const active = after.activeMs - before.activeMs;
  return {
    sqlite: (after.sqlite - before.sqlite) / active,
    database: (after.database - before.database) / active,
    statementsPerRequest: (after.statements - before.statements) / requests,
  };
}

function middleOf<Name extends string>(runs: Record<Name, number>[]): Record<Name, number> {
  const [first] = runs;
  if (!first) throw new Error('No round was driven.');
  const middles = (Object.keys(first) as Name[]).map((name) => [name, median(runs.map((run) => run[name]))]);
  return Object.fromEntries(middles) as Record<Name, number>;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
