import { expect, test } from 'vitest';
import { LANGUAGES } from '#db/vocabulary';
import RecommendationsPage, { loader } from '~/routes/children.$childId.recommendations';
import ReportPage, { loader as reportLoader } from '~/routes/recommendations.report._index';
import ReportPaper, { loader as paperLoader } from '~/routes/recommendations.report.paper';
import { loader as workbookLoader } from '~/routes/recommendations.report.workbook';
import StatePage, { action, loader as stateLoader } from '~/routes/recommendations.$recommendationId.state';
import { rendered } from '../support/rendered';
import { lineOf, tracked, trackedAtSchool } from '../support/story-recommendations';
import { cellsOf } from '../support/unzipped';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, type Person, type World } from '../support/world';

const form = (change: Record<string, string> = {}) => ({ version: '1', state: 'in-progress', reason: '', ...change });

async function pageOf(world: World, person: Person, language: (typeof LANGUAGES)[number] = 'kk'): Promise<string> {
  const { data, status } = await answerOf(loader(await visit(world, person, { params: { childId: world.alikhan } })));
  expect(status).toBe(200);
  return rendered(RecommendationsPage, data, language);
}

async function waiting(world: World): Promise<{ params: Record<string, string> }> {
  const { id } = await trackedAtSchool(world, { placements: ['correction-room'] });
  return { params: { recommendationId: (await lineOf(world, id, 'placement')).id } };
}

test('the page of recommendations speaks three languages', async () => {
  const world = await openWorld();
  await trackedAtSchool(world);
  for (const language of LANGUAGES) {
    const html = await pageOf(world, 'bolat', language);
    expect(html).not.toMatch(/undefined|\[object|\{\w+\}/);
  }
});

test('a mother reads plain words and has nothing to mark', async () => {
  const world = await openWorld();
  await trackedAtSchool(world);
  const html = await pageOf(world, 'dana');
  expect(html).toContain('Маман баламен тұрақты түрде сабақ өткізеді.');
  expect(html).not.toContain('/state');
});

test('an empty page says what the reader is waiting for', async () => {
  const world = await openWorld();
  await tracked(world);
  expect(await pageOf(world, 'saule')).toContain('Отбасы қорытындының үзіндісін мектепке ашқанда');
});

test('a stranger finds neither the page nor the form', async () => {
  const world = await openWorld();
  const options = await waiting(world);
  expect(await answerOf(loader(await visit(world, 'erlan', { params: { childId: world.alikhan } })))).toMatchObject({ status: 404 });
  for (const person of ['erlan', 'roza', 'ainur', 'dana', 'marat'] as const) {
    expect(await answerOf(stateLoader(await visit(world, person, options))), person).toMatchObject({ status: 404 });
    expect(await answerOf(action(await send(world, person, form(), options))), person).toMatchObject({ status: 404 });
  }
});

test('the teacher marks a line and lands on the child’s list', async () => {
  const world = await openWorld();
  const options = await waiting(world);
  const answer = await answerOf(action(await send(world, 'bolat', form({ interim: 'Мектеп логопеді.' }), options)));
  expect(answer).toMatchObject({ status: 303, location: `/children/${world.alikhan}/recommendations` });
  expect(await pageOf(world, 'bolat')).toContain('Мектеп логопеді.');
});

test('a line that cannot be done asks why, and what was typed comes back', async () => {
  const world = await openWorld();
  const options = await waiting(world);
  const args = await send(world, 'saule', form({ state: 'impossible', reason: 'жоқ', interim: 'Үйде сабақ.' }), options);
  const answer = await answerOf(action(args));
  expect(answer).toMatchObject({ status: 422, data: { fields: { reason: 'field.too-short' }, typed: { interim: ['Үйде сабақ.'] } } });
  const { data } = await answerOf(stateLoader(await visit(world, 'saule', options)));
  expect(rendered(StatePage, data, 'kk', answer.data)).toContain('Үйде сабақ.');
});

test('a stale form gets both texts, and an impossible step a sentence', async () => {
  const world = await openWorld();
  const options = await waiting(world);
  await answerOf(action(await send(world, 'bolat', form({ reason: 'Кезекте тұр.' }), options)));
  const stale = await answerOf(action(await send(world, 'saule', form({ state: 'done', reason: 'Орын берілді.' }), options)));
  expect(stale).toMatchObject({ status: 409, data: { reason: 'changed-meanwhile', theirs: { reason: 'Кезекте тұр.', version: '2' }, typed: { reason: ['Орын берілді.'] } } });
  const { data } = await answerOf(stateLoader(await visit(world, 'saule', options)));
  const html = rendered(StatePage, data, 'kk', stale.data);
  expect(html).toContain('Кезекте тұр.');
  expect(html).toContain('Орын берілді.');
  await answerOf(action(await send(world, 'saule', form({ version: '2', state: 'done' }), options)));
  const wrong = await answerOf(action(await send(world, 'saule', form({ version: '3', state: 'impossible', reason: 'Орын жоқ екен.' }), options)));
  expect(wrong).toMatchObject({ status: 409, data: { reason: 'recommendation.wrong-state' } });
});

test('the school’s report is shown, printed and downloaded in every language', async () => {
  const world = await openWorld();
  await trackedAtSchool(world);
  for (const language of LANGUAGES) {
    const { data } = await answerOf(reportLoader(await visit(world, 'saule', { url: '/recommendations/report?show=open' })));
    expect(rendered(ReportPage, data, language)).toContain('Серіков');
  }
  const { data } = await answerOf(paperLoader(await visit(world, 'saule', { url: '/recommendations/report/paper?language=ru' })));
  expect(rendered(ReportPaper, data, 'kk')).toContain('Справка о реализации рекомендаций ПМПК');
  const book = (await workbookLoader(await visit(world, 'saule'))) as Response;
  expect(book.headers.get('Content-Type')).toContain('spreadsheetml');
  const cells = cellsOf(new Uint8Array(await book.arrayBuffer()));
  expect(cells).toContain('Серіков Әлихан Болатұлы');
  expect(cells.filter((cell) => cell.startsWith('='))).toEqual([]);
});

test('printed without names, the report names no child and hides small counts', async () => {
  const world = await openWorld();
  await trackedAtSchool(world);
  const { data } = await answerOf(paperLoader(await visit(world, 'saule', { url: '/recommendations/report/paper?counts=yes' })));
  const html = rendered(ReportPaper, data, 'kk');
  expect(html).not.toContain('Серіков');
  const { tables } = data as { tables: { rows: (string | number)[][] }[] };
  expect(tables.flatMap(({ rows }) => rows.flat()).filter((cell) => typeof cell === 'number' && cell > 0 && cell < 5)).toEqual([]);
});

test('a PMPC has no such report', async () => {
  const world = await openWorld();
  for (const answering of [reportLoader, paperLoader, workbookLoader]) {
    expect(await answerOf(Promise.resolve(answering(await visit(world, 'marat'))))).toMatchObject({ status: 404 });
  }
});
