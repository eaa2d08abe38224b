import { fileURLToPath } from 'node:url';
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import remixConfig from './remix.config.js';

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true;
  }
}

/** The two aliases show the arrows: `~/floor/x` is another floor of the app, `#db/x` steps down to the ground. */
export const aliases = {
  '~': fileURLToPath(new URL('./app', import.meta.url)),
  '#db': fileURLToPath(new URL('./db', import.meta.url)),
};

/** The programs of build/server, and the worker that prints for them. */
const PROGRAMS = { serve: 'bin/serve.ts', qadam: 'bin/qadam.ts', bench: 'bench/bench.ts', 'press-worker': 'app/papers/press-worker.mjs' };

/**
 * Builds the programs together with Remix's server build, so that what they share is one module with one state:
 * the keys of sealed columns and the transaction a service runs in.
 */
const programs: Plugin = {
  name: 'programs',
  enforce: 'post',
  config(_, { isSsrBuild }) {
    if (!isSsrBuild) return undefined;
    const input = { index: 'virtual:remix/server-build', ...PROGRAMS };
    return { build: { target: 'node20', rollupOptions: { input, output: { entryFileNames: '[name].js' } } } };
  },
};

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig), programs],
  resolve: { alias: aliases },
  build: {
    sourcemap: false,
    cssCodeSplit: false,
    rollupOptions: {
      onwarn(warning, warn) {
        if (warning.code !== 'INVALID_ANNOTATION' && warning.code !== 'EMPTY_BUNDLE') warn(warning);
      },
    },
  },
});
