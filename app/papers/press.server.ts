import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Content } from 'pdfmake/interfaces';
import type { Language } from '~/domain/languages';

/** A document as plain data: what the worker sets in A4 pages with embedded Noto Sans. */
export interface Sheet {
  language: Language;
  /** The name of the document in a reader's window; never a child's. */
  title: string;
  /** Stands at the top of each page. */
  running: string;
  /** Stands at the foot of each page, beside the page's number: who printed it and when. */
  foot: string;
  /** Such as "page {page} of {pages}". */
  pageOf: string;
  /** Stands across each page, such as "draft". */
  mark?: string;
  content: Content[];
}

/** The press is too busy or did not finish in time; the reader may try again. */
export class PressTrouble extends Error {
  override readonly name = 'PressTrouble';
}

/** How long one document may take, and how many may wait for the one before them. */
const LIMITS = { ms: 10_000, waiting: 40, megabytes: 256 };

interface Job {
  sheet: Sheet;
  done: (bytes: Uint8Array<ArrayBuffer>) => void;
  failed: (trouble: Error) => void;
}

type Answer = { bytes: Uint8Array<ArrayBuffer> } | { trouble: string };

const waiting: Job[] = [];
let worker: Worker | null = null;
let isPrinting = false;

/**
 * Prints a sheet as PDF in a worker thread, one after another, so that pages are answered meanwhile.
 * @throws PressTrouble when too many wait, or one takes longer than ten seconds
 */
export function print(sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((done, failed) => {
    if (waiting.length >= LIMITS.waiting) return failed(new PressTrouble('too many documents wait for the press'));
    waiting.push({ sheet, done, failed });
    printNext();
  });
}

function printNext(): void {
  const job = isPrinting ? undefined : waiting.shift();
  if (!job) return;
  isPrinting = true;
  const press = (worker ??= open());
  press.ref();

  const over = setTimeout(() => fail(new PressTrouble('a document took too long')), LIMITS.ms);
  const leave = () => {
    clearTimeout(over);
    press.off('message', answer).off('error', fail).off('exit', gone);
    press.unref();
    isPrinting = false;
  };
  function answer(message: Answer): void {
    leave();
    if ('bytes' in message) job?.done(message.bytes);
    else job?.failed(new Error(message.trouble));
    printNext();
  }
  function fail(trouble: Error): void {
    leave();
    worker = null;
    void press.terminate();
    job?.failed(trouble);
    printNext();
  }
  function gone(): void {
    fail(new PressTrouble('the press stopped'));
  }
  press.on('message', answer).on('error', fail).on('exit', gone);
  press.postMessage(job.sheet);
}

/** The worker gets nothing of ours but sheets: no settings, no keys. One that ends on its own is replaced at the next document. */
function open(): Worker {
  const made = new Worker(placeOfWorker(), { execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: LIMITS.megabytes } });
  made.once('exit', () => {
    if (worker === made) worker = null;
  });
  return made;
}

/** Beside this file among the sources; in the build at its top, where this file may stand one folder deeper. */
function placeOfWorker(): URL {
  const places = ['./press-worker.mjs', './press-worker.js', '../press-worker.js'].map((place) => new URL(place, import.meta.url));
  const found = places.find((place) => existsSync(fileURLToPath(place)));
  if (!found) throw new Error('the worker of the press is missing from the build');
  return found;
}
