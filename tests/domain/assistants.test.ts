import { expect, test } from 'vitest';
import { assignmentDraft, clashOf, contractDraft, coverageOf, hoursOf, mostHours, troublesOf, whyNotAssign, whyNotEnd, type Held, type Slot } from '~/domain/assistants';

const today = '2026-10-14';
const slot = (weekday: number, startsAt: string, endsAt: string): Slot => ({ weekday, startsAt, endsAt });
const held = (validFrom: string, validTo: string, ...slots: Slot[]): Held => ({ validFrom, validTo, slots });
const year = { validFrom: '2026-10-01', validTo: '2027-05-25' };
const need = { ...year, hours: 12, ended: false, held: [] as Held[] };
const contract = { hours: 18, validFrom: '2026-09-01', validTo: null, held: [] as Held[], busy: [] as Held[] };
const draft = { validFrom: today, validTo: '2027-05-25', slots: [slot(1, '09:00', '12:00'), slot(3, '09:00', '12:00')] };

test('hours are counted by the clock', () => {
  expect(hoursOf([slot(1, '09:00', '10:30'), slot(2, '08:10', '08:30')])).toBe(1.83);
  expect(hoursOf([])).toBe(0);
});

test('of hours that follow one another in time only the most at once count', () => {
  const autumn = held('2026-10-01', '2026-12-31', slot(1, '09:00', '12:00'));
  const spring = held('2027-01-01', '2027-05-25', slot(1, '09:00', '13:00'));
  expect(mostHours([autumn, spring], year)).toBe(4);
  expect(mostHours([autumn, spring], { validFrom: '2026-10-01', validTo: '2026-11-01' })).toBe(3);
  expect(mostHours([], year)).toBe(0);
});

test('hours that meet at a minute do not clash, hours that share a minute do', () => {
  const other = held('2026-09-01', '2027-05-25', slot(1, '10:00', '11:00'));
  expect(clashOf([slot(1, '09:00', '10:00'), slot(1, '11:00', '12:00'), slot(2, '10:00', '11:00')], year, [other])).toBeNull();
  expect(clashOf([slot(1, '09:00', '10:01')], year, [other])).toEqual(slot(1, '10:00', '11:00'));
});

test('hours of an assignment that is over by then do not clash', () => {
  const other = held('2026-09-01', '2026-09-30', slot(1, '09:00', '12:00'));
  expect(clashOf([slot(1, '09:00', '12:00')], year, [other])).toBeNull();
});

test('what fits the need and the contract may be assigned', () => {
  expect(whyNotAssign(draft, need, contract, today)).toBeNull();
});

test('each thing in the way of an assignment has its reason and numbers', () => {
  const monday = held('2026-09-01', '2027-05-25', slot(1, '11:00', '13:00'));
  const friday = held('2026-09-01', '2027-05-25', slot(5, '08:00', '18:00'), slot(4, '08:00', '12:00'));
  expect(whyNotAssign(draft, { ...need, ended: true }, contract, today)?.reason).toBe('assignment.need-ended');
  expect(whyNotAssign(draft, { ...need, validTo: '2026-10-13' }, contract, today)?.reason).toBe('assignment.need-ended');
  expect(whyNotAssign({ ...draft, slots: [] }, need, contract, today)?.reason).toBe('assignment.no-slots');
  expect(whyNotAssign({ ...draft, validTo: '2027-05-26' }, need, contract, today)?.reason).toBe('assignment.outside-need');
  expect(whyNotAssign({ ...draft, validFrom: '2026-09-30' }, need, contract, today)?.reason).toBe('assignment.outside-need');
  expect(whyNotAssign(draft, need, { ...contract, validTo: '2027-01-01' }, today)?.reason).toBe('assignment.contract-over');
  expect(whyNotAssign(draft, need, { ...contract, busy: [monday] }, today)).toEqual({ reason: 'assignment.clash', values: { weekday: 1, from: '11:00', to: '13:00' } });
  expect(whyNotAssign(draft, need, { ...contract, held: [friday] }, today)).toEqual({ reason: 'assignment.over-contract', values: { free: 4 } });
  expect(whyNotAssign(draft, { ...need, held: [friday] }, contract, today)).toEqual({ reason: 'assignment.over-need', values: { left: 0 } });
});

test('a timetable that stands in its own way is a clash too', () => {
  const twice = { ...draft, slots: [slot(2, '09:00', '10:00'), slot(2, '09:30', '10:30')] };
  expect(whyNotAssign(twice, need, contract, today)?.reason).toBe('assignment.clash');
});

test('the last hour that is free may be given, not a minute more', () => {
  const almost = held('2026-09-01', '2027-05-25', slot(5, '08:00', '20:00'));
  expect(whyNotAssign(draft, need, { ...contract, held: [almost] }, today)).toBeNull();
  const longer = { ...draft, slots: [...draft.slots, slot(6, '09:00', '09:01')] };
  expect(whyNotAssign(longer, need, { ...contract, held: [almost] }, today)).toEqual({ reason: 'assignment.over-contract', values: { free: 6 } });
});

test('an assignment ends today or later, within its own days, or at once', () => {
  const assignment = { validFrom: '2026-10-01', validTo: '2026-12-31', ended: false };
  const ending = { endsOn: today, atOnce: false };
  expect(whyNotEnd(assignment, ending, today)).toBeNull();
  expect(whyNotEnd(assignment, { ...ending, endsOn: '2026-10-13' }, today)).toBe('field.in-the-past');
  expect(whyNotEnd(assignment, { endsOn: '2026-10-13', atOnce: true }, today)).toBeNull();
  expect(whyNotEnd(assignment, { ...ending, endsOn: '2027-01-01' }, today)).toBe('assignment.end-later');
  expect(whyNotEnd({ ...assignment, ended: true }, ending, today)).toBe('assignment.ended');
  expect(whyNotEnd({ ...assignment, validTo: '2026-10-13' }, ending, today)).toBe('assignment.ended');
});

test('missing hours are those of today; hours that begin later are told apart', () => {
  const next = held('2026-10-19', '2027-05-25', slot(1, '09:00', '13:00'));
  const now = held('2026-10-01', '2027-05-25', slot(2, '09:00', '12:00'));
  expect(coverageOf(need, [now, next], today)).toEqual({ covered: 3, missing: 9, coming: { on: '2026-10-19', hours: 4 } });
  expect(coverageOf({ ...need, validFrom: '2026-10-19' }, [next], today)).toEqual({ covered: 4, missing: 8, coming: null });
});

test('the board says where a standing timetable has too many hours or two children at once', () => {
  const one = held('2026-09-01', '2027-05-25', slot(1, '09:00', '12:00'));
  const two = held('2026-09-01', '2027-05-25', slot(1, '11:00', '12:00'));
  expect(troublesOf(3, [one, two], today)).toEqual({ clashes: [slot(1, '11:00', '12:00')], over: 1 });
  expect(troublesOf(4, [one], today)).toEqual({ clashes: [], over: 0 });
});

test('rows of the timetable left empty are no rows; half a row is asked about', () => {
  const typed = { contractId: '00000000-0000-0000-0000-000000000000', validFrom: today, validTo: '2027-05-25', fadingGoal: 'азаяды' };
  const full = { weekday: '1', startsAt: '09:00', endsAt: '12:00' };
  const empty = { weekday: '', startsAt: '', endsAt: '' };
  expect(assignmentDraft.parse({ ...typed, slots: [empty, full] }).slots).toEqual([slot(1, '09:00', '12:00')]);
  const wrong = assignmentDraft.safeParse({ ...typed, slots: [{ ...full, weekday: '' }, { ...full, endsAt: '08:00' }, { ...full, startsAt: '9 утра' }] });
  expect(wrong.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([
    'slots.0.weekday field.choose',
    'slots.1.endsAt field.before-start',
    'slots.2.startsAt field.time',
  ]);
});

test('a contract names at least one language and ends after it begins', () => {
  const typed = { userId: '00000000-0000-0000-0000-000000000000', hours: '18,5', qualification: 'колледж', validFrom: today, validTo: '2026-10-01' };
  const wrong = contractDraft.safeParse(typed);
  expect(wrong.error?.issues.map(({ path }) => path.join('.'))).toEqual(['languages', 'validTo']);
  expect(contractDraft.parse({ ...typed, validTo: '', languages: ['kk'] })).toMatchObject({ hours: 18.5, validTo: null });
});
