import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { PaperFrame } from '../ui/paper';
import type { DayVisit } from './day-sheet';

export interface DayPaperProps {
  on: string;
  pmpc: Partial<Record<Language, string>>;
  rooms: string[];
  visits: DayVisit[];
  printedBy: string;
  printedAt: string;
}

/** The list of a day by rooms, to hang at the desk: who comes when, and to whom. */
export function DayPaper({ on, pmpc, rooms, visits, printedBy, printedAt }: DayPaperProps) {
  const { language, m, fill, day, weekday, moment, inOwn } = useWords();
  const words = m.visits.paper;
  const date = `${day(on)}, ${weekday(on)}`;
  const columns = [words.columns.time, words.columns.child, words.columns.people, words.columns.note];
  return (
    <PaperFrame title={words.title} number={date} organisation={inOwn(pmpc).text} child={date} lang={language} printed={fill(m.frame.printed, { when: moment(printedAt), who: printedBy })}>
      {visits.length === 0 && <p>{m.visits.day.none}</p>}
      {rooms.map((room) => (
        <section key={room}>
          <h2>{fill(m.visits.day.place, { room })}</h2>
          <table className="table">
            <thead>
              <tr>{columns.map((head) => <th key={head} scope="col">{head}</th>)}</tr>
            </thead>
            <tbody>
              {visits.filter((visit) => visit.room === room && visit.state !== 'no-show').map((visit) => (
                <tr key={visit.key}>
                  <td className="num">{fill(m.visits.day.at, { from: visit.startsAt, to: visit.endsAt })}</td>
                  <th scope="row">{visit.child ? fill(words.birthYear, { name: visit.child.name, year: visit.child.birthYear }) : m.visits.day.notOpen}</th>
                  <td>{visit.people.map(({ specialty, name }) => <p key={specialty}>{name} ({m.vocabulary.specialties[specialty]})</p>)}</td>
                  <td>{visit.lost ? m.visits.day.lost : ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </PaperFrame>
  );
}
