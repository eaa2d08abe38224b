import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { DataList, EmptyState, FilterBar } from '../ui/list';
import { StateTag } from '../ui/state-tag';

export interface KnownChild {
  id: string;
  name: string;
  birthDate: string;
  school: Record<Language, string> | null;
  likely: boolean;
}

/** Which child has come: one of those known here, or a new one. */
export function ArrivalChoice({ requestId, q, candidates }: { requestId: string; q: string; candidates: KnownChild[] }) {
  const { m, day, count, inOwn } = useWords();
  const words = m.requests.arrival;
  const address = `/requests/${requestId}/arrival`;
  const registerNew = <LinkButton kind={candidates.some(({ likely }) => likely) ? 'plain' : 'main'} href={`${address}?child=new`}>{words.chooseNew}</LinkButton>;
  return (
    <div className="stack mt-4">
      <FilterBar
        action={address}
        label={words.search}
        search={{ name: 'q', label: words.search, value: q }}
        submit={m.frame.search.submit}
        clear={q ? { href: address, label: m.frame.list.clear } : undefined}
      />
      {candidates.length === 0 ? (
        <EmptyState title={words.nobody} action={registerNew} />
      ) : (
        <>
          <DataList
            caption={count(candidates.length, words.found)}
            items={candidates}
            itemKey={({ id }) => id}
            columns={[
              {
                head: m.children.columns.name,
                names: true,
                cell: ({ name, likely }) => <>{name}{likely && <> <StateTag tone="watch" text={words.likely} /></>}</>,
              },
              { head: m.children.form.birthDate, cell: ({ birthDate }) => day(birthDate) },
              { head: m.children.columns.place, cell: ({ school }) => (school ? inOwn(school).text : '—') },
              { head: words.choose, cell: ({ id, name }) => <a href={`${address}?child=${id}`}>{words.choose}<span className="sr-only">: {name}</span></a> },
            ]}
          />
          <p>{registerNew}</p>
        </>
      )}
    </div>
  );
}
