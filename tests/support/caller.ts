import { inject } from 'vitest';
import type { Language } from '~/domain/languages';
import { newAddress } from './address';

export interface Answer {
  status: number;
  html: string;
  location: string | null;
}

/** Somebody who talks to the built server without a browser: real requests, a real session. */
export interface Caller {
  email: string;
  role: string;
  membershipId: string;
  get(path: string): Promise<Answer>;
  post(path: string, form: Record<string, string | string[]>): Promise<Answer>;
}

/** Signs in over HTTP as a person of the demo's cast, by the part of the address before the @; `null` stays outside. */
export async function call(who: string | null, language: Language = 'kk'): Promise<Caller> {
  const { base, password, accounts } = inject('demo');
  const email = who === null ? '' : who.includes('@') ? who : `${who}@qadam.test`;
  const account = accounts.find((one) => one.email === email);
  const address = newAddress();
  let cookie = `lang=${language}`;
  const send = async (path: string, init: RequestInit): Promise<Answer & { cookies: string[] }> => {
    const response = await fetch(base + path, { ...init, redirect: 'manual', headers: { ...init.headers, Cookie: cookie, Origin: base, 'X-Forwarded-For': address } });
    return { status: response.status, html: await response.text(), location: response.headers.get('Location'), cookies: response.headers.getSetCookie() };
  };
  const post = (path: string, form: Record<string, string | string[]>) => {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one);
    return send(path, { method: 'POST', body });
  };
  if (who !== null) {
    const { status, cookies } = await post('/login', { email, password });
    if (status !== 303) throw new Error(`${email} could not sign in: ${status}`);
    cookie = [cookie, ...cookies.map((one) => one.split(';')[0] ?? '').filter((one) => !one.startsWith('lang='))].join('; ');
  }
  return { email, role: account?.role ?? '', membershipId: account?.membershipId ?? '', get: (path) => send(path, {}), post };
}
