import { useWords } from '~/i18n/words';
import { PaperFrame } from '../ui/paper';
import { TableView, type SaidTable } from './table-view';

interface TablesPaperProps {
  title: string;
  organisation: string;
  /** Notes over the tables, such as what is hidden. */
  notes?: string[];
  tables: SaidTable[];
  names?: number;
  printedBy: string;
  printedAt: string;
  /** Who signs, by role. */
  signatures?: string[];
}

/** Tables as a document to print. */
export function TablesPaper({ title, organisation, notes = [], tables, names, printedBy, printedAt, signatures = [] }: TablesPaperProps) {
  const { m, language, fill, moment } = useWords();
  return (
    <PaperFrame lang={language} title={title} organisation={organisation} child={title} signatures={signatures.map((role) => ({ role }))} printed={fill(m.frame.printed, { when: moment(printedAt), who: printedBy })}>
      {notes.map((note) => <p key={note} className="mt-2">{note}</p>)}
      {tables.map((table, index) => (
        <section key={index}>
          {table.title !== title && <h2>{table.title}</h2>}
          {table.note && !notes.includes(table.note) && <p className="small">{table.note}</p>}
          <div className="mt-2 text-tiny">
            <TableView table={table} captionHidden names={names} />
          </div>
        </section>
      ))}
    </PaperFrame>
  );
}
