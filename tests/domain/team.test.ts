import { expect, test } from 'vitest';
import { lastDayOf, teamDraft, whyNotEnd, whyNotJoin } from '~/domain/team';

test('a person joins once at a time: two periods may touch no common day', () => {
  const autumn = { validFrom: '2026-09-01', validTo: '2026-10-25' };
  expect(whyNotJoin({ validFrom: '2026-10-25', validTo: null }, [autumn])).toBe('team.already-there');
  expect(whyNotJoin({ validFrom: '2026-10-26', validTo: null }, [autumn])).toBeNull();
  expect(whyNotJoin({ validFrom: '2027-01-01', validTo: '2027-02-01' }, [{ validFrom: '2026-09-01', validTo: null }])).toBe('team.already-there');
});

test('the last day does not come before the first', () => {
  const draft = { userId: '00000000-0000-0000-0000-000000000001', part: 'class_teacher', validFrom: '2026-10-14' };
  expect(teamDraft.safeParse({ ...draft, validTo: '2026-10-14' }).success).toBe(true);
  expect(teamDraft.safeParse({ ...draft, validTo: '2026-10-13' }).error?.issues[0]?.message).toBe('field.before-start');
});

test('a place that is over cannot be ended again, nor before it began', () => {
  const today = '2026-10-14';
  expect(whyNotEnd({ validFrom: '2026-09-01', validTo: '2026-10-13' }, { lastDay: today, atOnce: false }, today)).toBe('team.ended');
  expect(whyNotEnd({ validFrom: '2026-10-20', validTo: null }, { lastDay: today, atOnce: false }, today)).toBe('field.before-start');
  expect(whyNotEnd({ validFrom: '2026-09-01', validTo: null }, { lastDay: today, atOnce: false }, today)).toBeNull();
});

test('ending at once closes the file today, else it stays open until midnight', () => {
  expect(lastDayOf({ lastDay: '2026-10-20', atOnce: true }, '2026-10-14')).toBe('2026-10-13');
  expect(lastDayOf({ lastDay: '2026-10-20', atOnce: false }, '2026-10-14')).toBe('2026-10-20');
});
