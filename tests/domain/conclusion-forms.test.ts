import { expect, test } from 'vitest';
import forms from '#db/reference/forms.json';
import { CONCLUSION_FORM, formOf, type FormEdition } from '~/domain/conclusion-forms';
import { TEXT_PARTS } from '~/domain/conclusions';

const shipped = forms as FormEdition[];
const [first] = shipped as [FormEdition];
const next: FormEdition = { ...first, id: `${CONCLUSION_FORM}@2027-01-01`, from: '2027-01-01', parts: first.parts.slice(0, 3) };

test('a conclusion is printed by its own edition, whatever the day', () => {
  expect(formOf([first, next], first.id, '2027-06-01')).toBe(first);
  expect(formOf([next, first], next.id, '2026-06-01')).toBe(next);
});

test('one without an edition of its own is printed by that of its day, and an old one by the oldest', () => {
  expect(formOf([first, next], null, '2027-06-01')).toBe(next);
  expect(formOf([first, next], null, '2026-06-01')).toBe(first);
  expect(formOf([next, first], null, '2020-01-01')).toBe(first);
});

test('each shipped form prints every part of a conclusion once, with titles in both official languages', () => {
  for (const { code, parts, title, appeal, id, from } of shipped) {
    expect(id).toBe(`${code}@${from}`);
    expect(parts.map((part) => part.code).sort()).toEqual([...TEXT_PARTS].sort());
    for (const names of [title, appeal.text, appeal.act, ...parts.map((part) => part.title)]) expect(Object.values(names).every(Boolean)).toBe(true);
  }
});
