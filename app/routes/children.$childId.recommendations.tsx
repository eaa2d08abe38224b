import { useLoaderData } from '@remix-run/react';
import { ChildPageHead } from '~/components/children/child-page-head';
import type { Handle } from '~/components/frame/handle';
import { RecommendationsSheet } from '~/components/recommendations/recommendations-sheet';
import { LinkButton } from '~/components/ui/button';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { listRecommendations } from '~/services/recommendations.server';

export const handle: Handle = { title: (m) => m.recommendations.title };

export const loader = signedInLoader(async ({ ctx, param }) => ({ ...(await listRecommendations(ctx, param('childId'))), role: ctx.actor.role }));

export default function Recommendations() {
  const { child, conclusions, isFamily, can, role } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.recommendations;
  const atPmpc = role === 'pmpc_specialist' || role === 'pmpc_coordinator';
  return (
    <>
      <ChildPageHead
        head={child}
        title={words.title}
        lead={isFamily ? words.leadFamily : words.lead}
        actions={can.report ? <LinkButton href="/recommendations/report">{words.report}</LinkButton> : undefined}
      />
      <RecommendationsSheet conclusions={conclusions} isFamily={isFamily} mayTrack={can.track} empty={isFamily ? words.empty.family : atPmpc ? words.empty.pmpc : words.empty.school} />
    </>
  );
}
