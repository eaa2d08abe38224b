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
  expect(await answerOf(form(await visit(world, 'zhanar', { params })))).toMatchObject({ status: 200, data: { version: 0, findingId: null, domains: ['SPL', 'SOC'] } });
  expect(await answerOf(save(await send(world, 'zhanar', typedFinding('speech_therapist'), { params })))).toMatchObject({ status: 303, location: `/assessments/${params.assessmentId}/finding` });
  expect(await answerOf(form(await visit(world, 'zhanar', { params })))).toMatchObject({ data: { version: 1, savedAt: '2026-10-14T06:00:00.000Z' } });
});

test('the form is for members of the team alone', async () => {
  const world = await openWorld();
  const params = { assessmentId: await scheduledAssessment(world, { team: ['aigerim'] }) };
  for (const person of ['zhanar', 'marat', 'gulnar', 'saule', 'bolat', 'dana', 'kanat'] as const) {
    expect(await answerOf(form(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(save(await send(world, person, typedFinding('psychologist'), { params }))), person).toMatchObject({ status: 404 });
  }
});

test('a half-rated area comes back at its field with everything that was typed', async () => {
  const world = await openWorld();
  const params = { assessmentId: await scheduledAssessment(world) };
  const { 'levels.COG.withSupport': _, ...half } = typedFinding('psychologist');
  expect(await answerOf(save(await send(world, 'aigerim', half, { params })))).toMatchObject({
    status: 422, data: { fields: { 'levels.COG.withSupport': 'finding.levels-missing' }, typed: { needs: ['Қысқа нұсқау.'], 'levels.COG.withoutSupport': ['3'] } },
  });
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
  expect(await answerOf(form(await visit(world, 'aigerim', { params })))).toMatchObject({ data: { blocked: 'finding.no-consent' } });
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
  expect(await answerOf(form(await visit(world, 'aigerim', { params: { assessmentId } })))).toMatchObject({ data: { amendReason: 'Жаңа бақылау.', blocked: null } });
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
