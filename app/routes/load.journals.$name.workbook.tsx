import { JOURNALS, LINES_AT_ONCE, monthOr, yearOr } from '~/domain/journals';
import { nothingHere, signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { MESSAGES } from '~/i18n/all';
import { fill } from '~/i18n/translate';
import { journalTable } from '~/papers/tables.server';
import { workbookAnswer, workbookOf } from '~/papers/workbook.server';
import { openJournal } from '~/services/reports.server';

export const loader = signedInLoader(async ({ ctx, param, request, url }) => {
  const name = JOURNALS.find((one) => one === param('name')) ?? nothingHere();
  const language = languageOf(request);
  const asked = { year: yearOr(url.searchParams.get('year'), Number(ctx.today.slice(0, 4))), month: monthOr(url.searchParams.get('month')), q: (url.searchParams.get('q') ?? '').slice(0, 100) };
  const { journal, total } = await openJournal(ctx, name, { ...asked, after: null, whole: true });
  const note = total > LINES_AT_ONCE ? fill(MESSAGES[language].reports.journals.cut, { n: LINES_AT_ONCE }) : undefined;
  return workbookAnswer(await workbookOf([{ ...journalTable(language, journal), note }]), `journal-${name}-${asked.year}`);
});
