import { useLoaderData } from '@remix-run/react';
import { HoursForm } from '~/components/desk/desk-forms';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { hoursDraft } from '~/domain/desk';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { addHours, startHours } from '~/services/desk.server';

export const handle: Handle = { title: (m) => m.desk.hours.add };

export const loader = signedInLoader(({ ctx }) => startHours(ctx));

export const action = signedInAction(async ({ ctx, typed }) => {
  const form = parseForm(typed, hoursDraft);
  if (!form.ok) {
    await startHours(ctx);
    return form.answer;
  }
  await addHours(ctx, form.value);
  return goTo('/desk');
});

export default function NewHours() {
  const { colleagues, today } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead
        title={m.desk.hours.add}
        breadcrumb={[{ label: m.desk.title, href: '/desk' }, { label: m.desk.hours.add }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <HoursForm colleagues={colleagues} today={today} />
    </>
  );
}
