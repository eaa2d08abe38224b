import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, children, requestJumps, requestPapers, requests } from '#db/schema';
import { PAGE_SIZE } from '~/domain/lists';
import { QUEUE_RULES, queueRules, USUAL_RULES, type RulesDraft } from '~/domain/queue';
import { forecastAt, turnOf } from '~/services/forecasting.server';
import { changeRules, jump, listJumps, listQueue, openRules, printQueue, startJump, type QueueQuery } from '~/services/queue.server';
import { settingOf } from '~/services/settings.server';
import { appointed, newEdition, pastWeeks, queued } from '../support/story-queue';
import { openWorld, type Person, type World } from '../support/world';

const everybody: QueueQuery = { q: '', show: 'waiting', urgency: null, caseKind: null, channel: null, language: null, owed: null, after: null };
const queueOf = (world: World, query: Partial<QueueQuery> = {}, person: Person = 'gulnar') => listQueue(world.as(person), { ...everybody, ...query });
const namesOf = async (world: World, query: Partial<QueueQuery> = {}) => (await queueOf(world, query)).rows.map(({ name, place }) => `${place ?? '—'} ${name}`);
const reason = 'Бала екі айдан кейін мектепке барады.';
const stored = async (world: World, id: string) => (await world.database.read((tx) => tx.select({ rank: requests.rank, version: requests.version, urgency: requests.urgency }).from(requests).where(eq(requests.id, id))))[0];

test('the queue goes by urgency, then by the youngest, then by who asked first', async () => {
  const world = await openWorld();
  await queued(world, { surname: 'Кейін', receivedOn: '2026-10-08' });
  await queued(world, { surname: 'Бұрын', receivedOn: '2026-09-01' });
  await queued(world, { surname: 'Кішкентай', caseKind: 'early', receivedOn: '2026-10-12' });
  await queued(world, { surname: 'Шұғыл', urgency: 'urgent', receivedOn: '2026-10-13' });
  await queued(world, { surname: 'Басқада', pmpcId: world.places.otherPmpc });
  expect(await namesOf(world)).toEqual(['1 Шұғыл Тимур', '2 Кішкентай Тимур', '3 Бұрын Тимур', '4 Кейін Тимур']);
});

test('the head and the registrar see the queue, and nobody else', async () => {
  const world = await openWorld();
  await queued(world);
  for (const person of ['marat', 'gulnar'] as const) expect((await queueOf(world, {}, person)).total, person).toBe(1);
  for (const person of ['aigerim', 'saule', 'bolat', 'dana', 'kanat', 'nurlan'] as const) await expect(queueOf(world, {}, person), person).rejects.toThrow('not-found');
  expect((await queueOf(world, {}, 'otherHead')).rows).toEqual([]);
});

test('looking at the queue leaves one line with the filters and without the name', async () => {
  const world = await openWorld();
  await queueOf(world, { q: 'Оспанов', urgency: 'urgent' });
  await queueOf(world, { q: 'Оспанов', urgency: 'urgent' });
  const lines = await world.database.read((tx) => tx.select({ about: auditEntries.subjectId }).from(auditEntries).where(eq(auditEntries.action, 'request.list')));
  expect(lines).toEqual([{ about: 'queue name:yes show:waiting urgency:urgent case: channel: language: owed:' }]);
});

test('each page begins after the last, and places go on', async () => {
  const world = await openWorld();
  for (let index = 0; index < PAGE_SIZE + 5; index += 1) await queued(world, { givenName: `Бала${index}`, receivedOn: `2026-09-${String((index % 28) + 1).padStart(2, '0')}` });
  const first = await queueOf(world);
  const [key = '', id = ''] = first.next?.split('~') ?? [];
  const second = await queueOf(world, { after: { key, id } });
  expect([first.total, second.total, second.rows.length, second.next]).toEqual([PAGE_SIZE + 5, PAGE_SIZE + 5, 5, null]);
  expect([...first.rows, ...second.rows].map(({ place }) => place)).toEqual(Array.from({ length: PAGE_SIZE + 5 }, (_, index) => index + 1));
});

test('a filter keeps the real place of each child', async () => {
  const world = await openWorld();
  await queued(world, { surname: 'Бір', examLanguage: 'ru', receivedOn: '2026-09-01', channel: 'office' });
  await queued(world, { surname: 'Екі', receivedOn: '2026-09-02' });
  await queued(world, { surname: 'Үш', examLanguage: 'ru', receivedOn: '2026-09-03' });
  await queued(world, { surname: 'Төрт', receivedOn: '2026-09-04', urgency: 'priority', caseKind: 'preschool' });
  expect(await namesOf(world, { language: 'ru' })).toEqual(['2 Бір Тимур', '4 Үш Тимур']);
  expect(await namesOf(world, { channel: 'office' })).toEqual(['2 Бір Тимур']);
  expect(await namesOf(world, { urgency: 'priority' })).toEqual(['1 Төрт Тимур']);
  expect(await namesOf(world, { caseKind: 'preschool', language: 'ru' })).toEqual([]);
});

test('a name is found by a part of it, in plain letters and on the wrong keyboard layout, whatever its state', async () => {
  const world = await openWorld();
  await queued(world, { surname: 'Әбілқасымов', receivedOn: '2026-09-01' });
  await queued(world, { surname: 'Әбілев', state: 'booked', receivedOn: '2026-09-05' });
  await queued(world, { surname: 'Петров' });
  expect(await namesOf(world, { q: 'абил', show: 'open' })).toEqual(['1 Әбілқасымов Тимур', '— Әбілев Тимур']);
  expect(await namesOf(world, { q: 'gtnhjd', show: 'open' })).toEqual(['2 Петров Тимур']);
  expect(await namesOf(world, { q: '%' })).toEqual([]);
  expect(await namesOf(world, { q: '()' })).toEqual([]);
});

test('papers owed are counted by the list in force, and can be looked for', async () => {
  const world = await openWorld();
  const there = await queued(world, { surname: 'Түгел', receivedOn: '2026-09-01' });
  await queued(world, { surname: 'Жетпейді', receivedOn: '2026-09-02' });
  const owed = async () => (await queueOf(world)).rows.map((row) => row.owed);
  const [most = 0] = await owed();
  expect(most).toBeGreaterThan(0);
  const mandatory = await world.database.read((tx) => tx.query.referenceItems.findMany({ columns: { body: true }, where: (row, { eq: is }) => is(row.collection, 'papers') }));
  const list = mandatory.map(({ body }) => body as { code: string; papers: { code: string; need: string }[] }).find(({ code }) => code === 'school');
  await world.database.transaction(async (tx) => {
    for (const { code, need } of list?.papers ?? []) if (need === 'mandatory') await tx.insert(requestPapers).values({ requestId: there, paper: code, state: 'present' });
  });
  expect(await owed()).toEqual([0, most]);
  expect(await namesOf(world, { owed: 'yes' })).toEqual(['2 Жетпейді Тимур']);
  expect(await namesOf(world, { owed: 'no' })).toEqual(['1 Түгел Тимур']);
});

test('an appointment stands in the list, and the clock that ends first', async () => {
  const world = await openWorld();
  const id = await queued(world, { state: 'booked', receivedOn: '2026-10-12' });
  await appointed(world, id, '2026-10-20');
  const [row] = (await queueOf(world, { show: 'booked' })).rows;
  expect(row).toMatchObject({ place: null, expected: null, visit: { on: '2026-10-20', at: '10:00' }, clock: { due: '2026-11-11', state: 'running', leftDays: 28 } });
});

test('a new edition of a clock changes the list without a line of code', async () => {
  const world = await openWorld();
  const id = await queued(world, { receivedOn: '2026-10-12', channel: 'public' });
  await appointed(world, id, '2026-12-20');
  const due = async () => (await queueOf(world)).rows[0]?.clock?.due;
  expect(await due()).toBe('2026-11-11');
  await newEdition(world, 'deadlines', {
    id: 'PMPC_QUEUE@2026-10-01', code: 'PMPC_QUEUE', from: '2026-10-01', to: null, names: { kk: 'Жаңа мерзім', ru: 'Новый срок', en: 'New term' }, trigger: 'request', until: 'seen',
    limit: 10, unit: 'working-days', kind: 'statutory', act: 'V2000020744', annex: '1', paragraph: '4', mark: 'V', note: null,
  } as { id: string });
  expect(await due()).toBe('2026-10-27');
  const { deadlines } = await openRules(world.as('gulnar'), null);
  expect(deadlines.find(({ code }) => code === 'PMPC_QUEUE')).toMatchObject({ limit: 10, kind: 'statutory' });
});

test('with four weeks of first visits each child has an expected week, and the list says how it came about', async () => {
  const world = await openWorld();
  await queued(world, { receivedOn: '2026-10-01' });
  expect((await queueOf(world)).how).toBeNull();
  await pastWeeks(world, 6, 2);
  for (let index = 0; index < 8; index += 1) await queued(world, { receivedOn: '2026-10-02' });
  const { rows, how } = await queueOf(world);
  expect(how).toMatchObject({ seen: 12, booked: 0 });
  expect(how?.weeks).toHaveLength(6);
  expect(rows[0]?.expected?.monday).toBe('2026-10-19');
  expect(rows[8]?.expected?.monday).toBe('2026-11-16');
});

test('the forecast is read anew as soon as somebody writes', async () => {
  const world = await openWorld();
  await pastWeeks(world, 6, 2);
  const booked = () => world.database.read(async (tx) => (await forecastAt(tx, world.places.pmpc, '2026-10-14'))?.figures.booked);
  expect(await booked()).toBe(0);
  const id = await queued(world, { state: 'booked' });
  expect(await booked()).toBe(1);
  await world.database.transaction((tx) => tx.update(requests).set({ state: 'waiting' }).where(eq(requests.id, id)));
  expect(await booked()).toBe(0);
});

test('one request knows its place and its week', async () => {
  const world = await openWorld();
  await pastWeeks(world, 6, 2);
  await queued(world, { receivedOn: '2026-10-01' });
  const id = await queued(world, { receivedOn: '2026-10-05' });
  const turn = await world.database.read((tx) => turnOf(tx, { id, pmpcId: world.places.pmpc, rank: 300, receivedAt: new Date('2026-10-05T06:00:00Z') }, '2026-10-14'));
  expect(turn).toMatchObject({ place: 2, expected: { monday: '2026-10-19' } });
});

test('the printed queue begins at the beginning and names who printed it', async () => {
  const world = await openWorld();
  for (let index = 0; index < PAGE_SIZE + 5; index += 1) await queued(world);
  const paper = await printQueue(world.as('gulnar'), everybody);
  expect([paper.rows.length, paper.total, paper.reader, paper.organisation.kk]).toEqual([PAGE_SIZE + 5, PAGE_SIZE + 5, 'Тегі Gulnar', 'ПМПК']);
  await expect(printQueue(world.as('aigerim'), everybody)).rejects.toThrow('not-found');
});

test('the head moves a child up, and the reason stays with the author', async () => {
  const world = await openWorld();
  await queued(world, { surname: 'Бұрын', receivedOn: '2026-09-01' });
  const id = await queued(world, { surname: 'Кейін' });
  await jump(world.as('marat'), id, { urgency: 'urgent', reason, version: 1 });
  expect(await namesOf(world)).toEqual(['1 Кейін Тимур', '2 Бұрын Тимур']);
  const { rows, total } = await listJumps(world.as('gulnar'), null);
  expect([total, rows[0]]).toEqual([1, expect.objectContaining({ requestId: id, name: 'Кейін Тимур', before: 'usual', after: 'urgent', reason, author: 'Тегі Marat' })]);
  expect((await queueOf(world)).rows.map(({ jumped }) => jumped)).toEqual([true, false]);
  const lines = await world.database.read((tx) => tx.select({ about: auditEntries.subjectId, detail: auditEntries.detail }).from(auditEntries).where(eq(auditEntries.action, 'request.jump')));
  expect(lines).toEqual([{ about: id, detail: 'usual to urgent' }]);
});

test('only the head of that PMPC moves a child', async () => {
  const world = await openWorld();
  const id = await queued(world);
  for (const person of ['gulnar', 'aigerim', 'otherHead', 'saule', 'dana'] as const) {
    await expect(startJump(world.as(person), id), person).rejects.toThrow('not-found');
    await expect(jump(world.as(person), id, { urgency: 'urgent', reason, version: 1 }), person).rejects.toThrow('not-found');
  }
  expect(await world.database.read((tx) => tx.select({ id: requestJumps.id }).from(requestJumps))).toEqual([]);
});

test('a child whose examination has begun is not moved, nor one to where it stands', async () => {
  const world = await openWorld();
  const seen = await queued(world, { state: 'seen', seenOn: '2026-10-12' });
  const waiting = await queued(world);
  await expect(jump(world.as('marat'), seen, { urgency: 'urgent', reason, version: 1 })).rejects.toThrow('request.wrong-state');
  await expect(jump(world.as('marat'), waiting, { urgency: 'usual', reason, version: 1 })).rejects.toThrow('request.same-urgency');
  expect(await stored(world, waiting)).toEqual({ rank: 300, version: 1, urgency: 'usual' });
});

test('a head who saw an older request is told what it holds now', async () => {
  const world = await openWorld();
  const id = await queued(world);
  await jump(world.as('marat'), id, { urgency: 'priority', reason, version: 1 });
  await expect(jump(world.as('marat'), id, { urgency: 'urgent', reason, version: 1 })).rejects.toMatchObject({ reason: 'changed-meanwhile', theirs: { urgency: 'priority', version: '2' } });
});

test('a jump that is on record cannot be changed or taken out', async () => {
  const world = await openWorld();
  const id = await queued(world);
  await jump(world.as('marat'), id, { urgency: 'urgent', reason, version: 1 });
  await expect(world.database.transaction((tx) => tx.update(requestJumps).set({ reason: 'Басқа себеп болды' }))).rejects.toThrow();
  await expect(world.database.transaction((tx) => tx.delete(requestJumps))).rejects.toThrow();
});

const rules: RulesDraft = { firstCases: ['preschool'], reserve: 20, weeks: 8, version: 0 };

test('new rules put everybody who waits into the new order at once', async () => {
  const world = await openWorld();
  await queued(world, { surname: 'Оқушы', receivedOn: '2026-09-01' });
  await queued(world, { surname: 'Кішкентай', caseKind: 'early', receivedOn: '2026-09-02' });
  await queued(world, { surname: 'Балабақша', caseKind: 'preschool', receivedOn: '2026-09-03' });
  const elsewhere = await queued(world, { caseKind: 'early', pmpcId: world.places.otherPmpc });
  await changeRules(world.as('marat'), rules);
  expect(await namesOf(world)).toEqual(['1 Балабақша Тимур', '2 Оқушы Тимур', '3 Кішкентай Тимур']);
  expect((await stored(world, elsewhere))?.rank).toBe(250);
  expect(await world.database.read((tx) => settingOf(tx, QUEUE_RULES, world.places.pmpc, queueRules, USUAL_RULES))).toEqual({ ...rules, version: 1 });
  expect(await world.database.read((tx) => tx.select({ detail: auditEntries.detail }).from(auditEntries).where(and(eq(auditEntries.action, 'organisation.edit'))))).toEqual([{ detail: 'queue rules' }]);
});

test('rules somebody else has changed meanwhile are not overwritten', async () => {
  const world = await openWorld();
  await changeRules(world.as('marat'), rules);
  await expect(changeRules(world.as('marat'), { ...rules, reserve: 5 })).rejects.toMatchObject({ reason: 'changed-meanwhile', theirs: { reserve: '20', weeks: '8', version: '1' } });
});

test('everybody reads how the order is made; only the head of the PMPC changes it', async () => {
  const world = await openWorld();
  for (const person of ['gulnar', 'aigerim', 'saule', 'bolat', 'dana', 'nurlan'] as const) {
    const page = await openRules(world.as(person), world.places.pmpc);
    expect(page, person).toMatchObject({ rules: USUAL_RULES, can: { change: false } });
    await expect(changeRules(world.as(person), rules), person).rejects.toThrow('not-found');
  }
  expect((await openRules(world.as('marat'), null)).can.change).toBe(true);
  await expect(openRules(world.as('saule'), null)).rejects.toThrow('not-found');
});

test('a child at the PMPC without a request stands in no queue', async () => {
  const world = await openWorld();
  const known = await world.database.read((tx) => tx.select({ id: children.id }).from(children));
  expect([known.length > 0, (await queueOf(world)).total]).toEqual([true, 0]);
});
