import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, goals } from '#db/schema';
import { addGoal, moveGoal, openGoalEditor, openGoalLine, openNewGoal, removeGoal, saveGoal } from '~/services/goals.server';
import { answerPlan, returnPlan } from '~/services/plans.server';
import { activePlan, draftPlan, goalOf, goalsOf, planInReview, sharedPlan } from '../support/story-plans';
import { openWorld } from '../support/world';

const nothing = { bank: '', own: false, q: '', skill: '', age: null, area: '' };

test('a goal takes its area from its skill and stands last', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  const id = await addGoal(world.as('saule'), planId, goalOf({ skill: 'SC1', bankId: 'G056' }));
  const [goal] = await world.database.read((tx) => tx.select().from(goals).where(eq(goals.id, id)));
  expect(goal).toMatchObject({ area: 'selfcare', position: 2, state: 'draft', bankId: 'G056', settings: ['break', 'lesson'], baseline: 20, target: 80 });
  const lines = await world.database.read((tx) => tx.select().from(auditEntries).where(eq(auditEntries.subjectId, id)));
  expect(lines.map(({ action, detail }) => [action, detail])).toEqual([['goal.edit', 'added selfcare']]);
});

test('a skill nobody knows and a goal beyond the plan’s period are refused', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  await expect(addGoal(world.as('bolat'), planId, goalOf({ skill: 'ZZ9' }))).rejects.toThrow('field.choose');
  await expect(addGoal(world.as('bolat'), planId, goalOf({ dueOn: '2027-06-30' }))).rejects.toThrow('goal.dates');
  expect(await goalsOf(world, planId)).toHaveLength(1);
});

test('a number off the scale is refused with the scale', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  const error = await addGoal(world.as('bolat'), planId, { ...goalOf(), target: 140 }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ reason: 'goal.out-of-range', values: { min: 0, max: 100 } });
});

test('only the child’s teacher and coordinator write goals; an assistant and strangers see no editor', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  const [goalId = ''] = await goalsOf(world, planId);
  for (const person of ['ainur', 'dana', 'erlan', 'roza', 'yerbol', 'aigerim', 'marat', 'kanat', 'nurlan'] as const) {
    await expect(addGoal(world.as(person), planId, goalOf()), person).rejects.toThrow('not-found');
    await expect(openNewGoal(world.as(person), planId, nothing), person).rejects.toThrow('not-found');
    await expect(openGoalEditor(world.as(person), goalId), person).rejects.toThrow('not-found');
    await expect(removeGoal(world.as(person), goalId), person).rejects.toThrow('not-found');
  }
});

test('a goal is saved over the version it was opened at, and a stale one meets the other text', async () => {
  const world = await openWorld();
  const [goalId = ''] = await goalsOf(world, await draftPlan(world));
  await saveGoal(world.as('bolat'), goalId, goalOf({ titleKk: 'Кезек', version: '1' }));
  const error = await saveGoal(world.as('saule'), goalId, goalOf({ titleKk: 'Басқа', version: '1' })).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ reason: 'changed-meanwhile', theirs: { titleKk: 'Кезек', version: '2', baseline: '20' } });
});

test('a goal leaves a draft, with the unsent answers about it', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  const [goalId = ''] = await goalsOf(world, planId);
  await answerPlan(world.as('dana'), planId, { answers: [{ goalId, answer: 'agree', comment: '' }], send: false });
  await returnPlan(world.as('saule'), planId, 'толықтыру');
  expect(await removeGoal(world.as('bolat'), goalId)).toBe(planId);
  expect(await goalsOf(world, planId)).toEqual([]);
});

test('goals of a plan that is no draft neither move nor leave', async () => {
  const world = await openWorld();
  const [inReview = ''] = await goalsOf(world, await planInReview(world));
  await expect(removeGoal(world.as('bolat'), inReview)).rejects.toThrow('goal.not-editable');
  await expect(moveGoal(world.as('bolat'), inReview, 'up')).rejects.toThrow('goal.not-editable');
  expect(await openGoalLine(world.as('bolat'), inReview)).toMatchObject({ editable: false });
});

test('goals change places, and at an end they stay', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  const [first = ''] = await goalsOf(world, planId);
  const second = await addGoal(world.as('bolat'), planId, goalOf({ skill: 'AC1' }));
  await moveGoal(world.as('bolat'), second, 'up');
  expect(await goalsOf(world, planId)).toEqual([second, first]);
  await moveGoal(world.as('bolat'), second, 'up');
  expect(await goalsOf(world, planId)).toEqual([second, first]);
  await moveGoal(world.as('bolat'), second, 'down');
  expect(await goalsOf(world, planId)).toEqual([first, second]);
});

test('the bank opens at the child’s own age and is searched in any language', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  const open = await openNewGoal(world.as('bolat'), planId, nothing);
  if (!('bank' in open)) throw new Error('the bank was expected');
  expect(open.bank.query.age).toBe('8-10');
  expect(open.bank.found.every(({ ageBand }) => ageBand === '8-10')).toBe(true);
  const found = await openNewGoal(world.as('bolat'), planId, { ...nothing, age: '', q: 'настроение картинке' });
  expect('bank' in found && found.bank.found.map(({ id }) => id)).toEqual(['G001']);
});

test('a goal of the bank fills the editor in both languages, within the plan’s period', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  const open = await openNewGoal(world.as('bolat'), planId, { ...nothing, bank: 'G001' });
  if (!('editing' in open)) throw new Error('the editor was expected');
  expect(open.editing.fields).toMatchObject({
    bankId: 'G001', skill: 'SA1', titleKk: 'Көңіл күйін суретпен көрсету', titleRu: 'Показывать своё настроение на картинке', measure: 'percent', target: '80',
    startsOn: '2026-10-14', dueOn: '2027-01-06',
  });
  expect(open.editing.fields.strategiesRu?.split('\n')).toHaveLength(3);
  expect(open.editing.skill.area).toBe('soft');
});

test('a goal of one’s own begins with its skill', async () => {
  const world = await openWorld();
  const open = await openNewGoal(world.as('bolat'), await draftPlan(world), { ...nothing, own: true, skill: 'SR2' });
  expect('editing' in open && open.editing.fields).toMatchObject({ skill: 'SR2', dueOn: '2027-05-25' });
});

test('words that might be said more respectfully are named, and nothing is blocked', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  const id = await addGoal(world.as('bolat'), planId, goalOf({ behaviourRu: 'Ребёнок-инвалид передаёт игрушку другу' }));
  expect((await openGoalEditor(world.as('bolat'), id)).wording[0]).toMatchObject({ suggestion: expect.stringContaining('с инвалидностью') as string });
});

test('goals of a plan in force are not edited in place', async () => {
  const world = await openWorld();
  const [goalId = ''] = await goalsOf(world, await activePlan(world));
  await expect(saveGoal(world.as('bolat'), goalId, goalOf({ version: '1' }))).rejects.toThrow('goal.not-editable');
});
