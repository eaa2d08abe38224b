import { useLoaderData } from '@remix-run/react';
import { CrewForm } from '~/components/desk/desk-forms';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { crewChange } from '~/domain/desk';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { changeCrew, openCrew } from '~/services/desk.server';

export const handle: Handle = { title: (m) => m.desk.crews.edit };

export const loader = signedInLoader(({ ctx, param }) => openCrew(ctx, param('crewId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, crewChange);
  if (!form.ok) {
    await openCrew(ctx, param('crewId'));
    return form.answer;
  }
  await changeCrew(ctx, param('crewId'), form.value);
  return goTo('/desk');
});

export default function EditCrew() {
  const { crew, colleagues } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead
        title={m.desk.crews.edit}
        breadcrumb={[{ label: m.desk.title, href: '/desk' }, { label: m.desk.crews.edit }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <CrewForm crew={crew} colleagues={colleagues} />
    </>
  );
}
