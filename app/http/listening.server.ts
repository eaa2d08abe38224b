import { randomBytes } from 'node:crypto';
import { createServer, STATUS_CODES, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { securityHeaders, sentencePage } from './front.server';
import { METHODS, type Refusal } from './gate.server';

/** How long a connection may do what. A body has no total limit: the front wants a pace of it. */
const PATIENCE_MS = { headers: 10_000, idle: 5_000, silent: 120_000, check: 2_000, goodbye: 1_000 };
const MOST = { headerBytes: 32_768, connections: 2_000 };

/** What cannot be parsed as a request, by the parser's code; anything else is a bad request. */
const UNPARSED: Record<string, { status: number; what: Refusal }> = {
  HPE_INVALID_METHOD: { status: 405, what: 'method' },
  HPE_HEADER_OVERFLOW: { status: 431, what: 'headers' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, what: 'large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, what: 'slow' },
};

/** Opens a port for the front. Resolves when it is listening; rejects when the port is taken. */
export function listen(front: RequestListener, { port, host, https }: { port: number; host: string; https: boolean }): Promise<Server> {
  const server = createServer({
    maxHeaderSize: MOST.headerBytes,
    requireHostHeader: false,
    headersTimeout: PATIENCE_MS.headers,
    requestTimeout: 0,
    keepAliveTimeout: PATIENCE_MS.idle,
    connectionsCheckingInterval: PATIENCE_MS.check,
  });
  server.maxConnections = MOST.connections;
  server.maxHeadersCount = 0;
  server.timeout = PATIENCE_MS.silent;

  const latest = new WeakMap<Duplex, ServerResponse>();
  const receive: RequestListener = (request, response) => {
    latest.set(request.socket, response);
    front(request, response);
  };
  server.on('request', receive).on('checkContinue', receive).on('checkExpectation', receive);

  server.on('connect', (_, socket) => say(socket, https, 405, 'method'));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answering = latest.get(socket);
    if (error.code === 'ECONNRESET' || !socket.writable || (answering?.headersSent && !answering.writableFinished)) {
      socket.destroy();
      return;
    }
    const { status, what } = UNPARSED[error.code ?? ''] ?? { status: 400, what: 'badRequest' as const };
    say(socket, https, status, what);
  });

  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

/**
 * Stops taking in requests and waits for the running ones.
 * @param graceMs after this many milliseconds what still runs is cut off
 */
export function stopListening(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), 100);
    const over = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(over);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** A whole answer by hand, where no request came to be; whoever sent this is in no language yet. */
function say(socket: Duplex, https: boolean, status: number, what: Refusal): void {
  const page = sentencePage(undefined, what);
  const headers = [
    ...securityHeaders(randomBytes(16).toString('base64'), https),
    ...(what === 'method' ? [['Allow', METHODS.join(', ')]] : []),
    ['Content-Type', 'text/html; charset=utf-8'],
    ['Content-Length', String(Buffer.byteLength(page))],
    ['Connection', 'close'],
  ];
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers.map((header) => header.join(': ')).join('\r\n')}\r\n\r\n${page}`);
  setTimeout(() => socket.destroy(), PATIENCE_MS.goodbye).unref();
}
