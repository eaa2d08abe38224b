import { PASSWORD_LENGTH } from '~/domain/accounts';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Notice } from '../ui/notice';

/** The form a parent opens the child's page with. `account`: the name of the parent who is signed in already. */
export function RedeemForm({ account }: { account: string | null }) {
  const { m, count, fill } = useWords();
  const { error, typed } = useProblem();
  const words = m.guardians.redeem;
  return (
    <>
      <ProblemSummary labels={{ code: words.code, birthYear: words.birthYear, email: words.email, password: words.password }} />
      <Send className="form">
        {account !== null && <Notice>{fill(words.signedIn, { name: account })}</Notice>}
        <TextField id="code" label={words.code} hint={words.codeHint} error={error('code')} defaultValue={typed('code')} inputProps={{ autoComplete: 'off', autoCapitalize: 'characters', spellCheck: false }} />
        <TextField id="birthYear" short label={words.birthYear} hint={words.birthYearHint} error={error('birthYear')} defaultValue={typed('birthYear')} inputProps={{ inputMode: 'numeric', autoComplete: 'off' }} />
        {account === null && (
          <>
            <h2>{words.account}</h2>
            <TextField id="email" type="email" label={words.email} hint={words.emailHint} error={error('email')} defaultValue={typed('email')} inputProps={{ autoComplete: 'username' }} />
            <TextField id="password" type="password" label={words.password} hint={count(PASSWORD_LENGTH.parent, words.passwordHint)} error={error('password')} inputProps={{ autoComplete: 'new-password' }} />
          </>
        )}
        <Button kind="main" full>{words.submit}</Button>
      </Send>
      <p className="small mt-6">{words.noCode}</p>
    </>
  );
}
