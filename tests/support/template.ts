import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#db/client.server';

declare module 'vitest' {
  export interface ProvidedContext {
    template: string;
  }
}

/** Once a run: a migrated, empty data folder that every test world copies. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'qadam-template-'));
  const database = await openDatabase(folder, { kindIfNew: 'demo' });
  await database.close();
  project.provide('template', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
