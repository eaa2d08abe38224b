import type { SectionState, Specialty } from '~/domain/assessments';
import type { ConclusionState } from '~/domain/conclusions';
import type { VisitState } from '~/domain/visits';
import { useWords } from '~/i18n/words';
import { SECTION_TONE } from '../assessments/section-tone';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { Card } from '../ui/card';
import { Hidden } from '../ui/field';
import { EmptyState } from '../ui/list';
import { Notice } from '../ui/notice';
import { StateTag, type Tone } from '../ui/state-tag';

export interface DayVisit {
  key: string;
  visitId: string | null;
  requestId: string | null;
  assessmentId: string | null;
  startsAt: string;
  endsAt: string;
  room: string;
  crew: string | null;
  child: { name: string; birthYear: string; age: number } | null;
  ordinal: number;
  state: VisitState;
  version: number;
  people: { specialty: Specialty; name: string; away: boolean; mine: boolean; section: SectionState | null }[];
  lost: boolean;
  conclusion?: ConclusionState | null;
  signatures: number;
  can: { hold: boolean; miss: boolean; move: boolean; cancel: boolean; examination: boolean; request: boolean };
}

export interface DaySheetProps {
  own: boolean;
  working: boolean;
  rooms: string[];
  visits: DayVisit[];
  mayBook: boolean;
}

/** Columns by room on a wide screen, up to four; with more the visits flow by time, and each names its room. */
const GRID = ['', 'wide:grid-cols-1', 'wide:grid-cols-2', 'wide:grid-cols-3', 'wide:grid-cols-4'];
const COLUMN = ['wide:col-start-1', 'wide:col-start-2', 'wide:col-start-3', 'wide:col-start-4'];

const TONE: Record<VisitState, Tone> = { booked: 'review', held: 'good', 'no-show': 'watch', moved: 'draft', cancelled: 'draft' };

/** The visits of a day: one list by time on a phone, columns by room on a wide screen. */
export function DaySheet({ own, working, rooms, visits, mayBook }: DaySheetProps) {
  const { m, count, fill } = useWords();
  const words = m.visits.day;
  if (visits.length === 0) {
    const text = own ? words.noneOwn : working ? words.noneText : words.off;
    return <EmptyState title={words.none} text={text} action={mayBook && working ? <LinkButton kind="main" href="/queue">{words.queue}</LinkButton> : undefined} />;
  }
  const byRoom = rooms.length < GRID.length;
  return (
    <div className="stack">
      {!working && <Notice kind="watch">{words.off}</Notice>}
      <p className="small">{count(visits.length, words.count)}</p>
      <ul className={`grid gap-4 wide:grid-flow-row-dense ${byRoom ? (GRID[rooms.length] ?? '') : 'wide:grid-cols-3'}`} aria-label={words.link}>
        {byRoom && rooms.map((room, index) => <li key={room} aria-hidden="true" className={`hidden wide:block font-strong ${COLUMN[index] ?? ''}`}>{fill(words.place, { room })}</li>)}
        {visits.map((visit) => (
          <li key={visit.key} className={`min-w-0 ${byRoom ? (COLUMN[rooms.indexOf(visit.room)] ?? '') : ''}`}>
            <VisitCard visit={visit} inColumn={byRoom} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function VisitCard({ visit, inColumn }: { visit: DayVisit; /** On a wide screen the column names the room. */ inColumn: boolean }) {
  const { m, count, fill } = useWords();
  const words = m.visits.day;
  const { can, child, visitId } = visit;
  const place = [visit.crew, visit.ordinal > 1 ? fill(words.visit, { n: visit.ordinal }) : null].filter(Boolean);
  return (
    <Card id={visitId ? `visit-${visitId}` : undefined} needs={visit.lost}>
      <p className="num font-strong">{fill(words.at, { from: visit.startsAt, to: visit.endsAt })}</p>
      <p className="small">
        <span className={inColumn ? 'wide:hidden' : undefined}>{fill(words.place, { room: visit.room })}{place.length > 0 && ' · '}</span>
        {place.join(' · ')}
      </p>
      <h2 className="mt-2">{child ? fill(words.child, { name: child.name, age: count(child.age, words.age) }) : words.notOpen}</h2>
      {visitId && <p className="mt-1"><StateTag tone={TONE[visit.state]} text={m.vocabulary.visitStates[visit.state]} /></p>}
      {visit.lost && <div className="mt-2"><Notice kind="needs">{words.lost}</Notice></div>}
      <ul className="mt-3 grid gap-2">
        {visit.people.map(({ specialty, name, away, section }) => (
          <li key={specialty}>
            <span className="inline-block first-letter:uppercase">{m.vocabulary.specialties[specialty]}</span>: {name}{' '}
            {away && <StateTag tone="watch" text={words.away} />} {section && <StateTag tone={SECTION_TONE[section]} text={m.assessments.sectionStates[section]} />}
          </li>
        ))}
      </ul>
      {visit.assessmentId && visit.conclusion !== undefined && (
        <p className="mt-2">
          {words.conclusion}:{' '}
          <StateTag tone={visit.conclusion === 'issued' ? 'good' : visit.conclusion ? 'review' : 'draft'} text={visit.conclusion ? m.vocabulary.conclusionStates[visit.conclusion] : words.noConclusion} />{' '}
          {visit.conclusion && <span className="small">{count(visit.signatures, words.signatures)}</span>}
        </p>
      )}
      <p className="mt-3 grid gap-1">
        {can.examination && <a href={`/assessments/${visit.assessmentId}`}>{words.examination}</a>}
        {can.request && <a href={`/requests/${visit.requestId}`}>{words.request}</a>}
      </p>
      {visitId && (can.hold || can.move || can.miss || can.cancel) && (
        <div className="mt-3">
          <Actions>
            {can.hold && (
              <Send action={`/visits/${visitId}/holding`}>
                <Hidden name="version" value={visit.version} />
                <Button>{words.hold}</Button>
              </Send>
            )}
            {can.move && <LinkButton kind={visit.lost ? 'main' : 'plain'} href={`/visits/${visitId}/moving`}>{words.move}</LinkButton>}
            {can.miss && <LinkButton kind="quiet" href={`/visits/${visitId}/no-show`}>{words.miss}</LinkButton>}
            {can.cancel && <LinkButton kind="quiet" href={`/visits/${visitId}/cancelling`}>{words.cancel}</LinkButton>}
          </Actions>
        </div>
      )}
    </Card>
  );
}
