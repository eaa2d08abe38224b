import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ChildForm } from '~/components/children/child-form';
import { PageHead } from '~/components/ui/page';
import { childDraft, iinDiffers } from '~/domain/children';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { registerChild, startRegistration } from '~/services/children.server';

export const handle: Handle = { title: (m) => m.children.form.title };

export const loader = signedInLoader(({ ctx }) => startRegistration(ctx));

export const action = signedInAction(async ({ ctx, typed }) => {
  const { atSchool } = await startRegistration(ctx);
  const form = parseForm(typed, childDraft);
  if (!form.ok) return form.answer;
  if (form.value.birthDate > ctx.today) return data({ fields: { birthDate: 'field.in-the-future' as const }, typed }, { status: 422 });
  if (atSchool && !form.value.className) return data({ fields: { className: 'field.required' as const }, typed }, { status: 422 });
  if (iinDiffers(form.value)) return data({ warned: true, typed }, { status: 422 });
  const id = await registerChild(ctx, form.value);
  return goTo(`/children/${id}`);
});

export default function NewChild() {
  const { atSchool } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { m } = useWords();
  const words = m.children.form;
  return (
    <>
      <PageHead title={words.title} meta={words.lead} breadcrumb={[{ label: m.children.title, href: '/children' }, { label: words.title }]} breadcrumbLabel={m.frame.breadcrumb} />
      <ChildForm atSchool={atSchool} warned={answer !== undefined && 'warned' in answer} />
    </>
  );
}
