import { z } from 'zod';
import { TEAM_PARTS } from '#db/vocabulary';
import { addDays } from './calendar';
import { civilDate, idField, maybeDate, oneOf, ticked } from './fields';
import type { Reason } from './refusal';

export { TEAM_PARTS, type TeamPart } from '#db/vocabulary';

/** Who joins the child's team, as what, from when and until when. */
export const teamDraft = z
  .strictObject({ userId: idField, part: oneOf(TEAM_PARTS), validFrom: civilDate, validTo: maybeDate })
  .superRefine((draft, refinement) => {
    if (draft.validTo && draft.validTo < draft.validFrom) refinement.addIssue({ code: 'custom', path: ['validTo'], message: 'field.before-start' });
  });
export type TeamDraft = z.output<typeof teamDraft>;

/** The last day of work with the child; `atOnce` closes the file this minute. */
export const endingDraft = z.strictObject({ lastDay: civilDate, atOnce: ticked });
export type EndingDraft = z.output<typeof endingDraft>;

export interface Period {
  validFrom: string;
  validTo: string | null;
}

/** Whether two periods share a day; an open end reaches on. */
export function overlap(one: Period, other: Period): boolean {
  return one.validFrom <= (other.validTo ?? '9999') && other.validFrom <= (one.validTo ?? '9999');
}

/** Why a person cannot join: they are in the team on one of these days already. */
export function whyNotJoin(draft: Period, places: readonly Period[]): Reason | null {
  return places.some((place) => overlap(place, draft)) ? 'team.already-there' : null;
}

/** Why a place cannot be ended: it is over, or would end before it began. */
export function whyNotEnd(place: Period, draft: EndingDraft, today: string): Reason | null {
  if (place.validTo !== null && place.validTo < today) return 'team.ended';
  if (!draft.atOnce && draft.lastDay < place.validFrom) return 'field.before-start';
  return null;
}

/** The last day that stays: reading ends at midnight after it; at once means that it ended yesterday (access.md TR3). */
export function lastDayOf(draft: EndingDraft, today: string): string {
  return draft.atOnce ? addDays(today, -1) : draft.lastDay;
}
