import { SLOT_ROWS, WEEKDAYS } from '~/domain/assistants';
import { useWords } from '~/i18n/words';
import { idOf, ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button, LinkButton } from '../ui/button';
import { Row, Rows } from '../ui/card';
import { DateField, SelectField, TextArea, TextField } from '../ui/field';
import { EmptyState } from '../ui/list';

export interface AssignmentFormProps {
  need: { hours: number; covered: number; missing: number; tasks: string; validFrom: string; validTo: string };
  pool: { id: string; name: string; hours: number; free: number }[];
  today: string;
}

/** How many rows stand open before "more rows". */
const OPEN_ROWS = 5;

/** Who, from when to when, at which hours, and how the help becomes less. */
export function AssignmentForm({ need, pool, today }: AssignmentFormProps) {
  const { m, fill, number, day } = useWords();
  const { error, typed } = useProblem();
  const words = m.assistants.form;
  const hours = (n: number) => fill(m.frame.hours, { n: number(n) });
  const rows = Array.from({ length: SLOT_ROWS }, (_, row) => row);
  const later = rows.slice(OPEN_ROWS);
  const laterUsed = later.some((row) => typed(`slots[${row}].weekday`) || typed(`slots[${row}].startsAt`) || typed(`slots[${row}].endsAt`));
  const labels = {
    contractId: words.contractId,
    validFrom: words.validFrom,
    validTo: words.validTo,
    fadingGoal: words.fadingGoal,
    slots: words.slots,
    ...Object.fromEntries(
      rows.flatMap((row) => (['weekday', 'startsAt', 'endsAt'] as const).map((part) => [`slots[${row}].${part}`, `${fill(words.row, { n: number(row + 1) })}, ${words[part]}`])),
    ),
  };
  return (
    <>
      <ProblemSummary labels={labels} />
      <div className="mt-4">
        <Rows>
          <Row label={words.recommended}>{hours(need.hours)}</Row>
          <Row label={words.covered}>{hours(need.covered)}</Row>
          <Row label={words.missing}>{hours(need.missing)}</Row>
          <Row label={words.period}>{fill(words.from, { from: day(need.validFrom), to: day(need.validTo) })}</Row>
          <Row label={words.tasks}>
            <span className="whitespace-pre-line">{need.tasks}</span>
          </Row>
        </Rows>
      </div>
      {pool.length === 0 ? (
        <div className="mt-4">
          <EmptyState title={words.noPool.title} text={words.noPool.text} action={<LinkButton href="/assistants/new">{m.assistants.pool.add}</LinkButton>} />
        </div>
      ) : (
        <div className="mt-4">
          <Send className="form">
            <SelectField
              id="contractId"
              label={words.contractId}
              error={error('contractId')}
              defaultValue={typed('contractId')}
              empty={m.frame.choose}
              options={pool.map((one) => ({ value: one.id, label: fill(words.option, { name: one.name, free: number(one.free), hours: number(one.hours) }) }))}
            />
            <DateField id="validFrom" label={words.validFrom} error={error('validFrom')} defaultValue={typed('validFrom', today > need.validFrom ? today : need.validFrom)} min={need.validFrom} max={need.validTo} />
            <DateField id="validTo" label={words.validTo} error={error('validTo')} defaultValue={typed('validTo', need.validTo)} min={need.validFrom} max={need.validTo} />
            <fieldset className="field">
              <legend className="field-label">{words.slots}</legend>
              <p className="field-hint">{words.slotsHint}</p>
              <div className="grid gap-4">
                {rows.slice(0, OPEN_ROWS).map((row) => (
                  <SlotRow key={row} row={row} />
                ))}
                <details open={laterUsed}>
                  <summary>{words.more}</summary>
                  <div className="mt-4 grid gap-4">
                    {later.map((row) => (
                      <SlotRow key={row} row={row} />
                    ))}
                  </div>
                </details>
              </div>
            </fieldset>
            <TextArea id="fadingGoal" rows={3} label={words.fadingGoal} hint={words.fadingHint} error={error('fadingGoal')} defaultValue={typed('fadingGoal')} />
            <Button kind="main">{words.submit}</Button>
          </Send>
        </div>
      )}
    </>
  );
}

function SlotRow({ row }: { row: number }) {
  const { m, fill, number, weekday } = useWords();
  const { error, typed } = useProblem();
  const words = m.assistants.form;
  const name = (part: string) => `slots[${row}].${part}`;
  const time = (part: 'startsAt' | 'endsAt') => (
    <TextField id={idOf(name(part))} name={name(part)} label={words[part]} error={error(name(part))} defaultValue={typed(name(part))} inputProps={{ type: 'time', step: 300 }} />
  );
  const isWrong = (['weekday', 'startsAt', 'endsAt'] as const).some((part) => error(name(part)));
  return (
    <div className={isWrong ? 'grid gap-2 mid:grid-cols-3' : 'grid grid-cols-3 items-end gap-2'} role="group" aria-label={fill(words.row, { n: number(row + 1) })}>
      <SelectField
        id={idOf(name('weekday'))}
        name={name('weekday')}
        label={words.weekday}
        error={error(name('weekday'))}
        defaultValue={typed(name('weekday'))}
        empty="—"
        options={WEEKDAYS.map((which) => ({ value: String(which), label: weekday(which) }))}
      />
      {time('startsAt')}
      {time('endsAt')}
    </div>
  );
}
