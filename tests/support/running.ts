import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

export interface Demo {
  /** Where the server answers. */
  base: string;
  /** The data folder the server serves. */
  folder: string;
  password: string;
  accounts: { name: string; email: string; role: string; userId: string; membershipId: string }[];
  paths: Record<string, string>;
  /** Ids of the main child's story by the names of route parameters, and the same of strangers' children. */
  ids: Record<string, string>;
  otherIds: Record<string, Record<string, string>>;
  canaries: { iins: string[]; phones: string[] };
}

declare module 'vitest' {
  export interface ProvidedContext {
    demo: Demo;
  }
}

/** Once a run: a demo world with canaries in every sensitive field, and the built server over it. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'qadam-journeys-'));
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', QADAM_DATA: folder, QADAM_PROXY: '127.0.0.1', PORT: '0' };
  const seeded = spawnSync(process.execPath, ['build/server/qadam.js', 'seed', '--json', '--canary'], { env, encoding: 'utf8', maxBuffer: 1e8 });
  if (seeded.status !== 0) throw new Error(`the demo world was not made: ${seeded.stderr}`);
  const summary = JSON.parse(seeded.stdout) as Omit<Demo, 'base' | 'folder'>;

  const server = spawn(process.execPath, ['build/server/serve.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const base = await new Promise<string>((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      const found = /open at (http:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  project.provide('demo', { ...summary, base, folder });
  return async () => {
    server.removeAllListeners('exit');
    const isOver = new Promise((resolve) => server.on('exit', resolve));
    server.kill('SIGTERM');
    await isOver;
    rmSync(folder, { recursive: true, force: true });
  };
}
