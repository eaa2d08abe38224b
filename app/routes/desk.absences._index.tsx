import { useLoaderData } from '@remix-run/react';
import { AbsenceTable } from '~/components/desk/desk-sheet';
import type { Handle } from '~/components/frame/handle';
import { LinkButton } from '~/components/ui/button';
import { EmptyState, FilterBar, Pager } from '~/components/ui/list';
import { PageHead } from '~/components/ui/page';
import { ABSENCE_FILTERS } from '~/domain/desk';
import { afterOf } from '~/domain/lists';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { listAbsences } from '~/services/desk.server';

export const handle: Handle = { title: (m) => m.desk.absences.title };

export const loader = signedInLoader(async ({ ctx, url }) => {
  const show = ABSENCE_FILTERS.find((filter) => filter === url.searchParams.get('show')) ?? 'coming';
  const person = url.searchParams.get('person') ?? '';
  const after = afterOf(url.searchParams.get('after'));
  return { ...(await listAbsences(ctx, { show, userId: person || null, after })), query: { show, person, later: after !== null } };
});

export default function Absences() {
  const { rows, total, next, people, can, query } = useLoaderData<typeof loader>();
  const { m, count } = useWords();
  const words = m.desk.absences;
  const at = (after: string | null) => `/desk/absences?${new URLSearchParams({ show: query.show, person: query.person, ...(after ? { after } : {}) })}`;
  const persons = people.map(({ userId, name }) => ({ value: userId, label: name }));
  const add = can.arrange ? <LinkButton kind="main" href="/desk/absences/new">{words.add}</LinkButton> : undefined;
  return (
    <>
      <PageHead title={words.title} breadcrumb={[{ label: m.desk.title, href: '/desk' }, { label: words.title }]} breadcrumbLabel={m.frame.breadcrumb} actions={rows.length > 0 ? add : undefined} />
      <FilterBar
        action="/desk/absences"
        label={words.show}
        selects={[
          { name: 'show', label: words.show, value: query.show, options: ABSENCE_FILTERS.map((value) => ({ value, label: words.filters[value] })) },
          { name: 'person', label: words.userId, value: query.person, options: [{ value: '', label: words.anyone }, ...persons] },
        ]}
        submit={words.show}
      />
      {rows.length === 0 ? <EmptyState title={words.none} text={words.noneText} action={add} /> : <AbsenceTable absences={rows} />}
      {(next || query.later) && (
        <Pager
          label={words.title}
          count={count(total, words.count)}
          first={query.later ? { href: at(null), label: m.frame.list.first } : undefined}
          next={next ? { href: at(next), label: m.frame.list.next } : undefined}
        />
      )}
    </>
  );
}

