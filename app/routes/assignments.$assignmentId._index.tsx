import { useLoaderData } from '@remix-run/react';
import { AssignmentSheet } from '~/components/assistants/assignment-sheet';
import type { Handle } from '~/components/frame/handle';
import { LinkButton } from '~/components/ui/button';
import { PageHead } from '~/components/ui/page';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openAssignment } from '~/services/assistants.server';

export const handle: Handle = { title: (m) => m.assistants.page.title };

export const loader = signedInLoader(async ({ ctx, param }) => ({ ...(await openAssignment(ctx, param('assignmentId'))), id: param('assignmentId') }));

export default function Assignment() {
  const { id, can, state, ...sheet } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.assistants.page;
  return (
    <>
      <PageHead
        title={words.title}
        tag={{ tone: state === 'active' ? 'good' : 'draft', text: m.vocabulary.assignmentStates[state] }}
        breadcrumb={[{ label: m.children.title, href: '/children' }, { label: sheet.head.name, href: `/children/${sheet.head.id}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        actions={can.end ? <LinkButton href={`/assignments/${id}/ending`}>{words.end}</LinkButton> : undefined}
      />
      <AssignmentSheet {...sheet} />
    </>
  );
}
