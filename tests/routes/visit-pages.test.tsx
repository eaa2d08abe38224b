import { expect, test } from 'vitest';
import DayOnPaper, { loader as paper } from '~/routes/day.paper';
import Day, { loader as day } from '~/routes/day._index';
import Reminders, { loader as reminders } from '~/routes/day.reminders';
import Desk, { loader as deskPage } from '~/routes/desk._index';
import Absence, { loader as absencePage } from '~/routes/desk.absences.$absenceId._index';
import NewVisit, { action as book, loader as bookPage } from '~/routes/requests.$requestId.visits.new';
import Moving, { loader as movePage } from '~/routes/visits.$visitId.moving';
import { kk } from '~/i18n/kk';
import { ru } from '~/i18n/ru';
import { addAbsence } from '~/services/desk.server';
import { bookVisit } from '~/services/visits.server';
import { rendered } from '../support/rendered';
import { appointment, arrangedDesk, typedAppointment, waitingAlikhan, waitingStranger } from '../support/story-visits';
import { answerOf, send, visit } from '../support/visit';
import { openWorld } from '../support/world';

test('the form offers each free time as a choice, and a day of one’s own below; refused, it keeps what was typed', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const params = { requestId: await waitingStranger(world) };
  const { data } = await answerOf(bookPage(await visit(world, 'gulnar', { params, url: '/?from=2026-10-21' })));
  const page = rendered(NewVisit, data);
  expect(page).toContain(`value="2026-10-21~09:00~10:00~${desk.rooms[0]}~${desk.crews[0]}"`);
  expect(page).toContain('>09:00–10:00<');
  expect(page).toContain('кабинет: 1 · А құрамы');
  expect(page).toContain('кабинет: 2 · Б құрамы');
  expect(page).toContain(kk.visits.booking.ownTime);
  const refused = (await answerOf(book(await send(world, 'gulnar', typedAppointment(appointment(desk), { visitOn: '2026-10-24' }), { params })))).data;
  const again = rendered(NewVisit, data, 'ru', refused);
  expect(again).toContain(ru.refusals['visit.day-off']);
  expect(again).toMatch(/id="visitOn"[^>]*value="2026-10-24"/);
  expect(again).toMatch(/value="own"[^>]*checked|checked[^>]*value="own"/);
});

test('a PMPC without rooms or teams is shown the way to its desk instead of a form', async () => {
  const world = await openWorld();
  const params = { requestId: await waitingStranger(world) };
  const page = rendered(NewVisit, (await answerOf(bookPage(await visit(world, 'gulnar', { params })))).data);
  expect(page).toContain('href="/desk"');
  expect(page).not.toContain('name="slot"');
});

test('a form to move a visit says where it stands, carries its version and asks why', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const params = { visitId: await bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk)) };
  const page = rendered(Moving, (await answerOf(movePage(await visit(world, 'gulnar', { params })))).data);
  expect(page).toContain('2026 ж. 21 қазан, 09:00–10:00');
  expect(page).toContain('name="version" value="1"');
  expect(page).toContain('name="reason"');
});

test('the day says who is missing and leads to a new time; an empty day leads to the queue', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId } = await waitingAlikhan(world);
  const id = await bookVisit(world.as('gulnar'), requestId, appointment(desk));
  await addAbsence(world.as('gulnar'), { userId: world.people.zhanar.userId, kind: 'sick', firstDay: '2026-10-21', lastDay: '2026-10-21' });
  const page = rendered(Day, (await answerOf(day(await visit(world, 'gulnar', { url: '/day?on=2026-10-21' })))).data);
  expect(page).toContain('Серіков Әлихан Болатұлы, 8 жаста');
  expect(page).toContain(kk.visits.day.lost);
  expect(page).toContain(`href="/visits/${id}/moving"`);
  expect(page).not.toContain(`/visits/${id}/no-show`);
  const own = rendered(Day, (await answerOf(day(await visit(world, 'aigerim', { url: '/day?on=2026-10-21' })))).data);
  expect(own).toContain('href="/day/calendar.ics"');
  expect(own).not.toContain('/moving');
  expect(rendered(Day, (await answerOf(day(await visit(world, 'gulnar')))).data, 'ru')).toContain('href="/queue"');
});

test('the printed day and the printed reminders stand on paper with who printed them', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  const { requestId } = await waitingAlikhan(world);
  await bookVisit(world.as('gulnar'), requestId, appointment(desk, { day: '2026-10-15' }));
  const list = rendered(DayOnPaper, (await answerOf(paper(await visit(world, 'gulnar', { url: '/day/paper?on=2026-10-15' })))).data);
  expect(list).toContain('Серіков Әлихан Болатұлы, 2018 ж. т.');
  expect(list).toContain('Gulnar');
  const calls = rendered(Reminders, (await answerOf(reminders(await visit(world, 'gulnar')))).data, 'ru');
  expect(calls).toContain('href="tel:+77010000001"');
  expect(calls).toContain('lang="kk"');
  expect(calls).not.toContain('Әлихан');
});

test('the desk shows rooms, teams, hours and absences; an absence lists what it hits', async () => {
  const world = await openWorld();
  const desk = await arrangedDesk(world);
  await bookVisit(world.as('gulnar'), await waitingStranger(world), appointment(desk));
  const absenceId = await addAbsence(world.as('gulnar'), { userId: world.people.aigerim.userId, kind: 'leave', firstDay: '2026-10-20', lastDay: '2026-10-23' });
  const page = rendered(Desk, (await answerOf(deskPage(await visit(world, 'gulnar')))).data, 'ru');
  for (const words of ['А құрамы', '09:00–12:00', 'перенести 1 приём', ru.desk.rooms.add]) expect(page).toContain(words);
  const absence = rendered(Absence, (await answerOf(absencePage(await visit(world, 'gulnar', { params: { absenceId } })))).data);
  expect(absence).toContain('2026 ж. 21 қазан, 09:00');
  expect(absence).toContain(kk.vocabulary.absenceKinds.leave);
});
