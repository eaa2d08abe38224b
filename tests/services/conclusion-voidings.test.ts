import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assessmentMembers, auditEntries, conclusionVoidings, conclusions } from '#db/schema';
import { listNumbers, printNumbers } from '~/services/conclusion-lists.server';
import { issueConclusion } from '~/services/conclusion-signatures.server';
import { openConclusion } from '~/services/conclusion-sheets.server';
import { askVoiding, confirmVoiding, dropVoiding, openVoiding } from '~/services/conclusion-voidings.server';
import { replaceConclusion, startConclusion } from '~/services/conclusions.server';
import { openExtract } from '~/services/extracts.server';
import { pmpcToday } from '~/services/assessments.server';
import { deputy, drafted, issued, secondHead, shared, signedBy, versionOf, voided } from '../support/story-conclusions';
import { examinationOf } from '../support/story-meetings';
import { openWorld, type World } from '../support/world';

const REASON = 'Қорытындыда бағдарлама қате жазылған.';

async function askedBy(world: World): Promise<{ id: string; version: number; voidingId: string }> {
  const { id } = await issued(world);
  await secondHead(world);
  const version = await versionOf(world, id);
  return { id, version, voidingId: await askVoiding(world.as('marat'), id, { version, reason: REASON }) };
}

test('a void needs two people: what one asks changes nothing until another confirms it', async () => {
  const world = await openWorld();
  const { id, version, voidingId } = await askedBy(world);
  expect(await openConclusion(world.as('marat'), id)).toMatchObject({ state: 'issued', voiding: { mine: true, reason: REASON, until: '2026-10-21' }, can: { void: false } });
  await expect(confirmVoiding(world.as('marat'), voidingId, { version })).rejects.toThrow('needs-second-person');
  await confirmVoiding(deputy(world), voidingId, { version });
  expect(await openConclusion(world.as('marat'), id)).toMatchObject({ state: 'void', number: 1, void: { reason: REASON, on: '2026-10-14' }, voiding: null });
  const lines = await world.database.read((tx) => tx.select({ detail: auditEntries.detail }).from(auditEntries).where(eq(auditEntries.action, 'conclusion.void')));
  expect(lines.map(({ detail }) => detail)).toEqual([`asked for version ${version}`, `confirmed for version ${version}`]);
});

test('nobody but the heads of the PMPC asks, reads or confirms a void', async () => {
  const world = await openWorld();
  const { id, version, voidingId } = await askedBy(world);
  for (const person of ['aigerim', 'gulnar', 'otherHead', 'saule', 'bolat', 'dana', 'erlan', 'kanat', 'nurlan'] as const) {
    await expect(askVoiding(world.as(person), id, { version, reason: REASON }), person).rejects.toThrow('not-found');
    await expect(openVoiding(world.as(person), voidingId), person).rejects.toThrow('not-found');
    await expect(confirmVoiding(world.as(person), voidingId, { version }), person).rejects.toThrow('not-found');
    await expect(dropVoiding(world.as(person), voidingId), person).rejects.toThrow('not-found');
  }
});

test('two askings at once leave one, and a draft is not asked to become void', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  await secondHead(world);
  const version = await versionOf(world, id);
  const ask = (ctx: Parameters<typeof askVoiding>[0]) => askVoiding(ctx, id, { version, reason: REASON }).then(() => 'asked', (error: Error) => error.message);
  expect((await Promise.all([ask(world.as('marat')), ask(deputy(world))])).sort()).toEqual(['asked', 'conclusion.voiding-asked']);
  const draft = await drafted(world, { childId: world.otherChild });
  await expect(askVoiding(world.as('marat'), draft, { version: 2, reason: REASON })).rejects.toThrow('conclusion.wrong-state');
});

test('after a week the asking is over and may be repeated', async () => {
  const world = await openWorld();
  const { id, version, voidingId } = await askedBy(world);
  const later = new Date('2026-10-22T06:00:00Z');
  await expect(confirmVoiding(deputy(world, later), voidingId, { version })).rejects.toThrow('conclusion.voiding-over');
  expect((await openConclusion(world.as('marat', later), id)).can.void).toBe(true);
  const again = await askVoiding(world.as('marat', later), id, { version, reason: REASON });
  await confirmVoiding(deputy(world, later), again, { version });
  expect((await openConclusion(world.as('marat', later), id)).state).toBe('void');
});

test('what is taken back or declined cannot be confirmed any more', async () => {
  const world = await openWorld();
  const { id, version, voidingId } = await askedBy(world);
  await dropVoiding(world.as('marat'), voidingId);
  await expect(confirmVoiding(deputy(world), voidingId, { version })).rejects.toThrow('conclusion.voiding-over');
  await expect(dropVoiding(deputy(world), voidingId)).rejects.toThrow('conclusion.voiding-over');
  expect(await openConclusion(world.as('marat'), id)).toMatchObject({ state: 'issued', voiding: null, can: { void: true } });
});

test('confirming twice at once makes void once', async () => {
  const world = await openWorld();
  const { version, voidingId } = await askedBy(world);
  const press = () => confirmVoiding(deputy(world), voidingId, { version }).then(() => 'void', (error: Error) => error.message);
  expect((await Promise.all([press(), press()])).sort()).toEqual(['conclusion.voiding-over', 'void']);
  expect(await world.database.read((tx) => tx.select({ confirmedBy: conclusionVoidings.confirmedBy }).from(conclusionVoidings))).toEqual([{ confirmedBy: world.people.otherHead.userId }]);
});

test('a void conclusion stays readable to its family and its team, marked void, and its words never change', async () => {
  const world = await openWorld();
  const { id } = await voided(world);
  for (const person of ['dana', 'aigerim', 'marat'] as const) {
    expect(await openConclusion(world.as(person), id), person).toMatchObject({ state: 'void', number: 1, void: { reason: REASON } });
  }
  const change = world.database.transaction(async (tx) => void (await tx.update(conclusions).set({ voidReason: 'x' }).where(eq(conclusions.id, id))));
  await expect(change).rejects.toThrow('an issued conclusion never changes');
});

test('a conclusion does not become void with another text', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const change = world.database.transaction(async (tx) => void (await tx.update(conclusions).set({ state: 'void', needs: 'x' }).where(eq(conclusions.id, id))));
  await expect(change).rejects.toThrow('an issued conclusion never changes');
});

test('the school’s extract closes with the conclusion, and the family’s stays marked', async () => {
  const world = await openWorld();
  const { id, extractId } = await shared(world);
  expect((await openExtract(world.as('saule'), extractId)).body).not.toBeNull();
  await secondHead(world);
  const version = await versionOf(world, id);
  await confirmVoiding(deputy(world), await askVoiding(world.as('marat'), id, { version, reason: REASON }), { version });
  expect(await openExtract(world.as('saule'), extractId)).toMatchObject({ state: 'void', body: null, closed: { number: 1 }, actions: { conditions: [], helps: '' } });
  expect(await openExtract(world.as('dana'), extractId)).toMatchObject({ state: 'void', closed: null, body: { number: 1 } });
});

test('a draft in its place begins with its text, opens the team’s window again and gets the next number', async () => {
  const world = await openWorld();
  const { id } = await voided(world);
  const { assessmentId } = await examinationOf(world, id);
  await expect(startConclusion(world.as('aigerim'), assessmentId)).rejects.toThrow('assessment.wrong-state');
  const next = await replaceConclusion(world.as('aigerim'), id);
  expect(await replaceConclusion(world.as('marat'), id)).toBe(next);
  const { text, state, number, replaces } = await openConclusion(world.as('zhanar'), next);
  expect({ state, number, replaces, text }).toEqual({ state: 'draft', number: null, replaces: 1, text: (await openConclusion(world.as('marat'), id)).text });
  const windows = await world.database.read((tx) => tx.select({ validTo: assessmentMembers.validTo }).from(assessmentMembers));
  expect(new Set(windows.map(({ validTo }) => validTo))).toEqual(new Set([null]));
  await signedBy(world, next);
  const { number: given } = await issueConclusion(world.as('marat'), next, { version: await versionOf(world, next), withoutEnd: false });
  expect(given).toBe(2);
  expect(await openConclusion(world.as('dana'), id)).toMatchObject({ state: 'void', replacedBy: next });
});

test('a family does not learn of a draft in the place of its void conclusion', async () => {
  const world = await openWorld();
  const { id } = await voided(world);
  await replaceConclusion(world.as('aigerim'), id);
  expect((await openConclusion(world.as('dana'), id)).replacedBy).toBeNull();
  expect((await openConclusion(world.as('marat'), id)).replacedBy).not.toBeNull();
});

test('an examination with a void conclusion and a new one stands once in the day', async () => {
  const world = await openWorld();
  const { id } = await voided(world);
  await replaceConclusion(world.as('aigerim'), id);
  const { today } = await pmpcToday(world.as('marat', new Date('2026-10-13T06:00:00Z')));
  expect(today.map(({ conclusion }) => conclusion)).toEqual(['draft']);
});

test('only a void conclusion is replaced, and only by its own PMPC', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  await expect(replaceConclusion(world.as('aigerim'), id)).rejects.toThrow('conclusion.wrong-state');
  for (const person of ['gulnar', 'otherHead', 'saule', 'dana', 'nurlan'] as const) await expect(replaceConclusion(world.as(person), id), person).rejects.toThrow('not-found');
});

test('the journal keeps every number of the year, the void one with its reason and without a name', async () => {
  const world = await openWorld();
  await voided(world);
  await issued(world, { childId: world.otherChild });
  const journal = await listNumbers(world.as('marat'), { year: 2026, after: null });
  expect(journal).toMatchObject({ total: 2, next: null, years: [2026] });
  expect(journal.rows.map(({ number, state, voidReason, voidedOn }) => [number, state, voidReason, voidedOn])).toEqual([
    [2, 'issued', null, null],
    [1, 'void', REASON, '2026-10-14'],
  ]);
  expect((await listNumbers(world.as('marat'), { year: 2026, after: { key: '2', id: journal.rows[0]?.id ?? '' } })).rows.map(({ number }) => number)).toEqual([1]);
  expect((await listNumbers(world.as('marat'), { year: 2025, after: null })).rows).toEqual([]);
  const printed = await printNumbers(world.as('marat'), 2026);
  expect(printed.rows.map(({ number }) => number)).toEqual([1, 2]);
  expect(JSON.stringify([journal, printed])).not.toMatch(/Серіков|Ерланұлы/);
});

test('the journal of numbers is the head’s alone', async () => {
  const world = await openWorld();
  for (const person of ['aigerim', 'gulnar', 'saule', 'dana', 'kanat', 'nurlan'] as const) {
    await expect(listNumbers(world.as(person), { year: 2026, after: null }), person).rejects.toThrow('not-found');
    await expect(printNumbers(world.as(person), 2026), person).rejects.toThrow('not-found');
  }
});
