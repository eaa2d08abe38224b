import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CheckResult } from '~/components/checks/check-result';
import type { Handle } from '~/components/frame/handle';
import { Stack } from '~/components/ui/card';
import { Notice } from '~/components/ui/notice';
import { PageHead } from '~/components/ui/page';
import { checkPaper } from '~/http/checks.server';
import { nothingHere, publicLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';

export const handle: Handle = { title: (m) => m.checks.title };

/** What the square code on a paper leads to; anyone may come. */
export const loader = publicLoader(async ({ house, param }) => {
  const answer = (await checkPaper(house, param('token'))) ?? nothingHere();
  if ('waitMinutes' in answer) return data({ checked: null, waitMinutes: answer.waitMinutes }, { status: 429 });
  return data({ checked: answer, waitMinutes: 0 });
});

export default function Check() {
  const { checked, waitMinutes } = useLoaderData<typeof loader>();
  const { m, fill } = useWords();
  return (
    <Stack>
      <PageHead title={m.checks.title} meta={<p className="max-w-reading">{m.checks.lead}</p>} />
      {checked ? <CheckResult checked={checked} /> : <Notice kind="watch">{fill(m.refusals['too-many-attempts'], { minutes: waitMinutes })}</Notice>}
    </Stack>
  );
}
