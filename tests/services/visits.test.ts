import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assessmentMembers, assessments, auditEntries, guardians, memberships, referenceItems, referrals, requests, rooms, visitMembers, visits } from '#db/schema';
import { acceptReferral, openAssessment, pmpcToday, rescheduleAssessment, setNeed } from '~/services/assessments.server';
import { addAbsence, changeCrew, keepVisitRules } from '~/services/desk.server';
import { examineAt } from '~/services/scheduling.server';
import { bookVisit, cancelVisit, holdVisit, listReminders, missVisit, moveVisit, openDay, openMoving, ownCalendar, startBooking } from '~/services/visits.server';
import { answerConsent, sessionDraft, signedFinding, waitingReferral, writtenFinding } from '../support/story-assessments';
import { drafted } from '../support/story-conclusions';
import { addFather } from '../support/story-plans';
import { appointment, arrangedDesk, crewOf, stateOf, visitsOf, waitingAlikhan, waitingStranger } from '../support/story-visits';
import { openWorld, restrict, type World } from '../support/world';

const ANY = { from: null, crewId: null };
const at = (day: string) => new Date(`${day}T06:00:00Z`);
const examination = (world: World) => world.database.read((tx) => tx.select().from(assessments));
const teamOf = async (world: World) => (await world.database.read((tx) => tx.select().from(assessmentMembers))).map(({ specialty }) => specialty).sort();

test('the registrar is offered the free times of the first week that has any', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const page = await startBooking(world.as('gulnar'), await waitingStranger(world), ANY);
  expect(page).toMatchObject({ from: '2026-10-14', to: '2026-10-20', ordinal: 1, minutes: 60, request: { birthYear: '2021', language: 'kk' } });
  expect(page.slots[0]).toMatchObject({ day: '2026-10-14', startsAt: '11:00', room: '1', crew: 'А құрамы' });
  const own = await startBooking(world.as('gulnar'), page.request.id, { from: '2026-10-19', crewId: desk.crews[1] });
  expect(new Set(own.slots.map(({ crewId }) => crewId))).toEqual(new Set([desk.crews[1]]));
});

test('a slot that was offered can be booked; the request is booked, the visit has its people', async () => {
  const world = await openWorld();
  await arrangedDesk(world);
  const requestId = await waitingStranger(world);
  const { slots } = await startBooking(world.as('gulnar'), requestId, ANY);
  const slot = slots[3];
  if (!slot) throw new Error('nothing was free');
  const id = await bookVisit(world.as('gulnar'), requestId, { at: slot, language: 'kk' });
  expect(await stateOf(world, requestId)).toBe('booked');
  expect(await visitsOf(world, requestId)).toMatchObject([{ id, visitOn: slot.day, startsAt: slot.startsAt, roomId: slot.roomId, crewId: slot.crewId, state: 'booked', ordinal: 1, assessmentId: null }]);
  expect(await world.database.read((tx) => tx.select().from(visitMembers).where(eq(visitMembers.visitId, id)))).toHaveLength(2);
  const lines = await world.database.read((tx) => tx.select().from(auditEntries).where(eq(auditEntries.action, 'visit.book')));
  expect(lines).toMatchObject([{ subjectId: id, detail: 'booked 1' }]);
});

test('booking a referral accepts it and makes the examination with the crew as its team', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId, referralId } = await waitingAlikhan(world);
  await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  const [row] = await examination(world);
  expect(row).toMatchObject({ childId: world.alikhan, referralId, sessionOn: '2026-10-21', sessionAt: '09:00', room: '1', examKind: 'primary', state: 'scheduled' });
  expect(await teamOf(world)).toEqual(['psychologist', 'speech_therapist']);
  expect((await world.database.read((tx) => tx.select().from(referrals)))[0]).toMatchObject({ state: 'accepted', decidedBy: world.people.gulnar.userId });
  expect((await visitsOf(world, requestId))[0]?.assessmentId).toBe(row?.id);
  await expect(openAssessment(world.as('aigerim'), row?.id ?? '')).resolves.toMatchObject({ room: '1' });
});

test('without a consent in force no examination is written and nothing is booked', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId, referralId } = await waitingAlikhan(world);
  await answerConsent(world, 'withdrawn');
  await expect(bookVisit(world.as('gulnar'), requestId, appointment(desk))).rejects.toThrow('consent.needed');
  await expect(acceptReferral(world.as('gulnar'), referralId, sessionDraft(world))).rejects.toThrow('consent.needed');
  expect(await visitsOf(world, requestId)).toEqual([]);
  expect(await stateOf(world, requestId)).toBe('waiting');
  expect((await world.database.read((tx) => tx.select().from(referrals)))[0]?.state).toBe('sent');
});

test('once the consent is withdrawn, nobody joins the team and no visit is moved, but it may be cancelled', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId } = await waitingAlikhan(world);
  const id = await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  const [row] = await examination(world);
  await answerConsent(world, 'withdrawn');
  const other = appointment(desk, { day: '2026-10-22', crewId: desk.crews[1] });
  await expect(bookVisit(world.as('gulnar'), requestId, other)).rejects.toThrow('consent.needed');
  await expect(moveVisit(world.as('gulnar'), id, { ...other, reason: 'Отбасы сұрады.', version: 1 })).rejects.toThrow('consent.needed');
  await expect(rescheduleAssessment(world.as('marat'), row?.id ?? '', { ...sessionDraft(world, { room: '1' }), version: row?.version ?? 0 })).rejects.toThrow('consent.needed');
  expect(await teamOf(world)).toEqual(['psychologist', 'speech_therapist']);
  await cancelVisit(world.as('gulnar'), id, { reason: 'Келісім қайтарып алынды.', version: 1 });
  expect((await visitsOf(world, requestId)).map(({ state }) => state)).toEqual(['cancelled']);
});

test('whatever stands in the way of a time is refused with its own reason', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  await world.database.transaction(async (tx) => {
    const body = { id: '2026@2025-12-01', code: '2026', from: '2025-12-01', to: null, off: [{ on: '2026-10-22', kk: 'М', ru: 'П', en: 'H' }], worked: [], mark: 'G' };
    await tx.delete(referenceItems).where(eq(referenceItems.collection, 'days-off'));
    await tx.insert(referenceItems).values({ collection: 'days-off', item: body.id, position: 0, body, edition: 'test' });
  });
  const gulnar = world.as('gulnar');
  await bookVisit(gulnar, await waitingStranger(world), appointment(desk));
  await addAbsence(gulnar, { userId: world.people.zhanar.userId, kind: 'training', firstDay: '2026-10-23', lastDay: '2026-10-23' });
  const requestId = await waitingStranger(world);
  const book = (change: Parameters<typeof appointment>[1]) => bookVisit(gulnar, requestId, appointment(desk, change));
  await expect(book({ day: '2026-10-13' })).rejects.toThrow('field.in-the-past');
  await expect(book({ day: '2026-10-22' })).rejects.toThrow('visit.day-off');
  await expect(book({ day: '2026-10-24' })).rejects.toThrow('visit.day-off');
  await expect(book({ day: '2026-10-23' })).rejects.toThrow('visit.member-away');
  await expect(book({ startsAt: '11:30', endsAt: '12:30' })).rejects.toThrow('visit.outside-hours');
  await expect(book({ startsAt: '09:30', endsAt: '10:30', crewId: desk.crews[1] })).rejects.toThrow('assessment.room-taken');
  await expect(book({ startsAt: '09:30', endsAt: '10:30', roomId: desk.rooms[1] })).rejects.toThrow('assessment.member-elsewhere');
  await expect(book({ roomId: desk.crews[0] })).rejects.toThrow('visit.desk-closed');
  expect(await visitsOf(world, requestId)).toEqual([]);
  await expect(book({ startsAt: '09:30', endsAt: '10:30', crewId: desk.crews[1], roomId: desk.rooms[1] })).resolves.toMatch(/-/);
});

test('a room out of use and a specialist who has left receive nobody', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const requestId = await waitingStranger(world);
  await world.database.transaction(async (tx) => {
    await tx.update(memberships).set({ validTo: '2026-10-20' }).where(eq(memberships.id, world.people.zhanar.membershipId));
    await tx.update(rooms).set({ active: false }).where(eq(rooms.id, desk.rooms[1]));
  });
  await expect(bookVisit(world.as('gulnar'), requestId, appointment(desk))).rejects.toThrow('assessment.member-not-here');
  await expect(bookVisit(world.as('gulnar'), requestId, appointment(desk, { roomId: desk.rooms[1], crewId: desk.crews[1] }))).rejects.toThrow('visit.desk-closed');
  const { slots } = await startBooking(world.as('gulnar'), requestId, { from: '2026-10-21', crewId: null });
  expect(slots.every(({ crewId, roomId }) => crewId === desk.crews[1] && roomId === desk.rooms[0])).toBe(true);
});

test('what is kept for urgent cases goes to the urgent, and to anybody from the day before', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const gulnar = world.as('gulnar');
  const times = ['09:00', '10:00', '11:00'].flatMap((startsAt, hour) => [0, 1].map((side) => ({ startsAt, endsAt: `${hour + 10}:00`, roomId: desk.rooms[side] as string, crewId: desk.crews[side] as string })));
  for (const time of times.slice(0, 5)) await bookVisit(gulnar, await waitingStranger(world), appointment(desk, time));
  const usual = await waitingStranger(world);
  await expect(bookVisit(gulnar, usual, appointment(desk, times[5]))).rejects.toThrow('visit.reserved');
  expect((await startBooking(gulnar, usual, { from: '2026-10-21', crewId: null })).slots.filter(({ day }) => day === '2026-10-21')).toEqual([]);
  const urgent = await waitingStranger(world, { urgency: 'urgent' });
  expect((await startBooking(gulnar, urgent, { from: '2026-10-21', crewId: null })).slots[0]).toMatchObject({ day: '2026-10-21', startsAt: '11:00' });
  await expect(bookVisit(world.as('gulnar', at('2026-10-20')), usual, appointment(desk, times[5]))).resolves.toMatch(/-/);
  await expect(bookVisit(gulnar, urgent, appointment(desk, times[5]))).rejects.toThrow('assessment.room-taken');
});

test('fifty registrars book the last slot at once: one has it, forty-nine are told why not', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const waiting: string[] = [];
  for (let index = 0; index < 50; index += 1) waiting.push(await waitingStranger(world));
  const answers = await Promise.allSettled(waiting.map((requestId, index) => bookVisit(world.as(index % 2 ? 'gulnar' : 'marat'), requestId, appointment(desk))));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const reasons = answers.flatMap((answer) => (answer.status === 'rejected' ? [(answer.reason as Error).message] : []));
  expect(reasons).toEqual(Array(49).fill('assessment.room-taken'));
  expect(await world.database.read((tx) => tx.select({ id: visits.id }).from(visits))).toHaveLength(1);
  expect(await world.database.read((tx) => tx.select({ id: requests.id }).from(requests).where(eq(requests.state, 'booked')))).toHaveLength(1);
});

test('a further visit adds its people to the team and leaves the session where it is; a fifth is one too many', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId } = await waitingAlikhan(world);
  await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  await bookVisit(world.as('gulnar'), requestId, appointment(desk, { day: '2026-10-22', crewId: desk.crews[1] }));
  expect((await visitsOf(world, requestId)).map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  expect(await examination(world)).toMatchObject([{ sessionOn: '2026-10-21', version: 1 }]);
  expect(await teamOf(world)).toEqual(['neurologist', 'psychologist', 'special_pedagogue', 'speech_therapist']);
  await keepVisitRules(world.as('marat'), { minutes: 60, most: 2 });
  await expect(bookVisit(world.as('gulnar'), requestId, appointment(desk, { day: '2026-10-23' }))).rejects.toMatchObject({ reason: 'visit.too-many', values: { most: 2 } });
});

test('moving keeps the old row and takes the examination along', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId } = await waitingAlikhan(world);
  const id = await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  expect(await openMoving(world.as('gulnar'), id, ANY)).toMatchObject({ visit: { day: '2026-10-21', version: 1 } });
  const move = { ...appointment(desk, { day: '2026-10-22', startsAt: '10:00', endsAt: '11:00', roomId: desk.rooms[1], crewId: desk.crews[1] }), reason: 'Отбасы сұрады.', version: 1 };
  await moveVisit(world.as('gulnar'), id, move);
  const rows = await visitsOf(world, requestId);
  expect(rows.find((row) => row.id === id)).toMatchObject({ state: 'moved', reason: 'Отбасы сұрады.' });
  expect(rows.find((row) => row.id !== id)).toMatchObject({ state: 'booked', ordinal: 1, visitOn: '2026-10-22' });
  expect(await examination(world)).toMatchObject([{ sessionOn: '2026-10-22', sessionAt: '10:00', room: '2' }]);
  expect(await teamOf(world)).toEqual(['neurologist', 'special_pedagogue']);
  await expect(moveVisit(world.as('marat'), id, move)).rejects.toThrow('visit.wrong-state');
});

test('a visit keeps its own time when it is moved by half an hour', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const id = await bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk));
  await expect(moveVisit(world.as('gulnar'), id, { ...appointment(desk, { startsAt: '09:30', endsAt: '10:30' }), reason: 'Кешігеді.', version: 1 })).resolves.toMatch(/-/);
});

test('a further visit is not given to another psychologist once the section is signed', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId } = await waitingAlikhan(world);
  await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  const [row] = await examination(world);
  await signedFinding(world, 'aigerim', row?.id ?? '');
  await world.database.transaction(async (tx) => {
    await tx.insert(memberships).values({ userId: world.people.asel.userId, organisationId: world.places.pmpc, role: 'pmpc_specialist', specialty: 'psychologist', validFrom: '2026-08-01' });
  });
  const crew = crewOf(world, 'Б құрамы', []);
  await changeCrew(world.as('gulnar'), desk.crews[1], { ...crew, seats: { ...crew.seats, psychologist: world.people.asel.userId }, active: true, version: 1 });
  await expect(bookVisit(world.as('gulnar'), requestId, appointment(desk, { day: '2026-10-22', crewId: desk.crews[1] }))).rejects.toThrow('assessment.section-begun');
  expect(await visitsOf(world, requestId)).toHaveLength(1);
});

test('a family that did not come waits again and is booked for the same examination', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId } = await waitingAlikhan(world);
  const id = await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  await expect(missVisit(world.as('gulnar'), id, { reason: '', version: 1 })).rejects.toThrow('visit.not-yet');
  const onTheDay = world.as('gulnar', at('2026-10-21'));
  await missVisit(onTheDay, id, { reason: 'Ауырып қалды.', version: 1 });
  expect(await stateOf(world, requestId)).toBe('waiting');
  expect((await pmpcToday(world.as('marat', at('2026-10-21')))).total).toBe(0);
  await bookVisit(onTheDay, requestId, appointment(desk, { day: '2026-10-28' }));
  expect(await examination(world)).toMatchObject([{ sessionOn: '2026-10-28', state: 'scheduled' }]);
  expect((await visitsOf(world, requestId)).map(({ state, ordinal }) => [state, ordinal])).toEqual([['no-show', 1], ['booked', 1]]);
});

test('cancelling frees the time; while another visit stands the request stays booked', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const requestId = await waitingStranger(world);
  const first = await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  const second = await bookVisit(world.as('gulnar'), requestId, appointment(desk, { day: '2026-10-22' }));
  await cancelVisit(world.as('gulnar'), second, { reason: 'Қажет емес.', version: 1 });
  expect(await stateOf(world, requestId)).toBe('booked');
  await cancelVisit(world.as('gulnar'), first, { reason: 'Отбасы көшті.', version: 1 });
  expect(await stateOf(world, requestId)).toBe('waiting');
  await expect(cancelVisit(world.as('gulnar'), first, { reason: 'x', version: 2 })).rejects.toThrow('visit.wrong-state');
  await expect(bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk))).resolves.toMatch(/-/);
});

test('a visit is held on its day, once the child has a record here', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId } = await waitingAlikhan(world);
  const id = await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  await expect(holdVisit(world.as('gulnar'), id, 1)).rejects.toThrow('visit.not-yet');
  await holdVisit(world.as('gulnar', at('2026-10-21')), id, 1);
  expect(await stateOf(world, requestId)).toBe('seen');
  const stranger = await bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk, { day: '2026-10-22' }));
  await expect(holdVisit(world.as('gulnar', at('2026-10-22')), stranger, 1)).rejects.toThrow('visit.arrival-first');
});

test('the first saved section marks the visit of that day as held', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId } = await waitingAlikhan(world);
  await bookVisit(world.as('gulnar'), requestId, appointment(desk, { day: '2026-10-14', startsAt: '11:00', endsAt: '12:00' }));
  await bookVisit(world.as('gulnar'), requestId, appointment(desk, { day: '2026-10-21', crewId: desk.crews[1] }));
  const [row] = await examination(world);
  await writtenFinding(world, 'aigerim', row?.id ?? '');
  expect((await visitsOf(world, requestId)).map(({ visitOn, state }) => [visitOn, state])).toEqual([['2026-10-14', 'held'], ['2026-10-21', 'booked']]);
  expect(await stateOf(world, requestId)).toBe('seen');
});

test('a visit booked before the child had a record gets its examination when the family arrives', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const requestId = await waitingStranger(world);
  const visitId = await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  const referralId = await waitingReferral(world);
  const assessmentId = await world.database.transaction(async (tx) => {
    await tx.update(requests).set({ childId: world.alikhan, referralId }).where(eq(requests.id, requestId));
    return examineAt(world.as('gulnar'), tx, { visitId, childId: world.alikhan, referralId });
  });
  expect(await examination(world)).toMatchObject([{ id: assessmentId, sessionOn: '2026-10-21', room: '1', childId: world.alikhan }]);
  expect(await teamOf(world)).toEqual(['psychologist', 'speech_therapist']);
  expect((await visitsOf(world, requestId))[0]?.assessmentId).toBe(assessmentId);
});

test('accepting by hand in a room of the desk is an appointment; in any other room it is none', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world, []);
  const { requestId, referralId } = await waitingAlikhan(world);
  const id = await acceptReferral(world.as('marat'), referralId, sessionDraft(world, { room: ' 2 ', team: ['aigerim'] }));
  expect(await visitsOf(world, requestId)).toMatchObject([{ assessmentId: id, roomId: desk.rooms[1], startsAt: '10:00', endsAt: '11:00', crewId: null }]);
  expect(await stateOf(world, requestId)).toBe('booked');
  await expect(bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk, { startsAt: '10:30', endsAt: '11:30', roomId: desk.rooms[1] }))).rejects.toThrow('assessment.room-taken');
  const other = await waitingReferral(world, world.otherChild);
  await acceptReferral(world.as('marat'), other, sessionDraft(world, { sessionAt: '12:00', room: 'Мәжіліс залы', team: ['aigerim'] }));
  expect(await world.database.read((tx) => tx.select({ id: visits.id }).from(visits))).toHaveLength(1);
  await expect(bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk, { startsAt: '12:30', endsAt: '13:30' }))).rejects.toThrow('assessment.member-elsewhere');
});

test('changing the session by hand moves its appointment, and only into a room of the desk', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world, []);
  const { requestId } = await waitingAlikhan(world);
  await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  const [row] = await examination(world);
  const change = { ...sessionDraft(world, { sessionOn: '2026-10-22', sessionAt: '11:00', room: '2', team: ['aigerim'] }), version: 1 };
  await expect(rescheduleAssessment(world.as('marat'), row?.id ?? '', { ...change, room: 'Мәжіліс залы' })).rejects.toThrow('visit.room-unknown');
  await rescheduleAssessment(world.as('marat'), row?.id ?? '', change);
  const rows = await visitsOf(world, requestId);
  expect(rows.map(({ state }) => state).sort()).toEqual(['booked', 'moved']);
  expect(rows.find(({ state }) => state === 'booked')).toMatchObject({ visitOn: '2026-10-22', startsAt: '11:00', endsAt: '12:00', roomId: desk.rooms[1] });
});

test('the day shows who comes when and how far the sections are; a stranger to the PMPC has no day', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId } = await waitingAlikhan(world);
  await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  await bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk, { startsAt: '10:00', endsAt: '11:00', roomId: desk.rooms[1], crewId: desk.crews[1] }));
  const [row] = await examination(world);
  await signedFinding(world, 'aigerim', row?.id ?? '');
  const day = await openDay(world.as('gulnar'), '2026-10-21');
  expect(day).toMatchObject({ rooms: ['1', '2'], total: 2, own: false, working: true, can: { arrange: true, book: true } });
  expect(day.visits.map(({ startsAt, child }) => [startsAt, child?.age])).toEqual([['09:00', 8], ['10:00', 5]]);
  expect(day.visits[0]?.people.map(({ specialty, section }) => [specialty, section])).toEqual([['psychologist', 'done'], ['speech_therapist', 'not-started']]);
  for (const person of ['saule', 'bolat', 'ainur', 'dana', 'kanat', 'nurlan'] as const) await expect(openDay(world.as(person), '2026-10-21'), person).rejects.toThrow('not-found');
  expect((await openDay(world.as('otherHead'), '2026-10-21')).total).toBe(0);
});

test('how far a conclusion is stands in the day of the head and the team, and not in the registrar’s', async () => {
  const world = await openWorld();
  await drafted(world);
  for (const person of ['marat', 'aigerim'] as const) expect((await openDay(world.as(person), '2026-10-13')).visits, person).toMatchObject([{ conclusion: 'draft' }]);
  const [seen] = (await openDay(world.as('gulnar'), '2026-10-13')).visits;
  expect([seen?.child?.age, seen?.conclusion, seen?.signatures]).toEqual([8, undefined, 0]);
});

test('a specialist’s day is the own visits, and the name opens with the file, 14 days before', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId } = await waitingAlikhan(world);
  await bookVisit(world.as('gulnar'), requestId, appointment(desk, { day: '2026-11-11' }));
  await bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk, { day: '2026-11-11', startsAt: '10:00', endsAt: '11:00' }));
  expect((await openDay(world.as('timur'), '2026-11-11')).total).toBe(0);
  const early = await openDay(world.as('aigerim'), '2026-11-11');
  expect(early.visits.map(({ child, can }) => [child, can.move, can.examination])).toEqual([[null, false, false], [null, false, false]]);
  const later = await openDay(world.as('aigerim', at('2026-10-28')), '2026-11-11');
  expect(later.visits.map(({ child }) => child?.birthYear)).toEqual(['2018', '2021']);
  const [row] = await examination(world);
  const [member] = (await openAssessment(world.as('marat'), row?.id ?? '')).sections;
  await setNeed(world.as('marat'), row?.id ?? '', member?.memberId ?? '', { need: 'not-needed', reason: 'Қажет емес.' });
  expect((await openDay(world.as('aigerim', at('2026-10-29')), '2026-11-11')).total).toBe(1);
});

test('a visit whose specialist is away says so and offers to be moved', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  await bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk));
  await addAbsence(world.as('gulnar'), { userId: world.people.zhanar.userId, kind: 'sick', firstDay: '2026-10-21', lastDay: '2026-10-21' });
  const [visit] = (await openDay(world.as('marat'), '2026-10-21')).visits;
  expect(visit).toMatchObject({ lost: true, can: { move: true } });
  expect(visit?.people.map(({ away }) => away)).toEqual([false, true]);
  expect(JSON.stringify(visit)).not.toContain('sick');
});

test('the calendar of a specialist names rooms and times and nobody', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId } = await waitingAlikhan(world);
  await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  expect((await ownCalendar(world.as('aigerim'))).visits).toMatchObject([{ day: '2026-10-21', startsAt: '09:00', endsAt: '10:00', room: '1' }]);
  expect((await ownCalendar(world.as('timur'))).visits).toEqual([]);
  await expect(ownCalendar(world.as('gulnar'))).rejects.toThrow('not-found');
});

test('families are reminded a day and three days ahead; a school’s request is called on the guardian’s telephone', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId } = await waitingAlikhan(world);
  await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  await bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk, { day: '2026-10-23' }));
  await bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk, { day: '2026-10-22' }));
  const { rows } = await listReminders(world.as('gulnar', at('2026-10-20')));
  expect(rows.map(({ day, phone }) => [day, phone])).toEqual([['2026-10-21', '+77010000001'], ['2026-10-23', '+77010000055']]);
  expect(JSON.stringify(rows)).not.toContain('Әлихан');
  for (const person of ['aigerim', 'saule', 'dana', 'kanat'] as const) await expect(listReminders(world.as(person)), person).rejects.toThrow('not-found');
});

test('a guardian who may not know where the child comes is not called, even one who asked', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId } = await waitingAlikhan(world);
  await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  await restrict(world, world.danaGuardian, 'location');
  const reminder = async () => (await listReminders(world.as('gulnar', at('2026-10-20')))).rows.map(({ applicant, phone }) => ({ applicant, phone }));
  expect(await reminder()).toEqual([{ applicant: '', phone: null }]);
  await world.database.transaction(async (tx) => {
    await tx.update(requests).set({ phone: '+77010000001', applicantName: 'Серікова Дана' }).where(eq(requests.id, requestId));
  });
  expect(await reminder()).toEqual([{ applicant: '', phone: null }]);
  const father = await addFather(world);
  await world.database.transaction(async (tx) => {
    await tx.update(guardians).set({ phone: '+77010000002' }).where(eq(guardians.id, father));
  });
  expect(await reminder()).toEqual([{ applicant: '', phone: '+77010000002' }]);
});

test('only the PMPC’s head and registrar book, move and cancel, each in the own PMPC', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const requestId = await waitingStranger(world);
  const id = await bookVisit(world.as('marat'), requestId, appointment(desk));
  for (const person of ['aigerim', 'saule', 'bolat', 'ainur', 'dana', 'kanat', 'nurlan', 'otherHead'] as const) {
    const ctx = world.as(person);
    await expect(startBooking(ctx, requestId, ANY), person).rejects.toThrow('not-found');
    await expect(bookVisit(ctx, requestId, appointment(desk, { day: '2026-10-22' })), person).rejects.toThrow('not-found');
    await expect(moveVisit(ctx, id, { ...appointment(desk), reason: 'x', version: 1 }), person).rejects.toThrow('not-found');
    await expect(cancelVisit(ctx, id, { reason: 'x', version: 1 }), person).rejects.toThrow('not-found');
  }
});
