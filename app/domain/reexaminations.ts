import { addDays } from './calendar';
import { mondayOf } from './days-off';

/** When a conclusion asks for the next examination, and when its preparation has to start. */

export const REEXAMINATION_FILTERS = ['start', 'soon', 'over', 'all'] as const;
export type ReexaminationFilter = (typeof REEXAMINATION_FILTERS)[number];

/** How far ahead "soon" looks after the days in which the preparation starts. */
export const SOON_DAYS = 56;

/** The day a conclusion's time is over: the earlier of its last day and its next examination. */
export function dueOn({ validUntil, nextExamOn }: { validUntil: string | null; nextExamOn: string | null }): string | null {
  if (validUntil === null || nextExamOn === null) return validUntil ?? nextExamOn;
  return validUntil < nextExamOn ? validUntil : nextExamOn;
}

export interface Timing {
  state: Exclude<ReexaminationFilter, 'all'> | 'later';
  /** The first day of the preparation. */
  startOn: string;
  /** The Monday of the week the conclusion is over in. */
  week: string;
}

/** Where a conclusion stands on a day, when the preparation takes so many days. */
export function timingOf(due: string, today: string, leadDays: number): Timing {
  const startOn = addDays(due, -leadDays);
  const state = due < today ? 'over' : startOn <= today ? 'start' : startOn <= addDays(today, SOON_DAYS) ? 'soon' : 'later';
  return { state, startOn, week: mondayOf(due) };
}

/** The days between which a filter looks for the end of a conclusion; null is open. */
export function windowOf(filter: ReexaminationFilter, today: string, leadDays: number): { from: string | null; to: string | null } {
  const start = addDays(today, leadDays);
  switch (filter) {
    case 'over':
      return { from: null, to: addDays(today, -1) };
    case 'start':
      return { from: today, to: start };
    case 'soon':
      return { from: addDays(start, 1), to: addDays(start, SOON_DAYS) };
    case 'all':
      return { from: null, to: null };
  }
}
