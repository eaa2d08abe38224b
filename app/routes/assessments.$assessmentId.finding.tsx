import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { FindingForm, useFindingLabels } from '~/components/findings/finding-form';
import { Conflict, useConflict } from '~/components/frame/problem';
import { LinkButton } from '~/components/ui/button';
import { Notice } from '~/components/ui/notice';
import { PageHead } from '~/components/ui/page';
import { findingDraft } from '~/domain/findings';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openOwnSection, saveFinding } from '~/services/findings.server';

export const handle: Handle = { title: (m) => m.findings.title, scripts: true };

export const loader = signedInLoader(async ({ ctx, param }) => {
  const section = await openOwnSection(ctx, param('assessmentId'));
  if (section.blocked && section.findingId) throw goTo(`/findings/${section.findingId}`);
  return section;
});

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, findingDraft);
  if (!form.ok) return form.answer;
  await saveFinding(ctx, param('assessmentId'), form.value);
  return goTo(`/assessments/${param('assessmentId')}/finding`);
});

export default function OwnFinding() {
  const { assessmentId, findingId, head, specialty, domains, text, levels, amendReason, version, savedAt, blocked } = useLoaderData<typeof loader>();
  const { m, fill } = useWords();
  const labels = useFindingLabels(domains);
  const clashes = useConflict();
  const words = m.findings.form;
  return (
    <>
      <PageHead
        title={<span className="inline-block first-letter:uppercase">{m.vocabulary.specialties[specialty]}</span>}
        meta={[head.name, head.birthYear, head.className].filter(Boolean).join(' · ')}
        breadcrumb={[{ label: m.frame.nav.today, href: '/today' }, { label: head.name, href: `/assessments/${assessmentId}` }, { label: m.findings.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        actions={
          findingId && (
            <>
              <LinkButton href={`/findings/${findingId}/notes`}>{words.notes}</LinkButton>
              <LinkButton href={`/findings/${findingId}/signature`}>{words.sign}</LinkButton>
            </>
          )
        }
      />
      {amendReason && <p>{fill(words.amending, { reason: amendReason })}</p>}
      {blocked ? (
        <Notice kind="readonly">{m.refusals[blocked]}</Notice>
      ) : clashes ? (
        <Conflict labels={labels} />
      ) : (
        <FindingForm domains={domains} text={text} levels={levels} version={version} savedAt={savedAt} />
      )}
    </>
  );
}
