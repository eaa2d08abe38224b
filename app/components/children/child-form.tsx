import { COMMUNICATIONS, INSTRUCTION_LANGUAGES, NO_IIN_REASONS, SEXES } from '~/domain/children';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { Checkbox, ChoiceChips } from '../ui/choice';
import { DateField, SelectField, TextArea, TextField } from '../ui/field';
import { Notice } from '../ui/notice';

/** The form that registers a child. `warned`: the IIN does not fit the birth date and has to be looked at once more. */
export function ChildForm({ atSchool, warned }: { atSchool: boolean; warned: boolean }) {
  const { m } = useWords();
  const { problem, error, typed } = useProblem();
  const words = m.children.form;
  const languages = INSTRUCTION_LANGUAGES.map((value) => ({ value, label: m.vocabulary.instructionLanguages[value] }));
  return (
    <>
      <ProblemSummary labels={words} />
      {warned && <Notice kind="watch" role="alert">{words.iinDiffers}</Notice>}
      <Send className="form">
        <h2>{words.identity}</h2>
        <TextField id="surname" label={words.surname} error={error('surname')} defaultValue={typed('surname')} />
        <TextField id="givenName" label={words.givenName} error={error('givenName')} defaultValue={typed('givenName')} />
        <TextField id="patronymic" label={words.patronymic} error={error('patronymic')} defaultValue={typed('patronymic')} />
        <DateField id="birthDate" label={words.birthDate} error={error('birthDate')} defaultValue={typed('birthDate')} />
        <ChoiceChips
          id="sex"
          name="sex"
          legend={words.sex}
          error={error('sex')}
          defaultValue={typed('sex')}
          options={SEXES.map((value) => ({ value, label: m.vocabulary.sexes[value] }))}
        />
        <TextField id="iin" short label={words.iin} hint={words.iinHint} error={error('iin')} defaultValue={typed('iin')} inputProps={{ inputMode: 'numeric', autoComplete: 'off' }} />
        {warned && <Checkbox id="iinChecked" label={words.iinChecked} defaultChecked={typed('iinChecked') === 'yes'} />}
        <SelectField
          id="noIinReason"
          label={words.noIinReason}
          optional={m.frame.optional}
          error={error('noIinReason')}
          defaultValue={typed('noIinReason')}
          empty={m.frame.choose}
          options={NO_IIN_REASONS.map((value) => ({ value, label: m.vocabulary.noIinReasons[value] }))}
        />
        {problem?.reason === 'child.known-elsewhere' && <Checkbox id="knownElsewhere" label={words.knownElsewhere} />}
        <h2>{words.learning}</h2>
        {atSchool && <TextField id="className" short label={words.className} hint={words.classHint} error={error('className')} defaultValue={typed('className')} />}
        <SelectField id="instructionLanguage" label={words.instructionLanguage} error={error('instructionLanguage')} defaultValue={typed('instructionLanguage', 'kk')} options={languages} />
        <SelectField id="homeLanguage" label={words.homeLanguage} error={error('homeLanguage')} defaultValue={typed('homeLanguage', 'kk')} options={languages} />
        <SelectField
          id="communication"
          label={words.communication}
          error={error('communication')}
          defaultValue={typed('communication', 'speech')}
          options={COMMUNICATIONS.map((value) => ({ value, label: m.vocabulary.communications[value] }))}
        />
        <TextArea id="supportSummary" label={words.supportSummary} hint={words.supportHint} optional={m.frame.optional} error={error('supportSummary')} defaultValue={typed('supportSummary')} />
        <Button kind="main">{words.submit}</Button>
      </Send>
    </>
  );
}
