import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { TablesPaper } from '~/components/load/tables-paper';
import { LinkButton } from '~/components/ui/button';
import { dayIn } from '~/domain/calendar';
import { signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { MESSAGES } from '~/i18n/all';
import { useWords, WordsProvider } from '~/i18n/words';
import { implementationCounts, implementationSheets } from '~/papers/tables.server';
import { listImplementation } from '~/services/recommendations.server';

export const handle: Handle = { title: (m) => m.recommendations.implementation.paperTitle, paper: true };

export const loader = signedInLoader(async ({ ctx, request, url }) => {
  const language = (url.searchParams.get('language') ?? languageOf(request)) === 'ru' ? 'ru' : 'kk';
  const countsOnly = url.searchParams.get('counts') === 'yes';
  const report = await listImplementation(ctx, { q: '', show: 'all', after: null, whole: true });
  const summary = implementationCounts(language, report.counts, countsOnly);
  return {
    tables: countsOnly ? [summary] : [summary, ...implementationSheets(language, report.rows, (instant) => dayIn(new Date(instant)))],
    organisation: report.organisation,
    printedBy: report.printedBy,
    printedAt: report.printedAt,
    language,
    messages: MESSAGES[language],
  } as const;
});

export default function ImplementationPaper() {
  const { tables, organisation, printedBy, printedAt, language, messages } = useLoaderData<typeof loader>();
  const { m, inOwn } = useWords();
  return (
    <>
      <nav className="p-4 print:hidden" aria-label={m.frame.breadcrumb}>
        <LinkButton href="/recommendations/report">{m.recommendations.implementation.title}</LinkButton>
      </nav>
      <WordsProvider language={language} messages={messages}>
        <main id="main">
          <TablesPaper
            title={messages.recommendations.implementation.paperTitle}
            organisation={inOwn(organisation ?? {}).text}
            notes={[messages.recommendations.implementation.basis]}
            tables={tables}
            printedBy={printedBy}
            printedAt={printedAt}
            signatures={[messages.vocabulary.roles.school_coordinator]}
          />
        </main>
      </WordsProvider>
    </>
  );
}
