import { useLoaderData } from '@remix-run/react';
import { ConclusionPaper } from '~/components/conclusions/conclusion-paper';
import type { Handle } from '~/components/frame/handle';
import { LinkButton } from '~/components/ui/button';
import { digestGroups } from '~/domain/checks';
import { signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { MESSAGES } from '~/i18n/all';
import { useWords, WordsProvider } from '~/i18n/words';
import { qrOf } from '~/papers/qr.server';
import { openIssued } from '~/services/checks.server';
import { openConclusionPaper } from '~/services/conclusion-sheets.server';

export const handle: Handle = { title: (m) => m.conclusions.one, paper: true };

/** The official form exists in Kazakh and Russian; the page speaks the language that is asked for. */
export const loader = signedInLoader(async ({ ctx, param, request, url }) => {
  const asked = url.searchParams.get('language') ?? languageOf(request);
  const language = asked === 'ru' ? asked : 'kk';
  const id = param('conclusionId');
  const conclusion = await openConclusionPaper(ctx, id);
  const check = (await openIssued(ctx, id))?.check;
  const address = check && `${url.origin}/check/${check.token}`;
  const mark = check && address ? { address, digest: digestGroups(check.digest), code: qrOf(address) } : null;
  return { conclusion, mark, language, messages: MESSAGES[language] } as const;
});

export default function PrintedConclusion() {
  const { conclusion, mark, language, messages } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <nav className="p-4 print:hidden" aria-label={m.frame.breadcrumb}>
        <LinkButton href={`/conclusions/${conclusion.id}`}>{m.conclusions.paper.back}</LinkButton>
      </nav>
      <WordsProvider language={language} messages={messages}>
        <main id="main">
          <ConclusionPaper conclusion={conclusion} check={mark} />
        </main>
      </WordsProvider>
    </>
  );
}
