import { and, asc, desc, eq, inArray, like, or, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { children, enrolments, guardians, newId, organisations, referrals, requests, visits } from '#db/schema';
import type { InstructionLanguage, Language, Relation } from '#db/vocabulary';
import { foldForSearch, fullName, latinLayoutSlip } from '~/domain/children';
import { REFERRAL_PURPOSES } from '~/domain/consents';
import { refuse, refuseStale, type Reason } from '~/domain/refusal';
import { whyNotArrive, whyNotOfAge, type KnownArrival, type NewArrival } from '~/domain/requests';
import { audit, listing, opening } from './audit.server';
import type { Context } from './context';
import { activeConsent, addConsentLine } from './milestones.server';
import { fingerprintOf, headOf, readRequest, tickPaper, type FoundRequest, type RequestHead } from './queueing.server';
import { checkDuplicate, iinMark, twinOf, writeChild } from './registering.server';
import { examineAt } from './scheduling.server';
import { authorize, childrenWithin, during } from './ties.server';

/** The first visit: the request meets its child. */

interface Named {
  kk: string;
  ru: string;
  en: string;
}

const named = { kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn };

export interface Candidate {
  id: string;
  name: string;
  birthDate: string;
  school: Named | null;
  /** Same birth date and same name, folded. */
  likely: boolean;
}

export interface ArrivalChoice {
  head: RequestHead;
  /** Why this request takes no arrival. */
  whyNot: Reason | null;
  q: string;
  candidates: Candidate[];
  total: number;
}

const CANDIDATES = 20;

/** Who it may be, among the children this PMPC knows: by the request's own name and birth date, or by what is searched. */
export function findArrival(ctx: Context, id: string, q: string): Promise<ArrivalChoice> {
  return listing(ctx, 'child.list', `arrival name:${q ? 'searched' : 'own'}`, async (tx) => {
    const request = await findRequest(ctx, tx, 'request.record', id);
    await authorize(ctx, tx, 'child.list', { organisationId: request.pmpcId });
    const own = foldForSearch(`${request.surname} ${request.givenName}`);
    const wanted = q ? byName(q) : or(eq(children.birthDate, request.birthDate), byName(`${request.surname} ${request.givenName}`));
    const rows = await tx
      .select({
        id: children.id,
        surname: children.surname,
        givenName: children.givenName,
        patronymic: children.patronymic,
        birthDate: children.birthDate,
        ...named,
      })
      .from(children)
      .leftJoin(enrolments, and(eq(enrolments.childId, children.id), during(ctx, enrolments)))
      .leftJoin(organisations, eq(organisations.id, enrolments.organisationId))
      .where(and(childrenWithin(ctx, 'child.list'), wanted))
      .orderBy(asc(children.sortKey), asc(children.id))
      .limit(CANDIDATES);
    const candidates = rows.map(({ id: childId, birthDate, kk, ru, en, ...name }) => ({
      id: childId,
      name: fullName(name),
      birthDate,
      school: kk && ru && en ? { kk, ru, en } : null,
      likely: birthDate === request.birthDate && foldForSearch(`${name.surname} ${name.givenName}`) === own,
    }));
    return { head: headOf(request), whyNot: whyNotArrive(request), q, candidates: candidates.sort((a, b) => Number(b.likely) - Number(a.likely)), total: candidates.length };
  });
}

/** A request of the actor's PMPC; another PMPC's does not exist for them. */
async function findRequest(ctx: Context, tx: Tx, action: 'request.record', id: string): Promise<FoundRequest> {
  const request = await readRequest(tx, id);
  await authorize(ctx, tx, action, { organisationId: request.pmpcId });
  return request;
}

function byName(q: string): SQL | undefined {
  const tries = [foldForSearch(q), foldForSearch(latinLayoutSlip(q))].filter((text, index, all) => text && all.indexOf(text) === index);
  return or(...tries.map((text) => like(children.folded, `%${text.replaceAll(/[%_]/g, '')}%`)));
}

export interface ArrivalForm {
  head: RequestHead;
  whyNot: Reason | null;
  /** The child on record; null for one to be registered. */
  child: { id: string; name: string; birthDate: string } | null;
  guardians: { id: string; name: string; relation: Relation }[];
  /** What the request says, to begin with. */
  said: {
    surname: string;
    givenName: string;
    patronymic: string;
    birthDate: string;
    examLanguage: InstructionLanguage;
    applicantSurname: string;
    applicantGivenName: string;
    applicantPatronymic: string;
    relation: Relation | null;
    phone: string;
    language: Language;
    reason: string;
  };
  today: string;
  version: number;
}

/** The form of the first visit, for a child on record or a new one. It shows what the request says and who the guardians are. */
export async function startArrival(ctx: Context, id: string, choice: string): Promise<ArrivalForm> {
  const childId = choice === 'new' ? undefined : choice;
  return opening(ctx, 'request.open', { childId, subjectId: id, detail: 'arrival' }, async (tx) => {
    const request = await findRequest(ctx, tx, 'request.record', id);
    const child = choice === 'new' ? null : await childHere(ctx, tx, choice);
    const [applicantSurname = '', applicantGivenName = '', ...rest] = request.applicantName.split(/\s+/);
    const { surname, givenName, birthDate, version } = request;
    return {
      head: headOf(request),
      whyNot: whyNotArrive(request),
      child: child && { id: child.id, name: fullName(child), birthDate: child.birthDate },
      guardians: child ? await guardiansOf(ctx, tx, child.id) : [],
      said: {
        surname, givenName, patronymic: request.patronymic ?? '', birthDate, examLanguage: request.examLanguage,
        applicantSurname, applicantGivenName, applicantPatronymic: rest.join(' '),
        relation: request.applicantRelation, phone: request.phone ?? '', language: request.contactLanguage, reason: request.reason ?? '',
      },
      today: ctx.today,
      version,
    };
  });
}

async function childHere(ctx: Context, tx: Tx, childId: string) {
  await authorize(ctx, tx, 'child.open', { childId });
  const [child] = await tx
    .select({ id: children.id, surname: children.surname, givenName: children.givenName, patronymic: children.patronymic, birthDate: children.birthDate })
    .from(children)
    .where(eq(children.id, childId));
  return child ?? refuse('not-found');
}

async function guardiansOf(ctx: Context, tx: Tx, childId: string) {
  await authorize(ctx, tx, 'guardian.list', { childId });
  const rows = await tx
    .select({ id: guardians.id, surname: guardians.surname, givenName: guardians.givenName, patronymic: guardians.patronymic, relation: guardians.relation })
    .from(guardians)
    .where(and(eq(guardians.childId, childId), during(ctx, guardians)))
    .orderBy(desc(guardians.preferred), asc(guardians.surname), asc(guardians.id));
  return rows.map(({ id, relation, ...name }) => ({ id, name: fullName(name), relation }));
}

/**
 * The first visit, in one deed: documents were seen, the child is found among those known here or registered, the adult is
 * on record, both consents are signed on paper, and the PMPC's own referral stands. An appointment already made becomes
 * the examination's.
 * @returns the child's id
 * @throws Refused `request.arrived-already`, `child.known-here`, `child.known-elsewhere`, `referral.open-already`,
 * `consent.not-this-guardian`, `field.in-the-future`
 */
export async function arrive(ctx: Context, id: string, draft: KnownArrival | NewArrival): Promise<string> {
  await ctx.read((tx) => findRequest(ctx, tx, 'request.record', id));
  const mark = 'surname' in draft ? iinMark(draft.iin) : null;
  const known = mark ? await checkDuplicate(ctx, mark) : 'new';
  if (known === 'here') refuse('child.known-here');
  if (known === 'elsewhere' && 'surname' in draft && !draft.knownElsewhere) refuse('child.known-elsewhere');

  return ctx.transaction(async (tx) => {
    const request = await findRequest(ctx, tx, 'request.record', id);
    const whyNot = whyNotArrive(request);
    if (whyNot) refuse(whyNot);
    if (draft.version !== request.version) refuseStale({ version: String(request.version) });
    if (draft.agreedOn > ctx.today) refuse('field.in-the-future');
    if (mark && (await twinOf(ctx, tx, mark)) !== known) refuse('child.known-here');

    const child = 'surname' in draft ? await registerArrived(ctx, tx, draft) : await childHere(ctx, tx, draft.childId);
    const guardianId = await guardianFor(ctx, tx, child.id, draft);
    await authorize(ctx, tx, 'consent.give', { childId: child.id });
    for (const purpose of REFERRAL_PURPOSES) {
      if (await activeConsent(tx, child.id, purpose)) continue;
      await addConsentLine(ctx, tx, { childId: child.id, guardianId, purpose, state: 'given', manner: 'paper', answeredOn: draft.agreedOn });
    }
    const referralId = await referHere(ctx, tx, child.id, request.pmpcId, draft.reason);
    const { surname, givenName, patronymic, birthDate } = child;
    await tx
      .update(requests)
      .set({
        surname, givenName, patronymic, birthDate, childId: child.id, referralId,
        folded: foldForSearch(fullName(child)),
        fingerprint: fingerprintOf(child),
        version: request.version + 1,
      })
      .where(and(eq(requests.id, id), eq(requests.version, request.version)));
    await tickPaper(ctx, tx, id, 'identity', 'present');
    const [visit] = await tx
      .select({ id: visits.id })
      .from(visits)
      .where(and(eq(visits.requestId, id), inArray(visits.state, ['booked', 'held'])))
      .orderBy(asc(visits.visitOn), asc(visits.startsAt))
      .limit(1);
    if (visit) await examineAt(ctx, tx, { visitId: visit.id, childId: child.id, referralId });
    await audit(ctx, tx, 'request.record', { childId: child.id, subjectId: id, detail: 'arrived' });
    return child.id;
  });
}

async function registerArrived(ctx: Context, tx: Tx, draft: NewArrival) {
  await authorize(ctx, tx, 'child.register', { organisationId: ctx.actor.organisationId ?? '' });
  const whyNot = whyNotOfAge(draft.birthDate, ctx.today);
  if (whyNot) refuse(whyNot);
  const { surname, givenName, patronymic, birthDate, sex, iin, noIinReason, instructionLanguage, homeLanguage, communication } = draft;
  const id = await writeChild(ctx, tx, { surname, givenName, patronymic, birthDate, sex, iin, noIinReason, instructionLanguage, homeLanguage, communication, supportSummary: '' });
  await audit(ctx, tx, 'child.register', { childId: id, subjectId: id });
  return { id, surname, givenName, patronymic: patronymic || null, birthDate };
}

async function guardianFor(ctx: Context, tx: Tx, childId: string, draft: KnownArrival | NewArrival): Promise<string> {
  const onRecord = await guardiansOf(ctx, tx, childId);
  if (draft.guardianId !== 'new') return onRecord.find(({ id }) => id === draft.guardianId)?.id ?? refuse('consent.not-this-guardian');
  await authorize(ctx, tx, 'guardian.link', { childId });
  const id = newId();
  await tx.insert(guardians).values({
    id,
    childId,
    surname: draft.guardianSurname,
    givenName: draft.guardianGivenName,
    patronymic: draft.guardianPatronymic || null,
    relation: draft.relation ?? refuse('field.choose'),
    phone: draft.phone,
    household: newId(),
    preferred: onRecord.length === 0,
    language: draft.language,
    verifiedBy: ctx.actor.id,
    validFrom: ctx.today,
  });
  await audit(ctx, tx, 'guardian.link', { childId, subjectId: id, detail: 'no account yet' });
  return id;
}

/** The PMPC's own referral of a child who came without one. */
async function referHere(ctx: Context, tx: Tx, childId: string, pmpcId: string, reason: string): Promise<string> {
  await authorize(ctx, tx, 'referral.create', { childId });
  const [open] = await tx
    .select({ id: referrals.id })
    .from(referrals)
    .where(and(eq(referrals.childId, childId), eq(referrals.pmpcId, pmpcId), inArray(referrals.state, ['draft', 'sent', 'accepted'])));
  if (open) refuse('referral.open-already');
  const id = newId();
  await tx.insert(referrals).values({
    id, childId, fromOrganisationId: pmpcId, pmpcId, authorId: ctx.actor.id, state: 'sent', reason, tried: '', createdAt: ctx.now, sentAt: ctx.now,
  });
  await audit(ctx, tx, 'referral.create', { childId, subjectId: id, detail: 'sent' });
  return id;
}
