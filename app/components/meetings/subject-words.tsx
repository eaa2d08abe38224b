import { CONDITIONS, EXAM_CONDITIONS, PLACEMENTS, PROGRAMMES, SESSION_SPECIALTIES, STUDY_FORMS } from '~/domain/conclusions';
import { useWords } from '~/i18n/words';
import { Notice } from '../ui/notice';

/** The subjects of a meeting in words: `condition:grading` → «Баға қою тәсілі …». */
export function useSubjectWords(): (subject: string) => string {
  const { m, fill } = useWords();
  const { vocabulary } = m;
  const { subjects } = m.meetings;
  return (subject) => {
    const [kind, code] = subject.split(':');
    const is = <Word extends string>(words: readonly Word[]) => words.find((word) => word === code);
    switch (kind) {
      case 'programme': {
        const word = is(PROGRAMMES);
        return word ? fill(subjects.programme, { word: vocabulary.programmes[word] }) : subject;
      }
      case 'condition': {
        const word = is(CONDITIONS);
        return word ? vocabulary.conditions[word] : subject;
      }
      case 'sessions': {
        const word = is(SESSION_SPECIALTIES);
        return word ? fill(subjects.sessions, { word: vocabulary.specialties[word] }) : subject;
      }
      case 'study-form': {
        const word = is(STUDY_FORMS);
        return word ? fill(subjects['study-form'], { word: vocabulary.studyForms[word] }) : subject;
      }
      case 'exam-condition': {
        const word = is(EXAM_CONDITIONS);
        return word ? fill(subjects['exam-condition'], { word: vocabulary.examConditions[word] }) : subject;
      }
      case 'placement': {
        const word = is(PLACEMENTS);
        return word ? vocabulary.placements[word] : subject;
      }
      case 'repeat-first-year':
        return subjects['repeat-first-year'];
      case 'assistant':
      case 'personal-helper':
      case 'next-examination':
        return vocabulary.recommendationKinds[kind];
      default:
        return subject;
    }
  };
}

/** What the meeting declined although the draft still recommends it. */
export function DeclinedStill({ subjects }: { subjects: string[] }) {
  const { m, count } = useWords();
  const subjectWords = useSubjectWords();
  return (
    <Notice kind="watch" title={count(subjects.length, m.meetings.declined)}>
      <ul className="list">
        {subjects.map((subject) => <li key={subject}>{subjectWords(subject)}</li>)}
      </ul>
    </Notice>
  );
}
