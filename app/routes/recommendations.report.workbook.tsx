import { dayIn } from '~/domain/calendar';
import { signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { implementationCounts, implementationTable } from '~/papers/tables.server';
import { workbookAnswer, workbookOf } from '~/papers/workbook.server';
import { listImplementation } from '~/services/recommendations.server';

export const loader = signedInLoader(async ({ ctx, request }) => {
  const language = languageOf(request);
  const { rows, counts } = await listImplementation(ctx, { q: '', show: 'all', after: null, whole: true });
  const lines = implementationTable(language, rows, (instant) => dayIn(new Date(instant)));
  return workbookAnswer(await workbookOf([lines, implementationCounts(language, counts, false)]), 'recommendations');
});
