import type { ReactNode } from 'react';
import type { Answer, GoalContent, PlanContent } from '~/domain/plans';
import { useWords } from '~/i18n/words';
import { useGoalWords } from '../goals/goal-words';
import { Lines, Said } from '../goals/said';
import { CardPart, Told } from '../ui/card';
import { StateTag, type Tone } from '../ui/state-tag';
import { ANSWER_TONE } from './plan-tone';

const BAND_TONE: Record<'draft' | 'polish' | 'ready', Tone> = { draft: 'draft', polish: 'watch', ready: 'good' };

const has = (texts: GoalContent['why']) => Object.values(texts).some((text) => text !== '');

/** Where the goal starts and where it leads, in words. */
export function useFromTo() {
  const { m, fill, day } = useWords();
  const { amount } = useGoalWords();
  return (goal: GoalContent) =>
    fill(m.plans.answers.fromTo, { from: amount(goal.baseline, goal.unit, goal.measure), to: amount(goal.target, goal.unit, goal.measure), due: day(goal.dueOn) });
}

/** A goal as the team reads it. */
export function GoalForTeam({ goal, answers = [], links }: { goal: GoalContent; answers?: PlanContent['answers']; links?: ReactNode }) {
  const { m, fill, count, inOwn } = useWords();
  const fromTo = useFromTo();
  const words = m.goals;
  const who = [goal.responsible, goal.method, count(goal.perWeek, words.sentence.often)].filter(Boolean).join(' · ');
  const said = answers.flatMap(({ name, answers: all }) => all.filter(({ goalId }) => goalId === goal.id).map(({ answer, comment }) => ({ name, answer, comment })));
  return (
    <CardPart id={`goal-${goal.id}`}>
      <p className="small">{m.vocabulary.goalAreas[goal.area]} · <Said texts={goal.skill} />{goal.state !== 'draft' && ` · ${m.vocabulary.goalStates[goal.state]}`}</p>
      <h3><Said texts={goal.title} /></h3>
      <p>{has(goal.condition) && <><Said texts={goal.condition} />: </>}<Said texts={goal.behaviour} /></p>
      <p className="num mt-1">{fromTo(goal)}</p>
      <p className="small">{who}{goal.settings.length > 0 && ` · ${goal.settings.map((place) => m.vocabulary.places[place]).join(', ')}`}</p>
      {goal.quality && (
        <p className="mt-2">
          <StateTag tone={BAND_TONE[goal.quality.band]} text={words.quality.bands[goal.quality.band]} />
          {goal.quality.hints.length > 0 && <span className="small"> {goal.quality.hints.map((part) => words.quality.parts[part]).join(', ')}</span>}
        </p>
      )}
      <Told
        items={[
          ...(has(goal.strategies) ? [{ label: words.fields.strategies, text: <Lines texts={goal.strategies} /> }] : []),
          ...(has(goal.why) ? [{ label: words.fields.why, text: <Said texts={goal.why} /> }] : []),
          ...(has(goal.home) ? [{ label: words.fields.home, text: <Said texts={goal.home} /> }] : []),
        ]}
      />
      {said.map(({ name, answer, comment }) => (
        <div key={name} className="mt-2">
          <StateTag tone={ANSWER_TONE[answer]} text={fill(m.plans.sheet.onGoal, { name, answer: m.vocabulary.answers[answer] })} />
          {comment && <p>{comment}</p>}
        </div>
      ))}
      {links && <div className="actions mt-2" role="group" aria-label={inOwn(goal.title).text}>{links}</div>}
    </CardPart>
  );
}

/** A goal as the family reads it: what, why, how at home, where it starts and where it leads. */
export function GoalForFamily({ goal, answer, comment, children }: { goal: GoalContent; answer?: Answer | null; comment?: string; children?: ReactNode }) {
  const { m } = useWords();
  const fromTo = useFromTo();
  const words = m.plans.answers;
  return (
    <CardPart id={`goal-${goal.id}`}>
      <h3><Said texts={goal.title} /></h3>
      <Told
        items={[
          { label: words.what, text: <Said texts={goal.behaviour} /> },
          ...(has(goal.why) ? [{ label: words.why, text: <Said texts={goal.why} /> }] : []),
          ...(has(goal.home) ? [{ label: words.home, text: <Said texts={goal.home} /> }] : []),
          { label: words.now, text: fromTo(goal) },
        ]}
      />
      {answer && (
        <div className="mt-2">
          <StateTag tone={ANSWER_TONE[answer]} text={m.vocabulary.answers[answer]} />
          {comment && <p>{comment}</p>}
        </div>
      )}
      {children}
    </CardPart>
  );
}
