/**
 * Days, ages and school years.
 * A civil date is the text 'YYYY-MM-DD' and has no zone: the same in Almaty, in London and on any server.
 */

const DAY = 86_400_000;
const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The civil date on the wall calendar of `zone` at the instant `now`. */
export function dayIn(now: Date, zone = 'Asia/Almaty'): string {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    clocks.set(zone, clock);
  }
  const [day, month, year] = clock.format(now).split('/');
  return `${year?.padStart(4, '0')}-${month}-${day}`;
}

/** True for a date that stands in the calendar: '2024-02-29' yes, '2025-02-29' no. */
export function isCivilDate(text: string): boolean {
  if (!CIVIL_DATE.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && civil(instant) === text;
}

export function addDays(day: string, days: number): string {
  return civil(instantOf(day) + days * DAY);
}

/** The same day `months` later; a month too short ends on its last day (31 January + 1 month = 28 or 29 February). */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = partsOf(day);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return civil(first.getTime() + (Math.min(date, last) - 1) * DAY);
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((instantOf(to) - instantOf(from)) / DAY);
}

/** Weeks from one date to another as a fraction: days / 7. */
export function weeksBetween(from: string, to: string): number {
  return daysBetween(from, to) / 7;
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: string): number {
  return new Date(instantOf(day)).getUTCDay() || 7;
}

/**
 * Full years and the full months beyond them.
 * A month is full when its day number is reached, so somebody born on 29 February grows older on 1 March of a common year.
 * A day before birth counts as the day of birth.
 */
export function ageOn(birth: string, day: string): { years: number; months: number } {
  const [birthYear, birthMonth, birthDate] = partsOf(birth);
  const [year, month, date] = partsOf(day);
  const months = Math.max(0, (year - birthYear) * 12 + month - birthMonth - (date < birthDate ? 1 : 0));
  return { years: Math.floor(months / 12), months: months % 12 };
}

/** Both ends belong to the span. */
export interface Span {
  start: string;
  end: string;
}

/** A school year as the Ministry's yearly order sets it. What lies between two quarters is a break. */
export interface SchoolYear {
  /** The key `schoolYearOf` gives, such as '2026-27'. */
  name: string;
  quarters: readonly Span[];
  /** The extra week of the first grade, inside the third quarter. */
  firstGradeBreak: Span | null;
  /** Public holidays that take a school day away, moved ones included. */
  holidays: readonly string[];
  /** The weekdays with lessons, Monday = 1. */
  weekdays: readonly number[];
}

/**
 * The years known from the start (2026–27: order 213-НҚ of 29 July 2026). A default to be replaced by an
 * organisation's own table: the order changes every year, and transferred holidays follow the Government's decree.
 */
export const SCHOOL_YEARS: readonly SchoolYear[] = [
  {
    name: '2025-26',
    quarters: [
      { start: '2025-09-01', end: '2025-10-26' },
      { start: '2025-11-03', end: '2025-12-28' },
      { start: '2026-01-08', end: '2026-03-18' },
      { start: '2026-03-30', end: '2026-05-25' },
    ],
    firstGradeBreak: { start: '2026-02-09', end: '2026-02-15' },
    holidays: ['2025-12-16', '2026-03-09', '2026-05-01', '2026-05-07', '2026-05-11'],
    weekdays: [1, 2, 3, 4, 5],
  },
  {
    name: '2026-27',
    quarters: [
      { start: '2026-09-01', end: '2026-10-25' },
      { start: '2026-11-02', end: '2026-12-27' },
      { start: '2027-01-11', end: '2027-03-21' },
      { start: '2027-03-29', end: '2027-05-25' },
    ],
    firstGradeBreak: { start: '2027-02-08', end: '2027-02-14' },
    holidays: ['2026-12-16', '2027-03-08', '2027-05-03', '2027-05-07', '2027-05-10'],
    weekdays: [1, 2, 3, 4, 5],
  },
];

/** The school year a day belongs to, summer included: it begins on 1 September. '2026-08-31' is in '2025-26'. */
export function schoolYearOf(day: string): string {
  const [year, month] = partsOf(day);
  const start = month >= 9 ? year : year - 1;
  return `${start}-${String((start + 1) % 100).padStart(2, '0')}`;
}

export interface Quarter extends Span {
  year: string;
  /** 1 to 4. */
  number: number;
}

/** The quarter a day lies in; null in a break, in summer and in a year nobody has entered. */
export function quarterOf(day: string, years: readonly SchoolYear[] = SCHOOL_YEARS): Quarter | null {
  for (const year of years) {
    const index = year.quarters.findIndex((quarter) => holds(quarter, day));
    const quarter = year.quarters[index];
    if (quarter) return { year: year.name, number: index + 1, start: quarter.start, end: quarter.end };
  }
  return null;
}

/** True when there are lessons. A year nobody has entered has none. */
export function isSchoolDay(day: string, years: readonly SchoolYear[] = SCHOOL_YEARS, firstGrade = false): boolean {
  const year = years.find(({ quarters }) => quarters.some((quarter) => holds(quarter, day)));
  if (!year || !year.weekdays.includes(weekdayOf(day)) || year.holidays.includes(day)) return false;
  return !(firstGrade && year.firstGradeBreak && holds(year.firstGradeBreak, day));
}

/** How many school days come after `from`, up to and with `to`. Nought when `to` is not later. */
export function schoolDaysBetween(
  from: string,
  to: string,
  years: readonly SchoolYear[] = SCHOOL_YEARS,
  firstGrade = false,
): number {
  const known = years.flatMap(({ quarters }) => quarters);
  return known.reduce((sum, quarter) => sum + daysOf(quarter, from, to).filter((day) => isSchoolDay(day, years, firstGrade)).length, 0);
}

/**
 * How many calendar days after `from`, up to and with `to`, lie in a break: between two quarters, or in the summer
 * that follows a known year. Weekends and single holidays inside a quarter are no break.
 */
export function breakDaysBetween(from: string, to: string, years: readonly SchoolYear[] = SCHOOL_YEARS): number {
  return breaksOf(years).reduce((sum, pause) => sum + countDays(pause, from, to), 0);
}

const breaks = new WeakMap<readonly SchoolYear[], Span[]>();

/** The breaks of a table of years, worked out once a table. */
function breaksOf(years: readonly SchoolYear[]): Span[] {
  let found = breaks.get(years);
  if (!found) {
    found = years.flatMap(({ quarters }) =>
      quarters.map(({ end }, index) => {
        const next = quarters[index + 1]?.start ?? nextSchoolYearAfter(end, years);
        return { start: addDays(end, 1), end: addDays(next, -1) };
      }),
    );
    breaks.set(years, found);
  }
  return found;
}

function nextSchoolYearAfter(end: string, years: readonly SchoolYear[]): string {
  const [year] = partsOf(end);
  const known = years.flatMap(({ quarters }) => quarters[0]?.start ?? []).find((start) => start.startsWith(`${year}-`));
  return known && known > end ? known : `${year}-09-01`;
}

/** The days of a span that come after `from`, up to and with `to`. */
function daysOf(span: Span, from: string, to: string): string[] {
  const first = from >= span.start ? addDays(from, 1) : span.start;
  return Array.from({ length: countDays(span, from, to) }, (_, index) => addDays(first, index));
}

/** How many days of a span come after `from`, up to and with `to`. */
function countDays(span: Span, from: string, to: string): number {
  if (to < span.start || from >= span.end) return 0;
  const last = to < span.end ? to : span.end;
  return Math.max(0, from >= span.start ? daysBetween(from, last) : daysBetween(span.start, last) + 1);
}

function holds(span: Span, day: string): boolean {
  return span.start <= day && day <= span.end;
}

function instantOf(day: string): number {
  const [year, month, date] = partsOf(day);
  return Date.UTC(year, month - 1, date);
}

function civil(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

function partsOf(day: string): [year: number, month: number, date: number] {
  return [digits(day, 0, 4), digits(day, 5, 7), digits(day, 8, 10)];
}

/** The number a part of a date is; a page of charts reads thousands of them. */
function digits(day: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) number = number * 10 + day.charCodeAt(at) - 48;
  return number;
}
