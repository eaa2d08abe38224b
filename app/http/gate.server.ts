import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';
import { percentDecoded } from './body.server';

/** Why a request goes no further, with the status it is answered with. */
export const REFUSALS = {
  badRequest: 400,
  foreign: 403,
  missing: 404,
  method: 405,
  slow: 408,
  large: 413,
  longAddress: 414,
  kind: 415,
  headers: 431,
} as const;
export type Refusal = keyof typeof REFUSALS;

/** What may be asked; everything else is answered with 405. */
export const METHODS = ['GET', 'HEAD', 'POST'];
const MOST = { address: 8_000, headers: 100 };

/** Claims about where a request comes from, and what belongs to one connection only: none of it reaches the application. */
const KEPT_HERE =
  /^(?:x-forwarded-.*|forwarded|x-real-ip|x-client-ip|x-original-.*|x-rewrite-url|x-http-method.*|x-method-override|connection|keep-alive|transfer-encoding|upgrade|expect|te|trailer|proxy-.*|via)$/;

/** Headers that leave no doubt where the body ends. */
export function whyNotHeaders({ rawHeaders, headers }: IncomingMessage): Refusal | null {
  if (rawHeaders.length > 2 * MOST.headers) return 'headers';
  if (headers['transfer-encoding'] !== undefined && headers['transfer-encoding'].toLowerCase() !== 'chunked') return 'badRequest';
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue') return 'badRequest';
  return null;
}

/** Reading and sending forms is all there is. */
export const whyNotMethod = ({ method = '' }: IncomingMessage): Refusal | null => (METHODS.includes(method) ? null : 'method');

/** A path and a query that mean one thing only, in UTF-8, and stay inside the site. */
export function whyNotAddress(target: string): Refusal | null {
  if (target.length > MOST.address) return 'longAddress';
  if (!/^\/(?!\/)[\x21-\x7e]*$/.test(target) || target.includes('#')) return 'badRequest';

  const [path = '', ...query] = target.split('?');
  const decodedPath = percentDecoded(path.replaceAll('+', '%2B'));
  const decodedQuery = percentDecoded(query.join('?'));
  if (decodedPath === null || decodedQuery === null || decodedQuery.includes('\0')) return 'badRequest';
  if (/[\p{Cc}\\]/u.test(decodedPath)) return 'badRequest';
  return decodedPath.split('/').some((name) => name === '.' || name === '..') ? 'badRequest' : null;
}

/** Other sites may lead a reader here, but not load anything of ours into their own pages; and a read carries nothing in. */
export function whyNotRead({ headers }: IncomingMessage): Refusal | null {
  if (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0) return 'badRequest';
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return null;
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document' ? null : 'foreign';
}

/** Only a page of this origin may send something, and the browser must vouch for it in one way or the other. */
export function whyNotSend({ headers }: IncomingMessage, origin: string): Refusal | null {
  const site = headers['sec-fetch-site'];
  if (headers.origin === undefined && site === undefined) return 'foreign';
  if (headers.origin !== undefined && headers.origin !== origin) return 'foreign';
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'foreign';
  return headers['content-encoding'] === undefined ? null : 'kind';
}

/** Whether the browser asks on a guess: opening a child's page is written down, so nobody opens one by hovering. */
export const isPrefetch = ({ headers }: IncomingMessage) =>
  [headers['sec-purpose'], headers.purpose, headers['x-moz']].some((purpose) => /prefetch|prerender|preview/i.test(String(purpose ?? '')));

/** The site as this reader addressed it (`https://qadam.example`), or null when it is not a name of ours. */
export function originOf(request: IncomingMessage, names: Set<string>, proxies: BlockList, https: boolean): string | null {
  const given = request.rawHeaders.filter((_, index) => index % 2 === 0).filter((name) => name.toLowerCase() === 'host');
  if (given.length !== 1) return null;

  const forwarded = isFrom(proxies, request.socket.remoteAddress) ? request.headers['x-forwarded-host'] : undefined;
  const [, name = '', port = ''] = /^(\[[\da-f:.]+\]|[a-z\d.-]+)(?::(\d{1,5}))?$/i.exec(String(forwarded ?? request.headers.host)) ?? [];
  if (!names.has(name.toLowerCase()) || (port !== '' && (Number(port) < 1 || Number(port) > 65_535))) return null;
  return new URL(`${https ? 'https' : 'http'}://${name}${port && `:${port}`}`).origin;
}

/** The nearest address on the way that is not one of our proxies. */
export function clientAddressOf(request: IncomingMessage, proxies: BlockList): string {
  const hops = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '');
  let address = plainAddress(request.socket.remoteAddress);
  while (isFrom(proxies, address) && hops.length > 0) address = plainAddress(hops.pop());
  return address;
}

const plainAddress = (address = '') => address.replace(/^::ffff:(?=\d+\.)/, '');

function isFrom(proxies: BlockList, address: string | undefined): boolean {
  const plain = plainAddress(address);
  return plain !== '' && proxies.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}

/** Addresses and networks with commas between. */
export function networks(list = ''): BlockList {
  const proxies = new BlockList();
  for (const entry of list.split(',').map((item) => item.trim()).filter(Boolean)) {
    const [address = '', bits] = entry.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  return proxies;
}

/** The headers the application gets to see. */
export function headersFor(request: IncomingMessage, origin: string): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !KEPT_HERE.test(name)) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  headers.set('host', new URL(origin).host);
  if (request.headers.cookie !== undefined) headers.set('cookie', readableCookies(request.headers.cookie));
  return headers;
}

/** A cookie that cannot be decoded may be another program's on the same host: it is left out, and locks nobody out. */
function readableCookies(cookies: string): string {
  const isReadableCookie = (pair: string) => pair.includes('=') && percentDecoded(pair)?.includes('\0') === false;
  return cookies.split(/;\s*/).filter(isReadableCookie).join('; ');
}

