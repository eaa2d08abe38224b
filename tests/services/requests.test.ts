import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import {
  assessmentMembers,
  assessments,
  auditEntries,
  children,
  conclusions,
  consents,
  enrolments,
  guardians,
  newId,
  organisations,
  referenceItems,
  referrals,
  requestPapers,
  requests,
  rooms,
  visitMembers,
  visits,
} from '#db/schema';
import { linkedRevision, requestRevision } from '~/domain/requests';
import { declineReferral } from '~/services/assessments.server';
import { papersOwed, stepRequest } from '~/services/queueing.server';
import { withdrawReferral } from '~/services/referrals.server';
import { arrive, findArrival, startArrival } from '~/services/arrivals.server';
import { askForExamination, followRequest, pmpcsByRegion } from '~/services/asking.server';
import { openOwed, startPapers, tickPapers } from '~/services/request-papers.server';
import { openRequest, recordRequest, reviseRequest, startRequest, startRequestEdit, withdrawRequest } from '~/services/requests.server';
import { sentReferral } from '../support/story-referrals';
import { arrivalDraft, arrivedRequest, askedPublicly, deskDraft, deskForm, knownArrivalDraft, papersBrought, publicDraft, recordedRequest, requestOf } from '../support/story-requests';
import { NOW, openWorld, restrict, type World } from '../support/world';

async function rowOf(world: World, id: string) {
  const [row] = await world.database.read((tx) => tx.select().from(requests).where(eq(requests.id, id)));
  if (!row) throw new Error('the request is gone');
  return row;
}

const linesOf = (world: World, subjectId: string) =>
  world.database.read((tx) =>
    tx
      .select({ action: auditEntries.action, actorId: auditEntries.actorId, detail: auditEntries.detail, outcome: auditEntries.outcome })
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, subjectId)),
  );

/** An appointment of a request with one psychologist, as the desk would have written it. */
async function bookedVisit(world: World, requestId: string): Promise<string> {
  const visitId = newId();
  await world.database.transaction(async (tx) => {
    const roomId = newId();
    await tx.insert(rooms).values({ id: roomId, pmpcId: world.places.pmpc, name: '4' });
    await tx.insert(visits).values({
      id: visitId, requestId, pmpcId: world.places.pmpc, roomId, visitOn: '2026-10-21', startsAt: '10:00', endsAt: '11:00', language: 'kk', state: 'booked',
      bookedBy: world.people.gulnar.userId, bookedAt: NOW,
    });
    await tx.insert(visitMembers).values({ visitId, specialty: 'psychologist', userId: world.people.aigerim.userId });
    await tx.update(requests).set({ state: 'booked' }).where(eq(requests.id, requestId));
  });
  return visitId;
}

// The public page

test('a family without an account finds the PMPCs by region', async () => {
  const world = await openWorld();
  const regions = await pmpcsByRegion(world.database);
  expect(regions.map(({ code }) => code)).toEqual(['KZ-61']);
  expect(regions[0]?.pmpcs.map(({ id }) => id).sort()).toEqual([world.places.pmpc, world.places.otherPmpc].sort());
});

test('a request from the public page waits in the queue, with what was said kept apart from what anybody may read', async () => {
  const world = await openWorld();
  const { id, code } = await askedPublicly(world);
  expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/);
  expect(await rowOf(world, id)).toMatchObject({
    pmpcId: world.places.pmpc, channel: 'public', state: 'waiting', childId: null, referralId: null, surname: 'Ахметов', phone: '+77015556677',
    caseKind: 'school', examKind: 'primary', urgency: 'usual', receivedOn: '2026-10-14', recordedBy: null,
  });
  expect(await linesOf(world, id)).toEqual([{ action: 'request.record', actorId: null, detail: 'public, agreed request-data@2026-11-01', outcome: 'done' }]);
});

test('neither the code nor the telephone nor the reason can be read in the files of the database', async () => {
  const world = await openWorld();
  const { code } = await askedPublicly(world, { reason: 'Канарейка сөзі осында.' });
  const { folder } = world.database;
  const bytes = Buffer.concat(readdirSync(folder).map((name) => join(folder, name)).filter((path) => statSync(path).isFile()).map((path) => readFileSync(path)));
  expect(bytes.includes(Buffer.from('Ахметов'))).toBe(true);
  for (const secret of [code, code.replaceAll('-', ''), '+77015556677', '7015556677', 'Канарейка']) expect(bytes.includes(Buffer.from(secret)), secret).toBe(false);
});

test('the same form sent twice asks once and gives the same code', async () => {
  const world = await openWorld();
  const first = await askForExamination(world.database, publicDraft(world), NOW);
  const second = await askForExamination(world.database, publicDraft(world), new Date(NOW.getTime() + 60_000));
  expect(second).toEqual(first);
  expect(await world.database.read((tx) => tx.select({ id: requests.id }).from(requests))).toHaveLength(1);
  const other = await askForExamination(world.database, publicDraft(world, { once: 'another-page-0002' }), NOW);
  expect(other.code).not.toBe(first.code);
});

test('the public page says nothing of a child who is known or asked for already', async () => {
  const world = await openWorld();
  const twice = { surname: 'Серіков', givenName: 'Әлихан', birthDate: '2018-03-05' };
  await sentReferral(world);
  expect(Object.keys(await askForExamination(world.database, publicDraft(world, twice), NOW))).toEqual(['code', 'pmpc']);
});

test('a school is no PMPC, and a grown-up is no child', async () => {
  const world = await openWorld();
  await expect(askForExamination(world.database, publicDraft(world, { pmpcId: world.places.school }), NOW)).rejects.toThrow('field.choose');
  await expect(askForExamination(world.database, publicDraft(world, { birthDate: '2008-10-14' }), NOW)).rejects.toThrow('request.of-age');
  expect(await world.database.read((tx) => tx.select({ id: requests.id }).from(requests))).toEqual([]);
});

test('the follow-up code tells the place in the queue and what to bring, and no name', async () => {
  const world = await openWorld();
  await askedPublicly(world, { once: 'an-earlier-page-01', surname: 'Бұрынғы' }, new Date(NOW.getTime() - 86_400_000));
  const { id, code } = await askedPublicly(world);
  const followed = await followRequest(world.database, code.toLowerCase().replaceAll('-', ' '), NOW);
  expect(followed).toMatchObject({ state: 'waiting', place: 2, visit: null, receivedOn: '2026-10-14' });
  expect(followed?.papers.map(({ code: paper }) => paper)).toContain('identity');
  expect(JSON.stringify(followed)).not.toMatch(/Ахмет|Ерасыл|7015556677|Сөйлем/);
  expect(await linesOf(world, id)).toContainEqual({ action: 'request.open', actorId: null, detail: 'by code', outcome: 'done' });
});

test('a wrong code is told nothing, and the look is written down', async () => {
  const world = await openWorld();
  await askedPublicly(world);
  expect(await followRequest(world.database, 'K7QM-2XWP-9DHF-4TZR', NOW)).toBeNull();
  expect(await followRequest(world.database, '', NOW)).toBeNull();
  const lines = await world.database.read((tx) => tx.select({ outcome: auditEntries.outcome }).from(auditEntries).where(eq(auditEntries.detail, 'by a wrong code')));
  expect(lines).toEqual([{ outcome: 'denied' }, { outcome: 'denied' }]);
});

test('the code tells the appointment once there is one', async () => {
  const world = await openWorld();
  const { id, code } = await askedPublicly(world);
  await bookedVisit(world, id);
  expect(await followRequest(world.database, code, NOW)).toMatchObject({ state: 'booked', place: null, visit: { on: '2026-10-21', startsAt: '10:00' } });
});

test('a code opens nothing while a guardian of the child may not know where it comes', async () => {
  const world = await openWorld();
  const { id, code, childId } = await arrivedRequest(world);
  const [guardian] = await world.database.read((tx) => tx.select({ id: guardians.id }).from(guardians).where(eq(guardians.childId, childId)));
  await restrict(world, guardian?.id ?? '', 'documents');
  expect(await followRequest(world.database, code, NOW)).toMatchObject({ state: 'waiting' });
  await restrict(world, guardian?.id ?? '', 'location');
  expect(await followRequest(world.database, code, NOW)).toBeNull();
  expect(await linesOf(world, id)).toContainEqual({ action: 'request.open', actorId: null, detail: 'by a closed code', outcome: 'done' });
});

test('a small child waits before older ones who came sooner', async () => {
  const world = await openWorld();
  await askedPublicly(world, { once: 'an-earlier-page-01' }, new Date(NOW.getTime() - 86_400_000));
  const { code } = await askedPublicly(world, { birthDate: '2024-05-01' });
  expect(await followRequest(world.database, code, NOW)).toMatchObject({ place: 1 });
});

// The desk

test('the registrar writes down a request by telephone', async () => {
  const world = await openWorld();
  const id = await recordedRequest(world);
  expect(await rowOf(world, id)).toMatchObject({ channel: 'phone', state: 'waiting', recordedBy: world.people.gulnar.userId, phone: '+77015556677', applicantName: 'Ахметова Мадина' });
  expect(await linesOf(world, id)).toEqual([{ action: 'request.record', actorId: world.people.gulnar.userId, detail: 'phone', outcome: 'done' }]);
});

test('only the desk of a PMPC writes requests down', async () => {
  const world = await openWorld();
  for (const person of ['aigerim', 'saule', 'bolat', 'dana', 'kanat', 'nurlan'] as const) {
    await expect(startRequest(world.as(person)), person).rejects.toThrow('not-found');
    await expect(recordRequest(world.as(person), deskDraft()), person).rejects.toThrow('not-found');
  }
  await expect(startRequest(world.as('marat'))).resolves.toBeDefined();
});

test('a likely duplicate in the own queue is shown before anything is written', async () => {
  const world = await openWorld();
  const { id } = await askedPublicly(world, { surname: 'АХМЕТОВ' });
  const answer = await recordRequest(world.as('gulnar'), deskDraft());
  expect(answer).toMatchObject({ twins: [{ id, state: 'waiting' }] });
  expect(await recordRequest(world.as('gulnar'), deskDraft({ allTheSame: 'yes' }))).toHaveProperty('id');
});

test('another PMPC’s queue is never told of', async () => {
  const world = await openWorld();
  await askedPublicly(world, { pmpcId: world.places.otherPmpc });
  expect(await recordRequest(world.as('gulnar'), deskDraft())).toHaveProperty('id');
});

test('what is over is no duplicate any more', async () => {
  const world = await openWorld();
  const id = await recordedRequest(world);
  await withdrawRequest(world.as('gulnar'), id, { reason: 'Көшіп кетті.', version: 1 });
  expect(await recordRequest(world.as('gulnar'), deskDraft())).toHaveProperty('id');
});

test('head and registrar open a request with its papers and steps; nobody else does', async () => {
  const world = await openWorld();
  const { id } = await askedPublicly(world);
  const page = await openRequest(world.as('gulnar'), id);
  expect(page).toMatchObject({
    name: 'Ахметов Ерасыл', place: 1, waited: 0, owed: ['identity'], applicant: { name: 'Ахметова Мадина', phone: '+77015556677', relation: 'mother' },
    can: { edit: true, papers: true, withdraw: true, arrive: true, jump: false, book: true },
  });
  expect((await openRequest(world.as('marat'), id)).can.jump).toBe(true);
  for (const person of ['otherHead', 'aigerim', 'saule', 'dana', 'kanat', 'nurlan'] as const) {
    await expect(openRequest(world.as(person), id), person).rejects.toThrow('not-found');
  }
  expect(await linesOf(world, id)).toContainEqual({ action: 'request.open', actorId: world.people.gulnar.userId, detail: '', outcome: 'done' });
});

test('a request shows its clocks by the editions in force, each for what it is', async () => {
  const world = await openWorld();
  const { id } = await askedPublicly(world, {}, new Date('2026-08-03T06:00:00Z'));
  const { clocks, waited } = await openRequest(world.as('gulnar'), id);
  expect(waited).toBe(72);
  expect(clocks.length).toBeGreaterThan(0);
  expect(clocks.every(({ kind }) => kind !== 'statutory')).toBe(true);
});

test('a request is changed over the version it was opened at', async () => {
  const world = await openWorld();
  const id = await recordedRequest(world);
  const { channel: _, ...form } = deskForm({ givenName: 'Ерасыл', birthDate: '2024-02-11' });
  await reviseRequest(world.as('gulnar'), id, requestRevision.parse({ ...form, version: '1' }));
  expect(await rowOf(world, id)).toMatchObject({ birthDate: '2024-02-11', caseKind: 'early', rank: 250, version: 2 });
  const stale = reviseRequest(world.as('marat'), id, requestRevision.parse({ ...form, surname: 'Басқа', version: '1' }));
  await expect(stale).rejects.toMatchObject({ reason: 'changed-meanwhile', theirs: { surname: 'Ахметов', version: '2' } });
});

test('who the child of a linked request is stands in its record and nowhere else', async () => {
  const world = await openWorld();
  const referralId = await sentReferral(world);
  const id = await requestOf(world, referralId);
  const { channel: _, surname: _1, givenName: _2, patronymic: _3, birthDate: _4, ...form } = deskForm();
  await reviseRequest(world.as('gulnar'), id, linkedRevision.parse({ ...form, examLanguage: 'ru', caseKind: 'school', version: '1' }));
  expect(await rowOf(world, id)).toMatchObject({ surname: 'Серіков', examLanguage: 'ru' });
});

test('a request taken back leaves the queue with its reason and gives its appointment back', async () => {
  const world = await openWorld();
  const id = await recordedRequest(world);
  const visitId = await bookedVisit(world, id);
  await withdrawRequest(world.as('gulnar'), id, { reason: 'Отбасы көшіп кетті.', version: 1 });
  expect(await rowOf(world, id)).toMatchObject({ state: 'withdrawn', closedOn: '2026-10-14', closeReason: 'Отбасы көшіп кетті.' });
  const [visit] = await world.database.read((tx) => tx.select({ state: visits.state }).from(visits).where(eq(visits.id, visitId)));
  expect(visit?.state).toBe('cancelled');
  await expect(withdrawRequest(world.as('gulnar'), id, { reason: 'Тағы.', version: 2 })).rejects.toThrow('request.wrong-state');
});

test('a request that is closed gives back the appointments still to come, and leaves those that were', async () => {
  const world = await openWorld();
  const { id } = await askedPublicly(world);
  const coming = await bookedVisit(world, id);
  const stateOn = async (day: string) => {
    await world.database.transaction(async (tx) => {
      await tx.update(requests).set({ state: 'booked' }).where(eq(requests.id, id));
      await stepRequest(world.as('marat'), tx, { requestId: id }, 'closed', day);
    });
    const [visit] = await world.database.read((tx) => tx.select({ state: visits.state }).from(visits).where(eq(visits.id, coming)));
    return visit?.state;
  };
  expect(await stateOn('2026-10-21')).toBe('booked');
  expect(await stateOn('2026-10-20')).toBe('cancelled');
});

test('a request changed meanwhile is not taken back unread', async () => {
  const world = await openWorld();
  const id = await recordedRequest(world);
  await papersBrought(world, id);
  await expect(withdrawRequest(world.as('gulnar'), id, { reason: 'Көшіп кетті.', version: 1 })).rejects.toMatchObject({ reason: 'changed-meanwhile', theirs: { version: '2' } });
});

test('the desk of another PMPC changes nothing', async () => {
  const world = await openWorld();
  const id = await recordedRequest(world);
  const stranger = world.as('otherHead');
  await expect(withdrawRequest(stranger, id, { reason: 'x', version: 1 })).rejects.toThrow('not-found');
  await expect(tickPapers(stranger, id, { papers: { identity: 'present' }, version: 1 })).rejects.toThrow('not-found');
  await expect(arrive(stranger, id, arrivalDraft())).rejects.toThrow('not-found');
  await expect(openOwed(stranger, id)).rejects.toThrow('not-found');
  expect(await rowOf(world, id)).toMatchObject({ state: 'waiting', version: 1 });
});

// Papers

test('ticking the papers settles the debt, and each tick names who looked', async () => {
  const world = await openWorld();
  const id = await recordedRequest(world);
  expect((await startPapers(world.as('gulnar'), id)).owed).toEqual(['identity']);
  await tickPapers(world.as('gulnar'), id, { papers: { identity: 'present', characteristic: 'requested' }, version: 1 });
  expect((await startPapers(world.as('gulnar'), id)).owed).toEqual([]);
  const rows = await world.database.read((tx) => tx.select({ paper: requestPapers.paper, state: requestPapers.state, by: requestPapers.checkedBy }).from(requestPapers));
  expect(rows).toEqual(expect.arrayContaining([
    { paper: 'identity', state: 'present', by: world.people.gulnar.userId },
    { paper: 'characteristic', state: 'requested', by: world.people.gulnar.userId },
  ]));
  expect((await openOwed(world.as('gulnar'), id)).papers.filter(({ need }) => need !== 'if-present').map(({ code }) => code)).toEqual(['characteristic']);
});

test('a paper the list does not ask for is not taken, nor a tick over a stale list', async () => {
  const world = await openWorld();
  const id = await recordedRequest(world);
  await expect(tickPapers(world.as('gulnar'), id, { papers: { 'passport-scan': 'present' }, version: 1 })).rejects.toThrow('malformed');
  await expect(tickPapers(world.as('gulnar'), id, { papers: {}, version: 7 })).rejects.toThrow('changed-meanwhile');
});

test('a new edition of the list in the table asks for more, without a change of the program', async () => {
  const world = await openWorld();
  const id = await recordedRequest(world);
  await world.database.transaction(async (tx) => {
    const [list] = await tx.select({ body: referenceItems.body }).from(referenceItems).where(and(eq(referenceItems.collection, 'papers'), eq(referenceItems.item, 'school@2020-05-27')));
    const body = list?.body as { papers: object[] };
    const papers = [...body.papers, { code: 'new-card', need: 'mandatory', names: { kk: 'Жаңа карта', ru: 'Новая карта', en: 'New card' }, where: { kk: 'Мектептен', ru: 'В школе', en: 'At school' } }];
    await tx.insert(referenceItems).values({ collection: 'papers', item: 'school@2026-10-01', position: 99, edition: 'test', body: { ...body, id: 'school@2026-10-01', from: '2026-10-01', papers } });
  });
  expect((await openRequest(world.as('gulnar'), id)).owed).toEqual(['identity', 'new-card']);
});

// The queue behind referrals

test('a referral that is sent takes its place in the queue, with the documents it names', async () => {
  const world = await openWorld();
  const id = await requestOf(world, await sentReferral(world));
  expect(await rowOf(world, id)).toMatchObject({
    channel: 'school', state: 'waiting', childId: world.alikhan, surname: 'Серіков', caseKind: 'school', examKind: 'primary', examLanguage: 'kk', reason: null, rank: 300,
  });
  const states = await world.database.read((tx) => tx.select({ paper: requestPapers.paper, state: requestPapers.state }).from(requestPapers));
  expect(states).toContainEqual({ paper: 'characteristic', state: 'present' });
  expect(states).toContainEqual({ paper: 'medical-extract', state: 'requested' });
  const page = await openRequest(world.as('gulnar'), id);
  expect(page.reason).toBe('Сөйлеуінде және назарын шоғырландыруда қолдау керек.');
  expect(page).toMatchObject({ applicant: { name: 'Серікова Дана', phone: '+77010000001' }, can: { withdraw: false, arrive: false } });
});

test('a pupil of a college follows the college’s list', async () => {
  const world = await openWorld();
  await world.database.transaction(async (tx) => {
    await tx.update(organisations).set({ kind: 'college' }).where(eq(organisations.id, world.places.school));
  });
  expect(await rowOf(world, await requestOf(world, await sentReferral(world)))).toMatchObject({ caseKind: 'college' });
});

test('a child this PMPC has concluded about is examined again', async () => {
  const world = await openWorld();
  const first = await sentReferral(world);
  await world.database.transaction(async (tx) => {
    const assessmentId = newId();
    await tx.update(referrals).set({ state: 'closed' }).where(eq(referrals.id, first));
    await tx.insert(assessments).values({ id: assessmentId, childId: world.alikhan, referralId: first, pmpcId: world.places.pmpc, state: 'closed', examKind: 'primary', sessionOn: '2026-09-01', sessionAt: '10:00', room: '4', language: 'kk', createdBy: world.people.marat.userId, createdAt: NOW });
    await tx.insert(conclusions).values({ assessmentId, childId: world.alikhan, pmpcId: world.places.pmpc, authorId: world.people.marat.userId, state: 'issued', number: 1, issuedOn: '2026-09-10', createdAt: NOW, savedAt: NOW });
  });
  const id = await requestOf(world, await sentReferral(world));
  expect(await rowOf(world, id)).toMatchObject({ caseKind: 'repeated', examKind: 'repeated' });
});

test('a referral that is withdrawn or declined takes its request out of the queue', async () => {
  const world = await openWorld();
  const first = await sentReferral(world);
  await withdrawReferral(world.as('saule'), first);
  expect(await rowOf(world, await requestOf(world, first))).toMatchObject({ state: 'withdrawn', closedOn: '2026-10-14' });
  const second = await sentReferral(world);
  await declineReferral(world.as('marat'), second, 'Басқа ПМПК-ге тиесілі.');
  expect(await rowOf(world, await requestOf(world, second))).toMatchObject({ state: 'closed', closeReason: 'Басқа ПМПК-ге тиесілі.' });
});

test('a step without a request is no step, and a step twice is one', async () => {
  const world = await openWorld();
  const ctx = world.as('marat');
  await ctx.transaction((tx) => stepRequest(ctx, tx, { referralId: newId() }, 'seen', ctx.today));
  const referralId = await sentReferral(world);
  await ctx.transaction((tx) => stepRequest(ctx, tx, { referralId }, 'seen', ctx.today));
  await ctx.transaction((tx) => stepRequest(ctx, tx, { referralId }, 'seen', '2026-10-20'));
  expect(await rowOf(world, await requestOf(world, referralId))).toMatchObject({ state: 'seen', seenOn: '2026-10-14' });
  await expect(ctx.transaction((tx) => stepRequest(ctx, tx, { referralId }, 'waiting', ctx.today))).rejects.toThrow('request.wrong-state');
});

test('a referral owes its mandatory papers until they are seen', async () => {
  const world = await openWorld();
  const referralId = await sentReferral(world);
  expect(await world.database.read((tx) => papersOwed(tx, referralId))).toEqual(['identity']);
  await papersBrought(world, await requestOf(world, referralId));
  expect(await world.database.read((tx) => papersOwed(tx, referralId))).toEqual([]);
  expect(await world.database.read((tx) => papersOwed(tx, newId()))).toEqual([]);
});

// The first visit

test('at the first visit a child nobody here knows is registered, with the adult, both consents and a referral', async () => {
  const world = await openWorld();
  const { id, childId } = await arrivedRequest(world);
  const row = await rowOf(world, id);
  expect(row).toMatchObject({ childId, state: 'waiting', patronymic: 'Нұрланұлы', version: 2 });
  const stored = await world.database.read(async (tx) => ({
    child: await tx.select({ at: children.registeredOrganisationId, name: children.givenName }).from(children).where(eq(children.id, childId)),
    school: await tx.select({ id: enrolments.id }).from(enrolments).where(eq(enrolments.childId, childId)),
    guardians: await tx.select({ name: guardians.givenName, phone: guardians.phone, by: guardians.verifiedBy }).from(guardians).where(eq(guardians.childId, childId)),
    consents: await tx.select({ purpose: consents.purpose, state: consents.state, manner: consents.manner, on: consents.answeredOn }).from(consents).where(eq(consents.childId, childId)),
    referral: await tx.select({ id: referrals.id, state: referrals.state, from: referrals.fromOrganisationId }).from(referrals).where(eq(referrals.childId, childId)),
  }));
  expect(stored).toEqual({
    child: [{ at: world.places.pmpc, name: 'Ерасыл' }],
    school: [],
    guardians: [{ name: 'Мадина', phone: '+77015556677', by: world.people.gulnar.userId }],
    consents: [
      { purpose: 'examination', state: 'given', manner: 'paper', on: '2026-10-14' },
      { purpose: 'personal-data', state: 'given', manner: 'paper', on: '2026-10-14' },
    ],
    referral: [{ id: row.referralId, state: 'sent', from: world.places.pmpc }],
  });
  expect((await openRequest(world.as('gulnar'), id)).owed).toEqual([]);
  const words = await world.database.read((tx) => tx.select({ action: auditEntries.action }).from(auditEntries).where(eq(auditEntries.childId, childId)));
  expect(words.map(({ action }) => action)).toEqual(expect.arrayContaining(['child.register', 'guardian.link', 'consent.give', 'referral.create', 'request.record']));
});

test('a child known here is linked and not registered again', async () => {
  const world = await openWorld();
  const known = await arrivedRequest(world);
  await withdrawRequest(world.as('gulnar'), known.id, { reason: 'Келмейді.', version: 2 });
  const { id } = await askedPublicly(world, { once: 'a-later-page-00003', givenName: 'Ерасыл' });
  const { candidates } = await findArrival(world.as('gulnar'), id, '');
  expect(candidates).toMatchObject([{ id: known.childId, likely: true }]);
  const { guardians: adults, child } = await startArrival(world.as('gulnar'), id, known.childId);
  expect(child?.name).toBe('Ахметов Ерасыл Нұрланұлы');
  const draft = knownArrivalDraft(known.childId, { guardianId: adults[0]?.id ?? '', guardianSurname: '', guardianGivenName: '', relation: '' });
  expect(await arrive(world.as('gulnar'), id, draft)).toBe(known.childId);
  const count = await world.database.read((tx) => tx.select({ id: children.id }).from(children).where(eq(children.surname, 'Ахметов')));
  expect(count).toHaveLength(1);
  const adultsNow = await world.database.read((tx) => tx.select({ id: guardians.id }).from(guardians).where(eq(guardians.childId, known.childId)));
  expect(adultsNow).toHaveLength(1);
});

test('only children this PMPC knows are offered or linked', async () => {
  const world = await openWorld();
  const { id } = await askedPublicly(world, { surname: 'Серіков', givenName: 'Әлихан', birthDate: '2018-03-05' });
  expect((await findArrival(world.as('gulnar'), id, '')).candidates).toEqual([]);
  expect((await findArrival(world.as('gulnar'), id, 'Серіков')).candidates).toEqual([]);
  await expect(startArrival(world.as('gulnar'), id, world.alikhan)).rejects.toThrow('not-found');
  await expect(arrive(world.as('gulnar'), id, knownArrivalDraft(world.alikhan))).rejects.toThrow('not-found');
});

test('a child whose school has a referral waiting here gets no second one', async () => {
  const world = await openWorld();
  await sentReferral(world);
  const { id } = await askedPublicly(world, { surname: 'Серіков', givenName: 'Әлихан', birthDate: '2018-03-05' });
  const draft = knownArrivalDraft(world.alikhan, { guardianId: world.danaGuardian });
  await expect(arrive(world.as('gulnar'), id, draft)).rejects.toThrow('referral.open-already');
  expect(await rowOf(world, id)).toMatchObject({ childId: null, version: 1 });
  expect((await openRequest(world.as('gulnar'), id)).twins).toHaveLength(1);
});

test('an appointment made before becomes the examination’s, with its people', async () => {
  const world = await openWorld();
  const { id } = await askedPublicly(world);
  const visitId = await bookedVisit(world, id);
  await arrive(world.as('gulnar'), id, arrivalDraft());
  const { referralId } = await rowOf(world, id);
  const [examination] = await world.database.read((tx) => tx.select({ id: assessments.id, on: assessments.sessionOn, state: assessments.state }).from(assessments).where(eq(assessments.referralId, referralId ?? '')));
  expect(examination).toMatchObject({ on: '2026-10-21', state: 'scheduled' });
  const [visit] = await world.database.read((tx) => tx.select({ assessmentId: visits.assessmentId }).from(visits).where(eq(visits.id, visitId)));
  expect(visit?.assessmentId).toBe(examination?.id);
  const team = await world.database.read((tx) => tx.select({ userId: assessmentMembers.userId }).from(assessmentMembers).where(eq(assessmentMembers.assessmentId, examination?.id ?? '')));
  expect(team).toEqual([{ userId: world.people.aigerim.userId }]);
});

test('before the first visit there is no consent and no row of an examination', async () => {
  const world = await openWorld();
  const { id } = await askedPublicly(world);
  await bookedVisit(world, id);
  const stored = await world.database.read(async (tx) => [...(await tx.select({ id: consents.id }).from(consents)), ...(await tx.select({ id: assessments.id }).from(assessments))]);
  expect(stored).toEqual([]);
});

test('another desk hears nothing of a number at a request that is not its own', async () => {
  const world = await openWorld();
  const { id } = await askedPublicly(world);
  const draft = { ...arrivalDraft(), iin: '200211500017', noIinReason: null };
  for (const person of ['otherHead', 'saule'] as const) await expect(arrive(world.as(person), id, draft), person).rejects.toThrow('not-found');
  expect(await world.database.read((tx) => tx.select({ actorId: auditEntries.actorId }).from(auditEntries).where(eq(auditEntries.action, 'identity.duplicate-check')))).toEqual([]);
});

test('whoever opens the form of a request or of a first visit is in the record of the child', async () => {
  const world = await openWorld();
  const { id, childId } = await arrivedRequest(world);
  await startRequestEdit(world.as('gulnar'), id);
  const second = await recordedRequest(world, { surname: 'Басқа' });
  await startArrival(world.as('marat'), second, childId);
  const lines = await world.database.read((tx) =>
    tx.select({ actorId: auditEntries.actorId, subjectId: auditEntries.subjectId }).from(auditEntries).where(and(eq(auditEntries.childId, childId), eq(auditEntries.action, 'request.open'))),
  );
  expect(lines).toEqual([{ actorId: world.people.gulnar.userId, subjectId: id }, { actorId: world.people.marat.userId, subjectId: second }]);
});

test('a refused first visit leaves nothing behind', async () => {
  const world = await openWorld();
  const { id } = await askedPublicly(world);
  await expect(arrive(world.as('gulnar'), id, arrivalDraft({ agreedOn: '2026-10-15' }))).rejects.toThrow('field.in-the-future');
  await expect(arrive(world.as('gulnar'), id, arrivalDraft({ version: '9' }))).rejects.toThrow('changed-meanwhile');
  await expect(arrive(world.as('aigerim'), id, arrivalDraft())).rejects.toThrow('not-found');
  expect(await world.database.read((tx) => tx.select({ id: children.id }).from(children).where(eq(children.surname, 'Ахметов')))).toEqual([]);
  await arrive(world.as('gulnar'), id, arrivalDraft());
  await expect(arrive(world.as('gulnar'), id, arrivalDraft({ version: '2' }))).rejects.toThrow('request.arrived-already');
});

test('the PMPC’s own referral goes with a request that is taken back', async () => {
  const world = await openWorld();
  const { id, childId } = await arrivedRequest(world);
  await withdrawRequest(world.as('gulnar'), id, { reason: 'Отбасы ойын өзгертті.', version: 2 });
  const [referral] = await world.database.read((tx) => tx.select({ state: referrals.state }).from(referrals).where(eq(referrals.childId, childId)));
  expect(referral?.state).toBe('withdrawn');
});
