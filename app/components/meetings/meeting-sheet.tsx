import type { MeetingDecision, MeetingState, Opinion } from '~/domain/meetings';
import type { Specialty } from '~/domain/permissions';
import { useWords } from '~/i18n/words';
import { Section } from '../ui/card';
import { DataList } from '../ui/list';
import { StateTag, type Tone } from '../ui/state-tag';
import { useSubjectWords } from './subject-words';

export interface Minutes {
  heldOn: string;
  state: MeetingState;
  summary: string;
  decision: string;
  familyPresent: boolean;
}

export interface Heard {
  name: string;
  specialty: Specialty | null;
  opinion: Opinion | null;
  words: string;
}

export interface Decided {
  subject: string;
  decision: MeetingDecision | null;
  note: string;
  isGone: boolean;
}

interface MeetingSheetProps {
  minutes: Minutes;
  participants: Heard[];
  subjects: Decided[];
}

const OPINION_TONE: Record<Opinion, Tone> = { agrees: 'good', dissents: 'watch' };
const DECISION_TONE: Record<MeetingDecision, Tone> = { adopted: 'good', changed: 'review', declined: 'watch' };

/** The minutes as they are read and printed: the day, who was there with which opinion, what was decided on what. */
export function MeetingSheet({ minutes, participants, subjects }: MeetingSheetProps) {
  const { m, day } = useWords();
  const words = m.meetings;
  const subjectWords = useSubjectWords();
  const { heldOn, familyPresent, summary, decision } = minutes;
  return (
    <>
      <p className="mt-2">{[`${words.fields.heldOn}: ${day(heldOn)}`, familyPresent ? words.fields.familyPresent : words.fields.familyAbsent].join(' · ')}</p>
      <Section id="participants" title={words.fields.participants}>
        <DataList
          caption={words.fields.participants}
          captionHidden
          items={participants}
          itemKey={({ name, specialty }) => `${name} ${specialty}`}
          columns={[
            {
              head: words.fields.participant,
              names: true,
              cell: ({ name, specialty }) => (
                <>
                  {name}
                  <span className="small block">{specialty ? m.vocabulary.specialties[specialty] : words.head}</span>
                </>
              ),
            },
            {
              head: words.fields.itsOpinion,
              cell: ({ opinion, words: said }) =>
                opinion ? (
                  <>
                    <StateTag tone={OPINION_TONE[opinion]} text={m.vocabulary.opinions[opinion]} />
                    {said && <span className="block whitespace-pre-line">{said}</span>}
                  </>
                ) : (
                  words.noOpinion
                ),
            },
          ]}
        />
      </Section>
      <Section id="summary" title={words.fields.summary}><Said text={summary} /></Section>
      <Section id="subjects" title={words.fields.subjects}>
        {subjects.length === 0 ? (
          <p className="small">{words.hints.noSubjects}</p>
        ) : (
          <DataList
            caption={words.fields.subjects}
            captionHidden
            items={subjects}
            itemKey={({ subject }) => subject}
            columns={[
              {
                head: words.fields.subject,
                names: true,
                cell: ({ subject, isGone }) => (
                  <>
                    {subjectWords(subject)}
                    {isGone && <span className="small block">{words.gone}</span>}
                  </>
                ),
              },
              {
                head: words.fields.subjectDecision,
                cell: ({ decision: made, note }) => (
                  <>
                    {made ? <StateTag tone={DECISION_TONE[made]} text={m.vocabulary.meetingDecisions[made]} /> : words.undecided}
                    {note && <span className="block whitespace-pre-line">{note}</span>}
                  </>
                ),
              },
            ]}
          />
        )}
      </Section>
      <Section id="decision" title={words.fields.decision}><Said text={decision} /></Section>
    </>
  );
}

function Said({ text }: { text: string }) {
  const { m } = useWords();
  if (!text) return <p className="small">{m.conclusions.values.empty}</p>;
  return <p className="max-w-reading whitespace-pre-line">{text}</p>;
}
