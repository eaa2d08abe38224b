import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary } from '~/components/frame/problem';
import { MeetingHead } from '~/components/meetings/meeting-head';
import { MinutesForm } from '~/components/meetings/minutes-form';
import { Notice } from '~/components/ui/notice';
import { minutesDraft } from '~/domain/meetings';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openMeeting, saveMinutes } from '~/services/meetings.server';

export const handle: Handle = { title: (m) => m.meetings.title };

export const loader = signedInLoader(({ ctx, param }) => openMeeting(ctx, param('assessmentId'), 'recording'));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const id = param('assessmentId');
  const form = parseForm(typed, minutesDraft);
  if (!form.ok || form.value.heldOn > ctx.today) await openMeeting(ctx, id, 'recording');
  if (!form.ok) return form.answer;
  if (form.value.heldOn > ctx.today) return data({ fields: { heldOn: 'field.in-the-future' as const }, typed }, { status: 422 });
  await saveMinutes(ctx, id, form.value);
  return goTo(`/assessments/${id}/meeting`);
});

export default function EditMinutes() {
  const meeting = useLoaderData<typeof loader>();
  const { m } = useWords();
  const { assessmentId, can, minutes, subjects, today } = meeting;
  return (
    <>
      <MeetingHead meeting={meeting} step={minutes ? m.meetings.edit : m.meetings.begin} />
      {can.record ? (
        <MinutesForm assessmentId={assessmentId} minutes={minutes} subjects={subjects} today={today} />
      ) : (
        <>
          <ProblemSummary />
          <Notice kind="readonly">{m.refusals['meeting.wrong-state']}</Notice>
        </>
      )}
    </>
  );
}
