import { useLoaderData } from '@remix-run/react';
import { VoidingStep } from '~/components/conclusions/voiding-step';
import type { Handle } from '~/components/frame/handle';
import { voidingAnswer } from '~/domain/conclusions';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { confirmVoiding, openVoiding } from '~/services/conclusion-voidings.server';

export const handle: Handle = { title: (m) => m.conclusions.voiding.confirmTitle };

export const loader = signedInLoader(({ ctx, param }) => openVoiding(ctx, param('voidingId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, voidingAnswer);
  if (!form.ok) {
    await openVoiding(ctx, param('voidingId'));
    return form.answer;
  }
  return goTo(`/conclusions/${await confirmVoiding(ctx, param('voidingId'), form.value)}`);
});

export default function ConfirmVoiding() {
  const voiding = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.conclusions.voiding;
  const { id, mine, whyNot } = voiding;
  return (
    <VoidingStep
      voiding={voiding}
      title={words.confirmTitle}
      lead={words.confirmLead}
      button={words.confirm}
      whyNot={mine && whyNot === 'needs-second-person' ? words.own : whyNot && m.refusals[whyNot]}
      other={whyNot === null || mine ? { href: `/voidings/${id}/dropping`, label: words.dropTitle } : undefined}
    />
  );
}
