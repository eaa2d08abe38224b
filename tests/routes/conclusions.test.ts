import { expect, test } from 'vitest';
import { action as startAction, loader as startLoader } from '~/routes/assessments.$assessmentId.conclusion';
import { loader as listLoader } from '~/routes/conclusions._index';
import { loader as pageLoader } from '~/routes/conclusions.$conclusionId._index';
import { action as editAction, loader as editLoader } from '~/routes/conclusions.$conclusionId.edit';
import { action as issueAction, loader as issueLoader } from '~/routes/conclusions.$conclusionId.issue';
import { loader as paperLoader } from '~/routes/conclusions.$conclusionId.paper';
import { action as sharingAction, loader as sharingLoader } from '~/routes/conclusions.$conclusionId.sharing';
import { action as signatureAction, loader as signatureLoader } from '~/routes/conclusions.$conclusionId.signature';
import { action as schoolAction, loader as schoolLoader } from '~/routes/children.$childId.sharing';
import { loader as extractLoader } from '~/routes/extracts.$extractId._index';
import { loader as extractPaperLoader } from '~/routes/extracts.$extractId.paper';
import { drafted, examined, filled, issued, shared, signed, versionOf } from '../support/story-conclusions';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, type Person, type World } from '../support/world';

const at = (conclusionId: string, url = '/') => ({ params: { conclusionId }, url });
const status = async (answer: Promise<unknown>) => (await answerOf(answer)).status;

/** Which of these people get an answer from a page. */
async function admitted(world: World, people: Person[], get: (person: Person) => Promise<unknown>): Promise<Person[]> {
  const inside: Person[] = [];
  for (const person of people) if ((await status(get(person))) !== 404) inside.push(person);
  return inside;
}

const CAST: Person[] = ['marat', 'gulnar', 'aigerim', 'zhanar', 'saule', 'bolat', 'ainur', 'dana', 'erlan', 'roza', 'yerbol', 'kanat', 'nurlan', 'otherHead'];

test('a member opens the start page, starts the draft and lands on its form', async () => {
  const world = await openWorld();
  const params = { assessmentId: await examined(world) };
  expect(await admitted(world, CAST, async (person) => startLoader(await visit(world, person, { params })))).toEqual(['marat', 'aigerim', 'zhanar']);
  const { status: sent, location } = await answerOf(startAction(await send(world, 'aigerim', {}, { params })));
  expect(sent).toBe(303);
  expect(location).toMatch(/^\/conclusions\/[0-9a-f-]{36}\/edit$/);
  expect(await answerOf(startLoader(await visit(world, 'zhanar', { params })))).toMatchObject({ status: 303, location: location?.replace('/edit', '') });
});

test('a teacher who posts the start is turned away, and an examination without a signature says why', async () => {
  const world = await openWorld();
  const params = { assessmentId: await examined(world, { unsigned: ['psychologist', 'speech_therapist', 'special_pedagogue', 'neurologist'] }) };
  expect(await status(startAction(await send(world, 'bolat', {}, { params })))).toBe(404);
  expect(await answerOf(startAction(await send(world, 'aigerim', {}, { params })))).toMatchObject({ status: 409, data: { reason: 'conclusion.no-finding-signed' } });
});

test('a draft is open to its team and the head, and to nobody else', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  expect(await admitted(world, CAST, async (person) => pageLoader(await visit(world, person, at(id))))).toEqual(['marat', 'aigerim', 'zhanar']);
  expect(await admitted(world, CAST, async (person) => editLoader(await visit(world, person, at(id))))).toEqual(['marat', 'aigerim', 'zhanar']);
  expect(await admitted(world, CAST, async (person) => paperLoader(await visit(world, person, at(id))))).toEqual(['marat', 'aigerim', 'zhanar']);
});

test('an issued conclusion is open to the team, the head and the family', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  expect(await admitted(world, CAST, async (person) => pageLoader(await visit(world, person, at(id))))).toEqual(['marat', 'aigerim', 'zhanar', 'dana']);
  expect(await admitted(world, CAST, async (person) => paperLoader(await visit(world, person, at(id))))).toEqual(['marat', 'aigerim', 'zhanar', 'dana']);
});

test('the form saves the whole draft and stays beside the printed form', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  const form = { ...filled, version: String(await versionOf(world, id)), programme: 'individual', 'levels[0].domain': 'COG', 'levels[0].withSupport': '2', 'levels[0].withoutSupport': '3' };
  expect(await answerOf(editAction(await send(world, 'zhanar', form, at(id))))).toMatchObject({ status: 303, location: `/conclusions/${id}/edit?saved=3` });
  const { data } = await answerOf(pageLoader(await visit(world, 'zhanar', at(id))));
  expect(data).toMatchObject({ conclusion: { text: { programme: 'individual', assistantHours: 12.5, levels: [{ domain: 'COG', withSupport: 2, withoutSupport: 3 }] } } });
});

test('what was typed in the draft comes back with what is wrong', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  const form = { ...filled, version: '2', assistantHours: '70', 'sessions[1].form': 'group', 'sessions[1].specialty': '', 'sessions[1].perWeek': '' };
  expect(await answerOf(editAction(await send(world, 'aigerim', form, at(id))))).toMatchObject({
    status: 422,
    data: { fields: { assistantHours: 'field.out-of-range', 'sessions[1].specialty': 'field.choose' }, typed: { familyAdvice: [filled.familyAdvice] } },
  });
});

test('a stranger’s broken form is turned away like a good one', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  expect(await status(editAction(await send(world, 'bolat', { version: '1', assistantHours: 'x' }, at(id))))).toBe(404);
  expect(await status(editAction(await send(world, 'dana', { ...filled, version: '2' }, at(id))))).toBe(404);
});

test('a draft saved meanwhile by a colleague comes back with both texts', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  const version = String(await versionOf(world, id));
  await answerOf(editAction(await send(world, 'zhanar', { ...filled, version, strengths: 'Жанардың мәтіні' }, at(id))));
  expect(await answerOf(editAction(await send(world, 'aigerim', { ...filled, version, strengths: 'Айгерімнің мәтіні' }, at(id))))).toMatchObject({
    status: 409,
    data: { reason: 'changed-meanwhile', theirs: { strengths: 'Жанардың мәтіні' }, typed: { strengths: ['Айгерімнің мәтіні'] } },
  });
});

test('an unknown field of a draft is a malformed form', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  expect(await status(editAction(await send(world, 'aigerim', { ...filled, version: '2', state: 'issued' }, at(id))))).toBe(400);
});

test('a member signs on the page of signing; the head and strangers do not find it', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  const version = String(await versionOf(world, id));
  expect(await admitted(world, CAST, async (person) => signatureLoader(await visit(world, person, at(id))))).toEqual(['aigerim', 'zhanar']);
  expect(await answerOf(signatureAction(await send(world, 'zhanar', { version }, at(id))))).toMatchObject({ status: 303, location: `/conclusions/${id}` });
  expect(await answerOf(signatureAction(await send(world, 'zhanar', { version }, at(id))))).toMatchObject({ status: 409, data: { reason: 'conclusion.signed-already' } });
  expect(await answerOf(signatureAction(await send(world, 'aigerim', { version: '1' }, at(id))))).toMatchObject({ status: 409, data: { theirs: { version } } });
  expect(await status(signatureAction(await send(world, 'marat', { version }, at(id))))).toBe(404);
});

test('the head issues on the page of issuing; the team and strangers do not find it', async () => {
  const world = await openWorld();
  const id = await signed(world);
  const version = String(await versionOf(world, id));
  expect(await admitted(world, CAST, async (person) => issueLoader(await visit(world, person, at(id))))).toEqual(['marat']);
  expect(await status(issueAction(await send(world, 'aigerim', { version }, at(id))))).toBe(404);
  expect(await answerOf(issueAction(await send(world, 'marat', { version: '1' }, at(id))))).toMatchObject({ status: 409, data: { theirs: { version } } });
  expect(await answerOf(issueAction(await send(world, 'marat', { version }, at(id))))).toMatchObject({ status: 303 });
  expect(await answerOf(issueAction(await send(world, 'marat', { version }, at(id))))).toMatchObject({ status: 409, data: { reason: 'conclusion.wrong-state' } });
});

test('the issue that lacks signatures comes back with how many are needed', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  const version = String(await versionOf(world, id));
  expect(await answerOf(issueAction(await send(world, 'marat', { version }, at(id))))).toMatchObject({
    status: 409,
    data: { reason: 'conclusion.too-few-signatures', values: { needed: 4 } },
  });
});

test('the printed form speaks the language that is asked for, and only the two official ones', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const language = async (url: string) => ((await answerOf(paperLoader(await visit(world, 'dana', at(id, url))))).data as { language: string }).language;
  expect([await language('/?language=ru'), await language('/?language=kk'), await language('/?language=en'), await language('/')]).toEqual(['ru', 'kk', 'kk', 'kk']);
});

test('the list is the head’s alone', async () => {
  const world = await openWorld();
  await issued(world);
  expect(await admitted(world, CAST, async (person) => listLoader(await visit(world, person, { url: '/conclusions?show=issued' })))).toEqual(['marat', 'otherHead']);
});

test('the mother opens the extract to the school and takes it back', async () => {
  const world = await openWorld();
  const { id, extractId } = await issued(world);
  const get = async (person: Person) => extractLoader(await visit(world, person, { params: { extractId } }));
  expect(await admitted(world, CAST, get)).toEqual(['marat', 'aigerim', 'zhanar', 'dana']);
  expect(await answerOf(sharingAction(await send(world, 'dana', { decision: 'given' }, at(id))))).toMatchObject({ status: 303, location: `/conclusions/${id}/sharing` });
  expect(await admitted(world, CAST, get)).toEqual(['marat', 'aigerim', 'zhanar', 'saule', 'bolat', 'dana']);
  await answerOf(sharingAction(await send(world, 'dana', { decision: 'withdrawn' }, at(id))));
  expect(await admitted(world, CAST, get)).toEqual(['marat', 'aigerim', 'zhanar', 'dana']);
  expect(await answerOf(sharingAction(await send(world, 'dana', { decision: 'withdrawn' }, at(id))))).toMatchObject({ status: 409, data: { reason: 'consent.nothing-to-withdraw' } });
});

test('the page of sharing is the family’s and the head’s', async () => {
  const world = await openWorld();
  const { id } = await shared(world);
  expect(await admitted(world, CAST, async (person) => sharingLoader(await visit(world, person, at(id))))).toEqual(['marat', 'dana']);
  for (const person of ['saule', 'erlan', 'gulnar', 'bolat'] as const) {
    expect(await status(sharingAction(await send(world, person, { decision: 'given' }, at(id)))), person).toBe(404);
  }
});

test('the head’s paper asks for the guardian and a day that has come', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const paper = { decision: 'given', guardianId: world.danaGuardian, answeredOn: '2026-10-14' };
  expect(await answerOf(sharingAction(await send(world, 'marat', { decision: 'given' }, at(id))))).toMatchObject({ status: 422, data: { fields: { guardianId: 'field.choose', answeredOn: 'field.required' } } });
  expect(await answerOf(sharingAction(await send(world, 'marat', { ...paper, answeredOn: '2026-10-15' }, at(id))))).toMatchObject({ status: 422, data: { fields: { answeredOn: 'field.in-the-future' } } });
  expect(await status(sharingAction(await send(world, 'marat', paper, at(id))))).toBe(303);
});

test('a school records the parent’s paper, and a wrong number comes back to be checked', async () => {
  const world = await openWorld();
  const { number } = await issued(world);
  const params = { childId: world.alikhan };
  const paper = { decision: 'given', guardianId: world.danaGuardian, answeredOn: '2026-10-14', number: String(number), issuedOn: '2026-10-14' };
  expect(await admitted(world, CAST, async (person) => schoolLoader(await visit(world, person, { params })))).toEqual(['saule']);
  expect(await answerOf(schoolAction(await send(world, 'saule', { ...paper, number: '77' }, { params })))).toMatchObject({
    status: 422,
    data: { noMatch: true, fields: { number: 'field.invalid' }, typed: { number: ['77'] } },
  });
  expect(await status(schoolAction(await send(world, 'bolat', paper, { params })))).toBe(404);
  expect(await answerOf(schoolAction(await send(world, 'saule', paper, { params })))).toMatchObject({ status: 303, location: `/children/${world.alikhan}/sharing` });
});

test('the printed extract is open to whoever may read the extract', async () => {
  const world = await openWorld();
  const { extractId } = await shared(world);
  expect(await admitted(world, CAST, async (person) => extractPaperLoader(await visit(world, person, { params: { extractId } })))).toEqual([
    'marat', 'aigerim', 'zhanar', 'saule', 'bolat', 'dana',
  ]);
});

test('fifty signatures sent at once are four, and the head may issue', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  const version = String(await versionOf(world, id));
  const team = ['aigerim', 'zhanar', 'asel', 'timur'] as const;
  const visits = [];
  for (let index = 0; index < 50; index += 1) visits.push(await send(world, team[index % 4] ?? 'aigerim', { version }, at(id)));
  const answers = await Promise.all(visits.map((sent) => answerOf(signatureAction(sent))));
  expect(answers.filter(({ status: answered }) => answered === 303)).toHaveLength(4);
  expect(answers.filter(({ status: answered, data }) => answered === 409 && (data as { reason: string }).reason === 'conclusion.signed-already')).toHaveLength(46);
  expect((await answerOf(pageLoader(await visit(world, 'marat', at(id))))).data).toMatchObject({ conclusion: { quorum: { signed: 4, needed: 4, whyNot: null } } });
});
