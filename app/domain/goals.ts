import { z } from 'zod';
import type { Direction, GoalArea, Language, MeasureType, PlanState, Place } from '#db/vocabulary';
import { DIRECTIONS, GOAL_AREAS, MEASURE_TYPES, PLACES } from '#db/vocabulary';
import { weeksBetween } from './calendar';
import { foldForSearch } from './children';
import { civilDate, decimal, line, maybeLine, maybeProse, oneOf, versionField, whole } from './fields';
import { MEASURES, UNITS_OF, type Unit } from './measures';
import type { Reason } from './refusal';

export { DIRECTIONS, GOAL_AREAS, MEASURE_TYPES, PLACES };
export type { Direction, GoalArea, MeasureType, Place };
export {
  baselineOf,
  GAS_TROUBLES,
  gasLevelOf,
  gasT,
  inRange,
  MEASURES,
  median,
  READING_TROUBLES,
  UNITS_OF,
  unusual,
  valueFrom,
  whyGasInvalid,
  type GasTrouble,
  type Measure,
  type Reading,
  type ReadingTrouble,
  type Unit,
} from './measures';

/** A text in the languages it exists in. */
export type Texts = Partial<Record<Language, string>>;

const UNITS = [...new Set(Object.values(UNITS_OF).flat())] as [Unit, ...Unit[]];

/**
 * A goal as its editor sends it: what in which situation, from where to where, by when, who, how. Texts stand in Kazakh
 * and Russian; title and behaviour must be there in at least one of them. The area follows from the skill.
 */
export const goalDraft = z
  .strictObject({
    skill: line(10),
    bankId: maybeLine(10),
    titleKk: maybeLine(200),
    titleRu: maybeLine(200),
    behaviourKk: maybeProse(1_000),
    behaviourRu: maybeProse(1_000),
    conditionKk: maybeProse(1_000),
    conditionRu: maybeProse(1_000),
    whyKk: maybeProse(1_000),
    whyRu: maybeProse(1_000),
    homeKk: maybeProse(1_000),
    homeRu: maybeProse(1_000),
    strategiesKk: maybeProse(2_000),
    strategiesRu: maybeProse(2_000),
    measure: oneOf(MEASURE_TYPES),
    unit: z.union([z.enum(UNITS), z.literal('')], 'field.choose').default(''),
    direction: oneOf(DIRECTIONS),
    baseline: decimal(-2, 600),
    target: decimal(-2, 600),
    consecutive: whole(1, 10),
    perWeek: decimal(0.25, 20),
    startsOn: civilDate,
    dueOn: civilDate,
    responsible: line(120),
    method: maybeLine(200),
    settings: z.array(oneOf(PLACES)).max(PLACES.length, 'field.invalid').default([]),
    version: versionField.default(0),
  })
  .superRefine((draft, refinement) => {
    const wrong = (field: keyof typeof draft, message: Reason) => refinement.addIssue({ code: 'custom', path: [field], message });
    if (!hasText(draft)) wrong('titleKk', 'goal.text-in-one-language');
    if (draft.unit && !isUnitOf(draft.measure, draft.unit)) wrong('unit', 'field.choose');
    const aim = whyNotAim(draft);
    if (aim) wrong(aim.field, aim.reason === 'goal.out-of-range' ? 'field.out-of-range' : aim.reason);
    if (draft.dueOn <= draft.startsOn) wrong('dueOn', 'goal.dates');
  })
  .transform((draft) => ({ ...draft, unit: draft.unit || UNITS_OF[draft.measure][0] }));
export type GoalDraft = z.output<typeof goalDraft>;
export type GoalDraftInput = z.input<typeof goalDraft>;

function hasText(goal: { titleKk: string; titleRu: string; behaviourKk: string; behaviourRu: string }): boolean {
  return (goal.titleKk !== '' && goal.behaviourKk !== '') || (goal.titleRu !== '' && goal.behaviourRu !== '');
}

function isUnitOf(measure: MeasureType, unit: string): boolean {
  return (UNITS_OF[measure] as readonly string[]).includes(unit);
}

export interface Aim {
  measure: MeasureType;
  direction: Direction;
  baseline: number;
  target: number;
}

/** Why an aim makes no sense, and at which field: the measure's range, its direction, a target beyond the baseline. */
export function whyNotAim({ measure, direction, baseline, target }: Aim): { field: 'baseline' | 'target' | 'direction'; reason: Reason } | null {
  const { min, max, integer, directions } = MEASURES[measure];
  if (!directions.includes(direction)) return { field: 'direction', reason: 'field.choose' };
  for (const [field, value] of [['baseline', baseline], ['target', target]] as const) {
    if (!(value >= min && value <= max)) return { field, reason: 'goal.out-of-range' };
    if (integer && !Number.isInteger(value)) return { field, reason: 'field.invalid' };
  }
  const beyond = direction === 'increase' ? target > baseline : target < baseline;
  return beyond ? null : { field: 'target', reason: 'goal.target-beyond-baseline' };
}

/** Why a goal may not be written into this plan: goals change in drafts only, and lie within the plan's period. */
export function whyNotGoal(
  goal: Pick<GoalDraft, 'titleKk' | 'titleRu' | 'behaviourKk' | 'behaviourRu' | 'startsOn' | 'dueOn'> & Aim,
  plan: { state: PlanState; startsOn: string; endsOn: string },
): Reason | null {
  if (plan.state !== 'draft') return 'goal.not-editable';
  if (!hasText(goal)) return 'goal.text-in-one-language';
  if (goal.dueOn <= goal.startsOn || goal.startsOn < plan.startsOn || goal.dueOn > plan.endsOn) return 'goal.dates';
  return whyNotAim(goal)?.reason ?? null;
}

/** What the goal bank knows of a goal. */
export interface BankGoal {
  id: string;
  skill: string;
  area: GoalArea;
  ageBand: string;
  title: Texts;
  behaviour: Texts;
  condition: Texts;
  measure: { type: MeasureType; unit: string; direction: Direction };
  suggestedBaselineNote: Texts;
  suggestedTarget: { value: number; consecutive: number; weeks: number };
  strategies: Partial<Record<Language, string[]>>;
  homeActivity: Texts;
}

/** The ages the bank is ordered by, each from its first month. */
export const AGE_BANDS = { '3-5': 36, '6-7': 72, '8-10': 96, '11-14': 132, '15-18': 180 } as const;
export type AgeBand = keyof typeof AGE_BANDS;

/** The band of an age in months; the nearest one for children younger or older than the bank knows. */
export function ageBandOf(months: number): AgeBand {
  const bands = Object.entries(AGE_BANDS) as [AgeBand, number][];
  return bands.findLast(([, from]) => months >= from)?.[0] ?? '3-5';
}

/** The goals of the bank that fit: words of the title or the behaviour in any of the three languages, skill, age, area. */
export function searchBank(bank: readonly BankGoal[], wanted: { q: string; skill: string; age: string; area: string }): BankGoal[] {
  const words = foldForSearch(wanted.q).split(' ').filter(Boolean);
  return bank.filter((goal) => {
    if (wanted.skill && goal.skill !== wanted.skill) return false;
    if (wanted.age && goal.ageBand !== wanted.age) return false;
    if (wanted.area && goal.area !== wanted.area) return false;
    const said = foldForSearch([goal.title, goal.behaviour].flatMap((texts) => Object.values(texts)).join(' '));
    return words.every((word) => said.includes(word));
  });
}

/** A goal as it is kept, as far as its quality can be read from it. */
export type WrittenGoal = Partial<
  Pick<GoalDraft, 'behaviourKk' | 'behaviourRu' | 'conditionKk' | 'conditionRu' | 'consecutive' | 'perWeek' | 'startsOn' | 'dueOn' | 'responsible' | 'method'> & Aim
> & { settings?: readonly Place[] };

/** What the quality check reads of a written goal and of the plan around it, in the language the goal is best written in. */
export function sheetOf(goal: WrittenGoal, plan: { needs: string; hasVoice: boolean }, vocabHits = 0): GoalSheet {
  const lang = goal.behaviourKk ? 'kk' : 'ru';
  return {
    lang,
    behaviour: lang === 'kk' ? goal.behaviourKk : goal.behaviourRu,
    condition: lang === 'kk' ? goal.conditionKk : goal.conditionRu,
    measureType: goal.measure,
    direction: goal.direction,
    target: goal.target,
    baseline: goal.baseline,
    consecutive: goal.consecutive,
    weeks: goal.startsOn && goal.dueOn ? weeksBetween(goal.startsOn, goal.dueOn) : null,
    frequencyPerWeek: goal.perWeek,
    responsible: goal.responsible,
    method: goal.method,
    needId: plan.needs ? 'needs' : null,
    childOrParentVoice: plan.hasVoice,
    settings: goal.settings?.length ?? 0,
    vocabHits,
  };
}

/** How many points each part of a well-written goal is worth; together 100. */
export const QUALITY_WEIGHTS = {
  behaviour: 15,
  condition: 10,
  criterion: 15,
  baseline: 10,
  direction: 10,
  ambition: 5,
  time: 10,
  method: 10,
  need: 5,
  voice: 4,
  generalisation: 3,
  respectful: 3,
} as const;
export type QualityPart = keyof typeof QUALITY_WEIGHTS;

/** Without these a goal stays a draft, whatever its total. */
export const QUALITY_GATES = ['behaviour', 'criterion', 'direction', 'time'] as const satisfies readonly QualityPart[];
export type QualityGate = (typeof QUALITY_GATES)[number];

/** Verbs nobody can see happen; each stands at the beginning of a word. */
// prettier-ignore
const VAGUE_VERBS = {
  ru: ['понима(?:ет|ть|ют)', 'знать', 'зна(?:ет|ют)', 'осозна', 'улучш', 'повы[сш]', 'разви(?:ва|ть|вает|тие)', 'стара(?:ется|ться)', 'учит(?:ся|ься)', 'научит', 'формир', 'овладе', 'чувству', 'адаптир(?:у|ов)'],
  kk: ['түсін(?!дір|бе|ік)', 'біл(?:еді|у)(?!дір)', 'жақсар', 'дамы', 'сезінеді', 'арттыр', 'үйрене', 'тырыс', 'қалыптас', 'меңгер', 'бейімделе'],
  en: ['understand', 'knows?(?![\\p{L}\\p{N}_])', 'improv', 'develop', 'learns?(?![\\p{L}\\p{N}_])', 'appreciat', 'be aware', 'feels?(?![\\p{L}\\p{N}_])', 'try to', 'tries to', 'adapts?(?![\\p{L}\\p{N}_])', 'master'],
};
const VAGUE: Record<Language, RegExp> = {
  ru: vague(VAGUE_VERBS.ru),
  kk: vague(VAGUE_VERBS.kk),
  en: vague(VAGUE_VERBS.en),
};

function vague(verbs: readonly string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${verbs.join('|')})`, 'u');
}

/**
 * True when the text hides behind a verb that cannot be observed ("улучшить", "түсіну", "improve"). Quoted phrases are
 * the child's, not ours.
 */
export function isVague(text: string, lang: Language): boolean {
  return VAGUE[lang].test(text.normalize('NFC').toLowerCase().replace(/«[^»]*»|“[^”]*”/g, ' '));
}

/** What the goal editor knows of a goal; any part may still be missing. */
export interface GoalSheet {
  lang: Language;
  behaviour?: string | null;
  condition?: string | null;
  measureType?: MeasureType | null;
  direction?: Direction | null;
  target?: number | null;
  /** How many measurements in a row must reach the target. */
  consecutive?: number | null;
  baseline?: number | null;
  baselinePoints?: number | null;
  baselineAgeDays?: number | null;
  /** From start to due date. */
  weeks?: number | null;
  frequencyPerWeek?: number | null;
  responsible?: string | null;
  method?: string | null;
  needId?: string | null;
  childOrParentVoice?: boolean | null;
  /** How many places or people the goal names. */
  settings?: number | null;
  /** How many terms the wording check found. */
  vocabHits?: number | null;
}

export type QualityBand = 'draft' | 'polish' | 'ready';

/**
 * How well a goal is written, as points per part, their total of 100, the gates it does not pass, and a band:
 * `ready` from 85, `polish` from 70, else `draft`. Shown as a checklist of hints, never as a mark for its author.
 */
export function goalQuality(goal: GoalSheet): { points: Record<QualityPart, number>; total: number; gates: QualityGate[]; band: QualityBand } {
  const points: Record<QualityPart, number> = {
    behaviour: behaviourPoints(goal),
    condition: words(goal.condition) >= 4 ? 10 : words(goal.condition) >= 1 ? 5 : 0,
    criterion: !goal.measureType || goal.target == null ? 0 : (goal.consecutive ?? 0) >= 2 ? 15 : 10,
    baseline: baselinePoints(goal),
    direction: gainOf(goal) === null ? 0 : 10,
    ambition: ambitionPoints(goal),
    time: !goal.weeks ? 0 : goal.weeks >= 4 && goal.weeks <= 40 ? 10 : 5,
    method: ((goal.frequencyPerWeek ?? 0) >= 0.5 ? 4 : 0) + (goal.responsible ? 3 : 0) + (goal.method ? 3 : 0),
    need: goal.needId ? 5 : 0,
    voice: goal.childOrParentVoice ? 4 : 0,
    generalisation: (goal.settings ?? 0) >= 2 ? 3 : 0,
    respectful: goal.vocabHits ? 0 : 3,
  };
  const total = Object.values(points).reduce((sum, part) => sum + part, 0);
  const gates = QUALITY_GATES.filter((gate) => points[gate] === 0);
  return { points, total, gates, band: gates.length > 0 || total < 70 ? 'draft' : total < 85 ? 'polish' : 'ready' };
}

function words(text: string | null | undefined): number {
  return text?.normalize('NFC').match(/\p{L}+/gu)?.length ?? 0;
}

function behaviourPoints({ behaviour, lang }: GoalSheet): number {
  if (!behaviour || words(behaviour) < 3) return 0;
  return isVague(behaviour, lang) ? 5 : 15;
}

function baselinePoints({ baseline, measureType, baselinePoints: taken, baselineAgeDays }: GoalSheet): number {
  if (baseline == null) return 0;
  const needed = measureType ? MEASURES[measureType].minBaselinePoints : 3;
  return (taken ?? 0) >= needed && (baselineAgeDays ?? 999) <= 60 ? 10 : 5;
}

/** How far the target lies beyond the baseline in the goal's direction; null when it does not, or cannot be measured. */
function gainOf({ measureType, target, baseline, direction }: GoalSheet): number | null {
  if (!measureType || target == null || baseline == null) return null;
  const { min, max } = MEASURES[measureType];
  if ([target, baseline].some((value) => value < min || value > max)) return null;
  const gain = (direction === 'increase' ? 1 : -1) * (target - baseline);
  return gain > 0 ? gain : null;
}

function ambitionPoints(goal: GoalSheet): number {
  const gain = gainOf(goal);
  if (gain === null || !goal.measureType) return 0;
  const baseline = Math.abs(goal.baseline ?? 0);
  if (!MEASURES[goal.measureType].aimLine) return gain >= 1 && gain <= 2 ? 5 : 2;
  if (goal.measureType === 'percent' || goal.measureType === 'steps') return gain >= 10 && gain <= 70 ? 5 : 2;
  return baseline === 0 || (gain / baseline >= 0.1 && gain / baseline <= 3) ? 5 : 2;
}

/** How a plan's goals are spread: a plan with academic goals alone does not go to the family without a written reason. */
export function balanceOf(goals: readonly { area: GoalArea }[]): {
  counts: Record<GoalArea, number>;
  total: number;
  hasSoft: boolean;
  onlyAcademic: boolean;
  /** 0 to 1; at most one half is advised. */
  academicShare: number;
} {
  const counts = Object.fromEntries(GOAL_AREAS.map((area) => [area, goals.filter((goal) => goal.area === area).length])) as Record<GoalArea, number>;
  const total = goals.length;
  return {
    counts,
    total,
    hasSoft: counts.soft > 0,
    onlyAcademic: total > 0 && counts.academic === total,
    academicShare: total === 0 ? 0 : counts.academic / total,
  };
}
