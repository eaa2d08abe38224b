import { expect, test } from 'vitest';
import { consentNow, stateOfAnswer, whyNotWithdraw, type ConsentLine } from '~/domain/consents';

function line(change: Partial<ConsentLine>): ConsentLine {
  return { id: 'a', guardianId: 'mother', purpose: 'examination', subjectId: '', state: 'given', sequence: 1, ...change };
}

test('the newest line of a purpose counts, in whatever order the lines come', () => {
  const lines = [line({ id: 'b', state: 'withdrawn', sequence: 2 }), line({})];
  expect(consentNow(lines, 'examination')?.state).toBe('withdrawn');
  expect(consentNow([...lines].reverse(), 'examination')?.state).toBe('withdrawn');
});

test('a purpose nobody answered has no consent, and one purpose says nothing of another', () => {
  expect(consentNow([line({})], 'photo')).toBeNull();
});

test('consent to share one conclusion is not consent to share another', () => {
  const lines = [line({ purpose: 'share-conclusion', subjectId: 'one' })];
  expect(consentNow(lines, 'share-conclusion', 'one')?.state).toBe('given');
  expect(consentNow(lines, 'share-conclusion', 'two')).toBeNull();
});

test('a no after one’s own yes takes the yes back; a first no is a refusal', () => {
  expect(stateOfAnswer('given', 'refused')).toBe('withdrawn');
  expect(stateOfAnswer(null, 'refused')).toBe('refused');
  expect(stateOfAnswer('withdrawn', 'given')).toBe('given');
});

test('only a yes that stands can be taken back', () => {
  const given = line({});
  expect(whyNotWithdraw(given, [given])).toBeNull();
  expect(whyNotWithdraw(given, [given, line({ id: 'b', state: 'withdrawn', sequence: 2 })])).toBe('consent.nothing-to-withdraw');
  const refused = line({ state: 'refused' });
  expect(whyNotWithdraw(refused, [refused])).toBe('consent.nothing-to-withdraw');
});

test('a mother may take her yes back though the father has answered since', () => {
  const hers = line({});
  expect(whyNotWithdraw(hers, [hers, line({ id: 'b', guardianId: 'father', sequence: 2 })])).toBeNull();
});
