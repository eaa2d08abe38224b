import { useLoaderData } from '@remix-run/react';
import { ChildPageHead } from '~/components/children/child-page-head';
import type { Handle } from '~/components/frame/handle';
import { GuardianForm } from '~/components/guardians/guardian-form';
import { guardianDraft } from '~/domain/guardians';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { addGuardian, startGuardian } from '~/services/guardians.server';

export const handle: Handle = { title: (m) => m.guardians.form.title };

export const loader = signedInLoader(({ ctx, param }) => startGuardian(ctx, param('childId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await startGuardian(ctx, param('childId'));
  const form = parseForm(typed, guardianDraft);
  if (!form.ok) return form.answer;
  const id = await addGuardian(ctx, param('childId'), form.value);
  return goTo(form.value.email ? `/children/${param('childId')}/guardians` : `/guardians/${id}/code`);
});

export default function NewGuardian() {
  const { head, others } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.guardians.form;
  return (
    <>
      <ChildPageHead head={head} title={words.title} lead={words.lead} />
      <GuardianForm others={others} />
    </>
  );
}
