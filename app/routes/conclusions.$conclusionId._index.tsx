import { useLoaderData } from '@remix-run/react';
import { ConclusionHead } from '~/components/conclusions/conclusion-head';
import { ConclusionSheet } from '~/components/conclusions/conclusion-sheet';
import { QuorumNotice, Signatures } from '~/components/conclusions/signatures';
import type { Handle } from '~/components/frame/handle';
import { LinkButton } from '~/components/ui/button';
import { Card, Columns, Stack } from '~/components/ui/card';
import { Notice } from '~/components/ui/notice';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openConclusion } from '~/services/conclusions.server';

export const handle: Handle = { title: (m) => m.conclusions.one };

export const loader = signedInLoader(async ({ ctx, param }) => ({
  conclusion: await openConclusion(ctx, param('conclusionId')),
  isParent: ctx.actor.role === 'parent',
}));

export default function Conclusion() {
  const { conclusion, isParent } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.conclusions.page;
  const { id, can, extractId, quorum, state, team, text } = conclusion;
  const base = `/conclusions/${id}`;
  const actions = (
    <>
      {can.issue && <LinkButton kind={quorum?.whyNot ? 'plain' : 'main'} href={`${base}/issue`}>{words.issue}</LinkButton>}
      {can.sign && <LinkButton kind="main" href={`${base}/signature`}>{words.sign}</LinkButton>}
      {can.share && <LinkButton kind="main" href={`${base}/sharing`}>{isParent ? words.share : words.shareOnPaper}</LinkButton>}
      {can.edit && <LinkButton href={`${base}/edit`}>{words.edit}</LinkButton>}
    </>
  );
  return (
    <>
      <ConclusionHead conclusion={conclusion} actions={actions} />
      <Columns
        main={
          <>
            {state === 'void' && <Notice kind="late">{words.void}</Notice>}
            {state === 'draft' && <Notice kind="readonly">{words.draft}</Notice>}
            {state === 'issued' && <Notice kind={isParent ? 'info' : 'readonly'}>{isParent ? words.parentLead : words.issued}</Notice>}
            <Card watermark={state === 'draft' ? m.conclusions.paper.draft : undefined}>
              <Stack>
                <ConclusionSheet text={text} />
              </Stack>
            </Card>
          </>
        }
        aside={
          <>
            {quorum && <QuorumNotice quorum={quorum} outdated={team.some((part) => part.state === 'outdated')} editHref={can.edit ? `${base}/edit` : null} />}
            <Signatures team={team} />
            <ul className="grid gap-2">
              {can.extract && extractId && <li><a href={`/extracts/${extractId}`}>{words.extract}</a></li>}
              <li><a href={`${base}/paper?language=kk`}>{words.printKk}</a></li>
              <li><a href={`${base}/paper?language=ru`}>{words.printRu}</a></li>
              <li><a href={`/children/${conclusion.child.id}`}>{words.toChild}</a></li>
            </ul>
          </>
        }
      />
    </>
  );
}
