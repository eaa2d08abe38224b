import { addDays, weekdayOf } from '~/domain/calendar';
import type { Place } from '~/domain/goals';
import type { DecisionCode } from '~/domain/progress';
import { recordDelivery, recordEntry } from '~/services/progress.server';
import type { Part } from './agenda';
import { courseOf } from './courses';
import { hasLessons, lessonDays } from './days';
import { goalsOf } from './plans';
import { OBSERVATIONS } from './sections';
import type { PersonName, Stage } from './stage';

const PLACES_IN_TURN: readonly Place[] = ['lesson', 'break', 'lesson', 'support-room', 'lesson', 'canteen'];

export interface Recording {
  childId: string;
  planId: string;
  language: 'kk' | 'ru';
  /** What the measurements of each goal are to say today, in the order of the plan. */
  courses: readonly DecisionCode[];
  /** Those who measure, in turn. */
  by: readonly PersonName[];
  /** The last day on which anything is recorded for this plan; today when it is still in force. */
  until: string;
  /** Half of the planned support takes place, else nearly all of it; null when nobody notes it. */
  delivered: 'half' | 'most' | null;
}

interface Act {
  day: string;
  play: () => Promise<unknown>;
}

/** The weeks of a plan in force: measurements and held sessions, each on its day. */
export async function* record(stage: Stage, story: Recording): Part<void> {
  const acts = [...(await measured(stage, story)), ...(await supported(stage, story))].sort((one, other) => one.day.localeCompare(other.day));
  for (const { day, play } of acts) {
    yield day;
    await play();
  }
}

async function measured(stage: Stage, { planId, language, courses, by, until, delivered }: Recording): Promise<Act[]> {
  const fidelity = delivered === 'half' ? 0.5 : delivered === 'most' ? 0.95 : null;
  const observations = OBSERVATIONS[language];
  const goals = await goalsOf(stage, planId);
  return goals.flatMap((goal, number) => {
    const code = courses[number];
    if (!code) throw new Error(`goal ${number + 1} of a plan has no course`);
    const days = lessonDays(until, 1 + (number % 5), 45);
    return courseOf(code, goal, days, until, fidelity).map(({ on, reading, help }, week): Act => {
      const person = by[(number + week) % by.length] ?? 'teacher';
      const seed = number * 3 + week;
      const note = seed % 3 === 0 ? stage.mark('staff-note', observations[seed % observations.length] ?? '') : '';
      const place = PLACES_IN_TURN[seed % PLACES_IN_TURN.length] ?? 'lesson';
      return { day: on, play: () => recordEntry(stage.as(person, on, `1${number % 6}:40`), goal.id, { reading, measuredOn: on, help, place, note }) };
    });
  });
}

/** Sessions of the last six weeks; where half of them is given, also outside the lessons' time. */
async function supported(stage: Stage, { childId, planId, by, until, delivered }: Recording): Promise<Act[]> {
  if (!delivered || until !== stage.today) return [];
  const [services, plan] = await stage.database.read(async (tx) => [
    await tx.query.planServices.findMany({ columns: { lineageId: true, minutes: true }, where: (row, { eq }) => eq(row.planId, planId), orderBy: (row, { asc }) => asc(row.position) }),
    await tx.query.plans.findFirst({ columns: { startsOn: true }, where: (row, { eq }) => eq(row.id, planId) }),
  ]);
  const days = Array.from({ length: 41 }, (_, back) => addDays(stage.today, back - 41));
  const person = by[0] ?? 'teacher';
  return services.flatMap(({ lineageId, minutes }, number) => {
    const weekly = days.filter((day) => weekdayOf(day) === 2 + (number % 4) && day >= (plan?.startsOn ?? day) && (delivered === 'half' || hasLessons(day)));
    return weekly.map((day, order): Act => {
      const heldMinutes = delivered === 'half' ? (order % 2 ? 0 : minutes) : order % 6 === 4 ? Math.round(minutes / 2) : minutes;
      return { day, play: () => recordDelivery(stage.as(person, day, '16:30'), { childId, serviceLineageId: lineageId, heldOn: day, heldMinutes }) };
    });
  });
}
