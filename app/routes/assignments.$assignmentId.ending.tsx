import { useLoaderData } from '@remix-run/react';
import { EndingForm } from '~/components/assistants/ending-form';
import type { Handle } from '~/components/frame/handle';
import { Notice } from '~/components/ui/notice';
import { PageHead } from '~/components/ui/page';
import { endingDraft } from '~/domain/assistants';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { endAssignment, startEnding } from '~/services/assistants.server';

export const handle: Handle = { title: (m) => m.assistants.ending.title };

export const loader = signedInLoader(({ ctx, param }) => startEnding(ctx, param('assignmentId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await startEnding(ctx, param('assignmentId'));
  const form = parseForm(typed, endingDraft);
  if (!form.ok) return form.answer;
  await endAssignment(ctx, param('assignmentId'), form.value);
  return goTo('/assistants');
});

export default function Ending() {
  const { head, assistant, validTo, version, today, state } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.assistants.ending;
  return (
    <>
      <PageHead
        title={words.title}
        meta={`${head.name} · ${assistant}`}
        breadcrumb={[{ label: m.assistants.title, href: '/assistants' }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      {state === 'ended' ? (
        <Notice kind="readonly">{m.refusals['assignment.ended']}</Notice>
      ) : (
        <>
          <p className="max-w-reading mb-4">{words.lead}</p>
          <EndingForm validTo={validTo} version={version} today={today} />
        </>
      )}
    </>
  );
}
