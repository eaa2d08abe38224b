import { z } from 'zod';
import { EXAM_KINDS, INSTRUCTION_LANGUAGES, MEMBER_STATES, SPECIALTIES, type AssessmentState, type FindingState, type MemberState, type Specialty } from '#db/vocabulary';
import { addDays } from './calendar';
import { civilDate, clockTime, idField, line, maybeProse, oneOf, prose, versionField } from './fields';
import type { Reason } from './refusal';

export { EXAM_KINDS, INSTRUCTION_LANGUAGES, MEMBER_STATES, SPECIALTIES, type AssessmentState, type ExamKind, type InstructionLanguage, type MemberState, type Specialty } from '#db/vocabulary';

const seat = z
  .union([idField, z.literal('')], 'field.choose')
  .nullish()
  .transform((id) => id || null);

const seats = Object.fromEntries(SPECIALTIES.map((specialty) => [specialty, seat])) as Record<Specialty, typeof seat>;

/** When, where and by whom a child is examined. The team has at most one person of each specialty. */
export const assessmentDraft = z.strictObject({
  sessionOn: civilDate,
  sessionAt: clockTime,
  room: line(60),
  language: oneOf(INSTRUCTION_LANGUAGES),
  examKind: oneOf(EXAM_KINDS),
  team: z.strictObject(seats).prefault({}),
});
export type AssessmentDraft = z.output<typeof assessmentDraft>;
export type Team = AssessmentDraft['team'];

/** The same, changed later: over the version the form was opened at. */
export const assessmentChange = assessmentDraft.extend({ version: versionField });
export type AssessmentChange = z.output<typeof assessmentChange>;

/** Why a referral is not accepted, for those who sent it. */
export const decliningDraft = z.strictObject({ declineReason: prose(2_000) });

/** Whether a specialist is needed; why not, when not. */
export const needDraft = z
  .strictObject({ need: oneOf(MEMBER_STATES), reason: maybeProse(1_000) })
  .superRefine((draft, refinement) => {
    if (draft.need === 'not-needed' && !draft.reason) refinement.addIssue({ code: 'custom', path: ['reason'], message: 'field.required' });
  });
export type NeedDraft = z.output<typeof needDraft>;

/** The first day on which a team member may open the child's file: 14 days before the session (access.md TR2). */
export function windowFrom(sessionOn: string): string {
  return addDays(sessionOn, -14);
}

/** Why the session may not be on this day, or null when it may. */
export function whyNotOn(sessionOn: string, today: string): Reason | null {
  return sessionOn < today ? 'field.in-the-past' : null;
}

/** The people of a team, one of each specialty that is taken. */
export function membersOf(team: Team): { specialty: Specialty; userId: string }[] {
  return SPECIALTIES.flatMap((specialty) => {
    const userId = team[specialty];
    return userId ? [{ specialty, userId }] : [];
  });
}

export type SectionState = 'not-started' | 'in-progress' | 'done' | 'not-needed';

/** How far a specialist's section is. `findings` are the states of that person's rows for it. */
export function sectionState(member: MemberState, findings: readonly FindingState[]): SectionState {
  if (findings.includes('signed')) return 'done';
  if (member === 'not-needed') return 'not-needed';
  return findings.includes('draft') ? 'in-progress' : 'not-started';
}

/** Whether the conclusion may begin: every section is signed or not needed, and at least one is signed. */
export function isTeamReady(sections: readonly SectionState[]): boolean {
  return sections.includes('done') && sections.every((state) => state === 'done' || state === 'not-needed');
}

/** Why a person's place in the team may not be given to `next` (null: to nobody). What is in the record stays with its author. */
export function whyNotReseat(section: SectionState, next: string | null): Reason | null {
  if (section === 'done') return 'assessment.section-begun';
  return next === null && section === 'in-progress' ? 'assessment.section-begun' : null;
}

/** Why a specialist may not be called needed or not needed. `othersNeeded` counts the rest of the team. */
export function whyNotNeed(
  need: MemberState,
  now: { assessment: AssessmentState; member: MemberState; section: SectionState; othersNeeded: number },
): Reason | null {
  if (now.assessment === 'closed' || now.member === need) return 'assessment.wrong-state';
  if (need === 'needed') return null;
  if (now.section === 'done') return 'finding.signed';
  return now.othersNeeded === 0 ? 'assessment.team-empty' : null;
}
