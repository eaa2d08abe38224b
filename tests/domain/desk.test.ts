import { expect, test } from 'vitest';
import { absenceDraft, hoursDraft, seatsOf, crewDraft, whyNotAway, whyNotEndHours, whyNotWork, visitRulesForm } from '~/domain/desk';

const someone = '0f1e2d3c-0000-4000-8000-000000000001';
const hours = { weekday: 1, startsAt: '09:00', endsAt: '12:00', validFrom: '2026-09-01', validTo: null };

test('hours end after they begin and stand on a day at least', () => {
  const wrong = hoursDraft.safeParse({ userId: someone, startsAt: '12:00', endsAt: '09:00', validFrom: '2026-09-01', validTo: '2026-08-01' });
  expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([['weekdays', 'field.choose'], ['endsAt', 'field.before-start'], ['validTo', 'field.before-start']]);
  expect(hoursDraft.parse({ userId: someone, weekdays: ['1', '5'], startsAt: '09:00', endsAt: '12:00', validFrom: '2026-09-01', validTo: '' })).toMatchObject({ weekdays: [1, 5], validTo: null });
});

test('a person’s hours do not overlap on a weekday while both are in force', () => {
  expect(whyNotWork(hours, [{ ...hours, startsAt: '11:00', endsAt: '13:00' }])).toBe('desk.hours-overlap');
  expect(whyNotWork(hours, [{ ...hours, startsAt: '12:00', endsAt: '13:00' }])).toBeNull();
  expect(whyNotWork(hours, [{ ...hours, weekday: 2 }])).toBeNull();
  expect(whyNotWork(hours, [{ ...hours, validFrom: '2026-01-01', validTo: '2026-08-31' }])).toBeNull();
  expect(whyNotWork({ ...hours, validTo: '2026-12-31' }, [{ ...hours, validFrom: '2027-01-01' }])).toBeNull();
});

test('hours end once, and not before they began', () => {
  expect(whyNotEndHours(hours, '2026-10-14')).toBeNull();
  expect(whyNotEndHours(hours, '2026-08-31')).toBe('field.before-start');
  expect(whyNotEndHours({ ...hours, validTo: '2026-10-01' }, '2026-10-14')).toBe('desk.ended');
});

test('an absence is recorded once', () => {
  const absence = { firstDay: '2026-10-20', lastDay: '2026-10-22' };
  expect(whyNotAway(absence, [{ firstDay: '2026-10-22', lastDay: '2026-10-25' }])).toBe('desk.absence-overlap');
  expect(whyNotAway(absence, [{ firstDay: '2026-10-23', lastDay: '2026-10-25' }])).toBeNull();
  expect(absenceDraft.safeParse({ userId: someone, kind: 'leave', firstDay: '2026-10-22', lastDay: '2026-10-20' }).error?.issues[0]).toMatchObject({ path: ['lastDay'], message: 'field.before-start' });
});

test('a crew has one person of each specialty that is taken', () => {
  expect(seatsOf(crewDraft.parse({ name: 'А', seats: { psychologist: someone, neurologist: '' } }))).toEqual([{ specialty: 'psychologist', userId: someone }]);
});

test('a visit lasts 20 to 60 minutes, an examination one to four of them', () => {
  expect(visitRulesForm.parse({ minutes: '30', most: '2' })).toEqual({ minutes: 30, most: 2 });
  expect(visitRulesForm.safeParse({ minutes: '90', most: '5' }).error?.issues.map(({ path }) => path[0])).toEqual(['minutes', 'most']);
});
