import type { ReactNode } from 'react';
import { TEXT_PARTS, type ConclusionText, type ExtractBody, type TextPart } from '~/domain/conclusions';
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

/** A part of the printed form: which one, its title there, and a note under it. */
export interface SheetPart {
  code: TextPart;
  title: string;
  note: string | null;
}

/** The text of a conclusion, part by part, as it is read, signed and issued; `parts` are those of the form it is printed by. */
export function ConclusionSheet({ text, parts }: { text: ConclusionText; parts?: SheetPart[] }) {
  const { m } = useWords();
  const shown = parts ?? TEXT_PARTS.map((code): SheetPart => ({ code, title: m.conclusions.fields[code], note: null }));
  return shown
    .filter(({ code }) => code !== 'levels' || text.levels.length > 0)
    .map(({ code, title, note }) => (
      <Section key={code} title={title}>
        <PartText part={code} text={text} />
        {note && <p className="small">{note}</p>}
      </Section>
    ));
}

/** What a conclusion says in one of its parts. */
export function PartText({ part, text }: { part: TextPart; text: ConclusionText }) {
  const { m, day } = useWords();
  const { values } = m.conclusions;
  switch (part) {
    case 'strengths':
    case 'needs':
    case 'familyAdvice':
      return <Prose text={text[part]} />;
    case 'levels':
      return <Levels levels={text.levels} />;
    case 'programme':
      return <p>{text.programme ? m.vocabulary.programmes[text.programme] : values.notChosen}</p>;
    case 'studyForm':
      return <p>{text.studyForm ? m.vocabulary.studyForms[text.studyForm] : values.notChosen}</p>;
    case 'placements':
      return <WordList words={text.placements.map((word) => m.vocabulary.placements[word])} />;
    case 'conditions':
      return <ConditionList conditions={text.conditions} />;
    case 'sessions':
      return <SessionList sessions={text.sessions} />;
    case 'assistant':
      return (
        <AssistantLines
          assistant={{ needed: text.assistantNeeded, hours: text.assistantHours, from: text.assistantFrom, to: text.assistantTo, tasks: text.assistantTasks }}
        />
      );
    case 'personalHelper':
      return <p>{text.personalHelper ? values.helperNeeded : values.helperNot}</p>;
    case 'examConditions':
      return <WordList words={text.examConditions.map((word) => m.vocabulary.examConditions[word])} />;
    case 'repeatFirstYear':
      return <p>{text.repeatFirstYear ? values.repeatYes : values.repeatNot}</p>;
    case 'validUntil':
      return <p>{text.validUntil ? day(text.validUntil) : values.noEnd}</p>;
    case 'nextExamOn':
      return <p>{text.nextExamOn ? day(text.nextExamOn) : values.noNextExam}</p>;
  }
}

/** Chosen words of a closed list, or that there is none. */
export function WordList({ words }: { words: string[] }) {
  const { m } = useWords();
  if (words.length === 0) return <p>{m.frame.none}</p>;
  return (
    <ul className="list max-w-reading">
      {words.map((word) => <li key={word}>{word}</li>)}
    </ul>
  );
}

/** The profile of support by area: a word and rising dots, without and with support. */
function Levels({ levels }: { levels: ConclusionText['levels'] }) {
  const { m } = useWords();
  const { fields, values } = m.conclusions;
  const shown = (level: ConclusionText['levels'][number]['withSupport']): ReactNode =>
    level > 4 ? m.vocabulary.levels[level] : <LevelStair level={level} of={4} text={m.vocabulary.levels[level]} />;
  return (
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
