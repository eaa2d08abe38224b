import { useLoaderData } from '@remix-run/react';
import { BesideSection } from '~/components/findings/beside-section';
import { FindingForm } from '~/components/findings/finding-form';
import { useFindingLabels } from '~/components/findings/section-names';
import type { Handle } from '~/components/frame/handle';
import { Conflict, useConflict } from '~/components/frame/problem';
import { LinkButton } from '~/components/ui/button';
import { Columns } from '~/components/ui/card';
import { Notice } from '~/components/ui/notice';
import { PageHead } from '~/components/ui/page';
import { findingDraft } from '~/domain/findings';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openBeside, openOwnSection, openSectionForm, saveFinding } from '~/services/findings.server';

export const handle: Handle = { title: (m) => m.findings.title, scripts: true };

export const loader = signedInLoader(async ({ ctx, param }) => {
  const section = await openOwnSection(ctx, param('assessmentId'));
  if (section.blocked && section.findingId) throw goTo(`/findings/${section.findingId}`);
  return { section, beside: section.blocked ? null : await openBeside(ctx, param('assessmentId')) };
});

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, findingDraft(await openSectionForm(ctx, param('assessmentId'))));
  if (!form.ok) return form.answer;
  const findingId = await saveFinding(ctx, param('assessmentId'), form.value);
  return goTo(form.value.then === 'signature' ? `/findings/${findingId}/signature` : `/assessments/${param('assessmentId')}/finding`);
});

export default function OwnFinding() {
  const { section, beside } = useLoaderData<typeof loader>();
  const { assessmentId, findingId, head, specialty, levels, begun, amendReason, blocked, ...form } = section;
  const { m, fill } = useWords();
  const labels = useFindingLabels(form);
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
        <Columns main={<FindingForm {...form} levels={[...levels, ...begun]} />} aside={beside && <BesideSection {...beside} domains={form.domains} now={levels} />} />
      )}
    </>
  );
}
