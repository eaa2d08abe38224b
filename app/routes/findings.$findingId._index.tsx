import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { FindingSheet } from '~/components/findings/finding-sheet';
import { LinkButton } from '~/components/ui/button';
import { PageHead } from '~/components/ui/page';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openFinding } from '~/services/findings.server';

export const handle: Handle = { title: (m) => m.findings.title };

export const loader = signedInLoader(({ ctx, param }) => openFinding(ctx, param('findingId')));

export default function Finding() {
  const { id, assessmentId, head, specialty, by, edition, sessionOn, signedAt, savedAt, can, ...finding } = useLoaderData<typeof loader>();
  const { m, fill, day, moment } = useWords();
  const words = m.findings.page;
  const way = can.openAssessment
    ? [{ label: m.frame.nav.today, href: '/today' }, { label: head.name, href: `/assessments/${assessmentId}` }, { label: m.findings.title }]
    : [{ label: head.name, href: `/children/${head.id}` }, { label: m.findings.title }];
  const tone = { draft: 'review', signed: 'good', replaced: 'draft' } as const;
  return (
    <>
      <PageHead
        title={<span className="inline-block first-letter:uppercase">{m.vocabulary.specialties[specialty]}</span>}
        tag={{ tone: tone[finding.state], text: m.vocabulary.findingStates[finding.state] }}
        meta={[head.name, head.birthYear, by, fill(words.session, { day: day(sessionOn) }), finding.medical ? m.frame.medicalMark : null].filter(Boolean).join(' · ')}
        changed={[fill(words.edition, { n: edition }), signedAt ? fill(words.signed, { when: moment(signedAt) }) : fill(words.saved, { when: moment(savedAt) })].join(' · ')}
        breadcrumb={way}
        breadcrumbLabel={m.frame.breadcrumb}
        actions={
          <>
            {can.notes && <LinkButton href={`/findings/${id}/notes`}>{words.notes}</LinkButton>}
            {can.edit && <LinkButton href={`/assessments/${assessmentId}/finding`}>{words.edit}</LinkButton>}
            {can.amend && <LinkButton href={`/findings/${id}/amendment`}>{words.amend}</LinkButton>}
            {can.sign && <LinkButton kind="main" href={`/findings/${id}/signature`}>{words.sign}</LinkButton>}
          </>
        }
      />
      <FindingSheet {...finding} />
    </>
  );
}
