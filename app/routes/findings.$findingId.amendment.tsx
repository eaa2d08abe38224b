import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { AmendmentForm } from '~/components/findings/amendment-form';
import { PageHead } from '~/components/ui/page';
import { amendmentDraft } from '~/domain/findings';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { amendFinding, openOwnFinding } from '~/services/findings.server';

export const handle: Handle = { title: (m) => m.findings.amendment.title };

export const loader = signedInLoader(async ({ ctx, param }) => {
  const { id, assessmentId, head, specialty } = await openOwnFinding(ctx, param('findingId'));
  return { id, assessmentId, head, specialty };
});

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, amendmentDraft);
  if (!form.ok) {
    await openOwnFinding(ctx, param('findingId'));
    return form.answer;
  }
  const { assessmentId } = await openOwnFinding(ctx, param('findingId'));
  await amendFinding(ctx, param('findingId'), form.value.reason);
  return goTo(`/assessments/${assessmentId}/finding`);
});

export default function Amendment() {
  const { id, assessmentId, head, specialty } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.findings.amendment;
  return (
    <>
      <PageHead
        title={words.title}
        meta={<>{head.name} · {m.vocabulary.specialties[specialty]}<p>{words.lead}</p></>}
        breadcrumb={[{ label: m.frame.nav.today, href: '/today' }, { label: head.name, href: `/assessments/${assessmentId}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <AmendmentForm findingId={id} />
    </>
  );
}
