import { ask } from './browser';

/** Bytes over the wire, compressed, of one page and what it loads. */
export interface Weight {
  html: number;
  css: number;
  js: number;
  /** Icons and whatever else the page names. */
  rest: number;
  first: number;
  /** Coming again: only what a browser may not keep. */
  repeat: number;
}

export type Kind = 'light' | 'staff' | 'form';

/** ui.md, "Weight", in bytes: kB are thousands. A light page (sign-in, public, a parent's, print) renders no scripts. */
export const BUDGET = { html: 14_000, css: 12_000, repeat: 16_000, first: { light: 30_000, staff: 150_000, form: 210_000 } } as const;

/**
 * Loads a page as a browser with an empty cache does, and again with a full one.
 * @param language whose sentences a page with scripts fetches besides, once it runs
 */
export async function weigh(origin: string, path: string, cookie: string, language = 'kk'): Promise<Weight> {
  const headers: Record<string, string> = cookie ? { Cookie: cookie } : {};
  const page = await ask(origin + path, { headers });
  const weight = { html: page.bytes, css: 0, js: 0, rest: 0, first: page.bytes, repeat: 0 };
  weight.repeat = (await ask(origin + path, { headers })).bytes;

  const waiting = namedIn(page.text);
  const met = new Set(waiting);
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const file = await ask(origin + address, { headers });
    if (file.status !== 200) throw new Error(`${path} loads ${address}, which answers ${file.status}.`);
    const kind = address.endsWith('.css') ? 'css' : address.endsWith('.js') ? 'js' : 'rest';
    weight[kind] += file.bytes;
    weight.first += file.bytes;
    if (!/max-age=[1-9]|immutable/.test(file.headers['cache-control'] ?? '')) weight.repeat += (await ask(origin + address, { headers: { ...headers, 'If-None-Match': file.headers.etag ?? '' } })).bytes;
    for (const next of kind === 'js' ? importedBy(file.text, address, language) : []) {
      if (!met.has(next)) waiting.push(next);
      met.add(next);
    }
  }
  return weight;
}

/** The files a page names: styles, icons, scripts and what they import. */
function namedIn(html: string): string[] {
  const links = [...html.matchAll(/<link\b[^>]*>/g)].filter(([tag]) => /rel="(?:stylesheet|icon|modulepreload|manifest|preload)"/.test(tag));
  const tagged = [...links, ...html.matchAll(/<script\b[^>]*>/g), ...html.matchAll(/<img\b[^>]*>/g)].map(([tag]) => /(?:href|src)="(\/[^"]+)"/.exec(tag)?.[1]);
  const imported = [...html.matchAll(/\bimport\s*(?:[^"'()]*\bfrom\s*)?["'](\/[^"']+)["']/g)].map(([, address]) => address);
  return [...new Set([...tagged, ...imported].filter((address) => address !== undefined))];
}

/** What a script imports at once, and the sentences of one language, which it imports as it begins. */
function importedBy(script: string, address: string, language: string): string[] {
  const atOnce = [...script.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)];
  const sentences = [...script.matchAll(/\bimport\(\s*["'](\.{1,2}\/[^"']+\.js)["']\s*\)/g)].filter(([, file]) => file?.split('/').pop()?.startsWith(`${language}-`));
  return [...atOnce, ...sentences].map(([, file]) => new URL(file ?? '', `http://localhost${address}`).pathname);
}
