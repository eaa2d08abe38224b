import { zodResolver } from '@hookform/resolvers/zod';
import type { KeyboardEvent } from 'react';
import { get, useForm } from 'react-hook-form';
import { findingText, LEVELS, type Domain, type Level } from '~/domain/findings';
import type { Reason } from '~/domain/refusal';
import { useWords } from '~/i18n/words';
import { idOf, ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button } from '../ui/button';
import { Card, Section } from '../ui/card';
import { RadioGroup } from '../ui/choice';
import { ErrorSummary } from '../ui/error-summary';
import { TextArea } from '../ui/field';
import { LevelDots } from '../ui/stair';
import { useAutosave } from './autosave';

interface FindingFormProps {
  domains: readonly Domain[];
  text: { strengths: string; needs: string; helps: string; recommendations: string };
  levels: { domain: Domain; withSupport: Level; withoutSupport: Level; evidence: string }[];
  version: number;
  savedAt: string | null;
}

const BEFORE = ['strengths'] as const;
const AFTER = ['needs', 'helps', 'recommendations'] as const;
const RATED = ['withoutSupport', 'withSupport'] as const;

/** What each field of the form is called, by its name. */
export function useFindingLabels(domains: readonly Domain[]): Record<string, string> {
  const { m, fill } = useWords();
  const words = m.findings.form;
  const ofDomain = domains.flatMap((domain) =>
    ([...RATED, 'evidence'] as const).map((field) => [`levels.${domain}.${field}`, fill(words.levelOf, { domain: m.vocabulary.domains[domain], field: words[field] })]),
  );
  return { strengths: words.strengths, needs: words.needs, helps: words.helps, recommendations: words.recommendations, ...Object.fromEntries(ofDomain) };
}

/** A half-rated area waits for its second level; everything else is saved without it. */
function withoutHalfRated(body: URLSearchParams): boolean {
  const domains = [...new Set([...body.keys()].flatMap((name) => /^levels\.(\w+)\./.exec(name)?.[1] ?? []))];
  const waiting = domains.filter((domain) => RATED.some((field) => !body.has(`levels.${domain}.${field}`)));
  const begun = waiting.filter((domain) => RATED.some((field) => body.has(`levels.${domain}.${field}`)) || body.get(`levels.${domain}.evidence`));
  for (const domain of waiting) for (const field of [...RATED, 'evidence']) body.delete(`levels.${domain}.${field}`);
  return begun.length > 0;
}

/**
 * A specialist's own section. Checks in the browser with the schema the action uses and saves itself while it is written;
 * without scripts the same form posts as it is.
 */
export function FindingForm({ domains, text, levels, version, savedAt }: FindingFormProps) {
  const { m, fill, time } = useWords();
  const { problem, error, typed, sentence } = useProblem();
  const labels = useFindingLabels(domains);
  const { register, handleSubmit, formState } = useForm({ resolver: zodResolver(findingText), shouldFocusError: false });
  const autosave = useAutosave({ version: Number(typed('version', version)), savedAt, unsaved: problem !== undefined }, withoutHalfRated);
  const words = m.findings.form;

  const wrong = (name: string): string | undefined => {
    const reason = (get(formState.errors, name) as { message?: Reason } | undefined)?.message;
    return reason ? sentence(reason) : error(name);
  };
  const wrongHere = Object.keys(labels).filter((name) => get(formState.errors, name) !== undefined);

  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === 'Enter' && event.ctrlKey) event.currentTarget.requestSubmit();
  };

  const savedWords = autosave.savedAt ? fill(m.frame.saved, { time: time(autosave.savedAt) }) : '';
  const { saving } = autosave;
  const said = saving === 'saved' ? savedWords : saving === 'partly' ? `${savedWords}. ${m.findings.autosave.partly}` : m.findings.autosave[saving];

  const area = (name: 'strengths' | (typeof AFTER)[number], hint?: string) => (
    <TextArea id={name} label={words[name]} rows={6} hint={hint} error={wrong(name)} defaultValue={typed(name, text[name])} inputProps={register(name)} />
  );
  const levelOptions = LEVELS.map((value) => ({
    value: String(value),
    label: String(value),
    hint: m.vocabulary.levels[value],
    mark: value <= 4 ? <LevelDots level={value} of={4} /> : undefined,
  }));

  return (
    <>
      {wrongHere.length > 0 ? (
        <ErrorSummary title={m.frame.errors.title} errors={wrongHere.map((name) => ({ href: `#${idOf(name)}`, text: `${labels[name]}: ${wrong(name)}` }))} />
      ) : (
        <ProblemSummary labels={labels} />
      )}
      <Send
        className="stack"
        onSubmit={(event) => void handleSubmit(autosave.submit)(event)}
        onBlur={() => void autosave.save()}
        onKeyDown={onKeyDown}
      >
        <input type="hidden" name="version" ref={autosave.versionField} value={autosave.version} />
        <p className="max-w-reading">{words.lead}</p>
        {BEFORE.map((name) => <div key={name}>{area(name, words.strengthsHint)}</div>)}
        <ul className="small grid gap-1">
          {domains.map((domain) => <li key={domain}>{m.findings.strengthPrompts[domain]}</li>)}
        </ul>
        {domains.map((domain) => {
          const saved = levels.find((level) => level.domain === domain);
          const evidence = `levels.${domain}.evidence` as const;
          return (
            <Section key={domain} id={`domain-${domain}`} title={m.vocabulary.domains[domain]}>
              <Card>
                <div className="grid gap-6">
                  {RATED.map((field) => {
                    const name = `levels.${domain}.${field}` as const;
                    return (
                      <RadioGroup key={field} id={idOf(name)} name={name} layout="scale" legend={words[field]} error={wrong(name)} options={levelOptions} defaultValue={typed(name, saved?.[field])} inputProps={register(name)} />
                    );
                  })}
                  <TextArea id={idOf(evidence)} name={evidence} rows={3} label={words.evidence} hint={words.evidenceHint} optional={m.frame.optional} error={wrong(evidence)} defaultValue={typed(evidence, saved?.evidence)} inputProps={register(evidence)} />
                </div>
              </Card>
            </Section>
          );
        })}
        {AFTER.map((name) => <div key={name}>{area(name, name === 'helps' ? words.helpsHint : undefined)}</div>)}
        <Actions>
          <Button kind="main">{words.submit}</Button>
          <span className="small" role="status" aria-live="polite">
            {said}
          </span>
          <span className="small only-wide">{words.keys}</span>
        </Actions>
      </Send>
    </>
  );
}
