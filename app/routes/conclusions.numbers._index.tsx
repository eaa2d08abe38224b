import { useLoaderData } from '@remix-run/react';
import { NumbersList } from '~/components/conclusions/numbers-list';
import type { Handle } from '~/components/frame/handle';
import { LinkButton } from '~/components/ui/button';
import { PageHead } from '~/components/ui/page';
import { yearAsked } from '~/domain/conclusions';
import { afterOf } from '~/domain/lists';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { listNumbers } from '~/services/conclusion-lists.server';

export const handle: Handle = { title: (m) => m.conclusions.numbers.title };

export const loader = signedInLoader(async ({ ctx, url }) => {
  const after = afterOf(url.searchParams.get('after'));
  const journal = await listNumbers(ctx, { year: yearAsked(url.searchParams.get('year'), ctx.today), after });
  return { ...journal, later: after !== null };
});

export default function Numbers() {
  const journal = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.conclusions.numbers;
  return (
    <>
      <PageHead
        title={words.title}
        breadcrumb={[{ label: m.conclusions.title, href: '/conclusions' }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={<p className="max-w-reading">{words.lead}</p>}
        actions={<LinkButton href={`/conclusions/numbers/paper?year=${journal.year}`}>{words.print}</LinkButton>}
      />
      <NumbersList {...journal} />
    </>
  );
}
