import { expect, inject, test } from 'vitest';
import { call } from '../support/caller';
import { crawl } from '../support/crawl';

/**
 * The demo carries a token in every sensitive field. Each person walks every page they can reach, as a document and as
 * the data a script would ask for, and no byte may hold a class of field that is not theirs (access.md, field classes).
 */
const FORBIDDEN: Record<string, string[]> = {
  'pmpc-head': ['medical', 'notes', 'education', 'staff-note', 'family-answer', 'legal'],
  registrar: ['medical', 'notes', 'psych', 'education', 'staff-note', 'family-answer', 'legal'],
  psychologist: ['education', 'staff-note', 'family-answer', 'legal', 'location'],
  doctor: ['education', 'staff-note', 'family-answer', 'legal', 'location'],
  coordinator: ['medical', 'notes', 'legal'],
  coordinator2: ['medical', 'notes', 'legal'],
  teacher: ['medical', 'notes', 'legal', 'location'],
  'school-psychologist': ['medical', 'notes', 'legal', 'location'],
  assistant: ['medical', 'notes', 'legal', 'location', 'referral'],
  mother: ['notes', 'legal', 'staff-note'],
  father: ['notes', 'legal', 'staff-note', 'location'],
  parent2: ['notes', 'legal', 'staff-note'],
  admin: ['child-core', 'referral', 'psych', 'medical', 'notes', 'education', 'staff-note', 'location', 'legal', 'family-answer'],
  observer: ['child-core', 'referral', 'psych', 'medical', 'notes', 'education', 'staff-note', 'location', 'legal', 'family-answer'],
};

const HOMES = ['/', '/today', '/children', '/queue', '/referrals', '/day', '/desk', '/load', '/reexaminations', '/conclusions', '/plans', '/assistants', '/account', '/organisations', '/people', '/indicators'];

for (const [who, classes] of Object.entries(FORBIDDEN)) {
  test(`${who} reaches no page that holds a field of another class`, async () => {
    const caller = await call(who);
    const homes: string[] = [];
    for (const home of HOMES) if ((await caller.get(home)).status === 200) homes.push(home);
    const { pages, broken } = await crawl(caller.get, homes, { each: 3, most: 250 });
    expect(broken, 'links that lead nowhere').toEqual([]);
    expect(pages.length).toBeGreaterThan(1);

    const { canaries } = inject('demo');
    const leaks: string[] = [];
    for (const { path, html } of pages) {
      const [address, query] = path.split('?');
      const data = await caller.get(`${address === '/' ? '/_root' : address}.data${query ? `?${query}` : ''}`);
      for (const [form, text] of [['page', html], ['data', data.html]] as const) {
        for (const [token] of text.matchAll(/CNR-[a-z-]+-[\w-]+/g)) {
          if (classes.some((name) => token.startsWith(`CNR-${name}-`))) leaks.push(`${form} ${path}: ${token}`);
        }
        for (const iin of canaries.iins) if (text.includes(iin)) leaks.push(`${form} ${path}: an IIN in full`);
      }
    }
    expect([...new Set(leaks)]).toEqual([]);
  });
}
