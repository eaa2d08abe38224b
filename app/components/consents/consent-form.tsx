import { CONSENT_ANSWERS, GENERAL_PURPOSES, type ConsentManner } from '~/domain/consents';
import type { Relation } from '~/domain/guardians';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { ChoiceChips, RadioGroup } from '../ui/choice';
import { DateField, Hidden, SelectField } from '../ui/field';
import { Notice } from '../ui/notice';

interface ConsentFormProps {
  manner: ConsentManner;
  guardians: { id: string; name: string; relation: Relation }[];
  today: string;
  /** The plan a paper is about, when the page was opened from one. */
  planId: string | null;
}

/** A guardian's own answer, or one on paper that a coordinator writes down. */
export function ConsentForm({ manner, guardians, today, planId }: ConsentFormProps) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.consents.form;
  const isPaper = manner === 'paper';
  if (isPaper && guardians.length === 0) return <Notice kind="watch">{words.noGuardians}</Notice>;
  const answers = isPaper ? { given: words.givenPaper, refused: words.refusedPaper } : { given: words.given, refused: words.refused };
  return (
    <>
      <ProblemSummary labels={{ guardianId: words.guardian, purpose: words.purpose, state: words.state, answeredOn: words.answeredOn }} />
      <Send className="form">
        {isPaper && (
          <SelectField
            id="guardianId"
            label={words.guardian}
            error={error('guardianId')}
            defaultValue={typed('guardianId')}
            empty={m.frame.choose}
            options={guardians.map(({ id, name, relation }) => ({ value: id, label: `${name} (${m.vocabulary.relations[relation]})` }))}
          />
        )}
        {planId ? (
          <>
            <Hidden name="purpose" value="plan" />
            <Hidden name="subjectId" value={planId} />
            <Notice>{words.aboutPlan}</Notice>
          </>
        ) : (
          <RadioGroup
            id="purpose"
            name="purpose"
            legend={words.purpose}
            error={error('purpose')}
            defaultValue={typed('purpose')}
            options={GENERAL_PURPOSES.map((value) => ({ value, label: m.vocabulary.consentPurposes[value], hint: m.consents.explained[value] }))}
          />
        )}
        <ChoiceChips id="state" name="state" legend={words.state} error={error('state')} defaultValue={typed('state')} options={CONSENT_ANSWERS.map((value) => ({ value, label: answers[value] }))} />
        {isPaper && <DateField id="answeredOn" label={words.answeredOn} max={today} error={error('answeredOn')} defaultValue={typed('answeredOn', today)} />}
        <Button kind="main">{isPaper ? words.submitPaper : words.submitOwn}</Button>
      </Send>
    </>
  );
}
