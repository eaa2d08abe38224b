import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkIin, foldForSearch, fullName, iinMatchesBirth, lastFour, latinLayoutSlip, normalisePhone, sortKey } from '~/domain/children';

const KAZAKH = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя';
const letters = fc.constantFrom(...KAZAKH, ...KAZAKH.toUpperCase());
const word = fc.string({ unit: letters, minLength: 1, maxLength: 8 });
const names = fc.tuple(word, fc.constantFrom(' ', '-', ', '), word).map((parts) => parts.join(''));

const iins = fc
  .stringMatching(/^\d{11}$/)
  .map((digits) => Array.from({ length: 10 }, (_, check) => `${digits}${check}`).find((iin) => checkIin(iin) === 'ok'))
  .filter((iin): iin is string => iin !== undefined);

test('a number with the right check digit is an IIN', () => {
  expect(checkIin('990101300013')).toBe('ok');
  expect(checkIin('990101300014')).toBe('checksum');
});

test('when the first weights give ten, the second ones decide', () => {
  expect(checkIin('990101300409')).toBe('ok');
  expect(checkIin('990101300400')).toBe('checksum');
});

test('a number for which both weights give ten is never issued', () => {
  const never = Array.from({ length: 10 }, (_, check) => checkIin(`99010130046${check}`));
  expect(never).not.toContain('ok');
});

test('an IIN of another length or with letters is told apart from a slip in its digits', () => {
  expect(checkIin('99010130001')).toBe('length');
  expect(checkIin('')).toBe('length');
  expect(checkIin('99010130001О')).toBe('digits');
  expect(checkIin('990101 300013')).toBe('digits');
});

test('one mistyped digit never passes for another IIN, but for the eleventh, whose weight is eleven', () => {
  fc.assert(
    fc.property(iins, fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11), fc.integer({ min: 1, max: 9 }), (iin, place, shift) => {
      const digit = (Number(iin[place]) + shift) % 10;
      return checkIin(`${iin.slice(0, place)}${digit}${iin.slice(place + 1)}`) !== 'ok' || secondWeightsDecided(iin, place, digit);
    }),
  );
});

/** The check by the first weights alone catches every slip; the second weights may let one through. */
function secondWeightsDecided(iin: string, place: number, digit: number): boolean {
  const first = (text: string) => Array.from(text.slice(0, 11), Number).reduce((sum, value, index) => sum + (index + 1) * value, 0) % 11;
  return first(iin) === 10 || first(`${iin.slice(0, place)}${digit}${iin.slice(place + 1)}`) === 10;
}

test('the birth date and sex in an IIN are compared, with the century', () => {
  expect(iinMatchesBirth('190315500011', '2019-03-15', 'male')).toBe(true);
  expect(iinMatchesBirth('190315600011', '2019-03-15', 'female')).toBe(true);
  expect(iinMatchesBirth('190315600011', '2019-03-15', 'male')).toBe(false);
  expect(iinMatchesBirth('190315600011', '2019-03-15')).toBe(true);
  expect(iinMatchesBirth('190315300011', '2019-03-15')).toBe(false);
  expect(iinMatchesBirth('190316500011', '2019-03-15')).toBe(false);
  expect(iinMatchesBirth('850101300011', '1985-01-01', 'male')).toBe(true);
});

test('a foreigner’s nought in the seventh place tells neither century nor sex', () => {
  expect(iinMatchesBirth('190315000011', '2019-03-15', 'female')).toBe(true);
});

test('only the last four digits are shown', () => {
  expect(lastFour('190315500011')).toBe('0011');
});

test('a name is written surname first, and nothing stands for a missing part', () => {
  expect(fullName({ surname: 'Сериков', givenName: 'Әлихан', patronymic: 'Болатұлы' })).toBe('Сериков Әлихан Болатұлы');
  expect(fullName({ surname: null, givenName: 'Айгерім', patronymic: ' ' })).toBe('Айгерім');
  expect(fullName({ givenName: 'Дана', surname: 'Ким' })).toBe('Ким Дана');
});

test('a name is found however it is typed', () => {
  expect(foldForSearch('Әлихан')).toBe(foldForSearch('алихан'));
  expect(foldForSearch('Гүлім Ұлықбекқызы')).toBe('гулим улыкбеккызы');
  expect(foldForSearch('Һәкім  Өмірбек-Ғали')).toBe('хаким омирбек гали');
  expect(foldForSearch('Семёнов, Алексей')).toBe('семенов алексей');
  expect(foldForSearch("  О'Коннор–Петрова ")).toBe('оконнор петрова');
});

test('the short й stays itself, also when it is typed in two pieces', () => {
  expect(foldForSearch('Сергей')).toBe('сергей');
  expect(foldForSearch('Сергей'.normalize('NFD'))).toBe('сергей');
});

test('folding what is folded changes nothing', () => {
  fc.assert(fc.property(names, (name) => foldForSearch(foldForSearch(name)) === foldForSearch(name)));
});

test('a name typed on the Latin layout is understood', () => {
  expect(latinLayoutSlip('fkb')).toBe('али');
  expect(latinLayoutSlip('Cthbrjd Fkb[fy')).toBe('Сериков Алихан');
  expect(latinLayoutSlip(':fyyf')).toBe('Жанна');
  expect(latinLayoutSlip('9kfy')).toBe('ұлан');
});

test('text that is not a slip is left alone', () => {
  expect(latinLayoutSlip('Әлихан 2019')).toBe('Әлихан 2019');
  expect(latinLayoutSlip('12.05.2019, 0011')).toBe('12.05.2019, 0011');
});

test('names stand in the order of the Kazakh alphabet', () => {
  const sorted = ['Өмір', 'Оспан', 'Әли', 'Али', 'Ислам', 'Ілияс', 'Ыдырыс', 'Ұлан', 'Улан', 'Үміт', 'Қанат', 'Канат', 'Һәкім', 'Хасен', 'Ғали', 'Гали', 'Ёлкин', 'Елкин', 'Smith', 'Яна'];
  expect([...sorted].sort(byKey)).toEqual([...sorted].sort(new Intl.Collator('kk').compare));
});

test('the sort key gives the very order of the Kazakh collation', () => {
  const collator = new Intl.Collator('kk');
  fc.assert(
    fc.property(names, names, (a, b) => Math.sign(byKey(a, b)) === Math.sign(collator.compare(a, b))),
    { numRuns: 3000 },
  );
});

test('the sort key agrees with the collation for names that differ in one letter or one capital', () => {
  const collator = new Intl.Collator('kk');
  const close = fc.tuple(word, letters, letters, word).map(([start, a, b, end]) => [start + a + end, start + b + end] as const);
  fc.assert(fc.property(close, ([a, b]) => Math.sign(byKey(a, b)) === Math.sign(collator.compare(a, b))), { numRuns: 3000 });
});

test('Latin names, accents, digits and dashes fall where the collation puts them', () => {
  const collator = new Intl.Collator('kk');
  const mixed = fc.string({ unit: fc.constantFrom(...'aAbBzZeéÉoöОо0129 -.' , 'ә', 'Я'), maxLength: 6 });
  fc.assert(fc.property(mixed, mixed, (a, b) => Math.sign(byKey(a, b)) === Math.sign(collator.compare(a, b))), { numRuns: 3000 });
});

test('the key sorts in the database as it does here', () => {
  fc.assert(fc.property(names, names, (a, b) => Math.sign(byKey(a, b)) === Math.sign(Buffer.compare(Buffer.from(sortKey(a)), Buffer.from(sortKey(b))))));
});

function byKey(a: string, b: string): number {
  const [x, y] = [sortKey(a), sortKey(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

test('a Kazakhstan number is kept in one form however it is typed', () => {
  for (const typed of ['+7 701 123 45 67', '8 (701) 123-45-67', '87011234567', '7011234567', '77011234567', ' 8-701-123-45-67 ']) {
    expect(normalisePhone(typed), typed).toBe('+77011234567');
  }
  expect(normalisePhone('8 (7172) 55-66-77')).toBe('+77172556677');
});

test('a number from another country is kept with its plus', () => {
  expect(normalisePhone('+998 90 123 45 67')).toBe('+998901234567');
  expect(normalisePhone('00 49 30 1234567')).toBe('+49301234567');
});

test('what cannot be a telephone number is not guessed at', () => {
  for (const typed of ['', '111', '12345678901', '+7 701 123', '8701123456', 'позвоните маме', '+7 701 123 45 6 7 8', '8701-123-45-67 доб. 2', '++77011234567', '+']) {
    expect(normalisePhone(typed), typed).toBeNull();
  }
});
