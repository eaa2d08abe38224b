import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { NotesForm } from '~/components/findings/notes-form';
import { PageHead } from '~/components/ui/page';
import { notesDraft } from '~/domain/findings';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openNotes, saveNotes } from '~/services/findings.server';

export const handle: Handle = { title: (m) => m.findings.notes.title };

export const loader = signedInLoader(({ ctx, param }) => openNotes(ctx, param('findingId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, notesDraft);
  if (!form.ok) {
    await openNotes(ctx, param('findingId'));
    return form.answer;
  }
  await saveNotes(ctx, param('findingId'), form.value);
  return goTo(`/findings/${param('findingId')}/notes`);
});

export default function Notes() {
  const { assessmentId, head, specialty, body, version, can } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.findings.notes;
  return (
    <>
      <PageHead
        title={words.title}
        meta={<>{head.name} · {m.vocabulary.specialties[specialty]}<p>{words.lead}</p></>}
        breadcrumb={[{ label: m.frame.nav.today, href: '/today' }, { label: head.name, href: `/assessments/${assessmentId}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <NotesForm body={body} version={version} mayEdit={can.edit} />
    </>
  );
}
