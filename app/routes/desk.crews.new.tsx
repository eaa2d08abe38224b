import { useLoaderData } from '@remix-run/react';
import { CrewForm } from '~/components/desk/desk-forms';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { crewDraft } from '~/domain/desk';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { addCrew, openCrew } from '~/services/desk.server';

export const handle: Handle = { title: (m) => m.desk.crews.add };

export const loader = signedInLoader(({ ctx }) => openCrew(ctx, null));

export const action = signedInAction(async ({ ctx, typed }) => {
  const form = parseForm(typed, crewDraft);
  if (!form.ok) {
    await openCrew(ctx, null);
    return form.answer;
  }
  await addCrew(ctx, form.value);
  return goTo('/desk');
});

export default function NewCrew() {
  const { crew, colleagues } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead
        title={m.desk.crews.add}
        breadcrumb={[{ label: m.desk.title, href: '/desk' }, { label: m.desk.crews.add }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <CrewForm crew={crew} colleagues={colleagues} />
    </>
  );
}
