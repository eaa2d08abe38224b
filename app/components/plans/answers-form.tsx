import { ANSWERS, type Answer, type GoalContent } from '~/domain/plans';
import { useWords } from '~/i18n/words';
import { idOf, ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { RadioGroup } from '../ui/choice';
import { Hidden, TextArea } from '../ui/field';
import { Notice } from '../ui/notice';
import { GoalForFamily } from './goal-parts';

interface AnswersFormProps {
  version: number;
  goals: (GoalContent & { answer: Answer | null; comment: string })[];
  sentAt: string | null;
  /** The plan waits for answers now. */
  open: boolean;
}

/** The family's page: each goal in plain words with three answers; saved as often as one likes, sent once. */
export function AnswersForm({ version, goals, sentAt, open }: AnswersFormProps) {
  const { m, fill, inOwn, moment, number } = useWords();
  const { error, typed } = useProblem();
  const words = m.plans.answers;
  const done = goals.filter(({ answer }) => answer !== null).length;
  const labels = { 'answers[].answer': m.plans.sheet.buttons.answers, 'answers[].comment': words.comment };
  if (sentAt || !open) {
    return (
      <>
        <ProblemSummary />
        <Notice kind={sentAt ? 'good' : 'readonly'} role="status">{sentAt ? fill(words.sent, { when: moment(sentAt) }) : words.over}</Notice>
        <div className="mt-4">
          <Card bare watermark={open ? m.plans.watermark : undefined}>
            {goals.map((goal) => <GoalForFamily key={goal.id} goal={goal} answer={goal.answer} comment={goal.comment} />)}
          </Card>
        </div>
      </>
    );
  }
  return (
    <>
      <p className="max-w-reading mt-2">{words.lead}</p>
      <p className="num mt-2 font-strong" role="status">{fill(words.counter, { done: number(done), of: number(goals.length) })}</p>
      <ProblemSummary labels={labels} />
      <Send className="mt-4 grid gap-4">
        <Hidden name="version" value={version} />
        <Card bare watermark={m.plans.watermark}>
          {goals.map((goal, index) => {
            const name = (field: string) => `answers[${index}].${field}`;
            return (
              <GoalForFamily key={goal.id} goal={goal}>
                <div className="mt-4 grid gap-4">
                  <Hidden name={name('goalId')} value={goal.id} />
                  <RadioGroup
                    id={idOf(name('answer'))}
                    name={name('answer')}
                    legend={fill(words.legend, { goal: inOwn(goal.title).text })}
                    legendHidden
                    layout="chips"
                    error={error(name('answer'))}
                    defaultValue={typed(name('answer'), goal.answer) || undefined}
                    options={ANSWERS.map((value) => ({ value, label: m.vocabulary.answers[value] }))}
                  />
                  <TextArea
                    id={idOf(name('comment'))}
                    name={name('comment')}
                    rows={2}
                    label={words.comment}
                    optional={m.frame.optional}
                    error={error(name('comment'))}
                    defaultValue={typed(name('comment'), goal.comment)}
                  />
                </div>
              </GoalForFamily>
            );
          })}
        </Card>
        <p className="small">{words.sendHint}</p>
        <div className="actions">
          <Button kind="main" name="send" value="yes">{words.send}</Button>
          <Button>{words.save}</Button>
        </div>
      </Send>
    </>
  );
}
