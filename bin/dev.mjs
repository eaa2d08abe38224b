/*
 * `npm run dev`: the same front and database as in production, with the pages served from their sources by Vite.
 * A change on the ground floor, or of the front, wants a restart.
 */
import { createRequestHandler } from '@remix-run/node';
import { createServer } from 'vite';

const vite = await createServer({ server: { middlewareMode: true }, optimizeDeps: { exclude: ['@node-rs/argon2'] } });
const { serve } = await vite.ssrLoadModule('/bin/serving.ts');

await serve({
  answer: async (request, context) => createRequestHandler(await vite.ssrLoadModule('virtual:remix/server-build'), 'development')(request, context),
  assets: null,
  workshop: vite.middlewares,
});
