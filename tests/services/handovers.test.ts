import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, conclusionAnswers, conclusionChecks, conclusionHandovers, conclusions } from '#db/schema';
import { lookUpCheck, openIssued } from '~/services/checks.server';
import { openAftermath, openAnswer, recordAnswer } from '~/services/family-answers.server';
import { listHandovers, openHandover, openJournalPaper, recordHandover } from '~/services/handovers.server';
import { checkTokenOf, handedOver } from '../support/story-handovers';
import { drafted, issued } from '../support/story-conclusions';
import { NOW, openWorld, restrict, type Person, type World } from '../support/world';

const paper = (world: World) => ({ guardianId: world.danaGuardian, handedOn: '2026-10-14', language: 'kk' as const, explained: true });

test('at the issue a conclusion gets an address to check it by, once', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const found = await openIssued(world.as('marat'), id);
  expect(found?.check?.token).toMatch(/^[0-9a-hjkmnp-tv-z]{28}$/);
  expect(found?.check?.digest).toMatch(/^[0-9a-f]{64}$/);
  const draft = await drafted(world, { childId: world.otherChild });
  expect(await openIssued(world.as('marat'), draft)).toBeNull();
});

test('whoever holds the paper is told its number, day, issuer and mark, and nothing of the child', async () => {
  const world = await openWorld();
  const { id, number } = await issued(world);
  const checked = await lookUpCheck(world.database, await checkTokenOf(world, id), NOW);
  expect(checked).toEqual({ number, issuedOn: '2026-10-14', issuer: { kk: 'ПМПК', ru: 'ПМПК', en: 'ПМПК' }, digest: expect.stringMatching(/^([0-9a-f]{4} ){3}[0-9a-f]{4}$/), isVoid: false });
});

test('each look at a check leaves one line that names nobody', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const token = await checkTokenOf(world, id);
  await lookUpCheck(world.database, token, NOW);
  await lookUpCheck(world.database, token, NOW);
  const lines = await world.database.read((tx) =>
    tx
      .select({ actorId: auditEntries.actorId, childId: auditEntries.childId, subjectId: auditEntries.subjectId })
      .from(auditEntries)
      .where(eq(auditEntries.detail, 'public check')),
  );
  expect(lines).toEqual([1, 2].map(() => ({ actorId: null, childId: null, subjectId: id })));
});

test('an address nobody gave out confirms nothing', async () => {
  const world = await openWorld();
  await issued(world);
  expect(await lookUpCheck(world.database, '0'.repeat(28), NOW)).toBeNull();
});

test('a check tells that its conclusion became void', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  await world.database.transaction((tx) => tx.update(conclusions).set({ state: 'void' }).where(eq(conclusions.id, id)));
  expect(await lookUpCheck(world.database, await checkTokenOf(world, id), NOW)).toMatchObject({ isVoid: true });
});

test('a check cannot be changed or removed', async () => {
  const world = await openWorld();
  await issued(world);
  await expect(world.database.transaction((tx) => tx.update(conclusionChecks).set({ digest: '0' }))).rejects.toThrow();
  await expect(world.database.transaction((tx) => tx.delete(conclusionChecks))).rejects.toThrow();
});

test('the head hands a conclusion over: to whom, when, in which language, explained', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  await recordHandover(world.as('marat'), id, paper(world));
  const { handovers } = await openHandover(world.as('marat'), id);
  expect(handovers).toMatchObject([{ guardian: 'Серікова Дана', relation: 'mother', handedOn: '2026-10-14', language: 'kk', explained: true, by: 'Тегі Marat' }]);
  const [line] = await world.database.read((tx) =>
    tx.select({ detail: auditEntries.detail, childId: auditEntries.childId }).from(auditEntries).where(eq(auditEntries.action, 'conclusion.hand-over')),
  );
  expect(line).toEqual({ detail: 'kk explained', childId: world.alikhan });
});

test('nobody but the head of the same PMPC hands over', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  for (const person of ['gulnar', 'aigerim', 'otherHead', 'saule', 'dana', 'kanat'] as Person[]) {
    await expect(recordHandover(world.as(person), id, paper(world)), person).rejects.toThrow('not-found');
  }
});

test('a draft cannot be handed over, and the journal has no line for a day to come', async () => {
  const world = await openWorld();
  const draft = await drafted(world, { childId: world.otherChild });
  await expect(recordHandover(world.as('marat'), draft, paper(world))).rejects.toThrow('not-found');
  const { id } = await issued(world);
  await expect(recordHandover(world.as('marat'), id, { ...paper(world), handedOn: '2026-10-15' })).rejects.toThrow('field.in-the-future');
});

test('a paper is not handed to a person to whom documents are closed', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  await restrict(world, world.danaGuardian, 'documents');
  expect((await openHandover(world.as('marat'), id)).guardians).toEqual([]);
  await expect(recordHandover(world.as('marat'), id, paper(world))).rejects.toThrow('handover.not-this-guardian');
  expect(await world.database.read((tx) => tx.select({ id: conclusionHandovers.id }).from(conclusionHandovers))).toEqual([]);
});

test('a line of the journal of issue is never changed or removed', async () => {
  const world = await openWorld();
  await handedOver(world);
  await expect(world.database.transaction((tx) => tx.update(conclusionHandovers).set({ explained: false }))).rejects.toThrow('append-only');
  await expect(world.database.transaction((tx) => tx.delete(conclusionHandovers))).rejects.toThrow('append-only');
});

test('the journal lists a year of its own PMPC, by name and by number', async () => {
  const world = await openWorld();
  const { number } = await handedOver(world);
  const ask = (person: Person, change: Partial<Parameters<typeof listHandovers>[1]> = {}) => listHandovers(world.as(person), { year: 2026, q: '', after: null, ...change });
  expect(await ask('marat')).toMatchObject({ total: 1, next: null, years: [2026], rows: [{ number, child: 'Серіков Әлихан Болатұлы', birthYear: '2018', language: 'kk' }] });
  expect((await ask('marat', { q: 'серик' })).total).toBe(1);
  expect((await ask('marat', { q: `№ ${number}` })).total).toBe(1);
  expect((await ask('marat', { q: 'Ахметова' })).total).toBe(0);
  expect((await ask('marat', { year: 2025 })).total).toBe(0);
  expect((await ask('otherHead')).total).toBe(0);
  await expect(ask('gulnar')).rejects.toThrow('not-found');
  expect(await openJournalPaper(world.as('marat'), { year: 2026, q: '', after: null })).toMatchObject({ total: 1, printedBy: 'Тегі Marat' });
});

test('the journal turns its pages by key', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  for (let copy = 0; copy < 5; copy += 1) await recordHandover(world.as('marat'), id, paper(world));
  const first = await listHandovers(world.as('marat'), { year: 2026, q: '', after: null }, 2);
  const [key = '', last = ''] = (first.next ?? '').split('~');
  const second = await listHandovers(world.as('marat'), { year: 2026, q: '', after: { key, id: last } }, 2);
  const seen = [...first.rows, ...second.rows].map((row) => row.id);
  expect(new Set(seen).size).toBe(4);
  expect(first.total).toBe(5);
});

test('a mother answers, changes her mind, and the newest word counts', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  await recordAnswer(world.as('dana'), id, { answer: 'agrees', comment: '' });
  await recordAnswer(world.as('dana', new Date('2026-10-15T06:00:00Z')), id, { answer: 'disagrees', comment: 'Сағаты аз.' });
  const told = await openAftermath(world.as('marat'), id);
  expect(told?.answers.map(({ answer, comment, manner, counts }) => ({ answer, comment, manner, counts }))).toEqual([
    { answer: 'disagrees', comment: 'Сағаты аз.', manner: 'electronic', counts: true },
    { answer: 'agrees', comment: '', manner: 'electronic', counts: false },
  ]);
  await expect(world.database.transaction((tx) => tx.delete(conclusionAnswers))).rejects.toThrow();
});

test('the head records an answer on paper, of a guardian of this child only', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  await recordAnswer(world.as('marat'), id, { answer: 'agrees', comment: '', guardianId: world.danaGuardian, answeredOn: '2026-10-14' });
  const [line] = await world.database.read((tx) =>
    tx.select({ manner: conclusionAnswers.manner, guardianId: conclusionAnswers.guardianId }).from(conclusionAnswers),
  );
  expect(line).toEqual({ manner: 'paper', guardianId: world.danaGuardian });
  await expect(recordAnswer(world.as('marat'), id, { answer: 'agrees', comment: '', guardianId: world.alikhan, answeredOn: '2026-10-14' })).rejects.toThrow('handover.not-this-guardian');
});

test('a guardian to whom the documents or the portal are closed neither reads nor answers', async () => {
  for (const kind of ['documents', 'portal'] as const) {
    const world = await openWorld();
    const { id } = await issued(world);
    await restrict(world, world.danaGuardian, kind);
    await expect(openAnswer(world.as('dana'), id), kind).rejects.toThrow('not-found');
    await expect(openAftermath(world.as('dana'), id), kind).rejects.toThrow('not-found');
    await expect(recordAnswer(world.as('dana'), id, { answer: 'agrees', comment: '' }), kind).rejects.toThrow('not-found');
  }
});

test('nobody else answers for a family', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  for (const person of ['erlan', 'saule', 'bolat', 'aigerim', 'gulnar', 'otherHead', 'kanat'] as Person[]) {
    await expect(recordAnswer(world.as(person), id, { answer: 'agrees', comment: '' }), person).rejects.toThrow('not-found');
  }
  const draft = await drafted(world, { childId: world.otherChild });
  await expect(recordAnswer(world.as('erlan'), draft, { answer: 'agrees', comment: '' })).rejects.toThrow('not-found');
});

test('the term of an appeal is told with its act, and not as a law until somebody has read it', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const told = await openAftermath(world.as('dana'), id);
  expect(told?.appeal).toMatchObject({ term: { days: 15, byLaw: false }, act: { ru: expect.stringContaining('№ 350-VI') } });
  expect(told?.can).toEqual({ handOver: false, answer: 'own' });
});

test('a deed after the issue is refused once the conclusion is void', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  await world.database.transaction((tx) => tx.update(conclusions).set({ state: 'void' }).where(and(eq(conclusions.id, id), eq(conclusions.state, 'issued'))));
  await expect(recordHandover(world.as('marat'), id, paper(world))).rejects.toThrow('conclusion.wrong-state');
  await expect(recordAnswer(world.as('dana'), id, { answer: 'agrees', comment: '' })).rejects.toThrow('conclusion.wrong-state');
  expect((await openAftermath(world.as('dana'), id))?.can).toEqual({ handOver: false, answer: null });
});
