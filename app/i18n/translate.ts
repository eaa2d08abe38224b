import { dayIn } from '~/domain/calendar';
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
  return isPlain(value) ? String(value) : numbers[language].format(value);
}

/** Written with the same digits in all three languages, so that nobody need be asked. */
function isPlain(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 1000;
}

/** Days in Kazakh stand as dictionaries and documents write them: «2026 ж. 1 қыркүйек», «1 қыркүйек», «дүйсенбі». */
const MONTHS = ['қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым', 'шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан'];
const WEEKDAYS = ['дүйсенбі', 'сейсенбі', 'сәрсенбі', 'бейсенбі', 'жұма', 'сенбі', 'жексенбі'];

interface Format {
  format(date: Date): string;
}

function formats(options: Intl.DateTimeFormatOptions): Record<Exclude<Language, 'kk'>, Format> {
  return { ru: new Intl.DateTimeFormat('ru', options), en: new Intl.DateTimeFormat('en-GB', options) };
}

const longDay = formats({ dateStyle: 'long', timeZone: 'UTC' });
const shortDay = formats({ day: 'numeric', month: 'long', timeZone: 'UTC' });
const weekdays = formats({ weekday: 'long', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Almaty' });

const midnight = (date: string) => new Date(`${date}T00:00:00Z`);

/** A civil date in full: «2026 ж. 1 қыркүйек», «1 сентября 2026 г.», "1 September 2026". */
export function day(language: Language, date: string): string {
  return language === 'kk' ? `${Number(date.slice(0, 4))} ж. ${dayAndMonth(language, date)}` : longDay[language].format(midnight(date));
}

/** A civil date without its year: «1 қыркүйек». */
export function dayAndMonth(language: Language, date: string): string {
  return language === 'kk' ? `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1]}` : shortDay[language].format(midnight(date));
}

/** The weekday of a civil date, or of a weekday number 1 (Monday) … 7. */
export function weekday(language: Language, which: string | number): string {
  const date = typeof which === 'number' ? new Date(Date.UTC(2024, 0, which)) : midnight(which);
  return language === 'kk' ? (WEEKDAYS[(date.getUTCDay() + 6) % 7] ?? '') : weekdays[language].format(date);
}

/** An instant as a day and a time in Kazakhstan. */
export function moment(language: Language, at: string | number | Date): string {
  const date = new Date(at);
  return `${day(language, dayIn(date))}, ${clock.format(date)}`;
}

/** The time of an instant in Kazakhstan, HH:MM. */
export function time(language: Language, at: string | number | Date): string {
  return clock.format(new Date(at));
}
