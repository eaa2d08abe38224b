import type { ComponentType } from 'react';
import { expect, test } from 'vitest';
import { LANGUAGES, type Language } from '#db/vocabulary';
import NewPlanPage, { loader as begin } from '~/routes/children.$childId.plans.new';
import GoalPage, { action as saveGoal, loader as goal } from '~/routes/goals.$goalId.edit';
import MovePage, { loader as move } from '~/routes/goals.$goalId.position';
import RemovalPage, { loader as removal } from '~/routes/goals.$goalId.removal';
import ListPage, { loader as list } from '~/routes/plans._index';
import SheetPage, { loader as sheet } from '~/routes/plans.$planId._index';
import AccommodationsPage, { loader as accommodations } from '~/routes/plans.$planId.accommodations';
import AnswersPage, { action as answer, loader as answers } from '~/routes/plans.$planId.answers';
import ApprovalPage, { loader as approval } from '~/routes/plans.$planId.approval';
import StudioPage, { action as save, loader as studio } from '~/routes/plans.$planId.edit';
import NewGoalPage, { loader as newGoal } from '~/routes/plans.$planId.goals.new';
import PaperPage, { loader as paper } from '~/routes/plans.$planId.paper';
import ReturnPage, { loader as giveBack } from '~/routes/plans.$planId.return';
import ServicePage, { loader as service } from '~/routes/plans.$planId.services.new';
import SharingPage, { loader as sharing } from '~/routes/plans.$planId.sharing';
import SubmissionPage, { loader as submission } from '~/routes/plans.$planId.submission';
import VersionsPage, { loader as versions } from '~/routes/plans.$planId.versions';
import { addGoal } from '~/services/goals.server';
import { activePlan, addFather, answerAll, answeredPlan, draftPlan, goalForm, goalOf, goalsOf, sharedPlan, textForm } from '../support/story-plans';
import { rendered } from '../support/rendered';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, type Person, type World } from '../support/world';

type Loader = (args: Awaited<ReturnType<typeof visit>>) => unknown;

async function htmlOf(world: World, person: Person, Page: ComponentType, loader: Loader, params: Record<string, string>, language: Language = 'kk', url = '/') {
  const { data, status } = await answerOf(Promise.resolve(loader(await visit(world, person, { params, url }))));
  expect(status).toBe(200);
  return rendered(Page, data, language);
}

/** Ids that stand twice, controls without a label, and descriptions that point nowhere. */
function faultsOf(html: string): string[] {
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id);
  const labelled = [...html.matchAll(/<label[^>]*\sfor="([^"]*)"/g)].map(([, id = '']) => id);
  const wrapped = [...html.matchAll(/<label\b[^>]*>(.*?)<\/label>/gs)].flatMap(([, inside = '']) => [...inside.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id));
  const controls = [...html.matchAll(/<(?:input|select|textarea)\b([^>]*)>/g)].map(([, tag = '']) => tag).filter((tag) => !tag.includes('type="hidden"'));
  const pointed = [...html.matchAll(/\saria-(?:describedby|labelledby)="([^"]*)"/g)].flatMap(([, names = '']) => names.split(' '));
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `twice: ${id}`),
    ...controls.filter((tag) => ![...labelled, ...wrapped].includes(/\sid="([^"]*)"/.exec(tag)?.[1] ?? '')).map((tag) => `no label: ${tag}`),
    ...pointed.filter((id) => !ids.includes(id)).map((id) => `points nowhere: ${id}`),
  ];
}

test('every page of a plan says everything in three languages, and each control has its label', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  const [goalId = ''] = await goalsOf(world, planId);
  await addGoal(world.as('bolat'), planId, goalOf({ skill: 'AC1', measure: 'rubric', unit: 'level', baseline: '2', target: '3', behaviourRu: 'Понимает текст' }));
  const shared = await openWorld();
  const sharedId = await sharedPlan(shared);
  const active = await openWorld();
  const activeId = await activePlan(active);
  const fresh = await openWorld();
  const draft = { planId, goalId };
  const pages: [string, World, Person, ComponentType, Loader, Record<string, string>, string?][] = [
    ['begin', fresh, 'saule', NewPlanPage, begin, { childId: fresh.alikhan }],
    ['begin again', active, 'bolat', NewPlanPage, begin, { childId: active.alikhan }],
    ['list', world, 'saule', ListPage, list, {}, '/plans?state=draft'],
    ['empty list', fresh, 'bolat', ListPage, list, {}],
    ['studio', world, 'bolat', StudioPage, studio, draft],
    ['locked studio', shared, 'bolat', StudioPage, studio, { planId: sharedId }],
    ['bank', world, 'bolat', NewGoalPage, newGoal, draft],
    ['from the bank', world, 'bolat', NewGoalPage, newGoal, draft, '/?bank=G001'],
    ['own goal', world, 'bolat', NewGoalPage, newGoal, draft, '/?own=yes&skill=SR2'],
    ['goal', world, 'saule', GoalPage, goal, draft],
    ['order', world, 'bolat', MovePage, move, draft],
    ['removal', world, 'bolat', RemovalPage, removal, draft],
    ['support', world, 'bolat', ServicePage, service, draft],
    ['adaptations', world, 'bolat', AccommodationsPage, accommodations, draft],
    ['submission', world, 'bolat', SubmissionPage, submission, draft],
    ['sharing not now', world, 'saule', SharingPage, sharing, draft],
    ['draft to read', world, 'bolat', SheetPage, sheet, draft],
    ['shared draft of the family', shared, 'dana', SheetPage, sheet, { planId: sharedId }],
    ['answers', shared, 'dana', AnswersPage, answers, { planId: sharedId }],
    ['approval not yet', shared, 'saule', ApprovalPage, approval, { planId: sharedId }],
    ['return', shared, 'saule', ReturnPage, giveBack, { planId: sharedId }],
    ['plan in force', active, 'saule', SheetPage, sheet, { planId: activeId }],
    ['plan in force of the family', active, 'dana', SheetPage, sheet, { planId: activeId }],
    ['answers sent', active, 'dana', AnswersPage, answers, { planId: activeId }],
    ['new version', active, 'bolat', VersionsPage, versions, { planId: activeId }],
    ['paper', active, 'dana', PaperPage, paper, { planId: activeId }, '/?language=ru'],
  ];
  for (const [name, where, person, Page, loader, params, url] of pages) {
    for (const language of LANGUAGES) {
      const html = await htmlOf(where, person, Page, loader, params, language, url);
      expect(html, `${name}, ${language}`).toMatch(/<h1[^>]*>.*\S.*<\/h1>/);
      expect(html, `${name}, ${language}`).not.toMatch(/\{\w+\}|undefined|NaN|\[object|style="/);
      expect(faultsOf(html), `${name}, ${language}`).toEqual([]);
    }
  }
});

test('the draft shows what is missing, with a link to each part', async () => {
  const world = await openWorld();
  const html = await htmlOf(world, 'bolat', StudioPage, studio, { planId: await draftPlan(world) });
  expect(html).toContain('Толтырылған бөлімдер: 9 ішінен 8');
  expect(html).toContain('href="#accommodations"');
});

test('the sentence builds itself from the goal, in the reader’s language', async () => {
  const world = await openWorld();
  const [goalId = ''] = await goalsOf(world, await draftPlan(world));
  const russian = await htmlOf(world, 'bolat', GoalPage, goal, { goalId }, 'ru');
  expect(russian).toContain('На перемене в игре втроём, после одного напоминания, ребёнок передаёт игрушку другу и ждёт своей очереди.');
  expect(russian).toMatch(/Исходный уровень: 20\s?%\. Целевой: 80\s?%, в 3 измерениях подряд\. Срок: 20 марта 2027 г\./);
  const kazakh = await htmlOf(world, 'bolat', GoalPage, goal, { goalId });
  expect(kazakh).toContain('Үзілісте үш бала ойнағанда, бір рет еске салғанда, бала ойыншықты досына беріп, өз кезегін күтеді.');
});

test('a goal that came back shows its errors, keeps what was typed, and still builds the sentence', async () => {
  const world = await openWorld();
  const [goalId = ''] = await goalsOf(world, await draftPlan(world));
  const params = { goalId };
  const { settings: _, ...fields } = goalForm;
  const page = await answerOf(goal(await visit(world, 'bolat', { params })));
  const refused = await answerOf(saveGoal(await send(world, 'bolat', { ...(fields as Record<string, string>), target: '10', whyKk: 'Тату ойын', version: '1' }, { params })));
  const html = rendered(GoalPage, page.data, 'kk', refused.data);
  expect(html).toContain('href="#target"');
  expect(html).toContain('Тату ойын');
  expect(html).toContain('Көзделген деңгей: 10');
});

test('two texts of one draft stand side by side, and nothing typed is lost', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  const params = { planId };
  const page = await answerOf(studio(await visit(world, 'bolat', { params })));
  const refused = await answerOf(save(await send(world, 'bolat', { ...textForm, version: '1', needs: 'Менің мәтінім' }, { params })));
  const html = rendered(StudioPage, page.data, 'kk', refused.data);
  expect(html).toContain('Менің мәтінім');
  expect(html).toContain('name="choice.needs"');
  expect(html).toContain('name="version" value="2"');
});

test('the family reads plain words: no method, no strategies for staff, no quality', async () => {
  const world = await openWorld();
  const html = await htmlOf(world, 'dana', SheetPage, sheet, { planId: await sharedPlan(world) });
  expect(html).toContain('Достарымен тату ойнау үшін');
  expect(html).not.toMatch(/Бақылау парағы|Құм сағат|Жақсы жазылған/);
  expect(html).toContain('data-watermark="Жоба"');
});

test('an answer that lacks its words comes back beside its goal', async () => {
  const world = await openWorld();
  const params = { planId: await sharedPlan(world) };
  const [goalId = ''] = await goalsOf(world, params.planId);
  const page = await answerOf(answers(await visit(world, 'dana', { params })));
  const refused = await answerOf(answer(await send(world, 'dana', { 'answers[0].goalId': goalId, 'answers[0].answer': 'question', 'answers[0].comment': '', send: 'yes' }, { params })));
  const html = rendered(AnswersPage, page.data, 'kk', refused.data);
  expect(html).toContain('href="#answers-0-comment"');
  expect(html).toMatch(/value="question"[^>]*checked|checked[^>]*value="question"/);
});

test('the coordinator reads each guardian’s answer at its goal', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  await addFather(world);
  await answerAll(world, planId, 'agree', 'dana');
  await answerAll(world, planId, 'suggest', 'erlan');
  const html = await htmlOf(world, 'saule', SheetPage, sheet, { planId }, 'en');
  expect(html).toMatch(/Серікова Дана: I agree/);
  expect(html).toMatch(/Серіков Болат: I have a suggestion.*Үйде қалай\?/s);
});

test('the paper has its lines to sign, and only a draft is marked as one', async () => {
  const world = await openWorld();
  const planId = await answeredPlan(world);
  const draft = await htmlOf(world, 'saule', PaperPage, paper, { planId }, 'en', '/?language=ru');
  expect(draft).toContain('Индивидуальная программа психолого-педагогического сопровождения');
  expect(draft).toContain('ПРОЕКТ');
  expect(draft).toContain('Родитель или законный представитель');
  const other = await openWorld();
  expect(await htmlOf(other, 'saule', PaperPage, paper, { planId: await activePlan(other) }, 'en', '/?language=kk')).not.toContain('ЖОБА');
});
