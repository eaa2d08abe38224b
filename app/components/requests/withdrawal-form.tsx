import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { Hidden, TextArea } from '../ui/field';
import { Notice } from '../ui/notice';

/** Takes a request out of the queue, with the reason that stays in the journal. */
export function RequestWithdrawalForm({ requestId, version, open, booked }: { requestId: string; version: number; open: boolean; booked: number }) {
  const { m, fill } = useWords();
  const { error, typed } = useProblem();
  const words = m.requests.withdrawal;
  return (
    <>
      <ProblemSummary labels={{ reason: words.reason }} />
      {open ? (
        <Send className="form">
          <Hidden name="version" value={version} />
          {booked > 0 && <Notice kind="watch">{words.booked}</Notice>}
          <TextArea id="reason" label={words.reason} hint={words.reasonHint} error={error('reason')} defaultValue={typed('reason')} maxLength={1000} counter={fill(m.frame.upTo.other, { n: 1000 })} />
          <Actions>
            <Button kind="danger">{words.submit}</Button>
            <LinkButton href={`/requests/${requestId}`}>{m.frame.cancel}</LinkButton>
          </Actions>
        </Send>
      ) : (
        <Notice kind="readonly" action={<LinkButton href={`/requests/${requestId}`}>{m.frame.back}</LinkButton>}>{words.not}</Notice>
      )}
    </>
  );
}
