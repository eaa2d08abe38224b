import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { POLICY } from '~/domain/permissions';
import { routeTable } from '../../bin/routes';

/** The pages anyone may come to, by name; everything else is behind a sign-in. */
const PUBLIC = ['$', 'check.$token', 'family', 'language', 'login', 'logout', 'password.$code', 'place', 'request', 'request_.follow', 'style'];

/** Signed-in pages that ask no row: they show nothing but the way on, or what the person typed. */
const ASKS_NOTHING = ['routes/_index', 'routes/kept.$keptId'];

const files = readdirSync('app/routes').filter((name) => /\.tsx?$/.test(name));

test('every loader and action is behind the one door', () => {
  const open: string[] = [];
  for (const file of files) {
    const text = readFileSync(join('app/routes', file), 'utf8');
    for (const [, name, made] of text.matchAll(/export (?:const|async function|function) (loader|action)\b(?: = (\w+))?/g)) {
      const isPublic = made === 'publicLoader' || made === 'publicAction';
      const isSignedIn = made === 'signedInLoader' || made === 'signedInAction';
      if (!isPublic && !isSignedIn) open.push(`${file}: ${name} is no door of door.server.ts`);
      if (isPublic && !PUBLIC.includes(file.replace(/\.tsx?$/, ''))) open.push(`${file}: ${name} is open to anyone, and its file is not named here`);
    }
    if (/export \{[^}]*\b(loader|action)\b/.test(text)) open.push(`${file}: re-exports a loader or an action`);
  }
  expect(open).toEqual([]);
});

test('no action sits on an index route, where a form without scripts would miss it', () => {
  expect(files.filter((file) => file.includes('_index') && readFileSync(join('app/routes', file), 'utf8').includes('export const action'))).toEqual([]);
});

test('no route is the parent of another: a layout would load a child’s data for its children', () => {
  const names = files.map((file) => file.replace(/\.tsx?$/, ''));
  expect(names.filter((name) => names.some((other) => other.startsWith(`${name}.`)))).toEqual([]);
});

test('every loader and action asks a row of the access matrix', () => {
  const unmapped = routeTable().flatMap(({ id, rows }) =>
    (['loader', 'action'] as const).filter((half) => rows[half]?.length === 0 && !ASKS_NOTHING.includes(id)).map((half) => `${id} ${half}`),
  );
  expect(unmapped).toEqual([]);
});

test('a row that asks for the password again has no route yet, because nothing asks yet', () => {
  const asked = new Set(routeTable().flatMap(({ rows }) => [...(rows.loader ?? []), ...(rows.action ?? [])]));
  const onlyAgain = Object.entries(POLICY).filter(([, row]) => {
    const granted = Object.values(row.cells).filter(({ scope }) => scope !== 'none' && scope !== 'closed');
    return granted.length > 0 && granted.every((cell) => cell.again);
  });
  expect(onlyAgain.map(([action]) => action).filter((action) => asked.has(action))).toEqual([]);
});
