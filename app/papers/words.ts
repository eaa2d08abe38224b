import type { Language } from '~/domain/languages';
import { MESSAGES } from '~/i18n/all';
import * as translate from '~/i18n/translate';
import { pick } from '~/i18n/words';

/** The sentences of the paper's language, which need not be the reader's, and the ways to fill, count and date them. */
export function wordsIn(language: Language) {
  return {
    language,
    m: MESSAGES[language],
    fill: translate.fill,
    count: (n: number, forms: translate.Plural) => translate.count(language, n, forms),
    day: (date: string) => translate.day(language, date),
    moment: (at: string) => translate.moment(language, at),
    inOwn: (texts: Partial<Record<Language, string | null>>) => pick(language, texts).text,
  };
}
export type PaperWords = ReturnType<typeof wordsIn>;
