import { z } from 'zod';
import {
  RECOMMENDATION_KINDS,
  RECOMMENDATION_STATES,
  type Condition,
  type ExamCondition,
  type Placement,
  type RecommendationKind,
  type RecommendationState,
  type Specialty,
  type StudyForm,
} from '#db/vocabulary';
import { maybeProse, oneOf, versionField } from './fields';
import { LIFECYCLES, mayFollow } from './lifecycles';
import type { Reason } from './refusal';

export {
  RECOMMENDATION_KINDS,
  RECOMMENDATION_STATES,
  type Condition,
  type ExamCondition,
  type Placement,
  type RecommendationKind,
  type RecommendationState,
  type SessionForm,
  type StudyForm,
} from '#db/vocabulary';

/** Places a child often waits for: meanwhile something else is done, and it is written down. */
export const AWAITED_PLACES: readonly string[] = ['correction-room', 'rehabilitation-centre', 'autism-centre'] satisfies Placement[];

/** How much has to be said about why a recommendation cannot be carried out. */
export const REASON_MIN = 10;

/** What an issued conclusion recommends, as far as a school or a family carries it out. */
export interface Recommended {
  conditions: readonly { condition: Condition; detail: string }[];
  sessions: readonly { specialty: Specialty }[];
  studyForm: StudyForm | null;
  assistantNeeded: boolean;
  assistantTasks: string;
  personalHelper: boolean;
  examConditions: readonly ExamCondition[];
  placements: readonly Placement[];
  nextExamOn: string | null;
}

/** One line to carry out. `code` is the word inside its kind, `detail` the team's own words. */
export interface Line {
  kind: RecommendationKind;
  code: string;
  detail: string;
  position: number;
}

/**
 * The lines of a conclusion, in the order of RECOMMENDATION_KINDS. Each thing stands once: a condition that only names
 * what has its own line (sessions, an assistant, a form of study) is left out unless the team wrote how.
 */
export function linesOf(conclusion: Recommended): Line[] {
  const { assistantNeeded, assistantTasks, examConditions, nextExamOn, personalHelper, placements, sessions, studyForm } = conclusion;
  const isElsewhere = studyForm !== null && studyForm !== 'full-time';
  const said: Partial<Record<Condition, boolean>> = { assistant: assistantNeeded, 'specialist-help': sessions.length > 0, 'study-form': isElsewhere };
  const conditions = conclusion.conditions.filter(({ condition, detail }) => detail !== '' || !said[condition]);
  const bare = (kind: RecommendationKind, codes: readonly string[]) => codes.map((code, position): Line => ({ kind, code, detail: '', position }));
  return [
    ...conditions.map(({ condition, detail }, position): Line => ({ kind: 'condition', code: condition, detail, position })),
    ...bare('sessions', sessions.map(({ specialty }) => specialty)),
    ...(assistantNeeded ? [{ kind: 'assistant', code: '', detail: assistantTasks, position: 0 } satisfies Line] : []),
    ...bare('personal-helper', personalHelper ? [''] : []),
    ...bare('study-form', isElsewhere ? [studyForm] : []),
    ...bare('exam-condition', examConditions),
    ...bare('placement', placements),
    ...bare('next-examination', nextExamOn === null ? [] : ['']),
  ];
}

/** Whether a line may have interim support beside it. */
export function awaitsPlace({ kind, code }: Pick<Line, 'kind' | 'code'>): boolean {
  return kind === 'placement' && AWAITED_PLACES.includes(code);
}

/** How far a line has come. The explanation is asked for only where a recommendation cannot be carried out. */
export const stateDraft = z
  .strictObject({
    version: versionField,
    state: oneOf(RECOMMENDATION_STATES),
    reason: maybeProse(2_000),
    interim: maybeProse(2_000),
  })
  .superRefine(({ state, reason }, refinement) => {
    if (state !== 'impossible') return;
    if (reason === '') refinement.addIssue({ code: 'custom', path: ['reason'], message: 'field.required' });
    else if ([...reason].length < REASON_MIN) refinement.addIssue({ code: 'custom', path: ['reason'], message: 'field.too-short' });
  });
export type StateDraft = z.output<typeof stateDraft>;

/** Why a line may not step to this state, or null. The same state again is a change of its texts. */
export function whyNotTrack(from: RecommendationState, to: RecommendationState, isCurrent: boolean): Reason | null {
  if (!isCurrent) return 'recommendation.replaced';
  return from === to || mayFollow(LIFECYCLES.recommendation, from, to) ? null : 'recommendation.wrong-state';
}

/** Lines as a page shows them: by kind in its own order, then as the conclusion has them. */
export function inOrder<Shown extends Pick<Line, 'kind' | 'position'>>(lines: readonly Shown[]): Shown[] {
  return [...lines].sort((one, other) => RECOMMENDATION_KINDS.indexOf(one.kind) - RECOMMENDATION_KINDS.indexOf(other.kind) || one.position - other.position);
}

/** Of each child the newest conclusion among those given; later ones on the same day by number. */
export function newestOf<Issued extends { childId: string; issuedOn: string; number: number }>(issued: readonly Issued[]): Map<string, Issued> {
  const newest = new Map<string, Issued>();
  for (const one of issued) {
    const known = newest.get(one.childId);
    if (!known || known.issuedOn < one.issuedOn || (known.issuedOn === one.issuedOn && known.number < one.number)) newest.set(one.childId, one);
  }
  return newest;
}
