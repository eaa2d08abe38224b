import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { Hidden, TextArea } from '../ui/field';

/** Why a visit does not take place. */
export function EndingForm({ version, label, submit, optional }: { version: number; label: string; submit: string; optional: boolean }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  return (
    <>
      <ProblemSummary labels={{ reason: label }} />
      <Send className="form">
        <Hidden name="version" value={version} />
        <TextArea id="reason" label={label} rows={3} maxLength={500} optional={optional ? m.frame.optional : undefined} error={error('reason')} defaultValue={typed('reason')} />
        <Button kind="danger">{submit}</Button>
      </Send>
    </>
  );
}
