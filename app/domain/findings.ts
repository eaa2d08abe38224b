import { z } from 'zod';
import { DOMAINS, LEVELS, type AssessmentState, type Domain, type FindingState, type Level, type Specialty } from '#db/vocabulary';
import { maybeOneOf, maybeProse, prose, versionField } from './fields';
import { MILESTONE_STATES, type MilestoneState } from './milestones-of-age';
import type { Reason } from './refusal';
import { answersField, codesField, toolsField, type SectionTemplate, type UsedTool } from './sections';

export { DOMAINS, LEVELS, type Domain, type FindingState, type Level } from '#db/vocabulary';

/** Which areas of development each specialist rates; two may rate one, the conclusion holds the agreed level. */
export const SPECIALTY_DOMAINS: Record<Specialty, readonly Domain[]> = {
  psychologist: ['COG', 'EMO', 'SOC'],
  speech_therapist: ['SPL', 'SOC'],
  special_pedagogue: ['COG', 'LRN', 'SLF'],
  social_pedagogue: ['ENV', 'SLF'],
  psychiatrist: ['EMO', 'HWB'],
  neurologist: ['MOT', 'HWB'],
  audiologist: ['HEA'],
  ophthalmologist: ['VIS'],
  paediatrician: ['HWB'],
};

const level = z
  .enum(LEVELS.map(String) as [string, ...string[]], 'field.choose')
  .nullish()
  .transform((text) => (text ? (Number(text) as Level) : null));

/**
 * An area's rating on the ICF generic qualifier (0 none … 4 complete, 8 not specified, 9 not applicable). While it is being
 * written one of the levels may be missing; the signature asks for both.
 */
const rating = z
  .strictObject({ withoutSupport: level, withSupport: level, evidence: maybeProse(5_000) })
  .transform((said) => (said.withoutSupport === null && said.withSupport === null && said.evidence === '' ? null : said));
export type Rating = NonNullable<z.output<typeof rating>>;

const maybeRating = rating.optional();
const milestone = maybeOneOf(MILESTONE_STATES).optional();

/** What a section's form asks: its template and the milestones of the child's age. */
export interface SectionForm {
  template: Pick<SectionTemplate, 'fields' | 'icf'>;
  milestones: readonly { id: string }[];
}

/** One specialist's section without its version: what the browser checks while it is being written. */
export function findingText({ template, milestones }: SectionForm) {
  return z.strictObject({
    strengths: maybeProse(20_000),
    levels: z.strictObject(Object.fromEntries(DOMAINS.map((domain) => [domain, maybeRating])) as Record<Domain, typeof maybeRating>).prefault({}),
    needs: maybeProse(20_000),
    helps: maybeProse(20_000),
    recommendations: maybeProse(20_000),
    answers: answersField(template),
    codes: codesField(template),
    milestones: z.strictObject(Object.fromEntries(milestones.map(({ id }) => [id, milestone]))).prefault({}),
    tools: toolsField,
    gestationWeeks: z
      .string()
      .trim()
      .regex(/^(2[2-9]|3\d|4[0-4])?$/, 'field.out-of-range')
      .optional()
      .transform((text) => (text ? Number(text) : null)),
  });
}

/** Where one goes on after a save: to read the section through and sign it. */
const AFTER_SAVE = ['signature'] as const;

/** One specialist's section as it is saved; version 0 is the first time. What is left out stays as it is. */
export function findingDraft(form: SectionForm) {
  return findingText(form).extend({ version: versionField, then: maybeOneOf(AFTER_SAVE) });
}

/** A section as a use case takes it. */
export interface FindingDraft {
  version: number;
  strengths: string;
  needs: string;
  helps: string;
  recommendations: string;
  levels: Partial<Record<Domain, Rating | null>>;
  /** By the field's code; an empty one is taken away. */
  answers?: Record<string, string | undefined>;
  /** By ICF code; null takes it away. */
  codes?: Record<string, Level | null | undefined>;
  /** By milestone; what was chosen once is not taken away. */
  milestones?: Record<string, MilestoneState | null | undefined>;
  tools?: UsedTool[];
  /** A fact about the child that the whole team shares. */
  gestationWeeks?: number | null;
}

/** A signature binds the version that was read. What was read goes along, so that a text changed meanwhile can be shown beside it. */
export const signatureDraft = z.strictObject({ version: versionField, read: z.record(z.string(), z.unknown()).optional() });

export const amendmentDraft = z.strictObject({ reason: prose(1_000) });

/** The author's own raw notes and test protocols. */
export const notesDraft = z.strictObject({ body: maybeProse(50_000), version: versionField });
export type NotesDraft = z.output<typeof notesDraft>;

/** What must hold for anything to be written into an examination. */
export interface Examination {
  assessment: AssessmentState;
  /** The newest line of the consent ledger for the examination says "given" (access.md TR6). */
  consent: boolean;
}

/** Why nothing may be written into the examination, or null when it may. */
export function whyNotExamine({ assessment, consent }: Examination): Reason | null {
  if (assessment === 'closed') return 'finding.not-open';
  return consent ? null : 'finding.no-consent';
}

/** Why this section may not be saved. `finding` is the state of the author's newest row, null before the first. */
export function whyNotRecord(
  examination: Examination,
  specialty: Specialty,
  finding: FindingState | null,
  rated: readonly Domain[],
): Reason | null {
  const whyNot = whyNotExamine(examination);
  if (whyNot) return whyNot;
  if (finding !== null && finding !== 'draft') return 'finding.signed';
  return rated.every((domain) => SPECIALTY_DOMAINS[specialty].includes(domain)) ? null : 'finding.not-your-domain';
}

export interface Signable {
  state: FindingState;
  specialty: Specialty;
  strengths: string;
  helps: string;
  levels: readonly { domain: Domain; withSupport: Level; withoutSupport: Level }[];
}

/**
 * Why this section may not be signed: strengths stand first, every area of the specialty has both levels ("not specified"
 * counts), and where support is needed it says what helps (method.md f).
 */
export function whyNotSign(examination: Examination, finding: Signable): Reason | null {
  if (finding.state !== 'draft') return 'finding.signed';
  const whyNot = whyNotExamine(examination);
  if (whyNot) return whyNot;
  if (!finding.strengths) return 'finding.strengths-first';
  const rated = new Set(finding.levels.map(({ domain }) => domain));
  if (SPECIALTY_DOMAINS[finding.specialty].some((domain) => !rated.has(domain))) return 'finding.levels-missing';
  const needsSupport = finding.levels.some(({ withSupport, withoutSupport }) => [withSupport, withoutSupport].some((value) => value >= 2 && value <= 4));
  return needsSupport && !finding.helps ? 'finding.helps-missing' : null;
}

/** Why a signed section may not get a new edition. `hasDraft`: one is being written already. */
export function whyNotAmend(examination: Examination, state: FindingState, hasDraft: boolean): Reason | null {
  if (state === 'draft') return 'finding.not-signed';
  if (state === 'replaced' || hasDraft) return 'changed-meanwhile';
  return whyNotExamine(examination);
}

/**
 * By how many levels the present support helps: capacity without support minus performance with it (method.md f).
 * Null when either level is not specified or does not apply.
 */
export function effectOf({ withSupport, withoutSupport }: { withSupport: Level; withoutSupport: Level }): number | null {
  return withSupport > 4 || withoutSupport > 4 ? null : withoutSupport - withSupport;
}
