import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { Send } from '~/components/frame/send';
import { RedeemForm } from '~/components/guardians/redeem-form';
import { Button, LinkButton } from '~/components/ui/button';
import { Notice } from '~/components/ui/notice';
import { PageHead } from '~/components/ui/page';
import { publicAction, publicLoader } from '~/http/door.server';
import { enterAnew, enterSignedIn } from '~/http/family.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';

export const handle: Handle = { title: (m) => m.guardians.redeem.title };

export const loader = publicLoader(({ visitor }) => {
  const isParent = visitor?.actor?.role === 'parent';
  return { account: isParent ? visitor.name : null, asStaff: visitor !== null && !isParent };
});

export const action = publicAction(async ({ house, request, visitor, typed }) => {
  if (visitor && visitor.actor?.role !== 'parent') return goTo('/family');
  const { password, ...kept } = typed;
  const opened = visitor ? await enterSignedIn(house, request, typed, visitor) : await enterAnew(house, request, typed);
  if (!('ok' in opened)) return data({ ...opened.data, typed: kept }, opened.init ?? undefined);
  if (opened.ok) return goTo(opened.to, opened.headers);
  return data({ reason: opened.reason, values: opened.values, typed: kept }, { status: opened.reason === 'too-many-attempts' ? 429 : 422 });
});

export default function Family() {
  const { account, asStaff } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.guardians.redeem;
  return (
    <>
      <PageHead title={words.title} meta={words.lead} />
      {asStaff ? (
        <Notice
          kind="watch"
          action={
            <>
              <LinkButton href="/place?to=/family">{m.frame.changePlace}</LinkButton>
              <Send action="/logout">
                <Button>{m.frame.signOut}</Button>
              </Send>
            </>
          }
        >
          {words.asStaff}
        </Notice>
      ) : (
        <RedeemForm account={account} />
      )}
    </>
  );
}
