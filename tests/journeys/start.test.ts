import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

/** The built programs, as `npm start` and `npm run qadam` run them. */

const started: ChildProcess[] = [];
const folders: string[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'qadam-start-'));
  folders.push(folder);
  return folder;
}

function run(program: 'serve' | 'qadam', args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [`build/server/${program}.js`, ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', QADAM_ALLOW_TMPFS: '1', ...env },
  });
  started.push(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => child.on('close', (code) => resolve({ code, out, err })));
  const opened = new Promise<number>((resolve, reject) => {
    child.stdout.on('data', () => {
      const port = /Qadam is open at http:\/\/[^:]+:(\d+)\n/.exec(out)?.[1];
      if (port) resolve(Number(port));
    });
    child.on('close', () => reject(new Error(`it ended before it opened: ${err}`)));
  });
  opened.catch(() => undefined);
  return { child, ended, opened };
}

const serve = (env: Record<string, string> = {}) => run('serve', [], { QADAM_DATA: newFolder(), PORT: '0', ...env });

/** The status of the first answer to exactly these bytes. */
function statusOf(port: number, bytes: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.once('data', (chunk) => {
      resolve(Number(String(chunk).split(' ')[1]));
      socket.destroy();
    });
    socket.once('error', reject).once('close', () => reject(new Error('no answer')));
  });
}

test('it opens, is well, shows the sign-in page, and ends well when asked to', async () => {
  const { child, ended, opened } = serve();
  const site = `http://127.0.0.1:${await opened}`;
  expect(await (await fetch(`${site}/healthz`)).text()).toBe('ok');
  expect((await fetch(`${site}/login`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0, err: '' });
});

test('a taken port is said in one line', async () => {
  const port = String(await serve().opened);
  const { code, err } = await serve({ PORT: port }).ended;
  expect(code).toBe(1);
  expect(err).toBe(`Port ${port} is taken. Choose another: PORT=3001 npm start\n`);
});

test.each([
  ['a port that is no number', { PORT: 'http' }, /^PORT is to be .+\n$/],
  ['an address that is none', { QADAM_URL: 'qadam' }, /^QADAM_URL is to be .+\n$/],
  ['a time of its own for real children', { APP_NOW: '2026-09-01T09:00:00Z' }, /^APP_NOW is for a demo.+\n$/],
])('%s is said in one line', async (_, env, sentence) => {
  const { code, err } = await serve(env).ended;
  expect(code).toBe(1);
  expect(err).toMatch(sentence);
});

test('a data folder that is a file is said in one line', async () => {
  const file = join(newFolder(), 'data');
  writeFileSync(file, '');
  const { code, err } = await serve({ QADAM_DATA: file }).ended;
  expect(code).toBe(1);
  expect(err).toMatch(/^.+\n$/);
});

test('outside production the built server does not open', async () => {
  const { code, err } = await serve({ NODE_ENV: 'development' }).ended;
  expect(code).toBe(1);
  expect(err).toMatch(/^The built server runs with NODE_ENV=production only.+\n$/);
});

const OWN = (port: number) => `Host: localhost:${port}\r\nOrigin: http://localhost:${port}\r\nConnection: close`;

test('what made the stock server answer 500 is refused, on pages and on routes alone', async () => {
  const { child, ended, opened } = serve();
  const port = await opened;
  const form = 'Content-Type: application/x-www-form-urlencoded';
  for (const path of ['/', '/login', '/logout', '/login.data', '/login.data?_routes=routes/login', '/nothing/here']) {
    const statuses = await Promise.all(
      [
        `POST ${path} HTTP/1.1\r\n${OWN(port)}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`,
        `POST ${path} HTTP/1.1\r\n${OWN(port)}\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi`,
        `POST ${path} HTTP/1.1\r\n${OWN(port)}\r\nContent-Type: multipart/form-data\r\nContent-Length: 2\r\n\r\nhi`,
        `POST ${path} HTTP/1.1\r\n${OWN(port)}\r\nContent-Type: multipart/form-data; boundary=----------------------------a\r\nContent-Length: 6\r\n\r\n------`,
        `POST ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: http://evil.example\r\n${form}\r\nContent-Length: 3\r\n\r\na=1`,
        `POST ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: http://evil.example\r\nX-Forwarded-Host: evil.example\r\n${form}\r\nContent-Length: 3\r\n\r\na=1`,
        `POST ${path} HTTP/1.1\r\n${OWN(port)}\r\n${form}\r\nContent-Length: 40000000\r\n\r\na=`,
        `DELETE ${path} HTTP/1.1\r\n${OWN(port)}\r\n\r\n`,
        `TRACE ${path} HTTP/1.1\r\n${OWN(port)}\r\n\r\n`,
        `GET ${path} HTTP/1.1\r\nHost: a b\r\n\r\n`,
        `GET ${path} HTTP/1.1\r\nHost: x:99999999\r\n\r\n`,
      ].map((bytes) => statusOf(port, bytes)),
    );
    expect(statuses, path).toEqual([415, 415, 400, 400, 403, 403, 413, 405, 405, 400, 400]);
    expect(await statusOf(port, `POST ${path} HTTP/1.1\r\n${OWN(port)}\r\n${form}\r\nContent-Length: 3\r\n\r\na=1`), path).toBeLessThan(500);
    expect(await statusOf(port, `GET ${path} HTTP/1.1\r\n${OWN(port)}\r\nCookie: qadam=%FF%00; lang=%E0; =; a\r\n\r\n`), path).toBeLessThan(500);
  }
  expect(await statusOf(port, `GET /__manifest?p=/login&version=1 HTTP/1.1\r\n${OWN(port)}\r\n\r\n`)).toBe(404);
  child.kill('SIGTERM');
  expect((await ended).err).toBe('');
});

test('the list of routes is JSON and nothing else', async () => {
  const { code, out } = await run('qadam', ['routes', '--json'], {}).ended;
  expect(code).toBe(0);
  expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ id: 'routes/login', path: '/login', loader: true, action: true, ids: [] }));
});

test('an unknown command is told what there is', async () => {
  const { code, out, err } = await run('qadam', ['rutes'], {}).ended;
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('There is no command "rutes".');
});
