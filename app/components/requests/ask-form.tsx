import { INSTRUCTION_LANGUAGES } from '~/domain/children';
import { RELATIONS } from '~/domain/guardians';
import { LANGUAGES, type Language } from '~/domain/languages';
import { CASE_KINDS } from '~/domain/requests';
import { useWords } from '~/i18n/words';
import { usePage } from '../frame/page-context';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { Checkbox, ChoiceChips } from '../ui/choice';
import { DateField, Hidden, SelectField, TextArea, TextField } from '../ui/field';

export interface OfferedRegion {
  code: string;
  name: Record<Language, string>;
  pmpcs: (Record<Language, string> & { id: string; locality: string })[];
}

const ASKED_ABOVE_AGE = CASE_KINDS.filter((kind) => kind === 'college' || kind === 'repeated');

/** The form somebody without an account fills in: one page, no scripts, nothing that is not needed for an appointment. */
export function AskForm({ regions, today }: { regions: OfferedRegion[]; today: string }) {
  const { language, m, inOwn, fill } = useWords();
  const { error, typed } = useProblem();
  const { key } = usePage();
  const words = m.requests.ask;
  const all = regions.flatMap(({ pmpcs }) => pmpcs);
  return (
    <>
      <ProblemSummary labels={{ ...words, agreed: m.vocabulary.consentPurposes['personal-data'] }} />
      <Send className="form">
        <Hidden name="once" value={typed('once', key)} />
        <SelectField
          id="pmpcId"
          label={words.pmpcId}
          hint={words.pmpcHint}
          error={error('pmpcId')}
          defaultValue={typed('pmpcId', all.length === 1 ? all[0]?.id : '')}
          empty={m.frame.choose}
          groups={regions.map(({ name, pmpcs }) => ({
            label: inOwn(name).text,
            options: pmpcs.map((pmpc) => ({ value: pmpc.id, label: `${inOwn(pmpc).text} (${pmpc.locality})` })),
          }))}
        />
        <h2>{words.child}</h2>
        <TextField id="surname" label={words.surname} error={error('surname')} defaultValue={typed('surname')} inputProps={{ autoComplete: 'off' }} />
        <TextField id="givenName" label={words.givenName} error={error('givenName')} defaultValue={typed('givenName')} inputProps={{ autoComplete: 'off' }} />
        <TextField id="patronymic" label={words.patronymic} optional={m.frame.optional} error={error('patronymic')} defaultValue={typed('patronymic')} inputProps={{ autoComplete: 'off' }} />
        <DateField id="birthDate" label={words.birthDate} max={today} error={error('birthDate')} defaultValue={typed('birthDate')} />
        <SelectField
          id="examLanguage"
          label={words.examLanguage}
          hint={words.examHint}
          error={error('examLanguage')}
          defaultValue={typed('examLanguage', language === 'ru' ? 'ru' : 'kk')}
          options={INSTRUCTION_LANGUAGES.map((value) => ({ value, label: m.vocabulary.instructionLanguages[value] }))}
        />
        <SelectField
          id="caseKind"
          label={words.caseKind}
          hint={words.caseHint}
          error={error('caseKind')}
          defaultValue={typed('caseKind')}
          empty={words.caseByAge}
          options={ASKED_ABOVE_AGE.map((value) => ({ value, label: m.vocabulary.caseKinds[value] }))}
        />
        <TextArea id="reason" label={words.reason} hint={words.reasonHint} error={error('reason')} defaultValue={typed('reason')} maxLength={2000} counter={fill(m.frame.upTo.other, { n: 2000 })} />
        <h2>{words.you}</h2>
        <TextField id="applicantName" label={words.applicantName} error={error('applicantName')} defaultValue={typed('applicantName')} inputProps={{ autoComplete: 'name' }} />
        <ChoiceChips
          id="applicantRelation"
          name="applicantRelation"
          legend={words.applicantRelation}
          error={error('applicantRelation')}
          defaultValue={typed('applicantRelation')}
          options={RELATIONS.map((value) => ({ value, label: m.vocabulary.relations[value] }))}
        />
        <TextField id="phone" type="tel" short label={words.phone} hint={words.phoneHint} error={error('phone')} defaultValue={typed('phone')} inputProps={{ autoComplete: 'tel' }} />
        <ChoiceChips
          id="contactLanguage"
          name="contactLanguage"
          legend={words.contactLanguage}
          error={error('contactLanguage')}
          defaultValue={typed('contactLanguage', language)}
          options={LANGUAGES.map((value) => ({ value, label: m.vocabulary.languages[value] }))}
        />
        <Checkbox id="agreed" label={words.agreed} hint={words.agreedHint} error={error('agreed')} defaultChecked={typed('agreed') === 'yes'} />
        <Button kind="main" full>{words.submit}</Button>
      </Send>
      <p className="small mt-6">
        {words.alreadyCode} <a href="/request/follow">{words.follow}</a>
      </p>
    </>
  );
}
