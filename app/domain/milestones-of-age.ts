import type { Language, MilestoneState } from '#db/vocabulary';
import { daysBetween } from './calendar';

export { MILESTONE_STATES, type MilestoneState } from '#db/vocabulary';

/** Milestones of early childhood: a help for a talk with the family, never a test (method.md g). */
export const MILESTONE_DOMAINS = ['social', 'language', 'cognitive', 'motor'] as const;
export type MilestoneDomain = (typeof MILESTONE_DOMAINS)[number];

export interface Milestone {
  id: string;
  ageMonths: number;
  domain: MilestoneDomain;
  text: Record<Language, string>;
}

const MONTH = 365.25 / 12;
/** Milestones are looked at until the seventh birthday. */
const UNTIL_MONTHS = 84;
/** Weeks of pregnancy from which a birth is on time. */
const ON_TIME_WEEKS = 37;
/** Days of age until which an early birth is taken into account: 24 months. */
const CORRECTED_UNTIL = 730;

/**
 * The age a child born early is looked at by, in days: until 24 months the weeks missing to 40 are taken off (method.md g).
 * @param gestationWeeks weeks of pregnancy at birth; null when nobody knows
 */
export function correctedAgeDays(ageDays: number, gestationWeeks: number | null): number {
  if (gestationWeeks === null || gestationWeeks >= ON_TIME_WEEKS || ageDays >= CORRECTED_UNTIL) return ageDays;
  return ageDays - Math.round((40 - gestationWeeks) * 7);
}

/** The corrected age on a day. */
export function correctedAgeOn(birthDate: string, day: string, gestationWeeks: number | null): number {
  return correctedAgeDays(daysBetween(birthDate, day), gestationWeeks);
}

/** Whether the weeks of pregnancy still change anything. */
export function isCorrected(birthDate: string, day: string): boolean {
  return daysBetween(birthDate, day) < CORRECTED_UNTIL;
}

/** The milestones of the latest age the child has reached; none after the seventh birthday or before the first list. */
export function milestonesAt(all: readonly Milestone[], ageDays: number): Milestone[] {
  if (ageDays >= Math.floor(UNTIL_MONTHS * MONTH)) return [];
  const reached = all.map(({ ageMonths }) => ageMonths).filter((months) => Math.floor(months * MONTH) <= ageDays);
  const latest = Math.max(...reached);
  return all.filter(({ ageMonths }) => ageMonths === latest);
}

export interface SeenMilestone {
  id: string;
  domain: MilestoneDomain;
  state: MilestoneState;
}

/** talk: tips and another look in four weeks · refer: to a paediatrician and early support · urgent: the same day. */
export type Signal = 'talk' | 'refer' | 'urgent';

/**
 * What the milestones of one examination ask for (method.md g): a skill that was there and is not now is urgent; two not yet
 * in one domain, three in all, the same one twice, or a language one while hearing is not checked lead on to others.
 * @param before what earlier examinations saw
 * @param asked whether the family or the child's people are worried
 */
export function signalOf(now: readonly SeenMilestone[], before: readonly Pick<SeenMilestone, 'id' | 'state'>[], asked: boolean, hearingChecked = true): Signal | null {
  const notYet = now.filter(({ state }) => state === 'not-yet');
  const was = (id: string, state: MilestoneState) => before.some((one) => one.id === id && one.state === state);
  if (notYet.some(({ id }) => was(id, 'seen'))) return 'urgent';
  const inOne = MILESTONE_DOMAINS.some((domain) => notYet.filter((one) => one.domain === domain).length >= 2);
  const twice = notYet.some(({ id }) => was(id, 'not-yet'));
  const unheard = !hearingChecked && notYet.some(({ domain }) => domain === 'language');
  if (inOne || notYet.length >= 3 || twice || unheard) return 'refer';
  return notYet.length > 0 || asked ? 'talk' : null;
}
