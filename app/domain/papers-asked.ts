import { z } from 'zod';
import { DOCUMENT_STATES, type CaseKind, type DocumentState } from '#db/vocabulary';
import type { Edition } from './editions';
import { oneOf, versionField } from './fields';
import type { Language } from './languages';

/** Which papers a PMPC asks for, by kind of case; the lists are data, each change a new edition (db/reference/papers.json). */

/** mandatory: the conclusion waits for it · if-present: brought where the family has it · on-request: when the PMPC asks. */
export const PAPER_NEEDS = ['mandatory', 'if-present', 'on-request'] as const;
export type PaperNeed = (typeof PAPER_NEEDS)[number];

export interface Paper {
  code: string;
  need: PaperNeed;
  /** Seen at the desk and given back; neither copied nor kept. */
  seenOnly?: boolean;
  names: Record<Language, string>;
  /** Where the family gets it. */
  where: Record<Language, string>;
}

/** One edition of the list for one kind of case; its code is that kind. */
export interface PaperList extends Edition {
  code: CaseKind;
  papers: Paper[];
}

export interface PaperState {
  paper: string;
  state: DocumentState;
}

export interface PaperAsked extends Paper {
  state: DocumentState;
}

/** The papers asked for in this kind of case; none where no edition is in force. */
export function papersFor(lists: readonly PaperList[], caseKind: CaseKind): Paper[] {
  return lists.find(({ code }) => code === caseKind)?.papers ?? [];
}

/** Each paper asked for with its state; one nobody has spoken of is missing. */
export function askedWith(papers: readonly Paper[], states: readonly PaperState[]): PaperAsked[] {
  return papers.map((paper) => ({ ...paper, state: states.find(({ paper: code }) => code === paper.code)?.state ?? 'missing' }));
}

/** The codes of mandatory papers that are not there. */
export function owedOf(papers: readonly Paper[], states: readonly PaperState[]): string[] {
  return askedWith(papers, states).flatMap(({ code, need, state }) => (need === 'mandatory' && state !== 'present' ? [code] : []));
}

/** What the family is asked to bring: what is mandatory, what it may have, and what somebody has asked for. */
export function stillToBring<Asked extends PaperAsked>(asked: readonly Asked[]): Asked[] {
  return asked.filter(({ need, state }) => state === 'requested' || (need !== 'on-request' && state === 'missing'));
}

/** The list as it is ticked at the desk, over the version it was opened at. */
export const paperTicks = z.strictObject({
  papers: z.record(z.string().regex(/^[a-z][a-z0-9-]{1,40}$/), oneOf(DOCUMENT_STATES)),
  version: versionField,
});
export type PaperTicks = z.output<typeof paperTicks>;
