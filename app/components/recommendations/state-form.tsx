import { RECOMMENDATION_STATES, type RecommendationState } from '~/domain/recommendations';
import { useWords } from '~/i18n/words';
import { Conflict, ProblemSummary, useConflict, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { ChoiceChips } from '../ui/choice';
import { Hidden, TextArea } from '../ui/field';

interface StateFormProps {
  state: RecommendationState;
  reason: string;
  interim: string;
  awaitsPlace: boolean;
  version: number;
  back: string;
}

/** How far a recommendation has come; interim support is asked for where a child waits for a place. */
export function StateForm({ state, reason, interim, awaitsPlace, version, back }: StateFormProps) {
  const { m, fill } = useWords();
  const { error, typed } = useProblem();
  const words = m.recommendations.tracking;
  const labels = { state: words.state, reason: words.reason, interim: words.interim };
  if (useConflict()) {
    return (
      <>
        <p className="mb-3">{fill(words.now, { state: m.vocabulary.recommendationStates[state] })}</p>
        <Conflict labels={{ reason: words.reason, ...(awaitsPlace ? { interim: words.interim } : {}) }} />
      </>
    );
  }
  return (
    <>
      <ProblemSummary labels={labels} />
      <Send className="form">
        <Hidden name="version" value={version} />
        <ChoiceChips
          id="state"
          name="state"
          legend={words.state}
          error={error('state')}
          defaultValue={typed('state', state)}
          options={RECOMMENDATION_STATES.map((value) => ({ value, label: m.vocabulary.recommendationStates[value] }))}
        />
        <TextArea id="reason" label={words.reason} hint={words.reasonHint} error={error('reason')} defaultValue={typed('reason', reason)} />
        {awaitsPlace && <TextArea id="interim" label={words.interim} hint={words.interimHint} optional={m.frame.optional} error={error('interim')} defaultValue={typed('interim', interim)} />}
        <Actions>
          <Button kind="main">{words.submit}</Button>
          <LinkButton kind="quiet" href={back}>{m.frame.cancel}</LinkButton>
        </Actions>
      </Send>
    </>
  );
}
