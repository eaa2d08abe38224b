import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { TablesPaper } from '~/components/load/tables-paper';
import { LinkButton } from '~/components/ui/button';
import { yearOr } from '~/domain/journals';
import { signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { MESSAGES } from '~/i18n/all';
import { fill } from '~/i18n/translate';
import { useWords, WordsProvider } from '~/i18n/words';
import { yearTables } from '~/papers/tables.server';
import { openYearReport } from '~/services/reports.server';

export const handle: Handle = { title: (m) => m.reports.title, paper: true };

export const loader = signedInLoader(async ({ ctx, request, url }) => {
  const language = (url.searchParams.get('language') ?? languageOf(request)) === 'ru' ? 'ru' : 'kk';
  const year = yearOr(url.searchParams.get('year'), Number(ctx.today.slice(0, 4)));
  const { shown, organisation, printedBy, printedAt } = await openYearReport(ctx, year);
  return { year, tables: yearTables(language, shown), organisation, printedBy, printedAt, language, messages: MESSAGES[language] } as const;
});

export default function YearReportPaper() {
  const { year, tables, organisation, printedBy, printedAt, language, messages } = useLoaderData<typeof loader>();
  const { m, inOwn } = useWords();
  return (
    <>
      <nav className="p-4 print:hidden" aria-label={m.frame.breadcrumb}>
        <LinkButton href={`/load/reports?year=${year}`}>{m.reports.title}</LinkButton>
      </nav>
      <WordsProvider language={language} messages={messages}>
        <main id="main">
          <TablesPaper
            title={fill(messages.reports.titleOf, { year })}
            organisation={inOwn(organisation ?? {}).text}
            notes={[messages.reports.lead, messages.reports.hiddenNote]}
            tables={tables}
            printedBy={printedBy}
            printedAt={printedAt}
            signatures={[messages.vocabulary.duties.head]}
          />
        </main>
      </WordsProvider>
    </>
  );
}
