import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { journalParams } from '~/components/load/journal-list';
import { TablesPaper } from '~/components/load/tables-paper';
import { LinkButton } from '~/components/ui/button';
import { JOURNALS, LINES_AT_ONCE, monthOr, yearOr } from '~/domain/journals';
import { nothingHere, signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { MESSAGES } from '~/i18n/all';
import { useWords, WordsProvider } from '~/i18n/words';
import { journalTable } from '~/papers/tables.server';
import { openJournal } from '~/services/reports.server';

export const handle: Handle = { title: (m) => m.reports.journals.title, paper: true };

export const loader = signedInLoader(async ({ ctx, param, request, url }) => {
  const name = JOURNALS.find((one) => one === param('name')) ?? nothingHere();
  const language = (url.searchParams.get('language') ?? languageOf(request)) === 'ru' ? 'ru' : 'kk';
  const asked = { year: yearOr(url.searchParams.get('year'), Number(ctx.today.slice(0, 4))), month: monthOr(url.searchParams.get('month')), q: (url.searchParams.get('q') ?? '').slice(0, 100) };
  const { journal, total, organisation, printedBy, printedAt } = await openJournal(ctx, name, { ...asked, after: null, whole: true });
  return { name, asked, table: journalTable(language, journal, true), isCut: total > LINES_AT_ONCE, organisation, printedBy, printedAt, language, messages: MESSAGES[language] } as const;
});

export default function JournalPaper() {
  const { name, asked, table, isCut, organisation, printedBy, printedAt, language, messages } = useLoaderData<typeof loader>();
  const { m, inOwn, number, fill } = useWords();
  const words = messages.reports.journals;
  const period = asked.month === null ? String(asked.year) : `${String(asked.month).padStart(2, '0')}.${asked.year}`;
  return (
    <>
      <nav className="p-4 print:hidden" aria-label={m.frame.breadcrumb}>
        <LinkButton href={`/load/journals/${name}?${journalParams(asked)}`}>{m.reports.journals.names[name]}</LinkButton>
      </nav>
      <WordsProvider language={language} messages={messages}>
        <main id="main">
          <TablesPaper
            title={`${words.names[name]}, ${period}`}
            organisation={inOwn(organisation ?? {}).text}
            notes={isCut ? [fill(words.cut, { n: number(LINES_AT_ONCE) })] : []}
            tables={[{ ...table, title: `${words.names[name]}, ${period}` }]}
            names={1}
            printedBy={printedBy}
            printedAt={printedAt}
          />
        </main>
      </WordsProvider>
    </>
  );
}
