import type { ExtractBody } from '~/domain/conclusions';
import { useWords } from '~/i18n/words';
import { Section } from '../ui/card';
import { Notice } from '../ui/notice';
import { AssistantLines, ConditionList, Prose, SessionList, WordList } from './conclusion-sheet';

/** The whole extract, as a school reads it. */
export function ExtractSheet({ body }: { body: ExtractBody }) {
  const { m, day } = useWords();
  const { fields, values } = m.conclusions;
  return (
    <>
      <Section title={fields.strengths}><Prose text={body.strengths} /></Section>
      <Section title={fields.helps}><Prose text={body.helps} /></Section>
      <Section title={fields.programme}><p>{body.programme ? m.vocabulary.programmes[body.programme] : values.notChosen}</p></Section>
      <Section title={fields.studyForm}><p>{body.studyForm ? m.vocabulary.studyForms[body.studyForm] : values.notChosen}</p></Section>
      {body.more && <Section title={fields.placements}><WordList words={body.more.placements.map((word) => m.vocabulary.placements[word])} /></Section>}
      <Section title={fields.conditions}><ConditionList conditions={body.conditions} /></Section>
      <Section title={fields.sessions}><SessionList sessions={body.sessions} /></Section>
      <Section title={fields.assistant}><AssistantLines assistant={body.assistant} /></Section>
      {body.more && (
        <>
          <Section title={fields.personalHelper}><p>{body.more.personalHelper ? values.helperNeeded : values.helperNot}</p></Section>
          <Section title={fields.examConditions}><WordList words={body.more.examConditions.map((word) => m.vocabulary.examConditions[word])} /></Section>
          <Section title={fields.repeatFirstYear}><p>{body.more.repeatFirstYear ? values.repeatYes : values.repeatNot}</p></Section>
        </>
      )}
      <Section title={fields.recommendations}><Prose text={body.recommendations} /></Section>
      <Section title={fields.validUntil}><p>{body.validUntil ? day(body.validUntil) : values.noEnd}</p></Section>
    </>
  );
}

/** What a teacher-assistant reads: what to do, and nothing else. */
export function ExtractActions({ actions }: { actions: Pick<ExtractBody, 'conditions' | 'helps'> }) {
  const { m } = useWords();
  const { extract, fields } = m.conclusions;
  if (actions.conditions.length === 0 && !actions.helps) return <Notice>{extract.noActions}</Notice>;
  return (
    <>
      {actions.helps && <Section title={fields.helps}><Prose text={actions.helps} /></Section>}
      {actions.conditions.length > 0 && <Section title={fields.conditions}><ConditionList conditions={actions.conditions} /></Section>}
    </>
  );
}
