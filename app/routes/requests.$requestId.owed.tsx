import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { OwedPaper } from '~/components/requests/owed-paper';
import { signedInLoader } from '~/http/door.server';
import { MESSAGES } from '~/i18n/all';
import { WordsProvider } from '~/i18n/words';
import { openOwed } from '~/services/request-papers.server';

export const handle: Handle = { title: (m) => m.requests.owed.title, paper: true };

export const loader = signedInLoader(async ({ ctx, param, url }) => {
  const { head, language: family, ...paper } = await openOwed(ctx, param('requestId'));
  const language = (url.searchParams.get('language') ?? family) === 'ru' ? 'ru' : 'kk';
  return { ...paper, child: `${head.name}, ${head.birthDate.slice(0, 4)}`, language, messages: MESSAGES[language] } as const;
});

export default function PapersOwed() {
  const { language, messages, ...paper } = useLoaderData<typeof loader>();
  return (
    <WordsProvider language={language} messages={messages}>
      <OwedPaper {...paper} />
    </WordsProvider>
  );
}
