import { z } from 'zod';
import type { Role } from './permissions';
import type { Reason } from './refusal';

/** Staff 12, families 10 characters; at most 128, any script, nothing cut off (ASVS 6.2). */
export const PASSWORD_LENGTH = { staff: 12, parent: 10, most: 128 } as const;

/** Passwords that are refused whatever their length, folded to lower case. */
const COMMON = [
  'qazaqstan', 'kazakhstan', 'казахстан', 'қазақстан', 'құпиясөз', 'құпия', 'password', 'пароль', 'qwerty', 'йцукен',
  '12345678', '123456789', '1234567890', '111111', 'almaty', 'astana', 'алматы', 'астана', 'iloveyou', 'letmein', 'welcome',
];

export const signInForm = z.strictObject({
  email: z.string('field.required').trim().min(1, 'field.required').max(254, 'field.too-long'),
  password: z.string('field.required').min(1, 'field.required').max(PASSWORD_LENGTH.most, 'field.too-long'),
  ownDevice: z.literal('yes').optional(),
  to: z.string().max(2000).optional(),
});

export const newPassword = z.strictObject({
  password: z
    .string('field.required')
    .min(PASSWORD_LENGTH.parent, 'field.password-short')
    .max(PASSWORD_LENGTH.most, 'field.too-long')
    .refine((password) => !isCommon(password), 'field.password-common'),
});

/** A person changes the own password; how long the new one must be follows from the role (`whyNotPassword`). */
export const passwordChange = z.strictObject({
  current: z.string('field.required').min(1, 'field.required').max(PASSWORD_LENGTH.most, 'field.too-long'),
  password: newPassword.shape.password,
});

/** Staff need a longer password than families. */
export function whyNotPassword(role: Role, password: string): Reason | null {
  const least = role === 'parent' ? PASSWORD_LENGTH.parent : PASSWORD_LENGTH.staff;
  return [...password].length < least ? 'field.password-short' : null;
}

/** Whether a password is one of the well-known ones, or such a one with digits or signs around it. */
export function isCommon(password: string): boolean {
  const bare = password.toLowerCase().replace(/^[\d\W_]+|[\d\W_]+$/gu, '');
  const whole = password.toLowerCase();
  return COMMON.includes(whole) || COMMON.includes(bare) || /^(.)\1+$/u.test(whole);
}

/** Where a role starts its day. */
export const HOME: Record<Role, string> = {
  pmpc_specialist: '/today',
  pmpc_coordinator: '/queue',
  teacher: '/today',
  assistant: '/today',
  school_coordinator: '/today',
  parent: '/children',
  administrator: '/organisations',
  observer: '/indicators',
};
