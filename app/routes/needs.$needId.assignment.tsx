import { useLoaderData } from '@remix-run/react';
import { AssignmentForm } from '~/components/assistants/assignment-form';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { assignmentDraft } from '~/domain/assistants';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { assignAssistant, startAssignment } from '~/services/assistants.server';

export const handle: Handle = { title: (m) => m.assistants.form.title };

export const loader = signedInLoader(({ ctx, param }) => startAssignment(ctx, param('needId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await startAssignment(ctx, param('needId'));
  const form = parseForm(typed, assignmentDraft);
  if (!form.ok) return form.answer;
  const id = await assignAssistant(ctx, param('needId'), form.value);
  return goTo(`/assignments/${id}`);
});

export default function NewAssignment() {
  const { head, need, pool, today } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.assistants.form;
  return (
    <>
      <PageHead
        title={words.title}
        meta={
          <>
            <b>{head.name}</b>
            {head.className ? ` · ${head.className}` : ''}
          </>
        }
        breadcrumb={[{ label: m.assistants.title, href: '/assistants' }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <AssignmentForm need={need} pool={pool} today={today} />
    </>
  );
}
