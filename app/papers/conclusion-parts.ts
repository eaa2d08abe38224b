import type { Content } from 'pdfmake/interfaces';
import type { ConclusionText, ExtractBody, TextPart } from '~/domain/conclusions';
import { list, prose } from './blocks';
import type { PaperWords } from './words';

/** How each part of a conclusion's text is set; which parts, in which order and under which titles, the form's edition says. */
export const PARTS: Record<TextPart, (words: PaperWords, text: ConclusionText) => Content> = {
  strengths: ({ m }, { strengths }) => prose(strengths, m.conclusions.values.empty),
  needs: ({ m }, { needs }) => prose(needs, m.conclusions.values.empty),
  levels: (words, { levels }) => levelTable(words, levels),
  programme: programmeLine,
  studyForm: studyFormLine,
  placements: placementList,
  conditions: (words, { conditions }) => conditionList(words, conditions),
  sessions: (words, { sessions }) => sessionList(words, sessions),
  assistant: (words, text) =>
    assistantLines(words, { needed: text.assistantNeeded, hours: text.assistantHours, from: text.assistantFrom, to: text.assistantTo, tasks: text.assistantTasks }),
  personalHelper: helperLine,
  examConditions: examConditionList,
  repeatFirstYear: repeatLine,
  validUntil: validUntilLine,
  nextExamOn: ({ m, day }, { nextExamOn }) => ({ text: nextExamOn ? day(nextExamOn) : m.conclusions.values.noNextExam }),
  familyAdvice: ({ m }, { familyAdvice }) => prose(familyAdvice, m.conclusions.values.empty),
};

export function programmeLine({ m }: PaperWords, { programme }: Pick<ConclusionText, 'programme'>): Content {
  return { text: programme ? m.vocabulary.programmes[programme] : m.conclusions.values.notChosen };
}

export function studyFormLine({ m }: PaperWords, { studyForm }: Pick<ConclusionText, 'studyForm'>): Content {
  return { text: studyForm ? m.vocabulary.studyForms[studyForm] : m.conclusions.values.notChosen };
}

export function validUntilLine({ m, day }: PaperWords, { validUntil }: Pick<ConclusionText, 'validUntil'>): Content {
  return { text: validUntil ? day(validUntil) : m.conclusions.values.noEnd };
}

export function helperLine({ m }: PaperWords, { personalHelper }: Pick<ConclusionText, 'personalHelper'>): Content {
  return { text: personalHelper ? m.conclusions.values.helperNeeded : m.conclusions.values.helperNot };
}

export function repeatLine({ m }: PaperWords, { repeatFirstYear }: Pick<ConclusionText, 'repeatFirstYear'>): Content {
  return { text: repeatFirstYear ? m.conclusions.values.repeatYes : m.conclusions.values.repeatNot };
}

export function placementList({ m }: PaperWords, { placements }: Pick<ConclusionText, 'placements'>): Content {
  return list(placements.map((place) => m.vocabulary.placements[place]), m.frame.none);
}

export function examConditionList({ m }: PaperWords, { examConditions }: Pick<ConclusionText, 'examConditions'>): Content {
  return list(examConditions.map((one) => m.vocabulary.examConditions[one]), m.frame.none);
}

export function conditionList({ m }: PaperWords, conditions: ConclusionText['conditions']): Content {
  return list(conditions.map(({ condition, detail }) => [m.vocabulary.conditions[condition], detail].filter(Boolean).join('\n')), m.frame.none);
}

export function sessionList({ m, count }: PaperWords, sessions: ConclusionText['sessions']): Content {
  const { perWeek: times, frequencyOpen } = m.conclusions.values;
  return list(
    sessions.map(({ specialty, form, perWeek }) =>
      [m.vocabulary.specialties[specialty], m.vocabulary.sessionForms[form], perWeek === null ? frequencyOpen : count(perWeek, times)].join(' · '),
    ),
    m.frame.none,
  );
}

export function assistantLines({ m, count, day, fill }: PaperWords, { needed, hours, from, to, tasks }: ExtractBody['assistant']): Content {
  const { values } = m.conclusions;
  if (!needed) return { text: values.assistantNot };
  const period = from && to ? fill(values.period, { from: day(from), to: day(to) }) : null;
  const line = [values.assistantNeeded, hours === null ? null : count(hours, values.hoursWeek), period].filter(Boolean).join(' · ');
  return { text: [line, tasks].filter(Boolean).join('\n') };
}

function levelTable({ m }: PaperWords, levels: ConclusionText['levels']): Content {
  const { values } = m.conclusions;
  const head = [values.area, values.withoutSupport, values.withSupport].map((text): Content => ({ text, style: 'strong' }));
  return {
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: ['*', 140, 140],
      body: [head, ...levels.map((one) => [m.vocabulary.domains[one.domain], m.vocabulary.levels[one.withoutSupport], m.vocabulary.levels[one.withSupport]])],
    },
  };
}
