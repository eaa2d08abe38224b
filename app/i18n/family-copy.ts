import type { ConclusionText } from '~/domain/conclusions';
import { nextSteps, placesToApply } from '~/domain/family-copies';
import type { Language } from '~/domain/languages';
import type { Messages } from './messages';
import { count, day, fill } from './translate';

export interface CopyPart {
  head?: string;
  text?: string;
  items?: string[];
}

export interface CopySection {
  title: string;
  parts: CopyPart[];
}

/** A conclusion told to the family: what was seen, what is advised, what it means, what to do next, whom to ask. For the page and for the paper. */
export function familyCopy(language: Language, m: Messages, { name, pmpc, text }: { name: string; pmpc: string; text: ConclusionText }): { lead: string; sections: CopySection[] } {
  const words = m.copies;
  const { found, advised, means, next, ask } = words;
  const seen = [
    { head: words.strengths, text: text.strengths },
    { head: words.needs, text: text.needs },
  ];
  return {
    lead: fill(words.lead, { name }),
    sections: [
      { title: found, parts: seen.filter((part) => part.text !== '') },
      { title: advised, parts: advice(language, m, text) },
      { title: means, parts: [{ items: Object.values(words.meaning) }] },
      { title: next, parts: [{ items: steps(language, m, text) }] },
      { title: ask, parts: [{ items: [fill(words.askPmpc, { pmpc }), words.askSchool] }] },
    ].filter(({ parts }) => parts.length > 0),
  };
}

function advice(language: Language, m: Messages, text: ConclusionText): CopyPart[] {
  const words = m.copies;
  const { perWeek, frequencyOpen, hoursWeek } = m.conclusions.values;
  const parts: (CopyPart | null)[] = [
    {
      head: words.learning,
      items: [
        ...(text.studyForm ? [words.studyForms[text.studyForm]] : []),
        ...text.conditions.map(({ condition, detail }) => [words.conditions[condition], detail].filter(Boolean).join(' ')),
        ...(text.repeatFirstYear ? [words.repeat] : []),
      ],
    },
    {
      head: words.sessions,
      items: text.sessions.map((one) =>
        [m.vocabulary.specialties[one.specialty], m.vocabulary.sessionForms[one.form], one.perWeek === null ? frequencyOpen : count(language, one.perWeek, perWeek)].join(' · '),
      ),
    },
    text.assistantNeeded
      ? {
          head: words.assistant,
          text: [
            fill(words.assistantText, { hours: text.assistantHours === null ? frequencyOpen : count(language, text.assistantHours, hoursWeek) }),
            text.assistantFrom && text.assistantTo ? fill(words.assistantUntil, { from: day(language, text.assistantFrom), to: day(language, text.assistantTo) }) : '',
            text.assistantTasks,
          ]
            .filter(Boolean)
            .join('\n'),
        }
      : null,
    text.personalHelper ? { text: words.personalHelper } : null,
    { head: words.exams, items: text.examConditions.map((condition) => m.vocabulary.examConditions[condition]) },
    { head: words.places, items: placesToApply(text).map((placement) => m.vocabulary.placements[placement]) },
    { head: words.home, text: text.familyAdvice },
  ];
  return parts.filter((part): part is CopyPart => part !== null && (Boolean(part.text) || (part.items ?? []).length > 0));
}

function steps(language: Language, m: Messages, text: ConclusionText): string[] {
  const until = text.nextExamOn ?? text.validUntil;
  const values = {
    places: placesToApply(text)
      .map((placement) => m.vocabulary.placements[placement])
      .join('; '),
    day: until ? day(language, until) : '',
  };
  return nextSteps(text).map((step) => fill(m.copies.steps[step], values));
}
