import type { Part } from '~/domain/audits';
import type { Role } from '~/domain/permissions';
import { useWords } from '~/i18n/words';
import { DataList, EmptyState, FilterBar, Pager } from '../ui/list';

export interface OpenedLine {
  id: string;
  at: string;
  name: string;
  role: Role;
  part: Part;
  deed: boolean;
}

interface OpenedListProps {
  childId: string;
  rows: OpenedLine[];
  total: number;
  next: string | null;
  people: { id: string; name: string }[];
  person: string | null;
  later: boolean;
}

/** Who opened which part of a child's file, when and for what. */
export function OpenedList({ childId, rows, total, next, people, person, later }: OpenedListProps) {
  const { m, fill, count, number, moment } = useWords();
  const words = m.audit.opened;
  const address = (after?: string) => {
    const params = new URLSearchParams({ ...(person ? { person } : {}), ...(after ? { after } : {}) });
    return `/children/${childId}/opened${params.size > 0 ? `?${params}` : ''}`;
  };
  return (
    <>
      <FilterBar
        action={`/children/${childId}/opened`}
        label={words.filter}
        selects={[{ name: 'person', label: words.person, value: person ?? '', options: [{ value: '', label: words.everybody }, ...people.map(({ id, name }) => ({ value: id, label: name }))] }]}
        submit={words.show}
        clear={person ? { href: `/children/${childId}/opened`, label: m.frame.list.clear } : undefined}
      />
      {rows.length === 0 ? (
        <EmptyState title={words.empty.title} text={words.empty.text} />
      ) : (
        <>
          <DataList
            caption={count(total, words.count)}
            items={rows}
            itemKey={(row) => row.id}
            columns={[
              { head: words.columns.name, names: true, cell: ({ name, role }) => <>{name}<span className="small block font-normal">{m.vocabulary.roles[role]}</span></> },
              { head: words.columns.part, cell: ({ part, deed }) => fill(deed ? words.wrote : words.read, { part: m.audit.parts[part] }) },
              { head: words.columns.at, cell: ({ at }) => moment(at) },
              { head: words.columns.purpose, cell: ({ role }) => m.audit.purposes[role] },
            ]}
          />
          <Pager
            label={m.frame.list.paging}
            count={fill(m.frame.list.shown, { shown: number(rows.length), total: number(total) })}
            first={later ? { href: address(), label: m.frame.list.first } : undefined}
            next={next ? { href: address(next), label: m.frame.list.next } : undefined}
          />
        </>
      )}
    </>
  );
}
