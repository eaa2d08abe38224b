import { fullName } from '~/domain/children';
import { addGoal } from '~/services/goals.server';
import { recordConsent } from '~/services/consents.server';
import { addService, answerPlan, approvePlan, returnPlan, savePlan, setAccommodations, sharePlan, startPlan, submitPlan } from '~/services/plans.server';
import { CAST, STAFF } from './cast';
import type { Registered } from './children';
import { goalFrom, type Aim } from './goals';
import type { Life } from './lives';
import type { PersonName, Stage } from './stage';

const PEOPLE = { ...CAST, ...STAFF };

export interface Period {
  startsOn: string;
  endsOn: string;
}

const FAMILY_WORK = {
  kk: 'Аптасына бір рет байланыс дәптері, айына бір рет 20 минуттық кездесу. Үйдегі жаттығу күніне 10 минуттан аспайды.',
  ru: 'Дневник связи раз в неделю, встреча на 20 минут раз в месяц. Дома не больше 10 минут упражнений в день.',
};
const METHOD = { kk: 'Бақылау парағы', ru: 'Лист наблюдения' };

/** A teacher begins the plan and writes it: voices, strengths, needs, support, conditions, goals. */
export async function writePlan(stage: Stage, life: Life, child: Registered, author: PersonName, day: string, period: Period, aims: readonly Aim[]): Promise<string> {
  const { portrait, language } = life;
  const ctx = stage.as(author, day, '14:10');
  const planId = await startPlan(ctx, child.childId, { ...period, withoutExtract: life.plot.ownDecision === true });
  const told = (text: string) => stage.mark('education', text);
  await savePlan(ctx, planId, {
    ...period,
    childVoice: told(portrait.childVoice),
    familyVoice: told(portrait.familyVoice),
    strengths: told(portrait.strengths),
    needs: told(portrait.needs),
    familyWork: told(FAMILY_WORK[language]),
    noSoftGoalReason: '',
    version: 1,
  });
  await setAccommodations(ctx, planId, { chosen: ['C02', 'C03', 'C12', 'E04'], details: { C12: told(language === 'kk' ? '15 минут сайын' : 'каждые 15 минут') }, version: 2 });
  if (life.plot.ownDecision) await addService(ctx, planId, { type: 'PS01', form: 'individual', minutes: 40, perWeek: 1, provider: '' });
  for (const aim of aims) await addGoal(ctx, planId, goalFrom(stage, aim, { ...period, responsible: fullName(PEOPLE[author]), method: METHOD[language] }));
  return planId;
}

export function submit(stage: Stage, author: PersonName, planId: string, day: string): Promise<void> {
  return submitPlan(stage.as(author, day, '15:20'), planId);
}

const RETURNED = {
  kk: 'Үйдегі жұмыс отбасының кестесіне сай болсын, бірінші мақсаттың шартын нақтылаңыз.',
  ru: 'Уточните условие первой цели и согласуйте домашнюю часть с семьёй.',
};

export function giveBack(stage: Stage, life: Life, planId: string, day: string): Promise<void> {
  return returnPlan(stage.as(life.home.coordinator, day, '16:20'), planId, stage.mark('education', RETURNED[life.language]));
}

export function askFamily(stage: Stage, life: Life, planId: string, day: string): Promise<void> {
  return sharePlan(stage.as(life.home.coordinator, day, '09:40'), planId);
}

/** The family answers on paper, and the coordinator writes it down. */
export async function answerOnPaper(stage: Stage, life: Life, child: Registered, planId: string, day: string): Promise<void> {
  await recordConsent(stage.as(life.home.coordinator, day, '17:00'), child.childId, {
    guardianId: child.guardianId,
    purpose: 'plan',
    state: 'given',
    answeredOn: day,
    subjectId: planId,
  });
}

/** A parent with an account answers goal by goal; `words` go round, an answer with a question mark is a question. */
export async function answerOnline(stage: Stage, parent: PersonName, planId: string, day: string, words: readonly string[]): Promise<void> {
  const asked = await goalsOf(stage, planId);
  const answers = asked.map(({ id }, order) => {
    const comment = words[order] ?? '';
    return { goalId: id, answer: comment.endsWith('?') ? ('question' as const) : ('agree' as const), comment: stage.mark('family-answer', comment) };
  });
  await answerPlan(stage.as(parent, day, '20:15'), planId, { answers, send: true });
}

export function approve(stage: Stage, coordinator: PersonName, planId: string, day: string): Promise<void> {
  return approvePlan(stage.as(coordinator, day, '08:40'), planId);
}

/** The goals of a version, in their order. */
export function goalsOf(stage: Stage, planId: string) {
  return stage.database.read((tx) => tx.query.goals.findMany({ where: (row, { eq }) => eq(row.planId, planId), orderBy: (row, { asc }) => asc(row.position) }));
}
