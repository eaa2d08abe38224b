import type { ReactNode } from 'react';
import type { ConclusionText, ExtractBody } from '~/domain/conclusions';
import { useWords } from '~/i18n/words';
import { Section } from '../ui/card';
import { DataList } from '../ui/list';
import { LevelStair } from '../ui/stair';

/** Several lines of somebody's text, or a word that there is none. */
export function Prose({ text, empty }: { text: string; empty?: string }) {
  const { m } = useWords();
  if (!text) return <p className="small">{empty ?? m.conclusions.values.empty}</p>;
  return <p className="max-w-reading whitespace-pre-line">{text}</p>;
}

/** The text of a conclusion, part by part, as it is read, signed and issued. */
export function ConclusionSheet({ text }: { text: ConclusionText }) {
  const { m, day } = useWords();
  const { fields, values } = m.conclusions;
  return (
    <>
      <Section title={fields.strengths}><Prose text={text.strengths} /></Section>
      <Section title={fields.needs}><Prose text={text.needs} /></Section>
      {text.levels.length > 0 && <Levels levels={text.levels} />}
      <Section title={fields.programme}>
        <p>{text.programme ? m.vocabulary.programmes[text.programme] : values.notChosen}</p>
      </Section>
      <Section title={fields.studyForm}>
        <p>{text.studyForm ? m.vocabulary.studyForms[text.studyForm] : values.notChosen}</p>
      </Section>
      <Section title={fields.conditions}><ConditionList conditions={text.conditions} /></Section>
      <Section title={fields.sessions}><SessionList sessions={text.sessions} /></Section>
      <Section title={fields.assistant}>
        <AssistantLines
          assistant={{
            needed: text.assistantNeeded,
            hours: text.assistantHours,
            from: text.assistantFrom,
            to: text.assistantTo,
            tasks: text.assistantTasks,
          }}
        />
      </Section>
      <Section title={fields.validUntil}><p>{text.validUntil ? day(text.validUntil) : values.noEnd}</p></Section>
      <Section title={fields.familyAdvice}><Prose text={text.familyAdvice} /></Section>
    </>
  );
}

/** The profile of support by area: a word and rising dots, without and with support. */
function Levels({ levels }: { levels: ConclusionText['levels'] }) {
  const { m } = useWords();
  const { fields, values } = m.conclusions;
  const shown = (level: ConclusionText['levels'][number]['withSupport']): ReactNode =>
    level > 4 ? m.vocabulary.levels[level] : <LevelStair level={level} of={4} text={m.vocabulary.levels[level]} />;
  return (
    <Section title={fields.levels}>
      <DataList
        caption={fields.levels}
        captionHidden
        items={levels}
        itemKey={({ domain }) => domain}
        columns={[
          { head: values.area, names: true, cell: ({ domain }) => m.vocabulary.domains[domain] },
          { head: values.withoutSupport, cell: ({ withoutSupport }) => shown(withoutSupport) },
          { head: values.withSupport, cell: ({ withSupport }) => shown(withSupport) },
        ]}
      />
    </Section>
  );
}

/** The kinds of special conditions, each with how exactly. */
export function ConditionList({ conditions }: { conditions: ExtractBody['conditions'] }) {
  const { m } = useWords();
  if (conditions.length === 0) return <p>{m.frame.none}</p>;
  return (
    <ul className="list max-w-reading">
      {conditions.map(({ condition, detail }) => (
        <li key={condition}>
          {m.vocabulary.conditions[condition]}
          {detail && <span className="block whitespace-pre-line">{detail}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Who, in which form, how often. */
export function SessionList({ sessions }: { sessions: ExtractBody['sessions'] }) {
  const { m, count } = useWords();
  if (sessions.length === 0) return <p>{m.frame.none}</p>;
  const { perWeek: times, frequencyOpen } = m.conclusions.values;
  return (
    <ul className="list max-w-reading">
      {sessions.map(({ specialty, form, perWeek }, index) => (
        <li key={index}>
          {m.vocabulary.specialties[specialty]} · {m.vocabulary.sessionForms[form]} · {perWeek === null ? frequencyOpen : count(perWeek, times)}
        </li>
      ))}
    </ul>
  );
}

/** Whether a teacher-assistant is recommended, for how long and for what. */
export function AssistantLines({ assistant }: { assistant: ExtractBody['assistant'] }) {
  const { m, count, day, fill } = useWords();
  const { needed, hours, from, to, tasks } = assistant;
  const { values } = m.conclusions;
  if (!needed) return <p>{values.assistantNot}</p>;
  const period = from && to ? fill(values.period, { from: day(from), to: day(to) }) : null;
  return (
    <>
      <p>{[values.assistantNeeded, hours === null ? null : count(hours, values.hoursWeek), period].filter(Boolean).join(' · ')}</p>
      <Prose text={tasks} />
    </>
  );
}
