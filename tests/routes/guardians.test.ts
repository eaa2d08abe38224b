import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { guardians } from '#db/schema';
import { loader as list } from '~/routes/children.$childId.guardians._index';
import { action as add, loader as addPage } from '~/routes/children.$childId.guardians.new';
import { action as redeem, loader as redeemPage } from '~/routes/family';
import { action as makeCode, loader as codePage } from '~/routes/guardians.$guardianId.code';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, type World } from '../support/world';

const filled = { surname: 'Серіков', givenName: 'Болат', patronymic: '', relation: 'father', phone: '8 701 000 00 02', address: '', household: 'own', language: 'ru', email: '' };

async function codeFor(world: World): Promise<{ guardianId: string; code: string }> {
  const added = await answerOf(add(await send(world, 'saule', filled, { params: { childId: world.alikhan } })));
  const guardianId = added.location?.split('/')[2] ?? '';
  const { data } = await answerOf(makeCode(await send(world, 'saule', {}, { params: { guardianId } })));
  return { guardianId, code: (data as { slip: { code: string } }).slip.code };
}

const newcomer = { email: 'father@qadam.test', password: 'тау мен тас арасы' };

test('a coordinator adds a guardian and is led on to the code', async () => {
  const world = await openWorld();
  const params = { childId: world.alikhan };
  expect(await answerOf(addPage(await visit(world, 'saule', { params })))).toMatchObject({ data: { others: [{ id: world.danaGuardian }] } });
  const { status, location } = await answerOf(add(await send(world, 'saule', filled, { params })));
  expect(status).toBe(303);
  expect(location).toMatch(/^\/guardians\/[0-9a-f-]{36}\/code$/);
});

test('with the e-mail of an account the guardian is linked at once; an unknown one comes back with the text', async () => {
  const world = await openWorld();
  const params = { childId: world.alikhan };
  expect(await answerOf(add(await send(world, 'saule', { ...filled, email: 'erlan@qadam.test' }, { params })))).toMatchObject({ status: 303, location: `/children/${world.alikhan}/guardians` });
  expect(await answerOf(add(await send(world, 'saule', { ...filled, email: 'who@qadam.test' }, { params })))).toMatchObject({
    status: 409,
    data: { reason: 'guardian.no-such-account', typed: { surname: ['Серіков'] } },
  });
});

test('a wrong telephone is said at its field', async () => {
  const world = await openWorld();
  const answer = await answerOf(add(await send(world, 'saule', { ...filled, phone: '123' }, { params: { childId: world.alikhan } })));
  expect(answer).toMatchObject({ status: 422, data: { fields: { phone: 'field.phone' }, typed: { givenName: ['Болат'] } } });
});

test('teachers and guardians read the list but add nobody; strangers find nothing', async () => {
  const world = await openWorld();
  const params = { childId: world.alikhan };
  for (const person of ['bolat', 'dana'] as const) {
    expect(await answerOf(list(await visit(world, person, { params }))), person).toMatchObject({ status: 200, data: { can: { add: false } } });
    expect(await answerOf(add(await send(world, person, filled, { params }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(codePage(await visit(world, person, { params: { guardianId: world.danaGuardian } }))), person).toMatchObject({ status: 404 });
  }
  for (const person of ['erlan', 'ainur', 'roza', 'kanat', 'nurlan'] as const) {
    expect(await answerOf(list(await visit(world, person, { params }))), person).toMatchObject({ status: 404 });
  }
});

test('the slip with the code is in the guardian’s language and names nobody', async () => {
  const world = await openWorld();
  const { location } = await answerOf(add(await send(world, 'saule', filled, { params: { childId: world.alikhan } })));
  const guardianId = location?.split('/')[2] ?? '';
  const { data } = await answerOf(makeCode(await send(world, 'saule', {}, { params: { guardianId }, url: `/guardians/${guardianId}/code` })));
  expect(data).toMatchObject({ slip: { lang: 'ru', where: 'http://localhost:3000/family', until: expect.stringContaining('27 октября 2026') } });
  for (const name of ['Серіков', 'Әлихан', 'Болат']) expect(JSON.stringify(data)).not.toContain(name);
});

test('the same page sent twice does not show the code again', async () => {
  const world = await openWorld();
  const { location } = await answerOf(add(await send(world, 'saule', filled, { params: { childId: world.alikhan } })));
  const guardianId = location?.split('/')[2] ?? '';
  const url = `/guardians/${guardianId}/code`;
  await answerOf(makeCode(await send(world, 'saule', { key: 'one-page-one-key' }, { params: { guardianId }, url })));
  expect(await answerOf(makeCode(await send(world, 'saule', { key: 'one-page-one-key' }, { params: { guardianId }, url })))).toMatchObject({ status: 303, location: url });
});

test('no code is made for a guardian who is linked already', async () => {
  const world = await openWorld();
  const params = { guardianId: world.danaGuardian };
  expect(await answerOf(codePage(await visit(world, 'saule', { params })))).toMatchObject({ data: { linked: true } });
  expect(await answerOf(makeCode(await send(world, 'saule', {}, { params })))).toMatchObject({ status: 409, data: { reason: 'guardian.already-linked' } });
});

test('somebody with a code and no account becomes a parent and is signed in', async () => {
  const world = await openWorld();
  const { guardianId, code } = await codeFor(world);
  expect(await answerOf(redeemPage(await visit(world, null)))).toMatchObject({ data: { account: null, asStaff: false } });
  const answer = (await redeem(await send(world, null, { code, birthYear: '2018', ...newcomer }))) as Response;
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/children']);
  expect(answer.headers.getSetCookie().some((cookie) => cookie.startsWith('qadam='))).toBe(true);
  const [link] = await world.database.read((tx) => tx.select({ userId: guardians.userId }).from(guardians).where(eq(guardians.id, guardianId)));
  expect(link?.userId).not.toBeNull();
});

test('a wrong code and a wrong year cannot be told apart, and the password does not come back', async () => {
  const world = await openWorld();
  const { code } = await codeFor(world);
  const wrongYear = await answerOf(redeem(await send(world, null, { code, birthYear: '2017', ...newcomer })));
  const wrongCode = await answerOf(redeem(await send(world, null, { code: 'AAAA-AAAA-AAAA-AAAA', birthYear: '2018', ...newcomer })));
  const noCode = await answerOf(redeem(await send(world, null, { code: 'AAAA', birthYear: '2018', ...newcomer })));
  for (const answer of [wrongYear, wrongCode, noCode]) {
    expect(answer).toMatchObject({ status: 422, data: { reason: 'code.wrong', typed: { email: ['father@qadam.test'] } } });
    expect(JSON.stringify(answer.data)).not.toContain(newcomer.password);
  }
});

test('a short password is said at its field before any code is tried', async () => {
  const world = await openWorld();
  const { code } = await codeFor(world);
  const answer = await answerOf(redeem(await send(world, null, { code, birthYear: '2018', email: 'f@qadam.test', password: 'qysqa' })));
  expect(answer).toMatchObject({ status: 422, data: { fields: { password: 'field.password-short' } } });
  expect(JSON.stringify(answer.data)).not.toContain('qysqa');
});

test('the e-mail of an existing account opens only with its own password', async () => {
  const world = await openWorld();
  const { code } = await codeFor(world);
  const answer = await answerOf(redeem(await send(world, null, { code, birthYear: '2018', email: 'Dana@qadam.test', password: 'кілт емес құпиясөз' })));
  expect(answer).toMatchObject({ status: 422, data: { reason: 'sign-in.wrong' } });
});

test('a parent who is signed in gives code and year only and gets the second child', async () => {
  const world = await openWorld();
  const { code } = await codeFor(world);
  expect(await answerOf(redeemPage(await visit(world, 'erlan')))).toMatchObject({ data: { account: 'Тегі Erlan' } });
  expect(await answerOf(redeem(await send(world, 'erlan', { code, birthYear: '2018' })))).toMatchObject({ status: 303, location: '/children' });
  expect(await answerOf(list(await visit(world, 'erlan', { params: { childId: world.alikhan } })))).toMatchObject({ status: 200 });
});

test('somebody signed in at work is not linked by mistake', async () => {
  const world = await openWorld();
  const { guardianId, code } = await codeFor(world);
  expect(await answerOf(redeemPage(await visit(world, 'saule')))).toMatchObject({ data: { asStaff: true } });
  expect(await answerOf(redeem(await send(world, 'saule', { code, birthYear: '2018' })))).toMatchObject({ status: 303, location: '/family' });
  const [link] = await world.database.read((tx) => tx.select({ userId: guardians.userId }).from(guardians).where(eq(guardians.id, guardianId)));
  expect(link?.userId).toBeNull();
});

test('after twenty codes from one address the door asks to wait', async () => {
  const world = await openWorld();
  const tries = { code: 'AAAA-AAAA-AAAA-AAAA', birthYear: '2018', ...newcomer };
  for (let n = 0; n < 21; n++) await answerOf(redeem(await send(world, null, tries)));
  expect(await answerOf(redeem(await send(world, null, tries)))).toMatchObject({ status: 429, data: { reason: 'too-many-attempts' } });
});
