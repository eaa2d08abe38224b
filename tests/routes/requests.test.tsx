import type { ComponentType } from 'react';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { requests } from '#db/schema';
import { LANGUAGES, type Language } from '#db/vocabulary';
import AskPage, { action as ask, loader as askPage } from '~/routes/request';
import FollowPage, { action as follow } from '~/routes/request_.follow';
import NewPage, { action as record, loader as newPage } from '~/routes/requests.new';
import RequestPage, { loader as page } from '~/routes/requests.$requestId._index';
import ArrivalPage, { action as come, loader as arrival } from '~/routes/requests.$requestId.arrival';
import EditPage, { action as edit, loader as editPage } from '~/routes/requests.$requestId.edit';
import OwedPage, { loader as owed } from '~/routes/requests.$requestId.owed';
import PapersPage, { action as tick, loader as papers } from '~/routes/requests.$requestId.papers';
import WithdrawalPage, { action as withdraw, loader as withdrawal } from '~/routes/requests.$requestId.withdrawal';
import { arrivalForm, arrivedRequest, askedPublicly, deskForm, knownArrivalForm, publicForm, recordedRequest, requestOf } from '../support/story-requests';
import { sentReferral } from '../support/story-referrals';
import { rendered } from '../support/rendered';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, type Person, type World } from '../support/world';

type Loader = (args: Awaited<ReturnType<typeof visit>>) => unknown;

async function htmlOf(world: World, person: Person | null, Page: ComponentType, loader: Loader, params: Record<string, string> = {}, language: Language = 'kk', url = '/') {
  const { data, status } = await answerOf(Promise.resolve(loader(await visit(world, person, { params, url }))));
  expect(status).toBe(200);
  return rendered(Page, data, language);
}

const stored = (world: World) => world.database.read((tx) => tx.select({ id: requests.id, state: requests.state, version: requests.version }).from(requests));

// The public page

test('a mother without an account sends the form and is shown her code, without scripts', async () => {
  const world = await openWorld();
  const shown = await htmlOf(world, null, AskPage, askPage);
  expect(shown).not.toContain('<script');
  expect(shown).toMatch(/<form[^>]*method="post"/);
  for (const name of Object.keys(publicForm(world))) expect(shown, name).toContain(`name="${name}"`);
  const { status, data } = await answerOf(ask(await send(world, null, publicForm(world))));
  expect(status).toBe(200);
  const { code } = (data as { asked: { code: string } }).asked;
  const loaded = await answerOf(askPage(await visit(world, null)));
  expect(rendered(AskPage, loaded.data, 'kk', data)).toContain(code);
});

test('the public page is light: one form, no scripts, well under thirty kilobytes', async () => {
  const world = await openWorld();
  for (const language of LANGUAGES) expect(Buffer.byteLength(await htmlOf(world, null, AskPage, askPage, {}, language))).toBeLessThan(25_000);
});

test('the public form sent twice asks once and shows the same code', async () => {
  const world = await openWorld();
  const first = await answerOf(ask(await send(world, null, publicForm(world))));
  const second = await answerOf(ask(await send(world, null, publicForm(world))));
  expect(second.data).toEqual(first.data);
  expect(await stored(world)).toHaveLength(1);
});

test('what a family typed comes back with what is wrong', async () => {
  const world = await openWorld();
  const { agreed: _, ...unagreed } = publicForm(world, { phone: 'жоқ', birthDate: '2000-01-01' });
  const answer = await answerOf(ask(await send(world, null, unagreed)));
  expect(answer).toMatchObject({ status: 422, data: { fields: { phone: 'field.phone', agreed: 'request.agree' }, typed: { surname: ['Ахметов'] } } });
  expect(await answerOf(ask(await send(world, null, publicForm(world, { birthDate: '2000-01-01' }))))).toMatchObject({ status: 422, data: { fields: { birthDate: 'request.of-age' } } });
  const loaded = await answerOf(askPage(await visit(world, null)));
  expect(rendered(AskPage, loaded.data, 'kk', answer.data)).toContain('value="Ахметов"');
  expect(await stored(world)).toEqual([]);
});

test('a field no page of ours has is refused', async () => {
  const world = await openWorld();
  expect(await answerOf(ask(await send(world, null, publicForm(world, { urgency: 'urgent' }))))).toMatchObject({ status: 400 });
});

test('one telephone asks six times a day and then waits', async () => {
  const world = await openWorld();
  const page = (n: number) => publicForm(world, { once: `page-of-madina-000${n}` });
  for (let n = 1; n <= 6; n += 1) expect(await answerOf(ask(await send(world, null, page(n)))), `time ${n}`).toMatchObject({ status: 200 });
  await answerOf(ask(await send(world, null, page(7))));
  expect(await answerOf(ask(await send(world, null, page(8))))).toMatchObject({ status: 429, data: { reason: 'too-many-attempts', typed: { surname: ['Ахметов'] } } });
  expect(await answerOf(ask(await send(world, null, publicForm(world, { phone: '+7 702 000 00 00', once: 'page-of-somebody-1' }))))).toMatchObject({ status: 200 });
});

test('the follow-up code opens the state without a name, and a wrong one gets the same answer as none', async () => {
  const world = await openWorld();
  const { code } = await askedPublicly(world);
  expect(rendered(FollowPage, null, 'ru')).not.toContain('<script');
  const answer = await answerOf(follow(await send(world, null, { code })));
  expect(answer).toMatchObject({ status: 200, data: { followed: { state: 'waiting', place: 1 } } });
  for (const language of LANGUAGES) {
    const html = rendered(FollowPage, null, language, answer.data);
    expect(html).not.toMatch(/Ахмет|Ерасыл|701555|\{\w+\}|undefined/);
    expect(html).toContain('id="papers"');
  }
  const wrong = { status: 422, data: { fields: { code: 'request.code-wrong' } } };
  expect(await answerOf(follow(await send(world, null, { code: 'K7QM-2XWP-9DHF-4TZR' })))).toMatchObject(wrong);
  expect(await answerOf(follow(await send(world, null, { code: 'менің кодым' })))).toMatchObject(wrong);
});

test('codes are not tried out one after another', async () => {
  const world = await openWorld();
  for (let n = 0; n < 61; n += 1) await answerOf(follow(await send(world, null, { code: 'K7QM-2XWP-9DHF-4TZR' })));
  expect(await answerOf(follow(await send(world, null, { code: 'K7QM-2XWP-9DHF-4TZR' })))).toMatchObject({ status: 429 });
});

// The desk

test('the registrar records a request and lands on its page', async () => {
  const world = await openWorld();
  const { status, location } = await answerOf(record(await send(world, 'gulnar', deskForm())));
  expect(status).toBe(303);
  const [row] = await stored(world);
  expect(location).toBe(`/requests/${row?.id}`);
});

test('a likely duplicate comes back as a list with what was typed, and is recorded all the same when said so', async () => {
  const world = await openWorld();
  const { id } = await askedPublicly(world);
  const answer = await answerOf(record(await send(world, 'gulnar', deskForm())));
  expect(answer).toMatchObject({ status: 409, data: { reason: 'request.duplicate', twins: [{ id }], typed: { surname: ['Ахметов'] } } });
  const loaded = await answerOf(newPage(await visit(world, 'gulnar')));
  const html = rendered(NewPage, loaded.data, 'kk', answer.data);
  expect(html).toContain(`/requests/${id}`);
  expect(html).toContain('name="allTheSame"');
  expect(await answerOf(record(await send(world, 'gulnar', deskForm({ allTheSame: 'yes' }))))).toMatchObject({ status: 303 });
});

test('strangers find no request and no form', async () => {
  const world = await openWorld();
  const { id: requestId } = await askedPublicly(world);
  const params = { requestId };
  for (const person of ['otherHead', 'aigerim', 'saule', 'bolat', 'dana', 'kanat', 'nurlan'] as const) {
    for (const loader of [page, editPage, papers, owed, withdrawal, arrival] as Loader[]) {
      expect(await answerOf(Promise.resolve(loader(await visit(world, person, { params })))), person).toMatchObject({ status: 404 });
    }
    if (person !== 'otherHead') expect(await answerOf(newPage(await visit(world, person))), person).toMatchObject({ status: 404 });
    expect(await answerOf(tick(await send(world, person, { 'papers.identity': 'present', version: '1' }, { params }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(withdraw(await send(world, person, { reason: 'x', version: '1' }, { params }))), person).toMatchObject({ status: 404 });
    expect(await answerOf(come(await send(world, person, arrivalForm(), { params }))), person).toMatchObject({ status: 404 });
  }
  expect(await stored(world)).toEqual([{ id: requestId, state: 'waiting', version: 1 }]);
});

test('a change over a stale version shows both texts', async () => {
  const world = await openWorld();
  const requestId = await recordedRequest(world);
  const { channel: _, ...form } = deskForm();
  const params = { requestId };
  expect(await answerOf(edit(await send(world, 'gulnar', { ...form, reason: 'Мектеп туралы.', version: '1' }, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(edit(await send(world, 'marat', { ...form, reason: 'Үй туралы.', version: '1' }, { params })))).toMatchObject({
    status: 409,
    data: { reason: 'changed-meanwhile', theirs: { reason: 'Мектеп туралы.', version: '2' }, typed: { reason: ['Үй туралы.'] } },
  });
});

test('the registrar ticks papers and takes a request out of the queue with a reason', async () => {
  const world = await openWorld();
  const requestId = await recordedRequest(world);
  const params = { requestId };
  expect(await answerOf(tick(await send(world, 'gulnar', { 'papers.identity': 'present', version: '1' }, { params })))).toMatchObject({ status: 303, location: `/requests/${requestId}` });
  expect(await answerOf(tick(await send(world, 'gulnar', { 'papers.identity': 'missing', version: '1' }, { params })))).toMatchObject({ status: 409, data: { theirs: { version: '2' } } });
  expect(await answerOf(withdraw(await send(world, 'gulnar', { reason: '', version: '2' }, { params })))).toMatchObject({ status: 422, data: { fields: { reason: 'field.required' } } });
  expect(await answerOf(withdraw(await send(world, 'gulnar', { reason: 'Көшіп кетті.', version: '2' }, { params })))).toMatchObject({ status: 303 });
  expect(await answerOf(withdraw(await send(world, 'gulnar', { reason: 'Тағы да.', version: '3' }, { params })))).toMatchObject({ status: 409, data: { reason: 'request.wrong-state' } });
});

test('somebody else’s referral is declined on its own page, not taken out here', async () => {
  const world = await openWorld();
  const requestId = await requestOf(world, await sentReferral(world));
  expect(await answerOf(withdraw(await send(world, 'gulnar', { reason: 'x', version: '1' }, { params: { requestId } })))).toMatchObject({ status: 409, data: { reason: 'request.has-referral', typed: { reason: ['x'] } } });
});

test('at the first visit the registrar links the child, or is told at each field what is missing', async () => {
  const world = await openWorld();
  const { id: requestId } = await askedPublicly(world);
  const params = { requestId };
  const { seen: _, ...unseen } = arrivalForm({ guardianSurname: '', agreedOn: '' });
  expect(await answerOf(come(await send(world, 'gulnar', unseen, { params })))).toMatchObject({
    status: 422,
    data: { fields: { seen: 'request.not-seen', agreedOn: 'field.required' }, typed: { givenName: ['Ерасыл'] } },
  });
  expect(await answerOf(come(await send(world, 'gulnar', arrivalForm({ guardianSurname: '' }), { params })))).toMatchObject({ status: 422, data: { fields: { guardianSurname: 'field.required' } } });
  expect(await answerOf(come(await send(world, 'gulnar', arrivalForm({ iin: '990101300023', noIinReason: '' }), { params })))).toMatchObject({ status: 422, data: { warned: true } });
  expect(await answerOf(come(await send(world, 'gulnar', arrivalForm({ agreedOn: '2026-10-15' }), { params })))).toMatchObject({ status: 422, data: { fields: { agreedOn: 'field.in-the-future' } } });
  expect(await answerOf(come(await send(world, 'gulnar', knownArrivalForm(world.alikhan), { params })))).toMatchObject({ status: 404 });
  expect(await answerOf(come(await send(world, 'gulnar', arrivalForm(), { params })))).toMatchObject({ status: 303, location: `/requests/${requestId}` });
  expect(await answerOf(come(await send(world, 'gulnar', arrivalForm({ version: '2' }), { params })))).toMatchObject({ status: 409, data: { reason: 'request.arrived-already' } });
  const [row] = await world.database.read((tx) => tx.select({ childId: requests.childId }).from(requests).where(eq(requests.id, requestId)));
  expect(row?.childId).not.toBeNull();
});

test('every page of a request says everything in three languages', async () => {
  const world = await openWorld();
  const { id: fresh } = await askedPublicly(world);
  const twin = await recordedRequest(world);
  const other = await openWorld();
  const { id: arrived, childId } = await arrivedRequest(other);
  const known = await askedPublicly(other, { once: 'a-later-page-00003' });
  const school = await requestOf(other, await sentReferral(other));
  const pages: [string, World, Person | null, ComponentType, Loader, Record<string, string>, string?][] = [
    ['public form', world, null, AskPage, askPage, {}],
    ['new', world, 'gulnar', NewPage, newPage, {}],
    ['public request', world, 'marat', RequestPage, page, { requestId: fresh }],
    ['its twin', world, 'gulnar', RequestPage, page, { requestId: twin }],
    ['arrived', other, 'gulnar', RequestPage, page, { requestId: arrived }],
    ['from a school', other, 'marat', RequestPage, page, { requestId: school }],
    ['edit', world, 'gulnar', EditPage, editPage, { requestId: fresh }],
    ['edit linked', other, 'gulnar', EditPage, editPage, { requestId: arrived }],
    ['papers', world, 'gulnar', PapersPage, papers, { requestId: fresh }],
    ['list for the family', world, 'gulnar', OwedPage, owed, { requestId: fresh }, '/?language=ru'],
    ['withdrawal', world, 'gulnar', WithdrawalPage, withdrawal, { requestId: fresh }],
    ['withdrawal that may not be', other, 'gulnar', WithdrawalPage, withdrawal, { requestId: school }],
    ['nobody known', world, 'gulnar', ArrivalPage, arrival, { requestId: fresh }],
    ['somebody known', other, 'gulnar', ArrivalPage, arrival, { requestId: known.id }],
    ['new child', world, 'gulnar', ArrivalPage, arrival, { requestId: fresh }, '/?child=new'],
    ['known child', other, 'gulnar', ArrivalPage, arrival, { requestId: known.id }, `/?child=${childId}`],
    ['came already', other, 'gulnar', ArrivalPage, arrival, { requestId: arrived }],
  ];
  for (const [name, where, person, Page, loader, params, url] of pages) {
    for (const language of LANGUAGES) {
      const html = await htmlOf(where, person, Page, loader, params, language, url);
      expect(html, `${name}, ${language}`).toMatch(/<h1[^>]*>.*\S.*<\/h1>/);
      expect(html, `${name}, ${language}`).not.toMatch(/\{\w+\}|undefined|NaN|\[object|style="|<script/);
      expect(faultsOf(html), `${name}, ${language}`).toEqual([]);
    }
  }
});

/** Ids that stand twice, controls without a label, and descriptions that point nowhere. */
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
  ];
}
