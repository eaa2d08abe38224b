import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AppLoadContext } from '@remix-run/node';
import type { Database } from '#db/client.server';
import type { Language } from '~/domain/languages';
import { front as en, type Front } from '~/i18n/en/front';
import { front as kk } from '~/i18n/kk/front';
import { front as ru } from '~/i18n/ru/front';
import { BODY_LIMITS, encodingOf, isReadable, readBody, type BodyLimits } from './body.server';
import { sendBody, wishedEncoding } from './compression.server';
import {
  clientAddressOf,
  headersFor,
  isPrefetch,
  METHODS,
  networks,
  originOf,
  REFUSALS,
  whyNotAddress,
  whyNotHeaders,
  whyNotMethod,
  whyNotRead,
  whyNotSend,
  type Refusal,
} from './gate.server';
import { readPublicFiles, sendPublicFile, type PublicFiles } from './public-files.server';
import { logTrouble } from './trouble.server';

declare module '@remix-run/server-runtime' {
  /** What every loader and action is handed by the front server. */
  interface AppLoadContext {
    database: Database;
    /** Allows this answer's own scripts; another one each time. */
    nonce: string;
    /** Whether readers reach us over https, so whether cookies may be `__Host-`. */
    https: boolean;
    demo: boolean;
    /** Where the request came from, as far as it can be trusted. */
    clientAddress: string;
  }
}

export interface FrontSettings {
  demo: boolean;
  https: boolean;
  /** The folder of public files, or null while Vite serves them. */
  assets: string | null;
  /** The names the site goes by, beside the loopback ones. */
  hosts?: string[];
  /** Addresses or networks (`10.0.0.0/8`), with commas between, whose X-Forwarded-* are believed. */
  trustProxy?: string;
  /** The clock of a demo or a test. */
  clock?: () => Date;
  limits?: Partial<BodyLimits>;
}

export interface FrontParts {
  /** The application behind: Remix's request handler. */
  answer: (request: Request, context: AppLoadContext) => Promise<Response>;
  database: Database;
  settings: FrontSettings;
  /** Vite's middleware, while developing. */
  workshop?: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
}

const SENTENCES: Record<Language, Front> = { kk, ru, en };

/** How long to go on taking in what will not be read, so that the sender gets to see the answer. */
const LINGER_MS = 1_000;

/**
 * The server in front of Remix: what it lets through is a well-formed request of this site's own, with its body in memory;
 * everything else it answers itself with a 4xx and a sentence. Nothing it answers lacks the security headers.
 */
export function createFront({ answer, database, settings, workshop }: FrontParts): RequestListener {
  const files: PublicFiles = settings.assets === null ? new Map() : readPublicFiles(settings.assets);
  const names = new Set(['localhost', '127.0.0.1', '[::1]', ...(settings.hosts ?? []).map((name) => name.toLowerCase())]);
  const proxies = networks(settings.trustProxy);
  const limits = { ...BODY_LIMITS, ...settings.limits };

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const nonce = randomBytes(16).toString('base64');
    for (const [name, value] of securityHeaders(nonce, settings.https, workshop !== undefined)) response.setHeader(name, value);

    const target = request.url ?? '';
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (target === '/healthz' && isReading) {
      response.setHeader('Content-Type', 'text/plain; charset=utf-8').end('ok');
      return;
    }

    const origin = originOf(request, names, proxies, settings.https);
    const whyNot =
      whyNotHeaders(request) ??
      whyNotMethod(request) ??
      whyNotAddress(target) ??
      (origin === null ? 'badRequest' : isReading ? whyNotRead(request) : whyNotSend(request, origin));
    if (whyNot || origin === null) return refuse(request, response, whyNot ?? 'badRequest');

    const path = target.split('?', 1)[0] ?? '';
    if (isReading) {
      const file = files.get(path);
      if (file) return sendPublicFile(file, request, response);
      if (path.startsWith('/assets/') && !workshop) return refuse(request, response, 'missing');
      if (isPrefetch(request)) {
        response.writeHead(204).end();
        return;
      }
      if (workshop && !(await new Promise<boolean>((resolve) => passBy(workshop, request, response, resolve)))) return;
    }

    const body = isReading ? null : await takeForm(request, response, limits);
    if (typeof body === 'string') return body === 'gone' ? undefined : refuse(request, response, body);

    const leaving = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) leaving.abort();
    });
    const reply = await answer(
      new Request(origin + target, { method: request.method, headers: headersFor(request, origin), body, signal: leaving.signal }),
      {
        database,
        nonce,
        https: settings.https,
        demo: settings.demo,
        clientAddress: clientAddressOf(request, proxies),
        now: settings.clock,
      },
    );
    await send(reply, request, response);
  }

  return (request, response) => {
    receive(request, response).catch((error: unknown) => {
      if (response.destroyed) return;
      const id = logTrouble(error, 'front');
      if (response.headersSent) response.destroy();
      else sendSentence(request, response, 500, 'trouble', id);
    });
  };
}

/** The headers every answer carries. While developing, Vite may put its own scripts and styles into a page. */
export function securityHeaders(nonce: string, https: boolean, inWorkshop = false): [string, string][] {
  const scripts = inWorkshop ? "'self' 'unsafe-inline'" : `'nonce-${nonce}' 'strict-dynamic'`;
  const styles = inWorkshop ? "'self' 'unsafe-inline'" : "'self'";
  const connections = inWorkshop ? "'self' ws:" : "'self'";
  const policy = [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src ${styles}`,
    "img-src 'self' data:",
    `connect-src ${connections}`,
    "font-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ];
  const headers: [string, string][] = [
    ['Content-Security-Policy', policy.join('; ')],
    ['Referrer-Policy', 'same-origin'],
    ['X-Content-Type-Options', 'nosniff'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()'],
    ['Cache-Control', 'no-store'],
  ];
  if (https) headers.push(['Strict-Transport-Security', 'max-age=31536000; includeSubDomains']);
  return headers;
}

/** A refusal or a trouble as one small page, in the language of the reader's `lang` cookie, else in Kazakh. */
export function sentencePage(cookie: string | undefined, what: Refusal | 'trouble', id = ''): string {
  const language = (/(?:^|;\s*)lang=(kk|ru|en)(?:;|$)/.exec(cookie ?? '')?.[1] ?? 'kk') as Language;
  const { [what]: sentence, home } = SENTENCES[language];
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta name="color-scheme" content="light dark"><title>${sentence.title} · Qadam</title></head>`,
    `<body><main><h1>${sentence.title}</h1><p>${sentence.text.replace('{id}', id)}</p><p><a href="/">${home}</a></p></main></body></html>\n`,
  ].join('');
}

/** The body of a form that the application can read to its end, or why there is none. */
async function takeForm(request: IncomingMessage, response: ServerResponse, limits: BodyLimits): Promise<Uint8Array<ArrayBuffer> | Refusal | 'gone'> {
  const contentType = request.headers['content-type'];
  const encoding = encodingOf(contentType);
  if (typeof encoding === 'string') return encoding;

  if (request.headers.expect !== undefined) response.writeContinue();
  const body = await readBody(request, limits);
  if (typeof body === 'string') return body;
  return (await isReadable(body, encoding, contentType ?? '', limits)) ? new Uint8Array(body) : 'badRequest';
}

/** Gives the request to Vite; resolves to whether Vite had no use for it. */
function passBy(workshop: NonNullable<FrontParts['workshop']>, request: IncomingMessage, response: ServerResponse, resolve: (isOurs: boolean) => void): void {
  response.once('close', () => resolve(false));
  workshop(request, response, () => resolve(true));
}

/** What the application answers is personal: it is never stored, whatever a route says. Its other headers win over ours. */
async function send(reply: Response, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (response.destroyed) {
    await reply.body?.cancel();
    return;
  }
  response.statusCode = reply.status;
  for (const [name, value] of reply.headers) {
    if (name !== 'cache-control' && name !== 'set-cookie') response.setHeader(name, value);
  }
  const cookies = reply.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader('Set-Cookie', cookies);
  await sendBody(response, request.method === 'HEAD' ? null : reply.body, wishedEncoding(request.headers['accept-encoding']));
}

function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  if (refusal === 'method') response.setHeader('Allow', METHODS.join(', '));
  sendSentence(request, response, REFUSALS[refusal], refusal);
}

function sendSentence(request: IncomingMessage, response: ServerResponse, status: number, what: Refusal | 'trouble', id?: string): void {
  const page = Buffer.from(sentencePage(request.headers.cookie, what, id));
  const isUnread = !request.complete && (request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0);
  if (isUnread) response.setHeader('Connection', 'close');
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': page.length });
  if (!isUnread) {
    response.end(request.method === 'HEAD' ? undefined : page);
    return;
  }

  response.write(page);
  const over = setTimeout(close, LINGER_MS);
  function close() {
    clearTimeout(over);
    response.end();
  }
  request.once('end', close).once('close', close).resume();
}
