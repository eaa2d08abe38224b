import { useWords } from '~/i18n/words';
import { Conflict, ProblemSummary, useConflict, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/choice';
import { DateField, Hidden, TextArea } from '../ui/field';

/** The last day of an assignment and why it ends. */
export function EndingForm({ validTo, version, today }: { validTo: string; version: number; today: string }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.assistants.ending;
  const labels = { endsOn: words.endsOn, reason: words.reason };
  if (useConflict()) return <Conflict labels={labels} />;
  return (
    <>
      <ProblemSummary labels={labels} />
      <Send className="form">
        <Hidden name="version" value={version} />
        <DateField id="endsOn" label={words.endsOn} error={error('endsOn')} defaultValue={typed('endsOn', today)} min={today} max={validTo} />
        <TextArea id="reason" rows={3} label={words.reason} hint={words.reasonHint} error={error('reason')} defaultValue={typed('reason')} />
        <Checkbox id="atOnce" label={words.atOnce} hint={words.atOnceHint} defaultChecked={typed('atOnce') === 'yes'} />
        <Button kind="danger">{words.submit}</Button>
      </Send>
    </>
  );
}
