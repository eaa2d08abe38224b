import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { children } from '#db/schema';
import { kk } from '~/i18n/kk';
import { ru } from '~/i18n/ru';
import SectionPage, { action as save, loader as open } from '~/routes/assessments.$assessmentId.finding';
import FindingPage, { loader as read } from '~/routes/findings.$findingId._index';
import SignaturePage, { action as sign, loader as signPage } from '~/routes/findings.$findingId.signature';
import { scheduledAssessment, signedFinding, typedFinding, writtenFinding } from '../support/story-assessments';
import { rendered } from '../support/rendered';
import { answerOf, send, visit } from '../support/visit';
import { openWorld } from '../support/world';

const LANGUAGES = ['kk', 'ru', 'en'] as const;

test('the form shows every level in words, the template’s fields, codes and milestones, in three languages', async () => {
  const world = await openWorld();
  await world.database.transaction(async (tx) => {
    await tx.update(children).set({ birthDate: '2023-10-01' }).where(eq(children.id, world.alikhan));
  });
  const params = { assessmentId: await scheduledAssessment(world) };
  const { data } = await answerOf(open(await visit(world, 'zhanar', { params })));
  for (const language of LANGUAGES) {
    const page = rendered(SectionPage, data, language);
    expect(page.match(/name="levels\.SPL\.withSupport"/g)).toHaveLength(7);
    for (const name of ['answers.sound-production', 'codes.d350', 'tools[0].name', 'tools[1].usedOn']) expect(page, name).toContain(`name="${name}"`);
    expect(page.match(/name="milestones\.36-language-\d+"/g)).toHaveLength(3);
    expect(page).not.toMatch(/undefined|\[object|\{\w+\}/);
  }
  expect(rendered(SectionPage, data, 'kk')).toContain(kk.vocabulary.levels[9]);
});

test('what was half said stands in the form again', async () => {
  const world = await openWorld();
  const params = { assessmentId: await scheduledAssessment(world) };
  const { 'levels.SPL.withSupport': _, ...half } = typedFinding('speech_therapist', { 'answers.speech-tempo': 'slow', 'codes.b330': '2', 'tools[0].name': 'CFCS' });
  await answerOf(save(await send(world, 'zhanar', half, { params })));
  const { data } = await answerOf(open(await visit(world, 'zhanar', { params })));
  const page = rendered(SectionPage, data, 'ru');
  expect(page).toMatch(/name="levels\.SPL\.withoutSupport"[^>]*checked=""[^>]*value="3"|name="levels\.SPL\.withoutSupport"[^>]*value="3"[^>]*checked=""/);
  expect(page).not.toMatch(/name="levels\.SPL\.withSupport"[^>]*checked=""/);
  expect(page).toMatch(/value="slow" selected=""/);
  expect(page).toContain('value="CFCS"');
});

test('a form that comes back keeps every kind of field as it was typed, with the words at what is wrong', async () => {
  const world = await openWorld();
  const params = { assessmentId: await scheduledAssessment(world) };
  const typed = typedFinding('neurologist', { 'answers.work-minutes': '500', 'answers.endurance': 'short-breaks', 'codes.d440': '2', 'tools[1].name': 'GMFCS' });
  const { data: problem } = await answerOf(save(await send(world, 'timur', typed, { params })));
  const { data } = await answerOf(open(await visit(world, 'timur', { params })));
  const page = rendered(SectionPage, data, 'kk', problem);
  expect(page).toContain('href="#answers-work-minutes"');
  for (const kept of ['value="500"', 'value="GMFCS"', 'value="short-breaks" selected=""', 'Қысқа нұсқау.']) expect(page, kept).toContain(kept);
});

test('two texts of one field stand side by side when the section was saved elsewhere', async () => {
  const world = await openWorld();
  const params = { assessmentId: await scheduledAssessment(world) };
  await writtenFinding(world, 'timur', params.assessmentId, { answers: { 'posture-balance': 'Бірінші терезеде' } });
  const { status, data: problem } = await answerOf(save(await send(world, 'timur', typedFinding('neurologist', { 'answers.posture-balance': 'Екінші терезеде' }), { params })));
  expect(status).toBe(409);
  const { data } = await answerOf(open(await visit(world, 'timur', { params })));
  const page = rendered(SectionPage, data, 'ru', problem);
  expect(page).toContain('Бірінші терезеде');
  expect(page).toContain('name="choice.answers.posture-balance"');
});

test('a signed section is read with everything in it, a doctor’s under the medical mark', async () => {
  const world = await openWorld();
  const id = await scheduledAssessment(world);
  const findingId = await signedFinding(world, 'timur', id, { answers: { endurance: 'short-breaks', 'work-minutes': '15' }, codes: { d450: 1 }, tools: [{ name: 'GMFCS', usedOn: '2026-10-12' }] });
  const { data } = await answerOf(read(await visit(world, 'aigerim', { params: { findingId } })));
  const page = rendered(FindingPage, data, 'ru');
  for (const said of ['Нужны частые короткие перерывы', '15', 'd450 Ходьба', ru.vocabulary.levels[1], 'GMFCS', '12 октября 2026', ru.frame.medicalMark]) expect(page, said).toContain(said);
});

test('the page to sign lays what was read beside what stands now', async () => {
  const world = await openWorld();
  const assessmentId = await scheduledAssessment(world);
  const findingId = await writtenFinding(world, 'aigerim', assessmentId);
  const params = { findingId };
  const before = (await answerOf(signPage(await visit(world, 'aigerim', { params })))).data;
  expect(rendered(SignaturePage, before, 'kk')).toContain('name="read.needs"');
  await writtenFinding(world, 'aigerim', assessmentId, { version: 1, needs: 'Басқа терезеде.' });
  const problem = (await answerOf(sign(await send(world, 'aigerim', { version: '1', 'read.needs': 'Қысқа нұсқау.', 'read.strengths': 'x' }, { params })))).data;
  const page = rendered(SignaturePage, (await answerOf(signPage(await visit(world, 'aigerim', { params })))).data, 'kk', problem);
  expect(page).toContain(kk.findings.signing.changed);
  expect(page).toMatch(/Қысқа нұсқау\.<\/p>/);
  expect(page).toContain('Басқа терезеде.');
  expect(page).toMatch(/name="version" value="2"/);
});
