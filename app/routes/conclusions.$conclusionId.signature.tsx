import { useLoaderData } from '@remix-run/react';
import { ConclusionHead } from '~/components/conclusions/conclusion-head';
import { ConclusionSheet } from '~/components/conclusions/conclusion-sheet';
import { ReadAndNow } from '~/components/conclusions/read-and-now';
import { Signatures } from '~/components/conclusions/signatures';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary, useConflict, useProblem } from '~/components/frame/problem';
import { Send } from '~/components/frame/send';
import { Actions, Button, LinkButton } from '~/components/ui/button';
import { Card, Stack } from '~/components/ui/card';
import { Hidden } from '~/components/ui/field';
import { signatureForm, textRead } from '~/domain/conclusions';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openConclusion } from '~/services/conclusion-sheets.server';
import { signConclusion } from '~/services/conclusion-signatures.server';

export const handle: Handle = { title: (m) => m.conclusions.signing.title };

export const loader = signedInLoader(({ ctx, param }) => openConclusion(ctx, param('conclusionId'), 'signature'));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const id = param('conclusionId');
  const form = parseForm(typed, signatureForm);
  if (!form.ok) {
    await openConclusion(ctx, id, 'signature');
    return form.answer;
  }
  await signConclusion(ctx, id, form.value);
  return goTo(`/conclusions/${id}`);
});

export default function SignConclusion() {
  const conclusion = useLoaderData<typeof loader>();
  const { m, fill } = useWords();
  const words = m.conclusions.signing;
  const { typed } = useProblem();
  const { can, id, team, text, version } = conclusion;
  const read = useConflict() ? textRead(typed('read')) : null;
  return (
    <Stack>
      <ConclusionHead conclusion={conclusion} step={words.title} />
      <ProblemSummary />
      {read && <ReadAndNow read={read} now={text} />}
      <p className="max-w-reading">{fill(words.lead, { version })}</p>
      <Card>
        <Stack>
          <ConclusionSheet text={text} />
        </Stack>
      </Card>
      <Signatures team={team} />
      <Send>
        <Hidden name="version" value={version} />
        <Hidden name="read" value={JSON.stringify(text)} />
        <Actions>
          {can.sign && <Button kind="main">{read ? words.again : words.submit}</Button>}
          <LinkButton kind="quiet" href={`/conclusions/${id}`}>{m.frame.back}</LinkButton>
        </Actions>
      </Send>
    </Stack>
  );
}
