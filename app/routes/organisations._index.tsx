import { useLoaderData } from '@remix-run/react';
import { OrganisationList } from '~/components/directory/organisation-list';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { afterOf } from '~/domain/lists';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { listOrganisations } from '~/services/directory.server';

export const handle: Handle = { title: (m) => m.directory.organisations.title };

export const loader = signedInLoader(async ({ ctx, url }) => {
  const q = (url.searchParams.get('q') ?? '').slice(0, 100);
  const after = afterOf(url.searchParams.get('after'));
  return { ...(await listOrganisations(ctx, { q, after })), q, later: after !== null };
});

export default function Organisations() {
  const list = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead title={m.directory.organisations.title} />
      <OrganisationList {...list} />
    </>
  );
}
