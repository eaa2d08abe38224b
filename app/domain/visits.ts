import { z } from 'zod';
import { INSTRUCTION_LANGUAGES, type RequestState, type VisitState } from '#db/vocabulary';
import { isCivilDate } from './calendar';
import { maybeProse, oneOf, prose, versionField } from './fields';
import type { Reason } from './refusal';
import { clockAt, hoursOn, isAway, minutesOf, overlap, within, type Away, type Hours, type Slot, type Span } from './slots';

export { INSTRUCTION_LANGUAGES, VISIT_STATES, type InstructionLanguage, type VisitState } from '#db/vocabulary';

// The desk's own settings

/** A visit lasts an hour, 20 to 30 minutes when the child tires; an examination takes one to four visits. */
export const visitRules = z.object({ minutes: z.number().int().min(20).max(60), most: z.number().int().min(1).max(4) });
export type VisitRules = z.output<typeof visitRules>;

export const USUAL_VISITS: VisitRules = { minutes: 60, most: 4 };

// What is asked for

/** When, where and with which crew. */
export interface Appointment extends Span {
  day: string;
  roomId: string;
  crewId: string;
}

const SLOT = /^(\d{4}-\d{2}-\d{2})~(\d{2}:\d{2})~(\d{2}:\d{2})~([0-9a-f-]{36})~([0-9a-f-]{36})$/;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A slot as the form sends it back. */
export function slotField({ day, startsAt, endsAt, roomId, crewId }: Slot): string {
  return [day, startsAt, endsAt, roomId, crewId].join('~');
}

/** The value of `slot` that says: not one of these, but the day and time below. */
export const OWN_TIME = 'own';

const text = z.string().trim().max(100, 'field.invalid').default('');

const choice = {
  slot: z.string('field.choose').trim().min(1, 'field.choose').max(200, 'malformed'),
  visitOn: text,
  startsAt: text,
  minutes: text,
  roomId: text,
  crewId: text,
  language: oneOf(INSTRUCTION_LANGUAGES),
};

type Choice = { [Field in Exclude<keyof typeof choice, 'language'>]: string };

/** Reads the appointment out of a form: a slot that was offered, or a day and time of one's own. */
function appointmentIn<Form extends Choice>(form: Form, refinement: z.core.$RefinementCtx<Form>) {
  const { slot, visitOn, startsAt, minutes, roomId, crewId, ...rest } = form;
  const issue = (field: keyof Choice, message: Reason) => refinement.addIssue({ code: 'custom', path: [field], message, input: form });
  if (slot !== OWN_TIME) {
    const [, day, from, to, room, crew] = SLOT.exec(slot) ?? [];
    if (!day || !from || !to || !room || !crew || !isCivilDate(day) || !CLOCK.test(from) || !CLOCK.test(to) || from >= to) {
      issue('slot', 'field.choose');
      return z.NEVER;
    }
    return { ...rest, at: { day, startsAt: from, endsAt: to, roomId: room, crewId: crew } };
  }
  const length = /^\d{2}$/.test(minutes) ? Number(minutes) : 0;
  const wrong: [keyof Choice, Reason][] = [];
  if (!visitOn) wrong.push(['visitOn', 'field.required']);
  else if (!isCivilDate(visitOn)) wrong.push(['visitOn', 'field.invalid']);
  if (!startsAt) wrong.push(['startsAt', 'field.required']);
  else if (!CLOCK.test(startsAt)) wrong.push(['startsAt', 'field.time']);
  if (length < 20 || length > 60) wrong.push(['minutes', minutes ? 'field.out-of-range' : 'field.required']);
  if (!ID.test(roomId)) wrong.push(['roomId', 'field.choose']);
  if (!ID.test(crewId)) wrong.push(['crewId', 'field.choose']);
  for (const [field, message] of wrong) issue(field, message);
  if (wrong.length > 0) return z.NEVER;
  return { ...rest, at: { day: visitOn, startsAt, endsAt: clockAt(minutesOf(startsAt) + length), roomId, crewId } };
}

/** A new appointment of a request. */
export const visitDraft = z.strictObject(choice).transform(appointmentIn);
export type VisitDraft = z.output<typeof visitDraft>;

/** The same, at another time, with the reason; over the version the form was opened at. */
export const visitMove = z.strictObject({ ...choice, reason: prose(500), version: versionField }).transform(appointmentIn);
export type VisitMove = z.output<typeof visitMove>;

/** Why an appointment does not take place; the family's own reasons may stay unsaid. */
export const visitEnding = z.strictObject({ reason: maybeProse(500), version: versionField });
export type VisitEnding = z.output<typeof visitEnding>;

export const visitCancelling = z.strictObject({ reason: prose(500), version: versionField });
export type VisitCancelling = z.output<typeof visitCancelling>;

export const visitHolding = z.strictObject({ version: versionField });

// What may be booked

/** A meeting of a room and people at a time. Rooms compare by name, as not every examination has a room of the desk. */
export interface Meeting extends Span {
  room: string;
  userIds: readonly string[];
}

/** Why these people may not meet in this room at this time; `others` are the meetings of the same PMPC on the same day. */
export function whyNotMeet(meeting: Meeting, others: readonly Meeting[]): Reason | null {
  if (meeting.userIds.length === 0) return 'assessment.team-empty';
  const beside = others.filter((other) => overlap(other, meeting));
  if (beside.some((other) => roomName(other.room) === roomName(meeting.room))) return 'assessment.room-taken';
  const busy = new Set(beside.flatMap((other) => other.userIds));
  return meeting.userIds.some((id) => busy.has(id)) ? 'assessment.member-elsewhere' : null;
}

/** A room's name as it compares: without regard to case and spaces. */
export function roomName(room: string): string {
  return room.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

/**
 * Why nobody can be examined then, or null: the day is past or off, somebody is away or does not work at that time.
 * A person of whom no hours are recorded at all is bound by none.
 */
export function whyNotThen(
  when: Span & { day: string; userIds: readonly string[] },
  desk: { hours: readonly Hours[]; absences: readonly Away[]; isWorking: (day: string) => boolean },
  today: string,
): Reason | null {
  if (when.day < today) return 'field.in-the-past';
  if (!desk.isWorking(when.day)) return 'visit.day-off';
  if (when.userIds.some((id) => isAway(desk.absences, id, when.day))) return 'visit.member-away';
  const bound = when.userIds.filter((id) => desk.hours.some(({ userId }) => userId === id));
  return bound.every((id) => within(when, hoursOn(desk.hours, id, when.day))) ? null : 'visit.outside-hours';
}

/** Why a request gets no further appointment, or null. `counted` are its visits that are booked or held. */
export function whyNotBook(request: { state: RequestState; counted: number }, rules: VisitRules): Reason | null {
  if (request.state === 'closed' || request.state === 'withdrawn') return 'request.wrong-state';
  return request.counted >= rules.most ? 'visit.too-many' : null;
}

/** Why a visit does not step to this state, or null. It has happened or not only when its day has come. */
export function whyNotStepVisit(visit: { state: VisitState; visitOn: string }, to: Exclude<VisitState, 'booked'>, today: string): Reason | null {
  if (visit.state !== 'booked') return 'visit.wrong-state';
  return (to === 'held' || to === 'no-show') && visit.visitOn > today ? 'visit.not-yet' : null;
}

/** Which visit of an examination this is; those that did not take place do not count. */
export function ordinalOf(states: readonly VisitState[]): number {
  return states.filter((state) => state === 'booked' || state === 'held').length + 1;
}

/** The instant of a civil day and time in a zone. */
export function instantOf(day: string, clock: string, zone = 'Asia/Almaty'): Date {
  const asUtc = Date.parse(`${day}T${clock}:00Z`);
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(new Date(asUtc));
  return new Date(asUtc - (Date.parse(`${parts.replace(' ', 'T')}Z`) - asUtc));
}
