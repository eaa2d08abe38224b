import { yearOr } from '~/domain/journals';
import { signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { yearTables } from '~/papers/tables.server';
import { workbookAnswer, workbookOf } from '~/papers/workbook.server';
import { openYearReport } from '~/services/reports.server';

export const loader = signedInLoader(async ({ ctx, request, url }) => {
  const year = yearOr(url.searchParams.get('year'), Number(ctx.today.slice(0, 4)));
  const { shown } = await openYearReport(ctx, year);
  return workbookAnswer(await workbookOf(yearTables(languageOf(request), shown)), `report-${year}`);
});
