import type { Condition, Programme, SessionForm, StudyForm } from '~/domain/conclusions';
import type { Language } from '~/domain/languages';
import type { Specialty } from '~/domain/permissions';
import type { ExamCondition, Placement } from '~/domain/recommendations';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { Card, Section, Stack, Told } from '../ui/card';
import { EmptyState } from '../ui/list';

export interface ShownEarlier {
  id: string;
  number: number;
  issuedOn: string;
  validUntil: string | null;
  pmpc: Record<Language, string>;
  strengths: string;
  needs: string;
  programme: Programme | null;
  studyForm: StudyForm | null;
  conditions: { condition: Condition; detail: string }[];
  sessions: { id: string; specialty: Specialty; form: SessionForm; perWeek: number | null }[];
  assistant: { hours: number | null; from: string | null; to: string | null; tasks: string } | null;
  placements: Placement[];
  examConditions: ExamCondition[];
  familyAdvice: string;
}

/** Conclusions of other PMPCs, or what it takes to read them. */
export function HistorySheet({ childId, agreedOn, conclusions, mayRecord }: { childId: string; agreedOn: string | null; conclusions: ShownEarlier[]; mayRecord: boolean }) {
  const { m, fill, day } = useWords();
  const words = m.histories;
  if (agreedOn === null) {
    return <EmptyState title={words.closed.title} text={words.closed.text} action={mayRecord ? <LinkButton href={`/children/${childId}/transfer`}>{words.closed.record}</LinkButton> : undefined} />;
  }
  return (
    <Stack>
      <p className="small">{fill(words.agreed, { day: day(agreedOn) })}</p>
      {conclusions.length === 0 ? <p>{words.none}</p> : conclusions.map((one) => <Earlier key={one.id} one={one} />)}
    </Stack>
  );
}

function Earlier({ one }: { one: ShownEarlier }) {
  const { m, fill, day, count, inOwn } = useWords();
  const { fields, values } = m.conclusions;
  const { vocabulary } = m;
  const list = (texts: string[]) => <ul className="list">{texts.map((text) => <li key={text}>{text}</li>)}</ul>;
  const prose = (text: string) => <span className="whitespace-pre-wrap">{text}</span>;
  const { assistant } = one;
  const told = [
    ...(one.strengths ? [{ label: fields.strengths, text: prose(one.strengths) }] : []),
    ...(one.needs ? [{ label: fields.needs, text: prose(one.needs) }] : []),
    ...(one.programme ? [{ label: fields.programme, text: vocabulary.programmes[one.programme] }] : []),
    ...(one.studyForm ? [{ label: fields.studyForm, text: vocabulary.studyForms[one.studyForm] }] : []),
    ...(one.conditions.length ? [{ label: fields.conditions, text: list(one.conditions.map(({ condition, detail }) => [vocabulary.conditions[condition], detail].filter(Boolean).join(': '))) }] : []),
    ...(one.sessions.length
      ? [{ label: fields.sessions, text: list(one.sessions.map(({ specialty, form, perWeek }) => `${vocabulary.specialties[specialty]}: ${vocabulary.sessionForms[form].toLowerCase()}, ${perWeek === null ? values.frequencyOpen : count(perWeek, values.perWeek)}`)) }]
      : []),
    ...(assistant
      ? [
          {
            label: fields.assistant,
            text: [assistant.hours === null ? '' : count(assistant.hours, values.hoursWeek), assistant.from && assistant.to ? fill(values.period, { from: day(assistant.from), to: day(assistant.to) }) : '', assistant.tasks].filter(Boolean).join('; '),
          },
        ]
      : []),
    ...(one.placements.length ? [{ label: vocabulary.recommendationKinds.placement, text: list(one.placements.map((placement) => vocabulary.placements[placement])) }] : []),
    ...(one.examConditions.length ? [{ label: vocabulary.recommendationKinds['exam-condition'], text: list(one.examConditions.map((condition) => vocabulary.examConditions[condition])) }] : []),
    ...(one.familyAdvice ? [{ label: fields.familyAdvice, text: prose(one.familyAdvice) }] : []),
  ];
  return (
    <Section title={fill(m.histories.number, { number: one.number, day: day(one.issuedOn) })}>
      <p className="small">{[inOwn(one.pmpc).text, one.validUntil && fill(m.histories.until, { day: day(one.validUntil) })].filter(Boolean).join(' · ')}</p>
      <div className="mt-2"><Card><Told items={told} /></Card></div>
    </Section>
  );
}
