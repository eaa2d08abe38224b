import { inject, expect, test } from 'vitest';
import { POLICY, whyNotAllowed, type Action, type Duty, type Role, type Specialty, type Tie } from '~/domain/permissions';
import { routeTable, type RouteRow } from '../../bin/routes';
import { call, type Caller } from '../support/caller';

/**
 * The access matrix over HTTP: each route of the house, alone, as each person of the demo, about the main child and about
 * strangers' children. Who holds no row that the route asks gets the 404 of a thing that does not exist.
 */

interface Seat {
  role: Role;
  duty?: Duty;
  specialty?: Specialty;
  /** The tie to the main child. */
  tie: Tie;
}

const SEATS: Record<string, Seat> = {
  'pmpc-head': { role: 'pmpc_coordinator', duty: 'head', tie: { here: true } },
  registrar: { role: 'pmpc_coordinator', duty: 'registrar', tie: { here: true } },
  psychologist: { role: 'pmpc_specialist', specialty: 'psychologist', tie: { assigned: true } },
  speech: { role: 'pmpc_specialist', specialty: 'speech_therapist', tie: { assigned: true } },
  defectologist: { role: 'pmpc_specialist', specialty: 'special_pedagogue', tie: { assigned: true } },
  doctor: { role: 'pmpc_specialist', specialty: 'neurologist', tie: { assigned: true } },
  coordinator: { role: 'school_coordinator', tie: { here: true } },
  coordinator2: { role: 'school_coordinator', tie: {} },
  teacher: { role: 'teacher', tie: { assigned: true } },
  teacher2: { role: 'teacher', tie: {} },
  'school-psychologist': { role: 'teacher', specialty: 'psychologist', tie: { assigned: true } },
  assistant: { role: 'assistant', tie: { assigned: true } },
  mother: { role: 'parent', tie: { family: true } },
  father: { role: 'parent', tie: { family: true } },
  parent2: { role: 'parent', tie: {} },
  admin: { role: 'administrator', tie: {} },
  observer: { role: 'observer', tie: {} },
};

const NOBODY = '00000000-0000-4000-8000-000000000000';

const table = routeTable().filter(({ id }) => id.startsWith('routes/') && id !== 'routes/$');
/** Parts of addresses that name nothing of a child: a code, a kept form, a sign-in of one's own, the check of a paper, a journal. */
const OWN = new Set(['code', 'keptId', 'sessionId', 'token', 'name']);

const childRoutes = table.filter(({ ids }) => ids.some((name) => !OWN.has(name)));

/** Whether every row the route asks says no to this person, with this tie and everything else in their favour. */
function isDenied(rows: string[], seat: Seat, tie: Tie): boolean {
  const person = { role: seat.role, duty: seat.duty ?? null, specialty: seat.specialty ?? null };
  const best: Tie = { ...tie, mine: true, shared: true, issued: true, second: true };
  return rows.every((row) => row in POLICY && whyNotAllowed(person, row as Action, best) !== null);
}

function addressOf({ path }: RouteRow, ids: Record<string, string>): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? NOBODY);
}

/** A page without what differs from one answer to the next, and without the address that was asked for. */
function bare(html: string): string {
  return html.replaceAll(/name="(?:key|to)" value="[^"]*"/g, '').replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ':id');
}

async function aloneOf(caller: Caller, route: RouteRow, address: string): Promise<number> {
  return (await caller.get(`${address}.data?_routes=${encodeURIComponent(route.id)}`)).status;
}

test('the demo has an id for every part of every address', () => {
  const named = new Set(Object.values(inject('demo').otherIds).concat(inject('demo').ids).flatMap((known) => Object.keys(known)));
  const missing = new Set(childRoutes.flatMap((route) => route.ids).filter((name) => !named.has(name) && !OWN.has(name)));
  expect([...missing]).toEqual([]);
});

for (const [who, seat] of Object.entries(SEATS)) {
  test(`${who} gets the 404 of nothing for whatever the matrix denies, page by page and route by route`, async () => {
    const caller = await call(who);
    const { ids, otherIds } = inject('demo');
    const wrong: string[] = [];
    const strangers = ['pmpc-head', 'psychologist', 'teacher', 'assistant', 'mother', 'admin', 'observer'].includes(who) ? [otherIds.rural ?? {}] : [];
    for (const [about, tie] of [[{ ...otherIds.voiding, ...otherIds.desk, ...ids }, seat.tie] as const, ...strangers.map((other) => [other, {}] as const)]) {
      for (const route of childRoutes) {
        const rows = route.rows.loader;
        if (!rows || rows.includes('public') || !isDenied(rows, seat, tie)) continue;
        const address = addressOf(route, about);
        const page = await caller.get(address);
        const nothing = bare((await caller.get(addressOf(route, {}))).html);
        if (page.status !== 404) wrong.push(`GET ${address} (${route.id}): ${page.status}`);
        else if (bare(page.html) !== nothing) wrong.push(`GET ${address} (${route.id}): another 404 than that of nothing`);
        const alone = await aloneOf(caller, route, address);
        if (alone !== 404) wrong.push(`GET ${address}.data?_routes=${route.id}: ${alone}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test(`${who} cannot tell a denied deed from one on nothing`, async () => {
    const caller = await call(who);
    const { ids } = inject('demo');
    const wrong: string[] = [];
    for (const route of childRoutes) {
      const rows = route.rows.action;
      if (!rows || rows.includes('public') || !isDenied(rows, seat, seat.tie)) continue;
      const real = await caller.post(addressOf(route, ids), { as: caller.membershipId });
      const fake = await caller.post(addressOf(route, {}), { as: caller.membershipId });
      if (![400, 404, 409, 422].includes(real.status) || real.status !== fake.status) wrong.push(`POST ${route.path}: ${real.status} and ${fake.status}`);
    }
    expect(wrong).toEqual([]);
  });
}

test('every page opens for somebody the matrix lets in', async () => {
  const { ids, otherIds } = inject('demo');
  const callers = await Promise.all(Object.keys(SEATS).map((who) => call(who)));
  const closed: string[] = [];
  for (const route of childRoutes) {
    if (!route.rows.loader) continue;
    const found: number[] = [];
    for (const caller of callers) {
      for (const about of [ids, ...Object.values(otherIds)]) {
        found.push((await caller.get(addressOf(route, { ...ids, ...about }))).status);
        if (found.at(-1) === 200) break;
      }
      if (found.at(-1) === 200) break;
    }
    if (!found.includes(200)) closed.push(`${route.path}: ${[...new Set(found)].join(', ')}`);
  }
  expect(closed).toEqual([]);
});

test('nobody who is not signed in gets further than the sign-in page', async () => {
  const caller = await call(null);
  const { ids } = inject('demo');
  const wrong: string[] = [];
  for (const route of table) {
    const rows = route.rows.loader;
    if (!rows || rows.includes('public')) continue;
    const address = addressOf(route, ids);
    const page = await caller.get(address);
    if (page.status !== 303 || !page.location?.startsWith('/login')) wrong.push(`GET ${address}: ${page.status} ${page.location ?? ''}`);
    const alone = await caller.get(`${address === '/' ? '/_root' : address}.data?_routes=${encodeURIComponent(route.id)}`);
    if (/CNR-/.test(alone.html)) wrong.push(`GET ${address}.data: carries data`);
  }
  expect(wrong).toEqual([]);
});

test('no answer to the list that broke the stock server is a 5xx', async () => {
  const { base, ids } = inject('demo');
  const caller = await call('coordinator');
  const wrong: string[] = [];
  for (const route of table.filter(({ rows }) => rows.action)) {
    const address = addressOf(route, ids);
    for (const form of [{}, { as: 'x' }, { 'a[b': '1' }, { __proto__x: '1', 'constructor.prototype.x': '1' }, { version: '-1' }, { version: ['1', '2'] }]) {
      const { status } = await caller.post(address, form as Record<string, string>);
      if (status >= 500) wrong.push(`POST ${address} ${JSON.stringify(form)}: ${status}`);
    }
    for (const [type, body] of [['application/json', '{}'], ['text/plain', 'x'], ['multipart/form-data', 'x'], ['multipart/form-data; boundary=x', '--x\r\n']] as const) {
      const { status } = await fetch(base + address, { method: 'POST', body, headers: { 'Content-Type': type, Origin: base }, redirect: 'manual' });
      if (status < 400 || status >= 500) wrong.push(`POST ${address} as ${type}: ${status}`);
    }
  }
  for (const query of ['?q=%00', '?q=' + 'я'.repeat(300), '?after=x~y', '?after=~', '?show[]=a', '?page=-1', '?language=xx', '?kind=nothing', '?bank=G999', '?skill=XX']) {
    for (const route of table.filter(({ rows, id }) => rows.loader && !id.includes('login'))) {
      const { status } = await caller.get(addressOf(route, ids) + query);
      if (status >= 500) wrong.push(`GET ${route.path}${query}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
});
