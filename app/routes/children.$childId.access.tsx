import { useLoaderData } from '@remix-run/react';
import { AccessList } from '~/components/audit/access-list';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openAccess } from '~/services/case-access.server';

export const handle: Handle = { title: (m) => m.audit.access.title };

export const loader = signedInLoader(({ ctx, param }) => openAccess(ctx, param('childId')));

export default function Access() {
  const { childId, rows } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.audit.access;
  return (
    <>
      <PageHead
        title={words.title}
        meta={words.lead}
        breadcrumb={[{ label: m.home.title, href: `/children/${childId}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <AccessList rows={rows} />
      <p className="small mt-4">
        <a href={`/children/${childId}/opened`}>{m.audit.opened.title}</a>
      </p>
    </>
  );
}
