import { z } from 'zod';
import { INSTRUCTION_LANGUAGES } from '#db/vocabulary';
import { civilDate, decimal, idField, line, maybeDate, oneOf, prose, ticked, versionField } from './fields';
import type { Reason } from './refusal';

export { INSTRUCTION_LANGUAGES, type InstructionLanguage } from '#db/vocabulary';

/** A weekly hour: weekday 1 (Monday) … 6, from and to as HH:MM. */
export interface Slot {
  weekday: number;
  startsAt: string;
  endsAt: string;
}

/** Both days belong to it. */
export interface Dated {
  validFrom: string;
  validTo: string;
}

export type Held = Dated & { slots: readonly Slot[] };

/** How many rows of the timetable a form offers. */
export const SLOT_ROWS = 12;
export const WEEKDAYS = [1, 2, 3, 4, 5, 6] as const;

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

/** One row of the timetable; a row left wholly empty is no row. */
const slotRow = z
  .strictObject({ weekday: z.string().default(''), startsAt: z.string().trim().default(''), endsAt: z.string().trim().default('') })
  .transform((row, refinement): Slot | null => {
    const wrong = (field: keyof Slot, message: Reason) => refinement.addIssue({ code: 'custom', path: [field], message });
    if (!row.startsAt && !row.endsAt && !row.weekday) return null;
    if (!/^[1-6]$/.test(row.weekday)) wrong('weekday', 'field.choose');
    if (!CLOCK.test(row.startsAt)) wrong('startsAt', row.startsAt ? 'field.time' : 'field.required');
    if (!CLOCK.test(row.endsAt)) wrong('endsAt', row.endsAt ? 'field.time' : 'field.required');
    else if (CLOCK.test(row.startsAt) && row.endsAt <= row.startsAt) wrong('endsAt', 'field.before-start');
    return { weekday: Number(row.weekday), startsAt: row.startsAt, endsAt: row.endsAt };
  });

/** What a coordinator decides when an assistant is assigned to a child. A fading goal is part of it: help is meant to become less. */
export const assignmentDraft = z
  .strictObject({
    contractId: idField,
    validFrom: civilDate,
    validTo: civilDate,
    fadingGoal: prose(1_000),
    slots: z
      .array(slotRow)
      .max(SLOT_ROWS, 'field.invalid')
      .default([])
      .transform((rows) => rows.filter((row) => row !== null)),
  })
  .superRefine((draft, refinement) => {
    if (draft.validTo < draft.validFrom) refinement.addIssue({ code: 'custom', path: ['validTo'], message: 'field.before-start' });
  });
export type AssignmentDraft = z.output<typeof assignmentDraft>;

/** How an assignment ends: on a day, at its close, or at once when it cannot wait. */
export const endingDraft = z.strictObject({ endsOn: civilDate, reason: prose(1_000), atOnce: ticked, version: versionField });
export type EndingDraft = z.output<typeof endingDraft>;

/** An assistant's contract with the organisation, as far as the pool needs it. */
export const contractDraft = z
  .strictObject({
    userId: idField,
    hours: decimal(0.5, 60),
    qualification: line(200),
    languages: z.array(oneOf(INSTRUCTION_LANGUAGES)).default([]),
    validFrom: civilDate,
    validTo: maybeDate,
  })
  .superRefine((draft, refinement) => {
    if (draft.languages.length === 0) refinement.addIssue({ code: 'custom', path: ['languages'], message: 'field.choose' });
    if (draft.validTo && draft.validTo < draft.validFrom) refinement.addIssue({ code: 'custom', path: ['validTo'], message: 'field.before-start' });
  });
export type ContractDraft = z.output<typeof contractDraft>;

/** Clock hours a week, to two decimals. */
export function hoursOf(slots: readonly Slot[]): number {
  return toHundredths(slots.reduce((sum, slot) => sum + minutesOf(slot.endsAt) - minutesOf(slot.startsAt), 0) / 60);
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

function toHundredths(hours: number): number {
  return Math.round(hours * 100) / 100;
}

/** Weekly hours held on a day. */
export function hoursOn(held: readonly Held[], day: string): number {
  return toHundredths(held.filter((one) => one.validFrom <= day && day <= one.validTo).reduce((sum, one) => sum + hoursOf(one.slots), 0));
}

/** The most weekly hours held on any day of the span: what is left beside it can be promised for the whole span. */
export function mostHours(held: readonly Held[], { validFrom, validTo }: Dated): number {
  const starts = held.map((one) => one.validFrom).filter((day) => validFrom < day && day <= validTo);
  return Math.max(...[validFrom, ...starts].map((day) => hoursOn(held, day)));
}

/** The first slot of `held` that stands in the way of `slots` in the weeks both share, or null. Meeting at a minute is no clash. */
export function clashOf(slots: readonly Slot[], span: Dated, held: readonly Held[]): Slot | null {
  const beside = held.filter((one) => one.validFrom <= span.validTo && span.validFrom <= one.validTo).flatMap((one) => one.slots);
  return beside.find((other) => slots.some((slot) => meet(slot, other))) ?? null;
}

function meet(one: Slot, other: Slot): boolean {
  return one.weekday === other.weekday && one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

/** Whether a timetable stands in its own way. */
function clashWithin(slots: readonly Slot[]): Slot | null {
  return slots.find((slot, index) => slots.slice(index + 1).some((other) => meet(slot, other))) ?? null;
}

export interface WhyNot {
  reason: Reason;
  values?: Record<string, string | number>;
}

/**
 * Why this assistant may not be assigned like this, with the numbers of the sentence, or null when it may be done.
 * `held` are the hours of the need and of the contract; `busy` all hours of the person, under whatever contract.
 */
export function whyNotAssign(
  draft: Pick<AssignmentDraft, 'validFrom' | 'validTo' | 'slots'>,
  need: Dated & { hours: number; ended: boolean; held: readonly Held[] },
  contract: { hours: number; validFrom: string; validTo: string | null; held: readonly Held[]; busy: readonly Held[] },
  today: string,
): WhyNot | null {
  if (need.ended || need.validTo < today) return { reason: 'assignment.need-ended' };
  if (draft.slots.length === 0) return { reason: 'assignment.no-slots' };
  if (draft.validFrom < need.validFrom || draft.validTo > need.validTo) return { reason: 'assignment.outside-need' };
  if (draft.validFrom < contract.validFrom || (contract.validTo !== null && draft.validTo > contract.validTo)) return { reason: 'assignment.contract-over' };

  const clash = clashWithin(draft.slots) ?? clashOf(draft.slots, draft, contract.busy);
  if (clash) return { reason: 'assignment.clash', values: { weekday: clash.weekday, from: clash.startsAt, to: clash.endsAt } };

  const hours = hoursOf(draft.slots);
  const free = toHundredths(contract.hours - mostHours(contract.held, draft));
  if (hours > free) return { reason: 'assignment.over-contract', values: { free: Math.max(0, free) } };
  const left = toHundredths(need.hours - mostHours(need.held, draft));
  if (hours > left) return { reason: 'assignment.over-need', values: { left: Math.max(0, left) } };
  return null;
}

/** Why the assignment may not end like this, or null. It ends today or later, never later than it would anyway. */
export function whyNotEnd(assignment: Dated & { ended: boolean }, ending: Pick<EndingDraft, 'endsOn' | 'atOnce'>, today: string): Reason | null {
  if (assignment.ended || assignment.validTo < today) return 'assignment.ended';
  if (ending.atOnce) return null;
  if (ending.endsOn < today) return 'field.in-the-past';
  return ending.endsOn > assignment.validTo ? 'assignment.end-later' : null;
}

export interface Coverage {
  /** Weekly hours held on the day asked for. */
  covered: number;
  missing: number;
  /** The next day on which more hours begin. */
  coming: { on: string; hours: number } | null;
}

/** How far a need is met on a day; before its first day, on that day. */
export function coverageOf(need: Dated & { hours: number }, held: readonly Held[], today: string): Coverage {
  const day = today < need.validFrom ? need.validFrom : today;
  const covered = hoursOn(held, day);
  const later = held.filter((one) => one.validFrom > day).map((one) => one.validFrom).sort();
  const [next] = later;
  const coming = next === undefined ? 0 : toHundredths(hoursOn(held, next) - covered);
  return {
    covered,
    missing: Math.max(0, toHundredths(need.hours - covered)),
    coming: next !== undefined && coming > 0 ? { on: next, hours: coming } : null,
  };
}

/** What is wrong in a timetable that stands already: two hours at once, more hours than the contract has. */
export function troublesOf(contractHours: number, held: readonly Held[], today: string): { clashes: Slot[]; over: number } {
  const now = held.filter((one) => one.validFrom <= today && today <= one.validTo);
  const clashes = now.flatMap((one, index) => {
    const clash = clashOf(one.slots, one, now.slice(index + 1));
    return clash ? [clash] : [];
  });
  return { clashes, over: Math.max(0, toHundredths(hoursOn(now, today) - contractHours)) };
}
