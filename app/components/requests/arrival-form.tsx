import { COMMUNICATIONS, INSTRUCTION_LANGUAGES, NO_IIN_REASONS, SEXES, type InstructionLanguage } from '~/domain/children';
import { RELATIONS, type Relation } from '~/domain/guardians';
import { LANGUAGES, type Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { Checkbox, ChoiceChips, RadioGroup } from '../ui/choice';
import { DateField, Hidden, SelectField, TextArea, TextField } from '../ui/field';
import { Notice } from '../ui/notice';

interface Said {
  surname: string;
  givenName: string;
  patronymic: string;
  birthDate: string;
  examLanguage: InstructionLanguage;
  applicantSurname: string;
  applicantGivenName: string;
  applicantPatronymic: string;
  relation: Relation | null;
  phone: string;
  language: Language;
  reason: string;
}

interface ArrivalFormProps {
  requestId: string;
  child: { id: string; name: string; birthDate: string } | null;
  guardians: { id: string; name: string; relation: Relation }[];
  said: Said;
  today: string;
  version: number;
  /** The IIN does not fit the birth date and has to be looked at once more. */
  warned: boolean;
}

/** The first visit: who the child is, who came with it, and both consents on paper. */
export function ArrivalForm({ requestId, child, guardians, said, today, version, warned }: ArrivalFormProps) {
  const { m, day, fill } = useWords();
  const { error, typed } = useProblem();
  const { found: _, ...words } = m.requests.arrival;
  return (
    <>
      <ProblemSummary labels={{ ...m.children.form, ...words }} />
      {warned && <Notice kind="watch" role="alert">{m.children.form.iinDiffers}</Notice>}
      <Send className="form" action={`/requests/${requestId}/arrival?child=${child?.id ?? 'new'}`}>
        <Hidden name="version" value={version} />
        <Hidden name="childId" value={child?.id ?? 'new'} />
        {child ? (
          <Notice kind={child.birthDate === said.birthDate ? 'good' : 'watch'} action={<a href={`/requests/${requestId}/arrival`}>{words.another}</a>}>
            <p>{fill(words.known, { name: child.name, birth: day(child.birthDate) })}</p>
            {child.birthDate !== said.birthDate && <p>{words.otherDate}</p>}
          </Notice>
        ) : (
          <NewChild said={said} today={today} warned={warned} />
        )}
        <h2>{words.adult}</h2>
        {guardians.length === 0 ? (
          <Hidden name="guardianId" value="new" />
        ) : (
          <RadioGroup
            id="guardianId"
            name="guardianId"
            legend={words.guardianId}
            error={error('guardianId')}
            defaultValue={typed('guardianId', guardians[0]?.id ?? 'new')}
            options={[
              ...guardians.map(({ id, name, relation }) => ({ value: id, label: `${name} (${m.vocabulary.relations[relation]})` })),
              { value: 'new', label: words.guardianNew },
            ]}
          />
        )}
        <TextField id="guardianSurname" label={words.guardianSurname} error={error('guardianSurname')} defaultValue={typed('guardianSurname', said.applicantSurname)} />
        <TextField id="guardianGivenName" label={words.guardianGivenName} error={error('guardianGivenName')} defaultValue={typed('guardianGivenName', said.applicantGivenName)} />
        <TextField id="guardianPatronymic" label={words.guardianPatronymic} error={error('guardianPatronymic')} defaultValue={typed('guardianPatronymic', said.applicantPatronymic)} />
        <ChoiceChips
          id="relation"
          name="relation"
          legend={words.relation}
          error={error('relation')}
          defaultValue={typed('relation', said.relation)}
          options={RELATIONS.map((value) => ({ value, label: m.vocabulary.relations[value] }))}
        />
        <TextField id="phone" type="tel" short label={words.phone} optional={m.frame.optional} error={error('phone')} defaultValue={typed('phone', said.phone)} inputProps={{ autoComplete: 'off' }} />
        <ChoiceChips
          id="language"
          name="language"
          legend={words.language}
          error={error('language')}
          defaultValue={typed('language', said.language)}
          options={LANGUAGES.map((value) => ({ value, label: m.vocabulary.languages[value] }))}
        />
        <h2>{words.consents}</h2>
        <Checkbox id="seen" label={words.seen} hint={words.seenHint} error={error('seen')} defaultChecked={typed('seen') === 'yes'} />
        <Checkbox id="agreed" label={words.agreed} hint={words.agreedHint} error={error('agreed')} defaultChecked={typed('agreed') === 'yes'} />
        <DateField id="agreedOn" label={words.agreedOn} max={today} error={error('agreedOn')} defaultValue={typed('agreedOn', today)} />
        <TextArea id="reason" label={words.reason} hint={words.reasonHint} error={error('reason')} defaultValue={typed('reason', said.reason)} maxLength={5000} counter={fill(m.frame.upTo.other, { n: 5000 })} />
        <Button kind="main">{words.submit}</Button>
      </Send>
    </>
  );
}

function NewChild({ said, today, warned }: { said: Said; today: string; warned: boolean }) {
  const { m } = useWords();
  const { problem, error, typed } = useProblem();
  const words = m.children.form;
  const languages = INSTRUCTION_LANGUAGES.map((value) => ({ value, label: m.vocabulary.instructionLanguages[value] }));
  return (
    <>
      <h2>{m.requests.arrival.childNew}</h2>
      <TextField id="surname" label={words.surname} error={error('surname')} defaultValue={typed('surname', said.surname)} />
      <TextField id="givenName" label={words.givenName} error={error('givenName')} defaultValue={typed('givenName', said.givenName)} />
      <TextField id="patronymic" label={words.patronymic} error={error('patronymic')} defaultValue={typed('patronymic', said.patronymic)} />
      <DateField id="birthDate" label={words.birthDate} max={today} error={error('birthDate')} defaultValue={typed('birthDate', said.birthDate)} />
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
      <SelectField id="instructionLanguage" label={words.instructionLanguage} error={error('instructionLanguage')} defaultValue={typed('instructionLanguage', said.examLanguage)} options={languages} />
      <SelectField id="homeLanguage" label={words.homeLanguage} error={error('homeLanguage')} defaultValue={typed('homeLanguage', said.examLanguage)} options={languages} />
      <SelectField
        id="communication"
        label={words.communication}
        error={error('communication')}
        defaultValue={typed('communication', 'speech')}
        options={COMMUNICATIONS.map((value) => ({ value, label: m.vocabulary.communications[value] }))}
      />
    </>
  );
}
