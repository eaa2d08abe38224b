import { z } from 'zod';
import {
  CASE_KINDS,
  COMMUNICATIONS,
  INSTRUCTION_LANGUAGES,
  LANGUAGES,
  NO_IIN_REASONS,
  RELATIONS,
  SEXES,
  type CaseKind,
  type ExamKind,
  type OrganisationKind,
  type RequestState,
} from '#db/vocabulary';
import { ageOn, daysBetween } from './calendar';
import { checkIin, foldForSearch, normalisePhone } from './children';
import { civilDate, idField, line, maybeLine, maybeOneOf, maybeProse, oneOf, prose, ticked, versionField } from './fields';
import { LIFECYCLES, mayFollow } from './lifecycles';
import type { Reason } from './refusal';

export { CASE_KINDS, REQUEST_CHANNELS, REQUEST_STATES, type CaseKind, type RequestChannel, type RequestState } from '#db/vocabulary';

/** A PMPC examines children and adolescents until they come of age. */
const GROWN_UP_AT = 18;

/** The wording a family agrees to when it leaves its data on the public page; the record names it. */
export const ASKING_WORDING = 'request-data@2026-11-01';

/** The channels a registrar writes down; the others come by themselves. */
export const DESK_CHANNELS = ['phone', 'office', 'health'] as const;

const phone = line(40)
  .refine((text) => normalisePhone(text) !== null, 'field.phone')
  .transform((text) => normalisePhone(text) ?? text);

const maybePhone = maybeLine(40)
  .refine((text) => text === '' || normalisePhone(text) !== null, 'field.phone')
  .transform((text) => (text === '' ? null : normalisePhone(text)));

const child = { surname: line(100), givenName: line(100), patronymic: maybeLine(100), birthDate: civilDate };

const wish = {
  examLanguage: oneOf(INSTRUCTION_LANGUAGES),
  /** Nothing chosen: told by the age. */
  caseKind: maybeOneOf(CASE_KINDS),
};

/** What somebody without an account leaves on the public page. No IIN, no address, no diagnosis is asked. */
export const publicRequest = z.strictObject({
  pmpcId: idField,
  applicantName: line(200),
  applicantRelation: oneOf(RELATIONS),
  phone,
  contactLanguage: oneOf(LANGUAGES),
  ...child,
  ...wish,
  reason: prose(2_000),
  /** Agreed that these data are used to set the appointment. */
  agreed: z.literal('yes', 'request.agree').transform(() => true),
  /** Names the page, so that sending it twice asks once. */
  once: z.string('malformed').regex(/^[\w-]{16,64}$/, 'malformed'),
});
export type PublicRequest = z.output<typeof publicRequest>;

const said = {
  applicantName: maybeLine(200),
  applicantRelation: maybeOneOf(RELATIONS),
  phone: maybePhone,
  contactLanguage: oneOf(LANGUAGES),
  ...wish,
  reason: maybeProse(2_000),
};

/** What a registrar writes down by telephone, at the desk or from health care. */
export const deskRequest = z.strictObject({
  channel: oneOf(DESK_CHANNELS),
  ...child,
  ...said,
  /** "Record it all the same", after the list of likely duplicates. */
  allTheSame: ticked,
});
export type DeskRequest = z.output<typeof deskRequest>;

/** A change of a request whose child is not identified yet. */
export const requestRevision = z.strictObject({ ...child, ...said, version: versionField });
export type RequestRevision = z.output<typeof requestRevision>;

/** A change of a request that has its child: who it is stands in the child's own record. */
export const linkedRevision = z.strictObject({ ...said, version: versionField });
export type LinkedRevision = z.output<typeof linkedRevision>;

/** Why a request is taken out of the queue. */
export const requestWithdrawal = z.strictObject({ reason: prose(1_000), version: versionField });

/** The code a family follows its request by. */
export const followForm = z.strictObject({ code: line(60) });

const guardian = {
  /** The adult on record, or `new`. */
  guardianId: z.union([z.literal('new'), idField], 'field.choose'),
  guardianSurname: maybeLine(100),
  guardianGivenName: maybeLine(100),
  guardianPatronymic: maybeLine(100),
  relation: maybeOneOf(RELATIONS),
  phone: maybePhone,
  language: oneOf(LANGUAGES),
  /** The documents of the child and the adult were looked at here. */
  seen: z.literal('yes', 'request.not-seen').transform(() => true),
  /** Both consents are signed on paper. */
  agreed: z.literal('yes', 'consent.needed').transform(() => true),
  agreedOn: civilDate,
  reason: prose(5_000),
  version: versionField,
};

type GuardianPart = { guardianId: string; guardianSurname: string; guardianGivenName: string; relation: unknown };

function namesNewGuardian(draft: GuardianPart, refinement: z.RefinementCtx): void {
  if (draft.guardianId !== 'new') return;
  const missing = (path: string, message: Reason) => refinement.addIssue({ code: 'custom', path: [path], message });
  if (draft.guardianSurname === '') missing('guardianSurname', 'field.required');
  if (draft.guardianGivenName === '') missing('guardianGivenName', 'field.required');
  if (draft.relation === null) missing('relation', 'field.choose');
}

/** The first visit of a child who is known here. */
export const knownArrival = z.strictObject({ childId: idField, ...guardian }).superRefine(namesNewGuardian);

/** The first visit of a child nobody here knows: registered on the spot, by the rules of every registration. */
export const newArrival = z
  .strictObject({
    childId: z.literal('new'),
    ...child,
    sex: oneOf(SEXES),
    iin: z.string().trim().default(''),
    noIinReason: maybeOneOf(NO_IIN_REASONS),
    instructionLanguage: oneOf(INSTRUCTION_LANGUAGES),
    homeLanguage: oneOf(INSTRUCTION_LANGUAGES),
    communication: oneOf(COMMUNICATIONS),
    knownElsewhere: ticked,
    iinChecked: ticked,
    ...guardian,
  })
  .superRefine((draft, refinement) => {
    namesNewGuardian(draft, refinement);
    const wrong = draft.iin === '' ? null : checkIin(draft.iin);
    if (wrong !== null && wrong !== 'ok') refinement.addIssue({ code: 'custom', path: ['iin'], message: `field.iin-${wrong}` });
    if ((draft.iin === '') === (draft.noIinReason === null)) refinement.addIssue({ code: 'custom', path: ['noIinReason'], message: 'field.iin-or-reason' });
  });
export type KnownArrival = z.output<typeof knownArrival>;
export type NewArrival = z.output<typeof newArrival>;

/** Why nobody of this birth date is examined: not born yet, or of age. */
export function whyNotOfAge(birthDate: string, today: string): Reason | null {
  if (birthDate > today) return 'field.in-the-future';
  return ageOn(birthDate, today).years >= GROWN_UP_AT ? 'request.of-age' : null;
}

/**
 * Which list of papers a case follows: a repeated examination has its own, then the place of learning decides, then age:
 * under three early, under six preschool, else school.
 */
export function caseKindOf(
  facts: { birthDate: string; learnsAt?: OrganisationKind | null; examKind?: ExamKind },
  today: string,
): CaseKind {
  if (facts.examKind === 'repeated') return 'repeated';
  const { years } = ageOn(facts.birthDate, today);
  if (years < 3) return 'early';
  if (facts.learnsAt === 'college') return 'college';
  if (facts.learnsAt === 'kindergarten') return 'preschool';
  if (facts.learnsAt === 'school') return 'school';
  return years < 6 ? 'preschool' : 'school';
}

/** The kind of examination a kind of case leads to. */
export function examKindOf(caseKind: CaseKind): ExamKind {
  return caseKind === 'repeated' ? 'repeated' : 'primary';
}

/** What makes two requests look like one child: the folded name without a patronymic, and the birth date. */
export function markOf(person: { surname: string; givenName: string; birthDate: string }): string {
  return `${foldForSearch(`${person.surname} ${person.givenName}`)} ${person.birthDate}`;
}

/** Why a request may not step on. */
export function whyNotStep(from: RequestState, to: RequestState): Reason | null {
  return mayFollow(LIFECYCLES.request, from, to) ? null : 'request.wrong-state';
}

/** Why the desk may not take a request back: it is over, or somebody else's referral stands behind it. */
export function whyNotTakeBack(request: { state: RequestState; referredFromElsewhere: boolean }): Reason | null {
  const whyNot = whyNotStep(request.state, 'withdrawn');
  if (whyNot) return whyNot;
  return request.referredFromElsewhere ? 'request.has-referral' : null;
}

/** Why nothing of a request may be changed: it is over. */
export function whyNotChange(state: RequestState): Reason | null {
  return state === 'closed' || state === 'withdrawn' ? 'request.wrong-state' : null;
}

/** Why a request takes no arrival: it has its child, or it is over. */
export function whyNotArrive(request: { state: RequestState; childId: string | null }): Reason | null {
  if (request.childId !== null) return 'request.arrived-already';
  return whyNotChange(request.state);
}

/** Whole days a request has waited for its first visit: until it was seen or ended, else until today. */
export function waitedDays(request: { receivedOn: string; seenOn: string | null; closedOn: string | null }, today: string): number {
  return Math.max(0, daysBetween(request.receivedOn, request.seenOn ?? request.closedOn ?? today));
}
