import { useLoaderData } from '@remix-run/react';
import { ConclusionHead } from '~/components/conclusions/conclusion-head';
import { ConclusionSheet } from '~/components/conclusions/conclusion-sheet';
import { QuorumNotice, Signatures } from '~/components/conclusions/signatures';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary, useProblem } from '~/components/frame/problem';
import { Send } from '~/components/frame/send';
import { DeclinedStill } from '~/components/meetings/subject-words';
import { Actions, Button, LinkButton } from '~/components/ui/button';
import { Card, Columns, Stack } from '~/components/ui/card';
import { Checkbox } from '~/components/ui/choice';
import { Hidden } from '~/components/ui/field';
import { Notice } from '~/components/ui/notice';
import { issueForm } from '~/domain/conclusions';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openConclusion } from '~/services/conclusion-sheets.server';
import { issueConclusion } from '~/services/conclusion-signatures.server';

export const handle: Handle = { title: (m) => m.conclusions.issuing.title };

export const loader = signedInLoader(({ ctx, param }) => openConclusion(ctx, param('conclusionId'), 'issue'));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const id = param('conclusionId');
  const form = parseForm(typed, issueForm);
  if (!form.ok) {
    await openConclusion(ctx, id, 'issue');
    return form.answer;
  }
  await issueConclusion(ctx, id, form.value);
  return goTo(`/conclusions/${id}`);
});

export default function IssueConclusion() {
  const conclusion = useLoaderData<typeof loader>();
  const { m } = useWords();
  const { typed } = useProblem();
  const words = m.conclusions.issuing;
  const { can, declined, id, quorum, team, text, version } = conclusion;
  return (
    <>
      <ConclusionHead conclusion={conclusion} step={words.title} />
      <Columns
        main={
          <>
            <ProblemSummary labels={{ withoutEnd: words.withoutEnd }} />
            <Notice kind="watch">{words.lead}</Notice>
            {declined.length > 0 && <DeclinedStill subjects={declined} />}
            <Card>
              <Stack>
                <ConclusionSheet text={text} />
              </Stack>
            </Card>
            {can.issue && (
              <Send className="form">
                <Hidden name="version" value={version} />
                {text.validUntil === null && (
                  <Checkbox id="withoutEnd" label={words.withoutEnd} hint={words.withoutEndHint} defaultChecked={typed('withoutEnd') === 'yes'} />
                )}
                <Actions>
                  <Button kind="main">{words.submit}</Button>
                  <LinkButton kind="quiet" href={`/conclusions/${id}`}>{m.frame.back}</LinkButton>
                </Actions>
              </Send>
            )}
          </>
        }
        aside={
          <>
            {quorum && <QuorumNotice quorum={quorum} outdated={team.some((part) => part.state === 'outdated')} editHref={can.edit ? `/conclusions/${id}/edit` : null} />}
            <Signatures team={team} />
          </>
        }
      />
    </>
  );
}
