import type { Language } from '~/domain/languages';

/** The forms a counted noun takes; which are needed depends on the language (Kazakh: one, other; Russian: one, few, many, other). */
export interface Plural {
  one: string;
  few?: string;
  many?: string;
  other: string;
}

/** Fills `{name}` placeholders; a missing value leaves the placeholder visible, so that a slip is seen. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

const rules: Record<Language, Intl.PluralRules> = {
  kk: new Intl.PluralRules('kk'),
  ru: new Intl.PluralRules('ru'),
  en: new Intl.PluralRules('en'),
};

/** The right form for `n`, with `{n}` and other placeholders filled. */
export function count(language: Language, n: number, forms: Plural, values: Record<string, string | number> = {}): string {
  const form = rules[language].select(n) as keyof Plural;
  return fill(forms[form] ?? forms.other, { n: number(language, n), ...values });
}

/** Browsers know no Kazakh: its numbers are written as the Russian ones, its days from the words below. */
const numbers: Record<Language, Intl.NumberFormat> = {
  kk: new Intl.NumberFormat('ru', { maximumFractionDigits: 2 }),
  ru: new Intl.NumberFormat('ru', { maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 2 }),
};

export function number(language: Language, value: number): string {
  return numbers[language].format(value);
}

const MONTHS = ['қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым', 'шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан'];
const WEEKDAYS = ['дүйсенбі', 'сейсенбі', 'сәрсенбі', 'бейсенбі', 'жұма', 'сенбі', 'жексенбі'];

interface Format {
  format(date: Date): string;
}

/** Days in Kazakh, as dictionaries and documents write them: «2026 ж. 1 қыркүйек», «1 қыркүйек», «дүйсенбі». */
function inKazakh({ dateStyle, weekday, timeZone, ...options }: Intl.DateTimeFormatOptions): Format {
  if (options.hour) return new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  const parts = new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: 'numeric', day: 'numeric', timeZone });
  return {
    format(date) {
      const part = Object.fromEntries(parts.formatToParts(date).map(({ type, value }) => [type, Number(value)]));
      const [year = 0, month = 1, day = 1] = [part.year, part.month, part.day];
      if (weekday) return WEEKDAYS[(new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7] ?? '';
      return `${dateStyle ? `${year} ж. ` : ''}${day} ${MONTHS[month - 1]}`;
    },
  };
}

function formats(options: Intl.DateTimeFormatOptions): Record<Language, Format> {
  return {
    kk: inKazakh(options),
    ru: new Intl.DateTimeFormat('ru', options),
    en: new Intl.DateTimeFormat('en-GB', options),
  };
}

const longDay = formats({ dateStyle: 'long', timeZone: 'UTC' });
const shortDay = formats({ day: 'numeric', month: 'long', timeZone: 'UTC' });
const weekdays = formats({ weekday: 'long', timeZone: 'UTC' });
const clock = formats({ hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Almaty' });
const dayOfInstant = formats({ dateStyle: 'long', timeZone: 'Asia/Almaty' });

/** A civil date in full: «2026 ж. 1 қыркүйек», «1 сентября 2026 г.», "1 September 2026". */
export function day(language: Language, date: string): string {
  return longDay[language].format(new Date(`${date}T00:00:00Z`));
}

/** A civil date without its year: «1 қыркүйек». */
export function dayAndMonth(language: Language, date: string): string {
  return shortDay[language].format(new Date(`${date}T00:00:00Z`));
}

/** The weekday of a civil date, or of a weekday number 1 (Monday) … 7. */
export function weekday(language: Language, which: string | number): string {
  const date = typeof which === 'number' ? new Date(Date.UTC(2024, 0, which)) : new Date(`${which}T00:00:00Z`);
  return weekdays[language].format(date);
}

/** An instant as a day and a time in Kazakhstan. */
export function moment(language: Language, at: string | number | Date): string {
  const date = new Date(at);
  return `${dayOfInstant[language].format(date)}, ${clock[language].format(date)}`;
}

/** The time of an instant in Kazakhstan, HH:MM. */
export function time(language: Language, at: string | number | Date): string {
  return clock[language].format(new Date(at));
}
