import { addDays, daysBetween, weekdayOf } from './calendar';
import { inForce, type Edition } from './editions';

/**
 * The days off of one year, as an edition: `code` is the year. Saturday and Sunday are off without being named; what the
 * Government moves is a new edition of the year.
 */
export interface DaysOff extends Edition {
  /** Holidays, and the working days that are off instead of a holiday on a weekend. */
  off: readonly { on: string; kk: string; ru: string; en: string; instead?: string }[];
  /** Saturdays and Sundays that are worked. */
  worked: readonly { on: string; instead?: string }[];
  /** How far the source was checked (kazakhstan.md 0.1). */
  mark: string;
}

/** What is asked of many days at once, made ready once. */
export interface WorkingCalendar {
  off: ReadonlySet<string>;
  worked: ReadonlySet<string>;
}

/** The calendar as the editions in force on `day` give it. */
export function calendarOf(editions: readonly DaysOff[], day: string): WorkingCalendar {
  const years = inForce(editions, day);
  return {
    off: new Set(years.flatMap(({ off }) => off.map(({ on }) => on))),
    worked: new Set(years.flatMap(({ worked }) => worked.map(({ on }) => on))),
  };
}

/** Whether people work on that day. A year nobody has entered has only its weekends off. */
export function isWorkingDay(day: string, { off, worked }: WorkingCalendar): boolean {
  if (worked.has(day)) return true;
  return !off.has(day) && weekdayOf(day) <= 5;
}

/** The `count`-th working day after `day`; `day` itself is not counted. Nought gives the day itself. */
export function addWorkingDays(day: string, count: number, calendar: WorkingCalendar): string {
  let found = day;
  for (let left = count; left > 0; ) {
    found = addDays(found, 1);
    if (isWorkingDay(found, calendar)) left -= 1;
  }
  return found;
}

/** How many working days lie after `from`, up to and with `to`. Nought when `to` is not later. */
export function workingDaysBetween(from: string, to: string, calendar: WorkingCalendar): number {
  let days = 0;
  for (let step = 1; step <= daysBetween(from, to); step += 1) if (isWorkingDay(addDays(from, step), calendar)) days += 1;
  return days;
}

/** The Monday of the week a day lies in. */
export function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day));
}

/** The working days of weeks, by their Monday: five less what is off and more what is worked. Weeks without either are not named. */
export function unusualWeeks({ off, worked }: WorkingCalendar): Map<string, number> {
  const weeks = new Map<string, number>();
  const change = (day: string, by: number) => weeks.set(mondayOf(day), (weeks.get(mondayOf(day)) ?? 5) + by);
  for (const day of off) if (weekdayOf(day) <= 5 && !worked.has(day)) change(day, -1);
  for (const day of worked) if (weekdayOf(day) > 5) change(day, 1);
  return weeks;
}
