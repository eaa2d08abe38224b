import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { LinkButton } from '~/components/ui/button';
import { RemindersSheet } from '~/components/visits/reminders-sheet';
import { signedInLoader } from '~/http/door.server';
import { MESSAGES } from '~/i18n/all';
import { day, fill } from '~/i18n/translate';
import { useWords } from '~/i18n/words';
import { listReminders } from '~/services/visits.server';

export const handle: Handle = { title: (m) => m.visits.reminders.title, paper: true };

export const loader = signedInLoader(async ({ ctx }) => {
  const { rows, ...list } = await listReminders(ctx);
  return {
    ...list,
    rows: rows.map((row) => {
      const { text } = MESSAGES[row.language].visits.reminders;
      return { ...row, text: fill(text, { day: day(row.language, row.day), time: row.startsAt, room: row.room }) };
    }),
  };
});

export default function Reminders() {
  const list = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <nav className="p-4 print:hidden" aria-label={m.frame.breadcrumb}><LinkButton href="/day">{m.visits.paper.back}</LinkButton></nav>
      <main id="main"><RemindersSheet {...list} /></main>
    </>
  );
}
