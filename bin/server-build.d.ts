/** What Remix's Vite plugin makes of app/routes: the application as one module. */
declare module 'virtual:remix/server-build' {
  export * from '@remix-run/dev/server-build';
}
