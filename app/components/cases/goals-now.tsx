import type { Change } from '~/domain/cases';
import type { Direction, GoalArea, MeasureType } from '~/domain/goals';
import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { GoalChart } from '../progress/goal-chart';
import { toneOf, useMeasured, type SaidDecision } from '../progress/measured';
import { LinkButton } from '../ui/button';
import { Beside, Card, CardPart, Section } from '../ui/card';
import { EmptyState } from '../ui/list';
import { StateTag } from '../ui/state-tag';
import { useChange } from './change';

export interface GoalInCase {
  id: string;
  title: { kk: string; ru: string };
  area: GoalArea;
  skill: Record<Language, string> | null;
  unit: string;
  measure: MeasureType;
  direction: Direction;
  baseline: number;
  target: number;
  startsOn: string;
  dueOn: string;
  course: { on: string; value: number; successes: number | null; trials: number | null }[];
  change: Change;
  decision: SaidDecision;
}

/** How many goals stand open; the rest wait under one line. */
const SHOWN = 3;

/** The goals of the plan in force: what to do about each in a word, how it goes in a sentence and a chart. */
export function GoalsNow({ goals, plan, mayRecord }: { goals: GoalInCase[]; plan: string | null; mayRecord: boolean }) {
  const { m, count } = useWords();
  const words = m.home;
  const link = plan ? { href: `/plans/${plan}`, label: count(goals.length, words.allGoals) } : undefined;
  const parts = goals.map((goal) => <GoalPart key={goal.id} goal={goal} mayRecord={mayRecord} />);
  return (
    <Section id="now" title={words.now} link={link}>
      {!plan && <EmptyState title={words.noPlan.title} text={words.noPlan.text} />}
      {plan && goals.length === 0 && <p>{words.noGoals}</p>}
      {goals.length > 0 && <Card bare>{parts.slice(0, SHOWN)}</Card>}
      {goals.length > SHOWN && (
        <details className="mt-3">
          <summary>{count(goals.length - SHOWN, words.moreGoals)}</summary>
          <div className="mt-3">
            <Card bare>{parts.slice(SHOWN)}</Card>
          </div>
        </details>
      )}
    </Section>
  );
}

function GoalPart({ goal, mayRecord }: { goal: GoalInCase; mayRecord: boolean }) {
  const { m, inOwn } = useWords();
  const { sayDecision } = useMeasured();
  const sayChange = useChange();
  const title = inOwn(goal.title);
  const decision = sayDecision(goal, goal.decision);
  const asks = goal.decision.tone === 'action' || goal.decision.tone === 'attention' || goal.decision.code === 'FEW_DATA';
  const about = [m.vocabulary.goalAreas[goal.area], goal.skill && inOwn(goal.skill).text].filter(Boolean).join(' · ');
  return (
    <CardPart id={`goal-${goal.id}`}>
      <Beside aside={<GoalChart goal={goal} points={goal.course} decision={goal.decision} />}>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StateTag tone={toneOf(goal.decision)} text={decision.short} />
          <span className="small">{about}</span>
        </p>
        <h3 className="mt-2" lang={title.lang}>
          <a href={`/goals/${goal.id}`}>{title.text}</a>
        </h3>
        <p className="small mt-1">
          {sayChange(goal, goal.change)}
          {asks && ` ${decision.text}`}
        </p>
        {mayRecord && (
          <p className="mt-3">
            <LinkButton href={`/goals/${goal.id}/entries/new`}>{m.home.record}</LinkButton>
          </p>
        )}
      </Beside>
    </CardPart>
  );
}
