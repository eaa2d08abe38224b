import { useLoaderData } from '@remix-run/react';
import { NumbersPaper } from '~/components/conclusions/numbers-list';
import type { Handle } from '~/components/frame/handle';
import { LinkButton } from '~/components/ui/button';
import { yearAsked } from '~/domain/conclusions';
import { signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { MESSAGES } from '~/i18n/all';
import { useWords, WordsProvider } from '~/i18n/words';
import { printNumbers } from '~/services/conclusion-lists.server';

export const handle: Handle = { title: (m) => m.conclusions.numbers.title, paper: true };

export const loader = signedInLoader(async ({ ctx, request, url }) => {
  const language = (url.searchParams.get('language') ?? languageOf(request)) === 'ru' ? 'ru' : 'kk';
  return { numbers: await printNumbers(ctx, yearAsked(url.searchParams.get('year'), ctx.today)), language, messages: MESSAGES[language] } as const;
});

export default function PrintedNumbers() {
  const { numbers, language, messages } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <nav className="p-4 print:hidden" aria-label={m.frame.breadcrumb}>
        <LinkButton href={`/conclusions/numbers?year=${numbers.year}`}>{m.conclusions.numbers.back}</LinkButton>
      </nav>
      <WordsProvider language={language} messages={messages}>
        <main id="main">
          <NumbersPaper numbers={numbers} />
        </main>
      </WordsProvider>
    </>
  );
}
