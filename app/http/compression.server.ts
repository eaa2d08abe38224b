import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';

/** Below this many bytes compression costs more than it saves; above `whole` an answer is sent on while it is being made. */
const SIZES = { least: 1_000, whole: 256_000 };

export type Encoding = 'br' | 'gzip';

const GZIP = { level: 5 };
const asBrotli = promisify(brotliCompress);
const asGzip = promisify(gzip);

/** The best encoding a browser names in Accept-Encoding, or null. */
export function wishedEncoding(accepted: string | undefined): Encoding | null {
  const named = (accepted ?? '')
    .split(',')
    .map((item) => item.trim().toLowerCase())
    .filter((item) => !/;\s*q=0(?:\.0*)?$/.test(item))
    .map((item) => item.split(';')[0]);
  return named.includes('br') ? 'br' : named.includes('gzip') ? 'gzip' : null;
}

const isText = (type: string) => /^(?:text\/(?!event-stream)|application\/(?:json|javascript|xml)|image\/svg)/.test(type);

/**
 * Writes the body of an answer. A page is gathered, compressed off the main thread and sent whole, with its length;
 * something bigger flows through as it comes.
 * @param wished what the reader's browser can decode
 */
export async function sendBody(response: ServerResponse, body: ReadableStream<Uint8Array> | null, wished: Encoding | null): Promise<void> {
  const type = String(response.getHeader('content-type') ?? '');
  const canShrink = isText(type) && !response.hasHeader('content-encoding');
  if (canShrink) response.appendHeader('Vary', 'Accept-Encoding');
  if (!body) {
    response.end();
    return;
  }

  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (canShrink) {
    while (size < SIZES.whole) {
      const { done, value } = await reader.read();
      if (done) return sendWhole(response, Buffer.concat(chunks), wished);
      chunks.push(value);
      size += value.length;
    }
  }

  const flow = Readable.from(rest(chunks, reader));
  if (!canShrink || !wished) return pipeline(flow, response);
  response.setHeader('Content-Encoding', wished);
  response.removeHeader('Content-Length');
  return pipeline(flow, wished === 'br' ? createBrotliCompress(brotliOptions(SIZES.whole)) : createGzip(GZIP), response);
}

async function sendWhole(response: ServerResponse, plain: Buffer, wished: Encoding | null): Promise<void> {
  const encoding = plain.length < SIZES.least ? null : wished;
  const bytes = encoding === null ? plain : encoding === 'br' ? await asBrotli(plain, brotliOptions(plain.length)) : await asGzip(plain, GZIP);
  if (encoding) response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}

/** A window no wider than the page: the default one costs four megabytes a request. */
const brotliOptions = (size: number) => ({
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 4,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_LGWIN]: Math.min(18, Math.max(10, Math.ceil(Math.log2(size)))),
    [constants.BROTLI_PARAM_SIZE_HINT]: size,
  },
});

async function* rest(chunks: Uint8Array[], reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel();
  }
}
