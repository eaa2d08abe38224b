import { expect, test } from 'vitest';
import { action as accept, loader as acceptPage } from '~/routes/referrals.$referralId.acceptance';
import { action as decline, loader as declinePage } from '~/routes/referrals.$referralId.declining';
import { loader as page } from '~/routes/assessments.$assessmentId._index';
import { action as edit, loader as editPage } from '~/routes/assessments.$assessmentId.edit';
import { action as need, loader as needPage } from '~/routes/assessments.$assessmentId.members.$memberId.need';
import { loader as today } from '~/routes/today';
import { openAssessment } from '~/services/assessments.server';
import { scheduledAssessment, signedFinding, waitingReferral } from '../support/story-assessments';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, type Person, type World } from '../support/world';

const typedSession = (world: World, change: Record<string, string> = {}) => ({
  sessionOn: '2026-10-21', sessionAt: '10:00', room: '4', language: 'kk', examKind: 'primary',
  'team.psychologist': world.people.aigerim.userId, 'team.speech_therapist': '', ...change,
});

test('the registrar opens the form, sends it and lands on the examination', async () => {
  const world = await openWorld();
  const params = { referralId: await waitingReferral(world) };
  expect(await answerOf(acceptPage(await visit(world, 'gulnar', { params })))).toMatchObject({ status: 200, data: { language: 'kk', head: { birthYear: '2018' } } });
  const answer = await answerOf(accept(await send(world, 'gulnar', typedSession(world), { params })));
  expect(answer).toMatchObject({ status: 303, location: expect.stringMatching(/^\/assessments\/[0-9a-f-]{36}$/) });
});

test('a stranger finds no form to accept or decline with', async () => {
  const world = await openWorld();
  const params = { referralId: await waitingReferral(world) };
  for (const person of ['otherHead', 'aigerim', 'saule', 'dana', 'kanat'] as const) {
    for (const door of [acceptPage, declinePage]) expect(await answerOf(door(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(accept(await send(world, person, typedSession(world), { params }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(decline(await send(world, person, { declineReason: 'x' }, { params }))), person).toMatchObject({ status: 404 });
  }
});

test('a past day and an odd time come back at their fields with what was typed', async () => {
  const world = await openWorld();
  const params = { referralId: await waitingReferral(world) };
  expect(await answerOf(accept(await send(world, 'marat', typedSession(world, { sessionOn: '2026-10-13' }), { params })))).toMatchObject({
    status: 422, data: { fields: { sessionOn: 'field.in-the-past' }, typed: { room: ['4'] } },
  });
  expect(await answerOf(accept(await send(world, 'marat', typedSession(world, { sessionAt: '9.30', room: '' }), { params })))).toMatchObject({
    status: 422, data: { fields: { sessionAt: 'field.time', room: 'field.required' } },
  });
  expect(await answerOf(accept(await send(world, 'marat', typedSession(world, { 'team.psychologist': '' }), { params })))).toMatchObject({
    status: 409, data: { reason: 'assessment.team-empty', typed: { sessionAt: ['10:00'] } },
  });
});

test('an answered referral is not answered again', async () => {
  const world = await openWorld();
  const params = { referralId: await waitingReferral(world) };
  expect(await answerOf(decline(await send(world, 'marat', { declineReason: 'Құжат жетіспейді.' }, { params })))).toMatchObject({ status: 303, location: '/referrals' });
  expect((await answerOf(accept(await send(world, 'marat', typedSession(world), { params })))).status).toBe(404);
});

test('declining without a reason is refused at the field', async () => {
  const world = await openWorld();
  const params = { referralId: await waitingReferral(world) };
  expect(await answerOf(decline(await send(world, 'marat', { declineReason: ' ' }, { params })))).toMatchObject({ status: 422, data: { fields: { declineReason: 'field.required' } } });
});

test('a member of the team opens the examination, a colleague outside it does not', async () => {
  const world = await openWorld();
  const params = { assessmentId: await scheduledAssessment(world, { team: ['timur'] }) };
  expect(await answerOf(page(await visit(world, 'timur', { params })))).toMatchObject({ status: 200, data: { can: { record: true, schedule: false } } });
  for (const person of ['zhanar', 'saule', 'bolat', 'dana', 'nurlan', 'otherHead'] as const) {
    expect(await answerOf(page(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
  }
});

test('the page of the head carries nothing that a doctor wrote', async () => {
  const world = await openWorld();
  const assessmentId = await scheduledAssessment(world);
  await signedFinding(world, 'timur', assessmentId, { strengths: 'CNR-medical', helps: 'CNR-medical', recommendations: 'CNR-medical' });
  const { data } = await answerOf(page(await visit(world, 'marat', { params: { assessmentId } })));
  expect(JSON.stringify(data)).not.toContain('CNR-medical');
});

test('an examination is changed over its version; a stale form gets what the record holds', async () => {
  const world = await openWorld();
  const params = { assessmentId: await scheduledAssessment(world, { team: ['aigerim'] }) };
  expect(await answerOf(editPage(await visit(world, 'gulnar', { params })))).toMatchObject({ status: 200, data: { session: { room: '4', version: 1 } } });
  const change = (room: string) => send(world, 'marat', { ...typedSession(world, { room }), version: '1' }, { params });
  expect(await answerOf(edit(await change('8')))).toMatchObject({ status: 303 });
  expect(await answerOf(edit(await change('9')))).toMatchObject({ status: 409, data: { reason: 'changed-meanwhile', theirs: { room: '8', version: '2' }, typed: { room: ['9'] } } });
  expect(await answerOf(editPage(await visit(world, 'aigerim', { params })))).toMatchObject({ status: 404 });
  expect(await answerOf(edit(await send(world, 'aigerim', { ...typedSession(world), version: '2' }, { params })))).toMatchObject({ status: 404 });
});

test('a specialist is called not needed with a reason, by the head and not by a colleague', async () => {
  const world = await openWorld();
  const assessmentId = await scheduledAssessment(world, { team: ['aigerim', 'timur'] });
  const { sections } = await openAssessment(world.as('marat'), assessmentId);
  const params = { assessmentId, memberId: sections.find(({ specialty }) => specialty === 'neurologist')?.memberId ?? '' };
  const post = async (person: Person, reason: string) => answerOf(need(await send(world, person, { need: 'not-needed', reason }, { params })));
  expect(await answerOf(needPage(await visit(world, 'gulnar', { params })))).toMatchObject({ status: 200, data: { specialty: 'neurologist', need: 'needed' } });
  expect(await post('marat', '')).toMatchObject({ status: 422, data: { fields: { reason: 'field.required' } } });
  expect(await post('aigerim', 'x')).toMatchObject({ status: 404 });
  expect(await post('marat', 'Қажет емес.')).toMatchObject({ status: 303, location: `/assessments/${assessmentId}` });
  expect(await post('marat', 'Қажет емес.')).toMatchObject({ status: 409, data: { reason: 'assessment.wrong-state' } });
});

test('the PMPC has its day page; a parent, an administrator and an observer have none', async () => {
  const world = await openWorld();
  await scheduledAssessment(world, { sessionOn: '2026-10-14' });
  for (const person of ['aigerim', 'gulnar', 'marat'] as const) {
    expect(await answerOf(today(await visit(world, person))), person).toMatchObject({ status: 200, data: { pmpc: { total: 1 } } });
  }
  for (const person of ['dana', 'kanat', 'nurlan'] as const) expect(await answerOf(today(await visit(world, person))), person).toMatchObject({ status: 404 });
});
