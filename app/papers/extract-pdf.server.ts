import { digestGroups } from '~/domain/checks';
import type { ConclusionState, ExtractBody } from '~/domain/conclusions';
import { facts, heading, pageLines, part, prose } from './blocks';
import {
  assistantLines,
  conditionList,
  examConditionList,
  helperLine,
  placementList,
  programmeLine,
  repeatLine,
  sessionList,
  studyFormLine,
  validUntilLine,
} from './conclusion-parts';
import { print } from './press.server';
import { wordsIn } from './words';

export interface ExtractToPrint {
  body: ExtractBody;
  state: ConclusionState;
  digest: string;
  printedBy: string;
  printedAt: string;
}

/** The school's extract as PDF: what was stored at the issue and nothing else. */
export function extractPdf(language: 'kk' | 'ru', { body, state, digest, printedAt, printedBy }: ExtractToPrint): Promise<Uint8Array<ArrayBuffer>> {
  const words = wordsIn(language);
  const { m, fill, day, inOwn } = words;
  const { extract, fields, paper, values } = m.conclusions;
  const number = fill(extract.from, { number: body.number, day: day(body.issuedOn) });
  const { more } = body;
  return print({
    language,
    title: m.checks.pdf.extractTitle,
    ...pageLines(words, { number, child: body.child, printedAt, printedBy }),
    mark: state === 'void' ? m.vocabulary.conclusionStates.void : undefined,
    content: [
      ...heading({ organisation: inOwn(body.pmpc), title: paper.extractTitle, number }),
      facts([
        [fields.child, body.child.name],
        [fields.birthYear, body.child.birthYear],
      ]),
      ...part(fields.strengths, prose(body.strengths, values.empty)),
      ...part(fields.helps, prose(body.helps, values.empty)),
      ...part(fields.programme, programmeLine(words, body)),
      ...part(fields.studyForm, studyFormLine(words, body)),
      ...(more ? part(fields.placements, placementList(words, more)) : []),
      ...part(fields.conditions, conditionList(words, body.conditions)),
      ...part(fields.sessions, sessionList(words, body.sessions)),
      ...part(fields.assistant, assistantLines(words, body.assistant)),
      ...(more ? part(fields.personalHelper, helperLine(words, more)) : []),
      ...(more ? part(fields.examConditions, examConditionList(words, more)) : []),
      ...(more ? part(fields.repeatFirstYear, repeatLine(words, more)) : []),
      ...part(fields.recommendations, prose(body.recommendations, values.empty)),
      ...part(fields.validUntil, validUntilLine(words, body)),
      { text: paper.noMedical, style: 'small', margin: [0, 12, 0, 0] },
      { text: fill(extract.digest, { digest: digestGroups(digest) }), style: 'small' },
    ],
  });
}
