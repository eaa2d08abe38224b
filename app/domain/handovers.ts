import { z } from 'zod';
import { LANGUAGES } from '#db/vocabulary';
import { whyNotAnsweredOn, type ConclusionState } from './conclusions';
import { civilDate, idField, oneOf, ticked } from './fields';
import type { Reason } from './refusal';

/** What the journal of issue asks: to whom, on which day, in which language, and whether it was explained. */
export const handoverForm = z.strictObject({ guardianId: idField, handedOn: civilDate, language: oneOf(LANGUAGES), explained: ticked });
export type HandoverForm = z.output<typeof handoverForm>;

/** Why a conclusion may not be recorded as handed over on this day, or null. */
export function whyNotHandOver(state: ConclusionState, handedOn: string, issuedOn: string, today: string): Reason | null {
  return state === 'issued' ? whyNotAnsweredOn(handedOn, issuedOn, today) : 'conclusion.wrong-state';
}
