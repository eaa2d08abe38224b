import { useLoaderData } from '@remix-run/react';
import { ConclusionForm } from '~/components/conclusions/conclusion-form';
import { IssuedMeanwhile } from '~/components/conclusions/issued-meanwhile';
import { SectionTexts } from '~/components/conclusions/section-texts';
import type { Handle } from '~/components/frame/handle';
import { Columns } from '~/components/ui/card';
import { PageHead } from '~/components/ui/page';
import { conclusionDraft } from '~/domain/conclusions';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openConclusionDraft, saveConclusion } from '~/services/conclusions.server';

export const handle: Handle = { title: (m) => m.conclusions.form.title };

export const loader = signedInLoader(async ({ ctx, param }) => {
  const id = param('conclusionId');
  return { id, draft: await openConclusionDraft(ctx, id) };
});

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const id = param('conclusionId');
  const form = parseForm(typed, conclusionDraft);
  if (!form.ok) {
    await openConclusionDraft(ctx, id);
    return form.answer;
  }
  await saveConclusion(ctx, id, form.value);
  return goTo(`/conclusions/${id}`);
});

export default function EditConclusion() {
  const { id, draft } = useLoaderData<typeof loader>();
  const { m, fill, moment } = useWords();
  const words = m.conclusions;
  if (!draft) return <IssuedMeanwhile id={id} />;
  const { child, domains, savedAt, sections, signed, text, version } = draft;
  return (
    <>
      <PageHead
        title={words.form.title}
        breadcrumb={[{ label: child.name, href: `/children/${child.id}` }, { label: words.one, href: `/conclusions/${id}` }, { label: words.form.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={<p>{[child.name, fill(words.list.birthYear, { year: child.birthYear }), child.className].filter(Boolean).join(' · ')}</p>}
        changed={fill(words.saved, { when: moment(savedAt) })}
      />
      <p className="max-w-reading">{words.form.lead}</p>
      <div className="mt-4">
        <Columns main={<ConclusionForm id={id} version={version} text={text} domains={domains} signed={signed} />} aside={<SectionTexts sections={sections} />} />
      </div>
    </>
  );
}
