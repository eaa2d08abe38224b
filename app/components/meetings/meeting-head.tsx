import type { ReactNode } from 'react';
import type { MeetingState } from '~/domain/meetings';
import { useWords } from '~/i18n/words';
import { PageHead } from '../ui/page';

interface MeetingHeadProps {
  meeting: {
    assessmentId: string;
    child: { id: string; name: string; birthYear: string; className: string | null };
    minutes: { state: MeetingState; savedAt: string } | null;
  };
  /** The page's own name, when it is a step of the meeting. */
  step?: string;
  actions?: ReactNode;
}

/** Which child's meeting, and how far its minutes are: the head of the meeting's pages. */
export function MeetingHead({ meeting, step, actions }: MeetingHeadProps) {
  const { m, fill, moment } = useWords();
  const words = m.meetings;
  const { assessmentId, child, minutes } = meeting;
  return (
    <PageHead
      title={step ?? words.title}
      breadcrumb={[
        { label: child.name, href: `/children/${child.id}` },
        { label: m.assessments.title, href: `/assessments/${assessmentId}` },
        ...(step ? [{ label: words.title, href: `/assessments/${assessmentId}/meeting` }, { label: step }] : [{ label: words.title }]),
      ]}
      breadcrumbLabel={m.frame.breadcrumb}
      tag={minutes ? { tone: minutes.state === 'closed' ? 'good' : 'draft', text: m.vocabulary.meetingStates[minutes.state] } : undefined}
      meta={<p>{[child.name, fill(m.conclusions.list.birthYear, { year: child.birthYear }), child.className].filter(Boolean).join(' · ')}</p>}
      changed={minutes ? fill(words.saved, { when: moment(minutes.savedAt) }) : undefined}
      actions={actions}
    />
  );
}
