import { z } from 'zod';
import { MEETING_DECISIONS, OPINIONS, type MeetingDecision, type MeetingState, type MemberState } from '#db/vocabulary';
import type { ConclusionText } from './conclusions';
import { civilDate, maybeOneOf, maybeProse, oneOf, ticked, versionField } from './fields';
import { linesOf } from './recommendations';
import type { Reason } from './refusal';

export { MEETING_DECISIONS, OPINIONS, type MeetingDecision, type MeetingState, type Opinion } from '#db/vocabulary';

/** The most recommendations one meeting decides on. */
const MOST_SUBJECTS = 60;

/** A recommendation in one word: its kind, and after a colon the word inside the kind. */
const subject = z.string('malformed').regex(/^[a-z-]+(:[a-z_-]+)?$/, 'malformed');

const decisionRow = z.strictObject({ subject, decision: maybeOneOf(MEETING_DECISIONS), note: maybeProse(1_000) });

/**
 * What the head or a member writes in the minutes. They may have gaps until they are closed. A decision that changes or
 * declines a recommendation says why.
 */
export const minutesDraft = z
  .strictObject({
    version: versionField,
    heldOn: civilDate,
    familyPresent: ticked,
    summary: maybeProse(),
    decision: maybeProse(),
    decisions: z.array(decisionRow).max(MOST_SUBJECTS, 'malformed').default([]),
  })
  .superRefine(({ decisions }, refinement) => {
    decisions.forEach(({ decision, note }, index) => {
      if (decision !== null && decision !== 'adopted' && note === '') refinement.addIssue({ code: 'custom', path: ['decisions', index, 'note'], message: 'field.required' });
      if (decision === null && note !== '') refinement.addIssue({ code: 'custom', path: ['decisions', index, 'decision'], message: 'field.choose' });
    });
    if (new Set(decisions.map((row) => row.subject)).size < decisions.length) refinement.addIssue({ code: 'custom', path: ['decisions'], message: 'malformed' });
  });
export type MinutesDraft = z.output<typeof minutesDraft>;

/** A member's own opinion; whoever does not agree says why. */
export const opinionForm = z
  .strictObject({ opinion: oneOf(OPINIONS), words: maybeProse(5_000) })
  .superRefine(({ opinion, words }, refinement) => {
    if (opinion === 'dissents' && words === '') refinement.addIssue({ code: 'custom', path: ['words'], message: 'field.required' });
  });
export type OpinionForm = z.output<typeof opinionForm>;

/** The minutes are closed in the version that was read. */
export const closingForm = z.strictObject({ version: versionField });

/** Every recommendation of a conclusion that a meeting decides on, each once: `condition:grading`, `assistant`, … */
export function subjectsOf(text: ConclusionText): string[] {
  const lines = linesOf(text).map(({ kind, code }) => (code ? `${kind}:${code}` : kind));
  return [...new Set([...(text.programme ? [`programme:${text.programme}`] : []), ...lines, ...(text.repeatFirstYear ? ['repeat-first-year'] : [])])];
}

/** Why the minutes may not be kept with this day, or null. */
export function whyNotHeldOn(heldOn: string, sessionOn: string, today: string): Reason | null {
  if (heldOn > today) return 'field.in-the-future';
  return heldOn < sessionOn ? 'field.before-start' : null;
}

/** Why the minutes may not change any more, or null. */
export function whyNotRecordMinutes(state: MeetingState): Reason | null {
  return state === 'draft' ? null : 'meeting.wrong-state';
}

export interface Closing {
  state: MeetingState;
  summary: string;
  decision: string;
  subjects: readonly string[];
  decisions: readonly { subject: string; decision: MeetingDecision }[];
  team: readonly { userId: string; state: MemberState }[];
  /** Who has written an opinion. */
  opinions: readonly string[];
}

/** How many people who are needed have not written their opinion. */
export function opinionsMissing({ team, opinions }: Pick<Closing, 'team' | 'opinions'>): number {
  return new Set(team.filter(({ userId, state }) => state === 'needed' && !opinions.includes(userId)).map(({ userId }) => userId)).size;
}

/** Why the minutes may not be closed, or null: summary, decision, each recommendation decided, each member heard. */
export function whyNotClose(closing: Closing): Reason | null {
  const { state, summary, decision, subjects, decisions } = closing;
  if (state !== 'draft') return 'meeting.wrong-state';
  const decided = new Set(decisions.map((row) => row.subject));
  if (summary === '' || decision === '' || subjects.some((one) => !decided.has(one))) return 'meeting.incomplete';
  return opinionsMissing(closing) > 0 ? 'meeting.opinions-missing' : null;
}
