import { expect, test } from 'vitest';
import {
  instantOf, ordinalOf, slotField, USUAL_VISITS, visitDraft, visitMove, whyNotBook, whyNotMeet, whyNotStepVisit, whyNotThen,
} from '~/domain/visits';

const room = '0f1e2d3c-0000-4000-8000-000000000001';
const crew = '0f1e2d3c-0000-4000-8000-000000000002';
const slot = { day: '2026-10-21', startsAt: '09:00', endsAt: '10:00', roomId: room, crewId: crew };
const own = { slot: 'own', visitOn: '2026-10-21', startsAt: '09:30', minutes: '45', roomId: room, crewId: crew, language: 'kk' };

test('a slot that was offered comes back as the appointment it stands for', () => {
  expect(visitDraft.parse({ slot: slotField(slot), language: 'ru' })).toEqual({ language: 'ru', at: slot });
  expect(visitDraft.safeParse({ slot: 'tomorrow~early', language: 'ru' }).error?.issues[0]).toMatchObject({ path: ['slot'], message: 'field.choose' });
  expect(visitDraft.safeParse({ slot: slotField({ ...slot, day: '2026-02-30' }), language: 'ru' }).success).toBe(false);
});

test('a day and time of one’s own needs all five fields, each named where it is wrong', () => {
  expect(visitDraft.parse(own).at).toEqual({ ...slot, startsAt: '09:30', endsAt: '10:15' });
  const wrong = visitDraft.safeParse({ ...own, visitOn: '', startsAt: '9.30', minutes: '15', roomId: '', crewId: 'x' });
  expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['visitOn', 'field.required'], ['startsAt', 'field.time'], ['minutes', 'field.out-of-range'], ['roomId', 'field.choose'], ['crewId', 'field.choose'],
  ]);
});

test('moving a visit says why', () => {
  expect(visitMove.safeParse({ ...own, reason: ' ', version: '1' }).error?.issues[0]).toMatchObject({ path: ['reason'], message: 'field.required' });
  expect(visitMove.parse({ ...own, reason: 'Отбасы сұрады.', version: '1' })).toMatchObject({ reason: 'Отбасы сұрады.', version: 1 });
});

test('two meetings do not share a room or a person while they overlap', () => {
  const other = { startsAt: '10:00', endsAt: '11:00', room: 'Кабинет 4', userIds: ['a'] };
  const meeting = (startsAt: string, endsAt: string, name: string, userIds: string[]) => whyNotMeet({ startsAt, endsAt, room: name, userIds }, [other]);
  expect(meeting('10:30', '11:30', ' кабинет  4', ['b'])).toBe('assessment.room-taken');
  expect(meeting('09:30', '10:30', '5', ['a', 'b'])).toBe('assessment.member-elsewhere');
  expect(meeting('11:00', '12:00', 'Кабинет 4', ['a'])).toBeNull();
  expect(meeting('09:00', '10:00', 'Кабинет 4', ['a'])).toBeNull();
  expect(meeting('12:00', '13:00', '5', [])).toBe('assessment.team-empty');
});

test('nobody is examined in the past, on a day off, by somebody away or outside the hours', () => {
  const desk = {
    hours: [{ userId: 'a', weekday: 3, startsAt: '09:00', endsAt: '12:00', validFrom: '2026-09-01', validTo: null }],
    absences: [{ userId: 'a', firstDay: '2026-10-28', lastDay: '2026-10-30' }],
    isWorking: (day: string) => day !== '2026-11-04',
  };
  const on = (day: string, startsAt = '09:00', endsAt = '10:00', userIds = ['a']) => whyNotThen({ day, startsAt, endsAt, userIds }, desk, '2026-10-14');
  expect(on('2026-10-21')).toBeNull();
  expect(on('2026-10-13')).toBe('field.in-the-past');
  expect(on('2026-11-04')).toBe('visit.day-off');
  expect(on('2026-10-28')).toBe('visit.member-away');
  expect(on('2026-10-21', '11:30', '12:30')).toBe('visit.outside-hours');
  expect(on('2026-10-22')).toBe('visit.outside-hours');
  expect(on('2026-10-22', '20:00', '21:00', ['nobody knows when'])).toBeNull();
});

test('a request gets as many visits as the PMPC allows; a closed one gets none', () => {
  expect(whyNotBook({ state: 'waiting', counted: 0 }, USUAL_VISITS)).toBeNull();
  expect(whyNotBook({ state: 'seen', counted: 3 }, USUAL_VISITS)).toBeNull();
  expect(whyNotBook({ state: 'booked', counted: 4 }, USUAL_VISITS)).toBe('visit.too-many');
  expect(whyNotBook({ state: 'withdrawn', counted: 0 }, USUAL_VISITS)).toBe('request.wrong-state');
});

test('a visit has happened or not only when its day has come, and ends once', () => {
  const visit = { state: 'booked', visitOn: '2026-10-14' } as const;
  expect(whyNotStepVisit(visit, 'held', '2026-10-14')).toBeNull();
  expect(whyNotStepVisit(visit, 'no-show', '2026-10-13')).toBe('visit.not-yet');
  expect(whyNotStepVisit(visit, 'cancelled', '2026-10-13')).toBeNull();
  expect(whyNotStepVisit({ ...visit, state: 'moved' }, 'cancelled', '2026-10-13')).toBe('visit.wrong-state');
});

test('visits that did not take place are not counted', () => {
  expect(ordinalOf([])).toBe(1);
  expect(ordinalOf(['moved', 'no-show', 'cancelled'])).toBe(1);
  expect(ordinalOf(['held', 'moved', 'booked'])).toBe(3);
});

test('nine in the morning in Kazakhstan is four in the morning in Greenwich', () => {
  expect(instantOf('2026-10-21', '09:00').toISOString()).toBe('2026-10-21T04:00:00.000Z');
});
