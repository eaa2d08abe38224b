import { useLoaderData } from '@remix-run/react';
import { FamilyCopyPaper } from '~/components/copies/family-copy-paper';
import type { Handle } from '~/components/frame/handle';
import { LinkButton } from '~/components/ui/button';
import { nothingHere, signedInLoader } from '~/http/door.server';
import { paperLanguage } from '~/http/pdf.server';
import { MESSAGES } from '~/i18n/all';
import { useWords, WordsProvider } from '~/i18n/words';
import { openConclusionPaper } from '~/services/conclusion-sheets.server';

export const handle: Handle = { title: (m) => m.copies.title, paper: true };

/** The conclusion in plain words, to read and to print; a draft has no such copy. */
export const loader = signedInLoader(async ({ ctx, param, request }) => {
  const language = paperLanguage(request);
  const { id, child, state, number, issuedOn, pmpc, text, printedBy, printedAt } = await openConclusionPaper(ctx, param('conclusionId'));
  if (number === null || issuedOn === null) return nothingHere();
  return { id, copy: { child, state, number, issuedOn, pmpc, text, printedBy, printedAt }, language, messages: MESSAGES[language] };
});

export default function FamilyCopy() {
  const { id, copy, language, messages } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const base = `/conclusions/${id}`;
  const other = language === 'kk' ? 'ru' : 'kk';
  return (
    <>
      <nav className="flex flex-wrap gap-2 p-4 print:hidden" aria-label={m.frame.breadcrumb}>
        <LinkButton href={base}>{m.copies.back}</LinkButton>
        <LinkButton href={`${base}/family?language=${other}`}>{m.copies[other]}</LinkButton>
        <LinkButton href={`${base}/family/pdf?language=${language}`}>{m.copies.pdf}</LinkButton>
      </nav>
      <WordsProvider language={language} messages={messages}>
        <main id="main">
          <FamilyCopyPaper copy={copy} />
        </main>
      </WordsProvider>
    </>
  );
}
