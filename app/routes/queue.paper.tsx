import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { QueuePaper } from '~/components/queue/queue-paper';
import { signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { queueQueryOf } from '~/http/queue-query.server';
import { MESSAGES } from '~/i18n/all';
import { WordsProvider } from '~/i18n/words';
import { printQueue } from '~/services/queue.server';

export const handle: Handle = { title: (m) => m.queue.paperTitle, paper: true };

export const loader = signedInLoader(async ({ ctx, url, request }) => {
  const asked = url.searchParams.get('print') ?? languageOf(request);
  const language = asked === 'ru' ? 'ru' : 'kk';
  const paper = await printQueue(ctx, queueQueryOf(url));
  return { ...paper, now: ctx.now.toISOString(), today: ctx.today, language, messages: MESSAGES[language] } as const;
});

export default function QueueOnPaper() {
  const { language, messages, ...paper } = useLoaderData<typeof loader>();
  return (
    <WordsProvider language={language} messages={messages}>
      <QueuePaper {...paper} />
    </WordsProvider>
  );
}
