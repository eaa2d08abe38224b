import type { Relation } from '~/domain/conclusions';
import { LANGUAGES, type Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { Timeline } from '../ui/card';
import { Checkbox, ChoiceChips } from '../ui/choice';
import { DateField, SelectField } from '../ui/field';
import { Notice } from '../ui/notice';

export interface HandoverLine {
  id: string;
  guardian: string;
  relation: Relation;
  handedOn: string;
  language: Language;
  explained: boolean;
  by: string;
}

interface Guardian {
  id: string;
  name: string;
  relation: Relation;
}

/** To whom the paper is given, on which day, in which language, and whether it was explained. */
export function HandoverForm({ guardians, today }: { guardians: Guardian[]; today: string }) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.handovers;
  if (guardians.length === 0) return <Notice kind="watch">{words.noGuardians}</Notice>;
  return (
    <>
      <ProblemSummary labels={{ guardianId: words.guardian, handedOn: words.handedOn, language: words.language }} />
      <Send className="form">
        <SelectField
          id="guardianId"
          label={words.guardian}
          empty={m.frame.choose}
          error={error('guardianId')}
          defaultValue={typed('guardianId')}
          options={guardians.map(({ id, name, relation }) => ({ value: id, label: `${name} (${m.vocabulary.relations[relation]})` }))}
        />
        <DateField id="handedOn" max={today} label={words.handedOn} error={error('handedOn')} defaultValue={typed('handedOn', today)} />
        <ChoiceChips
          id="language"
          name="language"
          legend={words.language}
          error={error('language')}
          defaultValue={typed('language')}
          options={LANGUAGES.map((value) => ({ value, label: m.vocabulary.languages[value] }))}
        />
        <Checkbox id="explained" label={words.explained} hint={words.explainedHint} defaultChecked={typed('explained') === 'yes'} />
        <Button kind="main">{words.submit}</Button>
      </Send>
    </>
  );
}

/** The lines of one conclusion, latest first. */
export function HandoverLines({ lines }: { lines: HandoverLine[] }) {
  const { m, fill, day } = useWords();
  const words = m.handovers;
  if (lines.length === 0) return <p className="small">{words.none}</p>;
  return (
    <Timeline
      items={lines.map(({ id, guardian, relation, handedOn, language, explained, by }) => ({
        id,
        when: day(handedOn),
        dateTime: handedOn,
        text: `${guardian} (${m.vocabulary.relations[relation]}). ${m.vocabulary.languages[language]}, ${explained ? words.explainedYes : words.explainedNo}`,
        by: fill(words.by, { name: by }),
      }))}
    />
  );
}
