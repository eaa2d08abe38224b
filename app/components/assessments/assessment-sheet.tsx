import type { ExamKind, InstructionLanguage, SectionState, Specialty } from '~/domain/assessments';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { Card, CardPart, Columns, Row, Rows, Section } from '../ui/card';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { StateTag } from '../ui/state-tag';
import { SECTION_TONE } from './section-tone';

export interface ShownSection {
  memberId: string;
  specialty: Specialty;
  medical: boolean;
  by: string;
  state: SectionState;
  at: string | null;
  notNeededReason: string | null;
  mine: boolean;
  findingId: string | null;
  closed: boolean;
}

interface AssessmentSheetProps {
  id: string;
  referralId: string;
  requestId: string | null;
  examKind: ExamKind;
  sessionOn: string;
  sessionAt: string;
  room: string;
  language: InstructionLanguage;
  consent: boolean;
  closed: boolean;
  sections: ShownSection[];
  can: { schedule: boolean; openReferral: boolean; conclude: boolean; meet: boolean };
}

/** The examination at a glance: how far each specialist is, where and when it is held. */
export function AssessmentSheet({ id, referralId, requestId, examKind, sessionOn, sessionAt, room, language, consent, closed, sections, can }: AssessmentSheetProps) {
  const { m, day, fill } = useWords();
  const words = m.assessments.page;
  return (
    <Columns
      main={
        <>
          {!consent && !closed && <Notice kind="watch">{words.noConsent}</Notice>}
          {can.conclude && !closed && <Notice kind="good">{words.ready}</Notice>}
          <Section id="sections" title={words.sections}>
            <Card bare>
              {sections.map((section) => (
                <SectionRow key={section.memberId} assessmentId={id} section={section} mayNeed={can.schedule} />
              ))}
            </Card>
          </Section>
        </>
      }
      aside={
        <>
          <Rows>
            <Row label={words.session}>{fill(words.at, { day: day(sessionOn), time: sessionAt })}</Row>
            <Row label={words.room}>{room}</Row>
            <Row label={words.language}>{m.vocabulary.instructionLanguages[language]}</Row>
            <Row label={words.kind}>{m.vocabulary.examKinds[examKind]}</Row>
          </Rows>
          <ul className="grid gap-2">
            {can.schedule && <li><a href={`/assessments/${id}/edit`}>{words.schedule}</a></li>}
            {can.meet && <li><a href={`/assessments/${id}/meeting`}>{m.meetings.title}</a></li>}
            {requestId && <li><a href={`/requests/${requestId}`}>{m.requests.title}</a></li>}
            {can.openReferral && <li><a href={`/referrals/${referralId}`}>{words.referral}</a></li>}
          </ul>
        </>
      }
    />
  );
}

function SectionRow({ assessmentId, section, mayNeed }: { assessmentId: string; section: ShownSection; mayNeed: boolean }) {
  const { m, moment, fill } = useWords();
  const words = m.assessments.page;
  const { specialty, state, by, at, mine, findingId, closed, notNeededReason } = section;
  const when = at && fill(state === 'done' ? words.signedAt : words.savedAt, { when: moment(at) });
  return (
    <CardPart id={`section-${specialty}`}>
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h3 className="first-letter:uppercase">{m.vocabulary.specialties[specialty]}</h3>
        <StateTag tone={SECTION_TONE[state]} text={m.assessments.sectionStates[state]} />
      </div>
      <p className="small">{[mine ? words.yours : by, when].filter(Boolean).join(' · ')}</p>
      {notNeededReason && <p className="mt-1">{fill(words.notNeeded, { reason: notNeededReason })}</p>}
      {closed && (
        <div className="closed mt-2">
          <Icon name="lock" />
          <span>{section.medical ? words.medicalClosed : words.closed}</span>
        </div>
      )}
      {(findingId || (mayNeed && state !== 'done')) && (
        <div className="actions mt-2">
          {findingId && <LinkButton href={`/findings/${findingId}`}>{mine ? words.readOwn : words.read}<span className="sr-only"> ({m.vocabulary.specialties[specialty]})</span></LinkButton>}
          {mayNeed && state !== 'done' && <a href={`/assessments/${assessmentId}/members/${section.memberId}/need`}>{words.need}<span className="sr-only"> ({m.vocabulary.specialties[specialty]})</span></a>}
        </div>
      )}
    </CardPart>
  );
}
