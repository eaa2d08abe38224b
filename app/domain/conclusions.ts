import { z } from 'zod';
import {
  CONDITIONS,
  DOMAINS,
  EXAM_CONDITIONS,
  LEVELS,
  PLACEMENTS,
  PROGRAMMES,
  SESSION_FORMS,
  STUDY_FORMS,
  type AssessmentState,
  type ConclusionState,
  type Condition,
  type Domain,
  type Level,
  type MemberState,
  type Specialty,
} from '#db/vocabulary';
import { addDays } from './calendar';
import { civilDate, idField, maybeDate, maybeDecimal, maybeOneOf, maybeProse, oneOf, prose, ticked, versionField, whole } from './fields';
import { LIFECYCLES, mayFollow } from './lifecycles';
import type { Reason } from './refusal';

export {
  CONCLUSION_STATES,
  CONDITIONS,
  DOMAINS,
  EXAM_CONDITIONS,
  LEVELS,
  PLACEMENTS,
  PROGRAMMES,
  SESSION_FORMS,
  STUDY_FORMS,
  type AssessmentState,
  type ConclusionState,
  type Condition,
  type Domain,
  type ExamCondition,
  type ExamKind,
  type Level,
  type Placement,
  type Programme,
  type Relation,
  type SessionForm,
  type StudyForm,
} from '#db/vocabulary';

/** The parts of a conclusion's text, in the order a reader meets them when no form says another. */
export const TEXT_PARTS = [
  'strengths',
  'needs',
  'levels',
  'programme',
  'studyForm',
  'placements',
  'conditions',
  'sessions',
  'assistant',
  'personalHelper',
  'examConditions',
  'repeatFirstYear',
  'validUntil',
  'nextExamOn',
  'familyAdvice',
] as const;
export type TextPart = (typeof TEXT_PARTS)[number];

/** Rows for recommended sessions on the form. */
export const SESSION_ROWS = 6;

/** The signatures a conclusion needs when its PMPC has set nothing else. */
export const USUAL_QUORUM = 3;

/** The setting `quorum.signatures`. */
export const quorumRule = z.number().int().min(1).max(20);

/** The setting `conclusion.needs-minutes`: whether the issue waits for the closed minutes of the meeting. */
export const minutesRule = z.boolean();

/** What a PMPC sets for its own conclusions. */
export interface ConclusionRules {
  quorum: number;
  needsMinutes: boolean;
}

/** The rules as one number: a change answers to the rules it was opened at. */
export function rulesVersion({ quorum, needsMinutes }: ConclusionRules): number {
  return quorum * 2 + (needsMinutes ? 1 : 0);
}

export const rulesForm = z.strictObject({ version: versionField, quorum: whole(1, 20), needsMinutes: ticked });
export type RulesForm = z.output<typeof rulesForm>;

/** How long another person may confirm a void that was asked for, in days (access.md TR10). */
export const VOIDING_DAYS = 7;

/** How long after the issue the team still sees the child's file, in days (access.md TR2). */
export const WINDOW_AFTER_ISSUE_DAYS = 30;

/** Who may be recommended for sessions. A doctor's name in the school's extract would tell of a medical section. */
export const SESSION_SPECIALTIES = [
  'psychologist',
  'speech_therapist',
  'special_pedagogue',
  'social_pedagogue',
] as const satisfies readonly Specialty[];
export type SessionSpecialty = (typeof SESSION_SPECIALTIES)[number];

const level = z
  .string('field.choose')
  .regex(/^[0-489]$/, 'field.choose')
  .transform((text) => Number(text) as Level);

/** One kind of special conditions: a written detail counts as a tick, so that no text is lost. */
const conditionField = z.strictObject({ ticked, detail: maybeProse(2_000) }).optional();

const conditionFields = z
  .strictObject(Object.fromEntries(CONDITIONS.map((condition) => [condition, conditionField])) as Record<Condition, typeof conditionField>)
  .optional()
  .transform((fields) =>
    CONDITIONS.flatMap((condition) => {
      const field = fields?.[condition];
      return field && (field.ticked || field.detail) ? [{ condition, detail: field.detail }] : [];
    }),
  );

const sessionRow = z
  .strictObject({
    specialty: maybeOneOf(SESSION_SPECIALTIES),
    form: maybeOneOf(SESSION_FORMS),
    perWeek: maybeDecimal(1, 20).refine((value) => value === null || Number.isInteger(value), 'field.invalid'),
  })
  .superRefine((row, refinement) => {
    const begun = row.specialty !== null || row.form !== null || row.perWeek !== null;
    if (begun && row.specialty === null) refinement.addIssue({ code: 'custom', path: ['specialty'], message: 'field.choose' });
    if (begun && row.form === null) refinement.addIssue({ code: 'custom', path: ['form'], message: 'field.choose' });
  });

const sessionRows = z
  .array(sessionRow)
  .max(SESSION_ROWS, 'malformed')
  .default([])
  .transform((rows) => rows.flatMap(({ specialty, form, perWeek }) => (specialty && form ? [{ specialty, form, perWeek }] : [])));

/** Any of a closed list, once each, in the list's own order. */
const anyOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .array(z.enum(values, 'field.choose'))
    .max(values.length, 'malformed')
    .default([])
    .transform((chosen) => values.filter((value): value is Values[number] => chosen.includes(value)));

/** What the team writes in a conclusion. A draft may have gaps: `missingParts` says what is still needed for the issue. */
export const conclusionDraft = z
  .strictObject({
    version: versionField,
    strengths: maybeProse(),
    needs: maybeProse(),
    levels: z.array(z.strictObject({ domain: oneOf(DOMAINS), withSupport: level, withoutSupport: level })).max(DOMAINS.length, 'malformed').default([]),
    programme: maybeOneOf(PROGRAMMES),
    studyForm: maybeOneOf(STUDY_FORMS),
    conditions: conditionFields,
    sessions: sessionRows,
    assistantNeeded: ticked,
    /** Hours a week. */
    assistantHours: maybeDecimal(0.5, 60),
    assistantFrom: maybeDate,
    assistantTo: maybeDate,
    assistantTasks: maybeProse(2_000),
    /** A helper for a child who needs a hand with moving and with looking after themself; another person than the assistant. */
    personalHelper: ticked,
    placements: anyOf(PLACEMENTS),
    examConditions: anyOf(EXAM_CONDITIONS),
    repeatFirstYear: ticked,
    validUntil: maybeDate,
    nextExamOn: maybeDate,
    familyAdvice: maybeProse(5_000),
  })
  .superRefine((draft, refinement) => {
    const { assistantFrom, assistantTo } = draft;
    if (assistantFrom && assistantTo && assistantTo < assistantFrom) {
      refinement.addIssue({ code: 'custom', path: ['assistantTo'], message: 'field.before-start' });
    }
    if (new Set(draft.levels.map(({ domain }) => domain)).size < draft.levels.length) {
      refinement.addIssue({ code: 'custom', path: ['levels'], message: 'field.invalid' });
    }
  });
export type ConclusionDraft = z.output<typeof conclusionDraft>;
export type ConclusionText = Omit<ConclusionDraft, 'version'>;

/** A signature answers to the version that was read; `read` is the text of that version, to be set against a newer one. */
export const signatureForm = z.strictObject({ version: versionField, read: z.string().max(100_000, 'malformed').optional() });

/** Why an issued conclusion should be void; the text that was read is named by its version. */
export const voidingForm = z.strictObject({ version: versionField, reason: prose(1_000).refine((text) => [...text].length >= 10, 'field.too-short') });
export type VoidingForm = z.output<typeof voidingForm>;

/** The second person's word about a void answers to the version as well. */
export const voidingAnswer = z.strictObject({ version: versionField });

/** The issue answers to a version too; "without an end" is said aloud when the conclusion names no last day. */
export const issueForm = z.strictObject({ version: versionField, withoutEnd: ticked });
export type IssueForm = z.output<typeof issueForm>;

/** A guardian's own answer about sharing. */
export const shareAnswer = z.strictObject({ decision: oneOf(['given', 'withdrawn']) });

/** An answer given on paper: whose signature, on what day. */
export const paperShare = z.strictObject({ decision: oneOf(['given', 'withdrawn']), guardianId: idField, answeredOn: civilDate });
export type PaperShare = z.output<typeof paperShare>;

/** The same at a school, which knows the conclusion only from the paper the parent shows: its number and day. */
export const paperShareAtSchool = z
  .strictObject({ ...paperShare.shape, number: whole(1, 999_999_999), issuedOn: civilDate })
  .superRefine((form, refinement) => {
    if (form.answeredOn < form.issuedOn) refinement.addIssue({ code: 'custom', path: ['answeredOn'], message: 'field.before-start' });
  });
export type PaperShareAtSchool = z.output<typeof paperShareAtSchool>;

/** How one specialist rated a domain. */
export interface Rating {
  domain: Domain;
  withSupport: Level;
  withoutSupport: Level;
}

/**
 * Of two levels the one that promises the child more support: the higher of 0–4; a rated one before 8 (not specified);
 * 8 before 9 (does not apply).
 */
export function moreCareful(one: Level, other: Level): Level {
  const rank = (value: Level) => (value === 9 ? -2 : value === 8 ? -1 : value);
  return rank(one) >= rank(other) ? one : other;
}

/** One level for each rated domain, in the order of DOMAINS: where two specialists differ, the more careful one. */
export function agreedLevels(ratings: readonly Rating[]): Rating[] {
  return DOMAINS.flatMap((domain) => {
    const [first, ...others] = ratings.filter((rating) => rating.domain === domain);
    if (!first) return [];
    return [
      others.reduce<Rating>(
        (agreed, rating) => ({
          domain,
          withSupport: moreCareful(agreed.withSupport, rating.withSupport),
          withoutSupport: moreCareful(agreed.withoutSupport, rating.withoutSupport),
        }),
        { domain, withSupport: first.withSupport, withoutSupport: first.withoutSupport },
      ),
    ];
  });
}

/** Why no conclusion may be started from this examination yet, or null. */
export function whyNotStart(assessment: AssessmentState, sectionsSigned: number): Reason | null {
  if (assessment !== 'open') return 'assessment.wrong-state';
  if (sectionsSigned === 0) return 'conclusion.no-finding-signed';
  return null;
}

/** Why the text of a conclusion may not change, or null. */
export function whyNotEdit(state: ConclusionState): Reason | null {
  return state === 'draft' ? null : 'conclusion.wrong-state';
}

/** One specialty of the team and what its person has signed. */
export interface TeamPart {
  userId: string;
  state: MemberState;
  /** The person's own section is signed. */
  sectionSigned: boolean;
  /** The version of the conclusion under which the person's signature stands. */
  signedVersion: number | null;
}

/** Why this person may not sign this version, or null. `own` are the person's parts in the team. */
export function whyNotSign(state: ConclusionState, version: number, own: readonly TeamPart[]): Reason | null {
  if (state !== 'draft') return 'conclusion.wrong-state';
  if (own.some((part) => !part.sectionSigned)) return 'finding.not-signed';
  if (own.some((part) => part.signedVersion === version)) return 'conclusion.signed-already';
  return null;
}

/** How many people have signed this version. Whoever is not needed does not count, and an edit makes older signatures void. */
export function signaturesUnder(version: number, team: readonly TeamPart[]): number {
  return new Set(team.filter((part) => part.state === 'needed' && part.signedVersion === version).map(({ userId }) => userId)).size;
}

/** How many signatures the issue needs: everybody who is needed, and never fewer than the quorum. */
export function signaturesNeeded(quorum: number, team: readonly TeamPart[]): number {
  return Math.max(quorum, new Set(team.filter((part) => part.state === 'needed').map(({ userId }) => userId)).size);
}

export const PARTS = ['strengths', 'needs', 'programme', 'studyForm', 'assistant', 'validUntil', 'nextExamOn'] as const;
export type Part = (typeof PARTS)[number];

/** What a conclusion lacks for its issue. With `withoutEnd` the head says that it is meant to have no last day. */
export function missingParts(text: ConclusionText, today: string, withoutEnd: boolean): Part[] {
  const there: Record<Part, boolean> = {
    strengths: text.strengths !== '',
    needs: text.needs !== '',
    programme: text.programme !== null,
    studyForm: text.studyForm !== null,
    assistant:
      !text.assistantNeeded ||
      (text.assistantHours !== null && text.assistantFrom !== null && text.assistantTo !== null && text.assistantTasks !== ''),
    validUntil: text.validUntil === null ? withoutEnd : text.validUntil > today,
    nextExamOn: text.nextExamOn === null || text.nextExamOn > today,
  };
  return PARTS.filter((part) => !there[part]);
}

export interface Issue {
  state: ConclusionState;
  assessment: AssessmentState;
  authorId: string;
  issuerId: string;
  version: number;
  team: readonly TeamPart[];
  quorum: number;
  missing: readonly Part[];
  /** It replaces a void one of the same examination, which is closed already. */
  replaces: boolean;
  /** How many mandatory papers the family still owes. */
  papersOwed: number;
  /** The issue waits for the minutes of the meeting, and they are not closed. */
  minutesOpen: boolean;
}

/**
 * Why a conclusion may not be issued, or null: each member has signed this version or is not needed, the quorum is
 * reached, nothing is missing, and somebody else than its author issues it (access.md TR10).
 */
export function whyNotIssue({ state, assessment, authorId, issuerId, version, team, quorum, missing, replaces, papersOwed, minutesOpen }: Issue): Reason | null {
  if (!mayFollow(LIFECYCLES.conclusion, state, 'issued')) return 'conclusion.wrong-state';
  if (!mayFollow(LIFECYCLES.assessment, assessment, 'closed') && !(replaces && assessment === 'closed')) return 'assessment.wrong-state';
  if (authorId === issuerId) return 'conclusion.author-cannot-issue';
  if (team.some((part) => part.state === 'needed' && !part.sectionSigned)) return 'conclusion.team-not-ready';
  if (missing.length > 0) return 'conclusion.incomplete';
  if (papersOwed > 0) return 'conclusion.papers-owed';
  if (minutesOpen) return 'conclusion.minutes-open';
  if (signaturesUnder(version, team) < signaturesNeeded(quorum, team)) return 'conclusion.too-few-signatures';
  return null;
}

/** A void that was asked for. */
export interface Voiding {
  askedBy: string;
  askedOn: string;
  askedVersion: number;
}

/** Whether a void that was asked for may still be confirmed: within a week, and only about the version that was read. */
export function isVoidingOpen({ askedOn, askedVersion }: Pick<Voiding, 'askedOn' | 'askedVersion'>, version: number, today: string): boolean {
  return askedVersion === version && today <= addDays(askedOn, VOIDING_DAYS);
}

/** Why nobody may ask to make this conclusion void, or null. */
export function whyNotAskVoiding(state: ConclusionState, open: Voiding | null): Reason | null {
  if (!mayFollow(LIFECYCLES.conclusion, state, 'void')) return 'conclusion.wrong-state';
  return open ? 'conclusion.voiding-asked' : null;
}

/** Why this person may not confirm that the conclusion becomes void, or null. */
export function whyNotVoid(state: ConclusionState, voiding: Voiding, version: number, actorId: string, today: string): Reason | null {
  if (!mayFollow(LIFECYCLES.conclusion, state, 'void')) return 'conclusion.wrong-state';
  if (!isVoidingOpen(voiding, version, today)) return 'conclusion.voiding-over';
  return voiding.askedBy === actorId ? 'needs-second-person' : null;
}

/** Why no draft may replace this conclusion, or null. */
export function whyNotReplace(state: ConclusionState): Reason | null {
  return state === 'void' ? null : 'conclusion.wrong-state';
}

/** Why an answer on paper may not carry this day, or null. */
export function whyNotAnsweredOn(answeredOn: string, issuedOn: string, today: string): Reason | null {
  if (answeredOn > today) return 'field.in-the-future';
  if (answeredOn < issuedOn) return 'field.before-start';
  return null;
}

const names = z.strictObject({ kk: z.string(), ru: z.string(), en: z.string() });

const conditionLine = z.strictObject({ condition: z.enum(CONDITIONS), detail: z.string() });
const sessionLine = z.strictObject({ specialty: z.enum(SESSION_SPECIALTIES), form: z.enum(SESSION_FORMS), perWeek: z.number().nullable() });

const extractFields = {
  number: z.number().int(),
  issuedOn: z.string(),
  pmpc: names,
  child: z.strictObject({ name: z.string(), birthYear: z.string() }),
  programme: z.enum(PROGRAMMES).nullable(),
  studyForm: z.enum(STUDY_FORMS).nullable(),
  conditions: z.array(conditionLine),
  sessions: z.array(sessionLine),
  assistant: z.strictObject({
    needed: z.boolean(),
    hours: z.number().nullable(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    tasks: z.string(),
  }),
  strengths: z.string(),
  helps: z.string(),
  recommendations: z.string(),
  validUntil: z.string().nullable(),
};

/**
 * The extract a school reads: a document of its own, stored at the issue. It holds nothing of a medical section, no
 * level and no diagnosis; what helps and what is recommended comes from pedagogical sections only. The first edition has
 * `more: null`: it did not ask for a place, a personal helper, a repeated year and conditions at tests.
 */
export const extractBody = z.discriminatedUnion('edition', [
  z.strictObject({ edition: z.literal(1), ...extractFields }).transform((body) => ({ ...body, more: null })),
  z.strictObject({
    edition: z.literal(2),
    ...extractFields,
    more: z.strictObject({
      personalHelper: z.boolean(),
      placements: z.array(z.enum(PLACEMENTS)),
      examConditions: z.array(z.enum(EXAM_CONDITIONS)),
      repeatFirstYear: z.boolean(),
    }),
  }),
]);
export type ExtractBody = z.output<typeof extractBody>;

/** What a signed section gives to the extract. */
export interface SectionWords {
  medical: boolean;
  helps: string;
  recommendations: string;
}

/** The extract of a conclusion as it is issued. Medical sections are left out here, whatever they say. */
export function extractOf(
  head: Pick<ExtractBody, 'number' | 'issuedOn' | 'pmpc' | 'child'>,
  text: ConclusionText,
  sections: readonly SectionWords[],
): ExtractBody {
  const pedagogical = sections.filter(({ medical }) => !medical);
  const joined = (part: 'helps' | 'recommendations') =>
    pedagogical
      .map((section) => section[part])
      .filter(Boolean)
      .join('\n\n');
  const { assistantNeeded: needed } = text;
  return {
    edition: 2,
    ...head,
    programme: text.programme,
    studyForm: text.studyForm,
    conditions: text.conditions,
    sessions: text.sessions,
    assistant: {
      needed,
      hours: needed ? text.assistantHours : null,
      from: needed ? text.assistantFrom : null,
      to: needed ? text.assistantTo : null,
      tasks: needed ? text.assistantTasks : '',
    },
    strengths: text.strengths,
    helps: joined('helps'),
    recommendations: joined('recommendations'),
    validUntil: text.validUntil,
    more: {
      personalHelper: text.personalHelper,
      placements: text.placements,
      examConditions: text.examConditions,
      repeatFirstYear: text.repeatFirstYear,
    },
  };
}

/** All that a teacher-assistant reads of an extract: what to do. */
export function actionsOf(body: ExtractBody): Pick<ExtractBody, 'conditions' | 'helps'> {
  return { conditions: body.conditions.filter(({ detail }) => detail !== ''), helps: body.helps };
}

/** One text for one value, whatever the order its keys came in: what a digest is taken of. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const parts = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonicalText(part)}`);
  return `{${parts.join(',')}}`;
}

const storedLevel = z.union(LEVELS.map((value) => z.literal(value)));

/** The text of a conclusion as it is stored: what a signer's page gives back as the text that was read. */
export const conclusionText = z.strictObject({
  strengths: z.string(),
  needs: z.string(),
  levels: z.array(z.strictObject({ domain: z.enum(DOMAINS), withSupport: storedLevel, withoutSupport: storedLevel })),
  programme: z.enum(PROGRAMMES).nullable(),
  studyForm: z.enum(STUDY_FORMS).nullable(),
  conditions: z.array(conditionLine),
  sessions: z.array(sessionLine),
  assistantNeeded: z.boolean(),
  assistantHours: z.number().nullable(),
  assistantFrom: z.string().nullable(),
  assistantTo: z.string().nullable(),
  assistantTasks: z.string(),
  personalHelper: z.boolean(),
  placements: z.array(z.enum(PLACEMENTS)),
  examConditions: z.array(z.enum(EXAM_CONDITIONS)),
  repeatFirstYear: z.boolean(),
  validUntil: z.string().nullable(),
  nextExamOn: z.string().nullable(),
  familyAdvice: z.string(),
}) satisfies z.ZodType<ConclusionText>;

/** The text somebody read, as their form gives it back; null when it is none. */
export function textRead(json: string): ConclusionText | null {
  try {
    const read = conclusionText.safeParse(JSON.parse(json));
    return read.success ? read.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The parts of the form a text is shown in; what is one part to a reader may be several fields. */
const FIELDS_OF: Record<TextPart, readonly (keyof ConclusionText)[]> = {
  strengths: ['strengths'],
  needs: ['needs'],
  levels: ['levels'],
  programme: ['programme'],
  studyForm: ['studyForm'],
  placements: ['placements'],
  conditions: ['conditions'],
  sessions: ['sessions'],
  assistant: ['assistantNeeded', 'assistantHours', 'assistantFrom', 'assistantTo', 'assistantTasks'],
  personalHelper: ['personalHelper'],
  examConditions: ['examConditions'],
  repeatFirstYear: ['repeatFirstYear'],
  validUntil: ['validUntil'],
  nextExamOn: ['nextExamOn'],
  familyAdvice: ['familyAdvice'],
};

/** The parts that two texts say differently, in the order they are shown. */
export function changedParts(one: ConclusionText, other: ConclusionText): TextPart[] {
  return TEXT_PARTS.filter((part) => FIELDS_OF[part].some((field) => canonicalText(one[field]) !== canonicalText(other[field])));
}

/** The year of a journal as an address asks for it; the year of today when it asks for none. */
export function yearAsked(asked: string | null, today: string): number {
  return asked !== null && /^20\d{2}$/.test(asked) ? Number(asked) : Number(today.slice(0, 4));
}
