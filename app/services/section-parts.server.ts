import { and, asc, eq, inArray, like, or, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { findingAnswers, findingCodes, findingLevels, findingMilestones, findingTools, referenceItems } from '#db/schema';
import { DOMAINS, type Domain, type FindingDraft, type Level } from '~/domain/findings';
import type { Milestone, MilestoneState } from '~/domain/milestones-of-age';
import type { Specialty } from '~/domain/permissions';
import { draftField, type Named, type SectionTemplate, type UsedTool } from '~/domain/sections';
import { editionsOf, editionsOn } from './editions.server';

/** What a specialist's section holds besides its texts, and the template it is written by. */

export interface RatedDomain {
  domain: Domain;
  withSupport: Level;
  withoutSupport: Level;
  evidence: string;
}

/** An area that waits for one of its levels. */
export interface BegunDomain {
  domain: Domain;
  withSupport: Level | null;
  withoutSupport: Level | null;
  evidence: string;
}

export interface SectionParts {
  levels: RatedDomain[];
  begun: BegunDomain[];
  answers: Record<string, string>;
  codes: { code: string; qualifier: Level }[];
  milestones: { milestone: string; state: MilestoneState }[];
  tools: UsedTool[];
}

export const NO_PARTS: SectionParts = { levels: [], begun: [], answers: {}, codes: [], milestones: [], tools: [] };

const NO_TEMPLATE: Omit<SectionTemplate, 'code'> = { id: '', from: '', to: null, fields: [], icf: {}, tools: [], milestones: [] };

/** The template a section is written by: the edition it was begun under, else the one in force on a day. */
export async function templateOf(tx: Tx, specialty: Specialty, edition: string | null, day: string): Promise<SectionTemplate> {
  const editions = edition ? await editionsOf<SectionTemplate>(tx, 'sections') : await editionsOn<SectionTemplate>(tx, 'sections', day);
  return editions.find((one) => (edition ? one.id === edition : one.code === specialty)) ?? { ...NO_TEMPLATE, code: specialty };
}

/** The milestones a template looks at, of every age. */
export async function milestonesOf(tx: Tx, template: Pick<SectionTemplate, 'milestones'>): Promise<Milestone[]> {
  if (template.milestones.length === 0) return [];
  const rows = await tx
    .select({ id: referenceItems.item, body: referenceItems.body })
    .from(referenceItems)
    .where(eq(referenceItems.collection, 'milestones'))
    .orderBy(asc(referenceItems.position));
  return rows.map(({ id, body }) => ({ ...(body as Omit<Milestone, 'id'>), id })).filter(({ domain }) => template.milestones.includes(domain));
}

/** What ICF codes are called, by code. */
export async function codeLabels(tx: Tx, codes: readonly string[]): Promise<Record<string, Named>> {
  if (codes.length === 0) return {};
  const rows = await tx.select({ body: referenceItems.body }).from(referenceItems).where(eq(referenceItems.collection, 'assessmentDomains'));
  const all = rows.flatMap(({ body }) => (body as { icf: { code: string; label: Named }[] }).icf);
  return Object.fromEntries(all.filter(({ code }) => codes.includes(code)).map(({ code, label }) => [code, label]));
}

/** Everything a section holds besides its texts. */
export async function partsOf(tx: Tx, findingId: string): Promise<SectionParts> {
  const kept = await tx.select({ field: findingAnswers.field, value: findingAnswers.value }).from(findingAnswers).where(eq(findingAnswers.findingId, findingId));
  const waiting = new Map(kept.map(({ field, value }) => [field, value]));
  const levelIn = (domain: Domain, field: 'withoutSupport' | 'withSupport') => {
    const value = waiting.get(draftField(domain, field));
    return value === undefined ? null : (Number(value) as Level);
  };
  return {
    levels: await levelsOf(tx, findingId),
    begun: DOMAINS.filter((domain) => kept.some(({ field }) => field.startsWith(`draft:${domain}:`))).map((domain) => ({
      domain,
      withSupport: levelIn(domain, 'withSupport'),
      withoutSupport: levelIn(domain, 'withoutSupport'),
      evidence: waiting.get(draftField(domain, 'evidence')) ?? '',
    })),
    answers: Object.fromEntries(kept.filter(({ field }) => !field.startsWith('draft:')).map(({ field, value }) => [field, value])),
    codes: await tx.select({ code: findingCodes.code, qualifier: findingCodes.qualifier }).from(findingCodes).where(eq(findingCodes.findingId, findingId)).orderBy(asc(findingCodes.code)),
    milestones: await tx.select({ milestone: findingMilestones.milestone, state: findingMilestones.state }).from(findingMilestones).where(eq(findingMilestones.findingId, findingId)),
    tools: await tx.select({ name: findingTools.name, usedOn: findingTools.usedOn }).from(findingTools).where(eq(findingTools.findingId, findingId)).orderBy(asc(findingTools.position)),
  };
}

/** The areas with both levels, in the order of the areas. */
export async function levelsOf(tx: Tx, findingId: string): Promise<RatedDomain[]> {
  const rows = await tx
    .select({
      domain: findingLevels.domain,
      withSupport: findingLevels.withSupport,
      withoutSupport: findingLevels.withoutSupport,
      evidence: findingLevels.evidence,
    })
    .from(findingLevels)
    .where(eq(findingLevels.findingId, findingId));
  return rows.sort((a, b) => DOMAINS.indexOf(a.domain) - DOMAINS.indexOf(b.domain));
}

/** Parts as the fields of the form say them. */
export function fieldsOf({ levels, begun, answers, codes, milestones, tools }: SectionParts): Record<string, string> {
  const rated = [...levels, ...begun].flatMap(({ domain, ...rating }) => Object.entries(rating).map(([field, value]) => [`levels.${domain}.${field}`, value === null ? '' : String(value)]));
  return Object.fromEntries([
    ...rated,
    ...Object.entries(answers).map(([code, value]) => [`answers.${code}`, value]),
    ...codes.map(({ code, qualifier }) => [`codes.${code}`, String(qualifier)]),
    ...milestones.map(({ milestone, state }) => [`milestones.${milestone}`, state]),
    ...tools.flatMap(({ name, usedOn }, row) => [[`tools[${row}].name`, name], [`tools[${row}].usedOn`, usedOn ?? '']]),
  ]);
}

/** Writes what a draft says; what it leaves out stays as it is. The section is a draft: a trigger refuses anything else. */
export async function keepParts(tx: Tx, findingId: string, draft: Pick<FindingDraft, 'levels' | 'answers' | 'codes' | 'milestones' | 'tools'>): Promise<void> {
  await keepLevels(tx, findingId, draft.levels);

  const answers = Object.entries(draft.answers ?? {}).flatMap(([field, value]) => (value === undefined ? [] : [{ findingId, field, value }]));
  await dropAnswers(tx, findingId, answers.filter(({ value }) => value === '').map(({ field }) => field));
  await putAnswers(tx, answers.filter(({ value }) => value !== ''));

  const codes = Object.entries(draft.codes ?? {});
  const gone = codes.filter(([, qualifier]) => qualifier === null).map(([code]) => code);
  if (gone.length > 0) await tx.delete(findingCodes).where(and(eq(findingCodes.findingId, findingId), inArray(findingCodes.code, gone)));
  const said = codes.flatMap(([code, qualifier]) => (qualifier === null || qualifier === undefined ? [] : [{ findingId, code, qualifier }]));
  if (said.length > 0) {
    await tx.insert(findingCodes).values(said).onConflictDoUpdate({ target: [findingCodes.findingId, findingCodes.code], set: { qualifier: sql`excluded.qualifier` } });
  }

  const seen = Object.entries(draft.milestones ?? {}).flatMap(([milestone, state]) => (state ? [{ findingId, milestone, state }] : []));
  if (seen.length > 0) {
    await tx.insert(findingMilestones).values(seen).onConflictDoUpdate({ target: [findingMilestones.findingId, findingMilestones.milestone], set: { state: sql`excluded.state` } });
  }

  if (draft.tools) {
    await tx.delete(findingTools).where(eq(findingTools.findingId, findingId));
    if (draft.tools.length > 0) await tx.insert(findingTools).values(draft.tools.map((tool, position) => ({ ...tool, findingId, position })));
  }
}

/** An area with both levels stands in the table of levels; one that waits for a level, among the answers. */
async function keepLevels(tx: Tx, findingId: string, levels: FindingDraft['levels']): Promise<void> {
  const sent = DOMAINS.filter((domain) => levels[domain] !== undefined);
  if (sent.length === 0) return;
  await tx.delete(findingAnswers).where(and(eq(findingAnswers.findingId, findingId), or(...sent.map((domain) => like(findingAnswers.field, `draft:${domain}:%`)))));
  for (const domain of sent) {
    const rating = levels[domain];
    if (!rating) continue;
    const { withoutSupport, withSupport, evidence } = rating;
    if (withoutSupport !== null && withSupport !== null) {
      const both = { withoutSupport, withSupport, evidence };
      await tx.insert(findingLevels).values({ findingId, domain, ...both }).onConflictDoUpdate({ target: [findingLevels.findingId, findingLevels.domain], set: both });
      continue;
    }
    await tx.delete(findingLevels).where(and(eq(findingLevels.findingId, findingId), eq(findingLevels.domain, domain)));
    await putAnswers(
      tx,
      (['withoutSupport', 'withSupport', 'evidence'] as const).flatMap((field) => {
        const value = rating[field];
        return value === null || value === '' ? [] : [{ findingId, field: draftField(domain, field), value: String(value) }];
      }),
    );
  }
}

async function putAnswers(tx: Tx, answers: { findingId: string; field: string; value: string }[]): Promise<void> {
  if (answers.length === 0) return;
  await tx.insert(findingAnswers).values(answers).onConflictDoUpdate({ target: [findingAnswers.findingId, findingAnswers.field], set: { value: sql`excluded.value` } });
}

async function dropAnswers(tx: Tx, findingId: string, fields: string[]): Promise<void> {
  if (fields.length === 0) return;
  await tx.delete(findingAnswers).where(and(eq(findingAnswers.findingId, findingId), inArray(findingAnswers.field, fields)));
}

/** Gives a new edition of a section everything its forerunner held. */
export async function copyParts(tx: Tx, from: string, to: string): Promise<void> {
  const { levels, answers, codes, milestones, tools } = await partsOf(tx, from);
  await keepParts(tx, to, {
    levels: Object.fromEntries(levels.map(({ domain, ...rating }) => [domain, rating])),
    answers,
    codes: Object.fromEntries(codes.map(({ code, qualifier }) => [code, qualifier])),
    milestones: Object.fromEntries(milestones.map(({ milestone, state }) => [milestone, state])),
    tools,
  });
}
