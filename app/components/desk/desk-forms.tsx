import { ABSENCE_KINDS, SPECIALTIES, type Specialty } from '~/domain/desk';
import { useWords } from '~/i18n/words';
import { Conflict, idOf, ProblemSummary, useConflict, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { Checkbox, CheckboxGroup } from '../ui/choice';
import { DateField, Hidden, NumberField, SelectField, TextField } from '../ui/field';
import { Notice } from '../ui/notice';

interface Colleague {
  userId: string;
  specialty: Specialty;
  name: string;
}

/** A tick that stands as it was typed, else as the record holds it. */
function useTick(name: string, now: boolean): boolean {
  const { problem, typed } = useProblem();
  return problem ? typed(name) === 'yes' : now;
}

/** A room's name; for one that exists, whether children are received in it. */
export function RoomForm({ room }: { room: { name: string; active: boolean; version: number } | null }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.desk.rooms;
  const active = useTick('active', room?.active ?? true);
  const clashes = useConflict();
  if (clashes) return <Conflict labels={{ name: words.name }} />;
  return (
    <>
      <ProblemSummary labels={{ name: words.name }} />
      <Send className="form">
        {room && <Hidden name="version" value={room.version} />}
        <TextField id="name" label={words.name} hint={words.nameHint} maxLength={60} error={error('name')} defaultValue={typed('name', room?.name)} />
        {room && <Checkbox id="active" label={words.active} hint={words.activeHint} defaultChecked={active} />}
        <Button kind="main">{words.submit}</Button>
      </Send>
    </>
  );
}

interface CrewFormProps {
  crew: { name: string; active: boolean; version: number; seats: Partial<Record<Specialty, string>> } | null;
  colleagues: Colleague[];
}

/** Who usually examines together. When somebody else saved first, each field that differs says what the record holds now. */
export function CrewForm({ crew, colleagues }: CrewFormProps) {
  const { m } = useWords();
  const { error, problem, typed } = useProblem();
  const words = m.desk.crews;
  const theirs = problem?.theirs;
  const active = useTick('active', crew?.active ?? true);
  const nameOf = (userId: string) => colleagues.find((colleague) => colleague.userId === userId)?.name ?? words.nobody;
  const recorded = (name: string, say: (value: string) => string = (value) => value) =>
    theirs && (theirs[name] ?? '') !== typed(name) ? `${m.frame.conflict.record}: ${say(theirs[name] ?? '')}` : undefined;
  const version = theirs?.version ?? crew?.version;
  const labels = Object.fromEntries(SPECIALTIES.map((specialty) => [`seats.${specialty}`, m.vocabulary.specialties[specialty]]));
  return (
    <>
      <ProblemSummary labels={{ name: words.name, ...labels }} />
      {colleagues.length === 0 && <Notice kind="watch">{words.noColleagues}</Notice>}
      <Send className="form">
        {version !== undefined && <Hidden name="version" value={version} />}
        <TextField id="name" label={words.name} hint={recorded('name')} maxLength={60} error={error('name')} defaultValue={typed('name', crew?.name)} />
        {crew && <Checkbox id="active" label={words.active} hint={words.activeHint} defaultChecked={active} />}
        <h2>{words.seats}</h2>
        <p className="field-hint">{words.seatsHint}</p>
        {SPECIALTIES.map((specialty) => {
          const people = colleagues.filter((colleague) => colleague.specialty === specialty);
          const name = `seats.${specialty}`;
          if (people.length === 0) return null;
          return (
            <SelectField
              key={specialty}
              id={idOf(name)}
              name={name}
              label={<span className="inline-block first-letter:uppercase">{m.vocabulary.specialties[specialty]}</span>}
              hint={recorded(name, nameOf)}
              error={error(name)}
              defaultValue={typed(name, crew?.seats[specialty])}
              empty={words.nobody}
              options={people.map(({ userId, name: label }) => ({ value: userId, label }))}
            />
          );
        })}
        <Button kind="main">{words.submit}</Button>
      </Send>
    </>
  );
}

/** The specialists to choose from, once each, with their specialty. */
function PersonField({ colleagues, label }: { colleagues: Colleague[]; label: string }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const options = colleagues
    .filter((one, index) => colleagues.findIndex(({ userId }) => userId === one.userId) === index)
    .map(({ userId, name, specialty }) => ({ value: userId, label: `${name} (${m.vocabulary.specialties[specialty]})` }));
  return <SelectField id="userId" label={label} empty={m.frame.choose} error={error('userId')} defaultValue={typed('userId')} options={options} />;
}

/** Hours on one or several weekdays. */
export function HoursForm({ colleagues, today }: { colleagues: Colleague[]; today: string }) {
  const { m, weekday } = useWords();
  const { all, error, typed } = useProblem();
  const words = m.desk.hours;
  const clock = { inputMode: 'numeric', autoComplete: 'off' } as const;
  return (
    <>
      <ProblemSummary labels={{ userId: words.userId, weekdays: words.weekdays, startsAt: words.startsAt, endsAt: words.endsAt, validFrom: words.validFrom, validTo: words.validTo }} />
      <Send className="form">
        <PersonField colleagues={colleagues} label={words.userId} />
        <CheckboxGroup
          id="weekdays"
          name="weekdays[]"
          layout="chips"
          legend={words.weekdays}
          error={error('weekdays')}
          defaultValues={all('weekdays[]')}
          options={[1, 2, 3, 4, 5, 6, 7].map((which) => ({ value: String(which), label: weekday(which) }))}
        />
        <TextField id="startsAt" short label={words.startsAt} hint={words.timeHint} error={error('startsAt')} defaultValue={typed('startsAt')} inputProps={clock} />
        <TextField id="endsAt" short label={words.endsAt} error={error('endsAt')} defaultValue={typed('endsAt')} inputProps={clock} />
        <DateField id="validFrom" label={words.validFrom} error={error('validFrom')} defaultValue={typed('validFrom', today)} />
        <DateField id="validTo" label={words.validTo} hint={words.validToHint} optional={m.frame.optional} error={error('validTo')} defaultValue={typed('validTo')} />
        <Button kind="main">{words.submit}</Button>
      </Send>
    </>
  );
}

/** The last day of hours. */
export function HoursEndingForm({ today }: { today: string }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.desk.hours;
  return (
    <>
      <ProblemSummary labels={{ lastDay: words.lastDay }} />
      <Send className="form">
        <DateField id="lastDay" label={words.lastDay} error={error('lastDay')} defaultValue={typed('lastDay', today)} />
        <Button kind="danger">{words.end}</Button>
      </Send>
    </>
  );
}

/** Days on which a specialist does not examine. */
export function AbsenceForm({ colleagues, today }: { colleagues: Colleague[]; today: string }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.desk.absences;
  return (
    <>
      <ProblemSummary labels={{ userId: words.userId, kind: words.kind, firstDay: words.firstDay, lastDay: words.lastDay }} />
      <Send className="form">
        <PersonField colleagues={colleagues} label={words.userId} />
        <SelectField id="kind" label={words.kind} hint={words.kindHint} empty={m.frame.choose} error={error('kind')} defaultValue={typed('kind')} options={ABSENCE_KINDS.map((value) => ({ value, label: m.vocabulary.absenceKinds[value] }))} />
        <DateField id="firstDay" label={words.firstDay} error={error('firstDay')} defaultValue={typed('firstDay', today)} />
        <DateField id="lastDay" label={words.lastDay} error={error('lastDay')} defaultValue={typed('lastDay', today)} />
        <Button kind="main">{words.submit}</Button>
      </Send>
    </>
  );
}

/** How long a visit lasts and how many an examination may take. */
export function RulesForm({ rules }: { rules: { minutes: number; most: number } }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.desk.rules;
  return (
    <>
      <ProblemSummary labels={words} />
      <Send className="form">
        <NumberField id="minutes" label={words.minutes} hint={words.minutesHint} min={20} max={60} unit={words.minutesUnit} error={error('minutes')} defaultValue={typed('minutes', rules.minutes)} />
        <NumberField id="most" label={words.most} hint={words.mostHint} min={1} max={4} error={error('most')} defaultValue={typed('most', rules.most)} />
        <Button kind="main">{words.submit}</Button>
      </Send>
    </>
  );
}
