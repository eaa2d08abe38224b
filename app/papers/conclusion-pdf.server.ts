import type { Content } from 'pdfmake/interfaces';
import { digestGroups } from '~/domain/checks';
import type { FormEdition } from '~/domain/conclusion-forms';
import type { ConclusionState, ConclusionText, ExamKind } from '~/domain/conclusions';
import type { Language } from '~/domain/languages';
import type { Specialty } from '~/domain/permissions';
import { checkBlock, facts, heading, pageLines, part, signatures } from './blocks';
import { PARTS } from './conclusion-parts';
import { print } from './press.server';
import { qrOf } from './qr.server';
import { wordsIn, type PaperWords } from './words';

type Names = Partial<Record<Language, string>>;

/** What a printed conclusion says: the conclusion with what its official form names besides. */
export interface ConclusionToPrint {
  child: { name: string; birthYear: string; className: string | null };
  state: ConclusionState;
  number: number | null;
  issuedOn: string | null;
  issuedBy: string | null;
  sessionOn: string;
  examKind: ExamKind;
  pmpc: Names;
  text: ConclusionText;
  team: { name: string; specialty: Specialty; state: string; at: string | null }[];
  iinLastFour: string | null;
  school: Names | null;
  printedBy: string;
  printedAt: string;
  form: FormEdition;
}

/** What only an issued conclusion has: where a holder of the paper checks it, and how long an appeal takes. */
export interface IssueToPrint {
  check: { address: string; digest: string } | null;
  appealTerm: { days: number; byLaw: boolean } | null;
}

/** The conclusion as PDF, by the edition of the form it was written under. A draft and a void one say so across each page. */
export function conclusionPdf(language: 'kk' | 'ru', conclusion: ConclusionToPrint, issue: IssueToPrint | null): Promise<Uint8Array<ArrayBuffer>> {
  const words = wordsIn(language);
  const { m, fill, day, inOwn } = words;
  const { form, issuedOn, state } = conclusion;
  const number = conclusion.number !== null && issuedOn ? fill(m.conclusions.numbered, { number: conclusion.number, day: day(issuedOn) }) : m.conclusions.unnumbered;
  return print({
    language,
    title: m.checks.pdf.title,
    ...pageLines(words, { ...conclusion, number }),
    mark: state === 'draft' ? m.conclusions.paper.draft : state === 'void' ? m.vocabulary.conclusionStates.void : undefined,
    content: [
      ...heading({ organisation: inOwn(conclusion.pmpc), title: form.title[language], number }),
      headFacts(words, conclusion),
      ...form.parts
        .filter(({ code }) => code !== 'levels' || conclusion.text.levels.length > 0)
        .flatMap(({ code, title, note }) => part(title[language], PARTS[code](words, conclusion.text), ...(note ? [{ text: note[language], style: 'small' }] : []))),
      { text: m.conclusions.paper.noMedical, style: 'small', margin: [0, 12, 0, 0] },
      signatureLines(words, conclusion),
      ...(issue ? appeal(language, words, form, issue.appealTerm) : []),
      ...(issue?.check ? [checkBlock(words, { address: issue.check.address, digest: digestGroups(issue.check.digest), qr: qrOf(issue.check.address) })] : []),
    ],
  });
}

function headFacts({ m, day, inOwn }: PaperWords, conclusion: ConclusionToPrint): Content {
  const { fields } = m.conclusions;
  const { child, issuedOn, school } = conclusion;
  return facts([
    [fields.number, conclusion.number],
    [fields.issuedOn, issuedOn && day(issuedOn)],
    [fields.issuer, inOwn(conclusion.pmpc)],
    [fields.child, child.name],
    [fields.birthYear, child.birthYear],
    [fields.iin, conclusion.iinLastFour],
    [fields.place, [school && inOwn(school), child.className].filter(Boolean).join(', ')],
    [fields.examKind, m.vocabulary.examKinds[conclusion.examKind]],
    [fields.sessionOn, day(conclusion.sessionOn)],
  ]);
}

function signatureLines({ m, day, moment, fill }: PaperWords, { team, issuedBy, issuedOn }: ConclusionToPrint): Content {
  const { paper } = m.conclusions;
  const signed = (when: string | null) => when && fill(m.checks.pdf.signed, { when });
  return signatures(
    [
      ...team
        .filter(({ state }) => state !== 'not-needed')
        .map(({ specialty, name, at }) => ({ role: m.vocabulary.specialties[specialty], name, signed: signed(at && moment(at)) })),
      { role: paper.head, name: issuedBy, signed: signed(issuedOn && day(issuedOn)) },
      { role: paper.family },
    ],
    m.checks.pdf.unsigned,
  );
}

/** How to appeal; a term that no act is known to set is told as the usual one, with a word of care. */
function appeal(language: 'kk' | 'ru', { m, fill, count }: PaperWords, { appeal: { act, text } }: FormEdition, term: IssueToPrint['appealTerm']): Content[] {
  const words = m.handovers.appeal;
  const told = [
    words.inside,
    text[language],
    fill(words.act, { act: act[language] }),
    ...(term ? [count(term.days, term.byLaw ? words.termByLaw : words.term)] : []),
    ...(term && !term.byLaw ? [words.unchecked] : []),
  ];
  return part(words.title, { text: told.join(' ') });
}
