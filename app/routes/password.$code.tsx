import { createHash } from 'node:crypto';
import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary, useProblem } from '~/components/frame/problem';
import { Send } from '~/components/frame/send';
import { Button } from '~/components/ui/button';
import { TextField } from '~/components/ui/field';
import { Notice } from '~/components/ui/notice';
import { PageHead } from '~/components/ui/page';
import { newPassword, PASSWORD_LENGTH } from '~/domain/accounts';
import { publicAction, publicLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { hashPassword } from '~/http/password.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { findInvitation, redeemInvitation } from '~/services/accounts.server';

export const handle: Handle = { title: (m) => m.accounts.invitation.title };

const hashOf = (code: string) => createHash('sha256').update(code).digest('hex');

export const loader = publicLoader(async ({ house, param }) => {
  const found = await findInvitation(house.database, hashOf(param('code')), new Date());
  return { open: found !== null };
});

export const action = publicAction(async ({ house, typed, param }) => {
  const form = parseForm(typed, newPassword);
  if (!form.ok) return form.answer;
  if ([...form.value.password].length < PASSWORD_LENGTH.staff) {
    return data({ fields: { password: 'field.password-short' as const }, typed: {} }, { status: 422 });
  }
  const passwordHash = await hashPassword(form.value.password);
  const done = await redeemInvitation(house.database, hashOf(param('code')), passwordHash, new Date());
  return done ? goTo('/login') : data({ reason: 'code.wrong' as const, typed: {} }, { status: 409 });
});

export default function NewPassword() {
  const { open } = useLoaderData<typeof loader>();
  const { m, fill } = useWords();
  const { error } = useProblem();
  const words = m.accounts.invitation;
  return (
    <>
      <PageHead title={words.title} meta={open ? fill(words.lead, { n: PASSWORD_LENGTH.staff }) : undefined} />
      <ProblemSummary labels={{ password: words.password }} />
      {open ? (
        <Send className="form">
          <TextField id="password" type="password" label={words.password} error={error('password')} inputProps={{ autoComplete: 'new-password' }} />
          <Button kind="main">{words.submit}</Button>
        </Send>
      ) : (
        <Notice kind="late">{words.gone}</Notice>
      )}
    </>
  );
}
