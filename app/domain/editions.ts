/**
 * Rules and forms that the state changes: each change is a new edition with its first day, beside the old one, so that
 * what was written under the old edition keeps it (kazakhstan.md 1.1).
 */
export interface Edition {
  /** Names this edition: `code@first-day`. */
  id: string;
  /** What it is an edition of. */
  code: string;
  /** The first day it holds. */
  from: string;
  /** The last day, when it was abolished without a follower. */
  to: string | null;
}

/** Of each code the newest edition that holds on a day, in the order the codes first stand. */
export function inForce<Item extends Edition>(items: readonly Item[], day: string): Item[] {
  const newest = new Map<string, Item>();
  for (const item of items) {
    if (item.from > day || (item.to !== null && item.to < day)) continue;
    const known = newest.get(item.code);
    if (!known || known.from < item.from) newest.set(item.code, item);
  }
  const codes = [...new Set(items.map(({ code }) => code))];
  return codes.flatMap((code) => newest.get(code) ?? []);
}
