import { MEETING_DECISIONS } from '~/domain/meetings';
import { useWords } from '~/i18n/words';
import { Conflict, ProblemSummary, idOf, useConflict, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { Card } from '../ui/card';
import { Checkbox, RadioGroup } from '../ui/choice';
import { DateField, Hidden, TextArea } from '../ui/field';
import type { Decided, Minutes } from './meeting-sheet';
import { useSubjectWords } from './subject-words';

interface MinutesFormProps {
  assessmentId: string;
  /** Null before anything is written. */
  minutes: (Minutes & { version: number }) | null;
  subjects: Decided[];
  today: string;
}

/** What was discussed and decided, recommendation by recommendation; when somebody else saved first, both texts. */
export function MinutesForm({ assessmentId, minutes, subjects, today }: MinutesFormProps) {
  const { m, fill } = useWords();
  const { error, typed } = useProblem();
  const isClash = useConflict();
  const subjectWords = useSubjectWords();
  const { fields, hints, labels: about, submit } = m.meetings;
  const ofSubjects = subjects.flatMap(({ subject }, index) => [
    [`decisions[${index}].decision`, fill(about.decisionOn, { subject: subjectWords(subject) })],
    [`decisions[${index}].note`, fill(about.noteOn, { subject: subjectWords(subject) })],
  ]);
  const labels: Record<string, string> = { ...fields, ...Object.fromEntries(ofSubjects) };
  if (isClash) return <Conflict labels={labels} />;
  return (
    <>
      <ProblemSummary labels={labels} />
      <Send className="form">
        <Hidden name="version" value={typed('version', minutes?.version ?? 0)} />
        <DateField id="heldOn" label={fields.heldOn} max={today} error={error('heldOn')} defaultValue={typed('heldOn', minutes?.heldOn ?? today)} />
        <Checkbox id="familyPresent" label={fields.familyPresent} defaultChecked={typed('familyPresent', minutes?.familyPresent ? 'yes' : '') === 'yes'} />
        <TextArea id="summary" rows={6} label={fields.summary} hint={hints.summary} error={error('summary')} defaultValue={typed('summary', minutes?.summary)} />
        <h2>{fields.subjects}</h2>
        <p className="small">{subjects.length > 0 ? hints.subjects : hints.noSubjects}</p>
        {subjects.map((row, index) => {
          const decision = `decisions[${index}].decision`;
          const note = `decisions[${index}].note`;
          return (
            <Card key={row.subject}>
              <div className="grid gap-4">
                <Hidden name={`decisions[${index}].subject`} value={row.subject} />
                <RadioGroup
                  id={idOf(decision)}
                  name={decision}
                  layout="chips"
                  legend={subjectWords(row.subject)}
                  hint={row.isGone ? m.meetings.gone : undefined}
                  error={error(decision)}
                  defaultValue={typed(decision, row.decision)}
                  options={MEETING_DECISIONS.map((value) => ({ value, label: m.vocabulary.meetingDecisions[value] }))}
                />
                <TextArea
                  id={idOf(note)}
                  name={note}
                  rows={2}
                  label={<>{fields.note}<span className="sr-only">: {subjectWords(row.subject)}</span></>}
                  error={error(note)}
                  defaultValue={typed(note, row.note)}
                />
              </div>
            </Card>
          );
        })}
        <TextArea id="decision" rows={5} label={fields.decision} hint={hints.decision} error={error('decision')} defaultValue={typed('decision', minutes?.decision)} />
        <Actions>
          <Button kind="main">{submit}</Button>
          <LinkButton kind="quiet" href={`/assessments/${assessmentId}/meeting`}>{m.frame.back}</LinkButton>
        </Actions>
      </Send>
    </>
  );
}
