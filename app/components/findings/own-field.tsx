import type { SectionField } from '~/domain/sections';
import { useWords } from '~/i18n/words';
import { idOf } from '../frame/problem';
import { DateField, SelectField, TextArea, TextField } from '../ui/field';
import type { Controls } from './section-names';

/** A field of the section's template. */
export function OwnField({ field, value, typed, wrong, register }: { field: SectionField; value: string | undefined } & Controls) {
  const { m, inOwn } = useWords();
  const name = `answers.${field.code}`;
  const texts = {
    id: idOf(name),
    name,
    label: inOwn(field.names).text,
    hint: field.hint && inOwn(field.hint).text,
    error: wrong(name),
    defaultValue: typed(name, value),
    inputProps: register(name),
  };
  switch (field.kind) {
    case 'text':
      return <TextArea rows={2} {...texts} />;
    case 'choice':
      return <SelectField {...texts} empty={m.findings.form.notChosen} options={(field.options ?? []).map((option) => ({ value: option.code, label: inOwn(option.names).text }))} />;
    case 'number':
      return <TextField short {...texts} inputProps={{ inputMode: 'decimal', ...texts.inputProps }} />;
    case 'date':
      return <DateField {...texts} />;
  }
}
