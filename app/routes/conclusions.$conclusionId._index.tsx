import { useLoaderData } from '@remix-run/react';
import { ConclusionHead } from '~/components/conclusions/conclusion-head';
import { ConclusionSheet } from '~/components/conclusions/conclusion-sheet';
import { QuorumNotice, Signatures } from '~/components/conclusions/signatures';
import { VoidingAsked } from '~/components/conclusions/voiding-asked';
import type { Handle } from '~/components/frame/handle';
import { Aftermath } from '~/components/handovers/family-answers';
import { DeclinedStill } from '~/components/meetings/subject-words';
import { LinkButton } from '~/components/ui/button';
import { Card, Columns, Stack } from '~/components/ui/card';
import { Notice } from '~/components/ui/notice';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openConclusion } from '~/services/conclusion-sheets.server';
import { openAftermath } from '~/services/family-answers.server';

export const handle: Handle = { title: (m) => m.conclusions.one };

export const loader = signedInLoader(async ({ ctx, param }) => ({
  conclusion: await openConclusion(ctx, param('conclusionId')),
  aftermath: await openAftermath(ctx, param('conclusionId')),
  isParent: ctx.actor.role === 'parent',
}));

export default function Conclusion() {
  const { conclusion, aftermath, isParent } = useLoaderData<typeof loader>();
  const { m, day, fill } = useWords();
  const words = m.conclusions.page;
  const { id, assessmentId, can, declined, extractId, quorum, replacedBy, replaces, state, team, text, void: voided, voiding } = conclusion;
  const base = `/conclusions/${id}`;
  const actions = (
    <>
      {can.issue && <LinkButton kind={quorum?.whyNot ? 'plain' : 'main'} href={`${base}/issue`}>{words.issue}</LinkButton>}
      {can.sign && <LinkButton kind="main" href={`${base}/signature`}>{words.sign}</LinkButton>}
      {can.share && <LinkButton kind={isParent ? 'main' : 'plain'} href={`${base}/sharing`}>{isParent ? words.share : words.shareOnPaper}</LinkButton>}
      {isParent && <LinkButton href={`${base}/family`}>{m.copies.open}</LinkButton>}
      {can.edit && <LinkButton href={`${base}/edit`}>{words.edit}</LinkButton>}
      {can.replace && <LinkButton kind="main" href={`${base}/replacement`}>{words.replace}</LinkButton>}
    </>
  );
  return (
    <>
      <ConclusionHead conclusion={conclusion} actions={actions} />
      <Columns
        main={
          <>
            {state === 'void' && (
              <Notice kind="late" title={words.void} action={replacedBy && <a href={`/conclusions/${replacedBy}`}>{words.replacedBy}</a>}>
                {voided && <p className="whitespace-pre-line">{fill(words.voidReason, { day: day(voided.on), reason: voided.reason })}</p>}
              </Notice>
            )}
            {voiding && <VoidingAsked voiding={voiding} />}
            {replaces !== null && <Notice>{fill(words.replaces, { number: replaces })}</Notice>}
            {declined.length > 0 && <DeclinedStill subjects={declined} />}
            {state === 'draft' && <Notice kind="readonly">{words.draft}</Notice>}
            {state === 'issued' && <Notice kind={isParent ? 'info' : 'readonly'}>{isParent ? words.parentLead : words.issued}</Notice>}
            <Card watermark={state === 'draft' ? m.conclusions.paper.draft : undefined}>
              <Stack>
                <ConclusionSheet text={text} />
              </Stack>
            </Card>
            {aftermath && <Aftermath conclusionId={id} {...aftermath} isParent={isParent} />}
          </>
        }
        aside={
          <>
            {quorum && <QuorumNotice quorum={quorum} outdated={team.some((part) => part.state === 'outdated')} editHref={can.edit ? `${base}/edit` : null} />}
            <Signatures team={team} />
            <ul className="grid gap-2">
              {can.extract && extractId && <li><a href={`/extracts/${extractId}`}>{words.extract}</a></li>}
              {state !== 'draft' && !isParent && <li><a href={`${base}/family`}>{m.copies.open}</a></li>}
              <li><a href={`${base}/paper?language=kk`}>{words.printKk}</a></li>
              <li><a href={`${base}/paper?language=ru`}>{words.printRu}</a></li>
              <li><a href={`${base}/pdf?language=kk`}>{m.checks.pdf.kk}</a></li>
              <li><a href={`${base}/pdf?language=ru`}>{m.checks.pdf.ru}</a></li>
            </ul>
            <ul className="grid gap-2">
              {can.recommendations && <li><a href={`/children/${conclusion.child.id}/recommendations`}>{m.recommendations.title}</a></li>}
              {can.transfer && <li><a href={`/children/${conclusion.child.id}/transfer`}>{m.consents.transfer.link}</a></li>}
              {can.meeting && <li><a href={`/assessments/${assessmentId}/meeting`}>{words.meeting}</a></li>}
              <li><a href={`/children/${conclusion.child.id}`}>{words.toChild}</a></li>
              {can.void && <li><a href={`${base}/voiding`}>{words.askVoid}</a></li>}
            </ul>
          </>
        }
      />
    </>
  );
}
