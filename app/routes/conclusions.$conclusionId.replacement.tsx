import { useLoaderData } from '@remix-run/react';
import { ConclusionHead } from '~/components/conclusions/conclusion-head';
import { ConclusionSheet } from '~/components/conclusions/conclusion-sheet';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary } from '~/components/frame/problem';
import { Send } from '~/components/frame/send';
import { Actions, Button, LinkButton } from '~/components/ui/button';
import { Card, Stack } from '~/components/ui/card';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openConclusion } from '~/services/conclusion-sheets.server';
import { replaceConclusion } from '~/services/conclusions.server';

export const handle: Handle = { title: (m) => m.conclusions.replacing.title };

export const loader = signedInLoader(({ ctx, param }) => openConclusion(ctx, param('conclusionId'), 'replacement'));

export const action = signedInAction(async ({ ctx, param }) => goTo(`/conclusions/${await replaceConclusion(ctx, param('conclusionId'))}/edit`));

export default function ReplaceConclusion() {
  const conclusion = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.conclusions.replacing;
  const { can, id, text } = conclusion;
  return (
    <>
      <ConclusionHead conclusion={conclusion} step={words.title} />
      <Stack>
        <ProblemSummary />
        <p className="max-w-reading">{words.lead}</p>
        {can.replace && (
          <Send>
            <Actions>
              <Button kind="main">{words.submit}</Button>
              <LinkButton kind="quiet" href={`/conclusions/${id}`}>{m.frame.back}</LinkButton>
            </Actions>
          </Send>
        )}
        <Card>
          <Stack>
            <ConclusionSheet text={text} />
          </Stack>
        </Card>
      </Stack>
    </>
  );
}
