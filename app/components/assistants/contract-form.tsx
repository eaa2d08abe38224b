import { INSTRUCTION_LANGUAGES } from '~/domain/assistants';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { CheckboxGroup } from '../ui/choice';
import { DateField, NumberField, SelectField, TextField } from '../ui/field';
import { EmptyState } from '../ui/list';

/** What the pool needs to know of an assistant's contract. */
export function ContractForm({ people, today }: { people: { id: string; name: string }[]; today: string }) {
  const { m } = useWords();
  const { error, typed, all } = useProblem();
  const words = m.assistants.contract;
  if (people.length === 0) return <EmptyState title={words.nobody.title} text={words.nobody.text} />;
  const { userId, hours, qualification, languages, validFrom, validTo } = words;
  return (
    <>
      <ProblemSummary labels={{ userId, hours, qualification, languages, validFrom, validTo }} />
      <Send className="form">
        <SelectField id="userId" label={userId} error={error('userId')} defaultValue={typed('userId')} empty={m.frame.choose} options={people.map((person) => ({ value: person.id, label: person.name }))} />
        <NumberField id="hours" label={hours} hint={words.hoursHint} min={0.5} max={60} step="any" error={error('hours')} defaultValue={typed('hours')} />
        <TextField id="qualification" label={qualification} error={error('qualification')} defaultValue={typed('qualification')} />
        <CheckboxGroup
          id="languages"
          name="languages[]"
          layout="chips"
          legend={languages}
          error={error('languages')}
          defaultValues={all('languages[]', ['kk'])}
          options={INSTRUCTION_LANGUAGES.map((value) => ({ value, label: m.vocabulary.instructionLanguages[value] }))}
        />
        <DateField id="validFrom" label={validFrom} error={error('validFrom')} defaultValue={typed('validFrom', today)} />
        <DateField id="validTo" label={validTo} hint={words.validToHint} optional={m.frame.optional} error={error('validTo')} defaultValue={typed('validTo')} />
        <Button kind="main">{words.submit}</Button>
      </Send>
    </>
  );
}
