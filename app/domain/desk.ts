import { z } from 'zod';
import { ABSENCE_KINDS, SPECIALTIES, type Specialty } from '#db/vocabulary';
import { civilDate, clockTime, idField, line, maybeDate, oneOf, ticked, versionField, whole } from './fields';
import type { Reason } from './refusal';
import { overlap, type Away, type Hours } from './slots';
import { visitRules } from './visits';

export { ABSENCE_KINDS, SPECIALTIES, type AbsenceKind, type Specialty } from '#db/vocabulary';

export const roomDraft = z.strictObject({ name: line(60) });
export const roomChange = roomDraft.extend({ active: ticked, version: versionField });
export type RoomChange = z.output<typeof roomChange>;

const seat = z
  .union([idField, z.literal('')], 'field.choose')
  .nullish()
  .transform((id) => id || null);
const seats = Object.fromEntries(SPECIALTIES.map((specialty) => [specialty, seat])) as Record<Specialty, typeof seat>;

const crewShape = { name: line(60), seats: z.strictObject(seats).prefault({}) };
export const crewDraft = z.strictObject(crewShape);
export type CrewDraft = z.output<typeof crewDraft>;
export const crewChange = z.strictObject({ ...crewShape, active: ticked, version: versionField });
export type CrewChange = z.output<typeof crewChange>;

/** The people of a crew, one of each specialty that is taken. */
export function seatsOf(draft: Pick<CrewDraft, 'seats'>): { specialty: Specialty; userId: string }[] {
  return SPECIALTIES.flatMap((specialty) => {
    const userId = draft.seats[specialty];
    return userId ? [{ specialty, userId }] : [];
  });
}

/** Hours on one or several weekdays, from a day on. */
export const hoursDraft = z
  .strictObject({
    userId: idField,
    weekdays: z.array(whole(1, 7)).default([]),
    startsAt: clockTime,
    endsAt: clockTime,
    validFrom: civilDate,
    validTo: maybeDate,
  })
  .superRefine((draft, refinement) => {
    if (draft.weekdays.length === 0) refinement.addIssue({ code: 'custom', path: ['weekdays'], message: 'field.choose' });
    if (draft.endsAt <= draft.startsAt) refinement.addIssue({ code: 'custom', path: ['endsAt'], message: 'field.before-start' });
    if (draft.validTo && draft.validTo < draft.validFrom) refinement.addIssue({ code: 'custom', path: ['validTo'], message: 'field.before-start' });
  });
export type HoursDraft = z.output<typeof hoursDraft>;

export const hoursEnding = z.strictObject({ lastDay: civilDate });

export const absenceDraft = z
  .strictObject({ userId: idField, kind: oneOf(ABSENCE_KINDS), firstDay: civilDate, lastDay: civilDate })
  .superRefine((draft, refinement) => {
    if (draft.lastDay < draft.firstDay) refinement.addIssue({ code: 'custom', path: ['lastDay'], message: 'field.before-start' });
  });
export type AbsenceDraft = z.output<typeof absenceDraft>;

/** Which absences a list shows. */
export const ABSENCE_FILTERS = ['coming', 'past', 'cancelled'] as const;
export type AbsenceFilter = (typeof ABSENCE_FILTERS)[number];

/** The desk's settings as a form sends them. */
export const visitRulesForm = z.strictObject({ minutes: whole(20, 60), most: whole(1, 4) }).pipe(visitRules);

/** Why these hours may not stand beside those of the same person, or null. */
export function whyNotWork(hours: Pick<Hours, 'weekday' | 'startsAt' | 'endsAt' | 'validFrom' | 'validTo'>, held: readonly Omit<Hours, 'userId'>[]): Reason | null {
  const clash = held.some(
    (one) =>
      one.weekday === hours.weekday &&
      (one.validTo === null || hours.validFrom <= one.validTo) &&
      (hours.validTo === null || one.validFrom <= hours.validTo) &&
      overlap(one, hours),
  );
  return clash ? 'desk.hours-overlap' : null;
}

/** Why the hours may not end then, or null: they have ended already, or would end before they begin. */
export function whyNotEndHours(hours: { validFrom: string; validTo: string | null }, lastDay: string): Reason | null {
  if (hours.validTo !== null && hours.validTo <= lastDay) return 'desk.ended';
  return lastDay < hours.validFrom ? 'field.before-start' : null;
}

/** Why this absence may not be recorded beside those of the same person, or null. */
export function whyNotAway(absence: Pick<Away, 'firstDay' | 'lastDay'>, recorded: readonly Pick<Away, 'firstDay' | 'lastDay'>[]): Reason | null {
  return recorded.some((one) => one.firstDay <= absence.lastDay && absence.firstDay <= one.lastDay) ? 'desk.absence-overlap' : null;
}
