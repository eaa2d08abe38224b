import { expect, test } from 'vitest';
import shipped from '#db/reference/days-off.json';
import { calendarOf } from '~/domain/days-off';
import { awayByWeek, daysInQueue, expectedWeek, forecastOf, jumpDraft, queueRules, rankOf, rulesDraft, USUAL_RULES, whyNotJump, type QueueFigures } from '~/domain/queue';

const calendar = calendarOf(shipped, '2026-10-14');

/** Ten first visits in each of the eight weeks before 12 October; nobody booked, nobody overtakes. */
const steady: QueueFigures = {
  today: '2026-10-12',
  seen: ['2026-08-17', '2026-08-24', '2026-08-31', '2026-09-07', '2026-09-14', '2026-09-21', '2026-09-28', '2026-10-05'].map((monday) => ({ monday, count: monday === '2026-08-31' ? 8 : 10 })),
  arrivals: { weeks: 8, byRank: [] },
  booked: 0,
  waiting: 100,
  withdrawn: 0,
  away: {},
};
const week = (figures: Partial<QueueFigures>, place: { rank?: number; ahead: number }) => {
  const forecast = forecastOf({ ...steady, ...figures }, calendar);
  return forecast && expectedWeek(forecast, { rank: place.rank ?? 300, ahead: place.ahead }).monday;
};

test('urgent goes before priority, priority before the youngest, the youngest before the usual order', () => {
  const ranks = [rankOf({ urgency: 'urgent', caseKind: 'school' }, USUAL_RULES), rankOf({ urgency: 'priority', caseKind: 'school' }, USUAL_RULES), rankOf({ urgency: 'usual', caseKind: 'early' }, USUAL_RULES), rankOf({ urgency: 'usual', caseKind: 'school' }, USUAL_RULES)];
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(new Set(ranks).size).toBe(4);
  expect(rankOf({ urgency: 'usual', caseKind: 'early' }, { firstCases: [] })).toBe(rankOf({ urgency: 'usual', caseKind: 'school' }, USUAL_RULES));
});

test('rules kept before a rule was known get its usual value', () => {
  expect(queueRules.parse({ firstCases: ['early'], reserve: 5 })).toEqual({ firstCases: ['early'], reserve: 5, weeks: 12, version: 0 });
});

test('thirty ahead at ten a week are seen in the fourth week', () => {
  expect(week({}, { ahead: 0 })).toBe('2026-10-12');
  expect(week({}, { ahead: 30 })).toBe('2026-11-02');
});

test('a week with a holiday holds less', () => {
  const december: Partial<QueueFigures> = { today: '2026-12-14' };
  expect(week(december, { ahead: 7 })).toBe('2026-12-21');
});

test('who has a day already comes first', () => {
  expect(week({ booked: 20 }, { ahead: 30 })).toBe('2026-11-16');
});

test('those who overtake push the usual order back and not each other', () => {
  const urgent = { arrivals: { weeks: 8, byRank: [{ rank: 100, count: 32 }, { rank: 300, count: 60 }] } };
  expect(week(urgent, { ahead: 30 })).toBe('2026-11-16');
  expect(week(urgent, { rank: 100, ahead: 5 })).toBe('2026-10-12');
});

test('requests taken back shorten the wait', () => {
  expect(week({ withdrawn: 40 }, { ahead: 60 })).toBe('2026-11-16');
  expect(week({}, { ahead: 60 })).toBe('2026-11-23');
});

test('an absence of half the specialists halves a week', () => {
  expect(week({ away: { '2026-10-12': 0.5, '2026-10-19': 0.5 } }, { ahead: 8 })).toBe('2026-10-19');
  expect(week({}, { ahead: 8 })).toBe('2026-10-19');
  expect(week({ away: { '2026-10-12': 0.5, '2026-10-19': 0.5 } }, { ahead: 12 })).toBe('2026-10-26');
});

test('weeks away in the past do not make the pace look slow', () => {
  const halved = { ...steady, seen: steady.seen.map((one) => ({ ...one, count: one.count / 2 })), away: Object.fromEntries(steady.seen.map(({ monday }) => [monday, 0.5])) };
  expect(week(halved, { ahead: 30 })).toBe('2026-11-02');
});

test('with less than four weeks of visits, or none at all, nobody can say', () => {
  expect(forecastOf({ ...steady, seen: steady.seen.slice(0, 3) }, calendar)).toBeNull();
  expect(forecastOf({ ...steady, seen: steady.seen.map(({ monday }) => ({ monday, count: 0 })) }, calendar)).toBeNull();
});

test('a queue that never gets shorter has no week', () => {
  const flooded = { arrivals: { weeks: 8, byRank: [{ rank: 100, count: 120 }] } };
  const forecast = forecastOf({ ...steady, ...flooded }, calendar);
  expect(forecast && expectedWeek(forecast, { rank: 300, ahead: 30 })).toEqual({ monday: null, from: null, to: null });
});

test('the interval holds the week and grows with the wait', () => {
  const forecast = forecastOf({ ...steady, seen: steady.seen.map((one, index) => ({ ...one, count: index % 2 ? 12 : 8 })) }, calendar);
  if (!forecast) throw new Error('nothing was foretold');
  const near = expectedWeek(forecast, { rank: 300, ahead: 20 });
  const far = expectedWeek(forecast, { rank: 300, ahead: 200 });
  const span = ({ from, to }: { from: string | null; to: string | null }) => Date.parse(to ?? '') - Date.parse(from ?? '');
  for (const { from, monday, to } of [near, far]) expect([from, monday, to]).toEqual([from, monday, to].sort());
  expect(span(far)).toBeGreaterThan(span(near));
});

test('a day two absences name is missed once, and a holiday by nobody', () => {
  const staff = [1, 2, 3, 4, 5].flatMap((weekday) => ['aigerim', 'zhanar'].map((userId) => ({ userId, weekday })));
  const away = awayByWeek(staff, [
    { userId: 'aigerim', firstDay: '2026-10-12', lastDay: '2026-10-16' },
    { userId: 'aigerim', firstDay: '2026-10-15', lastDay: '2026-10-19' },
    { userId: 'zhanar', firstDay: '2026-10-26', lastDay: '2026-10-26' },
    { userId: 'somebody else', firstDay: '2026-10-12', lastDay: '2026-10-16' },
  ], calendar);
  expect(Object.entries(away).map(([monday, part]) => [monday, Math.round(part * 10)])).toEqual([['2026-10-12', 5], ['2026-10-19', 1]]);
  expect(awayByWeek([], [{ userId: 'aigerim', firstDay: '2026-10-12', lastDay: '2026-10-16' }], calendar)).toEqual({});
});

test('only who waits or has a day can jump, and only to another order', () => {
  expect(whyNotJump({ state: 'waiting', urgency: 'usual' }, 'urgent')).toBeNull();
  expect(whyNotJump({ state: 'booked', urgency: 'urgent' }, 'usual')).toBeNull();
  expect(whyNotJump({ state: 'waiting', urgency: 'usual' }, 'usual')).toBe('request.same-urgency');
  for (const state of ['seen', 'closed', 'withdrawn'] as const) expect(whyNotJump({ state, urgency: 'usual' }, 'urgent')).toBe('request.wrong-state');
});

test('a jump needs a reason of ten characters', () => {
  const said = (reason: string) => jumpDraft.safeParse({ urgency: 'urgent', reason, version: '1' }).success;
  expect([said('тез керек'), said('Қатты шошиды'), said('   ')]).toEqual([false, true, false]);
});

test('rules outside their range are not kept', () => {
  const fits = (change: object) => rulesDraft.safeParse({ firstCases: ['early'], reserve: '10', weeks: '12', version: '0', ...change }).success;
  expect([fits({}), fits({ reserve: '51' }), fits({ weeks: '3' }), fits({ firstCases: ['everybody'] }), fits({ firstCases: undefined })]).toEqual([true, false, false, false, true]);
});

test('the wait ends with the first visit', () => {
  expect(daysInQueue({ receivedOn: '2026-10-01', seenOn: null, closedOn: null }, '2026-10-14')).toBe(13);
  expect(daysInQueue({ receivedOn: '2026-10-01', seenOn: '2026-10-11', closedOn: '2026-12-01' }, '2026-12-14')).toBe(10);
});
