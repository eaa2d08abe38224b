import { expect, test } from 'vitest';
import Answer, { action as answerAction, loader as answerLoader } from '~/routes/conclusions.$conclusionId.answer';
import Conclusion, { loader as pageLoader } from '~/routes/conclusions.$conclusionId._index';
import HandOver, { action as handoverAction, loader as handoverLoader } from '~/routes/conclusions.$conclusionId.handover';
import Journal, { loader as journalLoader } from '~/routes/conclusions.handovers._index';
import PrintedJournal, { loader as journalPaperLoader } from '~/routes/conclusions.handovers.paper';
import { rendered } from '../support/rendered';
import { drafted, issued } from '../support/story-conclusions';
import { handedOver } from '../support/story-handovers';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, type Person, type World } from '../support/world';

const CAST: Person[] = ['marat', 'gulnar', 'aigerim', 'zhanar', 'saule', 'bolat', 'ainur', 'dana', 'erlan', 'roza', 'yerbol', 'kanat', 'nurlan', 'otherHead'];
const at = (conclusionId: string) => ({ params: { conclusionId } });

async function admitted(world: World, get: (person: Person) => Promise<unknown>): Promise<Person[]> {
  const inside: Person[] = [];
  for (const person of CAST) if ((await answerOf(get(person))).status !== 404) inside.push(person);
  return inside;
}

const form = (world: World) => ({ guardianId: world.danaGuardian, handedOn: '2026-10-14', language: 'ru', explained: 'yes' });

test('the head alone opens the page of handing over, and lands on it again with the new line', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  expect(await admitted(world, async (person) => handoverLoader(await visit(world, person, at(id))))).toEqual(['marat']);
  expect(await answerOf(handoverAction(await send(world, 'marat', form(world), at(id))))).toMatchObject({ status: 303, location: `/conclusions/${id}/handover` });
  const html = rendered(HandOver, await handoverLoader(await visit(world, 'marat', at(id))), 'ru');
  expect(html).toContain('Серікова Дана (мать). Русский язык, объяснено простыми словами');
});

test('anyone else who posts a handover is turned away', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  expect(await admitted(world, async (person) => handoverAction(await send(world, person, form(world), at(id))))).toEqual(['marat']);
});

test('a handover without a person, or on a day before the issue, comes back with what was typed', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const { status, data } = await answerOf(handoverAction(await send(world, 'marat', { handedOn: '2026-10-14', explained: 'yes' }, at(id))));
  expect({ status, data }).toMatchObject({ status: 422, data: { fields: { guardianId: 'field.choose', language: 'field.choose' } } });
  const html = rendered(HandOver, await handoverLoader(await visit(world, 'marat', at(id))), 'kk', data);
  expect(html).toMatch(/name="explained"[^>]*checked/);
  expect(await answerOf(handoverAction(await send(world, 'marat', { ...form(world), handedOn: '2026-10-01' }, at(id))))).toMatchObject({
    status: 422,
    data: { fields: { handedOn: 'field.before-start' }, typed: { language: ['ru'] } },
  });
});

test('a draft has no page of handing over', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  expect(await admitted(world, async (person) => handoverLoader(await visit(world, person, at(id))))).toEqual([]);
});

test('the journal of issue and its printed form are the head’s', async () => {
  const world = await openWorld();
  const { number } = await handedOver(world);
  expect(await admitted(world, async (person) => journalLoader(await visit(world, person)))).toEqual(['marat', 'otherHead']);
  const html = rendered(Journal, await journalLoader(await visit(world, 'marat', { url: '/conclusions/handovers?year=2026&q=' })));
  for (const said of ['Серіков Әлихан Болатұлы', `№ ${number}, 2026 ж. 14 қазан`, 'Серікова Дана (анасы)', '1 жазба']) expect(html).toContain(said);
  const printed = rendered(PrintedJournal, await journalPaperLoader(await visit(world, 'marat', { url: '/conclusions/handovers/paper?language=ru' })), 'kk');
  expect(printed).toContain('Журнал выданных заключений, 2026 год');
  const empty = rendered(Journal, await journalLoader(await visit(world, 'otherHead')));
  expect(empty).toContain('Журнал бос');
});

test('a mother answers in her own words, and the conclusion shows it to her and to the PMPC', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  expect(await answerOf(answerAction(await send(world, 'dana', { answer: 'disagrees', comment: 'Сағаты аз.' }, at(id))))).toMatchObject({ status: 303, location: `/conclusions/${id}` });
  for (const person of ['dana', 'marat', 'aigerim'] as Person[]) {
    const html = rendered(Conclusion, await pageLoader(await visit(world, person, at(id))));
    expect(html, person).toContain('Сағаты аз.');
    expect(html.includes('Серікова Дана'), person).toBe(person !== 'dana');
  }
});

test('the family and the head open the page of an answer, nobody else', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  expect(await admitted(world, async (person) => answerLoader(await visit(world, person, at(id))))).toEqual(['marat', 'dana']);
  expect(await admitted(world, async (person) => answerAction(await send(world, person, { answer: 'agrees', comment: '' }, at(id))))).toEqual(['marat', 'dana']);
});

test('an answer without a choice comes back with the typed words', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const { status, data } = await answerOf(answerAction(await send(world, 'dana', { comment: 'Ойланып жүрмін.' }, at(id))));
  expect({ status, data }).toMatchObject({ status: 422, data: { fields: { answer: 'field.choose' } } });
  expect(rendered(Answer, await answerLoader(await visit(world, 'dana', at(id))), 'kk', data)).toContain('Ойланып жүрмін.');
});

test('an answer on paper needs its guardian and a day that has come', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const whole = { answer: 'agrees', comment: '', guardianId: world.danaGuardian, answeredOn: '2026-10-14' };
  expect(await answerOf(answerAction(await send(world, 'marat', { ...whole, answeredOn: '2026-10-20' }, at(id))))).toMatchObject({ status: 422, data: { fields: { answeredOn: 'field.in-the-future' } } });
  expect((await answerOf(answerAction(await send(world, 'marat', whole, at(id))))).status).toBe(303);
  expect(rendered(Conclusion, await pageLoader(await visit(world, 'marat', at(id))), 'ru')).toContain('на бумаге');
});

test('a parent reads how to appeal on the conclusion, with the term told as the usual one', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const html = rendered(Conclusion, await pageLoader(await visit(world, 'dana', at(id))), 'ru');
  for (const said of ['Если вы не согласны', 'eOtinish.kz', 'Обычно отвечают в течение 15 рабочих дней.', 'не сверен с текстом акта', `/conclusions/${id}/answer`, `/conclusions/${id}/family`, `/conclusions/${id}/pdf?language=kk`]) {
    expect(html).toContain(said);
  }
  expect(html).not.toContain(`/conclusions/${id}/handover`);
});
