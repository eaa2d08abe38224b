import { expect, test } from 'vitest';
import goalbank from '#db/reference/goalbank.json';
import taxonomy from '#db/reference/taxonomy.json';
import wording from '#db/reference/wording.json';
import * as stored from '#db/vocabulary';
import { DECISION_CODES } from '~/domain/progress';
import { REASONS } from '~/domain/refusal';
import { findTerms } from '~/domain/wording';
import { en } from '~/i18n/en';
import { kk } from '~/i18n/kk';
import { ru } from '~/i18n/ru';

/** Every sentence the app can say, in three languages. Each test lists what it found, so that a failure says what to mend. */

const LANGUAGES = { kk, ru, en };
type Language = keyof typeof LANGUAGES;
const names = Object.keys(LANGUAGES) as Language[];

/** Stored words that nobody is ever shown. */
const NEVER_SHOWN = ['DATABASE_KINDS', 'CODE_PURPOSES'];

/** Groups of the vocabulary whose words come from elsewhere than db/vocabulary. */
const NOT_STORED_LISTS = ['units', 'amounts', 'rubricLevels', 'rubricMeanings', 'promptLevels', 'decisionCodes'];

/** What a Kazakh or Russian page may say without a Cyrillic letter. */
const NAMES_IN_LATIN = ['Qadam', 'English', 'PDF', 'CSV'];

/** Kazakh sentences of four words and more that happen to need none of the letters ә ғ қ ң ө ұ ү һ і. */
const KAZAKH_ALL_THE_SAME: string[] = ['Арнайы сынып немесе топ', 'Норма бойынша керек ПМПК', 'Жасы мен жынысы бойынша', 'Алдын ала жазылу журналы'];

const PLURAL_FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** One thing said: a sentence, or a sentence in its plural forms. */
interface Leaf {
  path: string;
  sentences: Record<string, string>;
  plural: boolean;
}

const leaves = Object.fromEntries(names.map((language) => [language, leavesOf(LANGUAGES[language], '')])) as Record<Language, Leaf[]>;

function leavesOf(node: unknown, path: string): Leaf[] {
  if (typeof node === 'string') return [{ path, sentences: { other: node }, plural: false }];
  if (typeof node !== 'object' || node === null) throw new Error(`${path} is neither a sentence nor a group of them`);
  const parts = Object.entries(node);
  const plural = 'one' in node && 'other' in node && parts.every(([form]) => PLURAL_FORMS.includes(form));
  if (plural) return [{ path, sentences: node as unknown as Record<string, string>, plural }];
  return parts.flatMap(([key, part]) => leavesOf(part, path ? `${path} › ${key}` : key));
}

/** Every sentence of a language with the place it stands at. */
function said(language: Language): { path: string; text: string }[] {
  return leaves[language].flatMap(({ path, sentences }) => Object.values(sentences).map((text) => ({ path, text })));
}

const placeholdersOf = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort().join(' ');

const groupOf = (list: string) => list.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

test('Kazakh and Russian say everything English says, and nothing else', () => {
  const shape = (language: Language) => leaves[language].map(({ path, plural }) => `${path}${plural ? ' (counted)' : ''}`);
  for (const language of ['kk', 'ru'] as const) {
    const missing = shape('en').filter((path) => !shape(language).includes(path));
    const surplus = shape(language).filter((path) => !shape('en').includes(path));
    expect({ language, missing, surplus }).toEqual({ language, missing: [], surplus: [] });
  }
});

test('a sentence names the same values in every language', () => {
  const odd = leaves.en.flatMap(({ path, sentences }) =>
    (['kk', 'ru'] as const).flatMap((language) => {
      const twin = leaves[language].find((leaf) => leaf.path === path);
      const [wanted, got] = [placeholdersOf(sentences.other ?? ''), placeholdersOf(twin?.sentences.other ?? '')];
      return twin && got !== wanted ? [`${language} ${path}: «${got}» where English has «${wanted}»`] : [];
    }),
  );
  expect(odd).toEqual([]);
});

test('what is counted has the forms its language counts in', () => {
  const odd = names.flatMap((language) => {
    const wanted = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort().join(' ');
    return leaves[language]
      .filter(({ plural, sentences }) => plural && Object.keys(sentences).sort().join(' ') !== wanted)
      .map(({ path, sentences }) => `${language} ${path}: has ${Object.keys(sentences).join(' ')}, needs ${wanted}`);
  });
  expect(odd).toEqual([]);
});

test('no sentence is empty', () => {
  const empty = names.flatMap((language) => said(language).flatMap(({ path, text }) => (text.trim() === '' ? [`${language} ${path}`] : [])));
  expect(empty).toEqual([]);
});

test('every stored word has a label, and no label stands for a word that is not stored', () => {
  const lists = Object.entries(stored).filter(([list]) => !NEVER_SHOWN.includes(list));
  const labels = en.vocabulary as Record<string, Record<string, unknown>>;
  expect(Object.keys(labels).sort()).toEqual([...lists.map(([list]) => groupOf(list)), ...NOT_STORED_LISTS].sort());
  for (const [list, words] of lists) {
    const group = groupOf(list);
    expect({ group, words: Object.keys(labels[group] ?? {}).sort() }).toEqual({ group, words: words.map(String).sort() });
  }
});

test('every unit a goal can be measured in has its words', () => {
  const units = [
    ...Object.keys(taxonomy.units),
    ...taxonomy.measurementTypes.map((measure) => measure.unit),
    ...goalbank.map((goal) => goal.measure.unit),
  ];
  const known = [...new Set(units)].sort();
  expect(Object.keys(en.vocabulary.units).sort()).toEqual(known);
  expect(Object.keys(en.vocabulary.amounts).sort()).toEqual(known);
});

test('every level of skill and of help on a measured scale has its words', () => {
  const rubric = taxonomy.rubricScale.map(({ level }) => String(level));
  expect(Object.keys(en.vocabulary.rubricLevels)).toEqual(rubric);
  expect(Object.keys(en.vocabulary.rubricMeanings)).toEqual(rubric);
  expect(Object.keys(en.vocabulary.promptLevels)).toEqual(taxonomy.promptLadder.map(({ level }) => String(level)));
});

test('every way to say no has its sentence, of 25 words at most', () => {
  expect(Object.keys(en.refusals).sort()).toEqual([...REASONS].sort());
  const long = names.flatMap((language) =>
    Object.entries(LANGUAGES[language].refusals).flatMap(([reason, text]) => (text.split(/\s+/).length > 25 ? [`${language} ${reason}`] : [])),
  );
  expect(long).toEqual([]);
});

test('every decision about a goal has a tag and a sentence', () => {
  expect(Object.keys(en.vocabulary.decisionCodes).sort()).toEqual([...DECISION_CODES].sort());
  const long = names.flatMap((language) =>
    Object.entries(LANGUAGES[language].vocabulary.decisionCodes).flatMap(([code, { short }]) => (short.split(' ').length > 3 ? [`${language} ${code}: ${short}`] : [])),
  );
  expect(long).toEqual([]);
});

test('Kazakh and Russian sentences keep to the respectful words we recommend', () => {
  const found = (['kk', 'ru'] as const).flatMap((language) =>
    said(language).flatMap(({ path, text }) =>
      findTerms(text, language, wording).map(({ term, suggestion }) => `${language} ${path}: «${term}», rather «${suggestion}»`),
    ),
  );
  expect(found).toEqual([]);
});

test('Kazakh and Russian sentences are written in Cyrillic', () => {
  const odd = (['kk', 'ru'] as const).flatMap((language) =>
    said(language).flatMap(({ path, text }) => {
      const words = text.replace(/\{\w+\}/g, '').match(/\p{L}+/gu) ?? [];
      const latinOnly = words.some((word) => !NAMES_IN_LATIN.includes(word)) && !/\p{Script=Cyrillic}/u.test(words.join(''));
      return latinOnly ? [`${language} ${path}: ${text}`] : [];
    }),
  );
  expect(odd).toEqual([]);
});

test('no word mixes Latin and Cyrillic letters', () => {
  const mixed = names.flatMap((language) =>
    said(language).flatMap(({ path, text }) =>
      (text.match(/\p{L}+/gu) ?? [])
        .filter((word) => /\p{Script=Cyrillic}/u.test(word) && /\p{Script=Latin}/u.test(word))
        .map((word) => `${language} ${path}: ${word}`),
    ),
  );
  expect(mixed).toEqual([]);
});

test('no Russian sentence was left in Kazakh', () => {
  const suspicious = said('kk').flatMap(({ path, text }) =>
    text
      .split(/(?<=[.!?…])\s+/)
      .filter((sentence) => (sentence.replace(/\{\w+\}/g, '').match(/\p{Script=Cyrillic}+/gu) ?? []).length >= 4)
      .filter((sentence) => !/[әғқңөұүһі]/i.test(sentence) && !KAZAKH_ALL_THE_SAME.includes(sentence))
      .map((sentence) => `${path}: ${sentence} (if this is Kazakh, add it to KAZAKH_ALL_THE_SAME)`),
  );
  expect(suspicious).toEqual([]);
});
