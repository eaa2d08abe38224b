import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary, useProblem } from '~/components/frame/problem';
import { Send } from '~/components/frame/send';
import { Button, LinkButton } from '~/components/ui/button';
import { Section } from '~/components/ui/card';
import { Checkbox } from '~/components/ui/choice';
import { Hidden, TextField } from '~/components/ui/field';
import { Notice } from '~/components/ui/notice';
import { PageHead } from '~/components/ui/page';
import { signInForm } from '~/domain/accounts';
import { publicAction, publicLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo, ownPath } from '~/http/redirect.server';
import { openDoor } from '~/http/sign-in.server';
import { useWords } from '~/i18n/words';

export const handle: Handle = { title: (m) => m.accounts.signIn.title };

export const loader = publicLoader(({ url, visitor }) => {
  const to = ownPath(url.searchParams.get('to'));
  if (visitor?.actor) throw goTo(to);
  return { to, kept: url.searchParams.has('kept'), out: url.searchParams.has('out') };
});

export const action = publicAction(async ({ house, request, typed }) => {
  const form = parseForm(typed, signInForm);
  if (!form.ok) return form.answer;
  const opened = await openDoor(house, request, form.value);
  if (!opened.ok) {
    const { password, ...kept } = typed;
    return data({ reason: opened.reason, values: opened.values, typed: password ? kept : typed }, { status: opened.reason === 'too-many-attempts' ? 429 : 422 });
  }
  return goTo(opened.to, opened.headers);
});

export default function Login() {
  const { to, kept, out } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.accounts.signIn;
  return (
    <div className="stack">
      <PageHead title={words.title} meta={words.lead} />
      {kept && <Notice kind="needs" role="status">{words.kept}</Notice>}
      {out && <Notice kind="good" role="status">{words.out}</Notice>}
      <ProblemSummary labels={{ email: words.email, password: words.password }} />
      <Send className="form">
        <Hidden name="to" value={to} />
        <TextField id="email" type="email" label={words.email} error={error('email')} defaultValue={typed('email')} inputProps={{ autoComplete: 'username' }} />
        <TextField id="password" type="password" label={words.password} error={error('password')} inputProps={{ autoComplete: 'current-password' }} />
        <Checkbox id="ownDevice" label={words.ownDevice} hint={words.ownDeviceHint} defaultChecked={typed('ownDevice') === 'yes'} />
        <Button kind="main" full>{words.submit}</Button>
      </Send>
      <p className="small mt-6">
        {words.help} <a className="inline-block py-1" href="/family">{words.withCode}</a>
      </p>
      <Section title={words.ask}>
        <p className="small">{words.askText}</p>
        <div className="actions mt-3">
          <LinkButton href="/request">{m.requests.ask.title}</LinkButton>
          <LinkButton kind="quiet" href="/request/follow">{m.requests.follow.title}</LinkButton>
        </div>
      </Section>
    </div>
  );
}
