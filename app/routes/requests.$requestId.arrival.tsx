import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ArrivalChoice } from '~/components/requests/arrival-choice';
import { ArrivalForm } from '~/components/requests/arrival-form';
import { RequestPageHead } from '~/components/requests/request-page-head';
import { LinkButton } from '~/components/ui/button';
import { Notice } from '~/components/ui/notice';
import { iinDiffers } from '~/domain/children';
import type { Reason } from '~/domain/refusal';
import { knownArrival, newArrival, whyNotOfAge, type KnownArrival, type NewArrival } from '~/domain/requests';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { arrive, findArrival, startArrival } from '~/services/arrivals.server';

export const handle: Handle = { title: (m) => m.requests.arrival.title };

export const loader = signedInLoader(async ({ ctx, param, url }) => {
  const choice = url.searchParams.get('child');
  if (choice) return { step: 'form' as const, ...(await startArrival(ctx, param('requestId'), choice)) };
  const q = (url.searchParams.get('q') ?? '').slice(0, 100);
  return { step: 'choice' as const, ...(await findArrival(ctx, param('requestId'), q)) };
});

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const isNew = typed.childId?.[0] === 'new';
  const form = isNew ? parseForm(typed, newArrival) : parseForm(typed, knownArrival);
  if (!form.ok) {
    await startArrival(ctx, param('requestId'), 'new');
    return form.answer;
  }
  const wrong = wrongIn(form.value, ctx.today);
  if (wrong) {
    await startArrival(ctx, param('requestId'), 'new');
    return data({ ...wrong, typed }, { status: 422 });
  }
  await arrive(ctx, param('requestId'), form.value);
  return goTo(`/requests/${param('requestId')}`);
});

function wrongIn(draft: KnownArrival | NewArrival, today: string): { fields: Record<string, Reason> } | { warned: true } | null {
  if (draft.agreedOn > today) return { fields: { agreedOn: 'field.in-the-future' } };
  if (!('surname' in draft)) return null;
  const birthDate = whyNotOfAge(draft.birthDate, today);
  if (birthDate) return { fields: { birthDate } };
  return iinDiffers(draft) ? { warned: true } : null;
}

export default function Arrival() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { m } = useWords();
  const words = m.requests.arrival;
  return (
    <>
      <RequestPageHead head={page.head} title={words.title} lead={words.lead} />
      {page.whyNot ? (
        <Notice kind="readonly" action={<LinkButton href={`/requests/${page.head.id}`}>{m.frame.back}</LinkButton>}>{m.refusals[page.whyNot]}</Notice>
      ) : page.step === 'choice' ? (
        <ArrivalChoice requestId={page.head.id} q={page.q} candidates={page.candidates} />
      ) : (
        <ArrivalForm {...page} requestId={page.head.id} warned={answer !== undefined && 'warned' in answer} />
      )}
    </>
  );
}
