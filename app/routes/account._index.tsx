import { useLoaderData } from '@remix-run/react';
import { OwnAccount } from '~/components/accounts/own-account';
import type { Handle } from '~/components/frame/handle';
import { Notice } from '~/components/ui/notice';
import { PageHead } from '~/components/ui/page';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openAccount } from '~/services/accounts.server';

export const handle: Handle = { title: (m) => m.accounts.self.title };

const DONE = ['password', 'session'] as const;

export const loader = signedInLoader(async ({ ctx, url }) => ({
  ...(await openAccount(ctx)),
  done: DONE.find((one) => one === url.searchParams.get('done')) ?? null,
}));

export default function Account() {
  const { name, email, places, sessions, deeds, done } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.accounts.self;
  return (
    <>
      <PageHead title={words.title} meta={`${name} · ${email}`} />
      {done && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            <p>{done === 'password' ? words.password.done : words.ended}</p>
          </Notice>
        </div>
      )}
      <OwnAccount places={places} sessions={sessions} deeds={deeds} />
    </>
  );
}
