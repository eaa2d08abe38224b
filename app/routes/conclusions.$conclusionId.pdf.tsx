import { signedInLoader } from '~/http/door.server';
import { paperLanguage, pdfAnswer } from '~/http/pdf.server';
import { conclusionPdf } from '~/papers/conclusion-pdf.server';
import { openIssued } from '~/services/checks.server';
import { openConclusionPaper } from '~/services/conclusion-sheets.server';

/** The conclusion as PDF; a draft says that it is one across each page. */
export const loader = signedInLoader(async ({ ctx, param, request, url }) => {
  const id = param('conclusionId');
  const language = paperLanguage(request);
  const conclusion = await openConclusionPaper(ctx, id);
  const issued = await openIssued(ctx, id);
  const check = issued?.check ? { address: `${url.origin}/check/${issued.check.token}`, digest: issued.check.digest } : null;
  const name = conclusion.number === null ? 'conclusion-draft' : `conclusion-${conclusion.number}-${conclusion.issuedOn?.slice(0, 4)}`;
  return pdfAnswer(request, `${name}-${language}`, conclusionPdf(language, conclusion, issued && { check, appealTerm: issued.appealTerm }));
});
