import { useLoaderData } from '@remix-run/react';
import { AbsenceForm } from '~/components/desk/desk-forms';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { absenceDraft } from '~/domain/desk';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { addAbsence, startHours } from '~/services/desk.server';

export const handle: Handle = { title: (m) => m.desk.absences.add };

export const loader = signedInLoader(({ ctx }) => startHours(ctx));

export const action = signedInAction(async ({ ctx, typed }) => {
  const form = parseForm(typed, absenceDraft);
  if (!form.ok) {
    await startHours(ctx);
    return form.answer;
  }
  const id = await addAbsence(ctx, form.value);
  return goTo(`/desk/absences/${id}`);
});

export default function NewAbsence() {
  const { colleagues, today } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead
        title={m.desk.absences.add}
        breadcrumb={[{ label: m.desk.title, href: '/desk' }, { label: m.desk.absences.add }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <AbsenceForm colleagues={colleagues} today={today} />
    </>
  );
}
