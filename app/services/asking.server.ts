import { createHash } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server';
import { guardians, newId, organisations, referenceItems, requests, visits } from '#db/schema';
import { fingerprint } from '#db/sealed.server';
import type { RequestState } from '#db/vocabulary';
import { dayIn } from '~/domain/calendar';
import { foldForSearch, fullName } from '~/domain/children';
import { readCode, writeCode } from '~/domain/guardians';
import { askedWith, type PaperAsked } from '~/domain/papers-asked';
import { refuse } from '~/domain/refusal';
import { ASKING_WORDING, caseKindOf, examKindOf, whyNotOfAge, type PublicRequest } from '~/domain/requests';
import { append } from './audit.server';
import { fingerprintOf, papersAskedOf, paperStates, rankAt, turnIn, type Turn } from './queueing.server';
import { closedTo, during } from './ties.server';

/** The public page: somebody without an account asks for an examination and follows the request by its code. */

type Store = Pick<Database, 'read' | 'transaction'>;

interface Named {
  kk: string;
  ru: string;
  en: string;
}

const named = { kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn };

export interface PmpcRegion {
  code: string;
  name: Named;
  pmpcs: (Named & { id: string; locality: string })[];
}

/** The PMPCs to choose from, by region: what the public form shows. */
export function pmpcsByRegion(store: Store): Promise<PmpcRegion[]> {
  return store.read(async (tx) => {
    const rows = await tx
      .select({ id: organisations.id, region: organisations.region, locality: organisations.locality, ...named })
      .from(organisations)
      .where(eq(organisations.kind, 'pmpc'))
      .orderBy(asc(organisations.folded), asc(organisations.id));
    const shipped = await tx.select({ body: referenceItems.body }).from(referenceItems).where(eq(referenceItems.collection, 'regions')).orderBy(asc(referenceItems.position));
    const regions = shipped.map(({ body }) => body as { iso: string; name_kk: string; name_ru: string; name_en: string });
    return regions
      .map(({ iso, name_kk: kk, name_ru: ru, name_en: en }) => ({
        code: iso,
        name: { kk, ru, en },
        pmpcs: rows.filter(({ region }) => region === iso).map(({ region: _, ...pmpc }) => pmpc),
      }))
      .filter(({ pmpcs }) => pmpcs.length > 0);
  });
}

export interface Asked {
  /** Shown this once; only its SHA-256 is kept. */
  code: string;
  pmpc: Named & { locality: string };
}

/**
 * Puts somebody's wish into a PMPC's queue. The code follows from the form, so the same form sent twice asks once and
 * gets the same code. Whether the child is known anywhere is neither asked nor told here.
 * @throws Refused `field.choose` for a PMPC there is not, `field.in-the-future` or `request.of-age` for the birth date
 */
export function askForExamination(store: Store, draft: PublicRequest, now: Date): Promise<Asked> {
  return store.transaction(async (tx) => {
    const today = dayIn(now);
    const [pmpc] = await tx
      .select({ ...named, locality: organisations.locality })
      .from(organisations)
      .where(and(eq(organisations.id, draft.pmpcId), eq(organisations.kind, 'pmpc')));
    if (!pmpc) refuse('field.choose');
    const whyNot = whyNotOfAge(draft.birthDate, today);
    if (whyNot) refuse(whyNot);
    const code = writeCode(Buffer.from(fingerprint(JSON.stringify(draft)), 'hex'));
    const [before] = await tx.select({ id: requests.id }).from(requests).where(eq(requests.codeHash, hashOf(code)));
    if (before) return { code, pmpc };

    const { agreed: _, once: __, pmpcId, caseKind: chosen, patronymic, ...said } = draft;
    const caseKind = chosen ?? caseKindOf(draft, today);
    const id = newId();
    await tx.insert(requests).values({
      ...said,
      id,
      pmpcId,
      channel: 'public',
      state: 'waiting',
      patronymic: patronymic || null,
      folded: foldForSearch(fullName(draft)),
      fingerprint: fingerprintOf(draft),
      caseKind,
      examKind: examKindOf(caseKind),
      rank: await rankAt(tx, pmpcId, { urgency: 'usual', caseKind }),
      codeHash: hashOf(code),
      receivedAt: now,
      receivedOn: today,
    });
    await publicLine(tx, now, 'request.record', id, `public, agreed ${ASKING_WORDING}`);
    return { code, pmpc };
  });
}

function hashOf(code: string): string {
  return createHash('sha256').update(readCode(code) ?? '').digest('hex');
}

/** The line of somebody who is not signed in: nobody as the actor, and nothing of a child but the request's id. */
async function publicLine(tx: Tx, now: Date, action: 'request.record' | 'request.open', subjectId: string | null, detail: string): Promise<void> {
  await append(tx, {
    at: now, actorId: null, membershipId: null, role: null, sessionId: null, action, outcome: subjectId ? 'done' : 'denied',
    childId: null, subjectId, detail,
  });
}

export interface FollowedRequest extends Turn {
  state: RequestState;
  pmpc: Named & { locality: string };
  receivedOn: string;
  visit: { on: string; startsAt: string } | null;
  /** What to bring, and where to get it. */
  papers: { code: string; names: Named; where: Named; need: PaperAsked['need']; state: PaperAsked['state'] }[];
}

/**
 * What the holder of a follow-up code is told: no name, and nothing of the child. Every look leaves a line. A code names
 * nobody, so it opens nothing while a guardian of the child may not know where the child comes (access.md TR7).
 * @returns null for a code there is not, and for one that is closed
 */
export function followRequest(store: Store, code: string, now: Date): Promise<FollowedRequest | null> {
  return store.transaction(async (tx) => {
    const [request] = readCode(code)
      ? await tx
          .select({
            id: requests.id,
            pmpcId: requests.pmpcId,
            childId: requests.childId,
            state: requests.state,
            rank: requests.rank,
            receivedAt: requests.receivedAt,
            receivedOn: requests.receivedOn,
            caseKind: requests.caseKind,
            ...named,
            locality: organisations.locality,
          })
          .from(requests)
          .innerJoin(organisations, eq(organisations.id, requests.pmpcId))
          .where(eq(requests.codeHash, hashOf(code)))
      : [];
    const isClosed = request?.childId ? await isKeptFromSomebody(tx, request.childId, dayIn(now)) : false;
    await publicLine(tx, now, 'request.open', request?.id ?? null, isClosed ? 'by a closed code' : request ? 'by code' : 'by a wrong code');
    if (!request || isClosed) return null;
    const [visit] = await tx
      .select({ on: visits.visitOn, startsAt: visits.startsAt })
      .from(visits)
      .where(and(eq(visits.requestId, request.id), eq(visits.state, 'booked')))
      .orderBy(asc(visits.visitOn), asc(visits.startsAt))
      .limit(1);
    const asked = askedWith(await papersAskedOf(tx, request), await paperStates(tx, request.id));
    const { kk, ru, en, locality, state, receivedOn } = request;
    return {
      state,
      pmpc: { kk, ru, en, locality },
      receivedOn,
      ...(await turnIn(tx, request, dayIn(now))),
      visit: visit ?? null,
      papers: asked.filter((paper) => paper.state !== 'present').map(({ code: paper, names, where, need, state: has }) => ({ code: paper, names, where, need, state: has })),
    };
  });
}

async function isKeptFromSomebody(tx: Tx, childId: string, today: string): Promise<boolean> {
  const [kept] = await tx
    .select({ id: guardians.id })
    .from(guardians)
    .where(and(eq(guardians.childId, childId), during({ today }, guardians), closedTo({ today }, 'portal', 'location')))
    .limit(1);
  return kept !== undefined;
}
