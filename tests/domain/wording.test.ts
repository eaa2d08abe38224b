import fc from 'fast-check';
import { expect, test } from 'vitest';
import bank from '#db/reference/goalbank.json';
import wording from '#db/reference/wording.json';
import { findTerms } from '~/domain/wording';

test.each(wording.map((entry) => [entry.id, entry.avoid, entry] as const))('%s notices “%s” and nothing else', (_, __, entry) => {
  for (const text of entry.tests.match) expect(findTerms(text, entry.lang, [entry]), text).not.toEqual([]);
  for (const text of entry.tests.noMatch) expect(findTerms(text, entry.lang, [entry]), text).toEqual([]);
});

test('the words offered instead are themselves respectful', () => {
  for (const entry of wording) expect(findTerms(entry.prefer, entry.lang, wording), `${entry.id} ${entry.prefer}`).toEqual([]);
});

test('no goal of the bank holds a term the check would notice', () => {
  for (const goal of bank) {
    for (const lang of ['kk', 'ru'] as const) {
      const text = [goal.title, goal.behaviour, goal.condition, goal.homeActivity].map((part) => part[lang]).concat(goal.strategies[lang]).join('. ');
      expect(findTerms(text, lang, wording), `${goal.id} ${lang}`).toEqual([]);
    }
  }
});

test('a term is shown where it stands, with another word beside it', () => {
  const text = 'В классе учится ребёнок-инвалид.';
  const [found] = findTerms(text, 'ru', wording);
  expect(found).toMatchObject({ id: 'RU01', suggestion: 'человек с инвалидностью, ребёнок с инвалидностью', severity: 'high' });
  expect(text.slice(found?.start, found?.end)).toBe(found?.term);
});

test('each language has its own list', () => {
  expect(findTerms('ребёнок-инвалид', 'en', wording)).toEqual([]);
  expect(findTerms('ребёнок-инвалид', 'ru', wording)).toHaveLength(1);
});

test('the longer phrase stands where two entries meet', () => {
  const short = { id: 'A', lang: 'ru', regex: 'коляск[а-яё]*', severity: 'low', prefer: 'кресло', exceptions: [] };
  const long = { id: 'B', lang: 'ru', regex: 'инвалидн[а-яё]* коляск[а-яё]*', severity: 'low', prefer: 'кресло-коляска', exceptions: [] };
  expect(findTerms('на инвалидной коляске', 'ru', [short, long]).map(({ id }) => id)).toEqual(['B']);
});

test('the name of a law keeps its words', () => {
  expect(findTerms('Конвенция о правах инвалидов', 'ru', wording)).toEqual([]);
});

test('a term is noticed across a line break, in letters typed in two pieces and with Latin look-alikes', () => {
  const broken = 'мальчик прикован\n   к коляске';
  const [found] = findTerms(broken, 'ru', wording);
  expect(found?.term).toBe('прикован\n   к коляске');

  const pieces = 'Бұл — ребёнок-инвалид'.normalize('NFD');
  const [second] = findTerms(pieces, 'ru', wording);
  expect(pieces.slice(second?.start, second?.end)).toMatch(/инвалид$/u);

  const lookAlike = 'ребёнок-инвaлид';
  expect(findTerms(lookAlike, 'ru', wording).map(({ term }) => term).join()).toMatch(/инвaлид$/u);
});

test('whatever the text, the places found are in it, in order and apart', () => {
  const pieces = wording.flatMap((entry) => [...entry.tests.match, ...entry.tests.noMatch]);
  const texts = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 8 }).map((list) => list.join(' '));
  fc.assert(
    fc.property(texts, fc.constantFrom('ru', 'kk'), (text, lang) => {
      let end = 0;
      return findTerms(text, lang, wording).every((found) => {
        const apart = found.start >= end && found.end > found.start && text.slice(found.start, found.end) === found.term;
        end = found.end;
        return apart;
      });
    }),
  );
});
