import type { AssessmentState, AssignmentState, ConclusionState, ConsentState, FindingState, GoalState, NeedState, PlanState, RecommendationState, ReferralState, RequestState } from '#db/vocabulary';

type Steps<State extends string> = Record<State, readonly State[]>;

/** What may follow what. A state with an empty list is an end. */
export const LIFECYCLES = {
  consent: { given: ['withdrawn'], refused: ['given'], withdrawn: ['given'] } satisfies Steps<ConsentState>,
  referral: {
    draft: ['sent', 'withdrawn'],
    sent: ['accepted', 'declined', 'withdrawn'],
    accepted: ['closed', 'withdrawn'],
    declined: [],
    withdrawn: [],
    closed: [],
  } satisfies Steps<ReferralState>,
  request: {
    waiting: ['booked', 'seen', 'closed', 'withdrawn'],
    booked: ['waiting', 'seen', 'closed', 'withdrawn'],
    seen: ['closed', 'withdrawn'],
    closed: [],
    withdrawn: [],
  } satisfies Steps<RequestState>,
  assessment: { scheduled: ['open'], open: ['closed'], closed: [] } satisfies Steps<AssessmentState>,
  finding: { draft: ['signed'], signed: ['replaced'], replaced: [] } satisfies Steps<FindingState>,
  conclusion: { draft: ['issued'], issued: ['void'], void: [] } satisfies Steps<ConclusionState>,
  recommendation: {
    open: ['in-progress', 'done', 'impossible'],
    'in-progress': ['done', 'impossible', 'open'],
    done: ['in-progress', 'open'],
    impossible: ['in-progress', 'open'],
  } satisfies Steps<RecommendationState>,
  plan: {
    draft: ['team_review'],
    team_review: ['family_consent', 'draft'],
    family_consent: ['active', 'draft'],
    active: ['under_review', 'suspended', 'transition', 'completed', 'archived'],
    under_review: ['active', 'archived'],
    suspended: ['active', 'archived'],
    transition: ['completed', 'archived'],
    completed: ['archived'],
    archived: [],
  } satisfies Steps<PlanState>,
  goal: {
    draft: ['baseline', 'active', 'stopped'],
    baseline: ['active', 'stopped'],
    active: ['met', 'partly', 'revised', 'stopped'],
    met: ['maintenance', 'active'],
    maintenance: ['met', 'active'],
    partly: [],
    revised: [],
    stopped: [],
  } satisfies Steps<GoalState>,
  need: { requested: ['assigned', 'ended'], assigned: ['requested', 'ended'], ended: [] } satisfies Steps<NeedState>,
  assignment: { active: ['ended'], ended: [] } satisfies Steps<AssignmentState>,
} as const;

/** Whether a noun in state `from` may step to `to`. */
export function mayFollow<State extends string>(steps: Record<State, readonly State[]>, from: State, to: State): boolean {
  return steps[from].includes(to);
}
