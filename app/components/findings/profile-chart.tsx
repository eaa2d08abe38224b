import type { Domain, Level } from '~/domain/findings';
import { useWords } from '~/i18n/words';
import { ChartTable } from '../ui/chart-table';

export interface LevelPair {
  domain: Domain;
  withSupport: Level;
  withoutSupport: Level;
}

const WIDTH = 268;
const [LEFT, RIGHT] = [10, WIDTH - 10];
const LANE = 46;

/** From 0 on the left to 4 on the right; what is not specified has no place. */
const at = (level: Level | undefined) => (level === undefined || level > 4 ? null : LEFT + ((RIGHT - LEFT) * level) / 4);

/** The levels with the present support, area by area: a ring for the earlier examination, a dot for this one. */
export function ProfileChart({ domains, earlier, now }: { domains: readonly Domain[]; earlier: { sessionOn: string; levels: LevelPair[] }[]; now: LevelPair[] }) {
  const { m, fill, day } = useWords();
  const words = m.findings.beside;
  const [last] = earlier;
  if (!last) return null;
  const levelIn = (levels: LevelPair[], domain: Domain) => levels.find((level) => level.domain === domain);
  const inWords = (pair: LevelPair | undefined, field: 'withSupport' | 'withoutSupport') => (pair ? `${pair[field]}, ${m.vocabulary.levels[pair[field]]}` : '—');
  const said = domains.map((domain) => fill(words.line, { domain: m.vocabulary.domains[domain], then: inWords(levelIn(last.levels, domain), 'withSupport'), now: inWords(levelIn(now, domain), 'withSupport') }));
  const cell = (pair: LevelPair | undefined) => (pair ? `${pair.withoutSupport} / ${pair.withSupport}` : '—');

  return (
    <div className="grid gap-2">
      <svg className="chart" width={WIDTH} height={domains.length * LANE} viewBox={`0 0 ${WIDTH} ${domains.length * LANE}`} role="img" aria-label={fill(words.chart, { then: fill(words.then, { day: day(last.sessionOn) }), said: said.join('; ') })}>
        {domains.map((domain, row) => {
          const y = row * LANE + 30;
          const [then, here] = [at(levelIn(last.levels, domain)?.withSupport), at(levelIn(now, domain)?.withSupport)];
          return (
            <g key={domain}>
              <text x={0} y={y - 16}>{m.vocabulary.domains[domain]}</text>
              <path className="axis" d={`M${LEFT} ${y}H${RIGHT}`} />
              {([0, 1, 2, 3, 4] as const).map((level) => <path key={level} className="axis" d={`M${at(level)} ${y - 3}v6`} />)}
              {then !== null && here !== null && <path className="path" d={`M${then} ${y}H${here}`} />}
              {then !== null && <circle className="point-then" cx={then} cy={y} r={7} />}
              {here !== null && <circle className="point-last" cx={here} cy={y} r={4.5} />}
            </g>
          );
        })}
      </svg>
      <p className="small">{fill(words.legend, { day: day(last.sessionOn) })}</p>
      <ChartTable
        summary={words.table}
        caption={words.earlier}
        heads={[m.findings.page.area, ...earlier.map(({ sessionOn }) => day(sessionOn)), words.now]}
        rows={domains.map((domain) => [m.vocabulary.domains[domain], ...earlier.map(({ levels }) => cell(levelIn(levels, domain))), cell(levelIn(now, domain))])}
      />
    </div>
  );
}
