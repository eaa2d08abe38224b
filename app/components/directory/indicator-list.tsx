import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { Card } from '../ui/card';

export interface DefinedIndicator {
  id: string;
  name: Record<Language, string>;
  formula: string;
  unit: string;
  better: string;
}

/** What each indicator counts; the place of its number says that there is none yet. */
export function IndicatorList({ indicators }: { indicators: DefinedIndicator[] }) {
  const { m, inOwn } = useWords();
  const words = m.directory.indicators;
  const directions: Record<string, string> = words.directions;
  return (
    <ul className="grid gap-4 mid:grid-cols-2">
      {indicators.map(({ id, name, formula, unit, better }) => (
        <li key={id} className="min-w-0 wrap-anywhere">
          <Card>
            <h2>{inOwn(name).text}</h2>
            <p className="small">
              {id} · {words.noNumber}
            </p>
            <dl className="told mt-2">
              <dt>{words.formula}</dt>
              <dd lang="en">{formula}</dd>
              <dt>{words.unit}</dt>
              <dd lang="en">{unit}</dd>
              <dt>{words.better}</dt>
              <dd>{directions[better] ?? better}</dd>
            </dl>
          </Card>
        </li>
      ))}
    </ul>
  );
}
