import { useLoaderData } from '@remix-run/react';
import { DeskSheet } from '~/components/desk/desk-sheet';
import type { Handle } from '~/components/frame/handle';
import { LinkButton } from '~/components/ui/button';
import { PageHead } from '~/components/ui/page';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openDesk } from '~/services/desk.server';

export const handle: Handle = { title: (m) => m.desk.title };

export const loader = signedInLoader(async ({ ctx }) => ({ ...(await openDesk(ctx)), today: ctx.today }));

export default function Desk() {
  const desk = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead title={m.desk.title} meta={m.desk.lead} actions={<LinkButton href="/day">{m.desk.day}</LinkButton>} />
      <DeskSheet {...desk} />
    </>
  );
}
