import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { DIRECTIONS, goalDraft, MEASURES, MEASURE_TYPES, PLACES, UNITS_OF, type GoalArea, type GoalDraft, type GoalDraftInput, type Texts, type WrittenGoal } from '~/domain/goals';
import type { Reason } from '~/domain/refusal';
import { useWords } from '~/i18n/words';
import { Conflict, ProblemSummary, useConflict, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { Card, Columns, Told } from '../ui/card';
import { CheckboxGroup } from '../ui/choice';
import { DateField, Hidden, NumberField, SelectField, TextArea, TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { GoalQuality } from './goal-quality';
import { GoalSentence } from './goal-sentence';
import { Said } from './said';

interface GoalEditorProps {
  plan: { startsOn: string; endsOn: string; needs: string; hasVoice: boolean };
  locked: boolean;
  skill: { area: GoalArea; name: Texts; evidence: Texts };
  fields: Record<string, string>;
  settings: string[];
  baselineNote: Texts | null;
  hints: Record<string, Texts>;
  wording: { term: string; suggestion: string }[];
}

const NAMES = [
  'skill', 'bankId', 'titleKk', 'titleRu', 'behaviourKk', 'behaviourRu', 'conditionKk', 'conditionRu', 'whyKk', 'whyRu', 'homeKk', 'homeRu',
  'strategiesKk', 'strategiesRu', 'measure', 'unit', 'direction', 'baseline', 'target', 'consecutive', 'perWeek', 'startsOn', 'dueOn', 'responsible', 'method', 'version',
] as const;
type Name = (typeof NAMES)[number];
const PAIRS = ['title', 'behaviour', 'condition', 'why', 'home', 'strategies'] as const;
type Pair = (typeof PAIRS)[number];

const numberOf = (text: unknown) => {
  const said = String(text ?? '').trim().replace(',', '.');
  return said === '' || Number.isNaN(Number(said)) ? undefined : Number(said);
};

/**
 * The full-width editor of a goal. Everything works as a plain form; with scripts the fields are checked on leaving them
 * and the sentence and the hints follow what is typed.
 */
export function GoalEditor({ plan, locked, skill, fields, settings, baselineNote, hints, wording }: GoalEditorProps) {
  const { m, fill, inOwn } = useWords();
  const { error, typed, all } = useProblem();
  const conflict = useConflict();
  const words = m.goals;
  const languages = m.vocabulary.languages;
  const defaultValues = Object.fromEntries(NAMES.map((name) => [name, typed(name, fields[name])])) as unknown as GoalDraftInput;
  const { register, watch, handleSubmit, formState } = useForm<GoalDraftInput, unknown, GoalDraft>({ defaultValues, resolver: zodResolver(goalDraft), mode: 'onTouched' });
  const labels: Record<string, string> = {
    ...words.fields,
    ...Object.fromEntries(PAIRS.flatMap((pair) => (['Kk', 'Ru'] as const).map((side) => [`${pair}${side}`, inLanguage(pair, side)]))),
    settings: words.fields.settings,
  };
  if (conflict) return <Conflict labels={labels} />;

  function inLanguage(pair: Pair, side: 'Kk' | 'Ru'): string {
    return fill(words.inLanguage, { label: words.fields[pair], language: side === 'Kk' ? languages.kk : languages.ru });
  }
  const wrong = (name: Name) => {
    const reason = formState.errors[name]?.message as Reason | undefined;
    if (reason) return m.refusals[reason] ?? m.refusals['field.invalid'];
    return formState.dirtyFields[name] ? undefined : error(name);
  };
  const field = (name: Name) => ({ id: name, error: wrong(name), defaultValue: typed(name, fields[name]), inputProps: register(name) });
  const now = watch();
  const written: WrittenGoal = {
    behaviourKk: now.behaviourKk,
    behaviourRu: now.behaviourRu,
    conditionKk: now.conditionKk,
    conditionRu: now.conditionRu,
    measure: now.measure,
    direction: now.direction,
    baseline: numberOf(now.baseline),
    target: numberOf(now.target),
    consecutive: numberOf(now.consecutive),
    perWeek: numberOf(now.perWeek),
    startsOn: now.startsOn,
    dueOn: now.dueOn,
    responsible: now.responsible,
    method: now.method,
    settings: all('settings[]', settings) as WrittenGoal['settings'],
  };
  const { min, max } = MEASURES[now.measure] ?? MEASURES.percent;
  const range = fill(words.hints.range, { min, max });
  const unit = now.unit || UNITS_OF[now.measure]?.[0] || '%';
  const texts = (pair: Pair): Texts => ({ kk: now[`${pair}Kk`] ?? '', ru: now[`${pair}Ru`] ?? '' });

  const side = (pair: Pair, which: 'Kk' | 'Ru') => {
    const name = `${pair}${which}` as const;
    const own = now[name];
    const other = now[`${pair}${which === 'Kk' ? 'Ru' : 'Kk'}` as const];
    const hint = !own && other ? words.hints.otherSide : pair === 'title' ? words.hints.oneLanguage : pair in words.hints ? words.hints[pair as keyof typeof words.hints] : undefined;
    const common = { ...field(name), label: inLanguage(pair, which), hint };
    return pair === 'title' ? <TextField key={name} {...common} /> : <TextArea key={name} rows={pair === 'strategies' ? 4 : 3} {...common} />;
  };
  const both = (pair: Pair) => (
    <div key={pair} className="grid gap-4 mid:grid-cols-2">
      {side(pair, 'Kk')}
      {side(pair, 'Ru')}
    </div>
  );

  const form = (
    <Send
      onSubmit={(event) => {
        const sent = event.currentTarget;
        void handleSubmit(() => sent.submit())(event);
      }}
    >
      <Hidden name="skill" value={typed('skill', fields.skill)} />
      <Hidden name="bankId" value={typed('bankId', fields.bankId)} />
      <Hidden name="version" value={typed('version', fields.version)} />
      <div className="stack">
        <section className="grid gap-4" aria-labelledby="what">
          <h2 id="what">{words.sections.what}</h2>
          {both('title')}
          {both('behaviour')}
          {both('condition')}
          {both('why')}
        </section>
        <section className="grid gap-4" aria-labelledby="measured">
          <h2 id="measured">{words.sections.measure}</h2>
          {baselineNote && <Notice>{inOwn(baselineNote).text}</Notice>}
          <div className="grid gap-4 mid:grid-cols-2">
            <SelectField {...field('measure')} label={words.fields.measure} options={MEASURE_TYPES.map((value) => ({ value, label: m.vocabulary.measureTypes[value] }))} />
            <SelectField
              {...field('unit')}
              label={words.fields.unit}
              hint={words.hints.unit}
              empty={m.frame.choose}
              groups={MEASURE_TYPES.map((measure) => ({
                label: m.vocabulary.measureTypes[measure],
                options: UNITS_OF[measure].map((value) => ({ value, label: m.vocabulary.units[value] })),
              }))}
            />
            <SelectField {...field('direction')} label={words.fields.direction} options={DIRECTIONS.map((value) => ({ value, label: m.vocabulary.directions[value] }))} />
            <NumberField {...field('consecutive')} label={words.fields.consecutive} min={1} max={10} step={1} />
            <NumberField {...field('baseline')} label={words.fields.baseline} hint={range} step="any" />
            <NumberField {...field('target')} label={words.fields.target} hint={range} step="any" />
          </div>
        </section>
        <section className="grid gap-4" aria-labelledby="who">
          <h2 id="who">{words.sections.who}</h2>
          <div className="grid gap-4 mid:grid-cols-2">
            <DateField {...field('startsOn')} label={words.fields.startsOn} min={plan.startsOn} max={plan.endsOn} />
            <DateField {...field('dueOn')} label={words.fields.dueOn} min={plan.startsOn} max={plan.endsOn} />
            <TextField {...field('responsible')} label={words.fields.responsible} hint={words.hints.responsible} />
            <TextField {...field('method')} label={words.fields.method} hint={inOwn(skill.evidence).text || words.hints.method} optional={m.frame.optional} />
            <NumberField {...field('perWeek')} label={words.fields.perWeek} step="any" />
          </div>
          <CheckboxGroup
            id="settings"
            name="settings[]"
            legend={words.fields.settings}
            layout="chips"
            defaultValues={all('settings[]', settings)}
            options={PLACES.map((value) => ({ value, label: m.vocabulary.places[value] }))}
          />
        </section>
        <section className="grid gap-4" aria-labelledby="help">
          <h2 id="help">{words.sections.help}</h2>
          {both('strategies')}
          {both('home')}
        </section>
        {!locked && <Button kind="main">{words.save}</Button>}
      </div>
    </Send>
  );
  return (
    <>
      {locked && <Notice kind="readonly">{words.locked}</Notice>}
      <ProblemSummary labels={labels} />
      <Columns
        main={form}
        aside={
          <>
            <Card>
              <h2>{words.sentence.title}</h2>
              <GoalSentence goal={written} unit={unit} behaviour={texts('behaviour')} condition={texts('condition')} />
            </Card>
            <Card>
              <h2>{words.parentSees}</h2>
              <p className="font-strong"><Said texts={texts('title')} /></p>
              <Told
                items={[
                  { label: m.plans.answers.why, text: <Said texts={texts('why')} /> },
                  { label: m.plans.answers.home, text: <Said texts={texts('home')} /> },
                ]}
              />
            </Card>
            <GoalQuality goal={written} plan={plan} hints={hints} wording={wording} />
          </>
        }
      />
    </>
  );
}
