import type { TextPart } from './conclusions';
import { inForce, type Edition } from './editions';

export interface InTwo {
  kk: string;
  ru: string;
}

/**
 * An edition of the official form: which parts it prints, in which order and under which titles. It is data of the
 * collection `forms`, so that a new order of the ministry is a new edition and no code (kazakhstan.md 0.1, 1.7).
 */
export interface FormEdition extends Edition {
  /** How far the layout is known: `G` is from general knowledge and waits for the text of the order. */
  mark: 'V' | 'S' | 'G' | 'D';
  title: InTwo;
  parts: { code: TextPart; title: InTwo; note: InTwo | null }[];
  /** How a family may appeal: where, how, until when, and by which act. */
  appeal: { text: InTwo; act: InTwo; mark: 'V' | 'S' | 'G' | 'D' };
}

/** The code of the conclusion's own form in the collection. */
export const CONCLUSION_FORM = 'pmpc-conclusion';

/**
 * The edition a conclusion is printed by: its own; without one of its own, that of its day, and for a day before every
 * edition the oldest.
 */
export function formOf(editions: readonly FormEdition[], own: string | null, day: string): FormEdition {
  const forms = editions.filter(({ code }) => code === CONCLUSION_FORM);
  const oldest = [...forms].sort((one, other) => (one.from < other.from ? -1 : 1))[0];
  const form = forms.find(({ id }) => id === own) ?? inForce(forms, day)[0] ?? oldest;
  if (!form) throw new Error('the collection of forms has no form of a conclusion');
  return form;
}
