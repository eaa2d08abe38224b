import { expect, test } from 'vitest';
import { action as startAction, loader as startLoader } from '~/routes/children.$childId.plans.new';
import { action as editGoal, loader as goalLoader } from '~/routes/goals.$goalId.edit';
import { action as moveGoal } from '~/routes/goals.$goalId.position';
import { action as dropGoal, loader as dropGoalPage } from '~/routes/goals.$goalId.removal';
import { action as dropService, loader as dropServicePage } from '~/routes/plan-services.$serviceId.removal';
import { loader as list } from '~/routes/plans._index';
import { loader as sheet } from '~/routes/plans.$planId._index';
import { action as accommodate, loader as accommodatePage } from '~/routes/plans.$planId.accommodations';
import { action as answer, loader as answerPage } from '~/routes/plans.$planId.answers';
import { action as approve, loader as approvePage } from '~/routes/plans.$planId.approval';
import { action as save, loader as studio } from '~/routes/plans.$planId.edit';
import { action as newGoal, loader as newGoalPage } from '~/routes/plans.$planId.goals.new';
import { loader as paper } from '~/routes/plans.$planId.paper';
import { action as giveBack } from '~/routes/plans.$planId.return';
import { action as newService, loader as newServicePage } from '~/routes/plans.$planId.services.new';
import { action as share } from '~/routes/plans.$planId.sharing';
import { action as submit, loader as submitPage } from '~/routes/plans.$planId.submission';
import { action as amend } from '~/routes/plans.$planId.versions';
import { activePlan, answeredPlan, draftPlan, goalForm, goalsOf, planInReview, planRow, shareExtract, sharedPlan, textForm } from '../support/story-plans';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, restrict } from '../support/world';

const { settings, ...goalFields } = goalForm;
const goalSent: Record<string, string | string[]> = { ...(goalFields as Record<string, string>), 'settings[]': settings ?? [] };
const period = { startsOn: '2026-10-14', endsOn: '2027-05-25' };

test('a teacher sends the first form and lands in the draft', async () => {
  const world = await openWorld();
  await shareExtract(world);
  const params = { childId: world.alikhan };
  expect(await answerOf(startLoader(await visit(world, 'bolat', { params })))).toMatchObject({ status: 200, data: { basis: { number: '214' }, endsOn: '2027-05-25' } });
  const { status, location } = await answerOf(startAction(await send(world, 'bolat', period, { params })));
  expect(status).toBe(303);
  expect(location).toMatch(/^\/plans\/[0-9a-f-]{36}\/edit$/);
});

test('without an extract the form comes back and says so, with the dates kept', async () => {
  const world = await openWorld();
  const params = { childId: world.alikhan };
  expect(await answerOf(startAction(await send(world, 'bolat', period, { params })))).toMatchObject({ status: 409, data: { reason: 'plan.no-extract', typed: { startsOn: ['2026-10-14'] } } });
  expect(await answerOf(startAction(await send(world, 'bolat', { ...period, withoutExtract: 'yes' }, { params })))).toMatchObject({ status: 303 });
});

test('strangers find no page to start a plan on', async () => {
  const world = await openWorld();
  const params = { childId: world.alikhan };
  for (const person of ['dana', 'ainur', 'roza', 'yerbol', 'kanat'] as const) {
    expect(await answerOf(startLoader(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(startAction(await send(world, person, period, { params }))), person).toMatchObject({ status: 404 });
  }
});

test('the draft’s text is saved, a wrong period is a field error, a stale text a conflict with theirs', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  const params = { planId };
  expect(await answerOf(studio(await visit(world, 'bolat', { params })))).toMatchObject({ status: 200, data: { version: 2, completeness: { done: 8, of: 9, missing: ['accommodations'] } } });
  expect(await answerOf(save(await send(world, 'bolat', { ...textForm, version: '2', endsOn: '2026-10-01' }, { params })))).toMatchObject({
    status: 422,
    data: { fields: { endsOn: 'field.before-start' }, typed: { strengths: [textForm.strengths] } },
  });
  expect(await answerOf(save(await send(world, 'bolat', { ...textForm, version: '2' }, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(save(await send(world, 'saule', { ...textForm, version: '2', needs: 'Менікі' }, { params })))).toMatchObject({
    status: 409,
    data: { reason: 'changed-meanwhile', typed: { needs: ['Менікі'] }, theirs: { needs: 'Кезек күту', version: '3' } },
  });
  expect(await answerOf(save(await send(world, 'yerbol', { ...textForm, version: '3' }, { params })))).toMatchObject({ status: 404 });
});

test('a draft that went on while somebody typed is refused with the typed text kept', async () => {
  const world = await openWorld();
  const planId = await planInReview(world);
  const params = { planId };
  expect(await answerOf(save(await send(world, 'bolat', { ...textForm, version: '3' }, { params })))).toMatchObject({ status: 409, data: { reason: 'plan.wrong-state', typed: { strengths: [textForm.strengths] } } });
  expect(await answerOf(studio(await visit(world, 'bolat', { params })))).toMatchObject({ status: 200, data: { locked: true } });
});

test('a goal is written by a plain form, and what is wrong with it stands at its fields', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  const params = { planId };
  expect(await answerOf(newGoalPage(await visit(world, 'bolat', { params, url: '/?bank=G001' })))).toMatchObject({ status: 200, data: { editing: { fields: { bankId: 'G001' } } } });
  expect(await answerOf(newGoal(await send(world, 'bolat', { ...goalSent, target: '10', titleKk: '', titleRu: '' }, { params })))).toMatchObject({
    status: 422,
    data: { fields: { target: 'goal.target-beyond-baseline', titleKk: 'goal.text-in-one-language' }, typed: { behaviourKk: [goalForm.behaviourKk] } },
  });
  expect(await answerOf(newGoal(await send(world, 'bolat', goalSent, { params })))).toMatchObject({ status: 303, location: `/plans/${planId}/edit` });
  expect(await answerOf(newGoal(await send(world, 'bolat', { ...goalSent, area: 'soft' }, { params })))).toMatchObject({ status: 400 });
  expect(await goalsOf(world, planId)).toHaveLength(2);
});

test('a goal is changed, moved and taken out, each by its own address', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  const [goalId = ''] = await goalsOf(world, planId);
  const params = { goalId };
  expect(await answerOf(goalLoader(await visit(world, 'saule', { params })))).toMatchObject({ status: 200, data: { fields: { version: '1' }, locked: false } });
  expect(await answerOf(editGoal(await send(world, 'saule', { ...goalSent, version: '1' }, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(editGoal(await send(world, 'bolat', { ...goalSent, version: '1', whyKk: 'Менікі' }, { params })))).toMatchObject({
    status: 409,
    data: { reason: 'changed-meanwhile', theirs: { whyKk: goalForm.whyKk, version: '2' } },
  });
  expect(await answerOf(moveGoal(await send(world, 'bolat', { towards: 'up' }, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(moveGoal(await send(world, 'bolat', { towards: 'left' }, { params })))).toMatchObject({ status: 422 });
  expect(await answerOf(dropGoalPage(await visit(world, 'bolat', { params })))).toMatchObject({ status: 200, data: { editable: true } });
  for (const work of [editGoal, moveGoal, dropGoal]) expect((await answerOf(work(await send(world, 'roza', { ...goalSent, version: '2' }, { params })))).status).not.toBe(303);
  expect(await answerOf(dropGoal(await send(world, 'yerbol', {}, { params })))).toMatchObject({ status: 404 });
  expect(await answerOf(dropGoal(await send(world, 'bolat', {}, { params })))).toMatchObject({ status: 303, location: `/plans/${planId}/edit` });
});

test('support is added and taken out by plain forms', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  const params = { planId };
  const form = { type: 'ED09', form: 'group', minutes: '40', perWeek: '1', provider: '' };
  const page = await answerOf(newServicePage(await visit(world, 'bolat', { params })));
  expect((page.data as { types: unknown[] }).types).toHaveLength(45);
  expect(await answerOf(newService(await send(world, 'bolat', { ...form, minutes: '4' }, { params })))).toMatchObject({ status: 422, data: { fields: { minutes: 'field.out-of-range' } } });
  expect(await answerOf(newService(await send(world, 'bolat', form, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(newService(await send(world, 'dana', form, { params })))).toMatchObject({ status: 404 });
  const { data } = await answerOf(studio(await visit(world, 'bolat', { params })));
  const serviceId = (data as { plan: { services: { id: string }[] } }).plan.services[0]?.id ?? '';
  expect(await answerOf(dropServicePage(await visit(world, 'bolat', { params: { serviceId } })))).toMatchObject({ status: 200, data: { locked: false } });
  expect(await answerOf(dropService(await send(world, 'yerbol', {}, { params: { serviceId } })))).toMatchObject({ status: 404 });
  expect(await answerOf(dropService(await send(world, 'bolat', {}, { params: { serviceId } })))).toMatchObject({ status: 303 });
  expect(await answerOf(dropServicePage(await visit(world, 'bolat', { params: { serviceId } })))).toMatchObject({ status: 404 });
});

test('adaptations are ticked with the PMPC’s advice beside them', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  const params = { planId };
  expect(await answerOf(accommodatePage(await visit(world, 'bolat', { params })))).toMatchObject({
    data: { advice: [{ category: 'assessment', condition: 'grading', detail: 'Тапсырманы бөліп беру' }], version: 2 },
  });
  expect(await answerOf(accommodate(await send(world, 'bolat', { 'chosen[]': ['C01', 'T01'], version: '2' }, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(accommodate(await send(world, 'bolat', { 'chosen[]': ['C01'], 'details.C01': 'Алдыңғы қатар', version: '3' }, { params })))).toMatchObject({ status: 303 });
  const { data } = await answerOf(accommodatePage(await visit(world, 'bolat', { params })));
  expect((data as { items: { id: string; chosen: boolean; detail: string }[] }).items.filter(({ chosen }) => chosen)).toMatchObject([{ id: 'C01', detail: 'Алдыңғы қатар' }]);
  expect(await answerOf(accommodatePage(await visit(world, 'ainur', { params })))).toMatchObject({ status: 404 });
});

test('the plan walks from draft to force through its own addresses, each step by its person', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  const params = { planId };
  const [goalId = ''] = await goalsOf(world, planId);
  expect(await answerOf(submitPage(await visit(world, 'bolat', { params })))).toMatchObject({ data: { whyNot: null, goals: 1 } });
  expect(await answerOf(submit(await send(world, 'bolat', {}, { params })))).toMatchObject({ status: 303, location: `/plans/${planId}` });
  expect(await answerOf(share(await send(world, 'bolat', {}, { params })))).toMatchObject({ status: 404 });
  expect(await answerOf(share(await send(world, 'saule', {}, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(approve(await send(world, 'saule', {}, { params })))).toMatchObject({ status: 409, data: { reason: 'plan.family-not-answered' } });
  const said = { 'answers[0].goalId': goalId, 'answers[0].answer': 'agree', 'answers[0].comment': '', send: 'yes' };
  expect(await answerOf(answer(await send(world, 'dana', said, { params })))).toMatchObject({ status: 303, location: `/plans/${planId}/answers` });
  expect(await answerOf(answerPage(await visit(world, 'dana', { params })))).toMatchObject({ data: { goals: [{ answer: 'agree' }] } });
  expect(await answerOf(approvePage(await visit(world, 'saule', { params })))).toMatchObject({ data: { whyNot: null, answered: 1, remarks: 0 } });
  expect(await answerOf(approve(await send(world, 'saule', {}, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(approve(await send(world, 'saule', {}, { params })))).toMatchObject({ status: 409, data: { reason: 'plan.wrong-state' } });
  expect((await planRow(world, planId)).state).toBe('active');
});

test('a parent’s comment without an answer comes back at its goal, with what was typed', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  const params = { planId };
  const [goalId = ''] = await goalsOf(world, planId);
  const said = { 'answers[0].goalId': goalId, 'answers[0].comment': 'Үйде қалай?' };
  expect(await answerOf(answer(await send(world, 'dana', said, { params })))).toMatchObject({
    status: 422,
    data: { fields: { 'answers[0].answer': 'field.choose' }, typed: { 'answers[0].comment': ['Үйде қалай?'] } },
  });
  expect(await answerOf(answer(await send(world, 'dana', { 'answers[0].goalId': goalId, 'answers[0].comment': '', send: 'yes' }, { params })))).toMatchObject({
    status: 409,
    data: { reason: 'plan.answer-every-goal' },
  });
  for (const person of ['saule', 'bolat', 'erlan'] as const) {
    expect(await answerOf(answerPage(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
  }
});

test('giving back and changing a plan ask for their reason', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  const params = { planId };
  expect(await answerOf(giveBack(await send(world, 'saule', { note: ' ' }, { params })))).toMatchObject({ status: 422, data: { fields: { note: 'field.required' } } });
  expect(await answerOf(giveBack(await send(world, 'bolat', { note: ' ' }, { params })))).toMatchObject({ status: 404 });
  expect(await answerOf(giveBack(await send(world, 'saule', { note: 'Үйдегі бөлім' }, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(amend(await send(world, 'bolat', { changeReason: 'ерте' }, { params })))).toMatchObject({ status: 409, data: { reason: 'plan.wrong-state' } });
});

test('a new version opens as a draft of its own', async () => {
  const world = await openWorld();
  const planId = await activePlan(world);
  const { status, location } = await answerOf(amend(await send(world, 'bolat', { changeReason: 'Мақсатқа жетті' }, { params: { planId } })));
  expect(status).toBe(303);
  expect(location).not.toContain(planId);
  expect(await answerOf(amend(await send(world, 'bolat', { changeReason: 'тағы' }, { params: { planId } })))).toMatchObject({ status: 409, data: { reason: 'plan.exists' } });
});

test('the plan is read by those who may, in their own measure', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  const params = { planId };
  expect(await answerOf(sheet(await visit(world, 'bolat', { params })))).toMatchObject({ data: { waiting: 'family', isFamily: false, plan: { goals: [{ method: 'Бақылау парағы' }] } } });
  expect(await answerOf(sheet(await visit(world, 'dana', { params })))).toMatchObject({ data: { isFamily: true, plan: { goals: [{ method: '' }] }, can: { answer: true } } });
  for (const person of ['erlan', 'roza', 'yerbol', 'ainur', 'aigerim', 'marat', 'kanat', 'nurlan'] as const) {
    expect(await answerOf(sheet(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
  }
  await restrict(world, world.danaGuardian, 'portal');
  expect(await answerOf(sheet(await visit(world, 'dana', { params })))).toMatchObject({ status: 404 });
});

test('the paper speaks the language asked for, Kazakh or Russian, and a draft says that it is one', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  const params = { planId };
  expect(await answerOf(paper(await visit(world, 'dana', { params, url: '/?language=ru' })))).toMatchObject({ data: { language: 'ru', isDraft: true } });
  expect(await answerOf(paper(await visit(world, 'dana', { params, url: '/?language=en' })))).toMatchObject({ data: { language: 'kk' } });
  expect(await answerOf(paper(await visit(world, 'yerbol', { params })))).toMatchObject({ status: 404 });
});

test('the list of plans is the coordinator’s and the teacher’s', async () => {
  const world = await openWorld();
  await answeredPlan(world);
  expect(await answerOf(list(await visit(world, 'saule', { url: '/plans?state=family_consent' })))).toMatchObject({ data: { total: 1, rows: [{ waiting: 'coordinator' }] } });
  expect(await answerOf(list(await visit(world, 'bolat', { url: '/plans?q=nobody' })))).toMatchObject({ data: { total: 0 } });
  for (const person of ['dana', 'ainur', 'marat', 'kanat'] as const) {
    expect(await answerOf(Promise.resolve(list(await visit(world, person)))), person).toMatchObject({ status: 404 });
  }
});
