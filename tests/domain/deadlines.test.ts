import { expect, test } from 'vitest';
import acts from '#db/reference/acts.json';
import daysOff from '#db/reference/days-off.json';
import shipped from '#db/reference/deadlines.json';
import { clocksOf, DEADLINE_KINDS, DEADLINE_UNITS, dueOn, isOverdue, kindShown, nextClock, SOURCE_MARKS, type Deadline, type RequestDays } from '~/domain/deadlines';
import { calendarOf } from '~/domain/days-off';

const deadlines = shipped as Deadline[];
const calendar = calendarOf(daysOff, '2026-10-14');
const waiting: RequestDays = { receivedOn: '2026-10-14', channel: 'public', bookedOn: null, visitOn: null, closedOn: null };
const clocks = (change: Partial<RequestDays>, today = '2026-10-14') =>
  clocksOf({ ...waiting, ...change }, deadlines, calendar, today).map(({ code, due, state, leftDays }) => `${code} ${due} ${state} ${leftDays}`);

test('a family’s request has two working days for a date and thirty days to the examination', () => {
  expect(clocks({})).toEqual(['PMPC_SLOT_PORTAL 2026-10-16 running 2', 'PMPC_QUEUE 2026-11-13 running 30']);
});

test('whoever comes in person gets a date the same day', () => {
  expect(clocks({ channel: 'office' })[0]).toBe('PMPC_SLOT_OFFICE 2026-10-14 running 0');
  expect(clocks({ channel: 'office' }, '2026-10-15')[0]).toBe('PMPC_SLOT_OFFICE 2026-10-14 late -1');
});

test('working days step over a weekend and a holiday that was moved to Monday', () => {
  expect(clocks({ receivedOn: '2026-10-23' }, '2026-10-23')[0]).toBe('PMPC_SLOT_PORTAL 2026-10-28 running 5');
  expect(clocks({ receivedOn: '2026-12-15' }, '2026-12-15')[0]).toBe('PMPC_SLOT_PORTAL 2026-12-18 running 3');
});

test('what came in time is met, what came later is late, and both stand still', () => {
  expect(clocks({ bookedOn: '2026-10-16' }, '2026-12-01')[0]).toBe('PMPC_SLOT_PORTAL 2026-10-16 met 0');
  expect(clocks({ bookedOn: '2026-10-19' }, '2026-12-01')[0]).toBe('PMPC_SLOT_PORTAL 2026-10-16 late -3');
  expect(clocks({ bookedOn: '2026-10-16', visitOn: '2026-11-10' }, '2026-12-01')[1]).toBe('PMPC_QUEUE 2026-11-13 met 3');
});

test('an appointment to come does not stop the clock of the examination', () => {
  expect(clocks({ bookedOn: '2026-10-14', visitOn: '2026-11-20' }, '2026-11-14')[1]).toBe('PMPC_QUEUE 2026-11-13 late -1');
});

test('a request that ended without an examination is not late for ever', () => {
  expect(clocks({ bookedOn: '2026-10-15', closedOn: '2026-10-20' }, '2027-01-01')).toEqual(['PMPC_SLOT_PORTAL 2026-10-16 met 1']);
});

test('the next clock is the open one that ends first', () => {
  const all = (change: Partial<RequestDays>) => nextClock(clocksOf({ ...waiting, ...change }, deadlines, calendar, '2026-10-14'))?.code ?? null;
  expect(all({})).toBe('PMPC_SLOT_PORTAL');
  expect(all({ bookedOn: '2026-10-14' })).toBe('PMPC_QUEUE');
  expect(all({ bookedOn: '2026-10-14', visitOn: '2026-10-14' })).toBeNull();
});

test('a child is late for the examination after thirty days, not on the thirtieth', () => {
  expect(isOverdue(waiting, deadlines, calendar, '2026-11-13')).toBe(false);
  expect(isOverdue(waiting, deadlines, calendar, '2026-11-14')).toBe(true);
});

test('a new edition holds for requests received from its first day on', () => {
  const shorter = { ...deadlines.find(({ code }) => code === 'PMPC_QUEUE'), id: 'PMPC_QUEUE@2026-11-01', from: '2026-11-01', limit: 20 } as Deadline;
  const due = (receivedOn: string) => clocksOf({ ...waiting, receivedOn }, [...deadlines, shorter], calendar, receivedOn).find(({ code }) => code === 'PMPC_QUEUE')?.due;
  expect(due('2026-10-31')).toBe('2026-11-30');
  expect(due('2026-11-01')).toBe('2026-11-21');
});

test('an appeal is answered within fifteen working days, counted over the holidays', () => {
  const answer = deadlines.find(({ code }) => code === 'APPEAL_ANSWER') as Deadline;
  expect(dueOn('2026-10-14', answer, calendar)).toBe('2026-11-05');
});

test('quarters follow the school year and minutes end on the same day', () => {
  expect(dueOn('2026-10-14', { limit: 1, unit: 'quarters' }, calendar)).toBeNull();
  expect(dueOn('2026-10-14', { limit: 60, unit: 'minutes' }, calendar)).toBe('2026-10-14');
});

test('nothing is called a norm whose text nobody has read', () => {
  expect(deadlines.filter(({ kind, mark }) => kind === 'statutory' && (mark === 'G' || mark === 'D')).map(kindShown)).toEqual(['unchecked']);
  expect(deadlines.filter((row) => kindShown(row) === 'statutory' && !['V', 'S'].includes(row.mark))).toEqual([]);
  expect(deadlines.filter(({ act, kind }) => act === null && kind !== 'internal_target')).toEqual([]);
});

test('each shipped deadline names an act that is shipped, a known kind, unit and mark, and says itself in three languages', () => {
  const wrong = deadlines.flatMap((row) => {
    const known = row.act === null || acts.some(({ code }) => code === row.act);
    const said = [row.names.kk, row.names.ru, row.names.en, ...(row.note ? [row.note.kk, row.note.ru, row.note.en] : ['-'])].every((text) => text !== '');
    const listed = DEADLINE_KINDS.includes(row.kind) && DEADLINE_UNITS.includes(row.unit) && SOURCE_MARKS.includes(row.mark);
    return known && said && listed && row.id === `${row.code}@${row.from}` ? [] : [row.id];
  });
  expect(wrong).toEqual([]);
});
