import { addDays, daysBetween } from '~/domain/calendar';
import { MEASURES, type Direction } from '~/domain/goals';
import { useWords } from '~/i18n/words';
import { ProgressChart, type ChartPoint } from '../ui/chart';
import { ChartTable } from '../ui/chart-table';
import { toneOf, useMeasured, type Measured, type SaidDecision, type Scale } from './measured';

export interface ChartedGoal extends Scale {
  direction: Direction;
  baseline: number;
  target: number;
  startsOn: string;
  dueOn: string;
}

export interface GoalChartProps {
  goal: ChartedGoal;
  points: (Measured & { on: string })[];
  decision: SaidDecision;
  size?: 'small' | 'large';
}

/** The course of one goal: its measurements, the way to the target and what they say by colour and shape. Drawn on the server. */
export function GoalChart({ goal, points, decision, size = 'small' }: GoalChartProps) {
  const { m, fill, day, dayAndMonth, number } = useWords();
  const { say } = useMeasured();
  const words = m.progress.goal;
  const { min, max, aimLine } = MEASURES[goal.measure];
  const days = daysBetween(goal.startsOn, goal.dueOn);
  const brief = ({ value, successes, trials }: Measured) => (trials ? `${successes ?? 0}/${trials}` : number(value));
  const bounded = !aimLine || goal.measure === 'percent' || goal.measure === 'steps';
  const large = size === 'large';
  const drawn = large ? points : points.filter(({ on }) => on >= goal.startsOn);
  const shown = spread(drawn, goal.startsOn).map(({ x, point }): ChartPoint => ({ x, value: point.value, label: large ? day(point.on) : undefined, text: brief(point) }));
  const last = points.at(-1);
  const values = { baseline: say(goal, { value: goal.baseline }), target: say(goal, { value: goal.target }), day: day(goal.dueOn) };
  const label = last ? fill(words.chart, { ...values, n: number(points.length), last: say(goal, last) }) : fill(words.chartEmpty, values);
  const first = Math.min(0, shown[0]?.x ?? 0);
  const tickDays = large ? [0, 1 / 3, 2 / 3, 1].map((share) => Math.round(first + (days - first) * share)) : [];
  const phases = first < 0 ? [{ x: 0, label: fill(words.sinceVersion, { day: dayAndMonth(goal.startsOn) }) }] : [];
  const short = bounded && aimLine ? `${number(goal.target)} %` : number(goal.target);
  return (
    <ProgressChart
      points={shown}
      baseline={goal.baseline}
      target={goal.target}
      x0={0}
      x1={days}
      min={bounded ? min : undefined}
      max={bounded ? max : undefined}
      tone={toneOf(decision)}
      better={goal.direction === 'increase' ? 'up' : 'down'}
      scale={aimLine ? 'interval' : 'ordinal'}
      size={size}
      phases={phases}
      xTicks={tickDays.map((x) => ({ x, label: dayAndMonth(addDays(goal.startsOn, x)) }))}
      sayValue={(value) => (bounded && aimLine ? `${number(value)} %` : number(value))}
      texts={{ label, target: short, from: dayAndMonth(goal.startsOn), to: dayAndMonth(goal.dueOn) }}
    />
  );
}

/** Days since the start; several measurements of one day stand side by side within it. */
function spread<Point extends { on: string }>(points: Point[], startsOn: string): { x: number; point: Point }[] {
  const twins = new Map<string, number>();
  for (const { on } of points) twins.set(on, (twins.get(on) ?? 0) + 1);
  const seen = new Map<string, number>();
  return points.map((point) => {
    const before = seen.get(point.on) ?? 0;
    seen.set(point.on, before + 1);
    return { x: daysBetween(startsOn, point.on) + before / (twins.get(point.on) ?? 1), point };
  });
}

/** The chart's twin in words. */
export function GoalTable({ goal, points }: Pick<GoalChartProps, 'goal' | 'points'>) {
  const { m, day } = useWords();
  const { say } = useMeasured();
  const words = m.progress.goal;
  return <ChartTable summary={words.table} caption={words.tableCaption} heads={[words.day, words.value]} rows={points.map((point) => [day(point.on), say(goal, point)])} />;
}
