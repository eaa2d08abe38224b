import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import type { AppLoadContext } from '@remix-run/node';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openDatabase, type Database } from '#db/client.server';
import { createFront, type FrontSettings } from '~/http/front.server';
import { listen, stopListening } from '~/http/listening.server';

/** A small real application behind the front: it reads the form it is sent and says what it got. */
async function answer(request: Request, context: AppLoadContext): Promise<Response> {
  reached.push({ request, context });
  const { pathname } = new URL(request.url);
  if (pathname === '/broken') throw new TypeError('the IIN 990101300015 of Алихан', { cause: new RangeError('990101300015') });
  if (pathname === '/long') return new Response('ұзақ '.repeat(100_000), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
  if (pathname === '/leaving') {
    await new Promise((resolve) => request.signal.addEventListener('abort', resolve));
    left = true;
    throw request.signal.reason;
  }
  if (request.method === 'POST') {
    const fields = [...(await request.formData())].map(async ([name, value]) => [name, typeof value === 'string' ? value : `${value.name}: ${await value.text()}`]);
    return Response.json(await Promise.all(fields));
  }
  const headers = new Headers({ 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'public, max-age=60' });
  headers.append('Set-Cookie', 'a=1');
  headers.append('Set-Cookie', 'b=2');
  return new Response(`<p>${'Сәлем '.repeat(1_000)}</p>`, { headers });
}

let reached: { request: Request; context: AppLoadContext }[] = [];
let left = false;
let folder: string;
let database: Database;
let server: Server;
const servers: Server[] = [];

const settings = (): FrontSettings => ({ demo: true, https: false, assets: join(folder, 'client'), limits: { stretchMs: 300, stretchBytes: 100 } });

async function open(changes: Partial<FrontSettings> = {}): Promise<Server> {
  const opened = await listen(createFront({ answer, database, settings: { ...settings(), ...changes } }), { port: 0, host: '127.0.0.1', https: changes.https ?? false });
  servers.push(opened);
  return opened;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'front-'));
  mkdirSync(join(folder, 'drizzle/meta'), { recursive: true });
  writeFileSync(join(folder, 'drizzle/meta/_journal.json'), JSON.stringify({ version: '7', dialect: 'sqlite', entries: [] }));
  database = await openDatabase(join(folder, 'data'), { kindIfNew: 'demo', migrations: join(folder, 'drizzle') });

  mkdirSync(join(folder, 'client/assets'), { recursive: true });
  mkdirSync(join(folder, 'client/.vite'));
  writeFileSync(join(folder, 'client/assets/app-1a2b.js'), 'let script;');
  writeFileSync(join(folder, 'client/assets/app-1a2b.js.br'), brotliCompressSync('let script;'));
  writeFileSync(join(folder, 'client/assets/app-1a2b.js.gz'), gzipSync('let script;'));
  writeFileSync(join(folder, 'client/favicon.svg'), '<svg/>');
  writeFileSync(join(folder, 'client/.vite/manifest.json'), '{}');
  writeFileSync(join(folder, 'secret.txt'), 'nobody reads this');
  server = await open();
});

beforeEach(() => {
  reached = [];
  left = false;
});

afterAll(async () => {
  await Promise.all(servers.map((opened) => stopListening(opened, 0)));
  await database.close();
  rmSync(folder, { recursive: true });
});

interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const portOf = (opened: Server) => (opened.address() as AddressInfo).port;

/** Sends exactly these bytes and resolves with the first whole answer, or with what came before the connection ended. */
function wire(bytes: string | Buffer, opened = server): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const socket = connect(portOf(opened), '127.0.0.1');
    let heard = Buffer.alloc(0);
    const settle = () => {
      const end = heard.indexOf('\r\n\r\n');
      const [first = '', ...lines] = heard.subarray(0, end).toString('latin1').split('\r\n');
      const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]));
      resolve({ status: Number(first.split(' ')[1]), headers, body: heard.subarray(end + 4).toString() });
      socket.destroy();
    };
    socket.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      if (heard.toString('latin1').startsWith('HTTP/1.1 100')) heard = heard.subarray(heard.indexOf('\r\n\r\n') + 4);
      const end = heard.indexOf('\r\n\r\n');
      const length = /content-length: (\d+)/i.exec(heard.subarray(0, Math.max(end, 0)).toString('latin1'))?.[1];
      if (end >= 0 && length !== undefined && heard.length >= end + 4 + Number(length)) settle();
    });
    socket.on('close', () => (heard.length > 0 ? settle() : reject(new Error('the connection ended without an answer'))));
    socket.on('error', reject);
    socket.write(bytes);
  });
}

const HOST = 'Host: localhost:3000';
const OWN = `${HOST}\r\nOrigin: http://localhost:3000`;
const FORM = 'Content-Type: application/x-www-form-urlencoded';
const BOUNDARY = '----WebKitFormBoundary7MA4YWxkTrZu0gW';

const get = (path: string, headers = HOST) => `GET ${path} HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`;
const post = (body: string | Buffer, headers = `${OWN}\r\n${FORM}`, path = '/children') =>
  Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${headers}\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`), Buffer.from(body)]);
const multipart = (parts: [head: string, content: string | Buffer][], end = `--${BOUNDARY}--\r\n`) =>
  Buffer.concat([
    ...parts.flatMap(([head, content]) => [Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`), Buffer.from(content), Buffer.from('\r\n')]),
    Buffer.from(end),
  ]);
const MULTIPART = `${OWN}\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}`;

const many = (count: number) => Array.from({ length: count }, (_, index) => `f${index}=1`).join('&');

const BAD: [sentence: string, status: number, bytes: string | Buffer][] = [
  ['a host with a space in it', 400, get('/', 'Host: a b')],
  ['a host with an impossible port', 400, get('/', 'Host: localhost:99999999')],
  ['a host that is not ours', 400, get('/', 'Host: evil.example')],
  ['no host', 400, get('/', 'X-Nothing: 1')],
  ['two hosts', 400, get('/', `${HOST}\r\nHost: evil.example`)],
  ['a whole address where a path belongs', 400, get('http://evil.example/')],
  ['a path that looks like a host', 400, get('//evil.example/')],
  ['half a letter in the path', 400, get('/%E0%A4%A')],
  ['bytes that are no letter in the path', 400, get('/%FF%FE')],
  ['NUL in the path', 400, get('/children/%00')],
  ['a way up in the path', 400, get('/assets/../secret.txt')],
  ['a hidden way up in the path', 400, get('/assets/%2e%2e%2fsecret.txt')],
  ['a backslash in the path', 400, get('/assets/..%5Csecret.txt')],
  ['half a letter in the query', 400, get('/children?q=%D0')],
  ['NUL in the query', 400, get('/children?q=a%00b')],
  ['a body that comes with a read', 400, `GET / HTTP/1.1\r\n${HOST}\r\nContent-Length: 3\r\n\r\nabc`],
  ['something that is not HTTP', 400, 'GET / FTP/1.0\r\n\r\n'],
  ['two different lengths', 400, `POST / HTTP/1.1\r\n${OWN}\r\n${FORM}\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc`],
  ['a chunk without a length', 400, `POST / HTTP/1.1\r\n${OWN}\r\n${FORM}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`],
  ['an unknown way of transfer', 400, `POST / HTTP/1.1\r\n${OWN}\r\n${FORM}\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`],
  ['an expectation nobody can meet', 400, post('a=1', `${OWN}\r\n${FORM}\r\nExpect: miracles`)],

  ['a form from another site', 403, post('a=1', `${HOST}\r\nOrigin: https://evil.example\r\n${FORM}`)],
  ['a form for a resource route from another site', 403, post('a=1', `${HOST}\r\nOrigin: https://evil.example\r\n${FORM}`, '/children.data?_routes=routes/children')],
  ['a form from nowhere', 403, post('a=1', `${HOST}\r\nOrigin: null\r\n${FORM}`)],
  ['a form from another port', 403, post('a=1', `${HOST}\r\nOrigin: http://localhost:4000\r\n${FORM}`)],
  ['a form nothing vouches for', 403, post('a=1', `${HOST}\r\n${FORM}`)],
  ['a form the browser says is from another site', 403, post('a=1', `${OWN}\r\nSec-Fetch-Site: cross-site\r\n${FORM}`)],
  ['a form from another site that names a proxy of its own', 403, post('a=1', `${HOST}\r\nOrigin: https://evil.example\r\nX-Forwarded-Host: evil.example\r\n${FORM}`)],
  ['a picture on another site that is a page of ours', 403, get('/', `${HOST}\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image`)],

  ['DELETE', 405, `DELETE / HTTP/1.1\r\n${OWN}\r\n\r\n`],
  ['TRACE', 405, `TRACE / HTTP/1.1\r\n${OWN}\r\n\r\n`],
  ['OPTIONS of everything', 405, `OPTIONS * HTTP/1.1\r\n${OWN}\r\n\r\n`],
  ['CONNECT', 405, `CONNECT evil.example:443 HTTP/1.1\r\n${OWN}\r\n\r\n`],
  ['a word that is no method', 405, `FOO / HTTP/1.1\r\n${OWN}\r\n\r\n`],

  ['a form that says it is too large', 413, `POST / HTTP/1.1\r\n${OWN}\r\n${FORM}\r\nContent-Length: 40000000\r\n\r\na=`],
  ['a form that is too large and does not say so', 413, `POST / HTTP/1.1\r\n${OWN}\r\n${FORM}\r\nTransfer-Encoding: chunked\r\n\r\nf4241\r\n${'a'.repeat(1_000_001)}\r\n`],
  ['an address that is too long', 414, get(`/?q=${'a'.repeat(20_000)}`)],

  ['JSON', 415, post('{"a":1}', `${OWN}\r\nContent-Type: application/json`)],
  ['plain text', 415, post('a=1', `${OWN}\r\nContent-Type: text/plain`)],
  ['a body of no kind', 415, post('a=1', OWN)],
  ['a form in another alphabet', 415, post('a=1', `${OWN}\r\n${FORM}; charset=windows-1251`)],
  ['a packed form', 415, post(gzipSync('a=1'), `${OWN}\r\n${FORM}\r\nContent-Encoding: gzip`)],

  ['half a letter in a form', 400, post('name=%D0')],
  ['a percent sign by itself in a form', 400, post('name=100%')],
  ['raw bytes that are no letters in a form', 400, post(Buffer.from([0x61, 0x3d, 0xff]))],
  ['NUL in a form', 400, post('name=a%00b')],
  ['10,001 fields', 400, post(many(10_001))],
  ['parts without a boundary', 400, post('x', `${OWN}\r\nContent-Type: multipart/form-data`)],
  ['parts with a boundary nobody can use', 400, post('x', `${OWN}\r\nContent-Type: multipart/form-data; boundary="a\u00e9"`)],
  ['parts cut short', 400, post(multipart([['name="a"', 'one']], ''), MULTIPART)],
  ['parts without names', 400, post(multipart([['nothing', 'one']]), MULTIPART)],
  ['parts of another boundary', 400, post('--other\r\n\r\n--other--', MULTIPART)],
  ['NUL in a part', 400, post(multipart([['name="a"', 'o\0ne']]), MULTIPART)],
  ['no letters in a part', 400, post(multipart([['name="a"', Buffer.from([0xff])]]), MULTIPART)],
  ['10,001 parts', 400, post(multipart(Array.from({ length: 10_001 }, (_, index) => [`name="${index}"`, ''])), MULTIPART)],

  ['more headers than a browser sends', 431, get('/', `${HOST}\r\n${Array.from({ length: 150 }, (_, index) => `X-${index}: 1`).join('\r\n')}`)],
  ['a header of 64 kB', 431, get('/', `${HOST}\r\nX-Long: ${'a'.repeat(65_536)}`)],
];

test.each(BAD)('%s is answered with a %i and a sentence, and reaches nothing', async (_, status, bytes) => {
  const reply = await wire(bytes);
  expect(reply).toMatchObject({ status, headers: { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' } });
  expect(reply.body).toMatch(/^<!doctype html><html lang="kk">.*<h1>.+<\/h1>/);
  expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
  expect(reached).toEqual([]);
});

test('a method that is not served is told which are', async () => {
  expect((await wire(`PUT / HTTP/1.1\r\n${OWN}\r\n\r\n`)).headers.allow).toBe('GET, HEAD, POST');
  expect((await wire(`FOO / HTTP/1.1\r\n${OWN}\r\n\r\n`)).headers.allow).toBe('GET, HEAD, POST');
});

test('a refusal speaks the language the reader chose', async () => {
  const russian = await wire(`DELETE / HTTP/1.1\r\n${HOST}\r\nCookie: a=1; lang=ru\r\n\r\n`);
  expect(russian.body).toContain('<html lang="ru">');
  expect(russian.body).toContain('Так обратиться нельзя');
  expect((await wire(`DELETE / HTTP/1.1\r\n${HOST}\r\nCookie: lang=xx\r\n\r\n`)).body).toContain('<html lang="kk">');
});

test('every kind of answer carries the security headers', async () => {
  const paths = ['/', '/children.data?_routes=routes/children', '/healthz', '/favicon.svg', '/assets/app-1a2b.js', '/assets/none.js', '/%FF'];
  for (const path of paths) {
    const { headers } = await wire(get(path));
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'nonce-[\w+/]{22}==' 'strict-dynamic'; style-src 'self'; img-src 'self' data:/);
    for (const part of ["connect-src 'self'", "font-src 'self'", "form-action 'self'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'", "manifest-src 'self'"]) {
      expect(headers['content-security-policy']).toContain(part);
    }
    expect(headers).toMatchObject({
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers).not.toHaveProperty('strict-transport-security');
  }
});

test('scripts are allowed by a number that is never the same', async () => {
  const first = await wire(get('/'));
  const second = await wire(get('/'));
  const [one, two] = reached.map(({ context }) => context.nonce);
  expect(first.headers['content-security-policy']).toContain(`'nonce-${one}'`);
  expect(second.headers['content-security-policy']).toContain(`'nonce-${two}'`);
  expect(one).not.toBe(two);
});

test('browsers are told to stay with https where there is https, and the origin of a form is an https one', async () => {
  const safe = await open({ https: true, hosts: ['Qadam.example'] });
  const page = await wire(get('/', 'Host: qadam.example'), safe);
  expect(page.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  expect((await wire(`FOO / HTTP/1.1\r\n\r\n`, safe)).headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  expect(reached[0]?.request.url).toBe('https://qadam.example/');

  const site = (origin: string) => post('a=1', `Host: qadam.example:443\r\nOrigin: ${origin}\r\n${FORM}`);
  expect((await wire(site('http://qadam.example'), safe)).status).toBe(403);
  expect((await wire(site('https://qadam.example'), safe)).status).toBe(200);
});

test('the house is well before anything else is asked', async () => {
  expect(await wire(get('/healthz', 'Host: a b'))).toMatchObject({ status: 200, body: 'ok', headers: { 'content-type': 'text/plain; charset=utf-8' } });
  expect(reached).toEqual([]);
});

test('what is personal is never stored, whatever a route says', async () => {
  const page = await wire(get('/'));
  expect(page.status).toBe(200);
  expect(page.headers['cache-control']).toBe('no-store');
});

test('a file with a hash in its name is kept for a year and travels compressed', async () => {
  const file = await wire(get('/assets/app-1a2b.js', `${HOST}\r\nAccept-Encoding: gzip, br`));
  expect(file.headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': 'text/javascript; charset=utf-8',
    'content-encoding': 'br',
    vary: 'Accept-Encoding',
  });
  expect((await wire(get('/assets/app-1a2b.js', `${HOST}\r\nAccept-Encoding: gzip, br;q=0`))).headers['content-encoding']).toBe('gzip');
  expect((await wire(get('/assets/app-1a2b.js'))).body).toBe('let script;');
});

test('other public files are kept for a short while, and asked for again by their mark', async () => {
  const icon = await wire(get('/favicon.svg'));
  expect(icon.headers['cache-control']).toBe('public, max-age=3600');
  expect((await wire(get('/favicon.svg', `${HOST}\r\nIf-None-Match: ${icon.headers.etag}`))).status).toBe(304);
});

test.each(['/assets/none.js', '/.vite/manifest.json', '/assets/app-1a2b.js.br', '/secret.txt', '/.git/config', '/.env'])('%s is not given out', async (path) => {
  const reply = await wire(get(path));
  expect(reply.body).not.toMatch(/nobody reads this|^\{\}/);
  expect(reply.headers['cache-control']).toBe('no-store');
});

test('a page travels compressed, as the browser likes it', async () => {
  const body = await new Promise<Buffer>((resolve, reject) => {
    httpRequest({ port: portOf(server), headers: { host: 'localhost', 'accept-encoding': 'gzip, deflate, br' } }, (reply) => {
      const chunks: Buffer[] = [];
      expect(reply.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
      reply.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
    })
      .on('error', reject)
      .end();
  });
  expect(brotliDecompressSync(body).toString()).toBe(`<p>${'Сәлем '.repeat(1_000)}</p>`);
});

test('a very long answer arrives whole', async () => {
  for (const encoding of ['gzip', 'br', 'identity']) {
    const reply = await fetch(`http://127.0.0.1:${portOf(server)}/long`, { headers: { 'Accept-Encoding': encoding } });
    expect(await reply.text()).toBe('ұзақ '.repeat(100_000));
  }
});

test('several cookies are set as several', async () => {
  const reply = await fetch(`http://127.0.0.1:${portOf(server)}/`);
  expect(reply.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

test('HEAD is answered like GET, without the page', async () => {
  const reply = await wire(`HEAD / HTTP/1.1\r\n${HOST}\r\nConnection: close\r\n\r\n`);
  expect(reply).toMatchObject({ status: 200, body: '', headers: { 'content-type': 'text/html; charset=utf-8' } });
});

test('a form of our own page is read to its end', async () => {
  const body = 'name=%D3%98%D0%BB%D0%B8+%F0%9F%91%A7&empty=&name=again';
  expect(JSON.parse((await wire(post(body))).body)).toEqual([['name', 'Әли 👧'], ['empty', ''], ['name', 'again']]);
  expect(reached[0]?.request.url).toBe('http://localhost:3000/children');
});

test.each(['same-origin', 'none'])('a form a browser calls %s is let in without an origin', async (site) => {
  expect((await wire(post('a=1', `${HOST}\r\nSec-Fetch-Site: ${site}\r\n${FORM}; charset=UTF-8`))).status).toBe(200);
});

test('a form without any field is a form', async () => {
  expect((await wire(post(''))).body).toBe('[]');
  expect((await wire(post(multipart([]), MULTIPART))).body).toBe('[]');
});

test('a form that comes in pieces, after asking whether it may, is read to its end', async () => {
  const asked = `POST / HTTP/1.1\r\n${OWN}\r\n${FORM}\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n4\r\n&b=2\r\n0\r\n\r\n`;
  expect(JSON.parse((await wire(asked)).body)).toEqual([['a', '1'], ['b', '2']]);
});

test('a file keeps its name and content, whatever signs the name has and however the boundary is written', async () => {
  const parts = multipart([
    ['name="title"', 'Қорытынды'],
    ['name="file"; filename="a;b=c.txt"\r\nContent-Type: text/plain', 'мәтін'],
  ]);
  const expected = [['title', 'Қорытынды'], ['file', 'a;b=c.txt: мәтін']];
  expect(JSON.parse((await wire(post(parts, MULTIPART))).body)).toEqual(expected);
  expect(JSON.parse((await wire(post(parts, `${OWN}\r\nContent-Type: multipart/form-data; boundary="${BOUNDARY}"`))).body)).toEqual(expected);
});

test('a thousand fields and a megabyte are still a form', async () => {
  expect((await wire(post(many(1_000)))).status).toBe(200);
  expect((await wire(post(`a=${'b'.repeat(999_998)}`))).status).toBe(200);
});

test('a sender who stops in the middle is told that the connection is too slow', async () => {
  const reply = await wire(`POST / HTTP/1.1\r\n${OWN}\r\n${FORM}\r\nContent-Length: 1000\r\n\r\na=1`);
  expect(reply).toMatchObject({ status: 408, headers: { connection: 'close' } });
  expect(reached).toEqual([]);
});

test('a sender who leaves in the middle disturbs nobody', async () => {
  const socket = connect(portOf(server), '127.0.0.1');
  await new Promise((resolve) => socket.write(`POST / HTTP/1.1\r\n${OWN}\r\n${FORM}\r\nContent-Length: 1000\r\n\r\na=1`, resolve));
  socket.destroy();
  expect((await wire(get('/'))).status).toBe(200);
  expect(reached).toHaveLength(1);
});

test('the application learns that a reader has left', async () => {
  const socket = connect(portOf(server), '127.0.0.1');
  await new Promise((resolve) => socket.write(get('/leaving'), resolve));
  await vi.waitFor(() => expect(reached).toHaveLength(1));
  socket.destroy();
  await vi.waitFor(() => expect(left).toBe(true));
  expect((await wire(get('/'))).status).toBe(200);
});

test.each(['Sec-Purpose: prefetch', 'Sec-Purpose: prefetch;prerender', 'Purpose: prefetch', 'X-Moz: prefetch'])('a page is not opened on a guess (%s)', async (guess) => {
  expect(await wire(get('/children', `${HOST}\r\n${guess}`))).toMatchObject({ status: 204, body: '' });
  expect(reached).toEqual([]);
});

test('a link on another site may lead here', async () => {
  const link = `${HOST}\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document`;
  expect((await wire(get('/', link))).status).toBe(200);
});

const CLAIMS = 'X-Forwarded-For: 9.9.9.9, 10.0.0.7\r\nX-Forwarded-Host: qadam.example\r\nX-Forwarded-Proto: https\r\nForwarded: host=evil\r\nX-Real-IP: 9.9.9.9';

test('what a stranger says of proxies is not believed and goes no further', async () => {
  await wire(get('/', `${HOST}\r\n${CLAIMS}`));
  const [{ request, context }] = reached as [(typeof reached)[0]];
  expect(request.url).toBe('http://localhost:3000/');
  expect(context.clientAddress).toBe('127.0.0.1');
  expect([...request.headers.keys()].filter((name) => /forwarded|real-ip/.test(name))).toEqual([]);
});

test('a proxy we chose is believed about the reader and the host, and the reader’s own claims are not', async () => {
  const behind = await open({ hosts: ['qadam.example'], trustProxy: '127.0.0.1, 10.0.0.0/8' });
  await wire(get('/', `${HOST}\r\n${CLAIMS}`), behind);
  const [{ request, context }] = reached as [(typeof reached)[0]];
  expect(request.url).toBe('http://qadam.example/');
  expect(request.headers.get('host')).toBe('qadam.example');
  expect(context.clientAddress).toBe('9.9.9.9');
  expect((await wire(get('/', `${HOST}\r\nX-Forwarded-Host: evil.example`), behind)).status).toBe(400);
});

test('a cookie nobody can read is left out, and the others arrive', async () => {
  await wire(get('/', `${HOST}\r\nCookie: a=%FF; qadam=abc; b=%00; c=%E0%A4; odd; lang=kk`));
  expect(reached[0]?.request.headers.get('cookie')).toBe('qadam=abc; lang=kk');
});

test('every loader and action is handed the one database', async () => {
  await wire(get('/'));
  expect(reached[0]?.context).toMatchObject({ https: false, demo: true });
  expect(reached[0]?.context.database).toBe(database);
});

test('what breaks is written down without anything a person said, and the reader gets its number', async () => {
  const lines: string[] = [];
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const reply = await wire(get('/broken?name=Алихан'.replace('Алихан', '%D0%90'), `${HOST}\r\nCookie: lang=en`));
  write.mockRestore();

  expect(reply.status).toBe(500);
  const entry = JSON.parse(lines.join('')) as { id: string; error: { name: string; frames: string[] }[] };
  expect(reply.body).toContain(entry.id);
  expect(entry.error.map(({ name }) => name)).toEqual(['TypeError', 'RangeError']);
  expect(entry.error[0]?.frames[0]).toMatch(/^tests\/routes\/front\.test\.ts:\d+:\d+$/);
  expect(lines.join('') + reply.body).not.toMatch(/990101300015|Алихан|%D0%90|front\.test\.ts:\d+:\d+<|broken/);
  expect((await wire(get('/'))).status).toBe(200);
});

test('a stop lets what has begun come to its end', async () => {
  const stopping = await open();
  const halfway = connect(portOf(stopping), '127.0.0.1');
  const heard = new Promise<string>((resolve) => halfway.once('data', (chunk) => resolve(String(chunk))));
  halfway.write(`POST / HTTP/1.1\r\n${OWN}\r\n${FORM}\r\nContent-Length: 203\r\n\r\na=1`);
  await once(stopping, 'request');
  const stopped = stopListening(stopping, 5_000);
  halfway.write('b'.repeat(200));
  expect(await heard).toMatch(/^HTTP\/1\.1 200/);
  await stopped;
});
