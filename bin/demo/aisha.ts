import { guardianRestrictions } from '#db/schema';
import { addDays } from '~/domain/calendar';
import { fullName } from '~/domain/children';
import type { DecisionCode } from '~/domain/progress';
import { openCase } from '~/services/cases.server';
import { openConclusion } from '~/services/conclusion-sheets.server';
import { recordConsent } from '~/services/consents.server';
import { openExtract, shareConclusion } from '~/services/extracts.server';
import { addGoal, removeGoal, saveGoal } from '~/services/goals.server';
import { openPlan } from '~/services/plan-sheets.server';
import { newVersion, savePlan } from '~/services/plans.server';
import { accept, examine } from './assessments';
import type { Part, Story } from './agenda';
import { assign, week, type AssistantHelp } from './assistants';
import { CAST, HOMES } from './cast';
import { gatherTeam, register, type Registered } from './children';
import { carryOut, conclude, issue, signAll } from './conclusions';
import { seePapers } from './desk';
import { handOver, meet } from './meetings';
import { lessonDays, workday } from './days';
import { goalFrom, type Aim } from './goals';
import { STEPS, type Life } from './lives';
import { answerOnline, approve, askFamily, goalsOf, submit, writePlan, type Period } from './plans';
import { record } from './progress';
import { refer } from './referrals';
import type { Stage } from './stage';

/** The main story: a year with Aisha, from the referral to the second version of her plan. */

export const AISHA = { surname: 'Серікова', givenName: 'Айша', patronymic: 'Нұржанқызы', sex: 'female' } as const;

/** Hours a week: the PMPC recommends fifteen, twelve are covered. */
const HELP: AssistantHelp = { recommended: 15, by: 'assistant', slots: week([1, 2, 3, 4], '08:30', '11:30') };

/** Days until the plan in force ends and is reviewed. */
const REVIEW_IN = 22;

const WAITING = { kk: 'Достарымен тату ойнап, сыныпта өзін жақсы сезіну үшін.', ru: 'Чтобы дружно играть и хорошо чувствовать себя в классе.' };
const READING = { kk: 'Тапсырманы өзі оқып түсініп, сыныппен бірге орындау үшін.', ru: 'Чтобы самой прочитать задание и выполнить его вместе с классом.' };
const TELLING = { kk: 'Күні қалай өткенін анасына өзі айтып беруі үшін.', ru: 'Чтобы самой рассказать маме, как прошёл день.' };

const FIRST: readonly (Aim & { course: DecisionCode })[] = [
  { bankId: 'G014', baseline: 10, target: 50, why: WAITING, course: 'SLOWER' },
  { bankId: 'G022', baseline: 20, target: 60, course: 'ON_TRACK' },
  { bankId: 'G057', baseline: 20, target: 50, why: READING, course: 'ON_TRACK' },
  { bankId: 'G075', baseline: 20, target: 60, why: TELLING, course: 'AHEAD' },
  { bankId: 'G052', baseline: 30, target: 90, course: 'MET' },
];

const SECOND: readonly (Aim & { course: DecisionCode })[] = [
  { bankId: 'G014', baseline: 40, target: 80, why: WAITING, course: 'ON_TRACK' },
  { bankId: 'G022', baseline: 50, target: 80, course: 'MET' },
  { bankId: 'G057', baseline: 40, target: 80, why: READING, course: 'CHANGE_SUPPORT' },
  { bankId: 'G075', baseline: 50, target: 80, why: TELLING, course: 'SLOWER' },
  { bankId: 'G064', baseline: 30, target: 90, course: 'FEW_DATA' },
  { bankId: 'G004', baseline: 2, target: 4, course: 'LEVEL_UP' },
];

const PORTRAIT: Life['portrait'] = {
  ages: 'school',
  communication: 'speech',
  summary: 'Суретті кесте, бір нұсқаудан. Шаршаса, тыныш бұрышта 3 минут демалыс.',
  reason: 'Ойында кезек күтуге және мәтінмен жұмысқа қолдау керек. Сыныпта қандай жағдай, үйде қандай көмек керегін білгіміз келеді.',
  tried: 'Бір тоқсан бойы суретті кесте ілінді, тапсырма қысқа қадамға бөлінді, психологпен аптасына бір рет ойын сабағы өтті. Сабаққа қатысуы артты, үзілісте әлі көмек керек.',
  strengths: 'Суретті әдемі салады, жақсы санайды, көргенін ұсақ-түйегіне дейін есте сақтайды. Мейірімді, кішкентайларға қамқор.',
  needs: 'Кезек күтуге, көмек сұрауға, оқығанын түсінуге және дене шынықтыруға киім ауыстыруға қолдау қажет.',
  advice: 'Кешкі аста ойыншықты қолдан-қолға беріңіз: кімде болса, сол сөйлейді. Күніне бес минут жеткілікті. Айтып бергенін бөлмей тыңдаңыз.',
  childVoice: 'Мен сурет салғанды және санағанды жақсы көремін. Ойында мен де бастаушы болғым келеді.',
  familyVoice: 'Сыныптастарымен тату ойнап, мектептен көңілді келсе екен дейміз.',
  goals: [],
};

const ANSWERED = [
  ['Үйде де лото ойнап, кезек күтіп жүрміз.', '', 'Кешке бірге оқимыз.', '', 'Сөмкесін өзі жинап жүр.'],
  ['Інісімен ойнағанда да байқаймыз.', 'Дүкенде де өзі сұрады.', 'Қысқа мәтіннен бастаған дұрыс екен.', '', 'Үйде киімін таңертең өзі киеді.', ''],
];

function lifeOfAisha(stage: Stage, firstPlanOn: string): Life {
  return {
    index: 1,
    home: HOMES.school,
    language: 'kk',
    portrait: PORTRAIT,
    name: AISHA,
    birthDate: addDays(stage.today, -Math.round(8.4 * 365.25)),
    className: '2 «Б»',
    mother: CAST.mother,
    father: CAST.father,
    teacher: 'teacher',
    until: 'active',
    begunOn: addDays(firstPlanOn, -STEPS.active),
    plot: { assistant: HELP },
  };
}

export async function* aisha(stage: Stage): Story {
  const secondOn = lessonDays(stage.today, 1, 10)[0] ?? stage.ago(70);
  const first: Period = { startsOn: workday(stage.ago(335)), endsOn: addDays(secondOn, 30) };
  const life = lifeOfAisha(stage, first.startsOn);
  const on = (step: keyof typeof STEPS) => workday(addDays(life.begunOn, STEPS[step]));

  yield on('registered');
  const child = await register(stage, life, on('registered'));
  await gatherTeam(stage, life, child.childId, on('registered'));
  const referralId = yield* refer(stage, life, child, { drafted: on('drafted'), sent: on('sent') });
  yield on('scheduled');
  const { assessmentId, sessionOn } = await accept(stage, life, referralId, on('scheduled'), on('examined'));
  yield sessionOn;
  await recordConsent(stage.as('mother', sessionOn, '08:30'), child.childId, { purpose: 'diagnostics', state: 'given' });
  await seePapers(stage, life.home.pmpc, referralId, sessionOn);
  await examine(stage, life, assessmentId, sessionOn);
  yield on('concluding');
  const conclusionId = await conclude(stage, life, assessmentId, on('concluding'));
  yield on('issued');
  await signAll(stage, life, conclusionId, on('issued'));
  await meet(stage, life, assessmentId, on('issued'));
  await issue(stage, life, conclusionId, on('issued'));
  yield on('shared');
  await handOver(stage, life, child, conclusionId, on('shared'));
  await openConclusion(stage.as('mother', on('shared'), '19:30'), conclusionId);
  await shareConclusion(stage.as('mother', on('shared'), '19:40'), conclusionId, { decision: 'given' });
  await recordConsent(stage.as('mother', on('shared'), '19:45'), child.childId, { purpose: 'photo', state: 'refused' });
  await carryOut(stage, life, child.childId, on('shared'));
  await assign(stage, life.home, life.language, child.childId, HELP, on('shared'));

  const planId = yield* firstPlan(stage, life, child, first);
  const courses = FIRST.map(({ course }) => course);
  const writesOn = workday(addDays(secondOn, -20));
  const told = { childId: child.childId, language: life.language, by: ['teacher', 'assistant', 'schoolPsychologist'] as const };
  yield* record(stage, { ...told, planId, courses, until: writesOn, delivered: null });
  const newId = yield* secondPlan(stage, life, planId, { startsOn: secondOn, endsOn: addDays(stage.today, REVIEW_IN) }, writesOn);
  await closeAddress(stage, child.childId, secondOn);
  yield* record(stage, { ...told, planId: newId, courses: SECOND.map(({ course }) => course), until: stage.today, delivered: 'most' });
  yield stage.ago(1);
  await readIt(stage, child, newId, conclusionId);
}

async function* firstPlan(stage: Stage, life: Life, child: Registered, period: Period): Part<string> {
  const on = (step: keyof typeof STEPS) => workday(addDays(life.begunOn, STEPS[step]));
  yield on('planned');
  const planId = await writePlan(stage, life, child, 'teacher', on('planned'), period, FIRST);
  yield on('submitted');
  await submit(stage, 'teacher', planId, on('submitted'));
  yield on('asked');
  await askFamily(stage, life, planId, on('asked'));
  yield on('answered');
  await answerOnline(stage, 'mother', planId, on('answered'), ANSWERED[0] ?? []);
  yield period.startsOn;
  await approve(stage, 'coordinator', planId, period.startsOn);
  return planId;
}

/** The next version: what is reached leaves, two goals are new, the others go on from where she is now. */
async function* secondPlan(stage: Stage, life: Life, olderId: string, period: Period, writesOn: string): Part<string> {
  yield writesOn;
  const ctx = stage.as('teacher', writesOn, '14:30');
  const planId = await newVersion(ctx, olderId, stage.mark('education', 'Сөмке жинау мақсатына жетті, қалғандарының көзделген деңгейі көтерілді, екі жаңа мақсат қосылды.'));
  const told = (text: string) => stage.mark('education', text);
  const { childVoice, familyVoice, strengths, needs } = life.portrait;
  await savePlan(ctx, planId, {
    ...period,
    childVoice: told(childVoice),
    familyVoice: told(familyVoice),
    strengths: told(strengths),
    needs: told(needs),
    familyWork: told('Байланыс дәптері аптасына бір рет. Үйде күніне 5 минут: кезекпен сөйлеу, қысқа мәтінді бірге оқу.'),
    noSoftGoalReason: '',
    version: 1,
  });
  const copied = await goalsOf(stage, planId);
  const frame = { ...period, responsible: fullName(CAST.teacher), method: 'Бақылау парағы' };
  for (const goal of copied) {
    const aim = SECOND.find(({ bankId }) => bankId === goal.bankId);
    if (aim) await saveGoal(ctx, goal.id, { ...goalFrom(stage, aim, frame), version: goal.version });
    else await removeGoal(ctx, goal.id);
  }
  for (const aim of SECOND) if (!copied.some(({ bankId }) => bankId === aim.bankId)) await addGoal(ctx, planId, goalFrom(stage, aim, frame));

  const later = (days: number) => workday(addDays(writesOn, days));
  yield later(4);
  await submit(stage, 'teacher', planId, later(4));
  yield later(7);
  await askFamily(stage, life, planId, later(7));
  yield later(12);
  await answerOnline(stage, 'mother', planId, later(12), ANSWERED[1] ?? []);
  yield period.startsOn;
  await approve(stage, 'coordinator', planId, period.startsOn);
  return planId;
}

/** By an act of the court the father must not learn where the child is; one coordinator enters it, another confirms. */
async function closeAddress(stage: Stage, childId: string, day: string): Promise<void> {
  await stage.database.transaction(async (tx) => {
    const father = await tx.query.guardians.findFirst({ columns: { id: true }, where: (row, { and, eq }) => and(eq(row.childId, childId), eq(row.relation, 'father')) });
    if (!father) throw new Error('the father is not on record');
    await tx.insert(guardianRestrictions).values({
      guardianId: father.id,
      kind: 'location',
      ground: 'court-act',
      reason: stage.mark('legal', 'Сот актісі: баланың тұратын және оқитын жері әкесіне айтылмайды.'),
      validFrom: day,
      validTo: addDays(day, 300),
      createdBy: stage.people.coordinator.userId,
      confirmedBy: stage.people.coordinator3.userId,
    });
  });
}

/** Yesterday several people opened parts of her file. */
async function readIt(stage: Stage, { childId }: Registered, planId: string, conclusionId: string): Promise<void> {
  const day = stage.ago(1);
  const extract = await stage.database.read((tx) => tx.query.extracts.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.conclusionId, conclusionId) }));
  const from = { group: null, before: null };
  await openCase(stage.as('coordinator', day, '08:50'), childId, from);
  await openExtract(stage.as('coordinator', day, '08:55'), extract?.id ?? '');
  await openCase(stage.as('teacher', day, '09:20'), childId, from);
  await openPlan(stage.as('teacher', day, '09:25'), planId);
  await openCase(stage.as('assistant', day, '10:05'), childId, from);
  await openPlan(stage.as('mother', day, '20:40'), planId);
}
