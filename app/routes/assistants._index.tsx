import { useLoaderData } from '@remix-run/react';
import { AssistantsBoard } from '~/components/assistants/board';
import type { Handle } from '~/components/frame/handle';
import { LinkButton } from '~/components/ui/button';
import { PageHead } from '~/components/ui/page';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { NEED_FILTERS, openBoard } from '~/services/assistants.server';

export const handle: Handle = { title: (m) => m.assistants.title };

export const loader = signedInLoader(async ({ ctx, url }) => {
  const q = (url.searchParams.get('q') ?? '').slice(0, 100);
  const show = NEED_FILTERS.find((filter) => filter === url.searchParams.get('show')) ?? 'missing';
  return { ...(await openBoard(ctx, { q, show })), query: { q, show } };
});

export default function Assistants() {
  const board = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.assistants;
  return (
    <>
      <PageHead title={words.title} meta={words.lead} actions={board.can.addContract ? <LinkButton href="/assistants/new">{words.pool.add}</LinkButton> : undefined} />
      <AssistantsBoard {...board} />
    </>
  );
}
