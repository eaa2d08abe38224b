import { useActionData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { Followed, FollowForm } from '~/components/requests/followed';
import { PageHead } from '~/components/ui/page';
import { publicAction } from '~/http/door.server';
import { lookUp } from '~/http/requests.server';
import { useWords } from '~/i18n/words';

export const handle: Handle = { title: (m) => m.requests.follow.title };

export const action = publicAction(({ house, typed }) => lookUp(house, typed));

export default function FollowRequest() {
  const answer = useActionData<typeof action>();
  const { m } = useWords();
  const words = m.requests.follow;
  const followed = answer && 'followed' in answer ? answer.followed : null;
  return (
    <>
      <PageHead title={words.title} meta={followed ? undefined : words.lead} />
      {followed ? <Followed {...followed} /> : <FollowForm />}
    </>
  );
}
