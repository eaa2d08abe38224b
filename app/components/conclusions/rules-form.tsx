import { useWords } from '~/i18n/words';
import { Conflict, ProblemSummary, useConflict, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { Checkbox } from '../ui/choice';
import { Hidden, NumberField } from '../ui/field';

/** What a PMPC sets for its own conclusions. */
export function RulesForm({ version, quorum, needsMinutes }: { version: number; quorum: number; needsMinutes: boolean }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const isClash = useConflict();
  const words = m.conclusions.rules;
  const labels = { quorum: words.quorum, needsMinutes: words.needsMinutes };
  if (isClash) return <Conflict labels={labels} />;
  return (
    <>
      <ProblemSummary labels={labels} />
      <Send className="form">
        <Hidden name="version" value={typed('version', version)} />
        <NumberField id="quorum" label={words.quorum} hint={words.quorumHint} min={1} max={20} error={error('quorum')} defaultValue={typed('quorum', quorum)} />
        <Checkbox id="needsMinutes" label={words.needsMinutes} defaultChecked={typed('needsMinutes', needsMinutes ? 'yes' : '') === 'yes'} />
        <Actions>
          <Button kind="main">{words.submit}</Button>
          <LinkButton kind="quiet" href="/conclusions">{m.frame.back}</LinkButton>
        </Actions>
      </Send>
    </>
  );
}
