/** Walks the pages a person can reach by links, one page of each shape. */
export interface Seen {
  /** The address with ids replaced: `/children/:id`. */
  shape: string;
  path: string;
  html: string;
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The shape of an address; the names of its query parameters count, their values do not. */
export function shapeOf(path: string): string {
  const url = new URL(path, 'http://demo.invalid');
  const names = [...new Set(url.searchParams.keys())].sort();
  return url.pathname.replaceAll(ID, ':id') + (names.length ? `?${names.join('&')}` : '');
}

/** What answers with a file to keep: a calendar, a PDF, a workbook. */
const FILE = /\.ics$|\/(?:pdf|workbook)$/;

/** Every link of a page that stays in the house and leads to another page. */
export function linksOf(html: string): string[] {
  return [...html.matchAll(/<a\b[^>]*\bhref="(\/[^"#]*)[^>]*>/g)].flatMap(([tag, href]) => {
    const path = (href as string).replaceAll('&amp;', '&');
    return /\sdownload(?:=|\s|>)/.test(tag) || FILE.test(new URL(path, 'http://demo.invalid').pathname) ? [] : [path];
  });
}

/**
 * Starts at `from` and follows links. Visits at most `each` pages of one shape and `most` pages in all; what answers
 * with anything but 200 is an error of the house, as it was linked to.
 */
export async function crawl(get: (path: string) => Promise<{ status: number; html: string; location?: string | null }>, from: string[], { each = 1, most = 120 } = {}): Promise<{ pages: Seen[]; broken: string[] }> {
  const pages: Seen[] = [];
  const broken: string[] = [];
  const counts = new Map<string, number>();
  const queued = new Set<string>();
  const queue = [...from];
  while (queue.length > 0 && pages.length < most) {
    const path = queue.shift() as string;
    const shape = shapeOf(path);
    if (queued.has(path) || (counts.get(shape) ?? 0) >= each || path.startsWith('/style')) continue;
    queued.add(path);
    counts.set(shape, (counts.get(shape) ?? 0) + 1);
    const { status, html, location } = await get(path);
    if (status === 303 && location) queue.unshift(location);
    else if (status !== 200) broken.push(`${status} ${path}`);
    else {
      pages.push({ shape, path, html });
      queue.push(...linksOf(html));
    }
  }
  return { pages, broken };
}
