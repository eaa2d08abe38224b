import type { ComponentType } from 'react';
import { expect, test } from 'vitest';
import { LANGUAGES } from '#db/vocabulary';
import { MEASURES, MEASURE_TYPES } from '~/domain/goals';
import AssignmentPage, { loader as assignment } from '~/routes/assignments.$assignmentId._index';
import EndingPage, { loader as ending } from '~/routes/assignments.$assignmentId.ending';
import BoardPage, { loader as board } from '~/routes/assistants._index';
import ContractPage, { loader as contract } from '~/routes/assistants.new';
import DeliveryPage, { loader as delivery } from '~/routes/children.$childId.deliveries.new';
import CorrectionPage, { loader as correction } from '~/routes/entries.$entryId.correction';
import GoalPage, { loader as goal } from '~/routes/goals.$goalId._index';
import EntryPage, { loader as newEntry } from '~/routes/goals.$goalId.entries.new';
import AssignPage, { action as assign, loader as newAssignment } from '~/routes/needs.$needId.assignment';
import TodayPage, { loader as today } from '~/routes/today';
import { recordDelivery } from '~/services/progress.server';
import { activePlan, assigned, contractOf, secondAssistant, waitingNeed, weeklyEntries } from '../support/story-progress';
import { rendered } from '../support/rendered';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, type Person, type World } from '../support/world';

/** Everything these pages can show at once: a course of eight weeks, a session noted, an assignment, another need waiting. */
async function busyWorld() {
  const world = await openWorld();
  const plan = await activePlan(world);
  const entryIds = await weeklyEntries(world, plan.goalId, [1, 1, 2, 2, 1, 3, 2]);
  await recordDelivery(world.as('bolat'), { serviceLineageId: plan.serviceLineageId, childId: world.alikhan, heldOn: '2026-10-12', heldMinutes: 30 });
  const { assignmentId } = await assigned(world);
  const needId = await waitingNeed(world);
  await contractOf(world, 18, await secondAssistant(world));
  return { world, ids: { ...plan, assignmentId, needId, entryId: entryIds.at(-1) ?? '', childId: world.alikhan } };
}

type Loader = (args: Awaited<ReturnType<typeof visit>>) => Promise<unknown>;

async function htmlOf(world: World, person: Person, Page: ComponentType, loader: Loader, params: Record<string, string>, language: 'kk' | 'ru' | 'en' = 'kk', url = '/') {
  const { data, status } = await answerOf(loader(await visit(world, person, { params, url })));
  expect(status).toBe(200);
  return rendered(Page, data, language);
}

test('every page of the day says everything in three languages, with no gap left in a sentence', async () => {
  const { world, ids } = await busyWorld();
  const pages: [string, Person, ComponentType, Loader, string?][] = [
    ['board', 'saule', BoardPage, board, '/assistants?show=all'],
    ['new assignment', 'saule', AssignPage, newAssignment],
    ['assignment', 'ainur', AssignmentPage, assignment],
    ['assignment for the family', 'dana', AssignmentPage, assignment],
    ['ending', 'saule', EndingPage, ending],
    ['contract', 'saule', ContractPage, contract],
    ['goal', 'bolat', GoalPage, goal, `/goals/${ids.goalId}?recorded=${ids.entryId}`],
    ['goal for the family', 'dana', GoalPage, goal],
    ['record', 'ainur', EntryPage, newEntry],
    ['record any number', 'ainur', EntryPage, newEntry, '/x?of=other'],
    ['correction', 'bolat', CorrectionPage, correction],
    ['sessions', 'bolat', DeliveryPage, delivery, '/x?saved=1'],
    ['now', 'ainur', TodayPage, today],
    ['today of a teacher', 'bolat', TodayPage, today],
    ['today of a coordinator', 'saule', TodayPage, today],
  ];
  for (const [name, person, Page, loader, url] of pages) {
    for (const language of LANGUAGES) {
      const html = await htmlOf(world, person, Page, loader, ids, language, url);
      expect(html, `${name}, ${language}`).toMatch(/<h1[^>]*>.*\S.*<\/h1>/);
      expect(html, `${name}, ${language}`).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
    }
  }
});

test('no page of the day names the child in its address or carries a style or a script', async () => {
  const { world, ids } = await busyWorld();
  for (const html of [await htmlOf(world, 'bolat', GoalPage, goal, ids), await htmlOf(world, 'ainur', TodayPage, today, {})]) {
    expect(html).not.toMatch(/href="[^"]*(?:Әлихан|Серіков)|style="|<script/);
  }
});

test('the goal says in words where the child stands, beside the drawing', async () => {
  const { world, ids } = await busyWorld();
  const html = await htmlOf(world, 'bolat', GoalPage, goal, ids, 'en');
  expect(html).toContain('2 of 5 tries');
  expect(html).toContain('role="img"');
  expect(html).toMatch(/aria-label="Course of the goal: started at 20%, target 80% by 16 February 2027; measurements: 7; last 2 of 5 tries\."/);
  expect(html).toContain('Карточкамен күтті');
});

test('the family reads values, why and how at home, but no note and no name of staff', async () => {
  const { world, ids } = await busyWorld();
  const html = await htmlOf(world, 'dana', GoalPage, goal, ids, 'ru');
  expect(html).toContain('2 из 5 попыток');
  expect(html).toContain('Дастарқан басында кезекпен сөйлеу');
  expect(html).not.toMatch(/Карточкамен күтті|Bolat|Исправить/);
});

test('each measure has its own way to be recorded', async () => {
  const world = await openWorld();
  for (const measure of MEASURE_TYPES) {
    const { directions, min, max } = MEASURES[measure];
    const direction = directions[0] ?? 'increase';
    const [baseline, target] = direction === 'increase' ? [min, max] : [max, min];
    const unit = { rubric: 'level', prompt: 'P-level', gas: 'GAS', percent: '%', steps: '% steps', latency: 's', duration: 'min' }[measure as string] ?? 'points';
    const { goalId } = await activePlan(world, { measure, unit, direction, baseline, target });
    const html = await htmlOf(world, 'bolat', EntryPage, newEntry, { goalId }, 'kk', '/x?place=break');
    const fields = measure === 'percent' || measure === 'steps' ? ['successes', 'trials'] : measure === 'rate' ? ['count', 'seconds'] : ['value'];
    for (const name of [...fields, 'help', 'place', 'measuredOn', 'note']) expect(html, `${measure} ${name}`).toContain(`name="${name}"`);
    expect(html, measure).toMatch(/value="break"[^>]*checked|checked[^>]*value="break"/);
  }
});

test('a refused timetable says the weekday as a word and keeps what was typed', async () => {
  const { world, ids } = await busyWorld();
  const page = await answerOf(newAssignment(await visit(world, 'saule', { params: ids })));
  const { pool } = page.data as { pool: { id: string; free: number }[] };
  const busy = pool.find(({ free }) => free < 18)?.id ?? '';
  const form = { contractId: busy, validFrom: '2026-10-14', validTo: '2027-05-25', fadingGoal: 'азаяды', 'slots[0].weekday': '1', 'slots[0].startsAt': '11:00', 'slots[0].endsAt': '12:30' };
  const refused = await answerOf(assign(await send(world, 'saule', form, { params: ids })));
  const html = rendered(AssignPage, page.data, 'kk', refused.data);
  expect(html).toContain('(дүйсенбі, 09:00–12:00)');
  expect(html).toContain('value="11:00"');
});

test('pages with nothing to show yet say what comes next', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  expect(await htmlOf(world, 'saule', BoardPage, board, {}, 'en')).toMatch(/Nobody is waiting.*The pool is empty.*No hours yet/s);
  expect(await htmlOf(world, 'dana', GoalPage, goal, { goalId }, 'en')).toMatch(/No measurements.*No record yet/s);
  expect(await htmlOf(world, 'ainur', TodayPage, today, {}, 'en')).toContain('No child is entrusted to you today');
});
