import { useWords } from '~/i18n/words';
import { Conflict, ProblemSummary, useConflict, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { Hidden, NumberField } from '../ui/field';

/** The numbers the load and the planner are measured by. */
export function NormsForm({ population, norm, leadDays, version }: { population: number | null; norm: number; leadDays: number; version: number }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.load.form;
  const labels = { population: words.population, norm: words.norm, leadDays: words.leadDays };
  if (useConflict()) return <Conflict labels={labels} />;
  return (
    <>
      <ProblemSummary labels={labels} />
      <Send className="form">
        <Hidden name="version" value={version} />
        <NumberField id="population" label={words.population} hint={words.populationHint} optional={m.frame.optional} error={error('population')} defaultValue={typed('population', population)} min={1} />
        <NumberField id="norm" label={words.norm} hint={words.normHint} error={error('norm')} defaultValue={typed('norm', norm)} min={1000} />
        <NumberField id="leadDays" label={words.leadDays} hint={words.leadDaysHint} error={error('leadDays')} defaultValue={typed('leadDays', leadDays)} min={1} max={365} />
        <Actions>
          <Button kind="main">{words.submit}</Button>
          <LinkButton kind="quiet" href="/load">{m.frame.cancel}</LinkButton>
        </Actions>
      </Send>
    </>
  );
}
