import { useLoaderData } from '@remix-run/react';
import { PmpcToday } from '~/components/assessments/pmpc-today';
import type { Handle } from '~/components/frame/handle';
import { SchoolToday } from '~/components/progress/school-today';
import { PageHead } from '~/components/ui/page';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { pmpcToday } from '~/services/assessments.server';
import { schoolToday } from '~/services/today.server';

export const handle: Handle = { title: (m) => m.frame.nav.today };

export const loader = signedInLoader(async ({ ctx }) => {
  const { today } = ctx;
  switch (ctx.actor.role) {
    case 'pmpc_specialist':
      return { today, school: null, pmpc: { ...(await pmpcToday(ctx)), own: true } };
    case 'pmpc_coordinator':
      return { today, school: null, pmpc: { ...(await pmpcToday(ctx)), own: false } };
    default:
      return { today, pmpc: null, school: await schoolToday(ctx) };
  }
});

export default function Today() {
  const { today, school, pmpc } = useLoaderData<typeof loader>();
  const { m, day, weekday } = useWords();
  if (school) return <SchoolToday {...school} />;
  return (
    <>
      <PageHead title={m.frame.nav.today} meta={`${day(today)}, ${weekday(today)}`} />
      {pmpc && <PmpcToday {...pmpc} />}
    </>
  );
}
