import { MEASURES, type MeasureType } from '~/domain/goals';
import { HELP_LEVELS, PLACES, type HelpLevel, type Place } from '~/domain/progress';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { ChoiceChips, RadioGroup, type Option } from '../ui/choice';
import { DateField, Hidden, NumberField, TextArea } from '../ui/field';
import { LevelDots } from '../ui/stair';

export interface EntryFormProps {
  goal: { measure: MeasureType; unit: string; settings: Place[] };
  today: string;
  earliest: string;
  /** How many tries the buttons offer; null for any number, typed. */
  outOf: number | null;
  /** Where to type another number of tries. */
  otherTrials: string;
  /** Where the child is now, when the way here said so. */
  place: Place | null;
  /** A record that is being corrected. */
  entry?: { measuredOn: string; value: number; successes: number | null; trials: number | null; help: HelpLevel; place: Place; note: string };
}

/** One measurement: what was seen, with how much help, where, when. At most four taps for what comes every day. */
export function EntryForm(props: EntryFormProps) {
  const { goal, today, earliest, entry } = props;
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.progress.entry;
  const place = entry?.place ?? props.place ?? (goal.settings.length === 1 ? goal.settings[0] : undefined);
  const counted = goal.measure === 'steps' ? words.stepsDone : words.successes;
  return (
    <>
      <ProblemSummary labels={{ successes: counted, trials: words.trials, value: words.value, count: words.count, seconds: words.seconds, help: words.help, place: words.place, measuredOn: words.measuredOn, note: words.note }} />
      <Send className="form">
        <ReadingFields {...props} />
        <ChoiceChips
          id="help"
          name="help"
          legend={words.help}
          error={error('help')}
          defaultValue={typed('help', entry?.help)}
          options={HELP_LEVELS.map((level) => ({ value: String(level), label: m.vocabulary.helpLevels[level] }))}
        />
        <ChoiceChips
          id="place"
          name="place"
          legend={words.place}
          error={error('place')}
          defaultValue={typed('place', place)}
          options={PLACES.map((value) => ({ value, label: m.vocabulary.places[value] }))}
        />
        <DateField id="measuredOn" label={words.measuredOn} error={error('measuredOn')} defaultValue={typed('measuredOn', entry?.measuredOn ?? today)} min={earliest} max={today} />
        <TextArea id="note" rows={2} label={words.note} hint={words.noteHint} optional={m.frame.optional} error={error('note')} defaultValue={typed('note', entry?.note)} />
        <Button kind="main" full>
          {m.frame.save}
        </Button>
      </Send>
    </>
  );
}

function ReadingFields({ goal, outOf, otherTrials, entry }: EntryFormProps) {
  const { m, fill, number } = useWords();
  const { error, typed } = useProblem();
  const words = m.progress.entry;
  const { min, max, integer } = MEASURES[goal.measure];
  switch (goal.measure) {
    case 'percent':
    case 'steps': {
      const legend = goal.measure === 'steps' ? words.stepsDone : words.successes;
      if (outOf === null) {
        return (
          <div className="grid grid-cols-2 gap-4">
            <NumberField id="successes" label={legend} min={0} max={500} error={error('successes')} defaultValue={typed('successes', entry?.successes)} />
            <NumberField id="trials" label={words.trials} min={1} max={500} error={error('trials')} defaultValue={typed('trials', entry?.trials)} />
          </div>
        );
      }
      return (
        <div>
          <RadioGroup
            id="successes"
            name="successes"
            layout="chips"
            legend={legend}
            hint={fill(words.outOf, { n: number(outOf) })}
            error={error('successes') ?? error('trials')}
            defaultValue={typed('successes', entry?.successes)}
            options={Array.from({ length: outOf + 1 }, (_, n) => ({ value: String(n), label: number(n) }))}
          />
          <Hidden name="trials" value={outOf} />
          <p className="mt-2 small">
            <a href={otherTrials}>{goal.measure === 'steps' ? words.otherSteps : words.otherTrials}</a>
          </p>
        </div>
      );
    }
    case 'rate':
      return (
        <div className="grid grid-cols-2 gap-4">
          <NumberField id="count" label={words.count} min={0} error={error('count')} defaultValue={typed('count', entry && Math.round(entry.value))} />
          <NumberField id="seconds" label={words.seconds} min={1} error={error('seconds')} defaultValue={typed('seconds', entry && 60)} />
        </div>
      );
    case 'rubric':
    case 'prompt':
    case 'gas':
      return <RadioGroup id="value" name="value" legend={words[goal.measure]} error={error('value')} defaultValue={typed('value', entry?.value)} options={levels(goal, m)} />;
    default:
      return (
        <NumberField
          id="value"
          label={words.value}
          hint={fill(words.range, { min: number(min), max: number(max) })}
          min={min}
          max={max}
          step={integer ? 1 : 'any'}
          unit={goal.unit in m.vocabulary.units ? m.vocabulary.units[goal.unit as keyof typeof m.vocabulary.units] : goal.unit}
          error={error('value')}
          defaultValue={typed('value', entry?.value)}
        />
      );
  }
}

function levels({ measure }: EntryFormProps['goal'], m: ReturnType<typeof useWords>['m']): Option[] {
  const { min, max } = MEASURES[measure];
  const all = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  if (measure === 'rubric') {
    return ([1, 2, 3, 4, 5] as const).map((level) => ({ value: String(level), label: m.vocabulary.rubricLevels[level], hint: m.vocabulary.rubricMeanings[level], mark: <LevelDots level={level} /> }));
  }
  if (measure === 'prompt') return ([0, 1, 2, 3, 4, 5, 6] as const).map((level) => ({ value: String(level), label: m.vocabulary.promptLevels[level] }));
  return all.map((level) => ({ value: String(level), label: level > 0 ? `+${level}` : String(level).replace('-', '−') }));
}
