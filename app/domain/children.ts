import { z } from 'zod';
import { COMMUNICATIONS, INSTRUCTION_LANGUAGES, NO_IIN_REASONS, SEXES, type Sex } from '#db/vocabulary';
import { civilDate, line, maybeLine, maybeOneOf, maybeProse, oneOf, ticked } from './fields';

export {
  COMMUNICATIONS,
  INSTRUCTION_LANGUAGES,
  NO_IIN_REASONS,
  SEXES,
  type Communication,
  type InstructionLanguage,
  type NoIinReason,
  type Sex,
} from '#db/vocabulary';

/** What is written down of a child at registration. A wrong IIN is refused; one that does not fit the birth date only warns. */
export const childDraft = z
  .strictObject({
    surname: line(100),
    givenName: line(100),
    patronymic: maybeLine(100),
    birthDate: civilDate,
    sex: oneOf(SEXES),
    iin: z.string().trim().default(''),
    noIinReason: maybeOneOf(NO_IIN_REASONS),
    instructionLanguage: oneOf(INSTRUCTION_LANGUAGES),
    homeLanguage: oneOf(INSTRUCTION_LANGUAGES),
    communication: oneOf(COMMUNICATIONS),
    className: maybeLine(40),
    supportSummary: maybeProse(2_000),
    /** "Yes, I have asked the other organisation": after the answer that the IIN is known elsewhere. */
    knownElsewhere: ticked,
    /** "Yes, the IIN is right": after the warning that it does not fit the birth date. */
    iinChecked: ticked,
  })
  .superRefine((draft, refinement) => {
    const wrong = draft.iin === '' ? null : checkIin(draft.iin);
    if (wrong !== null && wrong !== 'ok') refinement.addIssue({ code: 'custom', path: ['iin'], message: `field.iin-${wrong}` });
    if ((draft.iin === '') === (draft.noIinReason === null)) refinement.addIssue({ code: 'custom', path: ['noIinReason'], message: 'field.iin-or-reason' });
  });
export type ChildDraft = z.output<typeof childDraft>;

/** What comes back to the form when the IIN and the birth date differ; the rule that tied them was dropped in 2013. */
export function iinDiffers(draft: Pick<ChildDraft, 'iin' | 'birthDate' | 'sex' | 'iinChecked'>): boolean {
  return draft.iin !== '' && !draft.iinChecked && !iinMatchesBirth(draft.iin, draft.birthDate, draft.sex);
}

/** A child's number, name and telephone: how they are checked, written, found and put in order. */

/**
 * Whether twelve digits can be an IIN. The check digit is Σ i·dᵢ mod 11; when that gives 10, the weights
 * 3 4 5 6 7 8 9 10 11 1 2 are tried, and a number that gives 10 again is never issued.
 */
export function checkIin(iin: string): 'ok' | 'length' | 'digits' | 'checksum' {
  if (/[^0-9]/.test(iin)) return 'digits';
  if (iin.length !== 12) return 'length';
  const digits = Array.from(iin, Number);
  const first = weighed(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  const check = first === 10 ? weighed(digits, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) : first;
  return check === digits[11] ? 'ok' : 'checksum';
}

function weighed(digits: number[], weights: number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0) % 11;
}

/**
 * Whether the first seven digits tell the birth date (and sex, when given) that stand in the form.
 * Only a reason to look twice: since 2013 the digits need not follow from them.
 * The seventh digit holds century and sex: 1 2 for the 1800s, 3 4 for the 1900s, 5 6 for the 2000s, odd for male; 0 tells neither.
 */
export function iinMatchesBirth(iin: string, birthDate: string, sex?: Sex | null): boolean {
  if (iin.slice(0, 6) !== birthDate.slice(2).replaceAll('-', '')) return false;
  const seventh = Number(iin[6]);
  if (seventh === 0) return true;
  const century = 17 + Math.ceil(seventh / 2);
  if (century !== Number(birthDate.slice(0, 2))) return false;
  return !sex || sex === (seventh % 2 === 1 ? 'male' : 'female');
}

/** All that is ever shown of an IIN. */
export function lastFour(iin: string): string {
  return iin.slice(-4);
}

/** Surname first, as documents have it; whatever is missing is left out. */
export function fullName(name: { surname?: string | null; givenName?: string | null; patronymic?: string | null }): string {
  return [name.surname, name.givenName, name.patronymic]
    .map((part) => part?.trim() ?? '')
    .filter((part) => part !== '')
    .join(' ');
}

const FOLDED: Record<string, string> = { ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и' };

/**
 * A name as a hurried hand on a Russian keyboard would type it: small letters, Kazakh letters folded onto Russian ones,
 * accents and apostrophes dropped, other punctuation turned into single spaces. Both the stored name and the query are
 * folded, then compared.
 */
export function foldForSearch(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/(и\u0306)|\p{M}/gu, (_, shortI?: string) => shortI ?? '')
    .normalize('NFC')
    .replace(/[әғқңөұүһі]/g, (letter) => FOLDED[letter] ?? letter)
    .replace(/['’‘ʼʻ`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`2345890";
const CYRILLIC_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбюёәіңғүұқ';
const SHIFTED_KEYS: Record<string, string> = { '{': 'Х', '}': 'Ъ', ':': 'Ж', '"': 'Э', '<': 'Б', '>': 'Ю', '~': 'Ё' };

/**
 * The text as it would have come out on the Cyrillic layout: `fkb` is `али`, `9kfy` is `ұлан`. Words without a Latin
 * letter stay as they are, so dates and Cyrillic names pass untouched. Digits are the Kazakh layout's upper row.
 */
export function latinLayoutSlip(text: string): string {
  return text.replace(/\S+/g, (word) => (/[a-z]/i.test(word) ? Array.from(word, keyAsCyrillic).join('') : word));
}

function keyAsCyrillic(key: string): string {
  const letter = CYRILLIC_KEYS[LATIN_KEYS.indexOf(key.toLowerCase())];
  if (!letter) return SHIFTED_KEYS[key] ?? key;
  return /[A-Z]/.test(key) ? letter.toUpperCase() : letter;
}

const ORDER = ` _-‑–,.'"«»()/&0123456789аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяabcdefghijklmnopqrstuvwxyz`;
const RANKS = new Map(Array.from(ORDER, (character, index) => [character, String.fromCodePoint(0xc0 + index)]));
const LAST_RANK = '\u017f';

/**
 * A text whose plain order, byte by byte as SQLite compares, is the order of the Kazakh alphabet: the same as
 * `Intl.Collator('kk')` for names in Kazakh, Russian and plain Latin letters. Letters decide first, then accents, then
 * small before capital; other scripts come last.
 */
export function sortKey(name: string): string {
  const letters = Array.from(name.normalize('NFC').replace(/[’‘ʼʻ]/g, "'"), (character) => {
    const small = character.toLowerCase();
    const [base = '', ...accents] = RANKS.has(small) ? [small] : Array.from(small.normalize('NFD'));
    return { rank: RANKS.get(base) ?? LAST_RANK + base, accents: accents.join('') || '0', height: small === character ? '0' : '1' };
  });
  const level = (of: 'accents' | 'height') => letters.map((letter) => letter[of]).join('').replace(/0+$/, '');
  return `${letters.map(({ rank }) => rank).join('')} ${level('accents')} ${level('height')}`;
}

/**
 * A telephone in E.164 (`+77011234567`), or null when it cannot be one. `8…` and `7…` are read as Kazakhstan's +7, ten
 * digits from 7 as a number without its prefix; numbers of other countries need their plus or 00.
 */
export function normalisePhone(text: string): string | null {
  if (!/^[+\d][\d\s().\-‑–]*$/.test(text.trim())) return null;
  const plain = text.replace(/[^\d+]/g, '').replace(/^00/, '+');
  if (/^(\+7|7|8)\d{10}$/.test(plain)) return `+7${plain.slice(-10)}`;
  if (/^7\d{9}$/.test(plain)) return `+7${plain}`;
  return /^\+[1-689]\d{7,14}$/.test(plain) ? plain : null;
}
