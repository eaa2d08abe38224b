import { z } from 'zod';
import { DOCUMENT_STATES, type DocumentState, type ReferralDocument, type ReferralState } from '#db/vocabulary';
import { daysBetween } from './calendar';
import { idField, maybeDate, maybeProse, oneOf, ticked, versionField } from './fields';
import { LIFECYCLES, mayFollow } from './lifecycles';
import type { Reason } from './refusal';

export { DOCUMENT_STATES, REFERRAL_DOCUMENTS, REFERRAL_STATES, type DocumentState, type ReferralDocument, type ReferralState } from '#db/vocabulary';

const documentState = oneOf(DOCUMENT_STATES).default('missing');

const letter = {
  pmpcId: idField,
  reason: maybeProse(5_000),
  tried: maybeProse(5_000),
  documents: z
    .strictObject({
      characteristic: documentState,
      'work-samples': documentState,
      'medical-extract': documentState,
      'development-history': documentState,
      'support-record': documentState,
      'previous-conclusion': documentState,
    } satisfies Record<ReferralDocument, typeof documentState>)
    .prefault({}),
  /** Which button was pressed: save and send, or save only. */
  send: ticked,
};

/** A draft may still lack its reason; what is sent may not. */
function reasonBeforeSending(draft: { reason: string; send: boolean }, refinement: z.RefinementCtx): void {
  if (draft.send && draft.reason === '') refinement.addIssue({ code: 'custom', path: ['reason'], message: 'field.required' });
}

/** A new referral, with the consent it stands on when that is not on record yet: on paper for staff, by a tick for a guardian. */
export const referralDraft = z
  .strictObject({
    ...letter,
    agreed: ticked,
    guardianId: idField.or(z.literal('')).default(''),
    agreedOn: maybeDate,
  })
  .superRefine(reasonBeforeSending);
export type ReferralDraft = z.output<typeof referralDraft>;

/** A change of a draft, made over the version it was opened at. */
export const referralRevision = z.strictObject({ ...letter, version: versionField }).superRefine(reasonBeforeSending);
export type ReferralRevision = z.output<typeof referralRevision>;

/** How the consents a referral stands on come about: on record, by a tick of the guardian, on paper, or not from this writer. */
export type Consenting = 'on-record' | 'own' | 'paper' | 'missing';

/** What is wrong with the consent part of a new referral, field by field; null when it says all that is needed. */
export function whyNotConsentFields(
  draft: Pick<ReferralDraft, 'agreed' | 'guardianId' | 'agreedOn'>,
  consenting: Consenting,
  today: string,
): Record<string, Reason> | null {
  const fields: Record<string, Reason> = {};
  if (consenting === 'on-record' || consenting === 'missing') return null;
  if (!draft.agreed) fields.agreed = 'consent.needed';
  if (consenting === 'paper' && draft.guardianId === '') fields.guardianId = 'field.choose';
  if (consenting === 'paper' && draft.agreedOn === null) fields.agreedOn = 'field.required';
  if (consenting === 'paper' && draft.agreedOn !== null && draft.agreedOn > today) fields.agreedOn = 'field.in-the-future';
  return Object.keys(fields).length > 0 ? fields : null;
}

/** Why a referral cannot be sent as it stands. `consented`: both consents a referral needs are in force. */
export function whyNotSend(referral: { state: ReferralState; reason: string; consented: boolean }): Reason | null {
  if (!mayFollow(LIFECYCLES.referral, referral.state, 'sent')) return 'referral.wrong-state';
  if (referral.reason.trim() === '') return 'referral.no-reason';
  return referral.consented ? null : 'consent.needed';
}

/** Why a referral cannot be taken back: with the issue of the conclusion it is closed, and a closed one stays. */
export function whyNotWithdraw(state: ReferralState): Reason | null {
  return mayFollow(LIFECYCLES.referral, state, 'withdrawn') ? null : 'referral.wrong-state';
}

export function whyNotEdit(state: ReferralState): Reason | null {
  return state === 'draft' ? null : 'referral.wrong-state';
}

/** How many documents are still awaited. */
export function debtsOf(documents: readonly { state: DocumentState }[]): number {
  return documents.filter(({ state }) => state !== 'present').length;
}

/** Whole days a sent referral has waited; nought once somebody has decided. */
export function daysWaiting(state: ReferralState, sentOn: string | null, today: string): number {
  return state === 'sent' && sentOn ? Math.max(0, daysBetween(sentOn, today)) : 0;
}
