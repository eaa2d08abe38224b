import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** In a real browser, against the built server over one demo world made for the run. */
export default defineConfig({
  root: at('../..'),
  resolve: { alias: { '~': at('../../app'), '#db': at('../../db') } },
  test: {
    include: ['tests/journeys/**/*.test.ts'],
    globalSetup: ['tests/support/running.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
