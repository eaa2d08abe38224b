import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { PaperFrame } from '../ui/paper';
import { MeetingSheet, type Decided, type Heard, type Minutes } from './meeting-sheet';

interface MeetingPaperProps {
  meeting: {
    child: { name: string; birthYear: string };
    pmpc: Partial<Record<Language, string>>;
    minutes: (Minutes & { closedBy: string | null; savedAt: string }) | null;
    participants: Heard[];
    subjects: Decided[];
    printedBy: string;
    printedAt: string;
  };
}

/** The minutes to print and to sign: each participant, the head, and a mark while they are not closed. */
export function MeetingPaper({ meeting }: MeetingPaperProps) {
  const { language, m, fill, day, inOwn, moment } = useWords();
  const { child, pmpc, minutes, participants, subjects, printedBy, printedAt } = meeting;
  if (!minutes) return null;
  const isClosed = minutes.state === 'closed';
  return (
    <PaperFrame
      title={m.meetings.paperTitle}
      number={day(minutes.heldOn)}
      organisation={inOwn(pmpc).text}
      child={`${child.name}, ${fill(m.conclusions.list.birthYear, { year: child.birthYear })}`}
      mark={isClosed ? undefined : m.conclusions.paper.draft}
      lang={language}
      signatures={[
        ...participants.filter(({ specialty }) => specialty !== null).map(({ name, specialty }) => ({ role: specialty ? m.vocabulary.specialties[specialty] : m.meetings.head, name })),
        { role: m.meetings.head, name: minutes.closedBy ?? undefined, signed: isClosed ? moment(minutes.savedAt) : undefined },
      ]}
      printed={fill(m.frame.printed, { when: moment(printedAt), who: printedBy })}
    >
      <MeetingSheet minutes={minutes} participants={participants} subjects={subjects} />
    </PaperFrame>
  );
}
