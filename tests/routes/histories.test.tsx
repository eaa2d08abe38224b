import { expect, test } from 'vitest';
import { LANGUAGES } from '#db/vocabulary';
import ConsentsPage, { loader as consentsLoader } from '~/routes/children.$childId.consents._index';
import HistoryPage, { loader } from '~/routes/children.$childId.history';
import TransferPage, { action, loader as transferLoader } from '~/routes/children.$childId.transfer';
import { rendered } from '../support/rendered';
import { knownElsewhere, tracked } from '../support/story-recommendations';
import { answerOf, send, visit } from '../support/visit';
import { openWorld } from '../support/world';

test('a mother lets the new PMPC read, and its head reads the conclusion', async () => {
  const world = await openWorld();
  await tracked(world);
  await knownElsewhere(world);
  const options = { params: { childId: world.alikhan } };
  const closed = await answerOf(loader(await visit(world, 'otherHead', options)));
  expect(rendered(HistoryPage, closed.data, 'kk')).toContain('Отбасының келісімінсіз ашылмайды');
  const form = { pmpcId: world.places.otherPmpc, state: 'given' };
  expect(await answerOf(action(await send(world, 'dana', form, options)))).toMatchObject({ status: 303, location: `/children/${world.alikhan}/consents` });
  const open = await answerOf(loader(await visit(world, 'otherHead', options)));
  for (const language of LANGUAGES) {
    const html = rendered(HistoryPage, open.data, language);
    expect(html).toContain('Санағанды, сурет салғанды жақсы көреді.');
    expect(html).not.toMatch(/undefined|\[object|\{\w+\}/);
  }
  const ledger = await answerOf(consentsLoader(await visit(world, 'dana', options)));
  expect(rendered(ConsentsPage, ledger.data, 'kk')).toContain('оқи алады: Басқа ПМПК');
});

test('the form is the family’s and the PMPC’s; what was typed comes back', async () => {
  const world = await openWorld();
  const options = { params: { childId: world.alikhan } };
  for (const person of ['dana'] as const) {
    const { data } = await answerOf(transferLoader(await visit(world, person, options)));
    for (const language of LANGUAGES) expect(rendered(TransferPage, data, language)).not.toMatch(/undefined|\{\w+\}/);
  }
  expect(await answerOf(action(await send(world, 'dana', { state: 'given' }, options)))).toMatchObject({ status: 422, data: { fields: { pmpcId: 'field.choose' }, typed: { state: ['given'] } } });
  await knownElsewhere(world);
  const paper = { guardianId: world.danaGuardian, state: 'given', answeredOn: '2026-10-15' };
  expect(await answerOf(action(await send(world, 'otherHead', paper, options)))).toMatchObject({ status: 422, data: { fields: { answeredOn: 'field.in-the-future' } } });
  for (const person of ['saule', 'bolat', 'erlan', 'aigerim'] as const) {
    expect(await answerOf(transferLoader(await visit(world, person, options))), person).toMatchObject({ status: 404 });
    expect(await answerOf(action(await send(world, person, paper, options))), person).toMatchObject({ status: 404 });
  }
});

test('a stranger and the registrar find no history', async () => {
  const world = await openWorld();
  await knownElsewhere(world);
  for (const person of ['erlan', 'roza', 'gulnar', 'saule'] as const) {
    expect(await answerOf(loader(await visit(world, person, { params: { childId: world.alikhan } }))), person).toMatchObject({ status: 404 });
  }
});
