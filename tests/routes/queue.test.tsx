import { expect, test } from 'vitest';
import * as jumps from '~/routes/queue.jumps';
import * as list from '~/routes/queue._index';
import * as paper from '~/routes/queue.paper';
import * as rules from '~/routes/queue.rules';
import * as jump from '~/routes/requests.$requestId.jump';
import { newEdition, pastWeeks, queued } from '../support/story-queue';
import { rendered } from '../support/rendered';
import { answerOf, send, visit } from '../support/visit';
import { openWorld } from '../support/world';

const reason = 'Бала екі айдан кейін мектепке барады.';

test('the registrar opens the queue; a specialist and a school get the page of nothing', async () => {
  const world = await openWorld();
  await queued(world);
  for (const route of [list, paper, jumps]) {
    expect((await answerOf(route.loader(await visit(world, 'gulnar')))).status).toBe(200);
    for (const person of ['aigerim', 'saule', 'dana'] as const) expect((await answerOf(route.loader(await visit(world, person)))).status, person).toBe(404);
  }
});

test('nobody who is not signed in sees the queue', async () => {
  const world = await openWorld();
  expect((await answerOf(list.loader(await visit(world, null, { url: '/queue' })))).location).toBe('/login?to=%2Fqueue');
});

test('the page shows place, wait, expected week, missing papers and how the week is worked out, in each language', async () => {
  const world = await openWorld();
  await pastWeeks(world, 6, 2);
  const id = await queued(world, { surname: 'Оспанов', receivedOn: '2026-09-01' });
  const { data } = await answerOf(list.loader(await visit(world, 'gulnar', { url: '/queue' })));
  const html = { kk: rendered(list.default, data, 'kk'), ru: rendered(list.default, data, 'ru'), en: rendered(list.default, data, 'en') };
  for (const text of Object.values(html)) expect(text).toContain(`href="/requests/${id}"`);
  expect(html.kk).toContain('2026 ж. 19 қазан күні басталатын апта');
  expect(html.kk).toContain('мерзімі өтті');
  expect(html.kk).toContain('12 бала алғашқы қабылдаудан өтті');
  expect(html.ru).toContain('неделя с 19 октября 2026 г.');
  expect(html.en).toContain('week of 19 October 2026');
  expect(html.en).toContain('missing');
});

test('a PMPC with a short past says honestly that no week is known', async () => {
  const world = await openWorld();
  await queued(world);
  const { data } = await answerOf(list.loader(await visit(world, 'gulnar')));
  expect(rendered(list.default, data, 'en')).toContain('Until then any week would be a guess.');
});

test('an empty queue says so, and an empty search says something else', async () => {
  const world = await openWorld();
  const at = async (url: string) => rendered(list.default, (await answerOf(list.loader(await visit(world, 'gulnar', { url })))).data, 'ru');
  expect(await at('/queue')).toContain('Никто не ждёт.');
  expect(await at('/queue?q=%D0%B0&urgency=urgent')).toContain('Ничего не нашлось.');
});

test('filters stand in the address and in the form; what is not ours is left out', async () => {
  const world = await openWorld();
  const { data } = await answerOf(list.loader(await visit(world, 'gulnar', { url: '/queue?q=%D0%BE%D1%81&urgency=urgent&kind=nobody&language=ru&after=zzz' })));
  expect(data).toMatchObject({ filters: 'q=%D0%BE%D1%81&urgency=urgent&language=ru', later: false, query: { q: 'ос', show: 'open', caseKind: null } });
});

test('the queue is printed in Kazakh or Russian', async () => {
  const world = await openWorld();
  await queued(world, { surname: 'Оспанов' });
  const print = async (url: string) => rendered(paper.default, (await answerOf(paper.loader(await visit(world, 'gulnar', { url })))).data);
  expect(await print('/queue/paper')).toContain('Тексеру кезегі');
  expect(await print('/queue/paper?print=ru')).toContain('Очередь на обследование');
});

test('the head moves a child with a reason; a short one comes back with what was typed', async () => {
  const world = await openWorld();
  const id = await queued(world);
  const options = { params: { requestId: id }, url: `/requests/${id}/jump` };
  const short = await answerOf(jump.action(await send(world, 'marat', { urgency: 'urgent', reason: 'тез', version: '1' }, options)));
  expect(short).toMatchObject({ status: 422, data: { fields: { reason: 'field.too-short' }, typed: { reason: ['тез'] } } });
  const page = await answerOf(jump.loader(await visit(world, 'marat', options)));
  expect(rendered(jump.default, page.data, 'kk', short.data)).toContain('>тез</textarea>');
  expect((await answerOf(jump.action(await send(world, 'marat', { urgency: 'urgent', reason, version: '1' }, options)))).location).toBe(`/requests/${id}`);
  const shown = rendered(jumps.default, (await answerOf(jumps.loader(await visit(world, 'marat')))).data, 'kk');
  expect(shown).toContain(reason);
  expect(shown).toContain('Жалпы кезек → Шұғыл');
});

test('the registrar can neither open nor send the form of a jump', async () => {
  const world = await openWorld();
  const id = await queued(world);
  const options = { params: { requestId: id } };
  for (const person of ['gulnar', 'otherHead', 'aigerim'] as const) {
    expect((await answerOf(jump.loader(await visit(world, person, options)))).status, person).toBe(404);
    for (const form of [{ urgency: 'urgent', reason, version: '1' }, { urgency: '', reason: '', version: '1' }]) {
      expect((await answerOf(jump.action(await send(world, person, form, options)))).status, person).toBe(404);
    }
  }
});

test('a stale jump comes back with what the record holds, and the form keeps the reason', async () => {
  const world = await openWorld();
  const id = await queued(world);
  const options = { params: { requestId: id } };
  await answerOf(jump.action(await send(world, 'marat', { urgency: 'priority', reason, version: '1' }, options)));
  const stale = await answerOf(jump.action(await send(world, 'marat', { urgency: 'urgent', reason: 'Отбасы көшіп барады, тез керек.', version: '1' }, options)));
  expect(stale).toMatchObject({ status: 409, data: { reason: 'changed-meanwhile', theirs: { urgency: 'priority', version: '2' } } });
  const html = rendered(jump.default, (await answerOf(jump.loader(await visit(world, 'marat', options)))).data, 'kk', stale.data);
  expect(html).toContain('Отбасы көшіп барады, тез керек.');
  expect(html).toContain('name="version" value="2"');
});

test('a request that is under examination shows why its order stays', async () => {
  const world = await openWorld();
  const id = await queued(world, { state: 'seen', seenOn: '2026-10-12' });
  const { data } = await answerOf(jump.loader(await visit(world, 'marat', { params: { requestId: id } })));
  const html = rendered(jump.default, data, 'en');
  expect(html).toContain('its order matters no more');
  expect(html).not.toContain('<textarea');
});

test('the head changes the rules; the registrar and a parent read them', async () => {
  const world = await openWorld();
  const form = { 'firstCases[]': ['early', 'preschool'], reserve: '25', weeks: '10', version: '0' };
  expect((await answerOf(rules.action(await send(world, 'gulnar', form)))).status).toBe(404);
  expect((await answerOf(rules.action(await send(world, 'marat', { ...form, reserve: '90' })))).data).toMatchObject({ fields: { reserve: 'field.out-of-range' }, typed: { reserve: ['90'] } });
  expect((await answerOf(rules.action(await send(world, 'marat', form)))).location).toBe('/queue/rules');
  expect((await answerOf(rules.action(await send(world, 'marat', form)))).status).toBe(409);

  const read = async (person: 'marat' | 'gulnar' | 'dana') => rendered(rules.default, (await answerOf(rules.loader(await visit(world, person, { url: `/queue/rules?pmpc=${world.places.pmpc}` })))).data, 'kk');
  expect(await read('marat')).toContain('name="reserve"');
  for (const person of ['gulnar', 'dana'] as const) {
    const html = await read(person);
    expect(html).not.toContain('name="reserve"');
    expect(html).toContain('25 орны');
    expect(html).toContain('3 жасқа дейінгі бала; Мектеп жасына дейінгі бала');
  }
});

test('terms are shown with what they are and where they stand, and a new edition is read without code', async () => {
  const world = await openWorld();
  const read = async () => rendered(rules.default, (await answerOf(rules.loader(await visit(world, 'gulnar', { url: '/queue/rules' })))).data, 'en');
  const before = await read();
  expect(before).toContain('Be examined: 30 calendar days. A term of the state service’s standard. Order 223, annex 1, paragraph 4.');
  expect(before).toContain('The PMPC’s own aim, not a norm');
  expect(before).not.toContain('A norm of the act');
  await newEdition(world, 'deadlines', {
    id: 'PMPC_QUEUE@2026-10-01', code: 'PMPC_QUEUE', from: '2026-10-01', to: null, names: { kk: 'Тексеруден өту', ru: 'Пройти обследование', en: 'Be examined' }, trigger: 'request', until: 'seen',
    limit: 20, unit: 'working-days', kind: 'statutory', act: 'V2000020744', annex: '1', paragraph: '5', mark: 'V', note: null,
  } as { id: string });
  expect(await read()).toContain('Be examined: 20 working days. A norm of the act. Order 223, annex 1, paragraph 5.');
});
