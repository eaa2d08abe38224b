import type { Specialty } from '~/domain/permissions';
import { TEAM_PARTS } from '~/domain/team';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { Checkbox, RadioGroup } from '../ui/choice';
import { DateField, SelectField } from '../ui/field';
import { Notice } from '../ui/notice';

/** Puts a teacher or specialist into the team. */
export function JoiningForm({ people, today }: { people: { id: string; name: string; specialty: Specialty | null }[]; today: string }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.team.form;
  if (people.length === 0) return <Notice kind="watch">{words.nobody}</Notice>;
  return (
    <>
      <ProblemSummary labels={words} />
      <Send className="form">
        <SelectField
          id="userId"
          label={words.userId}
          error={error('userId')}
          defaultValue={typed('userId')}
          empty={m.frame.choose}
          options={people.map(({ id, name, specialty }) => ({ value: id, label: specialty ? `${name} (${m.vocabulary.specialties[specialty]})` : name }))}
        />
        <RadioGroup
          id="part"
          name="part"
          legend={words.part}
          error={error('part')}
          defaultValue={typed('part')}
          options={TEAM_PARTS.map((value) => ({ value, label: m.vocabulary.teamParts[value] }))}
        />
        <DateField id="validFrom" label={words.validFrom} error={error('validFrom')} defaultValue={typed('validFrom', today)} />
        <DateField id="validTo" label={words.validTo} hint={words.validToHint} optional={m.frame.optional} error={error('validTo')} defaultValue={typed('validTo')} />
        <Button kind="main">{words.submit}</Button>
      </Send>
    </>
  );
}

/** Ends a place in the team. */
export function EndingForm({ today }: { today: string }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.team.ending;
  return (
    <>
      <ProblemSummary labels={words} />
      <Send className="form">
        <DateField id="lastDay" label={words.lastDay} hint={words.lastDayHint} error={error('lastDay')} defaultValue={typed('lastDay', today)} />
        <Checkbox id="atOnce" label={words.atOnce} defaultChecked={typed('atOnce') === 'yes'} />
        <Button kind="danger">{words.submit}</Button>
      </Send>
    </>
  );
}
