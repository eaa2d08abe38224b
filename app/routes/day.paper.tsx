import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { LinkButton } from '~/components/ui/button';
import { DayPaper } from '~/components/visits/day-paper';
import { isCivilDate } from '~/domain/calendar';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { printDay } from '~/services/visits.server';

export const handle: Handle = { title: (m) => m.visits.paper.title, paper: true };

export const loader = signedInLoader(({ ctx, url }) => {
  const asked = url.searchParams.get('on') ?? '';
  return printDay(ctx, isCivilDate(asked) ? asked : ctx.today);
});

export default function DayOnPaper() {
  const paper = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <nav className="p-4 print:hidden" aria-label={m.frame.breadcrumb}><LinkButton href={`/day?on=${paper.on}`}>{m.visits.paper.back}</LinkButton></nav>
      <main id="main"><DayPaper {...paper} /></main>
    </>
  );
}
