import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import type { Tone } from './state-tag';

export interface ChartPoint {
  /** A day number on the same scale as `x0` and `x1`. */
  x: number;
  value: number;
  /** The day in words, which only the large chart says. */
  label?: string;
  /** The value in words: «60 %», «2/5». */
  text: string;
}

export interface ProgressChartProps {
  points: ChartPoint[];
  /** Where the aim line starts; without it, or on an ordinal scale, the target is a level line. */
  baseline?: number;
  target?: number;
  /** First and last day of the aim. */
  x0: number;
  x1: number;
  /** The ends of the value axis; by default what the data need. */
  min?: number;
  max?: number;
  /** The decision about the goal: `draft` (few data) draws no line between points, `watch` and `late` hollow out the last run on the wrong side of the aim. */
  tone?: Tone;
  /** Whether more is better. */
  better?: 'up' | 'down';
  /** ordinal: levels, drawn as steps. */
  scale?: 'interval' | 'ordinal';
  /** small: 232 × 84, for a card · large: with axes. */
  size?: 'small' | 'large';
  /** Changes of the support: a dotted upright line with its word. */
  phases?: { x: number; label: string }[];
  /** Days named on the large chart's axis. */
  xTicks?: { x: number; label: string }[];
  /** How the large chart's axis says a value. */
  sayValue?: (value: number) => string;
  texts: {
    /** The whole chart in a sentence, for those who do not see it. */
    label: string;
    target?: string;
    from?: string;
    to?: string;
  };
}

const SIZE = {
  small: { width: 232, height: 84, left: 10, right: 10, top: 16, bottom: 22, radius: 3 },
  large: { width: 640, height: 320, left: 64, right: 56, top: 28, bottom: 44, radius: 4.5 },
};

const rounded = (value: number) => Math.round(value * 10) / 10;

/** How many of the last points in a row lie on the wrong side of the aim. */
function runBelow(points: ChartPoint[], aim: (x: number) => number, better: 'up' | 'down'): number {
  const reached = points.findLastIndex((point) => (better === 'up' ? point.value >= aim(point.x) : point.value <= aim(point.x)));
  return points.length - 1 - reached;
}

/** A point with its place in the drawing; a plain one is a dot of the small chart. */
interface Drawn {
  point: ChartPoint;
  name: 'point' | 'point-last' | 'point-below';
  x: number;
  y: number;
  plain: boolean;
}

const stairs = line<Drawn>(({ x }) => x, ({ y }) => y).curve(curveStepAfter);

/**
 * The course of a goal: points, the dashed way to the target, the last value in bold. Computed on the server; no script.
 * The plain points of a small chart are the round ends of one path: a page of goals has hundreds of them.
 */
export function ProgressChart({ points, baseline, target, x0, x1, min, max, tone = 'good', better = 'up', scale = 'interval', size = 'small', phases = [], xTicks = [], sayValue = String, texts }: ProgressChartProps) {
  const box = SIZE[size];
  const values = [...points.map((point) => point.value), baseline, target].filter((value) => value !== undefined);
  const low = min ?? Math.min(...values, 0);
  const high = max ?? Math.max(...values);
  const x = scaleLinear([Math.min(x0, ...points.map((point) => point.x)), Math.max(x1, ...points.map((point) => point.x))], [box.left, box.width - box.right]);
  const y = scaleLinear([low, high > low ? high : low + 1], [box.height - box.bottom, box.top]);
  const px = (value: number) => rounded(x(value));
  const py = (value: number) => rounded(y(value));

  const start = scale === 'ordinal' ? target : (baseline ?? target);
  const aim = target === undefined || start === undefined ? null : (day: number) => start + ((target - start) * (day - x0)) / (x1 - x0 || 1);
  const below = aim && (tone === 'watch' || tone === 'late') ? runBelow(points, aim, better) : 0;

  const last = points.at(-1);
  const drawn = points.map((point, index): Drawn => {
    const name = index >= points.length - below ? 'point-below' : point === last && tone !== 'draft' ? 'point-last' : 'point';
    return { point, name, x: px(point.x), y: py(point.value), plain: size === 'small' && name === 'point' };
  });
  const dots = drawn.filter(({ plain }) => plain).map((dot) => `M${dot.x} ${dot.y}h0`).join('');
  const floor = box.height - box.bottom + (size === 'small' ? 8 : 0);
  const aimEnd = target === undefined ? 0 : py(target);
  const crowded = last && aim && px(last.x) > box.width - box.right - 76 && Math.abs(py(last.value) - aimEnd) < 20;
  const roomRight = last && px(last.x) + 10 + last.text.length * 7.5 < box.width;
  const ticks = scale === 'ordinal' ? Array.from({ length: Math.floor(high) - Math.ceil(low) + 1 }, (_, index) => Math.ceil(low) + index) : y.ticks(4);

  return (
    <svg className={size === 'large' ? 'chart chart-large' : 'chart'} width={box.width} height={box.height} viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={texts.label}>
      {size === 'large' && ticks.map((tick) => (
        <g key={tick}>
          <path className="axis" d={`M${box.left} ${py(tick)}H${box.width - box.right}`} />
          <text x={box.left - 10} y={py(tick) + 5} textAnchor="end">{sayValue(tick)}</text>
        </g>
      ))}
      <path className="axis" d={`M${size === 'large' ? box.left : 4} ${floor}H${size === 'large' ? box.width - box.right : box.width - 4}`} />
      {phases.map((phase) => (
        <g key={phase.x}>
          <path className="phase" d={`M${px(phase.x)} ${box.top - 6}V${floor}`} />
          {size === 'large' && <text x={px(phase.x)} y={box.top - 10} textAnchor="middle">{phase.label}</text>}
        </g>
      ))}
      {aim && <path className="aim" d={`M${px(x0)} ${py(aim(x0))}L${px(x1)} ${py(aim(x1))}`} />}
      {tone !== 'draft' && points.length > 1 && <path className="path" d={scale === 'ordinal' ? (stairs(drawn) ?? '') : `M${drawn.map((at) => `${at.x} ${at.y}`).join('L')}`} />}
      {dots && <path className="points" d={dots} />}
      {drawn.filter(({ plain }) => !plain).map(({ point, name, ...at }) => (
        <circle key={point.x} className={name} cx={at.x} cy={at.y} r={name === 'point' ? box.radius : box.radius + 1.25}>
          {size === 'large' && <title>{`${point.label}: ${point.text}`}</title>}
        </circle>
      ))}
      {aim && texts.target && <text className="said-aim" x={Math.min(px(x1) + (size === 'large' ? 10 : 4), box.width - 2)} y={size === 'large' ? aimEnd + 5 : aimEnd - 5} textAnchor={size === 'large' ? 'start' : 'end'}>{texts.target}</text>}
      {last && tone !== 'draft' && (
        <text className="said-last" x={roomRight ? px(last.x) + 8 : px(last.x)} y={crowded || !roomRight ? py(last.value) + 20 : py(last.value) + 5} textAnchor={roomRight ? 'start' : 'end'}>{last.text}</text>
      )}
      {size === 'small' && texts.from && <text x={4} y={box.height - 2}>{texts.from}</text>}
      {size === 'small' && texts.to && <text x={box.width - 4} y={box.height - 2} textAnchor="end">{texts.to}</text>}
      {size === 'large' && xTicks.map((tick) => <text key={tick.x} x={px(tick.x)} y={floor + 26} textAnchor="middle">{tick.label}</text>)}
    </svg>
  );
}
