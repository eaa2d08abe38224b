import { createHash, randomBytes } from 'node:crypto';
import { data, type ActionFunctionArgs, type AppLoadContext, type LoaderFunctionArgs } from '@remix-run/node';
import type { Tx } from '#db/client.server';
import { sentForms } from '#db/schema';
import { dayIn } from '~/domain/calendar';
import { Refused } from '~/domain/refusal';
import { append } from '~/services/audit.server';
import type { Context } from '~/services/context';
import { dropKeptForm, findSentForm, keepForm, rememberAnswer } from '~/services/sessions.server';
import { typedOf, type Typed } from './form.server';
import type { Problem } from './problem';
import { goTo, ownPath } from './redirect.server';
import { whoIs, whoWas, type SignedIn } from './session.server';

/**
 * The one door. A loader or an action is written with one of these four, or it does not exist
 * (tests/architecture/doors.test.ts). The door knows who comes in; whether they may is asked inside the service.
 */

declare module '@remix-run/server-runtime' {
  interface AppLoadContext {
    /** The clock, when the demo or a test sets it. */
    now?: () => Date;
    /** The answer to "who comes?", kept for the other loaders of the same request. */
    visitor?: Promise<SignedIn | null>;
  }
}

export interface Visit {
  ctx: Context;
  house: AppLoadContext;
  request: Request;
  url: URL;
  /** A part of the address, by its name in the route's file name. */
  param(name: string): string;
}

export interface Sending extends Visit {
  /** What the form said, without the frame's own fields. */
  typed: Typed;
}

const STATUS = { 'not-found': 404, malformed: 400, 'too-many-attempts': 429 } as const;

/** The 404 of every denial and of everything that does not exist: one body, whatever the reason. */
export function nothingHere(): never {
  throw data(null, { status: 404 });
}

/** Who comes with this request; asked once a request, however many loaders run. */
export async function visitorOf(house: AppLoadContext, request: Request): Promise<SignedIn | null> {
  house.visitor ??= whoIs(house, request);
  return house.visitor;
}

/** Wraps a loader: only signed-in people come in, and a refusal goes out as its status. */
export function signedInLoader<Answer>(handler: (visit: Visit) => Answer | Promise<Answer>) {
  return async ({ request, params, context }: LoaderFunctionArgs): Promise<Answer> => {
    const visit = visitFor(await admit(context, request), context, request, params);
    try {
      return await handler(visit);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      await recordDenial(visit);
      return nothingHere();
    }
  };
}

/**
 * Wraps an action: its form belongs to the place the person works in, is acted on once, and comes back with what was
 * typed when it could not be.
 */
export function signedInAction<Answer>(handler: (visit: Sending) => Answer | Promise<Answer>) {
  return async ({ request, params, context }: ActionFunctionArgs) => {
    const form = await request.formData();
    const typed = typedOf(form);
    const signedIn = await visitorOf(context, request);
    if (!signedIn?.actor) throw await keepForLater(context, request, form);

    const key = oneKey(form, request);
    const visit: Sending = { ...visitFor({ ...signedIn, actor: signedIn.actor }, context, request, params, key), typed };
    const sentAs = form.get('as');
    if (sentAs !== null && sentAs !== signedIn.actor.membershipId) {
      return data<Problem>({ reason: 'changed-place', typed }, { status: 409 });
    }
    const before = key ? await findSentForm(context.database, key.hash) : null;
    if (before) return goTo(before.location ?? visit.url.pathname);
    try {
      const answer = await handler(visit);
      if (!(answer instanceof Response)) return answer;
      if (key?.used) await rememberAnswer(context.database, key.hash, ownPath(answer.headers.get('Location')));
      const kept = form.get('kept');
      if (typeof kept === 'string') await dropKeptForm(context.database, signedIn.userId, kept);
      return answer;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.reason === 'not-found') {
        await recordDenial(visit);
        return nothingHere();
      }
      const status = STATUS[error.reason as keyof typeof STATUS] ?? 409;
      return data<Problem>({ reason: error.reason, values: error.values, typed, theirs: error.theirs }, { status });
    }
  };
}

/** For pages anyone may see; tests/architecture/doors.test.ts names the files that use it. */
export function publicLoader<Answer>(handler: (visit: Omit<Visit, 'ctx'> & { visitor: SignedIn | null }) => Answer | Promise<Answer>) {
  return async ({ request, params, context }: LoaderFunctionArgs): Promise<Answer> =>
    handler({ house: context, request, url: new URL(request.url), param: paramOf(params), visitor: await visitorOf(context, request) });
}

export function publicAction<Answer>(
  handler: (visit: Omit<Sending, 'ctx'> & { visitor: SignedIn | null }) => Answer | Promise<Answer>,
) {
  return async ({ request, params, context }: ActionFunctionArgs) => {
    const typed = typedOf(await request.formData());
    try {
      const visitor = await visitorOf(context, request);
      return await handler({ house: context, request, url: new URL(request.url), param: paramOf(params), typed, visitor });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.reason === 'not-found') return nothingHere();
      const status = STATUS[error.reason as keyof typeof STATUS] ?? 409;
      return data<Problem>({ reason: error.reason, values: error.values, typed }, { status });
    }
  };
}

/** A key for the forms of one page: the same form sent twice does one thing. */
export function newPageKey(): string {
  return randomBytes(12).toString('base64url');
}

type Admitted = SignedIn & { actor: NonNullable<SignedIn['actor']> };

async function admit(house: AppLoadContext, request: Request): Promise<Admitted> {
  const signedIn = await visitorOf(house, request);
  const { pathname, search } = new URL(request.url);
  const here = pathname.replace(/\.data$/, '') + search;
  if (!signedIn) throw goTo(`/login?to=${encodeURIComponent(here)}`);
  if (!signedIn.actor) throw goTo(`/place?to=${encodeURIComponent(here)}`);
  return { ...signedIn, actor: signedIn.actor };
}

function paramOf(params: LoaderFunctionArgs['params']) {
  return (name: string): string => params[name] ?? nothingHere();
}

interface FormKey {
  hash: string;
  used: boolean;
}

function oneKey(form: FormData, request: Request): FormKey | null {
  const key = form.get('key');
  if (typeof key !== 'string' || !/^[\w-]{8,64}$/.test(key)) return null;
  const said = [...form.entries()].map(([name, value]) => [name, typeof value === 'string' ? value : '']);
  const hash = createHash('sha256')
    .update(JSON.stringify([key, new URL(request.url).pathname, said]))
    .digest('hex');
  return { hash, used: false };
}

function visitFor(signedIn: Admitted, house: AppLoadContext, request: Request, params: LoaderFunctionArgs['params'], key: FormKey | null = null): Visit {
  const { database } = house;
  const now = house.now ? house.now() : new Date();
  const { actor, sessionId } = signedIn;
  const ctx: Context = {
    actor,
    now,
    today: dayIn(now),
    sessionId,
    read: (work) => database.read(work),
    transaction: (work) =>
      database.transaction(async (tx: Tx) => {
        if (key && !key.used) {
          await tx.insert(sentForms).values({ key: key.hash, userId: actor.id, path: new URL(request.url).pathname, digest: key.hash, at: now });
          key.used = true;
        }
        return work(tx);
      }).catch((error: unknown) => {
        if (key) key.used = false;
        throw error;
      }),
  };
  return { ctx, house, request, url: new URL(request.url), param: paramOf(params) };
}

/** A denial is written down in its own transaction, with no more than who tried what kind of thing. */
async function recordDenial({ ctx, house, url }: Visit): Promise<void> {
  await house.database.transaction((tx) =>
    append(tx, {
      at: ctx.now,
      actorId: ctx.actor.id,
      membershipId: ctx.actor.membershipId,
      role: ctx.actor.role,
      sessionId: ctx.sessionId,
      action: 'denied',
      outcome: 'denied',
      childId: null,
      subjectId: url.pathname.split('/').find((part) => /^[0-9a-f-]{36}$/.test(part)) ?? null,
      detail: url.pathname.split('/')[1] ?? '',
    }),
  );
}

/** A form sent after the sign-in had ended waits for its author and is given back after the next sign-in. */
async function keepForLater(house: AppLoadContext, request: Request, form: FormData): Promise<Response> {
  const path = new URL(request.url).pathname;
  const author = await whoWas(house, request);
  const holdsPassword = [...form.keys()].some((name) => /password/i.test(name));
  if (!author || holdsPassword) return goTo(`/login?to=${encodeURIComponent(path)}`);
  const said = [...form.entries()].filter(([name, value]) => typeof value === 'string' && !['as', 'key', 'kept'].includes(name));
  await keepForm(house.database, author, path, JSON.stringify(said), new Date());
  return goTo('/login?kept=1');
}
