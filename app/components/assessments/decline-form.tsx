import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { TextArea } from '../ui/field';

/** Why a referral is not accepted. */
export function DeclineForm({ referralId }: { referralId: string }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.assessments.decline;
  return (
    <>
      <ProblemSummary labels={words} />
      <Send className="form">
        <TextArea id="declineReason" label={words.declineReason} error={error('declineReason')} defaultValue={typed('declineReason')} />
        <Actions>
          <Button kind="danger">{words.submit}</Button>
          <LinkButton href={`/referrals/${referralId}`}>{m.frame.cancel}</LinkButton>
        </Actions>
      </Send>
    </>
  );
}
