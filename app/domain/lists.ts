/** How lists page: by key, never by number, so that a page stays right while rows come and go. */

export const PAGE_SIZE = 25;

/** Where a page starts: after the row with this sort key and id. */
export interface After {
  key: string;
  id: string;
}

export interface Page<Row> {
  rows: Row[];
  total: number;
  /** The address of the next page, as `after`; null on the last. */
  next: string | null;
}

/** Reads `after` from an address; what is not ours means the first page. */
export function afterOf(text: string | null): After | null {
  if (!text || text.length > 400) return null;
  const cut = text.lastIndexOf('~');
  const id = text.slice(cut + 1);
  return cut > 0 && /^[0-9a-f-]{36}$/.test(id) ? { key: text.slice(0, cut), id } : null;
}

/** Cuts a page from rows that were asked for with one more than fits. */
export function pageOf<Row>(rows: Row[], total: number, keyOf: (row: Row) => After, size = PAGE_SIZE): Page<Row> {
  const shown = rows.slice(0, size);
  const last = shown[shown.length - 1];
  const more = rows.length > size && last !== undefined;
  return { rows: shown, total, next: more ? `${keyOf(last).key}~${keyOf(last).id}` : null };
}
