import type { ComponentPropsWithRef, ReactNode } from 'react';
import { Icon } from './icon';

/** What every field says: the label is always visible, the hint and the error are tied to the control. */
export interface FieldTexts {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  /** The same words as in the error summary, whose link leads to `id`. */
  error?: string;
  /** The word for "not required", shown after the label: «міндетті емес». */
  optional?: string;
}

/** The attributes that tie a control of one's own to the hint and error of the `Field` around it. */
export function fieldAria({ id, hint, error }: Pick<FieldTexts, 'id' | 'hint' | 'error'>) {
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return { 'aria-describedby': describedBy || undefined, 'aria-invalid': error ? (true as const) : undefined };
}

/** The hint and the error under a label or a legend, with the ids `fieldAria` points at. */
export function FieldNotes({ id, hint, error }: Pick<FieldTexts, 'id' | 'hint' | 'error'>) {
  return (
    <>
      {hint && <p id={`${id}-hint`} className="field-hint">{hint}</p>}
      {error && <p id={`${id}-error`} className="field-error"><Icon name="warning" /><span>{error}</span></p>}
    </>
  );
}

function Optional({ word }: { word?: string }) {
  return word ? <span className="field-optional"> ({word})</span> : null;
}

/** A label, a hint and an error around one control; the control takes `id` and `fieldAria(...)`. */
export function Field({ id, label, hint, error, optional, children }: FieldTexts & { children: ReactNode }) {
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={id} className="field-label">{label}<Optional word={optional} /></label>
      <FieldNotes id={id} hint={hint} error={error} />
      {children}
    </div>
  );
}

interface Control<Tag extends 'input' | 'textarea' | 'select'> extends FieldTexts {
  /** Equal to `id` unless given. */
  name?: string;
  defaultValue?: string | number;
  /** Passed to the control as it is; react-hook-form's `register(name)` fits here. */
  inputProps?: Omit<ComponentPropsWithRef<Tag>, 'className' | 'style' | 'id'>;
}

export type TextFieldProps = Control<'input'> & { type?: 'text' | 'email' | 'tel' | 'password' | 'search' | 'url'; short?: boolean; maxLength?: number };

/** One line of text. */
export function TextField({ name, defaultValue, inputProps, type = 'text', short, maxLength, ...texts }: TextFieldProps) {
  return (
    <Field {...texts}>
      <input id={texts.id} name={name ?? texts.id} type={type} defaultValue={defaultValue} maxLength={maxLength} className={short ? 'control control-short' : 'control'} {...fieldAria(texts)} {...inputProps} />
    </Field>
  );
}

export type TextAreaProps = Control<'textarea'> & {
  rows?: number;
  maxLength?: number;
  /** How much may be written, in words: «500 таңбаға дейін». */
  counter?: string;
};

/** Several lines of text; grows with what is written where the browser can. */
export function TextArea({ name, defaultValue, inputProps, rows = 4, maxLength, counter, ...texts }: TextAreaProps) {
  const aria = fieldAria(texts);
  const describedBy = [aria['aria-describedby'], counter ? `${texts.id}-counter` : ''].filter(Boolean).join(' ');
  return (
    <Field {...texts}>
      <textarea id={texts.id} name={name ?? texts.id} rows={rows} maxLength={maxLength} defaultValue={defaultValue} className="control" {...aria} aria-describedby={describedBy || undefined} {...inputProps} />
      {counter && <p id={`${texts.id}-counter`} className="small">{counter}</p>}
    </Field>
  );
}

export interface Choice {
  value: string;
  label: string;
  disabled?: boolean;
}

export type SelectFieldProps = Control<'select'> & {
  options?: Choice[];
  groups?: { label: string; options: Choice[] }[];
  /** The words of the empty choice: «Таңдаңыз». Left out, the first option is chosen. */
  empty?: string;
  short?: boolean;
};

/** A native list to choose one from. */
export function SelectField({ name, defaultValue, inputProps, options = [], groups = [], empty, short, ...texts }: SelectFieldProps) {
  const item = ({ value, label, disabled }: Choice) => <option key={value} value={value} disabled={disabled}>{label}</option>;
  return (
    <Field {...texts}>
      <select id={texts.id} name={name ?? texts.id} defaultValue={defaultValue} className={short ? 'control control-short' : 'control'} {...fieldAria(texts)} {...inputProps}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map(item)}
        {groups.map((group) => <optgroup key={group.label} label={group.label}>{group.options.map(item)}</optgroup>)}
      </select>
    </Field>
  );
}

export type DateFieldProps = Control<'input'> & { min?: string; max?: string };

/** A day, as `YYYY-MM-DD`; the browser's own calendar. */
export function DateField({ name, defaultValue, inputProps, min, max, ...texts }: DateFieldProps) {
  return (
    <Field {...texts}>
      <input id={texts.id} name={name ?? texts.id} type="date" min={min} max={max} defaultValue={defaultValue} className="control control-short" {...fieldAria(texts)} {...inputProps} />
    </Field>
  );
}

export type NumberFieldProps = Control<'input'> & { min?: number; max?: number; step?: number | 'any'; /** Said after the box: «минут». */ unit?: string };

/** A number with its unit beside it. */
export function NumberField({ name, defaultValue, inputProps, min, max, step, unit, ...texts }: NumberFieldProps) {
  const whole = step === undefined || Number.isInteger(step);
  return (
    <Field {...texts}>
      <div className="with-unit">
        <input id={texts.id} name={name ?? texts.id} type="number" inputMode={whole ? 'numeric' : 'decimal'} min={min} max={max} step={step} defaultValue={defaultValue} className="control control-short" {...fieldAria(texts)} {...inputProps} />
        {unit && <span>{unit}</span>}
      </div>
    </Field>
  );
}

/** A value the form carries without showing it. */
export function Hidden({ name, value }: { name: string; value: string | number }) {
  return <input type="hidden" name={name} value={value} />;
}
