import type { SessionForm } from '~/domain/conclusions';
import type { Language } from '~/domain/languages';
import type { Next } from '~/domain/cases';
import type { Specialty } from '~/domain/permissions';
import type { TeamPart } from '~/domain/team';
import { useWords } from '~/i18n/words';
import { OwnWords } from './own-words';
import { Card, Row, Rows, Section } from '../ui/card';

interface CaseAsideProps {
  today: string;
  next: Next;
  childVoice: string;
  strengths: string;
  support: string;
  /** Plans are open to this reader, so that an empty week is worth a word. */
  knowsPlan: boolean;
  services: { id: string; name: Record<Language, string> | null; type: string; form: SessionForm; minutes: number; perWeek: number }[];
  assistant: { hours: number; recommended: number | null; missing: number; waitingDays: number } | null;
  dates: { kind: 'session' | 'plan-ends' | 'assistant-ends' | 'conclusion-ends'; on: string; at: string | null }[];
  team: { name: string; part: TeamPart | null; specialty: Specialty | null; assistant: boolean }[];
}

/** What is awaited, what helps the child, and who does what when. */
export function CaseAside({ next, knowsPlan, dates, team, today, ...props }: CaseAsideProps) {
  const { m, day, dayAndMonth } = useWords();
  const words = m.home;
  return (
    <>
      <Awaited next={next} />
      <Strengths {...props} />
      {knowsPlan && <Services {...props} />}
      {dates.length > 0 && (
        <Section title={words.dates.title}>
          <Rows>
            {dates.map(({ kind, on, at }) => (
              <Row key={kind} label={words.dates[kind]}>
                {on.slice(0, 4) === today.slice(0, 4) ? dayAndMonth(on) : day(on)}
                {at && `, ${at}`}
              </Row>
            ))}
          </Rows>
        </Section>
      )}
      <Section title={words.team.title}>
        {team.length === 0 && <p className="small">{words.team.empty}</p>}
        <ul>
          {team.map((person) => (
            <li key={`${person.name} ${person.part ?? person.specialty ?? ''}`} className="mt-1">
              {person.name}
              <span className="small block">{person.part ? m.vocabulary.teamParts[person.part] : person.specialty ? m.vocabulary.specialties[person.specialty] : m.vocabulary.roles.assistant}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Awaited({ next }: { next: Next }) {
  const words = useWords().m.home;
  if (!next) return null;
  if ('wait' in next) {
    return (
      <Card>
        <h2>{words.waiting}</h2>
        <p className="small">{words.waits[next.wait]}</p>
      </Card>
    );
  }
  return (
    <Card needs>
      <h2>{words.awaited}</h2>
      <p>{words.next[next.step].text}</p>
    </Card>
  );
}

function Strengths({ childVoice, strengths, support }: Pick<CaseAsideProps, 'childVoice' | 'strengths' | 'support'>) {
  const words = useWords().m.home.strengths;
  const lines = [...linesOf(support), ...linesOf(strengths)];
  return (
    <Section title={words.title}>
      {!childVoice && lines.length === 0 && <p className="small">{words.empty}</p>}
      {childVoice && (
        <>
          <p className="small">{words.voice}</p>
          <p className="mb-2"><OwnWords text={childVoice} /></p>
        </>
      )}
      {lines.length > 0 && (
        <ul className="list">
          {lines.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function linesOf(text: string): string[] {
  return [...new Set(text.split('\n').map((one) => one.trim()))].filter(Boolean);
}

function Services({ services, assistant }: Pick<CaseAsideProps, 'services' | 'assistant'>) {
  const { m, fill, count, number, inOwn } = useWords();
  const words = m.home.services;
  if (services.length === 0 && !assistant) {
    return (
      <Section title={words.title}>
        <p className="small">{words.empty}</p>
      </Section>
    );
  }
  return (
    <Section title={words.title}>
      <Rows>
        {services.map(({ id, name, type, form, minutes, perWeek }) => (
          <Row key={id} label={`${name ? inOwn(name).text : type}, ${m.vocabulary.sessionForms[form].toLowerCase()}`}>
            <span className="whitespace-nowrap">{fill(words.amount, { n: number(perWeek), minutes: number(minutes) })}</span>
          </Row>
        ))}
        {assistant && (
          <Row label={words.assistant}>
            <span className="whitespace-nowrap">
              {assistant.recommended === null
                ? fill(words.hours, { hours: number(assistant.hours) })
                : fill(words.hoursOf, { hours: number(assistant.hours), of: number(assistant.recommended) })}
            </span>
          </Row>
        )}
      </Rows>
      {assistant !== null && assistant.missing > 0 && (
        <p className="small text-needs-ink">{assistant.waitingDays > 0 ? count(assistant.waitingDays, words.missing, { hours: number(assistant.missing) }) : fill(words.missingToday, { hours: number(assistant.missing) })}</p>
      )}
    </Section>
  );
}
