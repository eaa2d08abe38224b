import { useLoaderData } from '@remix-run/react';
import { PeopleList } from '~/components/directory/people-list';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { afterOf } from '~/domain/lists';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { listPeople } from '~/services/directory.server';

export const handle: Handle = { title: (m) => m.directory.people.title };

export const loader = signedInLoader(async ({ ctx, url }) => {
  const q = (url.searchParams.get('q') ?? '').slice(0, 100);
  const after = afterOf(url.searchParams.get('after'));
  return { ...(await listPeople(ctx, { q, after })), q, later: after !== null };
});

export default function People() {
  const list = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.directory.people;
  return (
    <>
      <PageHead title={words.title} meta={words.lead} />
      <PeopleList {...list} />
    </>
  );
}
