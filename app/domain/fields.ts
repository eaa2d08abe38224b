import { z } from 'zod';
import { isCivilDate } from './calendar';

/** What a field of a form may hold. Messages are reasons; the language comes later. Lengths count characters as people do. */

const fits = (max: number) => [(text: string) => [...text].length <= max, { message: 'field.too-long', params: { max } }] as const;

/** One line that must be there. */
export const line = (max = 200) =>
  z
    .string('field.required')
    .trim()
    .min(1, 'field.required')
    .refine(...fits(max))
    .refine((text) => !/[\r\n]/.test(text), 'field.invalid');

/** One line that may stay empty. */
export const maybeLine = (max = 200) =>
  z.string().trim().refine(...fits(max)).refine((text) => !/[\r\n]/.test(text), 'field.invalid').default('');

/** Several lines that must be there. */
export const prose = (max = 10_000) =>
  z.string('field.required').trim().min(1, 'field.required').refine(...fits(max)).transform(oneNewline);

/** Several lines that may stay empty. */
export const maybeProse = (max = 10_000) => z.string().trim().refine(...fits(max)).transform(oneNewline).default('');

const oneNewline = (text: string) => text.replaceAll('\r\n', '\n');

/** A civil date, `YYYY-MM-DD`. */
export const civilDate = z.string('field.required').trim().min(1, 'field.required').refine(isCivilDate, 'field.invalid');

/** A civil date or nothing. */
export const maybeDate = z
  .string()
  .trim()
  .transform((text) => text || null)
  .refine((text) => text === null || isCivilDate(text), 'field.invalid')
  .nullish()
  .transform((text) => text ?? null);

/** One of a closed list. */
export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) => z.enum(values, 'field.choose');

/** One of a closed list, or nothing chosen. */
export const maybeOneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .union([z.enum(values), z.literal('')], 'field.choose')
    .nullish()
    .transform((value) => (value ? (value as Values[number]) : null));

/** A time of day, HH:MM. */
export const clockTime = z.string('field.required').trim().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'field.time');

/** A number as people write it: a comma is a point; no exponents, no hexadecimal. */
export const decimal = (min: number, max: number) =>
  z
    .string('field.required')
    .trim()
    .min(1, 'field.required')
    .regex(/^-?\d{1,7}([.,]\d{1,4})?$/, 'field.invalid')
    .transform((text) => Number(text.replace(',', '.')))
    .refine((value) => value >= min && value <= max, 'field.out-of-range');

export const maybeDecimal = (min: number, max: number) =>
  z
    .string()
    .trim()
    .regex(/^(-?\d{1,7}([.,]\d{1,4})?)?$/, 'field.invalid')
    .transform((text) => (text === '' ? null : Number(text.replace(',', '.'))))
    .refine((value) => value === null || (value >= min && value <= max), 'field.out-of-range')
    .nullish()
    .transform((value) => value ?? null);

export const whole = (min: number, max: number) =>
  z
    .string('field.required')
    .trim()
    .min(1, 'field.required')
    .regex(/^-?\d{1,9}$/, 'field.invalid')
    .transform(Number)
    .refine((value) => value >= min && value <= max, 'field.out-of-range');

/** The version a form answers to: what two people may edit is saved only over the version it was opened at. */
export const versionField = z.string('malformed').regex(/^\d{1,9}$/, 'malformed').transform(Number);

/** A tick box: yes or nothing. */
export const ticked = z
  .literal('yes')
  .optional()
  .transform((value) => value === 'yes');

/** An id of ours in a form. */
export const idField = z.string('field.choose').regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'field.choose');
