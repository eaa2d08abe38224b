import { ask, signIn } from './browser';
import type { Seeded } from './seed';
import { startOurs, type Server } from './servers';

/** Whether printing keeps the pages waiting: PDFs one after another while ten pages a second are asked for. */
export interface Papers {
  /** Milliseconds of one PDF, from the request to its last byte. The first one begins the worker too. */
  pdf: { first: number; median: number; slowest: number; bytes: number; count: number };
  /** The 99th percentile of a page's milliseconds, and of the event loop's delay, without PDFs and with them. */
  alone: Steady;
  beside: Steady;
}

export interface Steady {
  p99: number;
  loopDelayP99: number;
}

const PAGES_A_SECOND = 10;

/** Drives our production server on a seeded folder. @param seconds how long each half lasts */
export async function timePapers(folder: string, { childId, coordinator, parent, password }: Seeded, seconds = 20): Promise<Papers> {
  const server = await startOurs(folder, { timesLoop: true });
  try {
    const page = { url: `${server.origin}/children/${childId}`, cookie: await signIn(server.origin, coordinator, password) };
    const family = await signIn(server.origin, parent, password);
    const { text } = await ask(`${server.origin}/children/${childId}`, { headers: { Cookie: family } });
    const [, conclusionId] = /\/conclusions\/([0-9a-f-]{36})/.exec(text) ?? [];
    if (!conclusionId) throw new Error('The parent’s page names no conclusion to print.');
    const pdf = { url: `${server.origin}/conclusions/${conclusionId}/pdf?language=kk`, cookie: family };

    await steady(server, page, 3);
    const alone = await steady(server, page, seconds);
    const first = await timed(pdf);
    const over = new AbortController();
    const printing = printOn(pdf, over.signal);
    const beside = await steady(server, page, seconds);
    over.abort();
    const printed = await printing;
    const times = printed.map(({ ms }) => ms).sort((one, other) => one - other);
    return {
      alone,
      beside,
      pdf: { first: first.ms, median: times[Math.floor(times.length / 2)] ?? 0, slowest: times.at(-1) ?? 0, bytes: first.bytes, count: times.length },
    };
  } finally {
    await server.stop();
  }
}

interface Asked {
  url: string;
  cookie: string;
}

async function timed({ url, cookie }: Asked): Promise<{ ms: number; bytes: number }> {
  const before = performance.now();
  const { bytes, status } = await ask(url, { headers: { Cookie: cookie } });
  if (status !== 200) throw new Error(`${url} was answered with ${status}.`);
  return { ms: performance.now() - before, bytes };
}

/** One PDF after another until it is told to stop. */
async function printOn(pdf: Asked, over: AbortSignal): Promise<{ ms: number }[]> {
  const printed: { ms: number }[] = [];
  while (!over.aborted) printed.push(await timed(pdf));
  return printed;
}

/** Ten pages a second, each begun in its time whether the one before is answered or not. */
async function steady(server: Server, page: Asked, seconds: number): Promise<Steady> {
  await server.usage();
  const asked: Promise<{ ms: number }>[] = [];
  for (let index = 0; index < seconds * PAGES_A_SECOND; index += 1) {
    asked.push(timed(page));
    await new Promise((resolve) => setTimeout(resolve, 1_000 / PAGES_A_SECOND));
  }
  const times = (await Promise.all(asked)).map(({ ms }) => ms).sort((one, other) => one - other);
  const { loopDelayP99Ms } = await server.usage();
  return { p99: times[Math.ceil(times.length * 0.99) - 1] ?? 0, loopDelayP99: loopDelayP99Ms };
}

/** The figures as lines of a report. */
export function papersReport({ alone, beside, pdf }: Papers): string {
  const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
  return [
    '| printing | |',
    '|---|---|',
    `| a PDF (${Math.round(pdf.bytes / 1000)} kB): first · median · slowest of ${pdf.count} | ${ms(pdf.first)} · ${ms(pdf.median)} · ${ms(pdf.slowest)} |`,
    `| p99 of a page at ${PAGES_A_SECOND} a second: alone · beside PDFs | ${ms(alone.p99)} · ${ms(beside.p99)} (${(beside.p99 / alone.p99).toFixed(2)} ×) |`,
    `| p99 of the event loop's delay: alone · beside PDFs | ${ms(alone.loopDelayP99)} · ${ms(beside.loopDelayP99)} |`,
  ].join('\n');
}
