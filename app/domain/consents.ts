import { z } from 'zod';
import type { ConsentPurpose, ConsentState } from '#db/vocabulary';
import { civilDate, idField, oneOf } from './fields';
import { LIFECYCLES, mayFollow } from './lifecycles';
import type { Reason } from './refusal';

export { CONSENT_PURPOSES, type ConsentManner, type ConsentPurpose, type ConsentState } from '#db/vocabulary';

/** Purposes that are about the child as a whole. Consent to one plan or to sharing one conclusion is asked where those are shown. */
export const GENERAL_PURPOSES = ['examination', 'personal-data', 'diagnostics', 'photo', 'transfer'] as const satisfies readonly ConsentPurpose[];

/** What a referral needs before it is written (kazakhstan.md 1.5, step 4). */
export const REFERRAL_PURPOSES = ['examination', 'personal-data'] as const satisfies readonly ConsentPurpose[];

export const CONSENT_ANSWERS = ['given', 'refused'] as const satisfies readonly ConsentState[];
export type ConsentAnswer = (typeof CONSENT_ANSWERS)[number];

/** A guardian's own answer, given electronically today. */
export const ownConsentDraft = z.strictObject({ purpose: oneOf(GENERAL_PURPOSES), state: oneOf(CONSENT_ANSWERS) });
export type OwnConsentDraft = z.output<typeof ownConsentDraft>;

/** An answer on paper, written down by a coordinator. A plan's consent names the plan. */
export const paperConsentDraft = z.strictObject({
  guardianId: idField,
  purpose: oneOf([...GENERAL_PURPOSES, 'plan']),
  state: oneOf(CONSENT_ANSWERS),
  answeredOn: civilDate,
  subjectId: idField.optional(),
});
export type PaperConsentDraft = z.output<typeof paperConsentDraft>;

/** A guardian lets one PMPC read what other PMPCs concluded: the own answer names the PMPC, a paper is recorded by it. */
export const ownTransferDraft = z.strictObject({ pmpcId: idField, state: oneOf(CONSENT_ANSWERS) });
export type OwnTransferDraft = z.output<typeof ownTransferDraft>;

export const paperTransferDraft = z.strictObject({ guardianId: idField, state: oneOf(CONSENT_ANSWERS), answeredOn: civilDate });
export type PaperTransferDraft = z.output<typeof paperTransferDraft>;

/** The day on the paper that takes a consent back. */
export const paperWithdrawal = z.strictObject({ answeredOn: civilDate });

export interface ConsentLine {
  id: string;
  guardianId: string;
  purpose: ConsentPurpose;
  subjectId: string;
  state: ConsentState;
  sequence: number;
}

/** The line that counts for a purpose: the newest one, whoever answered; null when nobody has. */
export function consentNow<Line extends Omit<ConsentLine, 'id' | 'guardianId'>>(lines: readonly Line[], purpose: ConsentPurpose, subjectId = ''): Line | null {
  return newestOf(lines.filter((line) => line.purpose === purpose && line.subjectId === subjectId));
}

/** What an answer is written as after the same guardian's last one: a no after a yes takes the yes back. */
export function stateOfAnswer(own: ConsentState | null, answer: ConsentAnswer): ConsentState {
  return answer === 'refused' && own === 'given' ? 'withdrawn' : answer;
}

/** Why a line cannot be taken back: it is not a yes, or its guardian has answered again since. */
export function whyNotWithdraw(line: ConsentLine, lines: readonly ConsentLine[]): Reason | null {
  const own = newestOf(lines.filter((other) => other.guardianId === line.guardianId && other.purpose === line.purpose && other.subjectId === line.subjectId));
  return own?.id === line.id && mayFollow(LIFECYCLES.consent, line.state, 'withdrawn') ? null : 'consent.nothing-to-withdraw';
}

function newestOf<Line extends { sequence: number }>(lines: readonly Line[]): Line | null {
  return lines.reduce<Line | null>((newest, line) => (newest && newest.sequence > line.sequence ? newest : line), null);
}
