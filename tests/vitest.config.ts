import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Domain, services, routes and architecture. Journeys run on their own, in a browser: tests/journeys/vitest.config.ts. */
export default defineConfig({
  root: at('..'),
  resolve: { alias: { '~': at('../app'), '#db': at('../db') } },
  test: {
    include: ['tests/{domain,papers,services,routes,architecture}/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/template.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
