import { z } from 'zod';
import { LANGUAGES, RELATIONS } from '#db/vocabulary';
import { newPassword } from './accounts';
import { normalisePhone } from './children';
import { idField, line, maybeLine, oneOf, ticked } from './fields';
import type { Reason } from './refusal';

export { RELATIONS, type Relation, type RestrictionKind } from '#db/vocabulary';

/** An e-mail address as far as a form can tell; whether it exists, a letter would. */
const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const email = line(254).refine((text) => emailShape.test(text), 'field.email');

/** What is written down of an adult who answers for the child. */
export const guardianDraft = z.strictObject({
  surname: line(100),
  givenName: line(100),
  patronymic: maybeLine(100),
  relation: oneOf(RELATIONS),
  /** In E.164 once read; empty when the family gave none. */
  phone: maybeLine(40)
    .refine((text) => text === '' || normalisePhone(text) !== null, 'field.phone')
    .transform((text) => (text === '' ? null : normalisePhone(text))),
  address: maybeLine(300),
  /** A household of its own, or the one of a guardian already on record. */
  household: z.union([z.literal('own'), idField], 'field.choose'),
  preferred: ticked,
  language: oneOf(LANGUAGES),
  /** The account to link at once; empty when the family gets a code on paper. */
  email: maybeLine(254).refine((text) => text === '' || emailShape.test(text), 'field.email'),
});
export type GuardianDraft = z.output<typeof guardianDraft>;

/** How long a code on paper opens the way, and how many wrong birth years it bears. */
export const CODE_DAYS = 14;
export const CODE_MISSES = 5;

/** Letters and digits nobody takes for one another: no 0 and O, no 1 and I. 32 of them, so five bits each. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LENGTH = 16;

/** Sixteen random bytes as a code for paper, 80 bits: `K7QM-2XWP-9DHF-4TZR`. */
export function writeCode(random: Uint8Array): string {
  const letters = Array.from(random.slice(0, CODE_LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('');
  return (letters.match(/.{4}/g) ?? []).join('-');
}

const LOOKALIKES: Record<string, string> = { А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X' };

/**
 * The sixteen signs of a code however it was typed: small letters, spaces for hyphens, Cyrillic letters that look the
 * same. Null when it cannot be a code.
 */
export function readCode(text: string): string | null {
  const signs = Array.from(text.toUpperCase().replace(/[\s\-‑–—]/g, ''), (sign) => LOOKALIKES[sign] ?? sign);
  return signs.length === CODE_LENGTH && signs.every((sign) => LETTERS.includes(sign)) ? signs.join('') : null;
}

const birthYear = line(4).refine((text) => /^(19|20)\d\d$/.test(text), 'field.invalid');

/** The code and the child's birth year: all that is asked of a parent who is signed in. */
export const codeForm = z.strictObject({ code: line(60), birthYear });

/** The same for somebody new: with the e-mail and the password to sign in with from now on. */
export const familyForm = z.strictObject({ code: line(60), birthYear, email, password: newPassword.shape.password });

export interface StoredCode {
  usedAt: Date | null;
  expiresAt: Date;
  misses: number;
  birthDate: string;
}

/** Why a code does not open the way: unknown, used, too old, tried too often, or not this child's year. All read the same. */
export function whyNotRedeem(code: StoredCode | undefined, year: string, now: Date): Reason | null {
  if (!code || code.usedAt || code.expiresAt <= now || code.misses >= CODE_MISSES) return 'code.wrong';
  return code.birthDate.slice(0, 4) === year ? null : 'code.wrong';
}
