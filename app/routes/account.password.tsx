import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PasswordForm } from '~/components/accounts/password-form';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { PASSWORD_LENGTH, passwordChange } from '~/domain/accounts';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { changeOwnPassword } from '~/http/password.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openAccount } from '~/services/accounts.server';

export const handle: Handle = { title: (m) => m.accounts.self.password.title };

export const loader = signedInLoader(async ({ ctx }) => {
  const { email } = await openAccount(ctx);
  return { email, least: ctx.actor.role === 'parent' ? PASSWORD_LENGTH.parent : PASSWORD_LENGTH.staff };
});

export const action = signedInAction(async ({ ctx, house, typed }) => {
  const form = parseForm(typed, passwordChange);
  if (!form.ok) return data({ ...form.answer.data, typed: {} }, form.answer.init ?? undefined);
  const problem = await changeOwnPassword(house, ctx, form.value);
  return problem ? data({ ...problem, typed: {} }, { status: problem.reason ? 429 : 422 }) : goTo('/account?done=password');
});

export default function Password() {
  const { email, least } = useLoaderData<typeof loader>();
  const { m, count } = useWords();
  const words = m.accounts.self;
  return (
    <>
      <PageHead
        title={words.password.title}
        meta={`${email}. ${count(least, words.password.lead)}`}
        breadcrumb={[{ label: words.title, href: '/account' }, { label: words.password.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <PasswordForm />
    </>
  );
}
