import { RELATIONS } from '~/domain/guardians';
import { LANGUAGES } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { Checkbox, ChoiceChips, RadioGroup } from '../ui/choice';
import { TextField } from '../ui/field';

/** The form that writes down a guardian. `others`: whose household the new one may share. */
export function GuardianForm({ others }: { others: { id: string; name: string }[] }) {
  const { m, fill } = useWords();
  const { error, typed } = useProblem();
  const words = m.guardians.form;
  return (
    <>
      <ProblemSummary labels={words} />
      <Send className="form">
        <h2>{words.who}</h2>
        <TextField id="surname" label={words.surname} error={error('surname')} defaultValue={typed('surname')} />
        <TextField id="givenName" label={words.givenName} error={error('givenName')} defaultValue={typed('givenName')} />
        <TextField id="patronymic" label={words.patronymic} error={error('patronymic')} defaultValue={typed('patronymic')} />
        <ChoiceChips
          id="relation"
          name="relation"
          legend={words.relation}
          error={error('relation')}
          defaultValue={typed('relation')}
          options={RELATIONS.map((value) => ({ value, label: m.vocabulary.relations[value] }))}
        />
        <h2>{words.reach}</h2>
        <TextField id="phone" type="tel" short label={words.phone} hint={words.phoneHint} optional={m.frame.optional} error={error('phone')} defaultValue={typed('phone')} inputProps={{ autoComplete: 'off' }} />
        <TextField id="address" label={words.address} hint={words.addressHint} optional={m.frame.optional} error={error('address')} defaultValue={typed('address')} inputProps={{ autoComplete: 'off' }} />
        <RadioGroup
          id="household"
          name="household"
          legend={words.household}
          error={error('household')}
          defaultValue={typed('household', 'own')}
          options={[{ value: 'own', label: words.householdOwn }, ...others.map(({ id, name }) => ({ value: id, label: fill(words.householdWith, { name }) }))]}
        />
        <Checkbox id="preferred" label={words.preferred} defaultChecked={typed('preferred') === 'yes'} />
        <ChoiceChips
          id="language"
          name="language"
          legend={words.language}
          error={error('language')}
          defaultValue={typed('language', 'kk')}
          options={LANGUAGES.map((value) => ({ value, label: m.vocabulary.languages[value] }))}
        />
        <h2>{words.account}</h2>
        <TextField id="email" type="email" label={words.email} hint={words.emailHint} optional={m.frame.optional} error={error('email')} defaultValue={typed('email')} inputProps={{ autoComplete: 'off' }} />
        <Button kind="main">{words.submit}</Button>
      </Send>
    </>
  );
}
