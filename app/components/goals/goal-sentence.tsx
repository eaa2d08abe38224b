import type { Texts, WrittenGoal } from '~/domain/goals';
import { useWords } from '~/i18n/words';
import { useGoalWords } from './goal-words';

interface GoalSentenceProps {
  goal: WrittenGoal;
  unit: string;
  behaviour: Texts;
  condition: Texts;
}

const bare = (text: string) => text.trim().replace(/[.,;:]+$/, '');
const inside = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1);
const plain = (text: string) => text.replaceAll('….', '…');
const first = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

/**
 * The goal as one sentence: when and where, the child does what, from which level to which, by when, measured by whom.
 * What is not written yet stands as an ellipsis.
 */
export function GoalSentence({ goal, unit, behaviour, condition }: GoalSentenceProps) {
  const { m, fill, count, day, inOwn } = useWords();
  const { amount } = useGoalWords();
  const words = m.goals.sentence;
  const said = (texts: Texts) => bare(inOwn(texts).text) || words.missing;
  const value = (number: number | null | undefined) => (number == null ? words.missing : amount(number, unit, goal.measure));
  return (
    <p>
      {plain(first(fill(words.says, { condition: said(condition), behaviour: inside(said(behaviour)) })))}{' '}
      {plain(fill(words.numbers, {
        baseline: value(goal.baseline),
        target: value(goal.target),
        times: goal.consecutive ? count(goal.consecutive, words.times) : words.missing,
        due: goal.dueOn ? day(goal.dueOn) : words.missing,
      }))}{' '}
      {fill(words.measured, {
        who: [goal.responsible, goal.method && inside(goal.method)].filter(Boolean).join(', ') || words.missing,
        often: goal.perWeek ? count(goal.perWeek, words.often) : words.missing,
      })}
    </p>
  );
}
