import { expect, test } from 'vitest';
import { loader as calendar } from '~/routes/day.calendar[.]ics';
import { loader as dayPage } from '~/routes/day._index';
import { loader as dayPaper } from '~/routes/day.paper';
import { loader as reminders } from '~/routes/day.reminders';
import { action as book, loader as bookPage } from '~/routes/requests.$requestId.visits.new';
import { action as cancel, loader as cancelPage } from '~/routes/visits.$visitId.cancelling';
import { action as hold } from '~/routes/visits.$visitId.holding';
import { action as move, loader as movePage } from '~/routes/visits.$visitId.moving';
import { action as miss, loader as missPage } from '~/routes/visits.$visitId.no-show';
import { bookVisit, startBooking } from '~/services/visits.server';
import { slotField } from '~/domain/visits';
import { appointment, arrangedDesk, stateOf, typedAppointment, visitsOf, waitingAlikhan, waitingStranger } from '../support/story-visits';
import { answerOf, send, visit } from '../support/visit';
import { openWorld, type Person } from '../support/world';

const STRANGERS = ['aigerim', 'saule', 'bolat', 'dana', 'kanat', 'nurlan', 'otherHead'] as const satisfies Person[];
const onTheDay = new Date('2026-10-21T06:00:00Z');

test('the registrar chooses a free time and lands on the request', async () => {
  const world = await openWorld();
  await arrangedDesk(world);
  const params = { requestId: await waitingStranger(world) };
  expect(await answerOf(bookPage(await visit(world, 'gulnar', { params, url: '/?from=2026-10-21&crew=nobody' })))).toMatchObject({ status: 200, data: { from: '2026-10-21', crewId: null, ordinal: 1 } });
  const [slot] = (await startBooking(world.as('gulnar'), params.requestId, { from: null, crewId: null })).slots;
  if (!slot) throw new Error('nothing was free');
  expect(await answerOf(book(await send(world, 'gulnar', { slot: slotField(slot), language: 'kk' }, { params })))).toMatchObject({ status: 303, location: `/requests/${params.requestId}` });
  expect(await stateOf(world, params.requestId)).toBe('booked');
});

test('a stranger finds no form to book with, and none of a visit', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const requestId = await waitingStranger(world);
  const visitId = await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  const params = { requestId, visitId };
  for (const person of STRANGERS) {
    for (const door of [bookPage, movePage, missPage, cancelPage]) expect((await answerOf(door(await visit(world, person, { params })))).status, person).toBe(404);
    for (const door of [book, move, miss, cancel, hold]) {
      const typed = { ...typedAppointment(appointment(desk)), reason: 'x', version: '1' };
      const fields = door === book ? typedAppointment(appointment(desk)) : door === move ? typed : door === hold ? { version: '1' } : { reason: 'x', version: '1' };
      expect((await answerOf(door(await send(world, person, fields, { params })))).status, person).toBe(404);
    }
  }
});

test('nothing chosen and a day of one’s own half filled in come back at their fields, with what was typed', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const params = { requestId: await waitingStranger(world) };
  expect(await answerOf(book(await send(world, 'gulnar', { language: 'ru' }, { params })))).toMatchObject({ status: 422, data: { fields: { slot: 'field.choose' }, typed: { language: ['ru'] } } });
  const half = typedAppointment(appointment(desk), { startsAt: '9', roomId: '' });
  expect(await answerOf(book(await send(world, 'gulnar', half, { params })))).toMatchObject({
    status: 422, data: { fields: { startsAt: 'field.time', roomId: 'field.choose' }, typed: { visitOn: ['2026-10-21'], startsAt: ['9'] } },
  });
  const past = typedAppointment(appointment(desk), { visitOn: '2026-10-13' });
  expect(await answerOf(book(await send(world, 'gulnar', past, { params })))).toMatchObject({ status: 422, data: { fields: { visitOn: 'field.in-the-past' } } });
});

test('a Saturday, a time outside the hours and a taken room are each refused with a reason, the typed text kept', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  await bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk));
  const params = { requestId: await waitingStranger(world) };
  const answer = async (change: Record<string, string>) => answerOf(book(await send(world, 'gulnar', typedAppointment(appointment(desk), change), { params })));
  expect(await answer({ visitOn: '2026-10-24' })).toMatchObject({ status: 409, data: { reason: 'visit.day-off', typed: { visitOn: ['2026-10-24'], startsAt: ['09:00'] } } });
  expect(await answer({ startsAt: '11:30' })).toMatchObject({ status: 409, data: { reason: 'visit.outside-hours' } });
  expect(await answer({ crewId: desk.crews[1] })).toMatchObject({ status: 409, data: { reason: 'assessment.room-taken' } });
  expect(await answer({ roomId: desk.rooms[1] })).toMatchObject({ status: 409, data: { reason: 'assessment.member-elsewhere' } });
});

test('fifty forms for the last slot at once: one books it, forty-nine come back with a reason and what was typed', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const forms: Awaited<ReturnType<typeof send>>[] = [];
  for (let index = 0; index < 50; index += 1) {
    const params = { requestId: await waitingStranger(world) };
    forms.push(await send(world, index % 2 ? 'gulnar' : 'marat', typedAppointment(appointment(desk)), { params }));
  }
  const answers = await Promise.all(forms.map((form) => answerOf(book(form))));
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  const refused = answers.filter(({ status }) => status === 409);
  expect(refused).toHaveLength(49);
  for (const { data } of refused) expect(data).toMatchObject({ reason: 'assessment.room-taken', typed: { visitOn: ['2026-10-21'], startsAt: ['09:00'] } });
});

test('a visit is moved with a reason; a second move of the same visit is told that it moved on', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const requestId = await waitingStranger(world);
  const params = { visitId: await bookVisit(world.as('gulnar'), requestId, appointment(desk)) };
  expect(await answerOf(movePage(await visit(world, 'gulnar', { params })))).toMatchObject({ status: 200, data: { visit: { version: 1, room: '1' } } });
  const typed = typedAppointment(appointment(desk, { day: '2026-10-22' }), { version: '1' });
  expect(await answerOf(move(await send(world, 'gulnar', { ...typed, reason: '' }, { params })))).toMatchObject({ status: 422, data: { fields: { reason: 'field.required' } } });
  expect(await answerOf(move(await send(world, 'gulnar', { ...typed, reason: 'Отбасы сұрады.' }, { params })))).toMatchObject({ status: 303, location: '/day?on=2026-10-22' });
  expect(await answerOf(move(await send(world, 'marat', { ...typed, reason: 'Тағы.' }, { params })))).toMatchObject({ status: 409, data: { reason: 'visit.wrong-state', typed: { reason: ['Тағы.'] } } });
  expect((await answerOf(movePage(await visit(world, 'gulnar', { params })))).status).toBe(404);
});

test('a form opened before somebody else changed the visit is refused with the version of now', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const params = { visitId: await bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk)) };
  expect(await answerOf(cancel(await send(world, 'gulnar', { reason: 'Көшті.', version: '7' }, { params })))).toMatchObject({ status: 409, data: { reason: 'changed-meanwhile', theirs: { version: '1' }, typed: { reason: ['Көшті.'] } } });
});

test('a missed, a cancelled and a held visit lead on; a day that has not come is refused', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId } = await waitingAlikhan(world);
  const booked = async (day: string) => bookVisit(world.as('gulnar'), requestId, appointment(desk, { day }));
  const first = { visitId: await booked('2026-10-21') };
  expect(await answerOf(miss(await send(world, 'gulnar', { reason: '', version: '1' }, { params: first })))).toMatchObject({ status: 409, data: { reason: 'visit.not-yet' } });
  expect(await answerOf(miss(await send(world, 'gulnar', { reason: '', version: '1' }, { params: first, now: onTheDay })))).toMatchObject({ status: 303, location: `/requests/${requestId}` });
  const second = { visitId: await booked('2026-10-22') };
  expect(await answerOf(cancel(await send(world, 'gulnar', { reason: 'Көшті.', version: '1' }, { params: second })))).toMatchObject({ status: 303 });
  const third = { visitId: await booked('2026-10-21') };
  expect(await answerOf(hold(await send(world, 'gulnar', { version: '1' }, { params: third, now: onTheDay })))).toMatchObject({ status: 303, location: '/day?on=2026-10-21' });
  expect((await visitsOf(world, requestId)).map(({ state }) => state).sort()).toEqual(['cancelled', 'held', 'no-show']);
});

test('the day opens to the PMPC, on the day asked for or today', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  await bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk));
  for (const person of ['marat', 'gulnar', 'aigerim'] as const) {
    expect(await answerOf(dayPage(await visit(world, person, { url: '/day?on=2026-10-21' }))), person).toMatchObject({ status: 200, data: { on: '2026-10-21', total: 1, own: person === 'aigerim' } });
  }
  expect(await answerOf(dayPage(await visit(world, 'gulnar', { url: '/day?on=2026-02-31' })))).toMatchObject({ status: 200, data: { on: '2026-10-14', total: 0 } });
  expect(await answerOf(dayPaper(await visit(world, 'gulnar', { url: '/day/paper?on=2026-10-21' })))).toMatchObject({ status: 200, data: { rooms: ['1'], pmpc: { kk: 'ПМПК' } } });
  for (const person of ['saule', 'bolat', 'dana', 'kanat', 'nurlan'] as const) {
    for (const door of [dayPage, dayPaper, reminders, calendar]) expect((await answerOf(door(await visit(world, person)))).status, person).toBe(404);
  }
});

test('the words of a reminder are in the family’s language and name nobody', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  await bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk, { day: '2026-10-15' }));
  const { status, data } = await answerOf(reminders(await visit(world, 'gulnar')));
  expect(status).toBe(200);
  expect(data).toMatchObject({ rows: [{ phone: '+77010000055', text: expect.stringContaining('ПМПК-дегі қабылдау уақытыңыз: 2026 ж. 15 қазан, сағат 09:00') }] });
  expect(JSON.stringify(data)).not.toMatch(/Қайратов |Арман/);
  expect((await answerOf(reminders(await visit(world, 'aigerim')))).status).toBe(404);
});

test('a specialist takes the own visits along as a calendar file without a name or an id of the house', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const visitId = await bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk));
  const answer = await calendar(await visit(world, 'aigerim'));
  const file = await answer.text();
  expect(answer.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
  expect(file).toContain('DTSTART:20261021T040000Z');
  expect(file).toContain('DURATION:PT60M');
  expect(file).toMatch(/SUMMARY:Тексеру\\, кабинет: 1/);
  expect(file).not.toMatch(/Қайратов|Арман/);
  expect(file).not.toContain(visitId);
  expect(await (await calendar(await visit(world, 'aigerim'))).text()).toContain(/UID:(\S+)/.exec(file)?.[0] ?? 'no UID');
  expect(await (await calendar(await visit(world, 'timur'))).text()).toContain('BEGIN:VCALENDAR');
});
