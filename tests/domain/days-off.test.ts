import { expect, test } from 'vitest';
import shipped from '#db/reference/days-off.json';
import { SCHOOL_YEARS } from '~/domain/calendar';
import { addWorkingDays, calendarOf, isWorkingDay, mondayOf, unusualWeeks, workingDaysBetween, type DaysOff } from '~/domain/days-off';

const calendar = calendarOf(shipped, '2026-10-14');

test('people work from Monday to Friday', () => {
  expect(['2026-10-12', '2026-10-13', '2026-10-14', '2026-10-15', '2026-10-16', '2026-10-17', '2026-10-18'].map((day) => isWorkingDay(day, calendar))).toEqual([true, true, true, true, true, false, false]);
});

test('a holiday is off, and one on a weekend takes the next working day', () => {
  expect(isWorkingDay('2026-12-16', calendar)).toBe(false);
  expect(isWorkingDay('2026-10-26', calendar)).toBe(false);
  expect(['2026-03-20', '2026-03-23', '2026-03-24', '2026-03-25', '2026-03-26'].map((day) => isWorkingDay(day, calendar))).toEqual([true, false, false, false, true]);
});

test('a religious day off on a weekend moves nothing', () => {
  expect(isWorkingDay('2027-05-17', calendar)).toBe(true);
});

test('the days off of the schools are days off here too', () => {
  const holidays = SCHOOL_YEARS.flatMap((year) => year.holidays);
  expect(holidays.filter((day) => isWorkingDay(day, calendar))).toEqual([]);
});

test('working days are counted over weekends and holidays', () => {
  expect(addWorkingDays('2026-10-16', 1, calendar)).toBe('2026-10-19');
  expect(addWorkingDays('2026-10-22', 2, calendar)).toBe('2026-10-27');
  expect(addWorkingDays('2026-10-17', 0, calendar)).toBe('2026-10-17');
  expect(workingDaysBetween('2026-10-22', '2026-10-27', calendar)).toBe(2);
  expect(workingDaysBetween('2026-10-27', '2026-10-22', calendar)).toBe(0);
});

test('a day the Government moves comes as a new edition of the year, from its first day on', () => {
  const old = shipped.find(({ code }) => code === '2026');
  if (!old) throw new Error('the year 2026 is not shipped');
  const moved: DaysOff = {
    ...old, id: '2026@2026-11-01', from: '2026-11-01',
    off: [...old.off, { on: '2026-12-18', kk: 'Көшірілген демалыс', ru: 'Перенесённый выходной', en: 'A day moved', instead: '2026-12-20' }],
    worked: [{ on: '2026-12-20', instead: '2026-12-18' }],
  };
  const editions = [...shipped, moved];
  expect(isWorkingDay('2026-12-18', calendarOf(editions, '2026-10-31'))).toBe(true);
  const later = calendarOf(editions, '2026-11-01');
  expect([isWorkingDay('2026-12-18', later), isWorkingDay('2026-12-20', later), isWorkingDay('2026-12-16', later)]).toEqual([false, true, false]);
  expect(addWorkingDays('2026-12-17', 1, later)).toBe('2026-12-20');
});

test('a week knows how many of its days are worked', () => {
  const weeks = unusualWeeks(calendar);
  expect(weeks.get('2026-03-23')).toBe(2);
  expect(weeks.get('2026-05-04')).toBe(4);
  expect(weeks.has('2026-10-12')).toBe(false);
  expect(mondayOf('2026-10-18')).toBe('2026-10-12');
});
