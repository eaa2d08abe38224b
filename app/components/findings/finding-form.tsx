import { zodResolver } from '@hookform/resolvers/zod';
import { useMemo, type FocusEvent, type KeyboardEvent } from 'react';
import { get, useForm, type FieldValues, type Resolver } from 'react-hook-form';
import { findingText, LEVELS, type Domain, type Level } from '~/domain/findings';
import type { MilestoneState } from '~/domain/milestones-of-age';
import type { Reason } from '~/domain/refusal';
import { TOOL_ROWS, type UsedTool } from '~/domain/sections';
import { useWords } from '~/i18n/words';
import { useAutosave } from '../frame/autosave';
import { idOf, ProblemSummary, useProblem } from '../frame/problem';
import { SavedState } from '../frame/saved-state';
import { Send } from '../frame/send';
import { Actions, Button } from '../ui/button';
import { Card, Section } from '../ui/card';
import { RadioGroup } from '../ui/choice';
import { ErrorSummary } from '../ui/error-summary';
import { DateField, TextArea, TextField } from '../ui/field';
import { LevelDots } from '../ui/stair';
import { CodesPart } from './codes-part';
import { MilestonesPart } from './milestones-part';
import { OwnField } from './own-field';
import { RATED, useFindingLabels, type AskedSection, type Controls } from './section-names';

interface FindingFormProps extends AskedSection {
  text: { strengths: string; needs: string; helps: string; recommendations: string };
  /** Complete ones and those that wait for a level. */
  levels: { domain: Domain; withSupport: Level | null; withoutSupport: Level | null; evidence: string }[];
  answers: Record<string, string>;
  codes: { code: string; qualifier: Level }[];
  milestones: { milestone: string; state: MilestoneState }[];
  tools: UsedTool[];
  gestation: { weeks: number | null; asked: boolean };
  version: number;
  savedAt: string | null;
}

const AFTER = ['needs', 'helps', 'recommendations'] as const;
/** Empty rows for tools under the written ones. */
const SPARE_TOOLS = 2;

/**
 * A specialist's own section. Checks in the browser with the schema the action uses and saves itself while it is written;
 * without scripts the same form posts as it is.
 */
export function FindingForm({ text, levels, answers, codes, milestones, tools, gestation, version, savedAt, ...asked }: FindingFormProps) {
  const { domains, template, codeLabels, milestonesAsked } = asked;
  const { m, fill } = useWords();
  const { problem, error, typed, sentence } = useProblem();
  const labels = useFindingLabels(asked);
  const schema = useMemo(() => findingText({ template, milestones: milestonesAsked }), [template, milestonesAsked]);
  const { register, handleSubmit, formState } = useForm<FieldValues>({ resolver: zodResolver(schema) as unknown as Resolver<FieldValues>, shouldFocusError: false });
  const autosave = useAutosave({ version: Number(typed('version', version)), savedAt, unsaved: problem !== undefined });
  const words = m.findings.form;

  const wrong = (name: string): string | undefined => {
    const reason = (get(formState.errors, name) as { message?: Reason } | undefined)?.message;
    return reason ? sentence(reason) : error(name);
  };
  const wrongHere = Object.keys(labels).filter((name) => get(formState.errors, name) !== undefined);
  const controls: Controls = { typed, wrong, register };

  const area = (name: 'strengths' | (typeof AFTER)[number], hint?: string) => (
    <TextArea id={name} label={words[name]} rows={5} hint={hint} error={wrong(name)} defaultValue={typed(name, text[name])} inputProps={register(name)} />
  );
  const levelOptions = LEVELS.map((value) => ({
    value: String(value),
    label: String(value),
    hint: m.vocabulary.levels[value],
    mark: value <= 4 ? <LevelDots level={value} of={4} /> : undefined,
  }));
  const toolRows = Math.min(TOOL_ROWS, tools.length + SPARE_TOOLS);
  const weeks = (
    <TextField id="gestationWeeks" short label={words.gestation} hint={words.gestationHint} error={wrong('gestationWeeks')} defaultValue={typed('gestationWeeks')} inputProps={{ inputMode: 'numeric', ...register('gestationWeeks') }} />
  );

  return (
    <>
      {wrongHere.length > 0 ? (
        <ErrorSummary title={m.frame.errors.title} errors={wrongHere.map((name) => ({ href: `#${idOf(name)}`, text: `${labels[name]}: ${wrong(name)}` }))} />
      ) : (
        <ProblemSummary labels={labels} />
      )}
      <Send
        className="stack"
        onSubmit={(event) => {
          const { submitter } = event.nativeEvent as SubmitEvent;
          void handleSubmit(() => autosave.submit(submitter))(event);
        }}
        onBlur={(event) => {
          if (!staysInScale(event)) void autosave.save();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) goOn(event.currentTarget, () => void autosave.save());
          else scoreByDigit(event);
        }}
      >
        <input type="hidden" name="version" ref={autosave.versionField} value={autosave.version} />
        <div data-part>
          <p className="mb-4 max-w-reading">{words.lead}</p>
          {area('strengths', words.strengthsHint)}
          <ul className="small mt-2 grid gap-1">
            {domains.map((domain) => <li key={domain}>{m.findings.strengthPrompts[domain]}</li>)}
          </ul>
        </div>
        {template.fields.length > 0 && (
          <div data-part>
            <Section id="own" title={words.own}>
              <p className="small mb-4">{words.ownHint}</p>
              <div className="grid gap-5">
                {template.fields.map((field) => <OwnField key={field.code} field={field} value={answers[field.code]} {...controls} />)}
              </div>
            </Section>
          </div>
        )}
        {domains.map((domain) => {
          const saved = levels.find((level) => level.domain === domain);
          const evidence = `levels.${domain}.evidence`;
          return (
            <div key={domain} data-part>
              <Section id={`domain-${domain}`} title={m.vocabulary.domains[domain]}>
                <Card>
                  <div className="grid gap-6">
                    <div className="scales">
                      {RATED.map((field) => {
                        const name = `levels.${domain}.${field}`;
                        return (
                          <RadioGroup key={field} id={idOf(name)} name={name} layout="scale" legend={words[field]} error={wrong(name)} options={levelOptions} defaultValue={typed(name, saved?.[field])} inputProps={register(name)} />
                        );
                      })}
                    </div>
                    <TextArea id={idOf(evidence)} name={evidence} rows={3} label={words.evidence} hint={words.evidenceHint} optional={m.frame.optional} error={wrong(evidence)} defaultValue={typed(evidence, saved?.evidence)} inputProps={register(evidence)} />
                    <CodesPart domain={domain} codes={template.icf[domain] ?? []} labels={codeLabels} chosen={codes} {...controls} />
                  </div>
                </Card>
              </Section>
            </div>
          );
        })}
        {(milestonesAsked.length > 0 || gestation.asked) && (
          <div data-part>
            <Section id="milestones" title={words.milestones}>
              <p className="small mb-4 max-w-reading">{words.milestonesHint}</p>
              <div className="grid gap-5">
                {gestation.asked && gestation.weeks === null && weeks}
                {gestation.asked && gestation.weeks !== null && (
                  <div>
                    <p>{fill(words.gestationKnown, { weeks: gestation.weeks })}</p>
                    <details open={wrong('gestationWeeks') ? true : undefined}><summary className="small">{words.gestationMend}</summary><div className="mt-2">{weeks}</div></details>
                  </div>
                )}
                <MilestonesPart milestones={milestonesAsked} seen={milestones} {...controls} />
              </div>
            </Section>
          </div>
        )}
        <div data-part>
          <div className="grid gap-5">
            {AFTER.map((name) => <div key={name}>{area(name, name === 'helps' ? words.helpsHint : undefined)}</div>)}
          </div>
        </div>
        <div data-part>
          <Section id="tools" title={words.tools}>
            <p className="small mb-4">{words.toolsHint}</p>
            <datalist id="tool-names">{template.tools.map((name) => <option key={name} value={name} />)}</datalist>
            <div className="grid gap-4">
              {Array.from({ length: toolRows }, (_, row) => {
                const [name, usedOn] = [`tools[${row}].name`, `tools[${row}].usedOn`];
                return (
                  <div key={row} className="grid gap-4 mid:grid-cols-2">
                    <TextField id={idOf(name)} name={name} label={labels[name]} error={wrong(name)} defaultValue={typed(name, tools[row]?.name)} inputProps={{ list: 'tool-names', ...register(name) }} />
                    <DateField id={idOf(usedOn)} name={usedOn} label={words.usedOn} error={wrong(usedOn)} defaultValue={typed(usedOn, tools[row]?.usedOn)} inputProps={register(usedOn)} />
                  </div>
                );
              })}
            </div>
          </Section>
        </div>
        <Actions>
          <Button kind="main">{words.submit}</Button>
          <Button name="then" value="signature">{words.saveAndSign}</Button>
          <SavedState saving={autosave.saving} savedAt={autosave.savedAt} />
          <span className="small only-wide">{words.keys}</span>
        </Actions>
      </Send>
    </>
  );
}

/** The focus goes from one level to the next of the same scale: nothing is left yet. */
function staysInScale({ target, relatedTarget }: FocusEvent<HTMLFormElement>): boolean {
  return relatedTarget instanceof HTMLInputElement && relatedTarget.type === 'radio' && (target as unknown as HTMLInputElement).name === relatedTarget.name;
}

/** A digit on a scale of levels chooses that level. */
function scoreByDigit(event: KeyboardEvent<HTMLFormElement>) {
  const at = event.target;
  if (event.ctrlKey || event.altKey || event.metaKey || !(at instanceof HTMLInputElement) || at.type !== 'radio' || !at.name.startsWith('levels.')) return;
  const level = [...event.currentTarget.querySelectorAll<HTMLInputElement>(`input[name="${at.name}"]`)].find(({ value }) => value === event.key);
  if (!level) return;
  event.preventDefault();
  level.focus();
  level.click();
}

/** Saves and goes to the next part of the form; from the last one, to read the section through and sign it. */
function goOn(form: HTMLFormElement, save: () => void) {
  const parts = [...form.querySelectorAll<HTMLElement>('[data-part]')];
  const next = parts[parts.findIndex((part) => part.contains(document.activeElement)) + 1];
  if (!next) {
    form.requestSubmit(form.querySelector<HTMLButtonElement>('button[name="then"]'));
    return;
  }
  save();
  (next.querySelector<HTMLElement>('input:checked') ?? next.querySelector<HTMLElement>('textarea, input:not([type="hidden"]), select'))?.focus();
}
