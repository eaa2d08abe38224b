import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { JournalList, journalParams } from '~/components/load/journal-list';
import { LinkButton } from '~/components/ui/button';
import { PageHead } from '~/components/ui/page';
import { JOURNALS, hrefsOf, monthOr, yearOr } from '~/domain/journals';
import { afterOf } from '~/domain/lists';
import { nothingHere, signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { useWords } from '~/i18n/words';
import { journalTable } from '~/papers/tables.server';
import { openJournal } from '~/services/reports.server';

export const handle: Handle = { title: (m) => m.reports.journals.title };

export const loader = signedInLoader(async ({ ctx, param, request, url }) => {
  const name = JOURNALS.find((one) => one === param('name')) ?? nothingHere();
  const thisYear = Number(ctx.today.slice(0, 4));
  const q = (url.searchParams.get('q') ?? '').slice(0, 100);
  const asked = { year: yearOr(url.searchParams.get('year'), thisYear), month: monthOr(url.searchParams.get('month')), q };
  const after = afterOf(url.searchParams.get('after'));
  const { journal, total, next, open } = await openJournal(ctx, name, { ...asked, after, whole: false });
  return { name, table: journalTable(languageOf(request), journal), hrefs: hrefsOf(journal), total, next, open, query: { ...asked, later: after !== null }, thisYear, isHead: open.includes('minutes') };
});

export default function JournalPage() {
  const { name, table, hrefs, total, next, open, query, thisYear, isHead } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.reports.journals;
  const params = journalParams(query);
  return (
    <>
      <PageHead
        title={words.names[name]}
        breadcrumb={[...(isHead ? [{ label: m.load.title, href: '/load' }] : []), { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        actions={
          <>
            <LinkButton href={`/load/journals/${name}/paper?${params}`}>{m.reports.print}</LinkButton>
            <LinkButton href={`/load/journals/${name}/workbook?${params}`}>{m.reports.workbook}</LinkButton>
          </>
        }
      />
      <JournalList name={name} open={open} table={table} hrefs={hrefs} total={total} next={next} query={query} thisYear={thisYear} />
    </>
  );
}
