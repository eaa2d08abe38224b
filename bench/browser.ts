import { request, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** What came over the wire. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Bytes of the body as sent, compressed or not. */
  bytes: number;
  /** The body as read. */
  text: string;
}

interface Asked {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
}

const ANSWER_MS = 30_000;

/** Asks for an address the way a browser does, without following redirects. */
export function ask(url: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, agent: false, timeout: ANSWER_MS, headers: { 'Accept-Encoding': 'br, gzip', Accept: 'text/html,*/*', ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const sent = Buffer.concat(chunks);
        const encoding = response.headers['content-encoding'];
        const plain = encoding === 'br' ? brotliDecompressSync(sent) : encoding === 'gzip' ? gunzipSync(sent) : sent;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: sent.length, text: plain.toString() });
      });
    });
    asked.on('timeout', () => asked.destroy(new Error(`${url} did not answer in ${ANSWER_MS / 1000} s.`)));
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Signs in by the form. @returns the Cookie header of what the browser would keep */
export async function signIn(origin: string, email: string, password: string): Promise<string> {
  const answer = await ask(`${origin}/login`, {
    method: 'POST',
    headers: { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email, password, to: '/' }).toString(),
  });
  const cookies = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? '');
  if (answer.status < 300 || answer.status >= 400 || cookies.length === 0) throw new Error(`Signing in as ${email} was answered with ${answer.status}.`);
  return cookies.join('; ');
}
