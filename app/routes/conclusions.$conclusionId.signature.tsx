import { useLoaderData } from '@remix-run/react';
import { ConclusionHead } from '~/components/conclusions/conclusion-head';
import { ConclusionSheet } from '~/components/conclusions/conclusion-sheet';
import { Signatures } from '~/components/conclusions/signatures';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary } from '~/components/frame/problem';
import { Send } from '~/components/frame/send';
import { Actions, Button, LinkButton } from '~/components/ui/button';
import { Card, Stack } from '~/components/ui/card';
import { Hidden } from '~/components/ui/field';
import { signatureForm } from '~/domain/conclusions';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openConclusion, signConclusion } from '~/services/conclusions.server';

export const handle: Handle = { title: (m) => m.conclusions.signing.title };

export const loader = signedInLoader(({ ctx, param }) => openConclusion(ctx, param('conclusionId'), 'signature'));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const id = param('conclusionId');
  const form = parseForm(typed, signatureForm);
  if (!form.ok) return form.answer;
  await signConclusion(ctx, id, form.value);
  return goTo(`/conclusions/${id}`);
});

export default function SignConclusion() {
  const conclusion = useLoaderData<typeof loader>();
  const { m, fill } = useWords();
  const words = m.conclusions.signing;
  const { can, id, team, text, version } = conclusion;
  return (
    <Stack>
      <ConclusionHead conclusion={conclusion} step={words.title} />
      <ProblemSummary />
      <p className="max-w-reading">{fill(words.lead, { version })}</p>
      <Card>
        <Stack>
          <ConclusionSheet text={text} />
        </Stack>
      </Card>
      <Signatures team={team} />
      <Send>
        <Hidden name="version" value={version} />
        <Actions>
          {can.sign && <Button kind="main">{words.submit}</Button>}
          <LinkButton kind="quiet" href={`/conclusions/${id}`}>{m.frame.back}</LinkButton>
        </Actions>
      </Send>
    </Stack>
  );
}
