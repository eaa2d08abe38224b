import { addDays, breakDaysBetween, SCHOOL_YEARS, weekdayOf } from '~/domain/calendar';

/** The day itself, or the Friday before a weekend. */
export function workday(day: string): string {
  const weekday = weekdayOf(day);
  return weekday > 5 ? addDays(day, 5 - weekday) : day;
}

/** The day itself, or the Monday after a weekend. */
export function workdayFrom(day: string): string {
  const weekday = weekdayOf(day);
  return weekday > 5 ? addDays(day, 8 - weekday) : day;
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
