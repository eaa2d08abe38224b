import { z } from 'zod';
import type { Answer, Condition, Direction, GoalArea, GoalState, MeasureType, Place, PlanState, Relation, Role, SessionForm, Specialty } from '#db/vocabulary';
import { ANSWERS, PLAN_STATES, SESSION_FORMS } from '#db/vocabulary';
import { civilDate, idField, line, maybeLine, maybeOneOf, maybeProse, oneOf, prose, ticked, versionField, whole } from './fields';
import { balanceOf, type QualityBand, type QualityPart, type Texts } from './goals';
import { LIFECYCLES, mayFollow } from './lifecycles';
import type { Reason } from './refusal';

export { ANSWERS, PLAN_STATES, SESSION_FORMS };
export type { Answer, PlanState, SessionForm };

type Refinement = { addIssue(issue: { code: 'custom'; path: string[]; message: string }): void };

function endsAfterStart(draft: { startsOn: string; endsOn: string }, refinement: Refinement): void {
  if (draft.endsOn <= draft.startsOn) refinement.addIssue({ code: 'custom', path: ['endsOn'], message: 'field.before-start' });
}

/** A plan begins with its period; without an extract the school says that the decision is its own. */
export const planStart = z.strictObject({ startsOn: civilDate, endsOn: civilDate, withoutExtract: ticked }).superRefine(endsAfterStart);
export type PlanStart = z.output<typeof planStart>;

/** The written parts of a draft. */
export const planText = z
  .strictObject({
    childVoice: maybeProse(4_000),
    familyVoice: maybeProse(4_000),
    strengths: maybeProse(4_000),
    needs: maybeProse(4_000),
    familyWork: maybeProse(4_000),
    startsOn: civilDate,
    endsOn: civilDate,
    noSoftGoalReason: maybeProse(1_000),
    version: versionField,
  })
  .superRefine(endsAfterStart);
export type PlanText = z.output<typeof planText>;

/** One line of support: what, in which form, how long and how often a week, by whom. */
export const serviceDraft = z.strictObject({
  type: line(10),
  form: oneOf(SESSION_FORMS),
  minutes: whole(5, 240),
  perWeek: whole(1, 20),
  provider: maybeLine(120),
});
export type ServiceDraft = z.output<typeof serviceDraft>;

/** What is ticked of the list of accommodations, with a word on how; `version` is the plan's. */
export const accommodationsDraft = z.strictObject({
  chosen: z.array(line(10)).max(100, 'field.invalid').default([]),
  details: z.record(z.string().regex(/^[A-Z]\d{2}$/, 'field.invalid'), maybeLine(200)).default({}),
  version: versionField,
});
export type AccommodationsDraft = z.output<typeof accommodationsDraft>;

/** A guardian's answers, goal by goal: saved as they are, or sent for good. */
export const answersDraft = z
  .strictObject({
    /** The version of the plan that was read; the page always sends it. */
    version: versionField.optional(),
    answers: z.array(z.strictObject({ goalId: idField, answer: maybeOneOf(ANSWERS), comment: maybeProse(2_000) })).max(60, 'field.invalid').default([]),
    send: ticked,
  })
  .superRefine(({ answers, send }, refinement) => {
    answers.forEach(({ answer, comment }, index) => {
      const wrong = (field: string, message: Reason) => refinement.addIssue({ code: 'custom', path: ['answers', index, field], message });
      if (comment !== '' && answer === null) wrong('answer', 'field.choose');
      if (send && comment === '' && (answer === 'question' || answer === 'suggest')) wrong('comment', 'field.required');
    });
  });
export type AnswersDraft = z.output<typeof answersDraft>;

export const returnDraft = z.strictObject({ note: prose(2_000) });
export const versionDraft = z.strictObject({ changeReason: prose(2_000) });
/** A step with a plan, bound to the version that was read (access.md TR10); the page always sends it. */
export const stepDraft = z.strictObject({ version: versionField.optional() });

/** The kind of support (taxonomy, serviceTypes) a recommended specialist's session becomes. */
export const SERVICE_OF: Record<Specialty, string> = {
  psychologist: 'PS01',
  speech_therapist: 'ED02',
  special_pedagogue: 'ED01',
  social_pedagogue: 'SO01',
  psychiatrist: 'ME03',
  neurologist: 'ME02',
  audiologist: 'ME04',
  ophthalmologist: 'ME05',
  paediatrician: 'ME01',
};

/** The category of accommodations (taxonomy) in which a recommended condition is looked for first. */
export const CATEGORY_OF: Partial<Record<Condition, string>> = {
  curriculum: 'classroom',
  methods: 'classroom',
  materials: 'classroom',
  grading: 'assessment',
  environment: 'environment',
  aids: 'assistive',
  'social-help': 'behaviour',
};

/** States in which a plan is still written and agreed on. */
export const OPEN_STATES = ['draft', 'team_review', 'family_consent'] as const satisfies readonly PlanState[];
/** States in which a plan is worked with. */
export const LIVE_STATES = ['active', 'under_review', 'suspended', 'transition'] as const satisfies readonly PlanState[];

export const isOpen = (state: PlanState): boolean => (OPEN_STATES as readonly PlanState[]).includes(state);
export const isLive = (state: PlanState): boolean => (LIVE_STATES as readonly PlanState[]).includes(state);

/** The right that opens a plan in this state. */
export function actionToOpen(state: PlanState): 'plan-draft.open' | 'plan.open' | 'plan-archive.open' {
  if (isOpen(state)) return 'plan-draft.open';
  return state === 'archived' ? 'plan-archive.open' : 'plan.open';
}

/** Why a plan cannot be started: one is open or in force already, or nothing stands behind it. */
export function whyNotStart({ states, hasExtract, withoutExtract }: { states: readonly PlanState[]; hasExtract: boolean; withoutExtract: boolean }): Reason | null {
  if (states.some((state) => isOpen(state) || isLive(state))) return 'plan.exists';
  return hasExtract || withoutExtract ? null : 'plan.no-extract';
}

interface Written {
  state: PlanState;
  startsOn: string;
  endsOn: string;
  strengths: string;
  noSoftGoalReason: string;
  goals: readonly { area: GoalArea; startsOn: string; dueOn: string }[];
}

/**
 * Why a draft cannot go to the team and then to the family. Without a soft-skill goal a written reason is needed: a plan
 * of academic goals alone is no support plan (method, balance rule).
 */
export function whyNotSubmit({ state, startsOn, endsOn, strengths, noSoftGoalReason, goals }: Written): Reason | null {
  if (!mayFollow(LIFECYCLES.plan, state, 'team_review')) return 'plan.wrong-state';
  if (goals.length === 0) return 'plan.no-goals';
  if (!strengths) return 'plan.strengths-missing';
  if (!balanceOf(goals).hasSoft && !noSoftGoalReason) return 'plan.no-soft-goal';
  return goals.every((goal) => goal.startsOn >= startsOn && goal.dueOn <= endsOn) ? null : 'goal.dates';
}

/** Why the plan cannot go to the family. */
export function whyNotShare(state: PlanState): Reason | null {
  return mayFollow(LIFECYCLES.plan, state, 'family_consent') ? null : 'plan.wrong-state';
}

/** Why the plan cannot go back to its author. */
export function whyNotReturn(state: PlanState): Reason | null {
  return mayFollow(LIFECYCLES.plan, state, 'draft') ? null : 'plan.wrong-state';
}

/** Why a guardian's answers are not taken: they are asked for once, while the plan waits for them, and sent as a whole. */
export function whyNotAnswer({ state, sent, send, unanswered }: { state: PlanState; sent: boolean; send: boolean; unanswered: number }): Reason | null {
  if (state !== 'family_consent') return 'plan.wrong-state';
  if (sent) return 'plan.answered-already';
  return send && unanswered > 0 ? 'plan.answer-every-goal' : null;
}

/** Why the plan does not come into force: it takes another person than its author, and the family's recorded answer. */
export function whyNotApprove(plan: {
  state: PlanState;
  isAuthor: boolean;
  /** Coordinators of the school other than the author. */
  otherCoordinators: number;
  /** A guardian has answered since the plan was shared, here or on paper; an objection is an answer too. */
  answered: boolean;
}): Reason | null {
  if (plan.state !== 'family_consent') return 'plan.wrong-state';
  if (plan.isAuthor) return plan.otherCoordinators === 0 ? 'plan.author-must-be-teacher' : 'plan.author-cannot-approve';
  return plan.answered ? null : 'plan.family-not-answered';
}

/** Why no new version can be begun: only from the plan in force, one at a time, with a reason. */
export function whyNotAmend({ state, hasOpen, changeReason }: { state: PlanState; hasOpen: boolean; changeReason: string }): Reason | null {
  if (state !== 'active' && state !== 'under_review') return 'plan.wrong-state';
  if (hasOpen) return 'plan.exists';
  return changeReason ? null : 'plan.change-reason-missing';
}

/** Who is awaited for the next step; null when nobody is. */
export function waitingFor(state: PlanState, answered: boolean): 'author' | 'coordinator' | 'family' | null {
  if (state === 'draft') return 'author';
  if (state === 'team_review') return 'coordinator';
  if (state === 'family_consent') return answered ? 'coordinator' : 'family';
  return null;
}

export const PLAN_PARTS = ['strengths', 'childVoice', 'familyVoice', 'needs', 'goals', 'softGoal', 'services', 'accommodations', 'familyWork'] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];

/** Which of the nine parts of a plan are there. */
export function completenessOf(plan: {
  strengths: string;
  childVoice: string;
  familyVoice: string;
  needs: string;
  familyWork: string;
  noSoftGoalReason: string;
  goals: readonly { area: GoalArea }[];
  services: readonly unknown[];
  accommodations: readonly unknown[];
}): { done: number; of: number; missing: PlanPart[] } {
  const present: Record<PlanPart, boolean> = {
    strengths: plan.strengths !== '',
    childVoice: plan.childVoice !== '',
    familyVoice: plan.familyVoice !== '',
    needs: plan.needs !== '',
    goals: plan.goals.length > 0,
    softGoal: balanceOf(plan.goals).hasSoft || plan.noSoftGoalReason !== '',
    services: plan.services.length > 0,
    accommodations: plan.accommodations.length > 0,
    familyWork: plan.familyWork !== '',
  };
  const missing = PLAN_PARTS.filter((part) => !present[part]);
  return { done: PLAN_PARTS.length - missing.length, of: PLAN_PARTS.length, missing };
}

export interface GoalContent {
  id: string;
  lineageId: string;
  state: GoalState;
  area: GoalArea;
  skill: Texts;
  title: Texts;
  behaviour: Texts;
  condition: Texts;
  why: Texts;
  home: Texts;
  strategies: Texts;
  measure: MeasureType;
  unit: string;
  direction: Direction;
  baseline: number;
  target: number;
  consecutive: number;
  perWeek: number;
  startsOn: string;
  dueOn: string;
  responsible: string;
  method: string;
  settings: Place[];
  quality: { band: QualityBand; hints: QualityPart[] } | null;
}

export interface ServiceContent {
  id: string;
  name: Texts;
  form: SessionForm;
  minutes: number;
  perWeek: number;
  provider: string;
}

export interface AccommodationContent {
  id: string;
  name: Texts;
  category: string;
  detail: string;
}

/** What one guardian has sent. */
export interface GuardianAnswers {
  guardianId: string;
  name: string;
  relation: Relation;
  sentAt: string;
  answers: { goalId: string; answer: Answer; comment: string }[];
}

/** A plan as it is kept, with everything anyone may read of it. */
export interface PlanContent {
  id: string;
  number: number;
  state: PlanState;
  startsOn: string;
  endsOn: string;
  childVoice: string;
  familyVoice: string;
  strengths: string;
  needs: string;
  familyWork: string;
  noSoftGoalReason: string;
  changeReason: string;
  className: string | null;
  organisation: Texts;
  author: string;
  savedBy: string;
  savedAt: string;
  sharedAt: string | null;
  approvedBy: string;
  approvedAt: string | null;
  /** The extract the plan rests on; `open` while the family shares it with the reader. */
  basis: { extractId: string; number: string; issuedOn: string; open: boolean } | null;
  goals: GoalContent[];
  services: ServiceContent[];
  accommodations: AccommodationContent[];
  answers: GuardianAnswers[];
}

/** Who reads a plan, as far as it decides what is read. */
export interface PlanReader {
  role: Role;
  /** The reader's own link to the child, for a guardian. */
  guardianId: string | null;
  /** Where the child is must stay unknown to this reader (access rule TR7). */
  locationClosed: boolean;
}

/**
 * The plan as this reader gets it; what is not theirs never leaves the server. A parent reads plain words: what, why, how
 * at home, and only their own answers. An assistant reads nothing of the extract and of the family's answers.
 */
export function planForReader(plan: PlanContent, reader: PlanReader): PlanContent {
  const isTeam = reader.role === 'teacher' || reader.role === 'school_coordinator';
  const isParent = reader.role === 'parent';
  const hidden = isParent && reader.locationClosed;
  return {
    ...plan,
    noSoftGoalReason: isTeam ? plan.noSoftGoalReason : '',
    changeReason: isTeam || isParent ? plan.changeReason : '',
    className: hidden ? null : plan.className,
    organisation: hidden ? {} : plan.organisation,
    author: hidden ? '' : plan.author,
    savedBy: isTeam ? plan.savedBy : '',
    approvedBy: hidden ? '' : plan.approvedBy,
    basis: isTeam || isParent ? plan.basis : null,
    goals: plan.goals.map((goal) => ({
      ...goal,
      strategies: isParent ? {} : goal.strategies,
      responsible: hidden ? '' : goal.responsible,
      method: isParent ? '' : goal.method,
      settings: hidden ? [] : goal.settings,
      quality: isTeam && isOpen(plan.state) ? goal.quality : null,
    })),
    services: plan.services.map((service) => (hidden ? { ...service, provider: '' } : service)),
    accommodations: plan.accommodations.map((one) => (hidden ? { ...one, detail: '' } : one)),
    answers: isTeam ? plan.answers : plan.answers.filter(({ guardianId }) => isParent && guardianId === reader.guardianId),
  };
}

/** The steps of a plan that have a page of their own. */
export type PlanStep = 'submission' | 'sharing' | 'return' | 'approval' | 'versions';
