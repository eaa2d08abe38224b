import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { DataList, EmptyState, FilterBar, Pager } from '../ui/list';

export interface ListedOrganisation {
  id: string;
  name: Record<Language, string>;
  kind: 'pmpc' | 'kindergarten' | 'school' | 'college' | 'department';
  locality: string;
  rural: boolean;
  staff: number;
}

interface OrganisationListProps {
  rows: ListedOrganisation[];
  total: number;
  next: string | null;
  q: string;
  later: boolean;
}

/** Organisations with how many people work there. */
export function OrganisationList({ rows, total, next, q, later }: OrganisationListProps) {
  const { m, fill, count, number, inOwn } = useWords();
  const words = m.directory.organisations;
  const address = (after?: string) => {
    const params = new URLSearchParams({ ...(q ? { q } : {}), ...(after ? { after } : {}) });
    return `/organisations${params.size > 0 ? `?${params}` : ''}`;
  };
  return (
    <>
      <FilterBar
        action="/organisations"
        label={words.title}
        search={{ name: 'q', label: words.columns.name, value: q }}
        submit={m.frame.search.submit}
        clear={q ? { href: '/organisations', label: m.frame.list.clear } : undefined}
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
              { head: words.columns.name, names: true, cell: ({ name }) => inOwn(name).text },
              { head: words.columns.kind, cell: ({ kind }) => m.vocabulary.organisationKinds[kind] },
              { head: words.columns.locality, cell: ({ locality, rural }) => (rural ? `${locality} (${words.rural})` : locality) },
              { head: words.columns.staff, number: true, cell: ({ staff }) => number(staff) },
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
