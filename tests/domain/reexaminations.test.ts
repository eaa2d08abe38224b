import { expect, test } from 'vitest';
import { dueOn, timingOf, windowOf } from '~/domain/reexaminations';

test('a conclusion is over on the earlier of its last day and its next examination', () => {
  expect(dueOn({ validUntil: '2027-05-25', nextExamOn: '2027-03-01' })).toBe('2027-03-01');
  expect(dueOn({ validUntil: '2027-05-25', nextExamOn: null })).toBe('2027-05-25');
  expect(dueOn({ validUntil: null, nextExamOn: null })).toBeNull();
});

test('preparation starts 32 days before, on that very day', () => {
  expect(timingOf('2026-11-15', '2026-10-14', 32)).toMatchObject({ startOn: '2026-10-14', state: 'start', week: '2026-11-09' });
  expect(timingOf('2026-11-16', '2026-10-14', 32).state).toBe('soon');
});

test('the last day is still time to start, the day after it is over', () => {
  expect(timingOf('2026-10-14', '2026-10-14', 32).state).toBe('start');
  expect(timingOf('2026-10-13', '2026-10-14', 32).state).toBe('over');
});

test('each day falls under the filter that its state names', () => {
  for (let day = 1; day <= 28; day += 1) {
    for (const month of ['09', '10', '11', '12']) {
      const due = `2026-${month}-${String(day).padStart(2, '0')}`;
      const { state } = timingOf(due, '2026-10-14', 32);
      if (state === 'later') continue;
      const { from, to } = windowOf(state, '2026-10-14', 32);
      expect((from === null || from <= due) && (to === null || due <= to), due).toBe(true);
    }
  }
});
