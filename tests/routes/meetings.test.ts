import { expect, test } from 'vitest';
import { loader as pageLoader } from '~/routes/assessments.$assessmentId.meeting._index';
import { action as closingAction, loader as closingLoader } from '~/routes/assessments.$assessmentId.meeting.closing';
import { action as editAction, loader as editLoader } from '~/routes/assessments.$assessmentId.meeting.edit';
import { action as opinionAction, loader as opinionLoader } from '~/routes/assessments.$assessmentId.meeting.opinion';
import { loader as paperLoader } from '~/routes/assessments.$assessmentId.meeting.paper';
import { drafted } from '../support/story-conclusions';
import { concluded, examinationOf, heard } from '../support/story-meetings';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, type Person, type World } from '../support/world';

const at = (assessmentId: string, url = '/') => ({ params: { assessmentId }, url });
const status = async (answer: Promise<unknown>) => (await answerOf(answer)).status;

async function onTable(world: World): Promise<string> {
  return (await examinationOf(world, await drafted(world))).assessmentId;
}

/** Which of these people get an answer from a page. */
async function admitted(get: (person: Person) => Promise<unknown>): Promise<Person[]> {
  const inside: Person[] = [];
  for (const person of ['marat', 'gulnar', 'aigerim', 'timur', 'saule', 'bolat', 'ainur', 'dana', 'erlan', 'kanat', 'nurlan', 'otherHead'] as const) {
    if ((await status(get(person))) !== 404) inside.push(person);
  }
  return inside;
}

const minutes = {
  version: '0', heldOn: '2026-10-14', familyPresent: 'yes', summary: 'Келістік.', decision: 'Ұсынамыз.',
  'decisions[0].subject': 'programme:adapted', 'decisions[0].decision': 'adopted', 'decisions[0].note': '',
  'decisions[1].subject': 'assistant', 'decisions[1].decision': 'declined', 'decisions[1].note': 'Әзірге қажет емес.',
};

test('the minutes are the team’s and the head’s, and the closing is the head’s', async () => {
  const world = await openWorld();
  const id = await onTable(world);
  await heard(world, id);
  const team = ['marat', 'aigerim', 'timur'];
  expect(await admitted(async (person) => pageLoader(await visit(world, person, at(id))))).toEqual(team);
  expect(await admitted(async (person) => editLoader(await visit(world, person, at(id))))).toEqual(team);
  expect(await admitted(async (person) => opinionLoader(await visit(world, person, at(id))))).toEqual(team);
  expect(await admitted(async (person) => paperLoader(await visit(world, person, at(id))))).toEqual(team);
  expect(await admitted(async (person) => closingLoader(await visit(world, person, at(id))))).toEqual(['marat']);
});

test('a member writes the minutes from the form and lands on them', async () => {
  const world = await openWorld();
  const id = await onTable(world);
  expect(await answerOf(editAction(await send(world, 'timur', minutes, at(id))))).toMatchObject({ status: 303, location: `/assessments/${id}/meeting` });
  const { data } = await answerOf(pageLoader(await visit(world, 'aigerim', at(id))));
  expect(data).toMatchObject({ minutes: { summary: 'Келістік.', familyPresent: true }, subjects: expect.arrayContaining([{ subject: 'assistant', decision: 'declined', note: 'Әзірге қажет емес.', isGone: false }]) as unknown });
});

test('what was typed in the minutes comes back with what is wrong', async () => {
  const world = await openWorld();
  const id = await onTable(world);
  const { data, status: answered } = await answerOf(editAction(await send(world, 'aigerim', { ...minutes, 'decisions[1].note': '' }, at(id))));
  expect(answered).toBe(422);
  expect(data).toMatchObject({ fields: { 'decisions[1].note': 'field.required' }, typed: { summary: ['Келістік.'] } });
  expect(await answerOf(editAction(await send(world, 'aigerim', { ...minutes, heldOn: '2026-10-15' }, at(id))))).toMatchObject({ status: 422, data: { fields: { heldOn: 'field.in-the-future' }, typed: { decision: ['Ұсынамыз.'] } } });
});

test('minutes saved meanwhile by a colleague come back with both texts', async () => {
  const world = await openWorld();
  const id = await onTable(world);
  await answerOf(editAction(await send(world, 'timur', minutes, at(id))));
  expect(await answerOf(editAction(await send(world, 'aigerim', { ...minutes, summary: 'Басқаша келістік.' }, at(id))))).toMatchObject({
    status: 409,
    data: { reason: 'changed-meanwhile', theirs: { summary: 'Келістік.', version: '1' }, typed: { summary: ['Басқаша келістік.'] } },
  });
});

test('a stranger’s minutes are turned away, broken or whole', async () => {
  const world = await openWorld();
  const id = await onTable(world);
  for (const person of ['gulnar', 'saule', 'dana'] as const) {
    expect(await status(editAction(await send(world, person, minutes, at(id)))), person).toBe(404);
    expect(await status(editAction(await send(world, person, { version: '0', heldOn: 'x' }, at(id)))), person).toBe(404);
    expect(await status(opinionAction(await send(world, person, { opinion: 'agrees', words: '' }, at(id)))), person).toBe(404);
    expect(await status(opinionAction(await send(world, person, { opinion: 'dissents', words: '' }, at(id)))), person).toBe(404);
  }
});

test('a dissent goes into the minutes in its own words, and needs them', async () => {
  const world = await openWorld();
  const id = await onTable(world);
  await answerOf(editAction(await send(world, 'timur', minutes, at(id))));
  expect(await answerOf(opinionAction(await send(world, 'timur', { opinion: 'dissents', words: '' }, at(id))))).toMatchObject({ status: 422, data: { fields: { words: 'field.required' } } });
  expect(await answerOf(opinionAction(await send(world, 'timur', { opinion: 'dissents', words: 'Келіспеймін.' }, at(id))))).toMatchObject({ status: 303 });
  const { data } = await answerOf(pageLoader(await visit(world, 'marat', at(id))));
  expect(data).toMatchObject({ participants: expect.arrayContaining([expect.objectContaining({ specialty: 'neurologist', opinion: 'dissents', words: 'Келіспеймін.' })]) as unknown });
});

test('the head closes the minutes once, and not before everybody is heard', async () => {
  const world = await openWorld();
  const id = await onTable(world);
  await heard(world, id, ['aigerim', 'zhanar', 'asel']);
  expect(await answerOf(closingAction(await send(world, 'marat', { version: '1' }, at(id))))).toMatchObject({ status: 409, data: { reason: 'meeting.opinions-missing', values: { missing: 1 } } });
  await answerOf(opinionAction(await send(world, 'timur', { opinion: 'agrees', words: '' }, at(id))));
  expect(await status(closingAction(await send(world, 'aigerim', { version: '1' }, at(id))))).toBe(404);
  expect(await answerOf(closingAction(await send(world, 'marat', { version: '0' }, at(id))))).toMatchObject({ status: 409, data: { reason: 'changed-meanwhile', theirs: { version: '1' } } });
  expect(await answerOf(closingAction(await send(world, 'marat', { version: '1' }, at(id))))).toMatchObject({ status: 303 });
  expect(await answerOf(closingAction(await send(world, 'marat', { version: '2' }, at(id))))).toMatchObject({ status: 409, data: { reason: 'meeting.wrong-state' } });
});

test('closed minutes take no text and no opinion any more', async () => {
  const world = await openWorld();
  const id = await onTable(world);
  await concluded(world, id);
  expect(await answerOf(editAction(await send(world, 'aigerim', { ...minutes, version: '2' }, at(id))))).toMatchObject({ status: 409, data: { reason: 'meeting.wrong-state', typed: { summary: ['Келістік.'] } } });
  expect(await answerOf(opinionAction(await send(world, 'aigerim', { opinion: 'agrees', words: '' }, at(id))))).toMatchObject({ status: 409, data: { reason: 'meeting.wrong-state' } });
});

test('printed minutes speak one of the two official languages, and there are none before the first word', async () => {
  const world = await openWorld();
  const id = await onTable(world);
  expect(await status(paperLoader(await visit(world, 'marat', at(id))) as Promise<unknown>)).toBe(404);
  await heard(world, id);
  const language = async (url: string) => ((await answerOf(paperLoader(await visit(world, 'marat', at(id, url))))).data as { language: string }).language;
  expect([await language('/?language=ru'), await language('/?language=en'), await language('/')]).toEqual(['ru', 'kk', 'kk']);
});
