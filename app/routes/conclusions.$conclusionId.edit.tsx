import { useLoaderData } from '@remix-run/react';
import { ConclusionForm } from '~/components/conclusions/conclusion-form';
import { IssuedMeanwhile } from '~/components/conclusions/issued-meanwhile';
import { PaperPreview } from '~/components/conclusions/paper-preview';
import { SectionTexts } from '~/components/conclusions/section-texts';
import type { Handle } from '~/components/frame/handle';
import { Columns } from '~/components/ui/card';
import { PageHead } from '~/components/ui/page';
import { conclusionDraft } from '~/domain/conclusions';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { languageOf } from '~/http/locale.server';
import { goTo } from '~/http/redirect.server';
import { MESSAGES } from '~/i18n/all';
import { useWords } from '~/i18n/words';
import { openConclusionDraft } from '~/services/conclusion-sheets.server';
import { saveConclusion } from '~/services/conclusions.server';

export const handle: Handle = { title: (m) => m.conclusions.form.title, scripts: true };

/** The printed form beside the draft speaks the reader's language or the one asked for; only another one brings its sentences along. */
export const loader = signedInLoader(async ({ ctx, param, request, url }) => {
  const id = param('conclusionId');
  const reader = languageOf(request);
  const language = (url.searchParams.get('preview') ?? reader) === 'ru' ? 'ru' : 'kk';
  return { id, draft: await openConclusionDraft(ctx, id), preview: { language, messages: language === reader ? null : MESSAGES[language] } } as const;
});

export const action = signedInAction(async ({ ctx, param, typed, url }) => {
  const id = param('conclusionId');
  const form = parseForm(typed, conclusionDraft);
  if (!form.ok) {
    await openConclusionDraft(ctx, id);
    return form.answer;
  }
  const version = await saveConclusion(ctx, id, form.value);
  const preview = url.searchParams.get('preview') === 'ru' ? '&preview=ru' : '';
  return goTo(`/conclusions/${id}/edit?saved=${version}${preview}`);
});

export default function EditConclusion() {
  const { id, draft, preview } = useLoaderData<typeof loader>();
  const { m, fill, moment } = useWords();
  const words = m.conclusions;
  if (!draft) return <IssuedMeanwhile id={id} />;
  const { assessmentId, child, domains, paper, savedAt, sections, signed, text, version } = draft;
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
      <p><a href={`/assessments/${assessmentId}/meeting`}>{words.form.minutes}</a></p>
      <div className="mt-4">
        <Columns
          shape="even"
          main={<ConclusionForm id={id} version={version} savedAt={savedAt} text={text} domains={domains} signed={signed} />}
          aside={
            <>
              <SectionTexts sections={sections} />
              <PaperPreview conclusion={paper} preview={preview} />
            </>
          }
        />
      </div>
    </>
  );
}
