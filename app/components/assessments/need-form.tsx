import { MEMBER_STATES, type MemberState } from '~/domain/assessments';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { RadioGroup } from '../ui/choice';
import { TextArea } from '../ui/field';

/** Whether a specialist takes part; the other choice than now is proposed. */
export function NeedForm({ assessmentId, need }: { assessmentId: string; need: MemberState }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.assessments.need;
  const options = MEMBER_STATES.map((value) => ({ value, label: m.vocabulary.memberStates[value] }));
  return (
    <>
      <ProblemSummary labels={words} />
      <Send className="form">
        <RadioGroup id="need" name="need" layout="even" legend={words.need} error={error('need')} options={options} defaultValue={typed('need', need === 'needed' ? 'not-needed' : 'needed')} />
        <TextArea id="reason" label={words.reason} hint={words.reasonHint} error={error('reason')} defaultValue={typed('reason')} />
        <Actions>
          <Button kind="main">{words.submit}</Button>
          <LinkButton href={`/assessments/${assessmentId}`}>{m.frame.cancel}</LinkButton>
        </Actions>
      </Send>
    </>
  );
}
