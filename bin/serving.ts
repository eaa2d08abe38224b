import { join } from 'node:path';
import type { Server } from 'node:http';
import { openDatabase, DatabaseTrouble, type Database } from '#db/client.server';
import { createFront, type FrontParts } from '~/http/front.server';
import { listen, stopListening } from '~/http/listening.server';
import { logTrouble } from '~/http/trouble.server';
import { sweepSessions } from '~/services/sessions.server';
import { CAST, DEMO_PASSWORD } from './demo/cast';
import { fillDemo } from './demo/world';

const GOODBYE_MS = 10_000;
const SWEEP_MS = 3_600_000;

/** A sentence for whoever typed the command; the program ends with it. */
class Wrong extends Error {}

/**
 * Serves one data folder until it is asked to stop. Everything it needs to know comes from the environment:
 *
 * - `QADAM_DATA` the data folder; without it a demo is made in ./data
 * - `PORT` (3000) and, for a real database, `QADAM_HOST` (127.0.0.1), the address to listen on
 * - `QADAM_URL` how readers reach it, e.g. https://qadam.example; with https cookies and headers are the strict ones
 * - `QADAM_PROXY` addresses or networks, with commas between, whose X-Forwarded-* are believed
 * - `APP_NOW` an ISO instant to begin at instead of now, for a demo only
 *
 * @param assets the folder of public files, or null when `workshop` serves them
 */
export async function serve({ answer, assets, workshop }: Pick<FrontParts, 'answer' | 'workshop'> & { assets: string | null }): Promise<void> {
  try {
    const port = portFrom(process.env.PORT);
    const site = siteFrom(process.env.QADAM_URL);
    const database = await openDatabase(process.env.QADAM_DATA ?? join(process.cwd(), 'data'), {
      kindIfNew: process.env.QADAM_DATA ? 'real' : 'demo',
      onProgress: (what) => process.stdout.write(`${what}\n`),
    });
    const demo = database.kind === 'demo';
    if (demo && !process.env.QADAM_DATA) await fillDemo(database, { onProgress: (what) => process.stdout.write(`${what}\n`) });
    const front = createFront({
      answer,
      database,
      workshop,
      settings: {
        demo,
        https: site?.protocol === 'https:',
        assets,
        hosts: site ? [site.hostname] : [],
        trustProxy: process.env.QADAM_PROXY,
        clock: clockFrom(process.env.APP_NOW, demo),
      },
    });
    const host = (demo ? undefined : process.env.QADAM_HOST) ?? '127.0.0.1';
    const server = await listen(front, { port, host, https: site?.protocol === 'https:' });
    stopOnSignal(server, database);
    sweepNowAndThen(database);
    process.stdout.write(`Qadam is open at ${site?.origin ?? addressOf(server)}\n`);
    if (demo) process.stdout.write(welcome());
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exit(1);
  }

  process.on('uncaughtException', (error) => logTrouble(error, 'uncaught'));
  process.on('unhandledRejection', (error) => logTrouble(error, 'unhandled'));
}

/** Removes ended sign-ins, late forms and old counters, at the start and once an hour. */
function sweepNowAndThen(database: Database): void {
  const sweep = () => void sweepSessions(database, new Date()).catch((error: unknown) => logTrouble(error, 'sweep'));
  sweep();
  setInterval(sweep, SWEEP_MS).unref();
}

function stopOnSignal(server: Server, database: Database): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await stopListening(server, GOODBYE_MS);
    await database.close();
    process.exit(0);
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

function welcome(): string {
  const accounts = Object.values(CAST).map(({ email, role }) => `  ${email.padEnd(34)} ${role.replaceAll('_', ' ')}`);
  return `Sign in as one of these; the password of each is ${DEMO_PASSWORD}\n${accounts.join('\n')}\n`;
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Wrong('The server listens on no port.');
  return `http://${address.address === '127.0.0.1' ? 'localhost' : address.address}:${address.port}`;
}

function portFrom(text = '3000'): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Wrong(`PORT is to be a number up to 65535, not "${text}".`);
  return Number(text);
}

function siteFrom(text: string | undefined): URL | null {
  if (!text) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw new Wrong(`QADAM_URL is to be an address like https://qadam.example, not "${text}".`);
  return new URL(text);
}

/** A clock that begins at the given instant and goes on from there. */
function clockFrom(text: string | undefined, demo: boolean): (() => Date) | undefined {
  if (!text) return undefined;
  const begin = Date.parse(text);
  if (Number.isNaN(begin)) throw new Wrong(`APP_NOW is to be an instant like 2026-09-01T09:00:00Z, not "${text}".`);
  if (!demo) throw new Wrong('APP_NOW is for a demo: a real database lives by the real time.');
  const shift = begin - Date.now();
  return () => new Date(Date.now() + shift);
}

function sentenceOf(error: unknown): string {
  if (error instanceof Wrong || error instanceof DatabaseTrouble) return error.message;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Choose another: PORT=3001 npm start`;
  if (code === 'EACCES' && port !== undefined) return `Port ${port} may not be used by this account. Choose another: PORT=3001 npm start`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
