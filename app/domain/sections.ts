import { z } from 'zod';
import { LEVELS, type Domain, type Language, type Level } from '#db/vocabulary';
import { ageOn } from './calendar';
import type { Edition } from './editions';
import { maybeDate, maybeDecimal, maybeLine, maybeOneOf, maybeProse } from './fields';
import type { MilestoneDomain } from './milestones-of-age';

/**
 * What a specialist's section asks beyond the four common texts and the levels: data in editions (db/reference/sections.json),
 * so that a changed form is a new edition and a signed section keeps its own. No two specialties ask for the same thing.
 */
export interface SectionTemplate extends Edition {
  fields: SectionField[];
  /** ICF codes offered inside each area; a code stands in one section only. */
  icf: Partial<Record<Domain, string[]>>;
  /** Standard tools by name; no items and no norms of them are kept. */
  tools: string[];
  /** Which milestones of early childhood this specialist looks at. */
  milestones: MilestoneDomain[];
}

export type Named = Record<Language, string>;

export interface SectionField {
  /** Unlike every other field of the examination. */
  code: string;
  kind: 'text' | 'choice' | 'number' | 'date';
  names: Named;
  hint?: Named;
  options?: { code: string; names: Named }[];
  /** Of a number. */
  min?: number;
  max?: number;
  /** Full months of age at which it is asked; both ends belong to it. */
  ages?: { from?: number; to?: number };
}

/** How many tools one section names. */
export const TOOL_ROWS = 12;

/** The codes of an area's answers that were begun with one level only; they wait among the answers until the other is chosen. */
export const draftField = (domain: Domain, field: 'withoutSupport' | 'withSupport' | 'evidence') => `draft:${domain}:${field}`;

/** Full months of age on a day. */
export function monthsOn(birthDate: string, day: string): number {
  const { years, months } = ageOn(birthDate, day);
  return years * 12 + months;
}

/** The fields asked at an age in full months. */
export function fieldsAt(template: Pick<SectionTemplate, 'fields'>, months: number): SectionField[] {
  return template.fields.filter(({ ages }) => (ages?.from ?? 0) <= months && months <= (ages?.to ?? Infinity));
}

/** Every ICF code of a template, area by area. */
export function codesOf(template: Pick<SectionTemplate, 'icf'>): string[] {
  return Object.values(template.icf).flat();
}

/** Whether everything said belongs to the template. */
export function fits(template: SectionTemplate, said: { answers?: Record<string, unknown>; codes?: Record<string, unknown> }): boolean {
  const fields = new Set(template.fields.map(({ code }) => code));
  const codes = new Set(codesOf(template));
  return Object.keys(said.answers ?? {}).every((code) => fields.has(code)) && Object.keys(said.codes ?? {}).every((code) => codes.has(code));
}

/** A field that may be left out of a form: then it stays as it is; sent empty, it is taken away. */
const ifSent = <Output>(schema: z.ZodType<Output, string>) => z.string().pipe(schema).optional();

const answerKinds = {
  text: () => ifSent(maybeProse(5_000).unwrap()),
  choice: ({ options = [] }) => ifSent(asText(maybeOneOf(options.map(({ code }) => code) as [string, ...string[]]))),
  number: ({ min = 0, max = 1_000_000 }) => ifSent(asText(maybeDecimal(min, max))),
  date: () => ifSent(asText(maybeDate)),
} as const satisfies Record<SectionField['kind'], (field: SectionField) => z.ZodType<string | undefined>>;

/** What is chosen, counted or dated is kept as text; nothing is an empty one. */
function asText(schema: z.ZodType): z.ZodType<string, string> {
  return schema.transform((value) => (value === null ? '' : String(value))) as unknown as z.ZodType<string, string>;
}

/** The answers to a template's own fields, by code. */
export function answersField({ fields }: Pick<SectionTemplate, 'fields'>) {
  return z.strictObject(Object.fromEntries(fields.map((field) => [field.code, answerKinds[field.kind](field)]))).prefault({}) as z.ZodType<Record<string, string | undefined>>;
}

const qualifier = ifSent(maybeOneOf(LEVELS.map(String) as [string, ...string[]]).transform((text) => (text === null ? null : (Number(text) as Level))) as unknown as z.ZodType<Level | null, string>);

/** ICF codes with their qualifier; null takes a code away. */
export function codesField(template: Pick<SectionTemplate, 'icf'>) {
  return z.strictObject(Object.fromEntries(codesOf(template).map((code) => [code, qualifier]))).prefault({}) as z.ZodType<Record<string, Level | null | undefined>>;
}

const toolRow = z.strictObject({ name: maybeLine(200), usedOn: maybeDate }).superRefine(({ name, usedOn }, refinement) => {
  if (usedOn !== null && name === '') refinement.addIssue({ code: 'custom', path: ['name'], message: 'field.required' });
});

/** Tools in the order they were written; rows left empty fall away. */
export const toolsField = z
  .array(toolRow)
  .max(TOOL_ROWS, 'malformed')
  .transform((rows) => rows.filter(({ name }) => name !== ''))
  .optional();
export type UsedTool = { name: string; usedOn: string | null };
