import { daysBetween } from './calendar';
import type { Milestones } from './stages';

/** The parent's page: where we are, and the one thing asked of the parent. */

export const WHEREABOUTS = [
  'beginning',
  'referral-sent',
  'session-set',
  'examination',
  'conclusion-issued',
  'plan-writing',
  'plan-shared',
  'plan-agreed',
  'progress',
  'review',
] as const;
export type Whereabouts = (typeof WHEREABOUTS)[number];

/** Where the child is on the way, as the sentence on the parent's page says it. */
export function whereabouts(milestones: Milestones, stage: string, today: string): Whereabouts {
  const { plan, planDraft, conclusion, assessment, referral } = milestones;
  if (planDraft?.state === 'family_consent') return 'plan-shared';
  if (plan && stage === 'review') return 'review';
  if (plan) return milestones.progress ? 'progress' : 'plan-agreed';
  if (conclusion) return conclusion.shared ? 'plan-writing' : 'conclusion-issued';
  if (assessment) return assessment.state === 'scheduled' && assessment.on >= today ? 'session-set' : 'examination';
  return referral && referral.state !== 'withdrawn' && referral.state !== 'declined' ? 'referral-sent' : 'beginning';
}

export interface FamilyFacts {
  /** A draft shared with the family: how many of its goals this guardian has answered, and whether the answers are sent. */
  draft: { id: string; answered: number; goals: number; sent: boolean } | null;
  /** A referral under way while this child's consents to it were never asked for. */
  consentAwaited: boolean;
  /** An issued conclusion about whose sharing nobody has decided yet. */
  undecided: string | null;
}

export type FamilyTask =
  | { task: 'answer-plan'; id: string; answered: number; goals: number }
  | { task: 'give-consent' }
  | { task: 'share-conclusion'; id: string }
  | null;

/** One thing at a time, the earliest that holds the way up first. */
export function taskOf({ draft, consentAwaited, undecided }: FamilyFacts): FamilyTask {
  if (consentAwaited) return { task: 'give-consent' };
  if (draft && !draft.sent) return { task: 'answer-plan', id: draft.id, answered: draft.answered, goals: draft.goals };
  return undecided ? { task: 'share-conclusion', id: undecided } : null;
}

/** After so many days without a measurement the parent's page says so. */
const QUIET_DAYS = 30;

/** For how many days nothing was recorded under an active plan, when it is worth a word; else null. */
export function quietDays(planSince: string | null, lastEntry: string | null, today: string): number | null {
  if (!planSince) return null;
  const since = lastEntry && lastEntry > planSince ? lastEntry : planSince;
  const days = daysBetween(since, today);
  return days >= QUIET_DAYS ? days : null;
}
