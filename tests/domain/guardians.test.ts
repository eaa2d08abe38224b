import { expect, test } from 'vitest';
import { CODE_MISSES, codeForm, familyForm, guardianDraft, readCode, whyNotRedeem, writeCode } from '~/domain/guardians';

const now = new Date('2026-10-14T06:00:00Z');
const code = { usedAt: null, expiresAt: new Date('2026-10-20T06:00:00Z'), misses: 0, birthDate: '2018-03-05' };

test('a code is written for paper in four groups of signs nobody takes for one another', () => {
  const written = writeCode(Uint8Array.from({ length: 16 }, (_, index) => index * 17));
  expect(written).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/);
  expect(written).not.toMatch(/[01IO]/);
});

test('other random bytes make another code', () => {
  expect(writeCode(new Uint8Array(16))).not.toBe(writeCode(new Uint8Array(16).fill(1)));
});

test('a code is read in small letters, with spaces or long dashes, and typed on a Cyrillic keyboard', () => {
  const plain = 'K7QM2XWP9DHF4TZR';
  for (const typed of ['K7QM-2XWP-9DHF-4TZR', 'k7qm 2xwp 9dhf 4tzr', 'K7QM–2XWP–9DHF–4TZR', 'к7QМ-2ХWР-9DНF-4ТZR']) {
    expect(readCode(typed), typed).toBe(plain);
  }
});

test('what cannot be a code is none', () => {
  for (const typed of ['', 'K7QM-2XWP-9DHF', 'K7QM-2XWP-9DHF-4TZ0', 'K7QM-2XWP-9DHF-4TZRR']) expect(readCode(typed), typed).toBeNull();
});

test('the right code with the child’s birth year opens the way', () => {
  expect(whyNotRedeem(code, '2018', now)).toBeNull();
});

test('a wrong code, a wrong year, a used, an old and a tired code all get the same answer', () => {
  const answers = [
    whyNotRedeem(undefined, '2018', now),
    whyNotRedeem(code, '2017', now),
    whyNotRedeem({ ...code, usedAt: now }, '2018', now),
    whyNotRedeem({ ...code, expiresAt: now }, '2018', now),
    whyNotRedeem({ ...code, misses: CODE_MISSES }, '2018', now),
  ];
  expect(new Set(answers)).toEqual(new Set(['code.wrong']));
});

const filled = { surname: 'Серікова', givenName: 'Дана', patronymic: '', relation: 'mother', household: 'own', language: 'kk' };

test('a guardian’s telephone is kept in one form, however it was written', () => {
  for (const phone of ['8 701 234 56 78', '+7 (701) 234-56-78', '7012345678']) {
    expect(guardianDraft.parse({ ...filled, phone }).phone, phone).toBe('+77012345678');
  }
  expect(guardianDraft.parse(filled).phone).toBeNull();
});

test('a guardian needs a name and a relation; a telephone and an e-mail must be ones', () => {
  const wrong = guardianDraft.safeParse({ ...filled, surname: ' ', relation: '', phone: '12', email: 'dana' });
  const said = Object.fromEntries((wrong.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]));
  expect(said).toEqual({ surname: 'field.required', relation: 'field.choose', phone: 'field.phone', email: 'field.email' });
});

test('a parent who is signed in gives code and year only; somebody new an e-mail and a password of ten signs too', () => {
  expect(codeForm.safeParse({ code: 'K7QM', birthYear: '2018' }).success).toBe(true);
  const wrong = familyForm.safeParse({ code: 'K7QM', birthYear: '18', email: 'dana@', password: 'short' });
  const said = Object.fromEntries((wrong.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]));
  expect(said).toEqual({ birthYear: 'field.invalid', email: 'field.email', password: 'field.password-short' });
});
