import { randomBytes } from 'node:crypto';
import { relative } from 'node:path';
import { inspect } from 'node:util';

/** How many frames of a stack, and how many causes of a cause, are worth a line. */
const DEPTH = { frames: 8, causes: 4 };

/**
 * Writes one JSON line about something that broke to stderr and returns the id a person may quote.
 * An error's text may hold a name or an IIN, and so may an address or a body: only classes, codes and places in files are
 * written. While developing, the whole error stands below the line.
 * @param where which part of the program caught it, e.g. `front` or `render`
 */
export function logTrouble(error: unknown, where: string): string {
  const id = randomBytes(6).toString('hex');
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), id, where, error: causesOf(error) })}\n`);
  if (import.meta.env.MODE === 'development') process.stderr.write(`${inspect(error)}\n`);
  return id;
}

interface Trouble {
  name: string;
  code?: string;
  frames: string[];
}

function causesOf(error: unknown): Trouble[] {
  const causes: Trouble[] = [];
  for (let cause = error; cause !== undefined && cause !== null && causes.length < DEPTH.causes; ) {
    if (!(cause instanceof Error)) {
      causes.push({ name: Object(cause).constructor?.name ?? typeof cause, frames: [] });
      break;
    }
    const code = 'code' in cause && typeof cause.code === 'string' && /^[A-Z0-9_]{1,40}$/.test(cause.code) ? cause.code : undefined;
    causes.push({ name: cause.constructor.name, code, frames: framesOf(cause) });
    cause = cause.cause;
  }
  return causes;
}

/** `file:line:column` of each frame; what precedes the frames, the error's own text, is left out. */
function framesOf({ stack = '', message }: Error): string[] {
  const begin = message ? stack.indexOf(message) : -1;
  return stack
    .slice(begin < 0 ? 0 : begin + message.length)
    .split('\n')
    .map((line) => /^ {4}at .*?((?:file:\/\/|node:|\/|[A-Z]:\\)[^\s()]*?(?:\.[cm]?[jt]sx?|node:[\w/]+):\d+:\d+)\)?$/.exec(line)?.[1] ?? null)
    .filter((frame) => frame !== null)
    .slice(0, DEPTH.frames)
    .map((frame) => (frame.startsWith('node:') ? frame : relative(process.cwd(), frame.replace(/^file:\/\//, ''))));
}
