import type { Content } from 'pdfmake/interfaces';
import type { ConclusionState, ConclusionText } from '~/domain/conclusions';
import type { Language } from '~/domain/languages';
import { familyCopy, type CopyPart } from '~/i18n/family-copy';
import { heading, pageLines, part } from './blocks';
import { print } from './press.server';
import { wordsIn } from './words';

export interface FamilyCopyToPrint {
  child: { name: string; birthYear: string };
  state: ConclusionState;
  number: number;
  issuedOn: string;
  pmpc: Partial<Record<Language, string>>;
  text: ConclusionText;
  printedBy: string;
  printedAt: string;
}

/** The family's copy in plain words as PDF. */
export function familyPdf(language: 'kk' | 'ru', { child, number, issuedOn, pmpc, state, text, ...printed }: FamilyCopyToPrint): Promise<Uint8Array<ArrayBuffer>> {
  const words = wordsIn(language);
  const { m, fill, day, inOwn } = words;
  const copy = familyCopy(language, m, { name: child.name, pmpc: inOwn(pmpc), text });
  const numbered = fill(m.conclusions.numbered, { number, day: day(issuedOn) });
  return print({
    language,
    title: m.checks.pdf.copyTitle,
    ...pageLines(words, { number: numbered, child, ...printed }),
    mark: state === 'void' ? m.vocabulary.conclusionStates.void : undefined,
    content: [
      ...heading({ organisation: inOwn(pmpc), title: m.copies.title, number: numbered }),
      { text: copy.lead, margin: [0, 8, 0, 0] },
      ...copy.sections.flatMap(({ title, parts }) => part(title, ...parts.map(block))),
    ],
  });
}

function block({ head, text, items }: CopyPart): Content {
  return {
    margin: [0, 2, 0, 4],
    stack: [...(head ? [{ text: head, style: 'strong' }] : []), ...(text ? [{ text }] : []), ...(items ? [{ ul: items }] : [])],
  };
}
