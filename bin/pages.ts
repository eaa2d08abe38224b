import type { AppLoadContext, EntryContext, RequestHandler, ServerBuild } from '@remix-run/node';
import type { RouteObject } from 'react-router-dom';
import { createStaticHandler } from 'react-router-dom/server.js';
import { logTrouble } from '~/http/trouble.server';

type Route = NonNullable<ServerBuild['routes'][string]>;

/**
 * Reads the pages of a build that put no scripts into the browser. Loaders run in React Router's static handler and the
 * entry renders what they gave, as in Remix's own handler; which would besides copy the request twice a loader and encode
 * all data as the stream a browser goes on from, and nobody here reads it. Sending stays with Remix.
 * @returns null when a route of the build needs more: scripts, headers of its own, or no page at all
 */
export function pagesOf(build: ServerBuild): RequestHandler | null {
  const routes = Object.values(build.routes).filter((route) => route !== undefined);
  const parents = new Set(routes.map(({ parentId }) => parentId));
  const isPlain = ({ id, module }: Route) => module.headers === undefined && !isScripted(module.handle) && (parents.has(id) || module.default !== undefined);
  if (!routes.every(isPlain)) return null;

  const { v3_relativeSplatPath, v3_throwAbortReason } = build.future;
  const { query } = createStaticHandler(routesUnder(routes, undefined), { future: { v7_relativeSplatPath: v3_relativeSplatPath, v7_throwAbortReason: v3_throwAbortReason } });
  const shared = {
    manifest: build.assets,
    routeModules: Object.fromEntries(routes.map(({ id, module }) => [id, module])) as EntryContext['routeModules'],
    serverHandoffString: '{}',
    renderMeta: {},
    future: build.future,
    isSpaMode: false,
    serializeError: () => ({ message: '', stack: undefined }),
  };

  return async (request, house = {} as AppLoadContext) => {
    const tell = (error: unknown) => {
      if (build.entry.module.handleError) build.entry.module.handleError(error, { request, params: {}, context: house });
      else logTrouble(error, 'page');
    };
    const render = (page: EntryContext['staticHandlerContext']) => {
      const headers = new Headers();
      for (const from of Object.values(page.loaderHeaders)) for (const cookie of from.getSetCookie()) headers.append('Set-Cookie', cookie);
      return build.entry.module.default(request, page.statusCode, headers, { ...shared, staticHandlerContext: page }, house) as Promise<Response>;
    };
    const page = await query(request, { requestContext: house });
    if (page instanceof Response) return page;
    Object.values(page.errors ?? {}).forEach(tell);
    try {
      return await render(page);
    } catch (error) {
      tell(error);
      return render({ ...page, statusCode: 500, errors: { root: error } });
    }
  };
}

function isScripted(handle: unknown): boolean {
  return (handle as { scripts?: boolean } | undefined)?.scripts === true;
}

/** The routes of a build as React Router wants them, below one of them or from the top. */
function routesUnder(routes: readonly Route[], parentId: string | undefined): RouteObject[] {
  return routes
    .filter((route) => route.parentId === parentId)
    .map(({ id, path, index, caseSensitive, module }): RouteObject => {
      const shared = { id, path, handle: module.handle, loader: module.loader as RouteObject['loader'], hasErrorBoundary: id === 'root' || module.ErrorBoundary !== undefined };
      return index ? { ...shared, index } : { ...shared, caseSensitive, children: routesUnder(routes, id) };
    });
}
