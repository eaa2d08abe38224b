import type { Texts } from '~/domain/goals';
import { SESSION_FORMS } from '~/domain/plans';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button, LinkButton } from '../ui/button';
import { NumberField, SelectField, TextField } from '../ui/field';
import { Notice } from '../ui/notice';

interface ServiceFormProps {
  planId: string;
  locked: boolean;
  types: { id: string; sector: string; name: Texts }[];
}

/** One line of support: what, in which form, how long and how often, by whom. */
export function ServiceForm({ planId, locked, types }: ServiceFormProps) {
  const { m, inOwn } = useWords();
  const { error, typed } = useProblem();
  const words = m.plans.service;
  const { type, form, minutes, perWeek, provider } = words;
  const sectors = Object.entries(words.sectors);
  return (
    <>
      <ProblemSummary labels={{ type, form, minutes, perWeek, provider }} />
      {locked ? (
        <Notice kind="readonly" action={<LinkButton href={`/plans/${planId}`}>{m.plans.toPlan}</LinkButton>}>{m.plans.studio.locked}</Notice>
      ) : (
        <Send className="form">
          <SelectField
            id="type"
            label={words.type}
            error={error('type')}
            defaultValue={typed('type')}
            empty={m.frame.choose}
            groups={sectors.map(([sector, label]) => ({ label, options: types.filter((type) => type.sector === sector).map(({ id, name }) => ({ value: id, label: inOwn(name).text })) }))}
          />
          <SelectField
            id="form"
            label={words.form}
            error={error('form')}
            defaultValue={typed('form', 'individual')}
            options={SESSION_FORMS.map((value) => ({ value, label: m.vocabulary.sessionForms[value] }))}
          />
          <NumberField id="minutes" label={words.minutes} min={5} max={240} error={error('minutes')} defaultValue={typed('minutes', 40)} />
          <NumberField id="perWeek" label={words.perWeek} min={1} max={20} error={error('perWeek')} defaultValue={typed('perWeek', 1)} />
          <TextField id="provider" label={words.provider} hint={words.providerHint} optional={m.frame.optional} error={error('provider')} defaultValue={typed('provider')} />
          <div className="actions">
            <Button kind="main">{m.frame.save}</Button>
            <LinkButton kind="quiet" href={`/plans/${planId}/edit`}>{m.frame.cancel}</LinkButton>
          </div>
        </Send>
      )}
    </>
  );
}
