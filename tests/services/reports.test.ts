import { expect, test } from 'vitest';
import { meetingOpinions, meetings, newId } from '#db/schema';
import { openJournal, openYearReport } from '~/services/reports.server';
import { assessmentOf, heldVisit, requested, tracked } from '../support/story-recommendations';
import { openWorld, type World } from '../support/world';

const year = { year: 2026, month: null, q: '', after: null, whole: false };

async function minutesOf(world: World, conclusionId: string): Promise<void> {
  const [id, assessmentId] = [newId(), await assessmentOf(world, conclusionId)];
  const at = new Date('2026-10-14T05:00:00Z');
  await world.database.transaction(async (tx) => {
    await tx.insert(meetings).values({ id, assessmentId, childId: world.alikhan, heldOn: '2026-10-14', state: 'draft', createdBy: world.people.marat.userId, createdAt: at, savedAt: at });
    await tx.insert(meetingOpinions).values({ meetingId: id, userId: world.people.aigerim.userId, opinion: 'agrees' });
    await tx.insert(meetingOpinions).values({ meetingId: id, userId: world.people.timur.userId, opinion: 'dissents', words: 'Басқаша ойлаймын.' });
  });
}

test('the yearly report of one child hides that there is one', async () => {
  const world = await openWorld();
  await tracked(world);
  const { shown } = await openYearReport(world.as('marat'), 2026);
  expect(Object.values(shown).filter((value) => value !== null)).toEqual([]);
});

test('a year without conclusions counts noughts', async () => {
  const world = await openWorld();
  await tracked(world);
  const report = await openYearReport(world.as('marat'), 2025);
  expect(report.shown.all).toBe(0);
  expect(report.years).toEqual([2026]);
});

test('the report is the head’s alone', async () => {
  const world = await openWorld();
  for (const person of ['gulnar', 'aigerim', 'saule', 'dana', 'kanat', 'nurlan'] as const) {
    await expect(openYearReport(world.as(person), 2026), person).rejects.toThrow('not-found');
  }
});

test('the pre-registration journal follows the days, with the appointment that stands', async () => {
  const world = await openWorld();
  await requested(world, { receivedOn: '2026-10-02', surname: 'Ахметов' });
  const first = await requested(world, { receivedOn: '2026-10-01', seenOn: '2026-10-09', state: 'seen' });
  await heldVisit(world, first, '2026-10-09', ['aigerim']);
  const { journal, total } = await openJournal(world.as('gulnar'), 'registration', year);
  expect(journal.lines.map(({ on, child }) => [on, child])).toEqual([['2026-10-01', 'Серіков Әлихан'], ['2026-10-02', 'Ахметов Әлихан']]);
  expect(journal.lines[0]).toMatchObject({ visitOn: '2026-10-09', channel: 'phone' });
  expect(total).toBe(2);
});

test('a journal is narrowed by month and by name', async () => {
  const world = await openWorld();
  await requested(world, { receivedOn: '2026-09-30' });
  await requested(world, { receivedOn: '2026-10-01', surname: 'Ахметов' });
  expect((await openJournal(world.as('marat'), 'registration', { ...year, month: 9 })).total).toBe(1);
  expect((await openJournal(world.as('marat'), 'registration', { ...year, q: 'ахмет' })).total).toBe(1);
  expect((await openJournal(world.as('marat'), 'registration', { ...year, year: 2025 })).total).toBe(0);
});

test('a journal turns page by page and misses no line', async () => {
  const world = await openWorld();
  for (let one = 0; one < 27; one += 1) await requested(world, { receivedOn: '2026-10-01' });
  const first = await openJournal(world.as('marat'), 'registration', year);
  const [key = '', id = ''] = first.next?.split('~') ?? [];
  const second = await openJournal(world.as('marat'), 'registration', { ...year, after: { key, id } });
  expect([first.journal.lines.length, second.journal.lines.length, second.next]).toEqual([25, 2, null]);
  expect(new Set([...first.journal.lines, ...second.journal.lines].map((line) => line.id)).size).toBe(27);
  expect((await openJournal(world.as('marat'), 'registration', { ...year, whole: true })).journal.lines).toHaveLength(27);
});

test('the register names the team and, for the head, the conclusion', async () => {
  const world = await openWorld();
  const { number } = await tracked(world);
  const forHead = await openJournal(world.as('marat'), 'examined', year);
  expect(forHead.journal.lines[0]).toMatchObject({ on: '2026-10-13', number, issuedOn: '2026-10-14', team: ['neurologist', 'psychologist', 'special_pedagogue', 'speech_therapist'] });
  expect((await openJournal(world.as('gulnar'), 'examined', year)).journal.lines[0]).toMatchObject({ number: null, issuedOn: null });
});

test('the journal of minutes counts participants and dissent, and is closed to the registrar', async () => {
  const world = await openWorld();
  const { id } = await tracked(world);
  await minutesOf(world, id);
  expect((await openJournal(world.as('marat'), 'minutes', year)).journal.lines).toMatchObject([{ on: '2026-10-14', people: 2, dissents: 1, familyPresent: false }]);
  await expect(openJournal(world.as('gulnar'), 'minutes', year)).rejects.toThrow('not-found');
});

test('a PMPC keeps its own journals only', async () => {
  const world = await openWorld();
  const { id } = await tracked(world);
  await minutesOf(world, id);
  await requested(world, { receivedOn: '2026-10-01' });
  for (const name of ['registration', 'examined', 'minutes'] as const) {
    expect((await openJournal(world.as('otherHead'), name, year)).total, name).toBe(0);
  }
});

test('specialists, schools, families and others find no journal', async () => {
  const world = await openWorld();
  for (const person of ['aigerim', 'saule', 'bolat', 'ainur', 'dana', 'kanat', 'nurlan'] as const) {
    for (const name of ['registration', 'examined', 'minutes'] as const) {
      await expect(openJournal(world.as(person), name, year), `${person} ${name}`).rejects.toThrow('not-found');
    }
  }
});
