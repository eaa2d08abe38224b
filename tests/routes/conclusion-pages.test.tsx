import type { ComponentType } from 'react';
import { expect, test } from 'vitest';
import { LANGUAGES, type Language } from '#db/vocabulary';
import MeetingPage, { loader as meeting } from '~/routes/assessments.$assessmentId.meeting._index';
import ClosingPage, { loader as closing } from '~/routes/assessments.$assessmentId.meeting.closing';
import MinutesPage, { action as saveMinutes, loader as minutes } from '~/routes/assessments.$assessmentId.meeting.edit';
import OpinionPage, { loader as opinion } from '~/routes/assessments.$assessmentId.meeting.opinion';
import MinutesPaper, { loader as minutesPaper } from '~/routes/assessments.$assessmentId.meeting.paper';
import ConclusionPage, { loader as conclusion } from '~/routes/conclusions.$conclusionId._index';
import EditPage, { action as save, loader as edit } from '~/routes/conclusions.$conclusionId.edit';
import PaperPage, { loader as paper } from '~/routes/conclusions.$conclusionId.paper';
import ReplacePage, { loader as replace } from '~/routes/conclusions.$conclusionId.replacement';
import SignaturePage, { action as sign, loader as signature } from '~/routes/conclusions.$conclusionId.signature';
import VoidingPage, { loader as voiding } from '~/routes/conclusions.$conclusionId.voiding';
import NumbersPage, { loader as numbers } from '~/routes/conclusions.numbers._index';
import NumbersPaper, { loader as numbersPaper } from '~/routes/conclusions.numbers.paper';
import ExtractPage, { loader as extract } from '~/routes/extracts.$extractId._index';
import ConfirmPage, { loader as confirm } from '~/routes/voidings.$voidingId.confirmation';
import DropPage, { loader as drop } from '~/routes/voidings.$voidingId.dropping';
import { askVoiding } from '~/services/conclusion-voidings.server';
import { openConclusion } from '~/services/conclusion-sheets.server';
import { saveConclusion } from '~/services/conclusions.server';
import { drafted, filled, issued, secondHead, versionOf, voided } from '../support/story-conclusions';
import { concluded, examinationOf, heard } from '../support/story-meetings';
import { rendered } from '../support/rendered';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, type Person, type World } from '../support/world';

type Loader = (args: Awaited<ReturnType<typeof visit>>) => unknown;

async function htmlOf(world: World, person: Person, Page: ComponentType, loader: Loader, params: Record<string, string>, language: Language = 'kk', url = '/') {
  const { data, status } = await answerOf(Promise.resolve(loader(await visit(world, person, { params, url }))));
  expect(status).toBe(200);
  return rendered(Page, data, language);
}

/** Ids that stand twice, controls without a label, descriptions that point nowhere, placeholders left open, more or less than one title. */
function faultsOf(html: string): string[] {
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id);
  const labelled = [...html.matchAll(/<label[^>]*\sfor="([^"]*)"/g)].map(([, id = '']) => id);
  const wrapped = [...html.matchAll(/<label\b[^>]*>(.*?)<\/label>/gs)].flatMap(([, inside = '']) => [...inside.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id));
  const controls = [...html.matchAll(/<(?:input|select|textarea)\b([^>]*)>/g)].map(([, tag = '']) => tag).filter((tag) => !tag.includes('type="hidden"'));
  const pointed = [...html.matchAll(/\saria-(?:describedby|labelledby)="([^"]*)"/g)].flatMap(([, names = '']) => names.split(' '));
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `twice: ${id}`),
    ...controls.filter((tag) => ![...labelled, ...wrapped].includes(/\sid="([^"]*)"/.exec(tag)?.[1] ?? '')).map((tag) => `no label: ${tag}`),
    ...pointed.filter((id) => !ids.includes(id)).map((id) => `points nowhere: ${id}`),
    ...(html.replaceAll(/value="[^"]*"/g, '').match(/\{\w+\}/g) ?? []),
    ...(html.match(/<h1\b/g)?.length === 1 ? [] : ['not one h1']),
  ];
}

test('every page of the meeting and the conclusion is whole in three languages', async () => {
  const world = await openWorld();
  const draftId = await drafted(world);
  const { assessmentId } = await examinationOf(world, draftId);
  await heard(world, assessmentId);
  const other = await issued(world, { childId: world.otherChild });
  await secondHead(world);
  const voidingId = await askVoiding(world.as('marat'), other.id, { version: await versionOf(world, other.id), reason: 'Бағдарлама қате жазылған.' });
  const pages: [Person, ComponentType, Loader, Record<string, string>][] = [
    ['aigerim', MeetingPage, meeting, { assessmentId }],
    ['aigerim', MinutesPage, minutes, { assessmentId }],
    ['aigerim', OpinionPage, opinion, { assessmentId }],
    ['marat', ClosingPage, closing, { assessmentId }],
    ['marat', MinutesPaper, minutesPaper, { assessmentId }],
    ['aigerim', EditPage, edit, { conclusionId: draftId }],
    ['aigerim', SignaturePage, signature, { conclusionId: draftId }],
    ['aigerim', ConclusionPage, conclusion, { conclusionId: draftId }],
    ['marat', ConclusionPage, conclusion, { conclusionId: other.id }],
    ['erlan', ConclusionPage, conclusion, { conclusionId: other.id }],
    ['erlan', PaperPage, paper, { conclusionId: other.id }],
    ['marat', VoidingPage, voiding, { conclusionId: other.id }],
    ['otherHead', ConfirmPage, confirm, { voidingId }],
    ['marat', ConfirmPage, confirm, { voidingId }],
    ['marat', DropPage, drop, { voidingId }],
    ['marat', NumbersPage, numbers, {}],
    ['marat', NumbersPaper, numbersPaper, {}],
  ];
  for (const language of LANGUAGES) {
    for (const [person, Page, loader, params] of pages) {
      expect({ page: Page.name, language, faults: faultsOf(await htmlOf(world, person, Page, loader, params, language)) }).toEqual({ page: Page.name, language, faults: [] });
    }
  }
});

test('the printed form stands beside the draft, in the language asked for', async () => {
  const world = await openWorld();
  const conclusionId = await drafted(world);
  const kk = await htmlOf(world, 'aigerim', EditPage, edit, { conclusionId });
  expect(kk).toContain('Психологиялық-медициналық-педагогикалық консультацияның қорытындысы мен ұсынымдары');
  expect(kk).toContain('Тестілеу мен аттестаттау кезіндегі жағдайлар');
  const ru = await htmlOf(world, 'aigerim', EditPage, edit, { conclusionId }, 'kk', '/?preview=ru');
  expect(ru).toContain('Заключение и рекомендации психолого-медико-педагогической консультации');
  expect(ru).toContain('Мықты жақтары');
});

test('a saved draft comes back to its form with the version that stands, and a text saved twice makes no new one', async () => {
  const world = await openWorld();
  const conclusionId = await drafted(world);
  const form = (version: number) => ({ ...filled, version: String(version) });
  const first = await answerOf(save(await send(world, 'aigerim', form(await versionOf(world, conclusionId)), { params: { conclusionId }, url: '/?preview=ru' })));
  const version = await versionOf(world, conclusionId);
  expect(first).toMatchObject({ status: 303, location: `/conclusions/${conclusionId}/edit?saved=${version}&preview=ru` });
  expect(await answerOf(save(await send(world, 'aigerim', form(version), { params: { conclusionId } })))).toMatchObject({ status: 303, location: `/conclusions/${conclusionId}/edit?saved=${version}` });
});

test('ticks of places and conditions come back as they were typed when something else is wrong', async () => {
  const world = await openWorld();
  const conclusionId = await drafted(world);
  const form = { ...filled, version: '2', assistantHours: '70', 'placements[]': ['special-class', 'support-room'], personalHelper: 'yes' };
  const { data: answered, status } = await answerOf(save(await send(world, 'aigerim', form, { params: { conclusionId } })));
  expect(status).toBe(422);
  const { data } = await answerOf(edit(await visit(world, 'aigerim', { params: { conclusionId } })));
  const html = rendered(EditPage, data, 'kk', answered);
  for (const value of ['special-class', 'support-room']) expect(html).toMatch(new RegExp(`name="placements\\[\\]"[^>]*checked=""[^>]*value="${value}"|name="placements\\[\\]" checked="" value="${value}"`));
  expect(html).not.toMatch(/checked="" value="ordinary-class"/);
});

test('whoever signs a text that has changed sees what was read beside what stands', async () => {
  const world = await openWorld();
  const conclusionId = await drafted(world);
  const { text, version } = await openConclusion(world.as('zhanar'), conclusionId);
  await saveConclusion(world.as('aigerim'), conclusionId, { ...text, version, needs: 'Сурет арқылы түсіндіру керек.' });
  const answered = await answerOf(sign(await send(world, 'zhanar', { version: String(version), read: JSON.stringify(text) }, { params: { conclusionId } })));
  expect(answered).toMatchObject({ status: 409, data: { reason: 'changed-meanwhile', theirs: { needs: 'Сурет арқылы түсіндіру керек.' } } });
  const { data } = await answerOf(signature(await visit(world, 'zhanar', { params: { conclusionId } })));
  const html = rendered(SignaturePage, data, 'kk', answered.data);
  expect(html).toContain('Сіз оқып отырғанда мәтін өзгерді');
  expect(html.indexOf(filled.needs ?? '')).toBeGreaterThan(0);
  expect(html).toContain('Сурет арқылы түсіндіру керек.');
  const broken = rendered(SignaturePage, data, 'kk', { ...(answered.data as object), typed: { read: ['{"needs":1}'] } });
  expect(broken).not.toContain('Сіз оқып отырғанда мәтін өзгерді');
});

test('a void conclusion says so with its reason, to the family too, and its extract is closed to the school', async () => {
  const world = await openWorld();
  const { id, extractId } = await voided(world);
  const html = await htmlOf(world, 'dana', ConclusionPage, conclusion, { conclusionId: id });
  expect(html).toContain('Бұл қорытындының күші жойылған.');
  expect(html).toContain('Қорытындыда бағдарлама қате жазылған.');
  expect(await htmlOf(world, 'marat', ReplacePage, replace, { conclusionId: id })).toContain('Жобаны бастау');
  const school = await htmlOf(world, 'saule', ExtractPage, extract, { extractId });
  expect(school).toContain('сондықтан үзінді жабық');
  expect(school).not.toContain(filled.strengths ?? '—');
});

test('closed minutes offer nothing to write', async () => {
  const world = await openWorld();
  const { assessmentId } = await examinationOf(world, await drafted(world));
  await concluded(world, assessmentId);
  const html = await htmlOf(world, 'aigerim', MeetingPage, meeting, { assessmentId });
  expect(html).toContain('Хаттама жабылған, енді өзгермейді.');
  expect(html).not.toMatch(/meeting\/(edit|opinion|closing)/);
  expect(await htmlOf(world, 'aigerim', MinutesPage, minutes, { assessmentId })).not.toContain('<form');
});

test('minutes that clash are shown with both texts', async () => {
  const world = await openWorld();
  const { assessmentId } = await examinationOf(world, await drafted(world));
  await heard(world, assessmentId);
  const form = { version: '0', heldOn: '2026-10-14', summary: 'Менің мәтінім', decision: '' };
  const answered = await answerOf(saveMinutes(await send(world, 'zhanar', form, { params: { assessmentId } })));
  const { data } = await answerOf(minutes(await visit(world, 'zhanar', { params: { assessmentId } })));
  const html = rendered(MinutesPage, data, 'kk', answered.data);
  expect(html).toContain('Менің мәтінім');
  expect(html).toContain('Сөйлеуін қолдау туралы келістік.');
});
