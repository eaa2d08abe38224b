import { useLoaderData } from '@remix-run/react';
import { ChildPageHead } from '~/components/children/child-page-head';
import type { Handle } from '~/components/frame/handle';
import { GuardiansList } from '~/components/guardians/guardians-list';
import { LinkButton } from '~/components/ui/button';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { listGuardians } from '~/services/guardians.server';

export const handle: Handle = { title: (m) => m.guardians.title };

export const loader = signedInLoader(async ({ ctx, param }) => ({ ...(await listGuardians(ctx, param('childId'))), isParent: ctx.actor.role === 'parent' }));

export default function Guardians() {
  const { head, rows, shows, can, isParent } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.guardians;
  const addHref = `/children/${head.id}/guardians/new`;
  return (
    <>
      <ChildPageHead
        head={head}
        title={isParent ? words.titleOwn : words.title}
        lead={isParent ? words.ownNote : undefined}
        actions={can.add && rows.length > 0 ? <LinkButton kind="main" href={addHref}>{words.add}</LinkButton> : undefined}
      />
      <GuardiansList rows={rows} shows={shows} can={can} addHref={addHref} />
    </>
  );
}
