import { expect, test } from 'vitest';
import { LANGUAGES } from '#db/vocabulary';
import LoadPage, { loader } from '~/routes/load._index';
import JournalPage, { loader as journalLoader } from '~/routes/load.journals.$name._index';
import JournalPaper, { loader as journalPaperLoader } from '~/routes/load.journals.$name.paper';
import { loader as journalBookLoader } from '~/routes/load.journals.$name.workbook';
import YearPage, { loader as yearLoader } from '~/routes/load.reports._index';
import YearPaper, { loader as yearPaperLoader } from '~/routes/load.reports.paper';
import { loader as yearBookLoader } from '~/routes/load.reports.workbook';
import SettingsPage, { action, loader as settingsLoader } from '~/routes/load.settings';
import ReexaminationsPage, { loader as reexaminationsLoader } from '~/routes/reexaminations';
import { rendered } from '../support/rendered';
import { requested, tracked } from '../support/story-recommendations';
import { cellsOf } from '../support/unzipped';
import { answerOf, send, visit } from '../support/visit';
import { openWorld } from '../support/world';

const clean = /undefined|NaN|\[object|\{\w+\}/;
const norms = { version: '0', population: '120000', norm: '50000', leadDays: '32' };

test('the load speaks three languages, with the leave of a specialist', async () => {
  const world = await openWorld();
  await tracked(world);
  for (let week = 0; week < 8; week += 1) {
    const day = new Date(Date.UTC(2026, 7, 5 + week * 7)).toISOString().slice(0, 10);
    await requested(world, { receivedOn: day, seenOn: day, state: 'closed' });
  }
  const { data, status } = await answerOf(loader(await visit(world, 'marat', { url: `/load?person=${world.people.aigerim.userId}&weeks=6` })));
  expect(status).toBe(200);
  for (const language of LANGUAGES) expect(rendered(LoadPage, data, language)).not.toMatch(clean);
  expect(rendered(LoadPage, data, 'en')).toContain('Wait of one who comes then');
});

test('an empty PMPC has a load page too', async () => {
  const { data } = await answerOf(loader(await visit(await openWorld(), 'otherHead', { url: '/load?weeks=abc' })));
  expect(rendered(LoadPage, data, 'kk')).not.toMatch(clean);
});

test('the head saves the norms; a mistake comes back with what was typed', async () => {
  const world = await openWorld();
  expect(await answerOf(action(await send(world, 'marat', { ...norms, norm: '12', population: '7 мың' })))).toMatchObject({
    status: 422,
    data: { fields: { norm: 'field.out-of-range', population: 'field.invalid' }, typed: { leadDays: ['32'] } },
  });
  expect(await answerOf(action(await send(world, 'marat', norms)))).toMatchObject({ status: 303, location: '/load' });
  const stale = await answerOf(action(await send(world, 'marat', norms)));
  expect(stale).toMatchObject({ status: 409, data: { reason: 'changed-meanwhile' } });
  const { data } = await answerOf(settingsLoader(await visit(world, 'marat')));
  for (const language of LANGUAGES) expect(rendered(SettingsPage, data, language, stale.data)).not.toMatch(clean);
});

test('the registrar and a stranger find neither the load nor its norms', async () => {
  const world = await openWorld();
  for (const person of ['gulnar', 'saule', 'aigerim'] as const) {
    for (const answering of [loader, settingsLoader, yearLoader, yearPaperLoader, yearBookLoader]) {
      expect(await answerOf(Promise.resolve(answering(await visit(world, person)))), person).toMatchObject({ status: 404 });
    }
    expect(await answerOf(action(await send(world, person, norms))), person).toMatchObject({ status: 404 });
  }
});

test('the yearly report of few children says that counts are hidden, on the page, on paper and in the workbook', async () => {
  const world = await openWorld();
  await tracked(world);
  const url = '/load/reports?year=2026';
  const page = await answerOf(yearLoader(await visit(world, 'marat', { url })));
  for (const language of LANGUAGES) expect(rendered(YearPage, page.data, language)).not.toMatch(clean);
  const paper = await answerOf(yearPaperLoader(await visit(world, 'marat', { url: `${url}&language=ru` })));
  expect(rendered(YearPaper, paper.data, 'kk')).toContain('Сводный отчёт за 2026 год');
  const book = (await yearBookLoader(await visit(world, 'marat', { url }))) as Response;
  expect(book.headers.get('Content-Disposition')).toBe('attachment; filename="report-2026.xlsx"');
  const cells = cellsOf(new Uint8Array(await book.arrayBuffer()));
  expect(cells).toContain('…');
  expect(cells.filter((cell) => /^[1-4]$/.test(cell))).toEqual([]);
});

test('a year that is no year is this year', async () => {
  const world = await openWorld();
  expect((await answerOf(yearLoader(await visit(world, 'marat', { url: '/load/reports?year=x' })))).data).toMatchObject({ year: 2026, isEmpty: true });
});

test('each journal is shown, printed and downloaded', async () => {
  const world = await openWorld();
  await tracked(world);
  await requested(world, { receivedOn: '2026-10-01' });
  for (const name of ['registration', 'examined', 'minutes']) {
    const options = { params: { name }, url: `/load/journals/${name}?year=2026` };
    const { data } = await answerOf(journalLoader(await visit(world, 'marat', options)));
    for (const language of LANGUAGES) expect(rendered(JournalPage, data, language), name).not.toMatch(clean);
    const paper = await answerOf(journalPaperLoader(await visit(world, 'marat', options)));
    expect(rendered(JournalPaper, paper.data, 'ru'), name).not.toMatch(clean);
    const book = (await journalBookLoader(await visit(world, 'marat', options))) as Response;
    expect(cellsOf(new Uint8Array(await book.arrayBuffer())).length, name).toBeGreaterThan(3);
  }
});

test('the registrar keeps two journals and finds neither the third nor one that is not kept', async () => {
  const world = await openWorld();
  const { data } = await answerOf(journalLoader(await visit(world, 'gulnar', { params: { name: 'registration' } })));
  expect(rendered(JournalPage, data, 'kk')).not.toContain('/load/journals/minutes');
  for (const name of ['minutes', 'secrets']) {
    expect(await answerOf(journalLoader(await visit(world, 'gulnar', { params: { name } }))), name).toMatchObject({ status: 404 });
  }
});

test('the planner of repetitions leads to a referral', async () => {
  const world = await openWorld();
  await tracked(world, { validUntil: '2026-11-01', nextExamOn: null });
  const { data } = await answerOf(reexaminationsLoader(await visit(world, 'gulnar')));
  for (const language of LANGUAGES) expect(rendered(ReexaminationsPage, data, language)).not.toMatch(clean);
  expect(rendered(ReexaminationsPage, data, 'kk')).toContain(`/children/${world.alikhan}/referrals/new`);
  expect(await answerOf(reexaminationsLoader(await visit(world, 'dana')))).toMatchObject({ status: 404 });
});
