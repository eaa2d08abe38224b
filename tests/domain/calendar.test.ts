import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  ageOn,
  breakDaysBetween,
  dayIn,
  daysBetween,
  isCivilDate,
  isSchoolDay,
  quarterOf,
  SCHOOL_YEARS,
  schoolDaysBetween,
  schoolYearOf,
  weekdayOf,
  weeksBetween,
} from '~/domain/calendar';

const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

test('the day is the one on the wall in Almaty, not the server’s', () => {
  const evening = new Date('2026-10-14T20:30:00Z');
  expect(dayIn(evening)).toBe('2026-10-15');
  expect(dayIn(evening, 'America/New_York')).toBe('2026-10-14');
  expect(dayIn(evening, 'Asia/Kathmandu')).toBe('2026-10-15');
});

test('the hour that Almaty lived through twice still has one date', () => {
  expect(dayIn(new Date('2024-02-29T17:30:00Z'))).toBe('2024-02-29');
  expect(dayIn(new Date('2024-02-29T18:30:00Z'))).toBe('2024-02-29');
  expect(dayIn(new Date('2024-02-29T19:00:00Z'))).toBe('2024-03-01');
});

test('only days that stand in the calendar are dates', () => {
  expect(['2024-02-29', '2026-12-31', '1999-01-01'].every(isCivilDate)).toBe(true);
  for (const text of ['2025-02-29', '2026-04-31', '2026-13-01', '2026-1-1', '01.09.2026', '2026-09-01T00:00', '', ' 2026-09-01', '2026-00-10']) {
    expect(isCivilDate(text), text).toBe(false);
  }
});

test('days added can be counted again', () => {
  fc.assert(fc.property(days, fc.integer({ min: -20_000, max: 20_000 }), (day, n) => daysBetween(day, addDays(day, n)) === n));
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  expect(weeksBetween('2026-09-01', '2026-09-11')).toBeCloseTo(10 / 7, 12);
});

test('a year after 29 February and a month after the 31st end on the last day there is', () => {
  expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2026-11-15', 3)).toBe('2027-02-15');
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
});

test('dates come out the same whatever zone the server lives in', () => {
  const zone = process.env['TZ'];
  const seen = ['UTC', 'Asia/Almaty', 'America/New_York', 'Asia/Kathmandu'].map((place) => {
    process.env['TZ'] = place;
    return JSON.stringify([
      dayIn(new Date('2026-03-08T21:59:59Z')),
      addDays('2026-03-07', 2),
      addMonths('2026-10-31', 5),
      weekdayOf('2026-03-08'),
      ageOn('2016-03-09', '2026-03-08'),
      schoolDaysBetween('2026-10-01', '2026-12-01'),
    ]);
  });
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  expect(new Set(seen).size).toBe(1);
});

test('the week begins on Monday', () => {
  expect(weekdayOf('2026-10-12')).toBe(1);
  expect(weekdayOf('2026-10-18')).toBe(7);
});

test('a child turns seven on the birthday and not the day before', () => {
  expect(ageOn('2019-10-15', '2026-10-14')).toEqual({ years: 6, months: 11 });
  expect(ageOn('2019-10-15', '2026-10-15')).toEqual({ years: 7, months: 0 });
  expect(ageOn('2019-10-15', '2026-12-31')).toEqual({ years: 7, months: 2 });
});

test('a child born on 29 February grows older on 1 March of a common year', () => {
  expect(ageOn('2020-02-29', '2026-02-28')).toEqual({ years: 5, months: 11 });
  expect(ageOn('2020-02-29', '2026-03-01')).toEqual({ years: 6, months: 0 });
  expect(ageOn('2020-02-29', '2028-02-29')).toEqual({ years: 8, months: 0 });
});

test('nobody has a negative age', () => {
  expect(ageOn('2026-10-15', '2026-10-14')).toEqual({ years: 0, months: 0 });
  fc.assert(fc.property(days, days, (birth, day) => ageOn(birth, day).years >= 0 && ageOn(birth, day).months < 12));
});

test('the school year begins on 1 September', () => {
  expect(schoolYearOf('2026-08-31')).toBe('2025-26');
  expect(schoolYearOf('2026-09-01')).toBe('2026-27');
  expect(schoolYearOf('2099-10-01')).toBe('2099-00');
});

test('quarters begin and end on the days of the order, with breaks between them', () => {
  expect(quarterOf('2026-09-01')).toMatchObject({ year: '2026-27', number: 1 });
  expect(quarterOf('2026-10-25')).toEqual({ year: '2026-27', number: 1, start: '2026-09-01', end: '2026-10-25' });
  expect(quarterOf('2026-10-26')).toBeNull();
  expect(quarterOf('2027-03-21')).toMatchObject({ number: 3 });
  expect(quarterOf('2027-05-25')).toMatchObject({ number: 4 });
  expect(quarterOf('2027-05-26')).toBeNull();
  expect(quarterOf('2031-10-01')).toBeNull();
});

test('every quarter of the default years lies in its own school year, one after another', () => {
  for (const year of SCHOOL_YEARS) {
    const ends = year.quarters.flatMap(({ start, end }) => [start, end]);
    expect(ends).toEqual([...ends].sort());
    expect(ends.every((day) => isCivilDate(day) && schoolYearOf(day) === year.name)).toBe(true);
    expect(year.quarters).toHaveLength(4);
  }
});

test('no lessons on weekends, holidays and breaks', () => {
  expect(isSchoolDay('2026-10-14')).toBe(true);
  expect(isSchoolDay('2026-10-17')).toBe(false);
  expect(isSchoolDay('2026-12-16')).toBe(false);
  expect(isSchoolDay('2027-01-04')).toBe(false);
  expect(isSchoolDay('2026-07-01')).toBe(false);
});

test('the first grade has a week of its own', () => {
  expect(isSchoolDay('2027-02-10')).toBe(true);
  expect(isSchoolDay('2027-02-10', SCHOOL_YEARS, true)).toBe(false);
});

test('a school that works on Saturdays says so in its own calendar', () => {
  const sixDays = SCHOOL_YEARS.map((year) => ({ ...year, weekdays: [1, 2, 3, 4, 5, 6] }));
  expect(isSchoolDay('2026-10-17', sixDays)).toBe(true);
});

test('school days are counted after the first day and with the last', () => {
  expect(schoolDaysBetween('2026-10-12', '2026-10-16')).toBe(4);
  expect(schoolDaysBetween('2026-10-16', '2026-10-19')).toBe(1);
  expect(schoolDaysBetween('2026-10-23', '2026-11-02')).toBe(1);
  expect(schoolDaysBetween('2026-10-16', '2026-10-12')).toBe(0);
});

test('school days counted in two parts make the whole', () => {
  const year = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2025-08-15', n));
  fc.assert(
    fc.property(fc.tuple(year, year, year), (three) => {
      const [a = '', b = '', c = ''] = [...three].sort();
      return schoolDaysBetween(a, b) + schoolDaysBetween(b, c) === schoolDaysBetween(a, c);
    }),
  );
});

test('break days are those between quarters and of the summer, weekends of term not among them', () => {
  expect(breakDaysBetween('2026-10-20', '2026-11-05')).toBe(7);
  expect(breakDaysBetween('2026-10-01', '2026-10-20')).toBe(0);
  expect(breakDaysBetween('2026-05-25', '2026-09-01')).toBe(98);
  expect(breakDaysBetween('2027-05-20', '2027-10-01')).toBe(98);
  expect(breakDaysBetween('2026-10-20', '2026-11-05', [])).toBe(0);
});
