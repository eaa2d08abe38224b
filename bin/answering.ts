import { createRequestHandler, type RequestHandler, type ServerBuild } from '@remix-run/node';
import { pagesOf } from './pages';

/** The route whose page is the 404 of everything. A route that answers with a file has no page of its own to say it on. */
const NOTHING_HERE = 'routes/$';

/**
 * Answers requests with Remix, one small build a route.
 *
 * Remix 2 flattens and ranks every route of a build several times a request; with the house's eighty routes that is a
 * third of a page's time. Which route an address means is decided here once, and its handler knows that route and its
 * parents only.
 */
export function answerBy(build: ServerBuild, mode = 'production'): RequestHandler {
  const whole = createRequestHandler(build, mode);
  const handlers = new Map<string, RequestHandler>();
  const addresses = addressesOf(build);
  const handlerAt = (id: string): RequestHandler => {
    const known = handlers.get(id) ?? handlerOf(only(build, id), mode);
    handlers.set(id, known);
    return known;
  };
  return async (request, context) => {
    const { pathname } = new URL(request.url);
    const address = pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/').replace(/(?<=.)\/$/, '');
    const id = addresses.find(({ pattern }) => pattern.test(address))?.id;
    if (!id) return whole(request, context);
    const answer = await handlerAt(id)(request, context);
    const isFileMissing = answer.status === 404 && request.method !== 'POST' && build.routes[id]?.module.default === undefined && !pathname.endsWith('.data');
    return isFileMissing && build.routes[NOTHING_HERE] ? handlerAt(NOTHING_HERE)(request, context) : answer;
  };
}

/** Pages without scripts are read the short way; everything else is Remix's. */
function handlerOf(build: ServerBuild, mode: string): RequestHandler {
  const remix = createRequestHandler(build, mode);
  const pages = pagesOf(build);
  return (request, context) => (pages && request.method === 'GET' && !/\.data(?:\?|$)|[?&]_data=/.test(request.url) ? pages(request, context) : remix(request, context));
}

/** The build of one route and its parents, on the server and in what it tells the browser. */
function only(build: ServerBuild, id: string): ServerBuild {
  const routes: ServerBuild['routes'] = {};
  const assets: ServerBuild['assets']['routes'] = {};
  for (let route = build.routes[id]; route; route = route.parentId === undefined ? undefined : build.routes[route.parentId]) {
    routes[route.id] = route;
    const files = build.assets.routes[route.id];
    if (files) assets[route.id] = files;
  }
  return { ...build, routes, assets: { ...build.assets, routes: assets } };
}

/** Leaf routes with their addresses as patterns, the most exact first: a word before a parameter before the rest. */
function addressesOf(build: ServerBuild): { id: string; pattern: RegExp }[] {
  const parents = new Set(Object.values(build.routes).map((route) => route?.parentId));
  return Object.values(build.routes)
    .filter((route) => route !== undefined && route.id !== 'root' && !parents.has(route.id))
    .map((route) => ({ id: route?.id ?? '', parts: partsOf(build, route?.id ?? '') }))
    .sort((one, other) => rank(one.parts) < rank(other.parts) ? -1 : 1)
    .map(({ id, parts }) => ({ id, pattern: new RegExp(`^/${parts.map(patternOf).join('/')}$`) }));
}

function partsOf(build: ServerBuild, id: string): string[] {
  const parts: string[] = [];
  for (let at: string | undefined = id; at; at = build.routes[at]?.parentId) parts.unshift(...(build.routes[at]?.path?.split('/').filter(Boolean) ?? []));
  return parts;
}

const patternOf = (part: string) => (part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));

/** Sorts as text: words first, then parameters, then what takes everything. */
const rank = (parts: string[]) => parts.map((part) => (part === '*' ? '2' : part.startsWith(':') ? '1' : '0')).join('') + (parts.includes('*') ? '9' : '');
