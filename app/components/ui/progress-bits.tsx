import type { ReactNode } from 'react';
import { Icon } from './icon';

/** The number being counted, large, with what it counts and a way to take the last one back. */
export function Counter({ value, unit, undo }: { value: string; unit: string; undo?: { name: string; value: string; label: string } }) {
  return (
    <div className="counter">
      <b>{value}</b>
      <span className="small">{unit}</span>
      {undo && <button className="btn btn-quiet" name={undo.name} value={undo.value}><Icon name="undo" />{undo.label}</button>}
    </div>
  );
}

/** Two buttons for a thumb; each sends the form with its value, so one tap is one record even without scripts. */
export function TapCounter({ name, no, yes }: { name: string; no: { value: string; label: string }; yes: { value: string; label: string } }) {
  return (
    <div className="taps">
      <button className="tap" name={name} value={no.value}><Icon name="cross" />{no.label}</button>
      <button className="tap tap-good" name={name} value={yes.value}><Icon name="check" />{yes.label}</button>
    </div>
  );
}

export interface BigChoiceProps {
  id: string;
  legend: ReactNode;
  name: string;
  options: { value: string; label: string; good?: boolean }[];
  defaultValue?: string;
}

/** Two answers as large as buttons, chosen now and sent with the rest of the form. */
export function BigChoice({ id, legend, name, options, defaultValue }: BigChoiceProps) {
  return (
    <fieldset className="field">
      <legend className="field-label">{legend}</legend>
      <div className="taps">
        {options.map((option, index) => (
          <label key={option.value} className={option.good ? 'chip chip-good' : 'chip'}>
            <input id={index === 0 ? id : `${id}-${index + 1}`} type="radio" name={name} value={option.value} defaultChecked={option.value === defaultValue} />
            <span className="chip-face"><Icon name="check" />{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** How much of something is done, in words, as a strip, and as links to what is missing. */
export function Completeness({ label, done, of, missing = [] }: { label: string; done: number; of: number; missing?: { href: string; label: string }[] }) {
  return (
    <div>
      <p><b className="num">{label}</b></p>
      <progress className="bar-progress" value={done} max={of} aria-label={label} />
      {missing.length > 0 && <ul className="mt-1 flex flex-wrap gap-x-4">{missing.map((item) => <li key={item.href}><a className="inline-block py-1" href={item.href}>{item.label}</a></li>)}</ul>}
    </div>
  );
}
