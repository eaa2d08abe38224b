import type { Answer, PlanState } from '~/domain/plans';
import type { Tone } from '../ui/state-tag';

/** How the state of a plan is marked. */
export const PLAN_TONE: Record<PlanState, Tone> = {
  draft: 'draft',
  team_review: 'review',
  family_consent: 'review',
  active: 'good',
  under_review: 'watch',
  suspended: 'watch',
  transition: 'review',
  completed: 'good',
  archived: 'draft',
};

/** How an answer of the family is marked. */
export const ANSWER_TONE: Record<Answer, Tone> = { agree: 'good', question: 'review', suggest: 'watch' };
