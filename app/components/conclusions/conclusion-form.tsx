import { useRevalidator } from '@remix-run/react';
import { useEffect, type FormEvent } from 'react';
import {
  CONDITIONS,
  EXAM_CONDITIONS,
  LEVELS,
  PLACEMENTS,
  PROGRAMMES,
  SESSION_FORMS,
  SESSION_ROWS,
  SESSION_SPECIALTIES,
  STUDY_FORMS,
  type ConclusionText,
  type Domain,
  type Level,
} from '~/domain/conclusions';
import type { Specialty } from '~/domain/permissions';
import { useWords } from '~/i18n/words';
import { useAutosave } from '../frame/autosave';
import { Conflict, ProblemSummary, idOf, useConflict, useProblem } from '../frame/problem';
import { SavedState } from '../frame/saved-state';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { Card } from '../ui/card';
import { Checkbox, CheckboxGroup, RadioGroup } from '../ui/choice';
import { DateField, Hidden, NumberField, SelectField, TextArea, TextField } from '../ui/field';
import { Notice } from '../ui/notice';

export interface RatedDomain {
  domain: Domain;
  withSupport: Level;
  withoutSupport: Level;
  by: { specialty: Specialty; withSupport: Level; withoutSupport: Level }[];
}

interface ConclusionFormProps {
  id: string;
  version: number;
  savedAt: string;
  text: ConclusionText;
  domains: RatedDomain[];
  /** Signatures that the next change makes void. */
  signed: number;
}

/**
 * The draft of a conclusion. It saves itself while it is written, and the printed form beside it follows each save; without
 * scripts the same form posts as it is. When somebody else saved first, both texts.
 */
export function ConclusionForm(props: ConclusionFormProps) {
  const labels = useLabels();
  const { m, count } = useWords();
  const conflict = useConflict();
  const { signed } = props;
  if (conflict) return <Conflict labels={labels} />;
  return (
    <>
      <ProblemSummary labels={labels} />
      {signed > 0 && <Notice kind="watch">{count(signed, m.conclusions.form.voids)}</Notice>}
      <Draft {...props} />
    </>
  );
}

function useLabels(): Record<string, string> {
  const { m, fill } = useWords();
  const { fields, form } = m.conclusions;
  const details = CONDITIONS.map((condition) => [`conditions.${condition}.detail`, fill(form.conditionDetail, { condition: m.vocabulary.conditions[condition] })]);
  return {
    ...fields,
    ...Object.fromEntries(details),
    'sessions[].specialty': form.specialty,
    'sessions[].form': form.sessionForm,
    'sessions[].perWeek': form.perWeek,
    'levels[].withSupport': fields.levels,
    'levels[].withoutSupport': fields.levels,
  };
}

function Draft({ id, version, savedAt, text, domains }: ConclusionFormProps) {
  const { m } = useWords();
  const { all, problem, error, typed } = useProblem();
  const { fields, form } = m.conclusions;
  const autosave = useAutosave({ version: Number(typed('version', version)), savedAt, unsaved: problem !== undefined });
  const { revalidate } = useRevalidator();
  const stands = autosave.version;
  useEffect(() => {
    if (stands !== version) revalidate();
  }, [stands, version, revalidate]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void autosave.submit();
  };
  return (
    <Send className="form" onSubmit={submit} onBlur={() => void autosave.save()}>
      <input type="hidden" name="version" ref={autosave.versionField} value={autosave.version} />
      <h2>{form.child}</h2>
      <TextArea id="strengths" rows={6} label={fields.strengths} hint={form.strengthsHint} error={error('strengths')} defaultValue={typed('strengths', text.strengths)} />
      <TextArea id="needs" rows={8} label={fields.needs} hint={form.needsHint} error={error('needs')} defaultValue={typed('needs', text.needs)} />
      <Levels domains={domains} />
      <h2>{form.learning}</h2>
      <SelectField
        id="programme"
        label={fields.programme}
        empty={m.frame.choose}
        error={error('programme')}
        defaultValue={typed('programme', text.programme)}
        options={PROGRAMMES.map((value) => ({ value, label: m.vocabulary.programmes[value] }))}
      />
      <RadioGroup
        id="studyForm"
        name="studyForm"
        legend={fields.studyForm}
        error={error('studyForm')}
        defaultValue={typed('studyForm', text.studyForm)}
        options={STUDY_FORMS.map((value) => ({ value, label: m.vocabulary.studyForms[value] }))}
      />
      <CheckboxGroup
        id="placements"
        name="placements[]"
        legend={fields.placements}
        hint={form.placementsHint}
        error={error('placements')}
        defaultValues={all('placements[]', text.placements)}
        options={PLACEMENTS.map((value) => ({ value, label: m.vocabulary.placements[value] }))}
      />
      <Checkbox id="repeatFirstYear" label={form.repeatLabel} defaultChecked={typed('repeatFirstYear', text.repeatFirstYear ? 'yes' : '') === 'yes'} />
      <Conditions conditions={text.conditions} />
      <CheckboxGroup
        id="examConditions"
        name="examConditions[]"
        legend={fields.examConditions}
        hint={form.examHint}
        error={error('examConditions')}
        defaultValues={all('examConditions[]', text.examConditions)}
        options={EXAM_CONDITIONS.map((value) => ({ value, label: m.vocabulary.examConditions[value] }))}
      />
      <Sessions sessions={text.sessions} />
      <Assistant text={text} />
      <Checkbox id="personalHelper" label={form.helperLabel} hint={form.helperHint} defaultChecked={typed('personalHelper', text.personalHelper ? 'yes' : '') === 'yes'} />
      <h2>{form.term}</h2>
      <DateField id="validUntil" label={fields.validUntil} hint={form.validUntilHint} error={error('validUntil')} defaultValue={typed('validUntil', text.validUntil)} />
      <DateField id="nextExamOn" label={fields.nextExamOn} hint={form.nextExamHint} error={error('nextExamOn')} defaultValue={typed('nextExamOn', text.nextExamOn)} />
      <TextArea id="familyAdvice" rows={6} label={fields.familyAdvice} hint={form.familyAdviceHint} error={error('familyAdvice')} defaultValue={typed('familyAdvice', text.familyAdvice)} />
      <Actions>
        <Button kind="main">{form.submit}</Button>
        <SavedState saving={autosave.saving} savedAt={autosave.savedAt} />
        <LinkButton kind="quiet" href={`/conclusions/${id}/paper`}>{form.preview}</LinkButton>
        <LinkButton kind="quiet" href={`/conclusions/${id}`}>{form.toPage}</LinkButton>
      </Actions>
    </Send>
  );
}

/** A short label under a heading that says what it is about; the whole is read aloud. */
function Short({ text, of }: { text: string; of: string }) {
  return <>{text}<span className="sr-only">: {of}</span></>;
}

/** The agreed level of each rated domain, with both specialists' ratings in words. */
function Levels({ domains }: { domains: RatedDomain[] }) {
  const { m, fill } = useWords();
  const { error, typed } = useProblem();
  const { fields, form, values } = m.conclusions;
  const options = LEVELS.map((value) => ({ value: String(value), label: m.vocabulary.levels[value] }));
  return (
    <>
      <h2>{fields.levels}</h2>
      <p className="small">{domains.length > 0 ? form.levelsHint : form.noLevels}</p>
      {domains.map(({ domain, withSupport, withoutSupport, by }, index) => {
        const name = m.vocabulary.domains[domain];
        const without = `levels[${index}].withoutSupport`;
        const supported = `levels[${index}].withSupport`;
        return (
          <Card key={domain}>
            <h3>{name}</h3>
            {by.map((rating) => (
              <p key={rating.specialty} className="small">
                {fill(form.ratedBy, {
                  specialty: m.vocabulary.specialties[rating.specialty],
                  without: m.vocabulary.levels[rating.withoutSupport],
                  with: m.vocabulary.levels[rating.withSupport],
                })}
              </p>
            ))}
            <Hidden name={`levels[${index}].domain`} value={domain} />
            <div className="mt-3 grid gap-3">
              <SelectField id={idOf(without)} name={without} label={<Short text={values.withoutSupport} of={name} />} error={error(without)} defaultValue={typed(without, withoutSupport)} options={options} />
              <SelectField id={idOf(supported)} name={supported} label={<Short text={values.withSupport} of={name} />} error={error(supported)} defaultValue={typed(supported, withSupport)} options={options} />
            </div>
          </Card>
        );
      })}
    </>
  );
}

/** The ten kinds of special conditions: a tick and a line each. */
function Conditions({ conditions }: { conditions: ConclusionText['conditions'] }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const { fields, form } = m.conclusions;
  return (
    <fieldset className="grid gap-4">
      <legend><h2>{fields.conditions}</h2></legend>
      <p className="small">{form.conditionsHint}</p>
      {CONDITIONS.map((condition) => {
        const stored = conditions.find((row) => row.condition === condition);
        const label = m.vocabulary.conditions[condition];
        const tick = `conditions.${condition}.ticked`;
        const detail = `conditions.${condition}.detail`;
        return (
          <div key={condition}>
            <Checkbox id={idOf(tick)} name={tick} label={label} defaultChecked={typed(tick, stored ? 'yes' : '') === 'yes'} />
            <TextArea id={idOf(detail)} name={detail} rows={2} label={<Short text={form.howExactly} of={label} />} error={error(detail)} defaultValue={typed(detail, stored?.detail)} />
          </div>
        );
      })}
    </fieldset>
  );
}

/** Rows for recommended sessions; empty ones are left out. */
function Sessions({ sessions }: { sessions: ConclusionText['sessions'] }) {
  const { m, fill } = useWords();
  const { error, typed } = useProblem();
  const { fields, form } = m.conclusions;
  return (
    <fieldset className="grid gap-4">
      <legend><h2>{fields.sessions}</h2></legend>
      <p className="small">{form.sessionsHint}</p>
      {Array.from({ length: SESSION_ROWS }, (_, index) => {
        const row = sessions[index];
        const specialty = `sessions[${index}].specialty`;
        const sessionForm = `sessions[${index}].form`;
        const perWeek = `sessions[${index}].perWeek`;
        return (
          <fieldset key={index} className="grid gap-3 items-end mid:grid-cols-3">
            <legend className="small">{fill(form.session, { n: index + 1 })}</legend>
            <SelectField id={idOf(specialty)} name={specialty} label={form.specialty} empty={m.frame.none} error={error(specialty)} defaultValue={typed(specialty, row?.specialty)} options={SESSION_SPECIALTIES.map((value) => ({ value, label: m.vocabulary.specialties[value] }))} />
            <SelectField id={idOf(sessionForm)} name={sessionForm} label={form.sessionForm} empty={m.frame.none} error={error(sessionForm)} defaultValue={typed(sessionForm, row?.form)} options={SESSION_FORMS.map((value) => ({ value, label: m.vocabulary.sessionForms[value] }))} />
            <NumberField id={idOf(perWeek)} name={perWeek} label={form.perWeek} min={1} max={20} error={error(perWeek)} defaultValue={typed(perWeek, row?.perWeek)} />
          </fieldset>
        );
      })}
    </fieldset>
  );
}

/** Hours are a plain line of text, so that a comma may stand for the point. */
function Assistant({ text }: { text: ConclusionText }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const { fields, form } = m.conclusions;
  return (
    <fieldset className="grid gap-4">
      <legend><h2>{fields.assistant}</h2></legend>
      <Checkbox id="assistantNeeded" label={form.assistantNeeded} hint={form.assistantHint} defaultChecked={typed('assistantNeeded', text.assistantNeeded ? 'yes' : '') === 'yes'} />
      <TextField id="assistantHours" short label={fields.assistantHours} hint={form.hoursHint} error={error('assistantHours')} defaultValue={typed('assistantHours', text.assistantHours)} inputProps={{ inputMode: 'decimal' }} />
      <div className="grid gap-4 items-end mid:grid-cols-2">
        <DateField id="assistantFrom" label={fields.assistantFrom} error={error('assistantFrom')} defaultValue={typed('assistantFrom', text.assistantFrom)} />
        <DateField id="assistantTo" label={fields.assistantTo} error={error('assistantTo')} defaultValue={typed('assistantTo', text.assistantTo)} />
      </div>
      <TextArea id="assistantTasks" label={fields.assistantTasks} hint={form.tasksHint} error={error('assistantTasks')} defaultValue={typed('assistantTasks', text.assistantTasks)} />
    </fieldset>
  );
}
