import { expect, test } from 'vitest';
import { loader as team } from '~/routes/children.$childId.team._index';
import { action as join, loader as joinPage } from '~/routes/children.$childId.team.new';
import { action as end, loader as endPage } from '~/routes/team.$teamMemberId.ending';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, type World } from '../support/world';

async function memberOf(world: World): Promise<string> {
  const { data } = await answerOf(team(await visit(world, 'saule', { params: { childId: world.alikhan } })));
  return (data as { rows: { id: string }[] }).rows[0]?.id ?? '';
}

test('a coordinator ends a teacher’s place and puts the teacher back later', async () => {
  const world = await openWorld();
  const params = { childId: world.alikhan };
  const memberId = await memberOf(world);
  expect(await answerOf(endPage(await visit(world, 'saule', { params: { teamMemberId: memberId } })))).toMatchObject({ data: { name: 'Тегі Bolat' } });
  expect(await answerOf(end(await send(world, 'saule', { lastDay: '2026-10-16' }, { params: { teamMemberId: memberId } })))).toMatchObject({ status: 303 });
  const again = { userId: world.people.bolat.userId, part: 'subject_teacher', validFrom: '2026-10-16', validTo: '' };
  expect(await answerOf(join(await send(world, 'saule', again, { params })))).toMatchObject({ status: 409, data: { reason: 'team.already-there', typed: { part: ['subject_teacher'] } } });
  expect(await answerOf(join(await send(world, 'saule', { ...again, validFrom: '2026-10-17' }, { params })))).toMatchObject({ status: 303, location: `/children/${world.alikhan}/team` });
});

test('a place that is over is not ended a second time', async () => {
  const world = await openWorld();
  const params = { teamMemberId: await memberOf(world) };
  expect(await answerOf(end(await send(world, 'saule', { lastDay: '2026-10-14', atOnce: 'yes' }, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(end(await send(world, 'saule', { lastDay: '2026-10-14' }, { params })))).toMatchObject({ status: 409, data: { reason: 'team.ended' } });
});

test('what is missing is said at its field', async () => {
  const world = await openWorld();
  const answer = await answerOf(join(await send(world, 'saule', { userId: '', part: '', validFrom: '2026-10-14', validTo: '2026-10-01' }, { params: { childId: world.alikhan } })));
  expect(answer).toMatchObject({ status: 422, data: { fields: { userId: 'field.choose', part: 'field.choose' } } });
});

test('a teacher reads the team; the family, the PMPC and strangers find no page, and none of them changes it', async () => {
  const world = await openWorld();
  const params = { childId: world.alikhan };
  const memberId = await memberOf(world);
  expect(await answerOf(team(await visit(world, 'bolat', { params })))).toMatchObject({ status: 200, data: { can: { assign: false } } });
  for (const person of ['dana', 'marat', 'roza', 'ainur', 'kanat', 'nurlan'] as const) {
    expect(await answerOf(team(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
  }
  for (const person of ['bolat', 'dana', 'roza'] as const) {
    expect(await answerOf(joinPage(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(end(await send(world, person, { lastDay: '2026-10-14' }, { params: { teamMemberId: memberId } }))), person).toMatchObject({ status: 404 });
  }
});
