import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { Tx } from './desk.server';
import { referenceItems } from './schema';

/**
 * Reference data as the program ships it: the goal bank, the taxonomy, respectful wording, regions. They live in tables,
 * so that services read them like everything else and components get no more of them than a page shows.
 */

interface Shipped {
  collection: string;
  items: { item: string; body: unknown }[];
}

type Json = Record<string, unknown>;

/**
 * What rules and forms are made of, one file each: acts, clocks, days off, lists of papers, templates of sections and of the
 * conclusion. An item is one edition and says since when it holds, so a new edition is a new item and no code.
 */
const LISTS = ['acts', 'deadlines', 'days-off', 'papers', 'sections', 'forms'] as const;

/** Brings the tables to the shipped edition; an edition already there costs one read. */
export async function loadReference(read: Reader, write: Reader, folder = join(process.env.QADAM_HOME ?? process.cwd(), 'db', 'reference')): Promise<void> {
  const texts = ['goalbank.json', 'taxonomy.json', 'wording.json', 'regions.csv', ...LISTS.map((name) => `${name}.json`)].map((name) => readFileSync(join(folder, name), 'utf8'));
  const edition = createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 16);
  const [kept] = await read((tx) => tx.select({ edition: referenceItems.edition }).from(referenceItems).limit(1));
  if (kept?.edition === edition) return;
  const [goals, taxonomy, wording, regions, ...lists] = texts as [string, string, string, string, ...string[]];
  const shipped = [
    ...fromTaxonomy(JSON.parse(taxonomy) as Json),
    { collection: 'goals', items: named(JSON.parse(goals) as Json[], 'id') },
    { collection: 'wording', items: named(JSON.parse(wording) as Json[], 'id') },
    { collection: 'regions', items: named(fromCsv(regions), 'iso') },
    ...LISTS.map((collection, index) => ({ collection, items: named(JSON.parse(lists[index] ?? '[]') as Json[], 'id') })),
  ];
  await write(async (tx) => {
    for (const { collection, items } of shipped) {
      await tx.delete(referenceItems).where(eq(referenceItems.collection, collection));
      for (const [position, { item, body }] of items.entries()) {
        await tx.insert(referenceItems).values({ collection, item, position, body, edition });
      }
    }
  });
}

type Reader = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

function named(list: Json[], key: string): Shipped['items'] {
  return list.map((body) => ({ item: String(body[key]), body }));
}

/** Skills stand under their domains in the taxonomy; here each is an item that names its domain and area. */
function fromTaxonomy(taxonomy: Json): Shipped[] {
  const list = (name: string) => taxonomy[name] as Json[];
  const domains: Json[] = [...list('softDomains').map((domain) => ({ area: 'soft', ...domain })), ...list('otherDomains')];
  const skills = domains.flatMap((domain) =>
    (domain.skills as Json[]).map((skill) => ({ ...skill, domain: domain.id, domainName: domain.name, area: domain.area })),
  );
  return [
    { collection: 'skills', items: named(skills, 'id') },
    { collection: 'serviceTypes', items: named(list('serviceTypes'), 'id') },
    { collection: 'accommodations', items: named(list('accommodations'), 'id') },
    { collection: 'assessmentDomains', items: named(list('assessmentDomains'), 'id') },
    { collection: 'indicators', items: named(list('indicators'), 'id') },
    { collection: 'rubricScale', items: named(list('rubricScale'), 'level') },
    { collection: 'goalQuality', items: named(list('goalQuality'), 'id') },
    { collection: 'milestones', items: list('milestones').map((body, index) => ({ item: `${String(body.ageMonths)}-${String(body.domain)}-${index + 1}`, body })) },
  ];
}

function fromCsv(text: string): Json[] {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, column) => [names[column] ?? '', value])));
}
