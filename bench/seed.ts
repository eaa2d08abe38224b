import { createHash } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { openDatabase, type Tx } from '#db/client.server';
import {
  assessmentMembers, assessments, assignments, assignmentSlots, assistantContracts, assistantNeeds, conclusionConditions, conclusions,
  conclusionSessions, consents, deliveries, entries, extracts, findingLevels, findings, goals, guardians, newId, planAccommodations, plans,
  planServices, referenceItems, referrals, teamMembers,
} from '#db/schema';
import { CONDITIONS, type Direction, type GoalArea, type MeasureType } from '#db/vocabulary';
import { CAST, DEMO_PASSWORD } from '../bin/demo/cast';
import { fillQueue } from './queue';
import { setStage, type Stage } from '../bin/demo/stage';
import { addDays } from '~/domain/calendar';
import { canonicalText, type ExtractBody } from '~/domain/conclusions';
import { UNITS_OF } from '~/domain/measures';
import { hashPassword } from '~/http/password.server';
import { registerChild } from '~/services/children.server';

/** What the bench needs to know of the file it drives. */
export interface Seeded {
  password: string;
  coordinator: string;
  parent: string;
  pmpcHead: string;
  /** The child whose case page is measured. */
  childId: string;
  planId: string;
  goalId: string;
}

const CHILDREN = 60;
/** The case that is measured, and those that fill the lists around it. */
const MAIN_CASE = { goals: 10, entries: 30 };
const OTHER_CASE = { goals: 4, entries: 12 };

/** Days before today on which the story of a case happens, and how long after today its plan goes on. */
const AGO = { registered: 380, referral: 350, examined: 330, issued: 322, planned: 300, shared: 296, started: 290 };
const AHEAD = 70;

/**
 * Fills a new demo database in `folder` with one school of 60 children. Every case is the same size each time, whatever
 * the demo world becomes: the first has an active plan of 10 goals with 30 entries each, half of the others a small one.
 */
export async function seed(folder: string): Promise<Seeded> {
  const database = await openDatabase(folder, { kindIfNew: 'demo' });
  try {
    const stage = await setStage(database, new Date(), { passwordHash: await hashPassword(DEMO_PASSWORD), canary: false });
    const ids: string[] = [];
    for (let index = 0; index < CHILDREN; index += 1) ids.push(await register(stage, index));
    const [childId = '', ...others] = ids;
    const bank = await database.read(bankGoals);
    const { planId, goalId } = await database.transaction(async (tx) => {
      const extract = await examine(stage, tx, childId);
      await assign(stage, tx, childId, extract);
      return plan(stage, tx, { childId, extractId: extract, bank, size: MAIN_CASE });
    });
    for (const other of others.filter((_, index) => index % 2 === 0)) {
      await database.transaction((tx) => plan(stage, tx, { childId: other, extractId: null, bank, size: OTHER_CASE }));
    }
    await database.transaction((tx) => fillQueue(stage, tx));
    return { password: DEMO_PASSWORD, coordinator: CAST.coordinator.email, parent: CAST.mother.email, pmpcHead: CAST.pmpcHead.email, childId, planId, goalId };
  } finally {
    await database.close();
  }
}

const SURNAMES = ['Әбдіғали', 'Бекенов', 'Ғабитов', 'Дүйсен', 'Есімов', 'Жүнісов', 'Қайратов', 'Мұсаев', 'Нұрланов', 'Өмірбек', 'Серіков', 'Ұлықпан'];
const NAMES = ['Әлихан', 'Айсұлтан', 'Ерасыл', 'Жантөре', 'Қуаныш', 'Мансұр', 'Нұрислам', 'Өркен', 'Санжар', 'Хамза'];

async function register(stage: Stage, index: number): Promise<string> {
  return registerChild(stage.as('coordinator', stage.ago(AGO.registered)), {
    surname: SURNAMES[index % SURNAMES.length] ?? '',
    givenName: NAMES[index % NAMES.length] ?? '',
    patronymic: '',
    birthDate: stage.ago(AGO.registered + 2_600 + index * 20),
    sex: 'male',
    iin: '',
    noIinReason: 'not-brought',
    instructionLanguage: 'kk',
    homeLanguage: 'kk',
    communication: 'speech',
    className: `${(index % 4) + 1} «Б»`,
    supportSummary: 'Суретті кесте бойынша жұмыс істейді, нұсқауды бір-бірден алған ыңғайлы.',
    knownElsewhere: false,
    iinChecked: false,
  });
}

/** From the referral to the school's extract: guardians, consents, an examination by three and a conclusion. */
async function examine(stage: Stage, tx: Tx, childId: string): Promise<string> {
  const { people, places, ago } = stage;
  const at = (days: number) => new Date(`${ago(days)}T06:00:00Z`);
  const mother = newId();
  const father = newId();
  const link = { childId, verifiedBy: people.coordinator.userId, linkedAt: at(AGO.registered), validFrom: ago(AGO.registered), household: 'a', phone: '+77010000001' };
  await tx.insert(guardians).values([
    { ...link, id: mother, userId: people.mother.userId, surname: 'Серікова', givenName: 'Дана', relation: 'mother', preferred: true },
    { ...link, id: father, userId: people.father.userId, surname: 'Серіков', givenName: 'Нұржан', relation: 'father', household: 'b' },
  ]);
  const team = { childId, organisationId: places.school, validFrom: ago(AGO.registered) };
  await tx.insert(teamMembers).values([
    { ...team, userId: people.teacher.userId, part: 'class_teacher' },
    { ...team, userId: people.teacher2.userId, part: 'subject_teacher' },
    { ...team, userId: people.schoolPsychologist.userId, part: 'psychologist' },
  ]);
  const consent = { childId, guardianId: mother, state: 'given', manner: 'paper', recordedBy: people.coordinator.userId, sequence: 1 } as const;
  await tx.insert(consents).values(
    (['examination', 'personal-data'] as const).map((purpose) => ({ ...consent, purpose, answeredOn: ago(AGO.referral), recordedAt: at(AGO.referral) })),
  );

  const referralId = newId();
  await tx.insert(referrals).values({
    id: referralId, childId, fromOrganisationId: places.school, pmpcId: places.pmpc, authorId: people.coordinator.userId, state: 'closed',
    reason: 'Сабақта нұсқауды орындау мен көмек сұрау қиынға соғады.', tried: 'Орнын жақын ауыстырдық, суретті кесте қолдандық.',
    createdAt: at(AGO.referral), sentAt: at(AGO.referral), decidedAt: at(AGO.referral - 5), decidedBy: people.pmpcHead.userId,
  });
  const assessmentId = newId();
  await tx.insert(assessments).values({
    id: assessmentId, childId, referralId, pmpcId: places.pmpc, state: 'closed', examKind: 'primary', sessionOn: ago(AGO.examined), sessionAt: '10:00',
    room: '3', language: 'kk', createdBy: people.pmpcHead.userId, createdAt: at(AGO.referral - 5),
  });
  const specialists = [['psychologist', 'psychologist', 'COG'], ['speech', 'speech_therapist', 'SPL'], ['defectologist', 'special_pedagogue', 'LRN']] as const;
  for (const [person, specialty, domain] of specialists) {
    const { userId } = people[person];
    await tx.insert(assessmentMembers).values({ assessmentId, userId, specialty, validFrom: ago(AGO.referral - 5), validTo: ago(AGO.issued - 30) });
    const findingId = newId();
    await tx.insert(findings).values({
      id: findingId, assessmentId, childId, authorId: userId, specialty, medical: false, state: 'signed', strengths: 'Қызығып, ұзақ отырып салады.',
      needs: 'Көмек сұрауды үйреніп жүр.', helps: 'Көрнекі кесте, қысқа нұсқау.', recommendations: 'Күніне бірнеше рет көмек сұрауға орай жасау.',
      createdAt: at(AGO.examined), savedAt: at(AGO.examined), signedAt: at(AGO.examined),
    });
    await tx.insert(findingLevels).values({ findingId, domain, withSupport: 1, withoutSupport: 3, evidence: 'Бақылау' });
  }
  return conclude(stage, tx, { childId, assessmentId, mother });
}

async function conclude(stage: Stage, tx: Tx, { childId, assessmentId, mother }: { childId: string; assessmentId: string; mother: string }): Promise<string> {
  const { people, places, ago } = stage;
  const issuedAt = new Date(`${ago(AGO.issued)}T06:00:00Z`);
  const conclusionId = newId();
  const validUntil = addDays(stage.today, AHEAD + 300);
  const text = { strengths: 'Құрылымды жақсы көреді, ересекпен жұмысқа тез кіріседі.', needs: 'Көмек сұрау, кезек күту.' };
  const wanted = { needed: true, hours: 12, from: ago(AGO.issued), to: validUntil, tasks: 'Сабақта бағыттау, үзілісте қасында болу.' };
  await tx.insert(conclusions).values({
    id: conclusionId, assessmentId, childId, pmpcId: places.pmpc, authorId: people.registrar.userId, state: 'issued', number: 412,
    numberYear: Number(ago(AGO.issued).slice(0, 4)), issuedOn: ago(AGO.issued), issuedBy: people.pmpcHead.userId, ...text, programme: 'adapted',
    studyForm: 'full-time', assistantNeeded: true, assistantHours: wanted.hours, assistantFrom: wanted.from, assistantTo: wanted.to, assistantTasks: wanted.tasks,
    validUntil, familyAdvice: 'Кешкісін бірге кітап қараңыздар.', createdAt: issuedAt, savedAt: issuedAt,
  });
  const conditions = CONDITIONS.slice(0, 5).map((condition) => ({ condition, detail: 'Күн сайын, сабақ басында.' }));
  await tx.insert(conclusionConditions).values(conditions.map((condition) => ({ conclusionId, ...condition })));
  const sessions: ExtractBody['sessions'] = [{ specialty: 'speech_therapist', form: 'individual', perWeek: 2 }, { specialty: 'psychologist', form: 'group', perWeek: 1 }];
  await tx.insert(conclusionSessions).values(sessions.map((session, position) => ({ conclusionId, position, ...session })));

  const extractId = newId();
  const body: ExtractBody = {
    edition: 2, number: 412, issuedOn: ago(AGO.issued), pmpc: { kk: 'ПМПК', ru: 'ПМПК', en: 'PMPC' }, child: { name: 'Әбдіғали Әлихан', birthYear: '2018' },
    programme: 'adapted', studyForm: 'full-time', conditions, sessions, assistant: wanted, strengths: text.strengths, helps: 'Көрнекі кесте.',
    recommendations: 'Көмек сұрауға орай жасау.', validUntil,
    more: { personalHelper: false, placements: ['ordinary-class'], examConditions: ['extra-time'], repeatFirstYear: false },
  };
  const digest = createHash('sha256').update(canonicalText(body)).digest('hex');
  await tx.insert(extracts).values({ id: extractId, conclusionId, childId, body, digest, createdAt: issuedAt });
  await tx.insert(consents).values({
    childId, guardianId: mother, purpose: 'share-conclusion', state: 'given', manner: 'electronic', subjectId: conclusionId, organisationId: places.school,
    answeredOn: ago(AGO.issued - 2), recordedBy: people.mother.userId, recordedAt: issuedAt, sequence: 1,
  });
  return extractId;
}

/** The recommended hours and the assistant who covers them. */
async function assign({ people, places, ago, today }: Stage, tx: Tx, childId: string, extractId: string): Promise<void> {
  const needId = newId();
  const contractId = newId();
  const assignmentId = newId();
  const time = { validFrom: ago(AGO.started), validTo: addDays(today, AHEAD) };
  const here = { organisationId: places.school, createdAt: new Date(`${ago(AGO.started)}T06:00:00Z`), ...time };
  await tx.insert(assistantNeeds).values({ id: needId, childId, extractId, state: 'assigned', hours: 12, tasks: 'Сабақта бағыттау.', ...here });
  await tx.insert(assistantContracts).values({
    id: contractId, userId: people.assistant.userId, organisationId: places.school, hours: 36, qualification: 'педагог-ассистент', languages: ['kk', 'ru'],
    validFrom: ago(AGO.registered),
  });
  await tx.insert(assignments).values({
    id: assignmentId, needId, childId, contractId, userId: people.assistant.userId, state: 'active', fadingGoal: 'Тапсырманы өзі бастайды.',
    createdBy: people.coordinator.userId, ...here,
  });
  await tx.insert(assignmentSlots).values([1, 2, 3, 4].map((weekday) => ({ assignmentId, weekday, startsAt: '08:30', endsAt: '11:30' })));
}

interface BankGoal {
  id: string;
  skill: string;
  area: GoalArea;
  title: Record<string, string>;
  behaviour: Record<string, string>;
  condition: Record<string, string>;
  measure: { type: MeasureType; direction: Direction };
  strategies: Record<string, string[]>;
  homeActivity: Record<string, string>;
}

async function bankGoals(tx: Tx): Promise<BankGoal[]> {
  const rows = await tx.select({ body: referenceItems.body }).from(referenceItems).where(eq(referenceItems.collection, 'goals')).orderBy(asc(referenceItems.position));
  return rows.map(({ body }) => body as BankGoal);
}

/** A usual start and aim of each kind of measurement, for a goal that goes up; one that goes down runs the other way. */
const COURSE: Record<MeasureType, [start: number, aim: number]> = {
  frequency: [2, 8], rate: [1, 5], duration: [3, 12], latency: [15, 60], percent: [20, 80], steps: [20, 80], rubric: [2, 4], gas: [-2, 1], prompt: [1, 5], worksample: [30, 70],
};

interface Case {
  childId: string;
  extractId: string | null;
  bank: BankGoal[];
  size: { goals: number; entries: number };
}

/** An active plan with services, accommodations, goals from the bank and their entries, a week apart and up to two days ago. */
async function plan({ people, places, ago, today }: Stage, tx: Tx, { childId, extractId, bank, size }: Case): Promise<{ planId: string; goalId: string }> {
  const planId = newId();
  const [startsOn, endsOn] = [ago(AGO.started), addDays(today, AHEAD)];
  const plannedAt = new Date(`${ago(AGO.planned)}T06:00:00Z`);
  await tx.insert(plans).values({
    id: planId, seriesId: newId(), number: 1, childId, organisationId: places.school, extractId, authorId: people.teacher.userId, state: 'active', startsOn, endsOn,
    childVoice: 'Сурет салғанды және көмектескенді жақсы көремін.', familyVoice: 'Үйде ертегі тыңдайды.', strengths: 'Ұқыпты, есте сақтауы жақсы.',
    needs: 'Көмек сұрау, кезек күту.', familyWork: 'Аптасына бір рет сөйлесеміз.', createdAt: plannedAt, savedAt: plannedAt, savedBy: people.teacher.userId,
    sharedAt: plannedAt, approvedBy: people.coordinator.userId, approvedAt: new Date(`${ago(AGO.shared)}T06:00:00Z`),
  });
  const services = [['ED01', 'individual', 40, 3], ['ED02', 'individual', 30, 2], ['ED03', 'group', 40, 1], ['ED04', 'in-class', 45, 2]] as const;
  const serviceLineage = newId();
  await tx.insert(planServices).values(
    services.map(([type, form, minutes, perWeek], position) => ({ planId, lineageId: position === 0 ? serviceLineage : newId(), type, form, minutes, perWeek, position })),
  );
  await tx.insert(planAccommodations).values(['C01', 'C02', 'C03', 'C04', 'C05', 'C06'].map((accommodation) => ({ planId, accommodation })));
  await tx.insert(deliveries).values(
    [3, 10, 17, 24, 31].map((days) => ({
      serviceLineageId: serviceLineage, childId, authorId: people.teacher.userId, heldOn: ago(days), plannedMinutes: 120, heldMinutes: days === 10 ? 80 : 120,
    })),
  );

  const goalIds: string[] = [];
  for (let position = 0; position < size.goals; position += 1) {
    const from = bank[(position * 7) % bank.length];
    if (!from) throw new Error('The goal bank is empty.');
    const { type, direction } = from.measure;
    const [low, high] = COURSE[type];
    const [baseline, target] = direction === 'increase' ? [low, high] : [high, low];
    const goalId = newId();
    const lineageId = newId();
    goalIds.push(goalId);
    await tx.insert(goals).values({
      id: goalId, lineageId, planId, position, state: 'active', area: from.area, skill: from.skill, bankId: from.id, titleKk: from.title.kk, titleRu: from.title.ru,
      behaviourKk: from.behaviour.kk, behaviourRu: from.behaviour.ru, conditionKk: from.condition.kk, conditionRu: from.condition.ru,
      strategiesKk: from.strategies.kk?.join('\n'), strategiesRu: from.strategies.ru?.join('\n'), homeKk: from.homeActivity.kk, homeRu: from.homeActivity.ru,
      whyKk: 'Күн сайын керек, өзіне сенім береді.', whyRu: 'Нужно каждый день и даёт уверенность.', measure: type, unit: UNITS_OF[type][0], direction, baseline, target,
      startsOn, dueOn: endsOn, responsible: 'сынып жетекшісі', settings: ['lesson', 'break'],
    });
    await tx.insert(entries).values(
      Array.from({ length: size.entries }, (_, index) => {
        const day = ago(2 + (size.entries - 1 - index) * 7);
        const value = valueAt(type, baseline, target, index / size.entries, index * 7 + position * 3);
        const counted = type === 'percent' || type === 'steps';
        return {
          lineageId, goalId, childId, authorId: (index % 2 ? people.assistant : people.teacher).userId, measuredOn: day, recordedAt: new Date(`${day}T08:00:00Z`), value,
          successes: counted ? value / 10 : null, trials: counted ? 10 : null, help: index < size.entries / 2 ? 1 as const : 0 as const,
          place: index % 3 ? 'lesson' as const : 'break' as const, note: index % 5 ? '' : 'Сұрағанда өзі келді.',
        };
      }),
    );
  }
  return { planId, goalId: goalIds[0] ?? '' };
}

/** Whole numbers on the way from the start to the aim, now a little above the line and now below; shares in tens, so that they are n of 10. */
function valueAt(type: MeasureType, start: number, aim: number, share: number, turn: number): number {
  const step = type === 'percent' || type === 'steps' ? 10 : 1;
  const [low, high] = [Math.min(start, aim), Math.max(start, aim)];
  const wobble = ((turn % 10) / 9 - 0.5) * (high - low) * 0.3;
  return Math.round(Math.min(high, Math.max(low, start + (aim - start) * share + wobble)) / step) * step;
}
