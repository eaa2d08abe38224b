import { useLoaderData } from '@remix-run/react';
import { ChildPageHead } from '~/components/children/child-page-head';
import type { Handle } from '~/components/frame/handle';
import { TeamList } from '~/components/team/team-list';
import { LinkButton } from '~/components/ui/button';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { listTeam } from '~/services/team.server';

export const handle: Handle = { title: (m) => m.team.title };

export const loader = signedInLoader(async ({ ctx, param }) => ({ ...(await listTeam(ctx, param('childId'))), today: ctx.today }));

export default function Team() {
  const { head, rows, assistants, can, today } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const addHref = `/children/${head.id}/team/new`;
  return (
    <>
      <ChildPageHead
        head={head}
        title={m.team.title}
        lead={m.team.lead}
        actions={can.assign && rows.length > 0 ? <LinkButton kind="main" href={addHref}>{m.team.add}</LinkButton> : undefined}
      />
      <TeamList rows={rows} assistants={assistants} can={can} addHref={addHref} today={today} />
    </>
  );
}
