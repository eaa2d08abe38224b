import { createContext, useContext, type ReactNode } from 'react';
import type { Language } from '~/domain/languages';
import type { Messages } from './messages';
import * as translate from './translate';
import type { Plural } from './translate';

interface Words {
  language: Language;
  messages: Messages;
}

type Said = ReturnType<typeof wordsOf>;

const WordsContext = createContext<Said | null>(null);

const known = new WeakMap<Messages, Said>();

/** Puts one language over everything below; the server and the browser each give it the same messages. */
export function WordsProvider({ language, messages, children }: Words & { children: ReactNode }) {
  let said = known.get(messages);
  if (said?.language !== language) {
    said = wordsOf({ language, messages });
    known.set(messages, said);
  }
  return <WordsContext.Provider value={said}>{children}</WordsContext.Provider>;
}

/** The sentences of the reader's language as `m`, and the ways to fill, count and date them. */
export function useWords(): Said {
  const said = useContext(WordsContext);
  if (!said) throw new Error('no WordsProvider above');
  return said;
}

function wordsOf({ language, messages: m }: Words) {
  return {
    language,
    m,
    fill: translate.fill,
    count: (n: number, forms: Plural, values?: Record<string, string | number>) => translate.count(language, n, forms, values),
    number: (value: number) => translate.number(language, value),
    day: (date: string) => translate.day(language, date),
    dayAndMonth: (date: string) => translate.dayAndMonth(language, date),
    weekday: (which: string | number) => translate.weekday(language, which),
    moment: (at: string | number | Date) => translate.moment(language, at),
    time: (at: string | number | Date) => translate.time(language, at),
    /** The text in the reader's language among those a record holds; else the other one, with its language tag. */
    inOwn: (texts: Partial<Record<Language, string | null>>) => pick(language, texts),
  };
}

/** A text that exists in some languages, for a reader of one: theirs first, then Kazakh, Russian, English. */
export function pick(language: Language, texts: Partial<Record<Language, string | null>>): { text: string; lang: Language } {
  for (const lang of [language, 'kk', 'ru', 'en'] as const) {
    const text = texts[lang];
    if (text) return { text, lang };
  }
  return { text: '', lang: language };
}
