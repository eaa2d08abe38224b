import { CONDITIONS, DOMAINS, PROGRAMMES, SEXES, type Condition, type Domain, type ExamKind, type Level, type Programme, type Sex } from '#db/vocabulary';
import { ageOn } from './calendar';

export { CONDITIONS, DOMAINS, EXAM_KINDS, PROGRAMMES, SEXES, type Condition, type Domain, type ExamKind, type Programme, type Sex } from '#db/vocabulary';

/**
 * Counts of children, and what of them may be shown. Inside one's own organisation a count of one to four is hidden
 * (access.md TR16), and with it as many others as it takes so that no hidden one can be worked out from the rest.
 */

/** The smallest count that is shown inside one's own organisation. Nought is shown: it is about nobody. */
export const SMALLEST_SHOWN = 5;

/** A line of a table: these counts make up that one. Tables that share a count name it by the same key. */
export interface Sum {
  parts: readonly string[];
  whole: string;
}

export type Counts = ReadonlyMap<string, number>;

/**
 * Which counts stay hidden: the small ones, then others beside them, until neither the sums nor the knowledge that no
 * count is negative gives one of them away, in any of the linked tables. Where there are too few children in `all`, every
 * count is hidden, noughts as well: among so few, a nought tells of each of them.
 */
export function hiddenCells(counts: Counts, sums: readonly Sum[], smallest = SMALLEST_SHOWN): Set<string> {
  const all = counts.get('all') ?? 0;
  if (all > 0 && all < smallest) return new Set(counts.keys());
  const hidden = new Set([...counts].filter(([, n]) => n > 0 && n < smallest).map(([key]) => key));
  for (;;) {
    for (const sum of sums) coverLine(counts, sum, hidden, smallest);
    const given = [...recoverable(counts, sums, hidden)];
    if (given.length === 0) return hidden;
    const before = hidden.size;
    for (const key of given) for (const sum of sums) if (keysOf(sum).includes(key)) hideOneMore(counts, sum, hidden, smallest);
    if (hidden.size > before) continue;
    for (const key of counts.keys()) hidden.add(key);
    return hidden;
  }
}

const keysOf = ({ parts, whole }: Sum): string[] => [...parts, whole];

/** A line with hidden counts hides at least two, and together they hold as many children as the smallest shown count. */
function coverLine(counts: Counts, sum: Sum, hidden: Set<string>, smallest: number): void {
  const own = () => keysOf(sum).filter((key) => hidden.has(key));
  const held = () => own().filter((key) => key !== sum.whole).reduce((total, key) => total + (counts.get(key) ?? 0), 0);
  while (own().length > 0 && (own().length < 2 || (!hidden.has(sum.whole) && held() < smallest))) {
    if (!hideOneMore(counts, sum, hidden, smallest)) return;
  }
}

/** Hides the smallest count of a line that is still large enough to be shown, else the largest left; its whole comes last. */
function hideOneMore(counts: Counts, { parts, whole }: Sum, hidden: Set<string>, smallest: number): boolean {
  const left = parts.filter((key) => !hidden.has(key)).sort((one, other) => (counts.get(one) ?? 0) - (counts.get(other) ?? 0));
  const next = left.find((key) => (counts.get(key) ?? 0) >= smallest) ?? left.at(-1) ?? (hidden.has(whole) ? undefined : whole);
  if (next === undefined) return false;
  hidden.add(next);
  return true;
}

/** The hidden counts a careful reader could still work out: by solving the sums, and by bounds, as no count is negative. */
export function recoverable(counts: Counts, sums: readonly Sum[], hidden: ReadonlySet<string>): Set<string> {
  return new Set([...solved(sums, hidden), ...squeezed(counts, sums, hidden)]);
}

/** Gauss–Jordan over the hidden counts: one that stands alone in a reduced line is determined. */
function solved(sums: readonly Sum[], hidden: ReadonlySet<string>): string[] {
  const unknown = [...hidden];
  const rows = sums.map(({ parts, whole }) => unknown.map((key) => (parts.includes(key) ? 1 : 0) - (key === whole ? 1 : 0)));
  let pivot = 0;
  for (let column = 0; column < unknown.length && pivot < rows.length; column += 1) {
    const found = rows.findIndex((row, index) => index >= pivot && Math.abs(row[column] ?? 0) > 1e-9);
    if (found === -1) continue;
    const lead = rows[found] as number[];
    rows[found] = rows[pivot] as number[];
    const scale = lead[column] as number;
    rows[pivot] = lead.map((value) => value / scale);
    rows.forEach((row, index) => {
      const factor = row[column] ?? 0;
      if (index === pivot || Math.abs(factor) < 1e-9) return;
      rows[index] = row.map((value, at) => value - factor * (rows[pivot]?.[at] ?? 0));
    });
    pivot += 1;
  }
  return rows.flatMap((row) => {
    const standing = row.flatMap((value, column) => (Math.abs(value) > 1e-9 ? [column] : []));
    return standing.length === 1 ? [unknown[standing[0] as number] as string] : [];
  });
}

/** Narrows each hidden count between what its lines leave; one whose bounds meet is determined. */
function squeezed(counts: Counts, sums: readonly Sum[], hidden: ReadonlySet<string>): string[] {
  const low = new Map<string, number>();
  const high = new Map<string, number>();
  for (const [key, n] of counts) {
    low.set(key, hidden.has(key) ? 0 : n);
    high.set(key, hidden.has(key) ? Infinity : n);
  }
  const lowOf = (key: string) => low.get(key) ?? 0;
  const highOf = (key: string) => high.get(key) ?? 0;
  const totalOf = (keys: readonly string[], bound: (key: string) => number) => keys.reduce((total, key) => total + bound(key), 0);
  for (let changed = true; changed; ) {
    changed = false;
    const narrow = (key: string, least: number, most: number) => {
      if (!hidden.has(key)) return;
      if (least > lowOf(key)) changed = Boolean(low.set(key, least));
      if (most < highOf(key)) changed = Boolean(high.set(key, most));
    };
    for (const { parts, whole } of sums) {
      narrow(whole, totalOf(parts, lowOf), totalOf(parts, highOf));
      for (const key of parts) {
        const others = parts.filter((part) => part !== key);
        narrow(key, lowOf(whole) - totalOf(others, highOf), highOf(whole) - totalOf(others, lowOf));
      }
    }
  }
  return [...hidden].filter((key) => lowOf(key) === highOf(key));
}

/** The age groups of the yearly report, by full years at the examination. */
export const AGE_GROUPS = ['0-2', '3-5', '6-9', '10-14', '15-18'] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number];

export function ageGroupOf(birthDate: string, day: string): AgeGroup {
  const { years } = ageOn(birthDate, day);
  if (years < 3) return '0-2';
  if (years < 6) return '3-5';
  if (years < 10) return '6-9';
  return years < 15 ? '10-14' : '15-18';
}

/** Where the child's kindergarten, school or college stands; unknown for a child who was at none. */
export const AREAS = ['urban', 'rural', 'unknown'] as const;
export type Area = (typeof AREAS)[number];

/** One child of the yearly report, as the newest conclusion of the year has it. */
export interface ReportedCase {
  birthDate: string;
  sex: Sex;
  area: Area;
  examinedOn: string;
  examKind: ExamKind;
  programme: Programme | null;
  assistant: boolean;
  conditions: readonly Condition[];
  /** Agreed levels without support. */
  levels: readonly { domain: Domain; level: Level }[];
}

/** From this level without support on a domain counts as a need: systematic support (1–4; 8 and 9 are no levels). */
export const NEED_FROM: Level = 2;

/** Every count of the report by its key, and the sums that hold among them. Needs by condition and domain overlap and have no sum. */
export function countsOfYear(cases: readonly ReportedCase[]): { counts: Map<string, number>; sums: Sum[] } {
  const counts = new Map<string, number>();
  const put = (key: string, belongs: (one: ReportedCase) => boolean) => counts.set(key, cases.filter(belongs).length);
  const ages = new Map(cases.map((one) => [one, ageGroupOf(one.birthDate, one.examinedOn)]));
  const age = (one: ReportedCase) => ages.get(one) as AgeGroup;
  const sums: Sum[] = [];
  const split = <Value extends string>(name: string, values: readonly Value[], of: (one: ReportedCase) => Value) => {
    for (const value of values) put(`${name}:${value}`, (one) => of(one) === value);
    sums.push({ parts: values.map((value) => `${name}:${value}`), whole: 'all' });
    return values;
  };
  const cross = <Value extends string>(name: string, values: readonly Value[], of: (one: ReportedCase) => Value) => {
    split(name, values, of);
    for (const group of AGE_GROUPS) {
      for (const value of values) put(`age:${group} ${name}:${value}`, (one) => age(one) === group && of(one) === value);
      sums.push({ parts: values.map((value) => `age:${group} ${name}:${value}`), whole: `age:${group}` });
    }
    for (const value of values) sums.push({ parts: AGE_GROUPS.map((group) => `age:${group} ${name}:${value}`), whole: `${name}:${value}` });
  };
  put('all', () => true);
  split('age', AGE_GROUPS, age);
  cross('sex', SEXES, ({ sex }) => sex);
  cross('area', AREAS, ({ area }) => area);
  split('exam', ['primary', 'repeated', 'dynamic'] satisfies ExamKind[], ({ examKind }) => examKind);
  split('programme', [...PROGRAMMES, 'none'], ({ programme }) => programme ?? 'none');
  split('assistant', ['yes', 'no'], ({ assistant }) => (assistant ? 'yes' : 'no'));
  for (const condition of CONDITIONS) put(`condition:${condition}`, ({ conditions }) => conditions.includes(condition));
  for (const domain of DOMAINS) put(`domain:${domain}`, ({ levels }) => levels.some((row) => row.domain === domain && row.level >= NEED_FROM && row.level <= 4));
  return { counts, sums };
}

/** The counts as they are shown: a number, or null where it is hidden. */
export type ShownCounts = Record<string, number | null>;

/** The report as it may be shown: hidden counts are null, and their numbers go nowhere. */
export function shownCounts(counts: Counts, sums: readonly Sum[], smallest = SMALLEST_SHOWN): ShownCounts {
  const hidden = hiddenCells(counts, sums, smallest);
  return Object.fromEntries([...counts].map(([key, n]) => [key, hidden.has(key) ? null : n]));
}

/** Kinds by states with their sums, for a table of counts on paper. Keys: `kind state`, `kind`, ` state`, `all`. */
export function crossCounts(rows: readonly string[], columns: readonly string[], count: (row: string, column: string) => number): { counts: Map<string, number>; sums: Sum[] } {
  const counts = new Map<string, number>();
  const total = (keys: string[]) => keys.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0);
  const sums: Sum[] = [];
  const add = (parts: string[], whole: string) => {
    counts.set(whole, total(parts));
    sums.push({ parts, whole });
  };
  for (const row of rows) for (const column of columns) counts.set(`${row} ${column}`, count(row, column));
  for (const row of rows) add(columns.map((column) => `${row} ${column}`), row);
  for (const column of columns) add(rows.map((row) => `${row} ${column}`), ` ${column}`);
  add([...rows], 'all');
  sums.push({ parts: columns.map((column) => ` ${column}`), whole: 'all' });
  return { counts, sums };
}
