import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { PaperFrame } from '../ui/paper';

export interface RemindersSheetProps {
  pmpc: Partial<Record<Language, string>>;
  today: string;
  rows: { visitId: string; day: string; startsAt: string; room: string; applicant: string; phone: string | null; language: Language; text: string }[];
  printedBy: string;
  printedAt: string;
}

/** Whom to call, with the words to say in the family's language; a box to tick by hand. */
export function RemindersSheet({ pmpc, today, rows, printedBy, printedAt }: RemindersSheetProps) {
  const { language, m, fill, day, dayAndMonth, moment, inOwn } = useWords();
  const words = m.visits.reminders;
  const { when, phone, who, words: said, done } = words.columns;
  return (
    <PaperFrame title={words.title} number={day(today)} organisation={inOwn(pmpc).text} child={day(today)} lang={language} printed={fill(m.frame.printed, { when: moment(printedAt), who: printedBy })}>
      <p>{words.lead}</p>
      {rows.length === 0 ? (
        <>
          <p className="mt-4 font-strong">{words.none}</p>
          <p>{words.noneText}</p>
        </>
      ) : (
        <table className="table mt-4">
          <thead>
            <tr>{[when, phone, who, said, done].map((head) => <th key={head} scope="col">{head}</th>)}</tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.visitId}>
                <th scope="row">{dayAndMonth(row.day)}, <span className="num">{row.startsAt}</span></th>
                <td className="num">{row.phone ? <a href={`tel:${row.phone}`}>{row.phone}</a> : words.noPhone}</td>
                <td>{row.applicant}</td>
                <td lang={row.language}>{row.text}</td>
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </PaperFrame>
  );
}
