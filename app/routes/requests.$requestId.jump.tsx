import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { JumpForm } from '~/components/queue/jump-form';
import { PageHead } from '~/components/ui/page';
import { jumpDraft } from '~/domain/queue';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { jump, startJump } from '~/services/queue.server';

export const handle: Handle = { title: (m) => m.queue.jump.title };

export const loader = signedInLoader(({ ctx, param }) => startJump(ctx, param('requestId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const requestId = param('requestId');
  const form = parseForm(typed, jumpDraft);
  if (!form.ok) {
    await startJump(ctx, requestId);
    return form.answer;
  }
  await jump(ctx, requestId, form.value);
  return goTo(`/requests/${requestId}`);
});

export default function Jump() {
  const { id, name, birthYear, urgency, version, closed } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.queue.jump;
  return (
    <>
      <PageHead
        title={words.title}
        meta={<>{name}, {birthYear}<p>{words.lead}</p></>}
        breadcrumb={[{ label: m.queue.title, href: '/queue' }, { label: name, href: `/requests/${id}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <JumpForm requestId={id} urgency={urgency} version={version} closed={closed} />
    </>
  );
}
