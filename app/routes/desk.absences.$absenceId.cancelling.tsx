import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary } from '~/components/frame/problem';
import { Send } from '~/components/frame/send';
import { Button } from '~/components/ui/button';
import { PageHead } from '~/components/ui/page';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { cancelAbsence, openAbsence } from '~/services/desk.server';

export const handle: Handle = { title: (m) => m.desk.absences.cancelTitle };

export const loader = signedInLoader(({ ctx, param }) => openAbsence(ctx, param('absenceId')));

export const action = signedInAction(async ({ ctx, param }) => {
  await cancelAbsence(ctx, param('absenceId'));
  return goTo(`/desk/absences/${param('absenceId')}`);
});

export default function CancellingAbsence() {
  const { absence } = useLoaderData<typeof loader>();
  const { m, day, fill } = useWords();
  const words = m.desk.absences;
  return (
    <>
      <PageHead
        title={words.cancelTitle}
        meta={<>{absence.name}, {fill(words.days, { from: day(absence.firstDay), to: day(absence.lastDay) })}<p>{words.cancelLead}</p></>}
        breadcrumb={[{ label: m.desk.title, href: '/desk' }, { label: absence.name, href: `/desk/absences/${absence.id}` }, { label: words.cancelTitle }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <ProblemSummary />
      <Send className="form">
        <Button kind="main">{words.cancel}</Button>
      </Send>
    </>
  );
}
