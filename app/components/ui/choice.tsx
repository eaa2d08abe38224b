import type { ComponentPropsWithRef, ReactNode } from 'react';
import { fieldAria, FieldNotes, type FieldTexts } from './field';
import { Icon } from './icon';

export interface Option {
  value: string;
  label: ReactNode;
  /** A definition or an example, in words. */
  hint?: ReactNode;
  /** A drawing before the label, such as `LevelDots`. */
  mark?: ReactNode;
  disabled?: boolean;
}

/**
 * rows: one under another, with hints · chips: pills that wrap · even: equal buttons in one line (two to four short words) ·
 * scale: levels with their definitions.
 */
export type ChoiceLayout = 'rows' | 'chips' | 'even' | 'scale';

interface Group extends Omit<FieldTexts, 'label'> {
  legend: ReactNode;
  /** Read aloud but not shown, when a heading just above says the same. */
  legendHidden?: boolean;
  name: string;
  options: Option[];
  layout?: ChoiceLayout;
  /** Passed to every input; react-hook-form's `register(name)` fits here. */
  inputProps?: Omit<ComponentPropsWithRef<'input'>, 'className' | 'style' | 'id' | 'type' | 'value'>;
}

const LAYOUT = { rows: 'options', chips: 'chips', even: 'chips chips-even', scale: 'chips chips-scale' } as const;

function Choices({ id, legend, legendHidden, hint, error, optional, name, options, layout = 'rows', inputProps, type, chosen }: Group & { type: 'radio' | 'checkbox'; chosen: string[] }) {
  const { 'aria-describedby': describedBy, 'aria-invalid': invalid } = fieldAria({ id, hint, error });
  const radio = type === 'radio' ? { role: 'radiogroup', 'aria-invalid': invalid } as const : {};

  return (
    <fieldset className={error ? 'field field-wrong' : 'field'} aria-describedby={describedBy} {...radio}>
      <legend className={legendHidden ? 'sr-only' : 'field-label'}>{legend}{optional && <span className="field-optional"> ({optional})</span>}</legend>
      <FieldNotes id={id} hint={hint} error={error} />
      <div className={LAYOUT[layout]}>
        {options.map((option, index) => {
          const input = <input id={index === 0 ? id : `${id}-${index + 1}`} type={type} name={name} value={option.value} defaultChecked={chosen.includes(option.value)} disabled={option.disabled} {...inputProps} />;
          const small = option.hint && <span className="option-hint">{option.hint}</span>;
          return layout === 'rows' ? (
            <label key={option.value} className="option">{input}<span>{option.mark} {option.label}{small}</span></label>
          ) : (
            <label key={option.value} className="chip">{input}<span className="chip-face"><Icon name="check" />{option.mark}<span>{option.label}</span>{small}</span></label>
          );
        })}
      </div>
    </fieldset>
  );
}

export type RadioGroupProps = Group & { defaultValue?: string };

/** One of several. The error summary's link to `id` lands on the first choice. */
export function RadioGroup({ defaultValue, ...group }: RadioGroupProps) {
  return <Choices {...group} type="radio" chosen={defaultValue === undefined ? [] : [defaultValue]} />;
}

export type CheckboxGroupProps = Group & { defaultValues?: string[] };

/** Any of several, all under one name. */
export function CheckboxGroup({ defaultValues = [], ...group }: CheckboxGroupProps) {
  return <Choices {...group} type="checkbox" chosen={defaultValues} />;
}

/** One of a few short words, each a 44 px pill; the chosen one carries a tick. */
export function ChoiceChips(group: Omit<RadioGroupProps, 'layout'>) {
  return <RadioGroup {...group} layout="chips" />;
}

export type CheckboxProps = { id: string; name?: string; label: ReactNode; hint?: ReactNode; error?: string; value?: string; defaultChecked?: boolean; inputProps?: Group['inputProps'] };

/** A single yes, such as an agreement; sends `value` (`yes` unless given) when ticked and nothing otherwise. */
export function Checkbox({ id, name = id, label, hint, error, value = 'yes', defaultChecked, inputProps }: CheckboxProps) {
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <FieldNotes id={id} error={error} />
      <label className="option">
        <input id={id} type="checkbox" name={name} value={value} defaultChecked={defaultChecked} {...fieldAria({ id, error })} {...inputProps} />
        <span>{label}{hint && <span className="option-hint">{hint}</span>}</span>
      </label>
    </div>
  );
}
