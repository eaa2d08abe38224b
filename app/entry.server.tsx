import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext, type LoaderFunctionArgs } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { renderToPipeableStream, renderToString } from 'react-dom/server';
import type { Handle } from './components/frame/handle';
import { NonceContext } from './components/frame/nonce';
import { languageOf } from './http/locale.server';
import { logTrouble } from './http/trouble.server';
import { MESSAGES } from './i18n/all';
import { WordsProvider } from './i18n/words';

const RENDER_MS = 10_000;

/**
 * Renders a page. A page without scripts is rendered in one go and carries no hydration data; a page with a rich form
 * is streamed with it.
 */
export default function handleRequest(request: Request, status: number, headers: Headers, remix: EntryContext, house: AppLoadContext) {
  const language = languageOf(request);
  const { matches, actionData, errors } = remix.staticHandlerContext;
  const scripts = !errors && matches.some(({ route }) => (remix.routeModules[route.id]?.handle as Handle | undefined)?.scripts);
  headers.set('Content-Type', 'text/html; charset=utf-8');

  const page = (context: EntryContext) => (
    <NonceContext.Provider value={house.nonce}>
      <WordsProvider language={language} messages={MESSAGES[language]}>
        <RemixServer context={context} url={request.url} nonce={house.nonce} />
      </WordsProvider>
    </NonceContext.Provider>
  );

  if (!scripts) {
    const html = renderToString(page({ ...remix, serverHandoffStream: undefined }));
    const wrong = actionData && status >= 400 && status < 500;
    const titled = wrong ? html.replace('<title>', `<title>${MESSAGES[language].frame.errors.titlePrefix}`) : html;
    return new Response(`<!DOCTYPE html>${titled}`, { status, headers });
  }
  return new Promise<Response>((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(page(remix), {
      nonce: house.nonce,
      onAllReady() {
        const body = new PassThrough();
        resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
        pipe(body);
      },
      onShellError: reject,
    });
    setTimeout(abort, RENDER_MS).unref();
  });
}

/** What broke on our side is logged without data; what was refused on purpose is no trouble. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  logTrouble(error, 'page');
}
