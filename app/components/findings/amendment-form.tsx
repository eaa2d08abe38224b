import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { TextArea } from '../ui/field';

/** Why a signed section gets a new edition. */
export function AmendmentForm({ findingId }: { findingId: string }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.findings.amendment;
  return (
    <>
      <ProblemSummary labels={words} />
      <Send className="form">
        <TextArea id="reason" label={words.reason} error={error('reason')} defaultValue={typed('reason')} />
        <Actions>
          <Button kind="main">{words.submit}</Button>
          <LinkButton href={`/findings/${findingId}`}>{m.frame.cancel}</LinkButton>
        </Actions>
      </Send>
    </>
  );
}
