import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { JournalPaper } from '~/components/handovers/journal';
import { LinkButton } from '~/components/ui/button';
import { afterOf } from '~/domain/lists';
import { signedInLoader } from '~/http/door.server';
import { paperLanguage } from '~/http/pdf.server';
import { MESSAGES } from '~/i18n/all';
import { useWords, WordsProvider } from '~/i18n/words';
import { openJournalPaper } from '~/services/handovers.server';

export const handle: Handle = { title: (m) => m.handovers.title, paper: true };

export const loader = signedInLoader(async ({ ctx, request, url }) => {
  const asked = url.searchParams.get('year') ?? '';
  const year = /^20\d\d$/.test(asked) ? Number(asked) : Number(ctx.today.slice(0, 4));
  const language = paperLanguage(request);
  const { next, ...journal } = await openJournalPaper(ctx, { year, q: '', after: afterOf(url.searchParams.get('after')) });
  return { journal, next, year, language, messages: MESSAGES[language] };
});

export default function PrintedJournal() {
  const { journal, next, year, language, messages } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.handovers.journal;
  return (
    <>
      <nav className="flex flex-wrap gap-2 p-4 print:hidden" aria-label={m.frame.breadcrumb}>
        <LinkButton href={`/conclusions/handovers?year=${year}`}>{words.back}</LinkButton>
        {next && <LinkButton href={`/conclusions/handovers/paper?${new URLSearchParams({ year: String(year), language, after: next })}`}>{words.more}</LinkButton>}
      </nav>
      <WordsProvider language={language} messages={messages}>
        <main id="main">
          <JournalPaper journal={journal} year={year} />
        </main>
      </WordsProvider>
    </>
  );
}
