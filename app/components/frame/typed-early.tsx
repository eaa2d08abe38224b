import { useEffect, type ReactNode } from 'react';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isChoice = (field: Field): field is HTMLInputElement => field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox');

/** What the server wrote into a field. */
function servedValue(field: Field): string {
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? '';
}

/** Changes a field as a hand does, so that everything that listens hears of it. */
function retype(field: Field, value: string): void {
  const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value');
  own?.set?.call(field, value);
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
}

/**
 * What a reader typed or chose before the scripts came would be overwritten while React takes the page over: it is put
 * aside first.
 * @returns what types it again
 */
export function putTypedAside(page: Document): () => void {
  const fields = [...page.querySelectorAll<Field>('input:not([type=hidden]), textarea, select')];
  const chosen = fields.filter(isChoice).filter((field) => field.checked !== field.defaultChecked);
  const clicked = chosen.filter((field) => field.checked || field.type === 'checkbox');
  const typed = fields.filter((field) => !isChoice(field) && field.value !== servedValue(field)).map((field) => ({ field, value: field.value }));
  for (const field of chosen) field.checked = field.defaultChecked;
  for (const { field } of typed) field.value = servedValue(field);
  return () => {
    for (const field of clicked) field.click();
    for (const { field, value } of typed) retype(field, value);
  };
}

/** Calls once when everything below stands and listens. */
export function WhenReady({ call, children }: { call: () => void; children: ReactNode }) {
  useEffect(call, [call]);
  return children;
}
