import { expect, test } from 'vitest';
import { loader as list } from '~/routes/referrals._index';
import { loader as page } from '~/routes/referrals.$referralId._index';
import { action as edit, loader as editPage } from '~/routes/referrals.$referralId.edit';
import { action as sending } from '~/routes/referrals.$referralId.sending';
import { action as withdrawal, loader as withdrawalPage } from '~/routes/referrals.$referralId.withdrawal';
import { action, loader } from '~/routes/children.$childId.referrals.new';
import { consentsOnPaper, draftedReferral, referralDraft, sentReferral } from '../support/story-referrals';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, type World } from '../support/world';

/** The letter alone, as the form of a draft sends it. */
function letter(world: World): Record<string, string> {
  const { reason, tried, pmpcId } = referralDraft(world);
  return { pmpcId, reason, tried, 'documents.characteristic': 'present' };
}

function filled(world: World, change: Record<string, string> = {}): Record<string, string> {
  return { ...letter(world), agreed: 'yes', guardianId: world.danaGuardian, agreedOn: '2026-10-12', ...change };
}

test('a coordinator writes and sends a referral and lands on it', async () => {
  const world = await openWorld();
  const params = { childId: world.alikhan };
  expect(await answerOf(loader(await visit(world, 'saule', { params })))).toMatchObject({ status: 200, data: { consenting: 'paper', pmpcs: [{ near: true }, {}] } });
  const { status, location } = await answerOf(action(await send(world, 'saule', filled(world, { send: 'yes' }), { params })));
  expect(status).toBe(303);
  const shown = await answerOf(page(await visit(world, 'saule', { params: { referralId: location?.split('/')[2] ?? '' } })));
  expect(shown).toMatchObject({ status: 200, data: { state: 'sent', documents: [{ kind: 'characteristic', state: 'present' }, {}, {}, {}, {}, {}] } });
});

test('a teacher sees why there is no form until the consents are on record', async () => {
  const world = await openWorld();
  const params = { childId: world.alikhan };
  expect(await answerOf(loader(await visit(world, 'bolat', { params })))).toMatchObject({ data: { consenting: 'missing' } });
  expect(await answerOf(action(await send(world, 'bolat', filled(world), { params })))).toMatchObject({ status: 409, data: { reason: 'consent.needed' } });
  await consentsOnPaper(world);
  expect(await answerOf(action(await send(world, 'bolat', filled(world, { agreed: 'yes' }), { params })))).toMatchObject({ status: 303 });
});

test('what is missing is said at its field, and the letter comes back as it was typed', async () => {
  const world = await openWorld();
  const unticked = { ...letter(world), guardianId: world.danaGuardian, agreedOn: '2026-10-12', reason: '', send: 'yes', tried: 'Суретті кесте' };
  const answer = await answerOf(action(await send(world, 'saule', unticked, { params: { childId: world.alikhan } })));
  expect(answer).toMatchObject({ status: 422, data: { fields: { reason: 'field.required' }, typed: { tried: ['Суретті кесте'] } } });
  const later = await answerOf(action(await send(world, 'saule', { ...unticked, reason: 'r' }, { params: { childId: world.alikhan } })));
  expect(later).toMatchObject({ status: 422, data: { fields: { agreed: 'consent.needed' } } });
});

test('a stranger and an assistant find neither the form nor the page', async () => {
  const world = await openWorld();
  const referralId = await sentReferral(world);
  for (const person of ['erlan', 'ainur', 'roza', 'kanat'] as const) {
    expect(await answerOf(loader(await visit(world, person, { params: { childId: world.alikhan } }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(action(await send(world, person, filled(world), { params: { childId: world.alikhan } }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(page(await visit(world, person, { params: { referralId } }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(withdrawal(await send(world, person, {}, { params: { referralId } }))), person).toMatchObject({ status: 404 });
  }
});

test('a second referral to the same PMPC answers that there is one already', async () => {
  const world = await openWorld();
  await sentReferral(world);
  const answer = await answerOf(action(await send(world, 'saule', filled(world), { params: { childId: world.alikhan } })));
  expect(answer).toMatchObject({ status: 409, data: { reason: 'referral.open-already' } });
});

test('two people who change one draft: the second gets both texts', async () => {
  const world = await openWorld();
  const params = { referralId: await draftedReferral(world) };
  expect(await answerOf(editPage(await visit(world, 'saule', { params })))).toMatchObject({ data: { version: 1, isDraft: true } });
  expect(await answerOf(edit(await send(world, 'saule', { ...letter(world), version: '1', reason: 'бірінші' }, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(edit(await send(world, 'saule', { ...letter(world), version: '1', reason: 'екінші' }, { params })))).toMatchObject({
    status: 409,
    data: { reason: 'changed-meanwhile', theirs: { reason: 'бірінші', version: '2' }, typed: { reason: ['екінші'] } },
  });
  const settled = { ...letter(world), version: '2', 'choice.reason': 'merge', 'mine.reason': 'екінші', 'theirs.reason': 'бірінші', 'merged.reason': 'екеуі' };
  expect(await answerOf(edit(await send(world, 'saule', settled, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(editPage(await visit(world, 'saule', { params })))).toMatchObject({ data: { reason: 'екеуі', version: 3 } });
});

test('a draft that was sent meanwhile is shown, not changed, and the text is kept', async () => {
  const world = await openWorld();
  const params = { referralId: await sentReferral(world) };
  expect(await answerOf(editPage(await visit(world, 'saule', { params })))).toMatchObject({ status: 200, data: { isDraft: false } });
  const answer = await answerOf(edit(await send(world, 'saule', { ...letter(world), version: '2', reason: 'кеш' }, { params })));
  expect(answer).toMatchObject({ status: 409, data: { reason: 'referral.wrong-state', typed: { reason: ['кеш'] } } });
});

test('a draft is sent by its coordinator once; the PMPC cannot send it', async () => {
  const world = await openWorld();
  const params = { referralId: await draftedReferral(world) };
  expect(await answerOf(sending(await send(world, 'marat', {}, { params })))).toMatchObject({ status: 404 });
  expect(await answerOf(sending(await send(world, 'saule', {}, { params })))).toMatchObject({ status: 303, location: `/referrals/${params.referralId}` });
  expect(await answerOf(sending(await send(world, 'saule', {}, { params })))).toMatchObject({ status: 409, data: { reason: 'referral.wrong-state' } });
});

test('a mother opens the page to withdraw and withdraws; after that there is nothing to withdraw', async () => {
  const world = await openWorld();
  const params = { referralId: await sentReferral(world) };
  expect(await answerOf(withdrawalPage(await visit(world, 'dana', { params })))).toMatchObject({ data: { can: { withdraw: true } } });
  expect(await answerOf(withdrawal(await send(world, 'dana', {}, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(withdrawal(await send(world, 'dana', {}, { params })))).toMatchObject({ status: 409, data: { reason: 'referral.wrong-state' } });
});

test('the PMPC’s list shows those that wait, a school’s all of its own; others find no list', async () => {
  const world = await openWorld();
  await sentReferral(world);
  expect(await answerOf(list(await visit(world, 'gulnar', { url: '/referrals' })))).toMatchObject({ data: { as: 'queue', total: 1, query: { show: 'sent' } } });
  expect(await answerOf(list(await visit(world, 'gulnar', { url: '/referrals?show=closed' })))).toMatchObject({ data: { total: 0 } });
  expect(await answerOf(list(await visit(world, 'saule', { url: '/referrals?after=nonsense' })))).toMatchObject({ data: { as: 'own', total: 1 } });
  for (const person of ['bolat', 'dana', 'aigerim', 'kanat', 'nurlan'] as const) {
    expect(await answerOf(list(await visit(world, person, { url: '/referrals' }))), person).toMatchObject({ status: 404 });
  }
});

test('no page of a referral sends a birth date, a telephone or an IIN', async () => {
  const world = await openWorld();
  const referralId = await sentReferral(world);
  for (const person of ['saule', 'marat', 'dana'] as const) {
    const said = JSON.stringify((await answerOf(page(await visit(world, person, { params: { referralId } })))).data);
    for (const secret of ['2018-03-05', '+77010000001', 'Тәуке хан']) expect(said.includes(secret), `${person} ${secret}`).toBe(false);
  }
});
