import type { ConclusionState, Direction, HelpLevel, MeasureType, PlanState, ReferralState, AssessmentState } from '#db/vocabulary';
import { daysBetween } from './calendar';
import { median } from './goals';
import type { Duty, Role } from './permissions';

export type { HelpLevel } from '#db/vocabulary';

/** The case page of a child: whose step is next, what the measurements say in plain words, what happened. */

/** What a person may be asked to do next; the page turns each into a button with an address. */
export const STEPS = [
  'add-guardian',
  'make-referral',
  'send-referral',
  'accept-referral',
  'hold-examination',
  'write-finding',
  'write-conclusion',
  'finish-conclusion',
  'sign-conclusion',
  'issue-conclusion',
  'start-plan',
  'go-on-plan',
  'share-plan',
  'approve-plan',
  'renew-plan',
  'cover-hours',
  'record',
] as const;
export type Step = (typeof STEPS)[number];

/** Whom the case waits for, when the next step is somebody else's. */
export const WAITS = ['pmpc', 'team', 'signatures', 'family', 'coordinator', 'second-coordinator'] as const;
export type Wait = (typeof WAITS)[number];

/** The one next step (with the id of what it is about), or whom the case waits for. */
export type Next = { step: Step; id: string | null } | { wait: Wait } | null;

/** What stands in the case, as far as the reader may know it. */
export interface CaseFacts {
  /** Guardians written down and valid now. */
  guardians: number;
  referral: { id: string; state: ReferralState } | null;
  assessment: {
    id: string;
    state: AssessmentState;
    /** The reader's own section; null when the reader has none in this examination. */
    mySection: 'none' | 'draft' | 'signed' | null;
    /** Every needed member has signed. */
    allSigned: boolean;
  } | null;
  conclusion: { id: string; state: ConclusionState; signedByMe: boolean; allSigned: boolean; mine: boolean; shared: boolean } | null;
  /** The school may read an extract now. */
  extract: boolean;
  draft: { id: string; state: PlanState; mine: boolean; answered: boolean } | null;
  plan: { id: string; endsOn: string } | null;
  /** The active goal that has gone without a measurement longest. */
  goalToRecord: string | null;
  /** A recommended need for an assistant whose hours are not all covered. */
  openNeed: string | null;
}

/** How near the end of a plan its renewal is the next step, in days. */
const RENEW_WITHIN_DAYS = 21;

/** The next step in the case for somebody in this role; the parent's is `taskOf` in family.ts. */
export function nextStep(role: Role, duty: Duty | null, facts: CaseFacts, today: string): Next {
  switch (role) {
    case 'school_coordinator':
    case 'teacher':
      return schoolStep(role, facts, today);
    case 'pmpc_coordinator':
      return duty === 'registrar' ? deskStep(facts) : headStep(facts);
    case 'pmpc_specialist':
      return memberStep(facts);
    case 'assistant':
      return facts.plan && facts.goalToRecord ? { step: 'record', id: facts.goalToRecord } : null;
    case 'parent':
    case 'administrator':
    case 'observer':
      return null;
  }
}

function schoolStep(role: 'school_coordinator' | 'teacher', facts: CaseFacts, today: string): Next {
  const { draft, plan, referral } = facts;
  const coordinates = role === 'school_coordinator';
  if (draft?.state === 'draft') return { step: 'go-on-plan', id: draft.id };
  if (draft?.state === 'team_review') return coordinates ? { step: 'share-plan', id: draft.id } : { wait: 'coordinator' };
  if (draft?.state === 'family_consent') {
    if (!draft.answered) return { wait: 'family' };
    if (!coordinates) return { wait: 'coordinator' };
    return draft.mine ? { wait: 'second-coordinator' } : { step: 'approve-plan', id: draft.id };
  }
  if (plan && daysBetween(today, plan.endsOn) <= RENEW_WITHIN_DAYS) return { step: 'renew-plan', id: plan.id };
  if (plan && coordinates) return facts.openNeed ? { step: 'cover-hours', id: facts.openNeed } : null;
  if (plan) return facts.goalToRecord ? { step: 'record', id: facts.goalToRecord } : null;
  if (facts.extract) return { step: 'start-plan', id: null };
  if (coordinates && facts.guardians === 0) return { step: 'add-guardian', id: null };
  if (referral?.state === 'draft') return { step: 'send-referral', id: referral.id };
  if (referral && referral.state !== 'declined' && referral.state !== 'withdrawn') return { wait: 'pmpc' };
  return { step: 'make-referral', id: null };
}

/** What the desk of a PMPC does: the registrar's whole work and the beginning of the head's. */
function deskStep({ referral, assessment, guardians }: CaseFacts): Next {
  if (referral?.state === 'sent') return { step: 'accept-referral', id: referral.id };
  if (assessment && assessment.state !== 'closed') return { step: 'hold-examination', id: assessment.id };
  if (assessment || referral?.state === 'accepted' || referral?.state === 'closed') return null;
  if (guardians === 0) return { step: 'add-guardian', id: null };
  return referral?.state === 'draft' ? { step: 'send-referral', id: referral.id } : { step: 'make-referral', id: null };
}

function headStep(facts: CaseFacts): Next {
  const { referral, assessment, conclusion } = facts;
  if (referral?.state === 'sent') return { step: 'accept-referral', id: referral.id };
  if (conclusion?.state === 'draft') {
    if (conclusion.allSigned) return conclusion.mine ? { wait: 'second-coordinator' } : { step: 'issue-conclusion', id: conclusion.id };
    return { step: 'finish-conclusion', id: conclusion.id };
  }
  if (conclusion?.state === 'issued') return conclusion.shared ? null : { wait: 'family' };
  if (assessment?.allSigned && assessment.state !== 'closed') return { step: 'write-conclusion', id: assessment.id };
  return deskStep(facts);
}

function memberStep({ assessment, conclusion }: CaseFacts): Next {
  if (!assessment || assessment.state === 'closed') return null;
  if (assessment.mySection === 'none' || assessment.mySection === 'draft') return { step: 'write-finding', id: assessment.id };
  if (assessment.mySection === null) return null;
  if (conclusion?.state === 'draft') return conclusion.signedByMe ? { wait: 'signatures' } : { step: 'sign-conclusion', id: conclusion.id };
  if (conclusion) return null;
  return assessment.allSigned ? { step: 'write-conclusion', id: assessment.id } : { wait: 'team' };
}

/** One measurement, as far as it is told in words. */
export interface Measured {
  /** The civil day. */
  on: string;
  value: number;
  successes: number | null;
  trials: number | null;
  help: HelpLevel;
}

/** So many of so many times, or a value in the goal's unit. */
export type Amount = { times: number; of: number } | { value: number };

export type Change =
  | { kind: 'nothing' }
  /** All measurements lie in one month: only how it is now. */
  | { kind: 'now'; on: string; now: Amount; help: HelpLevel }
  /** `month` 1–12 is the month of the first measurements; `way` compares with it in the goal's direction. */
  | { kind: 'since'; month: number; then: Amount; thenHelp: HelpLevel; on: string; now: Amount; help: HelpLevel; way: 'better' | 'same' | 'other' };

/** Shares are said of this many times when the number of tries is unknown or too large to picture. */
const PICTURED = 10;

/**
 * What changed, as one would say it at the kitchen table: the median of the first month against the latest measurement,
 * shares as n of N, help then and now. Entries in any order; corrected ones are left out by the caller.
 */
export function whatChanged(goal: { measure: MeasureType; direction: Direction }, entries: readonly Measured[]): Change {
  const sorted = [...entries].sort(byDay);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (!first || !last) return { kind: 'nothing' };

  const month = first.on.slice(0, 7);
  const early = sorted.filter(({ on }) => on.startsWith(month));
  const shares = goal.measure === 'percent' || goal.measure === 'steps';
  const of = shares && last.trials && last.trials <= PICTURED ? last.trials : PICTURED;
  const amount = (value: number): Amount => (shares ? { times: Math.round((value * of) / 100), of } : { value });
  const now = shares && last.trials === of && last.successes !== null ? { times: last.successes, of } : amount(last.value);
  if (last.on.startsWith(month)) return { kind: 'now', on: last.on, now, help: last.help };

  const start = median(early.map(({ value }) => value)) ?? first.value;
  const help = Math.ceil(median(early.map((entry) => entry.help)) ?? first.help) as HelpLevel;
  const gain = (goal.direction === 'increase' ? 1 : -1) * (last.value - start);
  const less = help - last.help;
  const way = gain > 0 || (gain === 0 && less > 0) ? 'better' : gain === 0 && less === 0 ? 'same' : 'other';
  return { kind: 'since', month: Number(month.slice(5)), then: amount(start), thenHelp: help, on: last.on, now, help: last.help, way };
}

function byDay(one: { on: string }, other: { on: string }): number {
  return one.on < other.on ? -1 : one.on > other.on ? 1 : 0;
}

/** More points than this crowd a small chart. */
const CROWD = 16;

type Drawn = Pick<Measured, 'on' | 'value' | 'successes' | 'trials'>;

/**
 * The course of a goal for a small chart: each measurement, or the median of each week when there are many. By day; a
 * median has no number of tries.
 */
export function courseOf(entries: readonly Drawn[]): Drawn[] {
  const sorted = [...entries].sort(byDay).map(({ on, value, successes, trials }) => ({ on, value, successes, trials }));
  const first = sorted[0];
  if (!first || sorted.length <= CROWD) return sorted;
  const weeks = new Map<number, Drawn[]>();
  for (const entry of sorted) {
    const week = Math.floor(daysBetween(first.on, entry.on) / 7);
    const others = weeks.get(week);
    if (others) others.push(entry);
    else weeks.set(week, [entry]);
  }
  return [...weeks.values()].map((week) => {
    const last = week.at(-1) ?? first;
    return week.length === 1 ? last : { on: last.on, value: median(week.map(({ value }) => value)) ?? last.value, successes: null, trials: null };
  });
}

/** What the timeline tells of. */
export const HAPPENING_KINDS = [
  'entry',
  'referral-sent',
  'referral-accepted',
  'referral-declined',
  'session-set',
  'finding-signed',
  'medical-signed',
  'conclusion-issued',
  'conclusion-shared',
  'plan-started',
  'plan-shared',
  'plan-answered',
  'plan-approved',
  'plan-archived',
  'assistant-assigned',
  'consent',
] as const;
export type HappeningKind = (typeof HAPPENING_KINDS)[number];

/** The filters above the timeline. */
export const HAPPENING_GROUPS = ['entries', 'examination', 'plan', 'consents'] as const;
export type HappeningGroup = (typeof HAPPENING_GROUPS)[number];

const GROUP_OF: Record<HappeningKind, HappeningGroup> = {
  entry: 'entries',
  'referral-sent': 'examination',
  'referral-accepted': 'examination',
  'referral-declined': 'examination',
  'session-set': 'examination',
  'finding-signed': 'examination',
  'medical-signed': 'examination',
  'conclusion-issued': 'examination',
  'conclusion-shared': 'examination',
  'plan-started': 'plan',
  'plan-shared': 'plan',
  'plan-answered': 'plan',
  'plan-approved': 'plan',
  'plan-archived': 'plan',
  'assistant-assigned': 'plan',
  consent: 'consents',
};

/** A place in the timeline: milliseconds, kind and id make the order whole. */
export interface Moment {
  at: number;
  kind: HappeningKind;
  id: string;
}

export const HAPPENINGS_A_PAGE = 12;

/** Later first; what happened in the same millisecond stands in the order of `HAPPENING_KINDS`, the later step first. */
export function laterFirst(one: Moment, other: Moment): number {
  const steps = HAPPENING_KINDS.indexOf(other.kind) - HAPPENING_KINDS.indexOf(one.kind);
  return other.at - one.at || steps || (one.id < other.id ? 1 : one.id > other.id ? -1 : 0);
}

/** The page of the timeline that begins after `before`, and the address of the one after it. */
export function timelineOf<Row extends Moment>(rows: readonly Row[], group: HappeningGroup | null, before: Moment | null): { rows: Row[]; older: string | null } {
  const wanted = rows
    .filter((row) => !group || GROUP_OF[row.kind] === group)
    .filter((row) => !before || laterFirst(row, before) > 0)
    .sort(laterFirst);
  const shown = wanted.slice(0, HAPPENINGS_A_PAGE);
  const last = shown.at(-1);
  return { rows: shown, older: last && wanted.length > shown.length ? `${last.at}~${last.kind}~${last.id}` : null };
}

/** Reads the address of a page of the timeline; what is not ours means its beginning. */
export function momentOf(text: string | null): Moment | null {
  const [, at, kind, id] = /^(\d{1,15})~([a-z-]{1,30})~([0-9a-f-]{36})$/.exec(text ?? '') ?? [];
  const known = HAPPENING_KINDS.find((one) => one === kind);
  return at && known && id ? { at: Number(at), kind: known, id } : null;
}
