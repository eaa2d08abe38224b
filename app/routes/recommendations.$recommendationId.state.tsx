import { useLoaderData } from '@remix-run/react';
import { ChildPageHead } from '~/components/children/child-page-head';
import type { Handle } from '~/components/frame/handle';
import { LineWords } from '~/components/recommendations/recommendations-sheet';
import { StateForm } from '~/components/recommendations/state-form';
import { Card } from '~/components/ui/card';
import { Notice } from '~/components/ui/notice';
import { stateDraft } from '~/domain/recommendations';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openRecommendation, trackRecommendation } from '~/services/recommendations.server';

export const handle: Handle = { title: (m) => m.recommendations.tracking.title };

export const loader = signedInLoader(({ ctx, param }) => openRecommendation(ctx, param('recommendationId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const id = param('recommendationId');
  await openRecommendation(ctx, id);
  const form = parseForm(typed, stateDraft);
  if (!form.ok) return form.answer;
  const childId = await trackRecommendation(ctx, id, form.value);
  return goTo(`/children/${childId}/recommendations`);
});

export default function RecommendationState() {
  const { child, line, version, number, issuedOn, isCurrent } = useLoaderData<typeof loader>();
  const { m, fill, day } = useWords();
  const words = m.recommendations;
  const back = `/children/${child.id}/recommendations`;
  return (
    <>
      <ChildPageHead head={child} title={words.tracking.title} lead={<a href={back}>{fill(words.conclusion, { number, day: day(issuedOn) })}</a>} />
      <div className="mb-4 max-w-reading"><Card><p><LineWords line={line} /></p></Card></div>
      {isCurrent ? (
        <StateForm state={line.state} reason={line.reason} interim={line.interim} awaitsPlace={line.awaitsPlace} version={version} back={back} />
      ) : (
        <Notice kind="readonly">{words.tracking.replaced}</Notice>
      )}
    </>
  );
}
