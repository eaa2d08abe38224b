import { expect, test } from 'vitest';
import { isDeed, partOf, wordsKnownTo } from '~/domain/audits';
import { POLICY } from '~/domain/permissions';

test('a family reads of the medical section and never of another guardian’s restrictions', () => {
  const words = wordsKnownTo({ role: 'parent', duty: null });
  expect(words).toContain('finding.open-medical');
  for (const word of ['guardian.restrict', 'guardian.link', 'guardian.restriction-open', 'safeguarding.open', 'safeguarding.create'] as const) expect(words).not.toContain(word);
});

test('a school learns of nothing that belongs to the examination', () => {
  const words = wordsKnownTo({ role: 'school_coordinator', duty: null });
  for (const word of words) expect(word).not.toMatch(/^(finding|conclusion)\./);
  expect(words).toContain('extract.open');
});

test('safeguarding is part of no list, whoever reads', () => {
  expect(partOf('safeguarding.open')).toBeNull();
  expect(partOf('break-glass.use')).toBeNull();
  expect(partOf('denied')).toBeNull();
});

test('each word of a list belongs to a part and tells reading from doing', () => {
  for (const word of wordsKnownTo({ role: 'pmpc_coordinator', duty: 'head' })) {
    expect(partOf(word), word).not.toBeNull();
    expect(isDeed(word), word).toBe(POLICY[word].audit === 'deed');
  }
});
