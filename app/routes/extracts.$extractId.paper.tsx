import { useLoaderData } from '@remix-run/react';
import { ExtractPaper } from '~/components/conclusions/conclusion-paper';
import type { Handle } from '~/components/frame/handle';
import { LinkButton } from '~/components/ui/button';
import { nothingHere, signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { MESSAGES } from '~/i18n/all';
import { useWords, WordsProvider } from '~/i18n/words';
import { openExtract } from '~/services/extracts.server';

export const handle: Handle = { title: (m) => m.conclusions.extract.title, paper: true };

export const loader = signedInLoader(async ({ ctx, param, request, url }) => {
  const asked = url.searchParams.get('language') ?? languageOf(request);
  const language = asked === 'ru' ? asked : 'kk';
  const { id, state, body, digest, printedBy, printedAt } = await openExtract(ctx, param('extractId'));
  return { id, extract: { state, body: body ?? nothingHere(), digest, printedBy, printedAt }, language, messages: MESSAGES[language] } as const;
});

export default function PrintedExtract() {
  const { id, extract, language, messages } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <nav className="p-4 print:hidden" aria-label={m.frame.breadcrumb}>
        <LinkButton href={`/extracts/${id}`}>{m.conclusions.paper.backToExtract}</LinkButton>
      </nav>
      <WordsProvider language={language} messages={messages}>
        <main id="main">
          <ExtractPaper extract={extract} />
        </main>
      </WordsProvider>
    </>
  );
}
