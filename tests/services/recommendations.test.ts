import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, conclusions, recommendations } from '#db/schema';
import { shareConclusion } from '~/services/extracts.server';
import { listImplementation, listRecommendations, openRecommendation, trackRecommendation } from '~/services/recommendations.server';
import { trackRecommendations } from '~/services/recommending.server';
import { MEDICAL_WORD } from '../support/story-conclusions';
import { lineOf, tracked, trackedAtSchool } from '../support/story-recommendations';
import { leaveSchool, openWorld, restrict } from '../support/world';

const all = { q: '', show: 'all', after: null } as const;
const step = (version: number, change = {}) => ({ version, state: 'in-progress' as const, reason: '', interim: '', ...change });

test('each recommendation of an issued conclusion is tracked once, however often it is asked', async () => {
  const world = await openWorld();
  const { id } = await tracked(world);
  const before = await world.database.read((tx) => tx.select({ id: recommendations.id }).from(recommendations).where(eq(recommendations.conclusionId, id)));
  await world.database.transaction((tx) => trackRecommendations(world.as('marat'), tx, id));
  const after = await world.database.read((tx) => tx.select({ id: recommendations.id }).from(recommendations).where(eq(recommendations.conclusionId, id)));
  expect(after).toEqual(before);
  expect((await listRecommendations(world.as('marat'), world.alikhan)).conclusions[0]?.lines.map(({ kind, code, state }) => [kind, code, state])).toEqual([
    ['condition', 'methods', 'open'], ['sessions', 'speech_therapist', 'open'], ['assistant', '', 'open'],
    ['exam-condition', 'extra-time', 'open'], ['placement', 'ordinary-class', 'open'], ['next-examination', '', 'open'],
  ]);
});

test('the school reads the lines only while the family shares the conclusion with it', async () => {
  const world = await openWorld();
  const { id } = await tracked(world);
  expect((await listRecommendations(world.as('saule'), world.alikhan)).conclusions).toEqual([]);
  await shareConclusion(world.as('dana'), id, { decision: 'given' });
  expect((await listRecommendations(world.as('saule'), world.alikhan)).conclusions).toHaveLength(1);
  const line = await lineOf(world, id, 'sessions');
  await shareConclusion(world.as('dana'), id, { decision: 'withdrawn' });
  expect((await listRecommendations(world.as('bolat'), world.alikhan)).conclusions).toEqual([]);
  await expect(openRecommendation(world.as('bolat'), line.id)).rejects.toThrow('not-found');
  await expect(trackRecommendation(world.as('bolat'), line.id, step(1))).rejects.toThrow('not-found');
});

test('a line says how often, how many hours and until when, and nothing of a medical section', async () => {
  const world = await openWorld();
  await trackedAtSchool(world);
  const page = await listRecommendations(world.as('saule'), world.alikhan);
  const [methods, sessions, assistant] = page.conclusions[0]?.lines ?? [];
  expect(methods?.detail).toBe('Тапсырманы бір-бірлеп беру.');
  expect(sessions?.session).toEqual({ form: 'individual', perWeek: 2 });
  expect(assistant?.assistant).toEqual({ hours: 12.5, from: '2026-11-01', to: '2027-05-25' });
  expect(JSON.stringify(page)).not.toContain(MEDICAL_WORD);
});

test('a school is not given the id of the conclusion, a family and the PMPC are', async () => {
  const world = await openWorld();
  const { id, extractId } = await trackedAtSchool(world);
  expect((await listRecommendations(world.as('bolat'), world.alikhan)).conclusions[0]).toMatchObject({ conclusionId: null, extractId });
  for (const person of ['dana', 'marat', 'aigerim'] as const) {
    expect((await listRecommendations(world.as(person), world.alikhan)).conclusions[0], person).toMatchObject({ conclusionId: id, extractId: null });
  }
});

test('the teacher marks a line, and the family and the PMPC read who did and when', async () => {
  const world = await openWorld();
  const { id } = await trackedAtSchool(world);
  const line = await lineOf(world, id, 'sessions');
  await trackRecommendation(world.as('bolat'), line.id, step(line.version, { reason: 'Қыркүйектен басталды.' }));
  for (const person of ['dana', 'marat'] as const) {
    const shown = (await listRecommendations(world.as(person), world.alikhan)).conclusions[0]?.lines.find((one) => one.id === line.id);
    expect(shown, person).toMatchObject({ state: 'in-progress', reason: 'Қыркүйектен басталды.', changedBy: 'Тегі Bolat', changedAt: '2026-10-14T06:00:00.000Z' });
  }
  const written = await world.database.read((tx) => tx.select({ detail: auditEntries.detail }).from(auditEntries).where(eq(auditEntries.action, 'recommendation.track')));
  expect(written).toEqual([{ detail: 'sessions open to in-progress' }]);
});

test('two people marking one line: the second gets both texts and nothing is lost', async () => {
  const world = await openWorld();
  const { id } = await trackedAtSchool(world);
  const line = await lineOf(world, id, 'assistant');
  await trackRecommendation(world.as('bolat'), line.id, step(1, { reason: 'Іздеп жатырмыз.' }));
  await expect(trackRecommendation(world.as('saule'), line.id, step(1, { state: 'done' }))).rejects.toMatchObject({
    reason: 'changed-meanwhile',
    theirs: { state: 'in-progress', reason: 'Іздеп жатырмыз.', version: '2' },
  });
  expect(await lineOf(world, id, 'assistant')).toMatchObject({ state: 'in-progress', version: 2 });
});

test('a step that does not follow is refused', async () => {
  const world = await openWorld();
  const { id } = await trackedAtSchool(world);
  const line = await lineOf(world, id, 'sessions');
  await trackRecommendation(world.as('saule'), line.id, step(1, { state: 'done' }));
  await expect(trackRecommendation(world.as('saule'), line.id, step(2, { state: 'impossible', reason: 'Логопед жоқ.' }))).rejects.toThrow('recommendation.wrong-state');
});

test('what is done meanwhile is kept for a place the child waits for, and for nothing else', async () => {
  const world = await openWorld();
  const { id } = await trackedAtSchool(world, { placements: ['correction-room'] });
  const placeId = (await lineOf(world, id, 'placement')).id;
  const interim = 'Мектеп логопеді аптасына екі рет.';
  await trackRecommendation(world.as('saule'), placeId, step(1, { interim }));
  await trackRecommendation(world.as('saule'), (await lineOf(world, id, 'sessions')).id, step(1, { interim }));
  expect([(await lineOf(world, id, 'placement')).interim, (await lineOf(world, id, 'sessions')).interim]).toEqual([interim, '']);
});

test('a newer conclusion closes the older lines; both stay to be read', async () => {
  const world = await openWorld();
  const older = await trackedAtSchool(world);
  const newer = await trackedAtSchool(world);
  const page = await listRecommendations(world.as('saule'), world.alikhan);
  expect(page.conclusions.map(({ number, isCurrent }) => [number, isCurrent])).toEqual([[newer.number, true], [older.number, false]]);
  const line = await lineOf(world, older.id, 'sessions');
  await expect(trackRecommendation(world.as('saule'), line.id, step(1))).rejects.toThrow('recommendation.replaced');
});

test('a newer conclusion that is not shared closes nothing at the school and is not told there', async () => {
  const world = await openWorld();
  const older = await trackedAtSchool(world);
  await tracked(world);
  expect((await listRecommendations(world.as('saule'), world.alikhan)).conclusions.map(({ number }) => number)).toEqual([older.number]);
  await trackRecommendation(world.as('saule'), (await lineOf(world, older.id, 'sessions')).id, step(1));
  expect(await lineOf(world, older.id, 'sessions')).toMatchObject({ state: 'in-progress' });
});

test('a void conclusion has nothing to carry out', async () => {
  const world = await openWorld();
  const { id } = await trackedAtSchool(world);
  await world.database.transaction(async (tx) => {
    await tx.update(conclusions).set({ state: 'void', voidReason: 'қате' }).where(eq(conclusions.id, id));
  });
  expect((await listRecommendations(world.as('saule'), world.alikhan)).conclusions).toEqual([]);
});

test('strangers, the assistant, another school and another PMPC find nothing', async () => {
  const world = await openWorld();
  const { id } = await trackedAtSchool(world);
  const line = await lineOf(world, id, 'sessions');
  for (const person of ['erlan', 'roza', 'yerbol', 'ainur', 'otherHead', 'gulnar', 'kanat', 'nurlan'] as const) {
    await expect(listRecommendations(world.as(person), world.alikhan), person).rejects.toThrow('not-found');
    await expect(trackRecommendation(world.as(person), line.id, step(1)), person).rejects.toThrow('not-found');
  }
  for (const person of ['dana', 'marat', 'aigerim'] as const) {
    await expect(trackRecommendation(world.as(person), line.id, step(1)), person).rejects.toThrow('not-found');
  }
});

test('a guardian to whom documents are closed reads no recommendation', async () => {
  const world = await openWorld();
  await tracked(world);
  await restrict(world, world.danaGuardian, 'documents');
  await expect(listRecommendations(world.as('dana'), world.alikhan)).rejects.toThrow('not-found');
});

test('a guardian who may not know where the child is learns neither names nor what is done there', async () => {
  const world = await openWorld();
  const { id } = await trackedAtSchool(world, { placements: ['autism-centre'] });
  const placeId = (await lineOf(world, id, 'placement')).id;
  await trackRecommendation(world.as('saule'), placeId, step(1, { reason: '№ 12 мектепте орын жоқ.', interim: '№ 12 мектепте сабақ.' }));
  await restrict(world, world.danaGuardian, 'location');
  const shown = (await listRecommendations(world.as('dana'), world.alikhan)).conclusions[0]?.lines.find(({ kind }) => kind === 'placement');
  expect(shown).toMatchObject({ state: 'in-progress', changedBy: null, reason: '', interim: '' });
});

test('the report of a school holds its own children with a shared conclusion, and only their newest lines', async () => {
  const world = await openWorld();
  await trackedAtSchool(world);
  const newer = await trackedAtSchool(world);
  const report = await listImplementation(world.as('saule'), all);
  expect(report.rows.map(({ name, number, lines }) => [name, number, lines.length])).toEqual([['Серіков Әлихан Болатұлы', newer.number, 6]]);
  expect(report.counts).toHaveLength(6);
  expect((await listImplementation(world.as('roza'), all)).rows).toEqual([]);
});

test('the report is found by a name typed on the wrong layout and by a state', async () => {
  const world = await openWorld();
  const { id } = await trackedAtSchool(world);
  await trackRecommendation(world.as('saule'), (await lineOf(world, id, 'sessions')).id, step(1, { state: 'done' }));
  expect((await listImplementation(world.as('saule'), { ...all, q: 'cth' })).total).toBe(1);
  expect((await listImplementation(world.as('saule'), { ...all, q: 'Нұрбек' })).total).toBe(0);
  const done = await listImplementation(world.as('saule'), { ...all, show: 'done' });
  expect(done.rows[0]?.lines.map(({ kind }) => kind)).toEqual(['sessions']);
});

test('the report is for schools: the PMPC, a family and an observer find no such page', async () => {
  const world = await openWorld();
  for (const person of ['marat', 'aigerim', 'dana', 'nurlan', 'kanat', 'ainur'] as const) {
    await expect(listImplementation(world.as(person), all), person).rejects.toThrow('not-found');
  }
});

test('a child who left the school takes the lines along', async () => {
  const world = await openWorld();
  await trackedAtSchool(world);
  await leaveSchool(world, '2026-10-01');
  expect((await listImplementation(world.as('saule'), all)).rows).toEqual([]);
});
