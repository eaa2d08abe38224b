import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { wishedEncoding } from './compression.server';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

interface PublicFile {
  type: string;
  etag: string;
  caching: string;
  plain: Buffer;
  br?: Buffer;
  gzip?: Buffer;
}

/** What anyone may fetch, by path. */
export type PublicFiles = ReadonlyMap<string, PublicFile>;

/**
 * Reads a built folder whole, once: what is not in the map cannot be reached by any path, and no request waits for the disk.
 * `x.br` and `x.gz` beside `x` are its compressed forms. Files under assets/ carry a hash in their name and never change.
 */
export function readPublicFiles(folder: string): PublicFiles {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split(sep).some((name) => name.startsWith('.')));
  const there = new Set(paths);
  const compressed = (path: string) => (there.has(path) ? readFileSync(join(folder, path)) : undefined);

  const files = new Map<string, PublicFile>();
  for (const path of paths) {
    if (/\.(?:br|gz|map)$/.test(path)) continue;
    const plain = readFileSync(join(folder, path));
    const address = `/${path.split(sep).map(encodeURIComponent).join('/')}`;
    files.set(address, {
      type: TYPES[extname(path)] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
      caching: address.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
      plain,
      br: compressed(`${path}.br`),
      gzip: compressed(`${path}.gz`),
    });
  }
  return files;
}

/** Answers with a public file in the form the browser reads best. */
export function sendPublicFile(file: PublicFile, request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Content-Type', file.type);
  response.setHeader('Cache-Control', file.caching);
  response.setHeader('ETag', file.etag);
  response.setHeader('Vary', 'Accept-Encoding');
  if (request.headers['if-none-match']?.includes(file.etag)) {
    response.writeHead(304).end();
    return;
  }
  const wished = wishedEncoding(request.headers['accept-encoding']);
  const compressed = wished && file[wished];
  const bytes = compressed || file.plain;
  if (compressed) response.setHeader('Content-Encoding', wished);
  response.setHeader('Content-Length', bytes.length);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
