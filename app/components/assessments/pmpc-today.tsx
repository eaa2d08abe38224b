import type { SectionState, Specialty } from '~/domain/assessments';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { Section, Stack } from '../ui/card';
import { DataList, EmptyState, type Column } from '../ui/list';
import { StateTag } from '../ui/state-tag';
import { SECTION_TONE } from './section-tone';

interface Session {
  id: string;
  child: string;
  sessionOn: string;
  sessionAt: string;
  room: string;
  sections: { specialty: Specialty; state: SectionState }[];
  mine: SectionState | null;
  conclusion: 'draft' | 'issued' | 'void' | null;
}

interface PmpcTodayProps {
  today: Session[];
  upcoming: Session[];
  unfinished: Session[];
  /** A specialist sees the own section; the head and the registrar every section and the conclusion. */
  own: boolean;
}

/** The day at the PMPC: who comes, where, and how far the sections are. */
export function PmpcToday({ today, upcoming, unfinished, own }: PmpcTodayProps) {
  const { m } = useWords();
  const words = m.assessments.today;
  return (
    <Stack>
      <p><a href="/day">{own ? m.visits.day.own : m.visits.day.link}</a></p>
      {today.length > 0 ? (
        <Sessions sessions={today} own={own} dated={false} />
      ) : (
        <EmptyState title={words.none} text={words.noneText} action={own ? undefined : <LinkButton href="/queue">{words.queue}</LinkButton>} />
      )}
      {unfinished.length > 0 && (
        <Section id="unfinished" title={words.unfinished}>
          <Sessions sessions={unfinished} own={own} dated />
        </Section>
      )}
      {upcoming.length > 0 && (
        <Section id="upcoming" title={words.upcoming}>
          <Sessions sessions={upcoming} own={own} dated />
        </Section>
      )}
    </Stack>
  );
}

function Sessions({ sessions, own, dated }: { sessions: Session[]; own: boolean; dated: boolean }) {
  const { m, count, day, fill } = useWords();
  const words = m.assessments.today;
  const columns: Column<Session>[] = [
    { head: words.columns.when, cell: (session) => (dated ? fill(m.assessments.page.at, { day: day(session.sessionOn), time: session.sessionAt }) : session.sessionAt) },
    { head: words.columns.child, names: true, cell: (session) => <a href={`/assessments/${session.id}`}>{session.child}</a> },
    { head: words.columns.room, cell: (session) => session.room },
  ];
  if (own) {
    columns.push({
      head: words.columns.mine,
      cell: ({ mine }) => (mine ? <StateTag tone={SECTION_TONE[mine]} text={m.assessments.sectionStates[mine]} /> : '—'),
    });
  } else {
    columns.push(
      { head: words.columns.sections, cell: ({ sections }) => <SectionStates sections={sections} /> },
      {
        head: words.columns.conclusion,
        cell: ({ conclusion }) => (
          <StateTag tone={conclusion === 'issued' ? 'good' : conclusion ? 'review' : 'draft'} text={conclusion ? m.vocabulary.conclusionStates[conclusion] : words.noConclusion} />
        ),
      },
    );
  }
  return <DataList caption={count(sessions.length, words.sessions)} items={sessions} itemKey={({ id }) => id} columns={columns} />;
}

function SectionStates({ sections }: { sections: Session['sections'] }) {
  const { m, fill, number } = useWords();
  const needed = sections.filter(({ state }) => state !== 'not-needed');
  const done = needed.filter(({ state }) => state === 'done');
  return (
    <details>
      <summary>{fill(m.assessments.today.ready, { done: number(done.length), all: number(needed.length) })}</summary>
      <ul className="grid gap-1">
        {sections.map(({ specialty, state }) => (
          <li key={specialty}>
            {m.vocabulary.specialties[specialty]} <StateTag tone={SECTION_TONE[state]} text={m.assessments.sectionStates[state]} />
          </li>
        ))}
      </ul>
    </details>
  );
}
