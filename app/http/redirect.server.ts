import { redirect } from '@remix-run/node';

/** A path of our own, or `/`: never another site, whatever the form or the address said. */
export function ownPath(path: string | null | undefined): string {
  if (!path || !/^\/(?![/\\])[\x21-\x7e]*$/.test(path) || path.includes('\\')) return '/';
  const url = new URL(path, 'http://own.invalid');
  return url.host === 'own.invalid' ? url.pathname + url.search : '/';
}

/** Redirects to a path of our own with 303, so that going back never sends a form again. */
export function goTo(path: string | null | undefined, headers?: HeadersInit): Response {
  return redirect(ownPath(path), { status: 303, headers });
}
