import { defineConfig } from 'drizzle-kit';

/** Paths are from the project's root, where `npm run db:generate` runs. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './db/schema.ts',
  out: './drizzle',
});
