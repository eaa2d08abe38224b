import type { ConclusionState, ConclusionText } from '~/domain/conclusions';
import type { Language } from '~/domain/languages';
import { familyCopy, type CopyPart } from '~/i18n/family-copy';
import { useWords } from '~/i18n/words';
import { Section } from '../ui/card';
import { PaperFrame } from '../ui/paper';

export interface PrintedCopy {
  child: { name: string; birthYear: string };
  state: ConclusionState;
  number: number;
  issuedOn: string;
  pmpc: Partial<Record<Language, string>>;
  text: ConclusionText;
  printedBy: string;
  printedAt: string;
}

/** The conclusion told to the family, to read on a screen and to print. */
export function FamilyCopyPaper({ copy: { child, issuedOn, number, pmpc, printedAt, printedBy, state, text } }: { copy: PrintedCopy }) {
  const { language, m, fill, day, moment, inOwn } = useWords();
  const issuer = inOwn(pmpc).text;
  const copy = familyCopy(language, m, { name: child.name, pmpc: issuer, text });
  return (
    <PaperFrame
      title={m.copies.title}
      number={fill(m.conclusions.numbered, { number, day: day(issuedOn) })}
      organisation={issuer}
      child={`${child.name}, ${fill(m.conclusions.list.birthYear, { year: child.birthYear })}`}
      mark={state === 'void' ? m.vocabulary.conclusionStates.void : undefined}
      lang={language}
      printed={fill(m.frame.printed, { when: moment(printedAt), who: printedBy })}
    >
      {state === 'void' && <p className="mt-4 font-strong">{m.copies.void}</p>}
      <p className="mt-4 max-w-reading">{copy.lead}</p>
      {copy.sections.map(({ title, parts }) => (
        <Section key={title} title={title}>
          {parts.map((part, index) => <Told key={index} {...part} />)}
        </Section>
      ))}
    </PaperFrame>
  );
}

function Told({ head, text, items }: CopyPart) {
  return (
    <>
      {head && <h3 className="mt-2">{head}</h3>}
      {text && <p className="max-w-reading whitespace-pre-line">{text}</p>}
      {items && items.length > 0 && (
        <ul className="list max-w-reading">
          {items.map((item) => <li key={item} className="whitespace-pre-line">{item}</li>)}
        </ul>
      )}
    </>
  );
}
