import { expect, test } from 'vitest';
import { action, loader as newLoader } from '~/routes/children.new';
import { loader } from '~/routes/children._index';
import { answerOf, send, visit } from '../support/visit';
import { openWorld } from '../support/world';

const filled = {
  surname: 'Серікова', givenName: 'Айша', patronymic: '', birthDate: '2018-03-05', sex: 'female', iin: '', noIinReason: 'newborn',
  className: '2 «Б»', instructionLanguage: 'kk', homeLanguage: 'kk', communication: 'speech', supportSummary: '',
};

test('somebody who is not signed in is sent to sign in and brought back', async () => {
  expect(await answerOf(loader(await visit(await openWorld(), null, { url: '/children?q=a' })))).toMatchObject({
    status: 303,
    location: '/login?to=%2Fchildren%3Fq%3Da',
  });
});

test('a coordinator sends the form and lands on the child’s page', async () => {
  const { status, location } = await answerOf(action(await send(await openWorld(), 'saule', filled)));
  expect(status).toBe(303);
  expect(location).toMatch(/^\/children\/[0-9a-f-]{36}$/);
});

test('a teacher who posts the form is turned away as if there were no such page', async () => {
  const world = await openWorld();
  expect(await answerOf(action(await send(world, 'bolat', filled)))).toMatchObject({ status: 404 });
  expect(await answerOf(newLoader(await visit(world, 'bolat')))).toMatchObject({ status: 404 });
});

test('what was typed comes back with what is wrong', async () => {
  const answer = await answerOf(action(await send(await openWorld(), 'saule', { ...filled, surname: ' ', iin: '123456789012' })));
  expect(answer).toMatchObject({
    status: 422,
    data: { fields: { surname: 'field.required', iin: 'field.iin-checksum', noIinReason: 'field.iin-or-reason' }, typed: { givenName: ['Айша'] } },
  });
});

test('an IIN that does not fit the birth date only warns', async () => {
  const world = await openWorld();
  const odd = { ...filled, iin: '990101300023', noIinReason: '' };
  expect(await answerOf(action(await send(world, 'saule', odd)))).toMatchObject({ status: 422, data: { warned: true } });
  expect(await answerOf(action(await send(world, 'saule', { ...odd, iinChecked: 'yes' })))).toMatchObject({ status: 303 });
});

test('an unknown field is a malformed form', async () => {
  expect(await answerOf(action(await send(await openWorld(), 'saule', { ...filled, role: 'administrator' })))).toMatchObject({ status: 400 });
});

test('a form opened in another place is not acted on', async () => {
  const world = await openWorld();
  expect(await answerOf(action(await send(world, 'saule', { ...filled, as: world.people.roza.membershipId })))).toMatchObject({
    status: 409,
    data: { reason: 'changed-place', typed: { givenName: ['Айша'] } },
  });
});

test('the same form sent twice registers one child', async () => {
  const world = await openWorld();
  const key = 'one-page-one-key';
  const first = await answerOf(action(await send(world, 'saule', { ...filled, key })));
  const second = await answerOf(action(await send(world, 'saule', { ...filled, key })));
  expect(second.location).toBe(first.location);
});
