import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { LoadTabs } from '~/components/load/load-tabs';
import { TableView } from '~/components/load/table-view';
import { LinkButton } from '~/components/ui/button';
import { Section, Stack } from '~/components/ui/card';
import { EmptyState, FilterBar } from '~/components/ui/list';
import { Notice } from '~/components/ui/notice';
import { PageHead } from '~/components/ui/page';
import { yearOr } from '~/domain/journals';
import { signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { useWords } from '~/i18n/words';
import { yearTables } from '~/papers/tables.server';
import { openYearReport } from '~/services/reports.server';

export const handle: Handle = { title: (m) => m.reports.title };

export const loader = signedInLoader(async ({ ctx, request, url }) => {
  const thisYear = Number(ctx.today.slice(0, 4));
  const year = yearOr(url.searchParams.get('year'), thisYear);
  const { shown, years } = await openYearReport(ctx, year);
  return { year, years: [...new Set([thisYear, year, ...years])].sort((one, other) => other - one), isEmpty: shown.all === 0, tables: yearTables(languageOf(request), shown) };
});

export default function YearReport() {
  const { year, years, isEmpty, tables } = useLoaderData<typeof loader>();
  const { m, fill } = useWords();
  const words = m.reports;
  return (
    <>
      <PageHead
        title={fill(words.titleOf, { year })}
        breadcrumb={[{ label: m.load.title, href: '/load' }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={words.lead}
        actions={
          <>
            <LinkButton href={`/load/reports/paper?year=${year}`}>{words.print}</LinkButton>
            <LinkButton href={`/load/reports/workbook?year=${year}`}>{words.workbook}</LinkButton>
          </>
        }
      />
      <LoadTabs current="reports" />
      <FilterBar
        action="/load/reports"
        label={words.year}
        selects={[{ name: 'year', label: words.year, value: String(year), options: years.map((value) => ({ value: String(value), label: String(value) })) }]}
        submit={words.show}
      />
      {isEmpty ? (
        <EmptyState title={fill(words.empty.title, { year })} text={words.empty.text} />
      ) : (
        <Stack>
          <Notice>{words.hiddenNote}</Notice>
          {tables.map((table) => (
            <Section key={table.title} title={table.title}>
              {table.note && <p className="small">{table.note}</p>}
              <TableView table={table} captionHidden />
            </Section>
          ))}
        </Stack>
      )}
    </>
  );
}
