import { useLoaderData } from '@remix-run/react';
import { ConclusionHead } from '~/components/conclusions/conclusion-head';
import { VoidingAsked } from '~/components/conclusions/voiding-asked';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary, useProblem } from '~/components/frame/problem';
import { Send } from '~/components/frame/send';
import { Actions, Button, LinkButton } from '~/components/ui/button';
import { Stack } from '~/components/ui/card';
import { Hidden, TextArea } from '~/components/ui/field';
import { Notice } from '~/components/ui/notice';
import { voidingForm } from '~/domain/conclusions';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openConclusion } from '~/services/conclusion-sheets.server';
import { askVoiding } from '~/services/conclusion-voidings.server';

export const handle: Handle = { title: (m) => m.conclusions.voiding.title };

export const loader = signedInLoader(({ ctx, param }) => openConclusion(ctx, param('conclusionId'), 'voiding'));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const id = param('conclusionId');
  const form = parseForm(typed, voidingForm);
  if (!form.ok) {
    await openConclusion(ctx, id, 'voiding');
    return form.answer;
  }
  await askVoiding(ctx, id, form.value);
  return goTo(`/conclusions/${id}`);
});

export default function AskVoiding() {
  const conclusion = useLoaderData<typeof loader>();
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.conclusions.voiding;
  const { can, id, state, version, voiding } = conclusion;
  return (
    <>
      <ConclusionHead conclusion={conclusion} step={words.title} />
      <Stack>
        <ProblemSummary labels={{ reason: words.reason }} />
        {voiding && <VoidingAsked voiding={voiding} />}
        {state === 'void' && <Notice kind="readonly">{m.conclusions.page.void}</Notice>}
        {can.void && (
          <>
            <Notice kind="watch">{words.lead}</Notice>
            <Send className="form">
              <Hidden name="version" value={version} />
              <TextArea id="reason" label={words.reason} hint={words.reasonHint} error={error('reason')} defaultValue={typed('reason')} />
              <Actions>
                <Button kind="danger">{words.submit}</Button>
                <LinkButton kind="quiet" href={`/conclusions/${id}`}>{m.frame.back}</LinkButton>
              </Actions>
            </Send>
          </>
        )}
      </Stack>
    </>
  );
}
