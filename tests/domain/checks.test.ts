import { expect, test } from 'vitest';
import { CHECK_LENGTH, CHECK_LETTERS, digestGroups, readCheck } from '~/domain/checks';
import { appealTermOf, whyNotAnswer } from '~/domain/family-answers';
import { nextSteps, placesToApply } from '~/domain/family-copies';
import { whyNotHandOver } from '~/domain/handovers';

test('the address of a check holds at least 128 bits that nobody can guess', () => {
  expect(new Set(CHECK_LETTERS).size).toBe(32);
  expect(CHECK_LENGTH * Math.log2(32)).toBeGreaterThanOrEqual(128);
});

test('an address typed from paper is read whatever its case, its gaps and the letters that look like digits', () => {
  const token = '0123456789abcdefghjkmnpqrstv';
  expect(readCheck('O123 4567-89AB CDEF GHJK MNPQ RSTV')).toBe(token);
  expect(readCheck(token.replace('1', 'l'))).toBe(token);
});

test('what cannot be an address of a check is none', () => {
  for (const text of ['', 'short', `${'0'.repeat(28)}0`, `${'0'.repeat(27)}u`, '../../etc/passwd']) expect(readCheck(text)).toBeNull();
});

test('the mark of a document is the beginning of its digest in groups of four', () => {
  expect(digestGroups('0123456789abcdef'.repeat(4))).toBe('0123 4567 89ab cdef');
});

test('an issued conclusion is handed over between its day and today', () => {
  expect(whyNotHandOver('issued', '2026-10-14', '2026-10-14', '2026-10-14')).toBeNull();
  expect(whyNotHandOver('issued', '2026-10-15', '2026-10-14', '2026-10-14')).toBe('field.in-the-future');
  expect(whyNotHandOver('issued', '2026-10-13', '2026-10-14', '2026-10-14')).toBe('field.before-start');
  expect(whyNotHandOver('draft', '2026-10-14', '2026-10-14', '2026-10-14')).toBe('conclusion.wrong-state');
  expect(whyNotHandOver('void', '2026-10-14', '2026-10-14', '2026-10-14')).toBe('conclusion.wrong-state');
});

test('a family answers an issued conclusion, not a void one', () => {
  expect(whyNotAnswer('issued', '2026-10-14', '2026-10-14', '2026-10-14')).toBeNull();
  expect(whyNotAnswer('void', '2026-10-14', '2026-10-14', '2026-10-14')).toBe('conclusion.wrong-state');
});

test('a term of appeal counts as law only when its source was read', () => {
  const term = { code: 'APPEAL_ANSWER', kind: 'statutory', limit: 15, unit: 'working-days' } as const;
  expect(appealTermOf([{ ...term, mark: 'G' }])).toEqual({ days: 15, byLaw: false });
  expect(appealTermOf([{ ...term, mark: 'V' }])).toEqual({ days: 15, byLaw: true });
  expect(appealTermOf([])).toBeNull();
});

test('a family is told only the steps its conclusion asks for', () => {
  const plain = { assistantNeeded: false, placements: [], nextExamOn: null, validUntil: null };
  expect(nextSteps(plain)).toEqual(['share', 'plan', 'keep']);
  expect(nextSteps({ assistantNeeded: true, placements: ['correction-room'], nextExamOn: '2027-09-01', validUntil: '2027-10-14' })).toEqual([
    'share', 'plan', 'assistant', 'placement', 'again-by', 'keep',
  ]);
  expect(nextSteps({ ...plain, validUntil: '2027-10-14' })).toContain('again-before');
});

test('nobody applies for an ordinary class', () => {
  expect(placesToApply({ placements: ['ordinary-class', 'autism-centre'] })).toEqual(['autism-centre']);
});
