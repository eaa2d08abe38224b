import type { TeamPart } from '~/domain/team';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { Section, Stack } from '../ui/card';
import { DataList, EmptyState } from '../ui/list';
import { Notice } from '../ui/notice';
import { StateTag } from '../ui/state-tag';

export interface ListedMember {
  id: string;
  name: string;
  part: TeamPart;
  from: string;
  to: string | null;
  over: boolean;
  can: { end: boolean };
}

interface TeamListProps {
  rows: ListedMember[];
  assistants: { id: string; name: string; from: string; to: string }[];
  can: { assign: boolean };
  addHref: string;
  today: string;
}

/** Teachers and specialists of the child, then the assistants; places that are over stand last. */
export function TeamList({ rows, assistants, can, addHref, today }: TeamListProps) {
  const { m, count, day, fill } = useWords();
  const words = m.team;
  const state = (row: ListedMember) => {
    if (row.over) return <StateTag tone="draft" text={words.over} />;
    return row.from > today ? <StateTag tone="review" text={words.future} /> : <StateTag tone="good" text={words.present} />;
  };
  return (
    <Stack>
      {!can.assign && <Notice kind="readonly">{words.readonly}</Notice>}
      {rows.length === 0 ? (
        <EmptyState
          title={words.empty.title}
          text={can.assign ? words.empty.text : words.readonly}
          action={can.assign ? <LinkButton kind="main" href={addHref}>{words.add}</LinkButton> : undefined}
        />
      ) : (
        <DataList
          caption={count(rows.length, words.count)}
          items={rows}
          itemKey={(row) => row.id}
          columns={[
            { head: words.columns.name, names: true, cell: (row) => row.name },
            { head: words.columns.part, cell: (row) => m.vocabulary.teamParts[row.part] },
            { head: words.columns.from, cell: (row) => day(row.from) },
            { head: words.columns.to, cell: (row) => (row.to ? day(row.to) : words.open) },
            { head: words.columns.state, cell: state },
            ...(can.assign
              ? [
                  {
                    head: words.end,
                    cell: (row: ListedMember) =>
                      row.can.end ? (
                        <a href={`/team/${row.id}/ending`}>
                          {words.end}
                          <span className="sr-only"> {row.name}</span>
                        </a>
                      ) : (
                        '—'
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
      <Section id="assistants" title={words.assistants}>
        {assistants.length === 0 ? (
          <p className="small">{words.noAssistants}</p>
        ) : (
          <ul className="list">
            {assistants.map(({ id, name, from, to }) => (
              <li key={id}>
                {name} <span className="small">{fill(words.assistantPeriod, { from: day(from), to: day(to) })}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Stack>
  );
}
