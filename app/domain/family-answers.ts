import { z } from 'zod';
import { FAMILY_ANSWERS } from '#db/vocabulary';
import { whyNotAnsweredOn, type ConclusionState } from './conclusions';
import { kindShown, type Deadline } from './deadlines';
import { civilDate, idField, maybeProse, oneOf } from './fields';
import type { Reason } from './refusal';

export { FAMILY_ANSWERS, type ConsentManner, type FamilyAnswer } from '#db/vocabulary';

/** A guardian's own word about a conclusion. */
export const familyAnswer = z.strictObject({ answer: oneOf(FAMILY_ANSWERS), comment: maybeProse(2_000) });

/** The same from a paper: whose signature, on what day. */
export const familyAnswerOnPaper = z.strictObject({ ...familyAnswer.shape, guardianId: idField, answeredOn: civilDate });

/** Why an answer of this day may not be recorded, or null. */
export function whyNotAnswer(state: ConclusionState, answeredOn: string, issuedOn: string, today: string): Reason | null {
  return state === 'issued' ? whyNotAnsweredOn(answeredOn, issuedOn, today) : 'conclusion.wrong-state';
}

/** The code of the clock of an appeal among the deadlines. */
export const APPEAL_TERM = 'APPEAL_ANSWER';

/** How long an appeal takes to be answered, and whether an act is known to say so; null when it is not counted in working days. */
export function appealTermOf(deadlines: readonly Pick<Deadline, 'code' | 'kind' | 'mark' | 'limit' | 'unit'>[]): { days: number; byLaw: boolean } | null {
  const deadline = deadlines.find(({ code }) => code === APPEAL_TERM);
  if (!deadline || deadline.unit !== 'working-days') return null;
  return { days: deadline.limit, byLaw: kindShown(deadline) === 'statutory' };
}
