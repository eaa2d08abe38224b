import { eq } from 'drizzle-orm';
import { requests } from '#db/schema';
import type { DeskRequest, KnownArrival, NewArrival, PublicRequest } from '~/domain/requests';
import { deskRequest, newArrival, knownArrival, publicRequest } from '~/domain/requests';
import { arrive } from '~/services/arrivals.server';
import { askForExamination } from '~/services/asking.server';
import { startPapers, tickPapers } from '~/services/request-papers.server';
import { recordRequest } from '~/services/requests.server';
import { NOW, type World } from './world';

/** What a mother without an account types on the public page; the child is six. */
export function publicForm(world: World, change: Record<string, string> = {}): Record<string, string> {
  return {
    pmpcId: world.places.pmpc,
    applicantName: 'Ахметова Мадина',
    applicantRelation: 'mother',
    phone: '8 701 555 66 77',
    contactLanguage: 'kk',
    surname: 'Ахметов',
    givenName: 'Ерасыл',
    patronymic: '',
    birthDate: '2020-02-11',
    examLanguage: 'kk',
    caseKind: '',
    reason: 'Сөйлемей жүр, қысқа сөздермен ғана жауап береді.',
    agreed: 'yes',
    once: 'page-of-madina-0001',
    ...change,
  };
}

/** The same as the schema gives it to the use case. */
export function publicDraft(world: World, change: Record<string, string> = {}): PublicRequest {
  return publicRequest.parse(publicForm(world, change));
}

/** A request from the public page, with its follow-up code. */
export async function askedPublicly(world: World, change: Record<string, string> = {}, now: Date = NOW): Promise<{ id: string; code: string }> {
  const before = await idsOf(world);
  const { code } = await askForExamination(world.database, publicDraft(world, change), now);
  const [id] = (await idsOf(world)).filter((one) => !before.includes(one));
  if (!id) throw new Error('the request was there already');
  return { id, code };
}

async function idsOf(world: World): Promise<string[]> {
  const rows = await world.database.read((tx) => tx.select({ id: requests.id }).from(requests));
  return rows.map(({ id }) => id);
}

/** What Gulnar types while the mother is on the telephone. */
export function deskForm(change: Record<string, string> = {}): Record<string, string> {
  return {
    channel: 'phone',
    surname: 'Ахметов',
    givenName: 'Ерасыл',
    patronymic: 'Нұрланұлы',
    birthDate: '2020-02-11',
    applicantName: 'Ахметова Мадина',
    applicantRelation: 'mother',
    phone: '+7 701 555 66 77',
    contactLanguage: 'kk',
    examLanguage: 'kk',
    caseKind: '',
    reason: 'Сөйлемей жүр.',
    ...change,
  };
}

export function deskDraft(change: Record<string, string> = {}): DeskRequest {
  return deskRequest.parse(deskForm(change));
}

/** A request Gulnar has written down by telephone. */
export async function recordedRequest(world: World, change: Record<string, string> = {}, now?: Date): Promise<string> {
  const recorded = await recordRequest(world.as('gulnar', now), deskDraft({ allTheSame: 'yes', ...change }));
  if (!('id' in recorded)) throw new Error('the request was taken for a duplicate');
  return recorded.id;
}

/** What Gulnar types at the first visit of a child nobody here knows. */
export function arrivalForm(change: Record<string, string> = {}): Record<string, string> {
  return {
    childId: 'new', surname: 'Ахметов', givenName: 'Ерасыл', patronymic: 'Нұрланұлы', birthDate: '2020-02-11', sex: 'male', iin: '', noIinReason: 'not-brought',
    instructionLanguage: 'kk', homeLanguage: 'kk', communication: 'few-words', ...adult, version: '1', ...change,
  };
}

const adult = {
  guardianId: 'new', guardianSurname: 'Ахметова', guardianGivenName: 'Мадина', guardianPatronymic: '', relation: 'mother', phone: '+7 701 555 66 77',
  language: 'kk', seen: 'yes', agreed: 'yes', agreedOn: '2026-10-14', reason: 'Сөйлеуінде қолдау керек.',
};

/** The same for a child who is known here. */
export function knownArrivalForm(childId: string, change: Record<string, string> = {}): Record<string, string> {
  return { childId, ...adult, version: '1', ...change };
}

export function arrivalDraft(change: Record<string, string> = {}): NewArrival {
  return newArrival.parse(arrivalForm(change));
}

export function knownArrivalDraft(childId: string, change: Record<string, string> = {}): KnownArrival {
  return knownArrival.parse(knownArrivalForm(childId, change));
}

/** A public request whose child has come for the first time: registered, with consents on paper and the PMPC's own referral. */
export async function arrivedRequest(world: World, change: Record<string, string> = {}): Promise<{ id: string; code: string; childId: string }> {
  const { id, code } = await askedPublicly(world);
  return { id, code, childId: await arrive(world.as('gulnar'), id, arrivalDraft(change)) };
}

/** Ticks every mandatory paper of a request as brought. */
export async function papersBrought(world: World, requestId: string, now?: Date): Promise<void> {
  const ctx = world.as('gulnar', now);
  const { owed, version } = await startPapers(ctx, requestId);
  await tickPapers(ctx, requestId, { papers: Object.fromEntries(owed.map((code) => [code, 'present' as const])), version });
}

/** The request behind a referral. */
export async function requestOf(world: World, referralId: string): Promise<string> {
  const [row] = await world.database.read((tx) => tx.select({ id: requests.id }).from(requests).where(eq(requests.referralId, referralId)));
  if (!row) throw new Error('no request stands behind this referral');
  return row.id;
}
