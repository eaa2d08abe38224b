import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { FindingSheet } from '~/components/findings/finding-sheet';
import { ReadFields, ReadMeanwhile } from '~/components/findings/read-meanwhile';
import { useFindingLabels } from '~/components/findings/section-names';
import { ProblemSummary, useConflict, useProblem } from '~/components/frame/problem';
import { Send } from '~/components/frame/send';
import { Actions, Button, LinkButton } from '~/components/ui/button';
import { Hidden } from '~/components/ui/field';
import { Notice } from '~/components/ui/notice';
import { PageHead } from '~/components/ui/page';
import { signatureDraft } from '~/domain/findings';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openOwnFinding, signFinding } from '~/services/findings.server';

export const handle: Handle = { title: (m) => m.findings.signing.title };

export const loader = signedInLoader(({ ctx, param }) => openOwnFinding(ctx, param('findingId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, signatureDraft);
  if (!form.ok) {
    await openOwnFinding(ctx, param('findingId'));
    return form.answer;
  }
  await signFinding(ctx, param('findingId'), form.value.version);
  return goTo(`/findings/${param('findingId')}`);
});

export default function Signature() {
  const { id, assessmentId, head, specialty, version, can, whyNotSign, recorded, ...finding } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const { problem } = useProblem();
  const clashes = useConflict();
  const labels = useFindingLabels({
    domains: finding.levels.map(({ domain }) => domain),
    template: { fields: finding.answers, icf: {}, tools: [] },
    codeLabels: {},
    milestonesAsked: finding.milestones,
  });
  const words = m.findings.signing;
  return (
    <>
      <PageHead
        title={words.title}
        meta={<>{head.name} · {m.vocabulary.specialties[specialty]}<p>{words.lead}</p></>}
        breadcrumb={[{ label: m.frame.nav.today, href: '/today' }, { label: head.name, href: `/assessments/${assessmentId}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      {clashes ? <div className="mb-6"><ReadMeanwhile labels={labels} /></div> : <ProblemSummary />}
      {whyNotSign && !problem && <div className="mb-4"><Notice kind="needs">{m.refusals[whyNotSign]}</Notice></div>}
      <FindingSheet {...finding} />
      <Send className="mt-6">
        <Hidden name="version" value={version} />
        <ReadFields recorded={recorded} />
        <Actions>
          {can.sign && !whyNotSign && <Button kind="main">{words.submit}</Button>}
          {can.edit && <LinkButton href={`/assessments/${assessmentId}/finding`}>{m.findings.page.edit}</LinkButton>}
          {!can.sign && <LinkButton href={`/findings/${id}`}>{m.frame.back}</LinkButton>}
        </Actions>
      </Send>
    </>
  );
}
