import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ScheduleForm } from '~/components/assessments/schedule-form';
import { PageHead } from '~/components/ui/page';
import { assessmentChange } from '~/domain/assessments';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openSchedule, rescheduleAssessment } from '~/services/assessments.server';

export const handle: Handle = { title: (m) => m.assessments.edit.title };

export const loader = signedInLoader(async ({ ctx, param }) => ({ ...(await openSchedule(ctx, param('assessmentId'))), today: ctx.today }));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, assessmentChange);
  if (!form.ok) {
    await openSchedule(ctx, param('assessmentId'));
    return form.answer;
  }
  await rescheduleAssessment(ctx, param('assessmentId'), form.value);
  return goTo(`/assessments/${param('assessmentId')}`);
});

export default function EditAssessment() {
  const { id, head, colleagues, session, team, today } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.assessments.edit;
  return (
    <>
      <PageHead
        title={words.title}
        meta={`${head.name}, ${head.birthYear}`}
        breadcrumb={[{ label: m.frame.nav.today, href: '/today' }, { label: head.name, href: `/assessments/${id}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <ScheduleForm colleagues={colleagues} session={session} team={team} from={session.sessionOn < today ? session.sessionOn : today} submit={words.submit} />
    </>
  );
}
