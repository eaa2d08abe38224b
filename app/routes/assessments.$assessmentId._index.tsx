import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { AssessmentSheet } from '~/components/assessments/assessment-sheet';
import { LinkButton } from '~/components/ui/button';
import { PageHead } from '~/components/ui/page';
import type { Tone } from '~/components/ui/state-tag';
import type { AssessmentState } from '~/domain/assessments';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openAssessment } from '~/services/assessments.server';

export const handle: Handle = { title: (m) => m.assessments.title };

export const loader = signedInLoader(({ ctx, param }) => openAssessment(ctx, param('assessmentId')));

const TONE: Record<AssessmentState, Tone> = { scheduled: 'draft', open: 'review', closed: 'good' };

export default function Assessment() {
  const { head, state, can, ...assessment } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.assessments.page;
  const own = assessment.sections.find(({ mine }) => mine);
  return (
    <>
      <PageHead
        title={head.name}
        tag={{ tone: TONE[state], text: m.vocabulary.assessmentStates[state] }}
        meta={[m.assessments.title, head.birthYear, head.className].filter(Boolean).join(' · ')}
        breadcrumb={[{ label: m.children.title, href: '/children' }, { label: head.name, href: `/children/${head.id}` }, { label: m.assessments.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        actions={
          <>
            {can.conclude && <LinkButton kind={can.record ? 'plain' : 'main'} href={`/assessments/${assessment.id}/conclusion`}>{words.conclude}</LinkButton>}
            {can.record && <LinkButton kind="main" href={`/assessments/${assessment.id}/finding`}>{own?.state === 'not-started' ? words.begin : words.resume}</LinkButton>}
          </>
        }
      />
      <AssessmentSheet {...assessment} closed={state === 'closed'} can={can} />
    </>
  );
}
