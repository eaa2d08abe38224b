import { scaleLinear } from 'd3-scale';

interface TwoLinesProps {
  /** What each step along the axis is called. */
  labels: string[];
  /** A full line with points. */
  full: { values: number[]; label: string };
  /** A dashed line. */
  dashed: { values: number[]; label: string };
  /** The whole drawing in a sentence. */
  label: string;
  say: (value: number) => string;
}

const BOX = { width: 640, height: 300, left: 64, right: 24, top: 52, bottom: 44 };
const rounded = (value: number) => Math.round(value * 10) / 10;

/** Two courses over the same steps, told apart by their stroke as well as by their word. Drawn on the server. */
export function TwoLines({ labels, full, dashed, label, say }: TwoLinesProps) {
  const high = Math.max(1, ...full.values, ...dashed.values);
  const x = scaleLinear([0, Math.max(1, labels.length - 1)], [BOX.left, BOX.width - BOX.right]);
  const y = scaleLinear([0, high], [BOX.height - BOX.bottom, BOX.top]).nice(4);
  const path = (values: number[]) => values.map((value, index) => `${index === 0 ? 'M' : 'L'}${rounded(x(index))} ${rounded(y(value))}`).join('');
  const step = Math.max(1, Math.ceil(labels.length / 5));
  const floor = BOX.height - BOX.bottom;
  return (
    <svg className="chart chart-large" width={BOX.width} height={BOX.height} viewBox={`0 0 ${BOX.width} ${BOX.height}`} role="img" aria-label={label}>
      {y.ticks(4).filter(Number.isInteger).map((tick) => (
        <g key={tick}>
          <path className="axis" d={`M${BOX.left} ${rounded(y(tick))}H${BOX.width - BOX.right}`} />
          <text x={BOX.left - 10} y={rounded(y(tick)) + 5} textAnchor="end">{say(tick)}</text>
        </g>
      ))}
      <path className="axis" d={`M${BOX.left} ${floor}H${BOX.width - BOX.right}`} />
      <path className="path" d={path(full.values)} />
      {full.values.map((value, index) => (
        <circle key={index} className="point" cx={rounded(x(index))} cy={rounded(y(value))} r={3.5}>
          <title>{`${labels[index]}: ${say(value)}`}</title>
        </circle>
      ))}
      <path className="aim" d={path(dashed.values)} />
      <path className="path" d={`M${BOX.left} 14h32`} />
      <text x={BOX.left + 42} y={19}>{full.label}</text>
      <path className="aim" d={`M${BOX.width / 2} 14h32`} />
      <text x={BOX.width / 2 + 42} y={19}>{dashed.label}</text>
      {labels.map((word, index) => index % step === 0 && <text key={word} x={rounded(x(index))} y={floor + 28} textAnchor={index === 0 ? 'start' : 'middle'}>{word}</text>)}
    </svg>
  );
}
