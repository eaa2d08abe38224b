import { eq } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { organisations, requests, users } from '#db/schema';
import type { CaseKind, Language } from '#db/vocabulary';
import { fullName } from '~/domain/children';
import { stillToBring, type PaperAsked, type PaperTicks } from '~/domain/papers-asked';
import { refuse, refuseStale } from '~/domain/refusal';
import { whyNotChange } from '~/domain/requests';
import { audit, opening } from './audit.server';
import type { Context } from './context';
import { headOf, papersOf, readRequest, tickPaper, type FoundRequest, type RequestHead } from './queueing.server';
import { authorize } from './ties.server';

/** The papers of a request: what is there, what is still a debt, and the list the family takes home. */

interface Named {
  kk: string;
  ru: string;
  en: string;
}

const named = { kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn };

export interface PapersPage {
  head: RequestHead;
  caseKind: CaseKind;
  papers: PaperAsked[];
  owed: string[];
  version: number;
  over: boolean;
}

/** The checklist of a request. */
export function startPapers(ctx: Context, id: string): Promise<PapersPage> {
  return ctx.read(async (tx) => {
    const request = await findRequest(ctx, tx, 'request.record', id);
    return { head: headOf(request), caseKind: request.caseKind, version: request.version, over: whyNotChange(request.state) !== null, ...(await papersOf(tx, request)) };
  });
}

/** A request of the actor's PMPC; another PMPC's does not exist for them. */
async function findRequest(ctx: Context, tx: Tx, action: 'request.open' | 'request.record', id: string): Promise<FoundRequest> {
  const request = await readRequest(tx, id);
  await authorize(ctx, tx, action, { organisationId: request.pmpcId });
  return request;
}

/** Saves the checklist over the version it was opened at. Papers the list does not ask for are not taken. */
export function tickPapers(ctx: Context, id: string, ticks: PaperTicks): Promise<void> {
  return ctx.transaction(async (tx) => {
    const request = await findRequest(ctx, tx, 'request.record', id);
    const whyNot = whyNotChange(request.state);
    if (whyNot) refuse(whyNot);
    if (ticks.version !== request.version) refuseStale({ version: String(request.version) });
    const { papers } = await papersOf(tx, request);
    const unknown = Object.keys(ticks.papers).filter((code) => !papers.some((paper) => paper.code === code));
    if (unknown.length > 0) refuse('malformed');
    for (const { code, state: before } of papers) {
      const state = ticks.papers[code];
      if (state && state !== before) await tickPaper(ctx, tx, id, code, state);
    }
    await tx.update(requests).set({ version: request.version + 1 }).where(eq(requests.id, id));
    await audit(ctx, tx, 'request.record', { childId: request.childId ?? undefined, subjectId: id, detail: 'papers' });
  });
}

export interface OwedPage {
  head: RequestHead;
  pmpc: Named & { locality: string };
  papers: Pick<PaperAsked, 'code' | 'names' | 'where' | 'need'>[];
  language: Language;
  printedBy: string;
  printedAt: string;
}

/** The printed list of what the family is still asked to bring. */
export async function openOwed(ctx: Context, id: string): Promise<OwedPage> {
  const { childId } = await ctx.read((tx) => findRequest(ctx, tx, 'request.open', id));
  return opening(ctx, 'request.open', { childId: childId ?? undefined, subjectId: id, detail: 'list of papers' }, async (tx) => {
    const request = await findRequest(ctx, tx, 'request.open', id);
    const [pmpc] = await tx.select({ ...named, locality: organisations.locality }).from(organisations).where(eq(organisations.id, request.pmpcId));
    const [reader] = await tx.select({ surname: users.surname, givenName: users.givenName }).from(users).where(eq(users.id, ctx.actor.id));
    const { papers } = await papersOf(tx, request);
    return {
      head: headOf(request),
      pmpc: pmpc ?? refuse('not-found'),
      papers: stillToBring(papers).map(({ code, names, where, need }) => ({ code, names, where, need })),
      language: request.contactLanguage,
      printedBy: reader ? fullName(reader) : '',
      printedAt: ctx.now.toISOString(),
    };
  });
}
