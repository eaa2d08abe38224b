import { nothingHere, signedInLoader } from '~/http/door.server';
import { paperLanguage, pdfAnswer } from '~/http/pdf.server';
import { extractPdf } from '~/papers/extract-pdf.server';
import { openExtract } from '~/services/extracts.server';

/** The school's extract as PDF, for whoever reads the whole of it. */
export const loader = signedInLoader(async ({ ctx, param, request }) => {
  const language = paperLanguage(request);
  const { body, state, digest, printedAt, printedBy } = await openExtract(ctx, param('extractId'));
  if (!body) return nothingHere();
  const name = `extract-${body.number}-${body.issuedOn.slice(0, 4)}-${language}`;
  return pdfAnswer(request, name, extractPdf(language, { body, state, digest, printedAt, printedBy }));
});
