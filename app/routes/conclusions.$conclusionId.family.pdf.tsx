import { nothingHere, signedInLoader } from '~/http/door.server';
import { paperLanguage, pdfAnswer } from '~/http/pdf.server';
import { familyPdf } from '~/papers/family-pdf.server';
import { openConclusionPaper } from '~/services/conclusion-sheets.server';

/** The family's copy in plain words as PDF; a draft has none. */
export const loader = signedInLoader(async ({ ctx, param, request }) => {
  const language = paperLanguage(request);
  const { child, state, number, issuedOn, pmpc, text, printedBy, printedAt } = await openConclusionPaper(ctx, param('conclusionId'));
  if (number === null || issuedOn === null) return nothingHere();
  const copy = { child, state, number, issuedOn, pmpc, text, printedBy, printedAt };
  return pdfAnswer(request, `conclusion-${number}-${issuedOn.slice(0, 4)}-plain-${language}`, familyPdf(language, copy));
});
