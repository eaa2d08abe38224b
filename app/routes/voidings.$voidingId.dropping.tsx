import { useLoaderData } from '@remix-run/react';
import { VoidingStep } from '~/components/conclusions/voiding-step';
import type { Handle } from '~/components/frame/handle';
import { voidingAnswer } from '~/domain/conclusions';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { dropVoiding, openVoiding } from '~/services/conclusion-voidings.server';

export const handle: Handle = { title: (m) => m.conclusions.voiding.dropTitle };

export const loader = signedInLoader(({ ctx, param }) => openVoiding(ctx, param('voidingId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, voidingAnswer);
  if (!form.ok) {
    await openVoiding(ctx, param('voidingId'));
    return form.answer;
  }
  return goTo(`/conclusions/${await dropVoiding(ctx, param('voidingId'))}`);
});

export default function DropVoiding() {
  const voiding = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.conclusions.voiding;
  const isOver = voiding.whyNot !== null && voiding.whyNot !== 'needs-second-person';
  return <VoidingStep voiding={voiding} title={words.dropTitle} lead={words.dropLead} button={words.drop} whyNot={isOver ? m.refusals['conclusion.voiding-over'] : null} />;
}
