import { OPINIONS, type Opinion } from '~/domain/meetings';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { RadioGroup } from '../ui/choice';
import { TextArea } from '../ui/field';

/** A member's own opinion; nobody else can write it. */
export function OpinionForm({ assessmentId, opinion, words }: { assessmentId: string; opinion: Opinion | null; words: string }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const { fields, hints, submitOpinion } = m.meetings;
  return (
    <>
      <ProblemSummary labels={fields} />
      <p className="max-w-reading">{hints.opinionLead}</p>
      <Send className="form">
        <RadioGroup
          id="opinion"
          name="opinion"
          legend={fields.opinion}
          error={error('opinion')}
          defaultValue={typed('opinion', opinion)}
          options={OPINIONS.map((value) => ({ value, label: m.vocabulary.opinions[value] }))}
        />
        <TextArea id="words" rows={6} label={fields.words} hint={hints.words} error={error('words')} defaultValue={typed('words', words)} />
        <Actions>
          <Button kind="main">{submitOpinion}</Button>
          <LinkButton kind="quiet" href={`/assessments/${assessmentId}/meeting`}>{m.frame.back}</LinkButton>
        </Actions>
      </Send>
    </>
  );
}
