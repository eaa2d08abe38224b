import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { DataList, EmptyState, FilterBar, Pager } from '../ui/list';
import { PaperFrame } from '../ui/paper';
import type { HandoverLine } from './handovers';

export interface JournalLine extends HandoverLine {
  conclusionId: string;
  number: number;
  issuedOn: string;
  child: string;
  birthYear: string;
}

interface JournalListProps {
  rows: JournalLine[];
  total: number;
  next: string | null;
  years: number[];
  query: { q: string; year: number; later: boolean };
}

/** The journal of issue of one year: search, year, pages; everything stands in the address. */
export function JournalList({ rows, total, next, years, query }: JournalListProps) {
  const { m, count, number, fill, day } = useWords();
  const { journal: words, explainedNo, explainedYes } = m.handovers;
  const address = (after?: string) => {
    const params = new URLSearchParams({ year: String(query.year) });
    if (query.q) params.set('q', query.q);
    if (after) params.set('after', after);
    return `/conclusions/handovers?${params}`;
  };
  return (
    <>
      <FilterBar
        action="/conclusions/handovers"
        label={m.handovers.title}
        search={{ name: 'q', label: words.search, value: query.q }}
        selects={[{ name: 'year', label: words.year, value: String(query.year), options: years.map((year) => ({ value: String(year), label: String(year) })) }]}
        submit={m.frame.search.submit}
        clear={query.q ? { href: '/conclusions/handovers', label: m.frame.list.clear } : undefined}
      />
      {rows.length === 0 ? (
        <EmptyState title={words.empty.title} text={query.q ? words.empty.search : words.empty.text} />
      ) : (
        <>
          <DataList
            caption={count(total, words.count)}
            items={rows}
            itemKey={({ id }) => id}
            columns={[
              {
                head: words.columns.child,
                names: true,
                cell: (row) => <a href={`/conclusions/${row.conclusionId}`}>{row.child}, {fill(m.conclusions.list.birthYear, { year: row.birthYear })}</a>,
              },
              { head: words.columns.number, cell: (row) => fill(m.conclusions.numbered, { number: row.number, day: day(row.issuedOn) }) },
              { head: words.columns.guardian, cell: (row) => `${row.guardian} (${m.vocabulary.relations[row.relation]})` },
              { head: words.columns.day, cell: (row) => day(row.handedOn) },
              { head: words.columns.language, cell: (row) => m.vocabulary.languages[row.language] },
              { head: words.columns.explained, cell: (row) => (row.explained ? explainedYes : explainedNo) },
              { head: words.columns.by, cell: (row) => row.by },
            ]}
          />
          <div className="mt-4">
            <LinkButton href={`/conclusions/handovers/paper?year=${query.year}`}>{words.print}</LinkButton>
          </div>
          <Pager
            label={m.frame.list.paging}
            count={fill(m.frame.list.shown, { shown: number(rows.length), total: number(total) })}
            first={query.later ? { href: address(), label: m.frame.list.first } : undefined}
            next={next ? { href: address(next), label: m.frame.list.next } : undefined}
          />
        </>
      )}
    </>
  );
}

export interface PrintedJournal {
  rows: JournalLine[];
  pmpc: Partial<Record<Language, string>>;
  printedBy: string;
  printedAt: string;
}

/** The journal of a year to print, with a place to sign in each line. */
export function JournalPaper({ journal, year }: { journal: PrintedJournal; year: number }) {
  const { language, m, fill, day, moment, inOwn } = useWords();
  const { journal: words, explainedNo, explainedYes } = m.handovers;
  const organisation = inOwn(journal.pmpc).text;
  return (
    <PaperFrame
      title={fill(words.paperTitle, { year })}
      organisation={organisation}
      child={organisation}
      lang={language}
      printed={fill(m.frame.printed, { when: moment(journal.printedAt), who: journal.printedBy })}
    >
      {journal.rows.length === 0 ? (
        <p className="mt-4">{words.empty.title}</p>
      ) : (
        <DataList
          caption={fill(words.paperTitle, { year })}
          captionHidden
          items={journal.rows}
          itemKey={({ id }) => id}
          columns={[
            { head: words.columns.day, cell: (row) => day(row.handedOn) },
            { head: words.columns.number, cell: (row) => fill(m.conclusions.numbered, { number: row.number, day: day(row.issuedOn) }) },
            { head: words.columns.child, names: true, cell: (row) => `${row.child}, ${fill(m.conclusions.list.birthYear, { year: row.birthYear })}` },
            { head: words.columns.guardian, cell: (row) => `${row.guardian} (${m.vocabulary.relations[row.relation]}), ${m.vocabulary.languages[row.language]}, ${row.explained ? explainedYes : explainedNo}` },
            { head: words.columns.by, cell: (row) => row.by },
            { head: words.signature, cell: () => '' },
          ]}
        />
      )}
    </PaperFrame>
  );
}
