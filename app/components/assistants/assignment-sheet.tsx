import { useWords } from '~/i18n/words';
import { Row, Rows, Section } from '../ui/card';

export interface AssignmentSheetProps {
  head: { id: string; name: string; className: string | null };
  assistant: string;
  hours: number;
  validFrom: string;
  validTo: string;
  /** Null for a family. */
  slots: { weekday: number; startsAt: string; endsAt: string }[] | null;
  tasks: string | null;
  fadingGoal: string | null;
  endReason: string | null;
}

/** Who helps the child, how much, until when; for staff also the week and how the help becomes less. */
export function AssignmentSheet({ head, assistant, hours, validFrom, validTo, slots, tasks, fadingGoal, endReason }: AssignmentSheetProps) {
  const { m, fill, number, day, weekday } = useWords();
  const words = m.assistants.page;
  const lines = (text: string) => <span className="whitespace-pre-line">{text}</span>;
  return (
    <>
      <Rows>
        <Row label={words.assistant}>{assistant}</Row>
        <Row label={words.child}>
          <a href={`/children/${head.id}`}>{head.name}</a>
          {head.className ? ` · ${head.className}` : ''}
        </Row>
        <Row label={words.hours}>{fill(m.assistants.weekly, { n: number(hours) })}</Row>
        <Row label={words.period}>{fill(m.assistants.form.from, { from: day(validFrom), to: day(validTo) })}</Row>
        {tasks && <Row label={words.tasks}>{lines(tasks)}</Row>}
        {fadingGoal && <Row label={words.fadingGoal}>{lines(fadingGoal)}</Row>}
        {endReason && <Row label={words.endReason}>{lines(endReason)}</Row>}
      </Rows>
      {slots && (
        <div className="mt-8">
          <Section id="week" title={words.week}>
            <Rows>
              {[...new Set(slots.map((slot) => slot.weekday))].map((which) => (
                <Row key={which} label={weekday(which)}>
                  <span className="num">
                    {slots
                      .filter((slot) => slot.weekday === which)
                      .map((slot) => `${slot.startsAt}–${slot.endsAt}`)
                      .join(', ')}
                  </span>
                </Row>
              ))}
            </Rows>
          </Section>
        </div>
      )}
    </>
  );
}
