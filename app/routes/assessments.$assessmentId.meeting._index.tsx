import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { MeetingHead } from '~/components/meetings/meeting-head';
import { MeetingSheet } from '~/components/meetings/meeting-sheet';
import { LinkButton } from '~/components/ui/button';
import { Card, Columns, Stack } from '~/components/ui/card';
import { EmptyState } from '~/components/ui/list';
import { Notice } from '~/components/ui/notice';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openMeeting } from '~/services/meetings.server';

export const handle: Handle = { title: (m) => m.meetings.title };

export const loader = signedInLoader(({ ctx, param }) => openMeeting(ctx, param('assessmentId')));

export default function Meeting() {
  const meeting = useLoaderData<typeof loader>();
  const { m, count, fill } = useWords();
  const words = m.meetings;
  const { assessmentId, can, conclusionId, minutes, participants, subjects, waiting } = meeting;
  const base = `/assessments/${assessmentId}/meeting`;
  const own = participants.find(({ isMe }) => isMe);
  const actions = (
    <>
      {can.close && waiting?.whyNot === null && <LinkButton kind="main" href={`${base}/closing`}>{words.close}</LinkButton>}
      {can.speak && <LinkButton kind={own?.opinion ? 'plain' : 'main'} href={`${base}/opinion`}>{own?.opinion ? words.changeOpinion : words.ownOpinion}</LinkButton>}
      {can.record && minutes && <LinkButton href={`${base}/edit`}>{words.edit}</LinkButton>}
    </>
  );
  return (
    <>
      <MeetingHead meeting={meeting} actions={actions} />
      <Columns
        main={
          minutes ? (
            <>
              {minutes.state === 'closed' && <Notice kind="readonly">{fill(words.closed, { name: minutes.closedBy ?? '' })}</Notice>}
              <Card watermark={minutes.state === 'draft' ? m.conclusions.paper.draft : undefined}>
                <Stack>
                  <MeetingSheet minutes={minutes} participants={participants} subjects={subjects} />
                </Stack>
              </Card>
            </>
          ) : (
            <EmptyState title={words.notBegun} text={words.lead} action={can.record && <LinkButton kind={can.speak ? 'plain' : 'main'} href={`${base}/edit`}>{words.begin}</LinkButton>} />
          )
        }
        aside={
          <>
            {waiting?.whyNot && (
              <Notice kind="needs">
                <p>{waiting.whyNot === 'meeting.opinions-missing' ? count(waiting.opinionsMissing, words.closing.waiting) : m.refusals[waiting.whyNot]}</p>
              </Notice>
            )}
            <ul className="grid gap-2">
              {minutes && <li><a href={`${base}/paper?language=kk`}>{words.printKk}</a></li>}
              {minutes && <li><a href={`${base}/paper?language=ru`}>{words.printRu}</a></li>}
              {conclusionId && <li><a href={`/conclusions/${conclusionId}`}>{words.toConclusion}</a></li>}
              <li><a href={`/assessments/${assessmentId}`}>{words.toAssessment}</a></li>
            </ul>
          </>
        }
      />
    </>
  );
}
