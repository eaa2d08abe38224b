import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary } from '~/components/frame/problem';
import { Send } from '~/components/frame/send';
import { MeetingHead } from '~/components/meetings/meeting-head';
import { MeetingSheet } from '~/components/meetings/meeting-sheet';
import { Actions, Button, LinkButton } from '~/components/ui/button';
import { Card, Stack } from '~/components/ui/card';
import { Hidden } from '~/components/ui/field';
import { Notice } from '~/components/ui/notice';
import { closingForm } from '~/domain/meetings';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { closeMeeting, openMeeting } from '~/services/meetings.server';

export const handle: Handle = { title: (m) => m.meetings.closing.title };

export const loader = signedInLoader(({ ctx, param }) => openMeeting(ctx, param('assessmentId'), 'closing'));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const id = param('assessmentId');
  const form = parseForm(typed, closingForm);
  if (!form.ok) {
    await openMeeting(ctx, id, 'closing');
    return form.answer;
  }
  await closeMeeting(ctx, id, form.value);
  return goTo(`/assessments/${id}/meeting`);
});

export default function CloseMinutes() {
  const meeting = useLoaderData<typeof loader>();
  const { m, fill } = useWords();
  const words = m.meetings.closing;
  const { assessmentId, minutes, participants, subjects, waiting } = meeting;
  return (
    <Stack>
      <MeetingHead meeting={meeting} step={words.title} />
      <ProblemSummary />
      {!minutes && <Notice kind="readonly">{m.meetings.notBegun}</Notice>}
      {minutes && (
        <>
          {waiting?.whyNot ? (
            <Notice kind="needs">{fill(m.refusals[waiting.whyNot], { missing: waiting.opinionsMissing })}</Notice>
          ) : (
            <p className="max-w-reading">{waiting ? words.lead : m.refusals['meeting.wrong-state']}</p>
          )}
          <Card>
            <Stack>
              <MeetingSheet minutes={minutes} participants={participants} subjects={subjects} />
            </Stack>
          </Card>
          <Send>
            <Hidden name="version" value={minutes.version} />
            <Actions>
              {waiting?.whyNot === null && <Button kind="main">{words.submit}</Button>}
              <LinkButton kind="quiet" href={`/assessments/${assessmentId}/meeting`}>{m.frame.back}</LinkButton>
            </Actions>
          </Send>
        </>
      )}
    </Stack>
  );
}
