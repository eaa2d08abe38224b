import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, weekdayOf } from '~/domain/calendar';
import { clockIn, hoursOn, isAway, isReserved, overlap, slotsOf, within, type Desk, type Taken } from '~/domain/slots';

const WEEK = { from: '2026-10-19', to: '2026-10-25', today: '2026-10-14', now: '11:00', minutes: 60, reserve: 0, urgent: false };
const isWeekday = (day: string) => weekdayOf(day) <= 5;

const nineToNoon = (userId: string) => [1, 2, 3, 4, 5].map((weekday) => ({ userId, weekday, startsAt: '09:00', endsAt: '12:00', validFrom: '2026-09-01', validTo: null }));

const desk = (change: Partial<Desk> = {}): Desk => ({
  rooms: ['r1', 'r2'], crews: [{ id: 'a', userIds: ['x', 'y'] }], hours: ['x', 'y'].flatMap(nineToNoon), absences: [], taken: [], isWorking: isWeekday, ...change,
});

const timesOn = (plan: Desk, day: string, change: Partial<typeof WEEK> = {}) => slotsOf(plan, { ...WEEK, from: day, to: day, ...change }).map(({ startsAt }) => startsAt);

test('a crew that is there from nine to noon is free three times an hour long, on working days', () => {
  expect(timesOn(desk(), '2026-10-21')).toEqual(['09:00', '10:00', '11:00']);
  expect(timesOn(desk(), '2026-10-24')).toEqual([]);
  expect(slotsOf(desk(), WEEK)).toHaveLength(15);
});

test('shorter visits fit more often, and the time after a short one is used', () => {
  expect(timesOn(desk(), '2026-10-21', { minutes: 30 })).toHaveLength(6);
  const taken: Taken[] = [{ day: '2026-10-21', startsAt: '09:30', endsAt: '10:00', roomId: 'r1', userIds: ['x'] }];
  expect(timesOn(desk({ taken }), '2026-10-21')).toEqual(['10:00', '11:00']);
});

test('the crew offers what all of its people have in common', () => {
  const hours = [...nineToNoon('x'), { userId: 'y', weekday: 3, startsAt: '10:00', endsAt: '15:00', validFrom: '2026-09-01', validTo: '2026-10-21' }];
  expect(timesOn(desk({ hours }), '2026-10-21')).toEqual(['10:00', '11:00']);
  expect(timesOn(desk({ hours }), '2026-10-28')).toEqual([]);
});

test('a crew that lacks somebody for the day, and a house without rooms, offer nothing', () => {
  expect(timesOn(desk({ absences: [{ userId: 'y', firstDay: '2026-10-20', lastDay: '2026-10-21' }] }), '2026-10-21')).toEqual([]);
  expect(timesOn(desk({ rooms: [] }), '2026-10-21')).toEqual([]);
});

test('today offers nothing before now, and nothing is offered in the past', () => {
  expect(timesOn(desk(), '2026-10-14')).toEqual(['11:00']);
  expect(timesOn(desk(), '2026-10-13')).toEqual([]);
});

test('two crews are not offered the same room at the same time', () => {
  const plan = desk({ crews: [{ id: 'a', userIds: ['x'] }, { id: 'b', userIds: ['y'] }], rooms: ['r1'] });
  expect(slotsOf(plan, { ...WEEK, from: '2026-10-21', to: '2026-10-21' }).map(({ crewId }) => crewId)).toEqual(['a', 'a', 'a']);
});

test('of twelve appointments one is kept for urgent cases until the day before', () => {
  const crews = ['a', 'b', 'c', 'd'].map((id) => ({ id, userIds: [id] }));
  const plan = desk({ crews, hours: crews.flatMap(({ id }) => nineToNoon(id)), rooms: ['1', '2', '3', '4'] });
  const on = (day: string, urgent: boolean, today = '2026-10-14') => timesOn(plan, day, { reserve: 10, urgent, today, now: '08:00' }).length;
  expect([on('2026-10-21', false), on('2026-10-21', true)]).toEqual([11, 12]);
  expect([on('2026-10-21', false, '2026-10-20'), on('2026-10-21', false, '2026-10-21')]).toEqual([12, 12]);
});

test('what is left on a day is reserved when no more is free than is kept, but for the urgent', () => {
  const taken = ['09:00', '10:00'].map((startsAt): Taken => ({ day: '2026-10-21', startsAt, endsAt: `1${startsAt.slice(1, 2) === '9' ? 0 : 1}:00`, roomId: 'r1', userIds: ['x', 'y'] }));
  const asked = { ...WEEK, reserve: 33 };
  expect(isReserved(desk({ taken }), '2026-10-21', asked)).toBe(true);
  expect(isReserved(desk({ taken }), '2026-10-21', { ...asked, urgent: true })).toBe(false);
  expect(isReserved(desk({ taken: taken.map((one) => ({ ...one, urgent: true })) }), '2026-10-21', asked)).toBe(false);
  expect(isReserved(desk(), '2026-10-21', asked)).toBe(false);
});

test('hours that touch hold a visit across', () => {
  expect(within({ startsAt: '11:30', endsAt: '12:30' }, [{ startsAt: '12:00', endsAt: '15:00' }, { startsAt: '09:00', endsAt: '12:00' }])).toBe(true);
  expect(within({ startsAt: '11:30', endsAt: '12:30' }, [{ startsAt: '12:30', endsAt: '15:00' }, { startsAt: '09:00', endsAt: '12:00' }])).toBe(false);
});

test('the clock is the one on the wall in Kazakhstan', () => {
  expect(clockIn(new Date('2026-10-14T06:05:00Z'))).toBe('11:05');
  expect(clockIn(new Date('2026-10-14T19:30:00Z'))).toBe('00:30');
});

const PEOPLE = ['p', 'q', 'r', 's'];
const ROOMS = ['r1', 'r2', 'r3'];
const aDay = fc.integer({ min: 0, max: 13 }).map((days) => addDays('2026-10-12', days));
const someone = fc.constantFrom(...PEOPLE);
const aSpan = fc.tuple(fc.integer({ min: 32, max: 66 }), fc.integer({ min: 1, max: 20 })).map(([start, length]) => ({ startsAt: quarter(start), endsAt: quarter(start + length) }));
const aDesk = fc.record({
  rooms: fc.subarray(ROOMS),
  crews: fc.array(fc.subarray(PEOPLE, { minLength: 1 }), { maxLength: 3 }).map((all) => all.map((userIds, index) => ({ id: `crew ${index}`, userIds }))),
  hours: fc.array(fc.tuple(someone, fc.integer({ min: 1, max: 7 }), aSpan).map(([userId, weekday, span]) => ({ userId, weekday, ...span, validFrom: '2026-01-01', validTo: null })), { maxLength: 20 }),
  absences: fc.array(fc.tuple(someone, aDay).map(([userId, day]) => ({ userId, firstDay: day, lastDay: addDays(day, 2) })), { maxLength: 4 }),
  taken: fc.array(fc.tuple(aDay, aSpan, fc.constantFrom(...ROOMS, null), fc.subarray(PEOPLE)).map(([day, span, roomId, userIds]) => ({ day, ...span, roomId, userIds })), { maxLength: 12 }),
  off: fc.array(aDay, { maxLength: 3 }),
  minutes: fc.integer({ min: 20, max: 60 }),
  reserve: fc.integer({ min: 0, max: 50 }),
  urgent: fc.boolean(),
});

function quarter(number: number): string {
  return `${String(Math.floor(number / 4)).padStart(2, '0')}:${String((number % 4) * 15).padStart(2, '0')}`;
}

test('whatever stands on the desk: no slot meets a visit, leaves the hours, or falls on an absence or a day off', () => {
  fc.assert(
    fc.property(aDesk, ({ off, minutes, reserve, urgent, ...plan }) => {
      const isWorking = (day: string) => isWeekday(day) && !off.includes(day);
      const slots = slotsOf({ ...plan, isWorking }, { from: '2026-10-12', to: '2026-10-25', today: '2026-10-14', now: '10:00', minutes, reserve, urgent });
      const people = new Map(plan.crews.map(({ id, userIds }) => [id, userIds]));
      slots.forEach((slot, index) => {
        const crew = people.get(slot.crewId) ?? [];
        expect(isWorking(slot.day) && slot.day >= '2026-10-14').toBe(true);
        expect(plan.rooms).toContain(slot.roomId);
        for (const id of crew) {
          expect(isAway(plan.absences, id, slot.day)).toBe(false);
          expect(within(slot, hoursOn(plan.hours, id, slot.day))).toBe(true);
        }
        const others = [...plan.taken, ...slots.slice(index + 1).map((other) => ({ ...other, userIds: people.get(other.crewId) ?? [] }))];
        for (const other of others.filter(({ day }) => day === slot.day).filter((one) => overlap(one, slot))) {
          expect(other.roomId).not.toBe(slot.roomId);
          expect(other.userIds.some((id) => crew.includes(id))).toBe(false);
        }
      });
    }),
    { numRuns: 300, seed: 20261014 },
  );
});

test('slots come by day and time, the same ones each time', () => {
  fc.assert(
    fc.property(aDesk, ({ off: _, minutes, reserve, urgent, ...plan }) => {
      const ask = () => slotsOf({ ...plan, isWorking: isWeekday }, { from: '2026-10-12', to: '2026-10-25', today: '2026-10-14', now: '10:00', minutes, reserve, urgent });
      const slots = ask();
      const keys = slots.map(({ day, startsAt }) => `${day} ${startsAt}`);
      expect(keys).toEqual([...keys].sort());
      expect(ask()).toEqual(slots);
    }),
    { numRuns: 100, seed: 7 },
  );
});
