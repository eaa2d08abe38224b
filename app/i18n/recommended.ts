import type { Language } from '~/domain/languages';
import type { Condition, ExamCondition, Placement, RecommendationKind, SessionForm, StudyForm } from '~/domain/recommendations';
import type { Specialty } from '~/domain/permissions';
import type { Messages } from './messages';
import { count, day, fill } from './translate';

/** A recommendation as a line has it, with what the conclusion says besides. */
export interface SaidLine {
  kind: RecommendationKind;
  code: string;
  session: { form: SessionForm; perWeek: number | null } | null;
  assistant: { hours: number | null; from: string | null; to: string | null } | null;
  on: string | null;
}

/** A recommendation in words: what it is, and how much, how often or until when. */
export function sayRecommendation(language: Language, m: Messages, line: SaidLine): { what: string; how: string } {
  const { recommendations: words, vocabulary } = m;
  const { kind, code, session, assistant, on } = line;
  const kindWord = vocabulary.recommendationKinds[kind];
  switch (kind) {
    case 'condition':
      return { what: vocabulary.conditions[code as Condition], how: '' };
    case 'sessions': {
      const often = session === null ? '' : session.perWeek === null ? words.frequencyOpen : count(language, session.perWeek, words.perWeek);
      const form = session ? vocabulary.sessionForms[session.form].toLowerCase() : '';
      return { what: `${kindWord}: ${vocabulary.specialties[code as Specialty]}`, how: [form, often].filter(Boolean).join(', ') };
    }
    case 'assistant': {
      const hours = assistant?.hours ? count(language, assistant.hours, words.hours) : '';
      const period = assistant?.from && assistant.to ? fill(words.period, { from: day(language, assistant.from), to: day(language, assistant.to) }) : '';
      return { what: kindWord, how: [hours, period].filter(Boolean).join(', ') };
    }
    case 'study-form':
      return { what: `${kindWord}: ${vocabulary.studyForms[code as StudyForm]}`, how: '' };
    case 'exam-condition':
      return { what: `${kindWord}: ${vocabulary.examConditions[code as ExamCondition]}`, how: '' };
    case 'placement':
      return { what: vocabulary.placements[code as Placement], how: '' };
    case 'personal-helper':
      return { what: kindWord, how: '' };
    case 'next-examination':
      return { what: kindWord, how: on ? fill(words.by, { day: day(language, on) }) : '' };
  }
}
