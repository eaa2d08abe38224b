import type { Language } from '~/domain/languages';
import type { Duty, Role, Specialty } from '~/domain/permissions';
import { useWords } from '~/i18n/words';
import { DataList, EmptyState, FilterBar, Pager } from '../ui/list';
import { StateTag, type Tone } from '../ui/state-tag';

export interface ListedPerson {
  id: string;
  name: string;
  role: Role;
  duty: Duty | null;
  specialty: Specialty | null;
  organisation: Record<Language, string> | null;
  state: 'working' | 'waiting' | 'disabled';
}

interface PeopleListProps {
  rows: ListedPerson[];
  total: number;
  next: string | null;
  q: string;
  later: boolean;
}

const TONE: Record<ListedPerson['state'], Tone> = { working: 'good', waiting: 'review', disabled: 'draft' };

/** People with a place of work; a person with two places stands here twice. */
export function PeopleList({ rows, total, next, q, later }: PeopleListProps) {
  const { m, fill, count, number, inOwn } = useWords();
  const words = m.directory.people;
  const address = (after?: string) => {
    const params = new URLSearchParams({ ...(q ? { q } : {}), ...(after ? { after } : {}) });
    return `/people${params.size > 0 ? `?${params}` : ''}`;
  };
  return (
    <>
      <FilterBar
        action="/people"
        label={words.title}
        search={{ name: 'q', label: m.frame.list.search, value: q }}
        submit={m.frame.search.submit}
        clear={q ? { href: '/people', label: m.frame.list.clear } : undefined}
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
              { head: words.columns.name, names: true, cell: ({ name }) => name },
              { head: words.columns.role, cell: ({ role, duty, specialty }) => [duty ? m.vocabulary.duties[duty] : m.vocabulary.roles[role], specialty && m.vocabulary.specialties[specialty]].filter(Boolean).join(', ') },
              { head: words.columns.organisation, cell: ({ organisation }) => (organisation ? inOwn(organisation).text : '—') },
              { head: words.columns.state, cell: ({ state }) => <StateTag tone={TONE[state]} text={words.states[state]} /> },
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
