import { useLoaderData } from '@remix-run/react';
import { OpenedList } from '~/components/audit/opened-list';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openRecord } from '~/services/audits.server';

export const handle: Handle = { title: (m) => m.audit.opened.title };

export const loader = signedInLoader(async ({ ctx, param, url }) => {
  const person = /^[0-9a-f-]{36}$/.exec(url.searchParams.get('person') ?? '')?.[0] ?? null;
  const after = /^[0-9a-f]{64}$/.exec(url.searchParams.get('after') ?? '')?.[0] ?? null;
  return { ...(await openRecord(ctx, param('childId'), { person, after })), person, later: after !== null };
});

export default function Opened() {
  const { childId, rows, total, next, people, person, later, coordinator } = useLoaderData<typeof loader>();
  const { m, fill } = useWords();
  const words = m.audit.opened;
  return (
    <>
      <PageHead
        title={words.title}
        meta={words.lead}
        breadcrumb={[{ label: m.home.title, href: `/children/${childId}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <OpenedList childId={childId} rows={rows} total={total} next={next} people={people} person={person} later={later} />
      <p className="small mt-6">{coordinator ? fill(words.question, { name: coordinator }) : words.questionNobody}</p>
    </>
  );
}
