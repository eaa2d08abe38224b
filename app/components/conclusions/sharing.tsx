import type { Relation } from '~/domain/conclusions';
import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/choice';
import { DateField, Hidden, SelectField, TextField } from '../ui/field';
import { Notice } from '../ui/notice';

type Names = Partial<Record<Language, string>>;

export interface Guardian {
  id: string;
  name: string;
  relation: Relation;
}

export interface Shared {
  on: string;
  manner: 'electronic' | 'paper';
  school: Names | null;
}

/** Whether the extract is open, to whom and since when. */
export function SharedState({ shared }: { shared: Shared | null }) {
  const { m, fill, day, inOwn } = useWords();
  const words = m.conclusions.sharing;
  if (!shared) return <Notice>{words.notShared}</Notice>;
  const sentence = shared.manner === 'paper' ? words.sharedPaper : words.shared;
  return <Notice kind="good">{fill(sentence, { school: inOwn(shared.school ?? {}).text, day: day(shared.on) })}</Notice>;
}

/** A guardian's own answer: one button to open, one to take back. */
export function GuardianAnswer({ school, shared }: { school: Names | null; shared: Shared | null }) {
  const { m, fill, inOwn } = useWords();
  const words = m.conclusions.sharing;
  if (!shared && !school) return <Notice kind="readonly">{words.noSchool}</Notice>;
  return (
    <Send className="form">
      <Hidden name="decision" value={shared ? 'withdrawn' : 'given'} />
      {shared ? (
        <>
          <p className="small">{words.withdrawHint}</p>
          <Button kind="danger">{words.withdraw}</Button>
        </>
      ) : (
        <Button kind="main">{fill(words.give, { school: inOwn(school ?? {}).text })}</Button>
      )}
    </Send>
  );
}

/** The answer a guardian gave on paper. `asksNumber`: at a school, which knows the conclusion from that paper only. */
export function PaperAnswer({ guardians, today, asksNumber }: { guardians: Guardian[]; today: string; asksNumber?: boolean }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const { sharing, atSchool } = m.conclusions;
  const labels = { number: atSchool.number, issuedOn: atSchool.issuedOn, guardianId: sharing.guardian, answeredOn: sharing.answeredOn, decision: sharing.decision };
  if (guardians.length === 0) return <Notice kind="readonly">{sharing.noGuardians}</Notice>;
  return (
    <>
      <ProblemSummary labels={labels} />
      <Send className="form">
        <h2>{sharing.paperTitle}</h2>
        {asksNumber && (
          <>
            <TextField id="number" short label={atSchool.number} hint={atSchool.numberHint} error={error('number')} defaultValue={typed('number')} inputProps={{ inputMode: 'numeric', autoComplete: 'off' }} />
            <DateField id="issuedOn" max={today} label={atSchool.issuedOn} error={error('issuedOn')} defaultValue={typed('issuedOn')} />
          </>
        )}
        <SelectField
          id="guardianId"
          label={sharing.guardian}
          empty={m.frame.choose}
          error={error('guardianId')}
          defaultValue={typed('guardianId')}
          options={guardians.map(({ id, name, relation }) => ({ value: id, label: `${name} (${m.vocabulary.relations[relation]})` }))}
        />
        <DateField id="answeredOn" max={today} label={sharing.answeredOn} error={error('answeredOn')} defaultValue={typed('answeredOn', today)} />
        <RadioGroup
          id="decision"
          name="decision"
          legend={sharing.decision}
          error={error('decision')}
          defaultValue={typed('decision', 'given')}
          options={(['given', 'withdrawn'] as const).map((value) => ({ value, label: sharing.decisions[value] }))}
        />
        <Button kind="main">{sharing.record}</Button>
      </Send>
    </>
  );
}
