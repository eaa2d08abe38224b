import type { IncomingMessage } from 'node:http';
import { MIMEType } from 'node:util';

/** What one form may weigh and how fast it must come. */
export interface BodyLimits {
  bytes: number;
  fields: number;
  /** A sender may take any time, as long as each stretch of `stretchMs` brings `stretchBytes`. */
  stretchMs: number;
  stretchBytes: number;
}

export const BODY_LIMITS: BodyLimits = { bytes: 1_000_000, fields: 1_000, stretchMs: 10_000, stretchBytes: 10_240 };

/** How a form is written down on its way here. */
export type FormEncoding = { boundary: string | null };

/** The encoding a browser's form says it has; `kind` when it is none, `badRequest` when it cannot be used. */
export function encodingOf(contentType: string | undefined): FormEncoding | 'kind' | 'badRequest' {
  let type: MIMEType;
  try {
    type = new MIMEType(contentType ?? '');
  } catch {
    return 'kind';
  }
  const charset = type.params.get('charset') ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) return 'kind';
  if (type.essence === 'application/x-www-form-urlencoded') return { boundary: null };
  if (type.essence !== 'multipart/form-data') return 'kind';

  const boundary = type.params.get('boundary') ?? '';
  return /^[\w'()+,\-./:=? ]{0,69}[\w'()+,\-./:=?]$/.test(boundary) ? { boundary } : 'badRequest';
}

/**
 * The whole body, held in memory, so that nothing behind the front reads from a socket.
 * `large` and `slow` come as soon as it is known, with the rest unread; `gone` when the sender left.
 */
export function readBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer | 'large' | 'slow' | 'gone'> {
  if (Number(request.headers['content-length'] ?? 0) > limits.bytes) return Promise.resolve('large');

  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let sizeBefore = 0;

    const stretch = setInterval(() => {
      if (size - sizeBefore < limits.stretchBytes) settle('slow');
      sizeBefore = size;
    }, limits.stretchMs);

    const settle = (outcome: Buffer | 'large' | 'slow' | 'gone') => {
      clearInterval(stretch);
      request.off('data', take).off('end', end).off('close', leave);
      resolve(outcome);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > limits.bytes) settle('large');
    };
    const end = () => settle(Buffer.concat(chunks));
    const leave = () => settle('gone');

    request.on('data', take).on('end', end).on('close', leave).on('error', leave);
  });
}

/** Whether a form can be read to its end: well formed, UTF-8, without NUL, with no more fields than allowed. */
export async function isReadable(body: Buffer, { boundary }: FormEncoding, contentType: string, limits: BodyLimits): Promise<boolean> {
  if (boundary === null) {
    const text = textOf(body);
    if (text === null || text.split('&', limits.fields + 1).length > limits.fields) return false;
    const decoded = percentDecoded(text);
    return decoded !== null && !decoded.includes('\0');
  }

  const parts = partsOf(body, boundary, limits.fields);
  if (!parts?.every(isWellFormed)) return false;
  try {
    await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    return true;
  } catch {
    return false;
  }
}

/** Text written with `%` and `+`, or null when it does not say UTF-8. */
export function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

interface Part {
  head: Buffer;
  content: Buffer;
}

/** The parts between the boundaries; null when the body does not begin, go on and end as multipart must. */
function partsOf(body: Buffer, boundary: string, most: number): Part[] | null {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  if (!body.subarray(0, delimiter.length - 2).equals(delimiter.subarray(2))) return null;

  const parts: Part[] = [];
  for (let at = delimiter.length - 2; ; ) {
    const line = body.toString('latin1', at, at + 4);
    if (line === '--' || line === '--\r\n') return at + line.length === body.length ? parts : null;
    if (!line.startsWith('\r\n') || parts.length === most) return null;

    const headEnd = body.indexOf('\r\n\r\n', at + 2);
    const end = headEnd < 0 ? -1 : body.indexOf(delimiter, headEnd + 4);
    if (end < 0) return null;
    parts.push({ head: body.subarray(at + 2, headEnd), content: body.subarray(headEnd + 4, end) });
    at = end + delimiter.length;
  }
}

/** A named part whose words are UTF-8 without NUL; what a file holds is looked at where it is kept. */
function isWellFormed({ head, content }: Part): boolean {
  const names = textOf(head);
  if (names === null || names.includes('\0') || !/^content-disposition:\s*form-data\s*;.*\bname=/im.test(names)) return false;
  if (/;\s*filename\*?=/i.test(names)) return true;
  const text = textOf(content);
  return text !== null && !text.includes('\0');
}
