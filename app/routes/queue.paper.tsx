import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { QueuePaper } from '~/components/queue/queue-paper';
import { LinkButton } from '~/components/ui/button';
import { signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { filtersOf, queueQueryOf } from '~/http/queue-query.server';
import { MESSAGES } from '~/i18n/all';
import { useWords, WordsProvider } from '~/i18n/words';
import { printQueue } from '~/services/queue.server';

export const handle: Handle = { title: (m) => m.queue.paperTitle, paper: true };

export const loader = signedInLoader(async ({ ctx, url, request }) => {
  const asked = url.searchParams.get('print') ?? languageOf(request);
  const language = asked === 'ru' ? 'ru' : 'kk';
  const query = queueQueryOf(url);
  const paper = await printQueue(ctx, query);
  return { ...paper, back: `/queue${filtersOf(query) ? `?${filtersOf(query)}` : ''}`, now: ctx.now.toISOString(), today: ctx.today, language, messages: MESSAGES[language] } as const;
});

export default function QueueOnPaper() {
  const { back, language, messages, ...paper } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <nav className="p-4 print:hidden" aria-label={m.frame.breadcrumb}><LinkButton href={back}>{m.frame.back}</LinkButton></nav>
      <WordsProvider language={language} messages={messages}>
        <main id="main"><QueuePaper {...paper} /></main>
      </WordsProvider>
    </>
  );
}
