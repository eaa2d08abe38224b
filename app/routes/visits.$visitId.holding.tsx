import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary } from '~/components/frame/problem';
import { Send } from '~/components/frame/send';
import { Button } from '~/components/ui/button';
import { Hidden } from '~/components/ui/field';
import { VisitStepHead } from '~/components/visits/visit-step-head';
import { visitHolding } from '~/domain/visits';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { holdVisit, openVisit } from '~/services/visits.server';

export const handle: Handle = { title: (m) => m.visits.day.hold };

export const loader = signedInLoader(({ ctx, param }) => openVisit(ctx, param('visitId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, visitHolding);
  if (!form.ok) {
    await openVisit(ctx, param('visitId'));
    return form.answer;
  }
  const on = await holdVisit(ctx, param('visitId'), form.value.version);
  return goTo(`/day?on=${on}`);
});

export default function Holding() {
  const { visit, request } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.visits.day;
  return (
    <>
      <VisitStepHead title={words.hold} visit={visit} request={request} />
      <ProblemSummary />
      <Send className="form">
        <Hidden name="version" value={visit.version} />
        <Button kind="main">{words.hold}</Button>
      </Send>
    </>
  );
}
