import { expect, test } from 'vitest';
import { correctedAgeDays, correctedAgeOn, isCorrected, milestonesAt, signalOf, type Milestone, type MilestoneDomain, type MilestoneState } from '~/domain/milestones-of-age';
import vectors from '../support/test-vectors.json';

const text = { kk: '', ru: '', en: '' };
const all: Milestone[] = [3, 6, 24, 72].flatMap((ageMonths) => (['social', 'language'] as const).map((domain) => ({ id: `${ageMonths}-${domain}`, ageMonths, domain, text })));
const months = (ageDays: number) => [...new Set(milestonesAt(all, ageDays).map(({ ageMonths }) => ageMonths))];
const now = (...said: [MilestoneDomain, MilestoneState][]) => said.map(([domain, state], index) => ({ id: `${domain}-${index}`, domain, state }));

test('the age of a child born early is counted from the due date until two years', () => {
  expect(vectors.corrected_age.length).toBeGreaterThan(2);
  for (const vector of vectors.corrected_age) expect(correctedAgeDays(vector.in.ageDays, vector.in.gestWeeks), JSON.stringify(vector.in)).toBe(vector.out);
  expect(correctedAgeDays(365, null)).toBe(365);
  expect(correctedAgeDays(730, 28)).toBe(730);
  expect(correctedAgeDays(729, 36)).toBe(701);
  expect(correctedAgeOn('2025-10-14', '2026-10-14', 32)).toBe(309);
  expect(isCorrected('2025-10-14', '2026-10-14')).toBe(true);
  expect(isCorrected('2024-10-14', '2026-10-14')).toBe(false);
});

test('the milestones are those of the latest age the child has reached, until seven', () => {
  expect(months(80)).toEqual([]);
  expect(months(91)).toEqual([3]);
  expect(months(309)).toEqual([6]);
  expect(months(729)).toEqual([6]);
  expect(months(730)).toEqual([24]);
  expect(months(2555)).toEqual([72]);
  expect(months(2556)).toEqual([]);
});

test('one milestone not seen yet, or somebody’s worry, is a reason to talk', () => {
  expect(signalOf(now(['social', 'seen'], ['language', 'not-asked']), [], false)).toBeNull();
  expect(signalOf(now(['social', 'not-yet']), [], false)).toBe('talk');
  expect(signalOf([], [], true)).toBe('talk');
});

test('two in one domain, three in all, the same twice, or speech while hearing is not checked lead on to others', () => {
  expect(signalOf(now(['social', 'not-yet'], ['motor', 'not-yet']), [], false)).toBe('talk');
  expect(signalOf(now(['social', 'not-yet'], ['social', 'not-yet']), [], false)).toBe('refer');
  expect(signalOf(now(['social', 'not-yet'], ['motor', 'not-yet'], ['language', 'not-yet']), [], false)).toBe('refer');
  expect(signalOf(now(['social', 'not-yet']), [{ id: 'social-0', state: 'not-yet' }], false)).toBe('refer');
  expect(signalOf(now(['language', 'not-yet']), [], false, false)).toBe('refer');
  expect(signalOf(now(['motor', 'not-yet']), [], false, false)).toBe('talk');
});

test('a skill that was there and is not now is urgent', () => {
  expect(signalOf(now(['social', 'not-yet']), [{ id: 'social-0', state: 'seen' }], false)).toBe('urgent');
  expect(signalOf(now(['social', 'seen']), [{ id: 'social-0', state: 'seen' }], false)).toBeNull();
});
