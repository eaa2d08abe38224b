import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries } from '#db/schema';
import { action, loader } from '~/routes/conclusions.rules';
import { action as issueAction } from '~/routes/conclusions.$conclusionId.issue';
import { signed, versionOf } from '../support/story-conclusions';
import { answerOf, send, visit } from '../support/visit';
import { openWorld } from '../support/world';

test('the head sets how many sign and whether minutes are needed, and drafts in hand follow', async () => {
  const world = await openWorld();
  expect(await answerOf(loader(await visit(world, 'marat')))).toMatchObject({ status: 200, data: { quorum: 3, needsMinutes: false, version: 6 } });
  expect(await answerOf(action(await send(world, 'marat', { version: '6', quorum: '5', needsMinutes: 'yes' })))).toMatchObject({ status: 303, location: '/conclusions' });
  expect(await answerOf(loader(await visit(world, 'marat')))).toMatchObject({ data: { quorum: 5, needsMinutes: true } });
  expect(await answerOf(loader(await visit(world, 'otherHead')))).toMatchObject({ data: { quorum: 3, needsMinutes: false } });
  const id = await signed(world);
  const version = String(await versionOf(world, id));
  expect(await answerOf(issueAction(await send(world, 'marat', { version }, { params: { conclusionId: id } })))).toMatchObject({ status: 409, data: { reason: 'conclusion.minutes-open' } });
  const lines = await world.database.read((tx) => tx.select({ detail: auditEntries.detail }).from(auditEntries).where(eq(auditEntries.action, 'organisation.edit')));
  expect(lines).toEqual([{ detail: 'quorum 5, minutes needed' }]);
});

test('nobody but the head of a PMPC finds or keeps the rules', async () => {
  const world = await openWorld();
  for (const person of ['aigerim', 'gulnar', 'saule', 'bolat', 'dana', 'kanat', 'nurlan'] as const) {
    expect((await answerOf(loader(await visit(world, person)) as Promise<unknown>)).status, person).toBe(404);
    expect((await answerOf(action(await send(world, person, { version: '6', quorum: '1' })))).status, person).toBe(404);
    expect((await answerOf(action(await send(world, person, { version: '6', quorum: 'x' })))).status, person).toBe(404);
  }
});

test('rules that somebody else has changed meanwhile come back with theirs, and a wrong number with what was typed', async () => {
  const world = await openWorld();
  await answerOf(action(await send(world, 'marat', { version: '6', quorum: '5' })));
  expect(await answerOf(action(await send(world, 'marat', { version: '6', quorum: '4' })))).toMatchObject({ status: 409, data: { theirs: { quorum: '5', version: '10' }, typed: { quorum: ['4'] } } });
  expect(await answerOf(action(await send(world, 'marat', { version: '10', quorum: '40' })))).toMatchObject({ status: 422, data: { fields: { quorum: 'field.out-of-range' }, typed: { quorum: ['40'] } } });
});
