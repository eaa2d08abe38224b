import type { AssessmentState, PlanState, ReferralState } from '#db/vocabulary';

/** The way of a child through the house, as the stair of the case page shows it. */
export const STAGES = ['referral', 'assessment', 'conclusion', 'plan', 'progress', 'review'] as const;
export type Stage = (typeof STAGES)[number];

/** What has happened, as far as the reader may know. Days are civil dates. */
export interface Milestones {
  referral?: { on: string; state: ReferralState };
  assessment?: { on: string; state: AssessmentState };
  conclusion?: { on: string; number: number; shared: boolean };
  planDraft?: { on: string; state: PlanState };
  plan?: { on: string; number: number; endsOn: string };
  progress?: { on: string; entries: number };
}

export interface StageState {
  stage: Stage;
  state: 'done' | 'now' | 'todo';
  /** The day it happened or is due. */
  on: string | null;
}

/** How near the end of a plan its review becomes the present stage, in days. */
const REVIEW_WITHIN_DAYS = 21;

/** Where the child stands now. */
export function stageOf(milestones: Milestones, today: string): Stage {
  const { plan, planDraft, conclusion, assessment, progress } = milestones;
  if (plan && withinReview(plan.endsOn, today)) return 'review';
  if (plan) return progress ? 'progress' : 'plan';
  if (planDraft || conclusion) return 'plan';
  if (assessment) return assessment.state === 'closed' ? 'conclusion' : 'assessment';
  return 'referral';
}

/** The whole stair with days; a plan made by the school itself passes the first three steps without having been there. */
export function stairOf(milestones: Milestones, today: string): StageState[] {
  const now = STAGES.indexOf(stageOf(milestones, today));
  const days: Record<Stage, string | null> = {
    referral: milestones.referral?.on ?? null,
    assessment: milestones.assessment?.on ?? null,
    conclusion: milestones.conclusion?.on ?? null,
    plan: milestones.plan?.on ?? milestones.planDraft?.on ?? null,
    progress: milestones.progress?.on ?? null,
    review: milestones.plan?.endsOn ?? null,
  };
  return STAGES.map((stage, index) => ({ stage, state: index < now ? 'done' : index === now ? 'now' : 'todo', on: days[stage] }));
}

function withinReview(endsOn: string, today: string): boolean {
  const days = (Date.parse(`${endsOn}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000;
  return days <= REVIEW_WITHIN_DAYS;
}
