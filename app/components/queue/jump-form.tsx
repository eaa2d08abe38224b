import { URGENCIES, type Urgency } from '~/domain/queue';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useConflict, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { RadioGroup } from '../ui/choice';
import { Hidden, TextArea } from '../ui/field';
import { Notice } from '../ui/notice';

/** A new place in the order, with its reason. */
export function JumpForm({ requestId, urgency, version, closed }: { requestId: string; urgency: Urgency; version: number; closed: boolean }) {
  const { m, fill, count } = useWords();
  const { error, typed } = useProblem();
  const conflict = useConflict();
  const words = m.queue.jump;
  const labels = { urgency: words.urgency, reason: words.reason };
  if (closed) return <Notice kind="readonly" action={<LinkButton href={`/requests/${requestId}`}>{m.frame.back}</LinkButton>}>{words.closed}</Notice>;
  return (
    <>
      {conflict && <Notice kind="watch" title={m.frame.conflict.title}>{fill(words.now, { urgency: m.vocabulary.urgencies[urgency] })}</Notice>}
      <ProblemSummary labels={labels} />
      <Send className="form">
        <Hidden name="version" value={version} />
        <p>{fill(words.now, { urgency: m.vocabulary.urgencies[urgency] })}</p>
        <RadioGroup
          id="urgency"
          name="urgency"
          legend={words.urgency}
          error={error('urgency')}
          defaultValue={typed('urgency') || undefined}
          options={URGENCIES.map((value) => ({ value, label: m.vocabulary.urgencies[value] }))}
        />
        <TextArea id="reason" label={words.reason} hint={words.reasonHint} counter={count(2_000, m.frame.upTo)} error={error('reason')} defaultValue={typed('reason')} />
        <Actions>
          <Button kind="main">{words.submit}</Button>
          <LinkButton href={`/requests/${requestId}`}>{m.frame.cancel}</LinkButton>
        </Actions>
      </Send>
    </>
  );
}
