import { expect, test } from 'vitest';
import { action as save, loader as form } from '~/routes/assessments.$assessmentId.finding';
import { loader as read } from '~/routes/findings.$findingId._index';
import { action as amend, loader as amendPage } from '~/routes/findings.$findingId.amendment';
import { action as saveNotes, loader as notes } from '~/routes/findings.$findingId.notes';
import { action as sign, loader as signPage } from '~/routes/findings.$findingId.signature';
import { answerConsent, scheduledAssessment, signedFinding, typedFinding, writtenFinding } from '../support/story-assessments';
import { answerOf, send, visit } from '../support/visit';
import { openWorld } from '../support/world';

test('a specialist opens an empty form, saves it and comes back to it', async () => {
  const world = await openWorld();
  const params = { assessmentId: await scheduledAssessment(world) };
  expect(await answerOf(form(await visit(world, 'zhanar', { params })))).toMatchObject({ status: 200, data: { section: { version: 0, findingId: null, domains: ['SPL', 'SOC'] }, beside: { earlier: [], signal: null } } });
  expect(await answerOf(save(await send(world, 'zhanar', typedFinding('speech_therapist'), { params })))).toMatchObject({ status: 303, location: `/assessments/${params.assessmentId}/finding` });
  expect(await answerOf(form(await visit(world, 'zhanar', { params })))).toMatchObject({ data: { section: { version: 1, savedAt: '2026-10-14T06:00:00.000Z' } } });
});

test('the form is for members of the team alone', async () => {
  const world = await openWorld();
  const params = { assessmentId: await scheduledAssessment(world, { team: ['aigerim'] }) };
  for (const person of ['zhanar', 'marat', 'gulnar', 'saule', 'bolat', 'dana', 'kanat'] as const) {
    expect(await answerOf(form(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(save(await send(world, person, typedFinding('psychologist'), { params }))), person).toMatchObject({ status: 404 });
  }
});

test('a half-rated area is kept and comes back as it was left', async () => {
  const world = await openWorld();
  const params = { assessmentId: await scheduledAssessment(world) };
  const { 'levels.COG.withSupport': _, ...half } = typedFinding('psychologist');
  expect(await answerOf(save(await send(world, 'aigerim', half, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(form(await visit(world, 'aigerim', { params })))).toMatchObject({
    data: { section: { levels: [{ domain: 'EMO' }, { domain: 'SOC' }], begun: [{ domain: 'COG', withoutSupport: 3, withSupport: null, evidence: 'Суретті кестемен 5 тапсырманың 4-і.' }] } },
  });
});

test('a field of the template that needs another look comes back with everything that was typed', async () => {
  const world = await openWorld();
  const params = { assessmentId: await scheduledAssessment(world) };
  const typed = typedFinding('neurologist', { 'answers.work-minutes': '500', 'answers.posture-balance': 'Тұрақты', 'tools[0].name': '', 'tools[0].usedOn': '2026-10-12', 'codes.d440': '2' });
  expect(await answerOf(save(await send(world, 'timur', typed, { params })))).toMatchObject({
    status: 422,
    data: {
      fields: { 'answers.work-minutes': 'field.out-of-range', 'tools[0].name': 'field.required' },
      typed: { 'answers.posture-balance': ['Тұрақты'], 'codes.d440': ['2'], needs: ['Қысқа нұсқау.'] },
    },
  });
});

test('a field of another specialty’s template is a malformed form', async () => {
  const world = await openWorld();
  const params = { assessmentId: await scheduledAssessment(world) };
  for (const name of ['answers.sound-production', 'codes.b320', 'milestones.36-motor-28']) {
    expect(await answerOf(save(await send(world, 'aigerim', typedFinding('psychologist', { [name]: '1' }), { params }))), name).toMatchObject({ status: 400 });
  }
});

test('saving to sign leads to the page where the section is read through', async () => {
  const world = await openWorld();
  const params = { assessmentId: await scheduledAssessment(world) };
  const { location } = await answerOf(save(await send(world, 'aigerim', typedFinding('psychologist', { then: 'signature' }), { params })));
  expect(location).toMatch(/^\/findings\/[0-9a-f-]{36}\/signature$/);
});

test('a signature on a changed section gets what was read and what stands now', async () => {
  const world = await openWorld();
  const assessmentId = await scheduledAssessment(world);
  const findingId = await writtenFinding(world, 'aigerim', assessmentId);
  const { data } = await answerOf(signPage(await visit(world, 'aigerim', { params: { findingId } })));
  const { recorded } = data as { recorded: Record<string, string> };
  const read = Object.fromEntries(Object.entries(recorded).map(([name, value]) => [`read.${name}`, value]));
  await writtenFinding(world, 'aigerim', assessmentId, { version: 1, needs: 'Басқа терезеде жазылды.' });
  expect(await answerOf(sign(await send(world, 'aigerim', { version: '1', ...read }, { params: { findingId } })))).toMatchObject({
    status: 409, data: { reason: 'changed-meanwhile', theirs: { needs: 'Басқа терезеде жазылды.', version: '2' }, typed: { 'read.needs': ['Қысқа нұсқау.'], 'read.levels.COG.withoutSupport': ['3'] } },
  });
  expect(await answerOf(sign(await send(world, 'aigerim', { version: '2', ...read }, { params: { findingId } })))).toMatchObject({ status: 303 });
});

test('a stale form gets both texts', async () => {
  const world = await openWorld();
  const assessmentId = await scheduledAssessment(world);
  await writtenFinding(world, 'aigerim', assessmentId);
  expect(await answerOf(save(await send(world, 'aigerim', typedFinding('psychologist', { needs: 'Менің мәтінім' }), { params: { assessmentId } })))).toMatchObject({
    status: 409, data: { reason: 'changed-meanwhile', theirs: { needs: 'Қысқа нұсқау.', version: '1' }, typed: { needs: ['Менің мәтінім'] } },
  });
});

test('a save after the consent was withdrawn says why and keeps the text', async () => {
  const world = await openWorld();
  const params = { assessmentId: await scheduledAssessment(world) };
  await answerConsent(world, 'withdrawn');
  expect(await answerOf(form(await visit(world, 'aigerim', { params })))).toMatchObject({ data: { section: { blocked: 'finding.no-consent' }, beside: null } });
  expect(await answerOf(save(await send(world, 'aigerim', typedFinding('psychologist'), { params })))).toMatchObject({
    status: 409, data: { reason: 'finding.no-consent', typed: { needs: ['Қысқа нұсқау.'] } },
  });
});

test('a field that belongs to nobody is a malformed form', async () => {
  const world = await openWorld();
  const params = { assessmentId: await scheduledAssessment(world) };
  expect(await answerOf(save(await send(world, 'aigerim', typedFinding('psychologist', { 'levels.XXX.evidence': 'x' }), { params })))).toMatchObject({ status: 400 });
});

test('a section is read through and signed; then its form leads to the signed text', async () => {
  const world = await openWorld();
  const assessmentId = await scheduledAssessment(world);
  const findingId = await writtenFinding(world, 'aigerim', assessmentId);
  const params = { findingId };
  expect(await answerOf(signPage(await visit(world, 'aigerim', { params })))).toMatchObject({ status: 200, data: { version: 1, whyNotSign: null, levels: [{ effect: 2 }, { effect: 2 }, { effect: 2 }] } });
  expect(await answerOf(sign(await send(world, 'aigerim', { version: '7' }, { params })))).toMatchObject({ status: 409, data: { reason: 'changed-meanwhile', theirs: { version: '1' } } });
  expect(await answerOf(sign(await send(world, 'aigerim', { version: '1' }, { params })))).toMatchObject({ status: 303, location: `/findings/${findingId}` });
  expect(await answerOf(sign(await send(world, 'aigerim', { version: '1' }, { params })))).toMatchObject({ status: 409, data: { reason: 'finding.signed' } });
  expect(await answerOf(form(await visit(world, 'aigerim', { params: { assessmentId } })))).toMatchObject({ status: 303, location: `/findings/${findingId}` });
});

test('nobody signs or amends for somebody else', async () => {
  const world = await openWorld();
  const params = { findingId: await signedFinding(world, 'aigerim', await scheduledAssessment(world)) };
  for (const person of ['zhanar', 'marat', 'dana', 'saule'] as const) {
    for (const door of [signPage, amendPage]) expect(await answerOf(door(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(sign(await send(world, person, { version: '1' }, { params }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(amend(await send(world, person, { reason: 'x' }, { params }))), person).toMatchObject({ status: 404 });
  }
});

test('a new edition needs a reason and begins as a copy', async () => {
  const world = await openWorld();
  const assessmentId = await scheduledAssessment(world);
  const params = { findingId: await signedFinding(world, 'aigerim', assessmentId) };
  expect(await answerOf(amend(await send(world, 'aigerim', { reason: '' }, { params })))).toMatchObject({ status: 422, data: { fields: { reason: 'field.required' } } });
  expect(await answerOf(amend(await send(world, 'aigerim', { reason: 'Жаңа бақылау.' }, { params })))).toMatchObject({ status: 303, location: `/assessments/${assessmentId}/finding` });
  expect(await answerOf(form(await visit(world, 'aigerim', { params: { assessmentId } })))).toMatchObject({ data: { section: { amendReason: 'Жаңа бақылау.', blocked: null } } });
  expect(await answerOf(amend(await send(world, 'aigerim', { reason: 'тағы' }, { params })))).toMatchObject({ status: 409 });
});

test('the medical section answers 404 to everyone outside the team, as if it were not there', async () => {
  const world = await openWorld();
  const params = { findingId: await signedFinding(world, 'timur', await scheduledAssessment(world)) };
  expect(await answerOf(read(await visit(world, 'zhanar', { params })))).toMatchObject({ status: 200, data: { medical: true } });
  for (const person of ['marat', 'gulnar', 'bolat', 'ainur', 'saule', 'dana', 'kanat', 'nurlan', 'erlan'] as const) {
    expect(await answerOf(read(await visit(world, person, { params }))), person).toEqual({ status: 404, data: null, location: null });
  }
});

test('notes open to their author and to nobody else', async () => {
  const world = await openWorld();
  const params = { findingId: await writtenFinding(world, 'aigerim', await scheduledAssessment(world)) };
  expect(await answerOf(saveNotes(await send(world, 'aigerim', { body: 'Хаттама', version: '0' }, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(notes(await visit(world, 'aigerim', { params })))).toMatchObject({ status: 200, data: { body: 'Хаттама', version: 1 } });
  expect(await answerOf(saveNotes(await send(world, 'aigerim', { body: 'Басқа', version: '0' }, { params })))).toMatchObject({ status: 409, data: { theirs: { body: 'Хаттама' }, typed: { body: ['Басқа'] } } });
  for (const person of ['zhanar', 'marat', 'dana', 'saule'] as const) {
    expect(await answerOf(notes(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(saveNotes(await send(world, person, { body: 'x', version: '1' }, { params }))), person).toMatchObject({ status: 404 });
  }
});
