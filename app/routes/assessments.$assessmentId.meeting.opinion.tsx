import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary } from '~/components/frame/problem';
import { MeetingHead } from '~/components/meetings/meeting-head';
import { OpinionForm } from '~/components/meetings/opinion-form';
import { Notice } from '~/components/ui/notice';
import { opinionForm } from '~/domain/meetings';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openMeeting, writeOpinion } from '~/services/meetings.server';

export const handle: Handle = { title: (m) => m.meetings.ownOpinion };

export const loader = signedInLoader(({ ctx, param }) => openMeeting(ctx, param('assessmentId'), 'opinion'));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const id = param('assessmentId');
  const form = parseForm(typed, opinionForm);
  if (!form.ok) {
    await openMeeting(ctx, id, 'opinion');
    return form.answer;
  }
  await writeOpinion(ctx, id, form.value);
  return goTo(`/assessments/${id}/meeting`);
});

export default function OwnOpinion() {
  const meeting = useLoaderData<typeof loader>();
  const { m } = useWords();
  const { assessmentId, can, minutes, participants } = meeting;
  const own = participants.find(({ isMe }) => isMe);
  return (
    <>
      <MeetingHead meeting={meeting} step={m.meetings.ownOpinion} />
      {can.speak ? (
        <OpinionForm assessmentId={assessmentId} opinion={own?.opinion ?? null} words={own?.words ?? ''} />
      ) : (
        <>
          <ProblemSummary />
          <Notice kind="readonly">{minutes ? m.refusals['meeting.wrong-state'] : m.meetings.notBegun}</Notice>
        </>
      )}
    </>
  );
}
