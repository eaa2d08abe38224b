import { EXAM_KINDS, INSTRUCTION_LANGUAGES, SPECIALTIES, type ExamKind, type InstructionLanguage, type Specialty } from '~/domain/assessments';
import { useWords } from '~/i18n/words';
import { idOf, ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { DateField, Hidden, SelectField, TextField } from '../ui/field';
import { Notice } from '../ui/notice';

interface ScheduleFormProps {
  colleagues: { userId: string; specialty: Specialty; name: string }[];
  /** What stands now; for a new session only the language is proposed. */
  session: { sessionOn?: string; sessionAt?: string; room?: string; language: InstructionLanguage; examKind?: ExamKind; version?: number };
  team?: Partial<Record<Specialty, string>>;
  /** The earliest day the calendar offers. */
  from: string;
  submit: string;
}

/** Day, time, room and team. When somebody else saved first, each field that differs says what the record holds now. */
export function ScheduleForm({ colleagues, session, team = {}, from, submit }: ScheduleFormProps) {
  const { m, day } = useWords();
  const { problem, error, typed } = useProblem();
  const words = m.assessments.form;
  const theirs = problem?.theirs;
  const version = theirs?.version ?? session.version;
  const recorded = (name: string, say: (value: string) => string = (value) => value) => {
    const value = theirs?.[name];
    return value !== undefined && value !== typed(name) ? `${m.frame.conflict.record}: ${say(value)}` : undefined;
  };
  const nameOf = (userId: string) => colleagues.find((colleague) => colleague.userId === userId)?.name ?? words.nobody;
  const languages = INSTRUCTION_LANGUAGES.map((value) => ({ value, label: m.vocabulary.instructionLanguages[value] }));
  const kinds = EXAM_KINDS.map((value) => ({ value, label: m.vocabulary.examKinds[value] }));
  const labelOf = (options: { value: string; label: string }[]) => (value: string) => options.find((option) => option.value === value)?.label ?? value;
  const seats = SPECIALTIES.flatMap((specialty) => {
    const people = colleagues.filter((colleague) => colleague.specialty === specialty);
    return people.length > 0 ? [{ specialty, people }] : [];
  });
  const teamLabels = Object.fromEntries(SPECIALTIES.map((specialty) => [`team.${specialty}`, m.vocabulary.specialties[specialty]]));

  return (
    <>
      <ProblemSummary labels={{ ...words, ...teamLabels }} />
      {seats.length === 0 && <Notice kind="watch">{words.noColleagues}</Notice>}
      <Send className="form">
        {version !== undefined && <Hidden name="version" value={version} />}
        <h2>{words.when}</h2>
        <DateField id="sessionOn" label={words.sessionOn} min={from} hint={recorded('sessionOn', day)} error={error('sessionOn')} defaultValue={typed('sessionOn', session.sessionOn)} />
        <TextField id="sessionAt" short label={words.sessionAt} hint={recorded('sessionAt') ?? words.timeHint} error={error('sessionAt')} defaultValue={typed('sessionAt', session.sessionAt)} inputProps={{ inputMode: 'numeric', autoComplete: 'off' }} />
        <TextField id="room" short label={words.room} hint={recorded('room')} error={error('room')} defaultValue={typed('room', session.room)} />
        <SelectField id="language" label={words.language} hint={recorded('language', labelOf(languages))} error={error('language')} defaultValue={typed('language', session.language)} options={languages} />
        <SelectField id="examKind" label={words.examKind} hint={recorded('examKind', labelOf(kinds))} error={error('examKind')} defaultValue={typed('examKind', session.examKind ?? 'primary')} options={kinds} />
        <h2>{words.team}</h2>
        <p className="field-hint">{words.teamHint}</p>
        {seats.map(({ specialty, people }) => {
          const name = `team.${specialty}`;
          return (
            <SelectField
              key={specialty}
              id={idOf(name)}
              name={name}
              label={<span className="inline-block first-letter:uppercase">{m.vocabulary.specialties[specialty]}</span>}
              hint={recorded(name, nameOf)}
              error={error(name)}
              defaultValue={typed(name, team[specialty])}
              empty={words.nobody}
              options={people.map(({ userId, name: label }) => ({ value: userId, label }))}
            />
          );
        })}
        <Button kind="main">{submit}</Button>
      </Send>
    </>
  );
}
