import { LEVELS, type Domain, type Level } from '~/domain/findings';
import type { Named } from '~/domain/sections';
import { useWords } from '~/i18n/words';
import { idOf } from '../frame/problem';
import { SelectField } from '../ui/field';
import type { Controls } from './section-names';

interface CodesPartProps extends Controls {
  domain: Domain;
  codes: readonly string[];
  labels: Record<string, Named>;
  chosen: { code: string; qualifier: Level }[];
}

/** The ICF codes of an area, each with a level; of the environment, how much it hinders. */
export function CodesPart({ domain, codes, labels, chosen, typed, wrong, register }: CodesPartProps) {
  const { m, count, inOwn } = useWords();
  const words = m.findings.form;
  if (codes.length === 0) return null;
  const rated = codes.filter((code) => chosen.some((one) => one.code === code)).length;
  return (
    <details id={`codes-${domain}`} open={codes.some((code) => wrong(`codes.${code}`)) ? true : undefined}>
      <summary>{words.codes}{rated > 0 && <span className="small"> · {count(rated, words.chosen)}</span>}</summary>
      <p className="small mt-2">{words.codesHint}</p>
      <div className="mt-3 grid gap-4 mid:grid-cols-2">
        {codes.map((code) => {
          const name = `codes.${code}`;
          const levels = code.startsWith('e') ? m.findings.barriers : m.vocabulary.levels;
          return (
            <SelectField
              key={code}
              id={idOf(name)}
              name={name}
              label={labels[code] ? `${code} ${inOwn(labels[code]).text}` : code}
              error={wrong(name)}
              defaultValue={typed(name, chosen.find((one) => one.code === code)?.qualifier)}
              empty={words.noCode}
              options={LEVELS.map((value) => ({ value: String(value), label: `${value}: ${levels[value]}` }))}
              inputProps={register(name)}
            />
          );
        })}
      </div>
    </details>
  );
}
