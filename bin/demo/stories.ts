import { asc, eq } from 'drizzle-orm';
import { children, enrolments } from '#db/schema';
import { addDays } from '~/domain/calendar';
import { registerChild } from '~/services/children.server';
import { BOYS, GIRLS, SURNAMES, type PlaceName } from './cast';
import { chance, type PersonName, type Stage } from './stage';

const COORDINATORS: Partial<Record<PlaceName, PersonName>> = {
  school: 'coordinator', kindergarten: 'kindergartenCoordinator', ruralSchool: 'coordinator2', college: 'collegeCoordinator',
};

const CLASSES: Partial<Record<PlaceName, string[]>> = {
  school: ['1 «А»', '2 «Б»', '3 «А»', '4 «В»', '6 «А»'], kindergarten: ['«Гүлдер» тобы', '«Ертегі» тобы'], ruralSchool: ['2', '5', '7'], college: ['ТО-11', 'ПК-21'],
};

const AGES: Partial<Record<PlaceName, [number, number]>> = { school: [7, 12], kindergarten: [3, 6], ruralSchool: [8, 14], college: [16, 18] };

/** Plays every story of the demo. */
export async function playStories(stage: Stage, { onProgress }: { canary: boolean; onProgress: (what: string) => void }): Promise<void> {
  const roll = chance(20_260_901);
  const spread: [PlaceName, number][] = [['school', 34], ['kindergarten', 12], ['ruralSchool', 14], ['college', 6]];
  let index = 0;
  for (const [place, count] of spread) {
    onProgress(`… ${count} children at ${place}`);
    for (let one = 0; one < count; one += 1) await registerOne(stage, place, index++, roll);
  }
}

async function registerOne(stage: Stage, place: PlaceName, index: number, roll: () => number): Promise<string> {
  const coordinator = COORDINATORS[place];
  const [youngest, oldest] = AGES[place] ?? [7, 12];
  if (!coordinator) throw new Error(`nobody registers at ${place}`);
  const isGirl = roll() < 0.4;
  const pair = SURNAMES[Math.floor(roll() * SURNAMES.length)] ?? SURNAMES[0];
  const names = isGirl ? GIRLS : BOYS;
  const days = Math.floor((youngest + roll() * (oldest - youngest)) * 365.25);
  const classes = CLASSES[place] ?? [];
  const isRussian = place === 'ruralSchool' ? roll() < 0.6 : roll() < 0.2;
  return registerChild(stage.as(coordinator, stage.ago(420 - (index % 60))), {
    surname: pair[isGirl ? 1 : 0],
    givenName: names[index % names.length] ?? names[0],
    patronymic: '',
    birthDate: addDays(stage.today, -days - 420),
    sex: isGirl ? 'female' : 'male',
    iin: '',
    noIinReason: 'not-brought',
    instructionLanguage: isRussian ? 'ru' : 'kk',
    homeLanguage: isRussian ? 'ru' : 'kk',
    communication: roll() < 0.7 ? 'speech' : roll() < 0.5 ? 'few-words' : 'aac',
    className: classes[index % Math.max(1, classes.length)] ?? '1',
    supportSummary: '',
    knownElsewhere: false,
    iinChecked: false,
  });
}

/** The addresses of the main child's pages. */
export async function mainPaths(stage: Stage): Promise<Record<string, string>> {
  const [child] = await stage.database.read((tx) =>
    tx
      .select({ id: children.id })
      .from(children)
      .innerJoin(enrolments, eq(enrolments.childId, children.id))
      .where(eq(enrolments.organisationId, stage.places.school))
      .orderBy(asc(children.registeredAt), asc(children.id))
      .limit(1),
  );
  return { children: '/children', child: `/children/${child?.id ?? ''}` };
}
