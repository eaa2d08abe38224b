import type { ReactNode } from 'react';
import type { ConclusionState, ConclusionText, ExamKind, ExtractBody, TextPart } from '~/domain/conclusions';
import type { Language } from '~/domain/languages';
import type { Specialty } from '~/domain/permissions';
import { useWords } from '~/i18n/words';
import { CheckMark, type CheckMarkProps } from '../checks/check-mark';
import { PaperFrame } from '../ui/paper';
import { ConclusionSheet } from './conclusion-sheet';
import { ExtractSheet } from './extract-sheet';

type Names = Partial<Record<Language, string>>;

export interface PrintedConclusion {
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
  /** The edition of the official form: its title and the parts it prints. */
  form: { title: Names; parts: { code: TextPart; title: Names; note: Names | null }[] };
}

/** The printed form of a conclusion, its fields named as its own edition of the form names them. A draft says so on each page. */
export function ConclusionPaper({ conclusion, check, within }: { conclusion: PrintedConclusion; check?: CheckMarkProps | null; /** It stands beside its draft. */ within?: boolean }) {
  const { language, m, fill, day, moment, inOwn } = useWords();
  const parts = conclusion.form.parts.map(({ code, title, note }) => ({ code, title: inOwn(title).text, note: note && inOwn(note).text }));
  const { fields, paper, numbered, list, unnumbered } = m.conclusions;
  const { child, number, issuedOn, state, team, issuedBy } = conclusion;
  const isDraft = state === 'draft';
  const signers = team.filter((part) => part.state !== 'not-needed');
  const place = [conclusion.school && inOwn(conclusion.school).text, child.className].filter(Boolean).join(', ');
  return (
    <PaperFrame
      within={within}
      title={inOwn(conclusion.form.title).text}
      number={number !== null && issuedOn ? fill(numbered, { number, day: day(issuedOn) }) : unnumbered}
      organisation={inOwn(conclusion.pmpc).text}
      child={`${child.name}, ${fill(list.birthYear, { year: child.birthYear })}`}
      mark={isDraft ? paper.draft : state === 'void' ? m.vocabulary.conclusionStates.void : undefined}
      lang={language}
      signatures={[
        ...signers.map((part) => ({
          role: m.vocabulary.specialties[part.specialty],
          name: part.name,
          signed: part.at ? moment(part.at) : undefined,
        })),
        { role: paper.head, name: issuedBy ?? undefined, signed: issuedOn ? day(issuedOn) : undefined },
        { role: paper.family },
      ]}
      printed={fill(m.frame.printed, { when: moment(conclusion.printedAt), who: conclusion.printedBy })}
    >
      <Facts
        facts={[
          [fields.number, number],
          [fields.issuedOn, issuedOn && day(issuedOn)],
          [fields.issuer, inOwn(conclusion.pmpc).text],
          [fields.child, child.name],
          [fields.birthYear, child.birthYear],
          [fields.iin, conclusion.iinLastFour],
          [fields.place, place],
          [fields.examKind, m.vocabulary.examKinds[conclusion.examKind]],
          [fields.sessionOn, day(conclusion.sessionOn)],
        ]}
      />
      <ConclusionSheet text={conclusion.text} parts={parts} />
      <p className="small mt-4">{paper.noMedical}</p>
      {check && <CheckMark {...check} />}
    </PaperFrame>
  );
}

export interface PrintedExtract {
  body: ExtractBody;
  state: ConclusionState;
  digest: string;
  printedBy: string;
  printedAt: string;
}

/** The printed extract for a school. */
export function ExtractPaper({ extract }: { extract: PrintedExtract }) {
  const { language, m, fill, day, moment, inOwn } = useWords();
  const { fields, paper, list, extract: words } = m.conclusions;
  const { body } = extract;
  return (
    <PaperFrame
      title={paper.extractTitle}
      number={fill(words.from, { number: body.number, day: day(body.issuedOn) })}
      organisation={inOwn(body.pmpc).text}
      child={`${body.child.name}, ${fill(list.birthYear, { year: body.child.birthYear })}`}
      mark={extract.state === 'void' ? m.vocabulary.conclusionStates.void : undefined}
      lang={language}
      printed={fill(m.frame.printed, { when: moment(extract.printedAt), who: extract.printedBy })}
    >
      <Facts facts={[[fields.child, body.child.name], [fields.birthYear, body.child.birthYear]]} />
      <ExtractSheet body={body} />
      <p className="small mt-4">{paper.noMedical}</p>
      <p className="small num">{fill(words.digest, { digest: extract.digest.slice(0, 16) })}</p>
    </PaperFrame>
  );
}

/** Name and value lines at the top of a form; what is not there is left out. */
function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className="mt-4 grid gap-1">
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label}>
            <dt className="inline">{label}: </dt>
            <dd className="inline font-strong">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
