import { CASE_KINDS, type CaseKind } from '~/domain/queue';
import { useWords } from '~/i18n/words';
import { Conflict, ProblemSummary, useConflict, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button } from '../ui/button';
import { CheckboxGroup } from '../ui/choice';
import { Hidden, NumberField } from '../ui/field';

interface Rules {
  firstCases: readonly CaseKind[];
  reserve: number;
  weeks: number;
  version: number;
}

/** The rules of order, for the head of the PMPC. */
export function RulesForm({ rules }: { rules: Rules }) {
  const { m } = useWords();
  const { error, typed, all } = useProblem();
  const conflict = useConflict();
  const words = m.queue.rules;
  const labels = { firstCases: words.firstCases, reserve: words.reserveField, weeks: words.weeks };
  if (conflict) return <Conflict labels={{ reserve: words.reserveField, weeks: words.weeks }} />;
  return (
    <>
      <ProblemSummary labels={labels} />
      <Send className="form">
        <Hidden name="version" value={rules.version} />
        <CheckboxGroup
          id="firstCases"
          name="firstCases[]"
          legend={words.firstCases}
          error={error('firstCases')}
          defaultValues={all('firstCases[]', [...rules.firstCases])}
          options={CASE_KINDS.map((value) => ({ value, label: m.vocabulary.caseKinds[value] }))}
        />
        <NumberField id="reserve" label={words.reserveField} hint={words.reserveHint} min={0} max={50} error={error('reserve')} defaultValue={typed('reserve', rules.reserve)} />
        <NumberField id="weeks" label={words.weeks} hint={words.weeksHint} min={4} max={52} error={error('weeks')} defaultValue={typed('weeks', rules.weeks)} />
        <Actions>
          <Button kind="main">{words.submit}</Button>
        </Actions>
      </Send>
    </>
  );
}
