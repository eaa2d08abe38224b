import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { TextField } from '../ui/field';

/** The old password and a new one; passwords are never given back to the form. */
export function PasswordForm() {
  const { m } = useWords();
  const { error } = useProblem();
  const words = m.accounts.self.password;
  return (
    <>
      <ProblemSummary labels={{ current: words.current, password: words.password }} />
      <Send className="form mt-4">
        <TextField id="current" type="password" label={words.current} error={error('current')} inputProps={{ autoComplete: 'current-password' }} />
        <TextField id="password" type="password" label={words.password} error={error('password')} inputProps={{ autoComplete: 'new-password' }} />
        <Actions>
          <Button kind="main">{words.submit}</Button>
          <LinkButton kind="quiet" href="/account">
            {m.frame.cancel}
          </LinkButton>
        </Actions>
      </Send>
    </>
  );
}
