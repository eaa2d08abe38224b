import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { NeedForm } from '~/components/assessments/need-form';
import { PageHead } from '~/components/ui/page';
import { needDraft } from '~/domain/assessments';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openNeed, setNeed } from '~/services/assessments.server';

export const handle: Handle = { title: (m) => m.assessments.need.title };

export const loader = signedInLoader(({ ctx, param }) => openNeed(ctx, param('assessmentId'), param('memberId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, needDraft);
  if (!form.ok) {
    await openNeed(ctx, param('assessmentId'), param('memberId'));
    return form.answer;
  }
  await setNeed(ctx, param('assessmentId'), param('memberId'), form.value);
  return goTo(`/assessments/${param('assessmentId')}`);
});

export default function MemberNeed() {
  const { assessmentId, head, specialty, by, need } = useLoaderData<typeof loader>();
  const { m, fill } = useWords();
  const words = m.assessments.need;
  return (
    <>
      <PageHead
        title={words.title}
        meta={fill(m.findings.page.by, { specialty: m.vocabulary.specialties[specialty], name: by })}
        breadcrumb={[{ label: m.frame.nav.today, href: '/today' }, { label: head.name, href: `/assessments/${assessmentId}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <NeedForm assessmentId={assessmentId} need={need} />
    </>
  );
}
