import { CONSENT_ANSWERS, type ConsentManner } from '~/domain/consents';
import type { Relation } from '~/domain/guardians';
import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { ChoiceChips } from '../ui/choice';
import { DateField, SelectField } from '../ui/field';
import { Notice } from '../ui/notice';

interface TransferFormProps {
  manner: ConsentManner;
  guardians: { id: string; name: string; relation: Relation }[];
  pmpcs: (Record<Language, string> & { id: string })[];
  isGiven: boolean;
  today: string;
}

/** A guardian lets one PMPC read what other PMPCs concluded, here or on a paper that the PMPC records. */
export function TransferForm({ manner, guardians, pmpcs, isGiven, today }: TransferFormProps) {
  const { m, inOwn } = useWords();
  const { error, typed } = useProblem();
  const { form, transfer } = m.consents;
  const isPaper = manner === 'paper';
  if (isPaper && guardians.length === 0) return <Notice kind="watch">{form.noGuardians}</Notice>;
  const answers = isPaper ? { given: form.givenPaper, refused: form.refusedPaper } : { given: form.given, refused: form.refused };
  return (
    <>
      <ProblemSummary labels={{ guardianId: form.guardian, pmpcId: transfer.pmpc, state: form.state, answeredOn: form.answeredOn }} />
      {isGiven && <div className="mb-3"><Notice kind="good">{transfer.isGiven}</Notice></div>}
      <Send className="form">
        {isPaper ? (
          <SelectField
            id="guardianId"
            label={form.guardian}
            error={error('guardianId')}
            defaultValue={typed('guardianId')}
            empty={m.frame.choose}
            options={guardians.map(({ id, name, relation }) => ({ value: id, label: `${name} (${m.vocabulary.relations[relation]})` }))}
          />
        ) : (
          <SelectField id="pmpcId" label={transfer.pmpc} error={error('pmpcId')} defaultValue={typed('pmpcId')} empty={m.frame.choose} options={pmpcs.map(({ id, ...names }) => ({ value: id, label: inOwn(names).text }))} />
        )}
        <ChoiceChips id="state" name="state" legend={form.state} error={error('state')} defaultValue={typed('state')} options={CONSENT_ANSWERS.map((value) => ({ value, label: answers[value] }))} />
        {isPaper && <DateField id="answeredOn" label={form.answeredOn} max={today} error={error('answeredOn')} defaultValue={typed('answeredOn', today)} />}
        <Button kind="main">{isPaper ? form.submitPaper : form.submitOwn}</Button>
      </Send>
    </>
  );
}
