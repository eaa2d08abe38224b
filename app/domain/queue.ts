import type { CaseKind, Urgency } from '#db/vocabulary';

export { CASE_KINDS, REQUEST_CHANNELS, REQUEST_STATES, URGENCIES, type CaseKind, type RequestChannel, type RequestState, type Urgency } from '#db/vocabulary';

/** The PMPC's own rules of order. Every one is shown to whoever asks why somebody goes first. */
export interface QueueRules {
  /** Kinds of cases that go before the usual order without a jump: the younger the child, the more a month matters. */
  firstCases: readonly CaseKind[];
  /** Of a hundred appointments, how many are kept for urgent cases until the day before. */
  reserve: number;
}

export const USUAL_RULES: QueueRules = { firstCases: ['early'], reserve: 10 };

/** The place in the order, lower first; inside one rank the longer wait goes first. */
export function rankOf({ urgency, caseKind }: { urgency: Urgency; caseKind: CaseKind }, rules: QueueRules): number {
  if (urgency === 'urgent') return 100;
  if (urgency === 'priority') return 200;
  return rules.firstCases.includes(caseKind) ? 250 : 300;
}
