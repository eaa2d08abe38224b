import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { MeetingPaper } from '~/components/meetings/meeting-paper';
import { LinkButton } from '~/components/ui/button';
import { signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { MESSAGES } from '~/i18n/all';
import { useWords, WordsProvider } from '~/i18n/words';
import { openPrintedMinutes } from '~/services/meetings.server';

export const handle: Handle = { title: (m) => m.meetings.title, paper: true };

export const loader = signedInLoader(async ({ ctx, param, request, url }) => {
  const language = (url.searchParams.get('language') ?? languageOf(request)) === 'ru' ? 'ru' : 'kk';
  return { meeting: await openPrintedMinutes(ctx, param('assessmentId')), language, messages: MESSAGES[language] } as const;
});

export default function PrintedMinutes() {
  const { meeting, language, messages } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <nav className="p-4 print:hidden" aria-label={m.frame.breadcrumb}>
        <LinkButton href={`/assessments/${meeting.assessmentId}/meeting`}>{m.frame.back}</LinkButton>
      </nav>
      <WordsProvider language={language} messages={messages}>
        <main id="main">
          <MeetingPaper meeting={meeting} />
        </main>
      </WordsProvider>
    </>
  );
}
