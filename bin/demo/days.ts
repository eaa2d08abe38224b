import shipped from '#db/reference/days-off.json';
import { addDays, breakDaysBetween, SCHOOL_YEARS, weekdayOf } from '~/domain/calendar';
import { calendarOf, isWorkingDay, type DaysOff } from '~/domain/days-off';

const isWorked = (day: string) => isWorkingDay(day, calendarOf(shipped as DaysOff[], day));

/** The day itself, or the last working day before it. */
export function workday(day: string): string {
  return isWorked(day) ? day : workday(addDays(day, -1));
}

/** The day itself, or the next working day. */
export function workdayFrom(day: string): string {
  return isWorked(day) ? day : workdayFrom(addDays(day, 1));
}

/** Whether there are lessons: a weekday outside the breaks and holidays of the years that are known. */
export function hasLessons(day: string): boolean {
  return weekdayOf(day) <= 5 && breakDaysBetween(addDays(day, -1), day) === 0 && !SCHOOL_YEARS.some(({ holidays }) => holidays.includes(day));
}

/** The last `count` days with lessons on this weekday (1 Monday … 5) before `today`, in their order. */
export function lessonDays(today: string, weekday: number, count: number): string[] {
  const found: string[] = [];
  let day = addDays(today, -1);
  while (weekdayOf(day) !== weekday) day = addDays(day, -1);
  while (found.length < count) {
    if (hasLessons(day)) found.unshift(day);
    day = addDays(day, -7);
  }
  return found;
}
