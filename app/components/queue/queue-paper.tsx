import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { DataList } from '../ui/list';
import { PaperFrame } from '../ui/paper';
import { useAge, When, type QueuedRequest } from './queue-list';

/** The beginning of the queue on paper: for the desk, not for the wall. */
export function QueuePaper({ rows, total, organisation, reader, now, today }: { rows: QueuedRequest[]; total: number; organisation: Record<Language, string>; reader: string; now: string; today: string }) {
  const { m, language, fill, count, number, inOwn, day, moment } = useWords();
  const ageOf = useAge();
  const words = m.queue;
  return (
    <PaperFrame
      lang={language}
      title={words.paperTitle}
      number={day(today)}
      organisation={inOwn(organisation).text}
      child={`${words.paperTitle} · ${day(today)}`}
      printed={fill(m.frame.printed, { when: moment(now), who: reader })}
    >
      {rows.length === 0 ? (
        <p>{words.empty.title}</p>
      ) : (
        <div className="text-tiny">
          <DataList
            caption={rows.length < total ? fill(words.paper.upTo, { shown: number(rows.length), total: number(total) }) : count(total, words.count)}
            items={rows}
            itemKey={(row) => row.id}
            columns={[
              { head: words.columns.place, number: true, cell: ({ place }) => (place === null ? '—' : number(place)) },
              { head: words.columns.child, names: true, cell: (row) => fill(words.paper.name, { name: row.name, year: row.birthYear }) },
              { head: words.filters.caseKind, cell: (row) => fill(words.child, { age: ageOf(row.age), kind: m.vocabulary.caseKinds[row.caseKind] }) },
              { head: words.columns.waits, cell: (row) => count(row.days, words.days) },
              { head: words.columns.when, cell: (row) => <When row={row} /> },
              { head: words.columns.order, cell: (row) => m.vocabulary.urgencies[row.urgency] },
              { head: words.columns.papers, cell: ({ owed }) => (owed === 0 ? words.papersThere : count(owed, words.papers)) },
            ]}
          />
        </div>
      )}
    </PaperFrame>
  );
}
