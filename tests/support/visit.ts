import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import { signIn } from '~/http/session.server';
import type { Person, World } from './world';
import { NOW } from './world';

export interface VisitOptions {
  /** Parts of the address, such as `{ childId }`. */
  params?: Record<string, string>;
  /** The address with its query; by default `/`. */
  url?: string;
  now?: Date;
}

type Args = LoaderFunctionArgs & ActionFunctionArgs;

/** A real GET by a signed-in person (or by nobody), as the loader of a route gets it. */
export async function visit(world: World, person: Person | null, options: VisitOptions = {}): Promise<Args> {
  return args(world, person, options, {});
}

/** A real POST of a form. Lists become repeated fields; `as` is filled in like the page would. */
export async function send(world: World, person: Person | null, form: Record<string, string | string[]>, options: VisitOptions = {}): Promise<Args> {
  const body = new URLSearchParams();
  if (person) body.set('as', world.people[person].membershipId);
  for (const [name, value] of Object.entries(form)) {
    if (name === 'as') body.delete('as');
    for (const one of [value].flat()) body.append(name, one);
  }
  return args(world, person, options, { method: 'POST', body });
}

async function args(world: World, person: Person | null, options: VisitOptions, init: RequestInit): Promise<Args> {
  const context: AppLoadContext = {
    database: world.database, nonce: 'test', https: false, demo: true, clientAddress: '127.0.0.1', now: () => options.now ?? NOW,
  };
  const request = new Request(new URL(options.url ?? '/', 'http://localhost:3000'), init);
  if (person) {
    const { userId, membershipId } = world.people[person];
    const cookie = await signIn(context, request, userId, membershipId, false);
    request.headers.set('Cookie', cookie.split(';')[0] ?? '');
  }
  return { request, params: options.params ?? {}, context };
}

/** What came back, whether returned or thrown: its status, its data and where it leads. */
export async function answerOf(work: Promise<unknown>): Promise<{ status: number; data: unknown; location: string | null }> {
  const answer = await work.catch((thrown: unknown) => thrown);
  if (answer instanceof Response) return { status: answer.status, data: null, location: answer.headers.get('Location') };
  if (answer instanceof Error) throw answer;
  const wrapped = answer as { type?: string; data?: unknown; init?: { status?: number } | null };
  if (wrapped?.type === 'DataWithResponseInit') return { status: wrapped.init?.status ?? 200, data: wrapped.data, location: null };
  return { status: 200, data: answer, location: null };
}
