import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { cruise, type IReporterOutput, type ICruiseResult } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { expect, test } from 'vitest';

const settings = createRequire(import.meta.url)('./floors.cjs') as { forbidden: object[]; options: object };

test('imports go down, floors have no rings, no file is dead and each library stays at home', async () => {
  const result: IReporterOutput = await cruise(
    ['app', 'db', 'bin'],
    { ruleSet: { forbidden: settings.forbidden }, validate: true, ...settings.options } as Parameters<typeof cruise>[1],
    undefined,
    { tsConfig: extractTsConfig('tsconfig.json') },
  );
  const { summary } = result.output as ICruiseResult;
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
}, 60_000);

test('no file is called after what it is instead of what it is about', () => {
  const banned = /^(utils?|lib|helpers?|common|shared|types|index|service|misc)\.(ts|tsx|js|mjs)$|^(utils?|lib|helpers?|common|shared|types)$/;
  const found: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (banned.test(basename(path))) found.push(path);
      if (entry.isDirectory()) walk(path);
    }
  };
  for (const floor of ['app', 'db', 'bin', 'tests']) walk(floor);
  expect(found).toEqual([]);
});
