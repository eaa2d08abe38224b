import { INSTRUCTION_LANGUAGES, type InstructionLanguage } from '~/domain/children';
import { RELATIONS, type Relation } from '~/domain/guardians';
import { LANGUAGES, type Language } from '~/domain/languages';
import { CASE_KINDS, DESK_CHANNELS, type CaseKind, type RequestState } from '~/domain/requests';
import { useWords } from '~/i18n/words';
import { Conflict, ProblemSummary, useConflict, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { Checkbox, ChoiceChips } from '../ui/choice';
import { DateField, Hidden, SelectField, TextArea, TextField } from '../ui/field';
import { StateTag } from '../ui/state-tag';
import { REQUEST_TONE } from './request-tone';

export interface Twin {
  id: string;
  name: string;
  birthDate: string;
  state: RequestState;
  receivedOn: string;
}

export interface SavedRequest {
  surname: string;
  givenName: string;
  patronymic: string;
  birthDate: string;
  applicantName: string;
  applicantRelation: Relation | null;
  phone: string;
  contactLanguage: Language;
  examLanguage: InstructionLanguage;
  caseKind: CaseKind;
  reason: string;
  version: number;
}

interface RequestFormProps {
  today: string;
  /** What stands in the record; nothing for a new request. */
  saved?: SavedRequest;
  /** The child has a record of its own, so only the rest is asked. */
  linked?: boolean;
  /** Likely duplicates in the own queue, after a first try. */
  twins?: Twin[];
}

/** What a registrar writes down of a request, new or changed. */
export function RequestForm({ today, saved, linked = false, twins = [] }: RequestFormProps) {
  const { m, fill } = useWords();
  const { error, typed } = useProblem();
  const hasConflict = useConflict();
  const words = m.requests.form;
  const child = { surname: words.surname, givenName: words.givenName, patronymic: words.patronymic };
  if (hasConflict) return <Conflict labels={{ ...(linked ? {} : child), applicantName: words.applicantName, phone: words.phone, reason: words.reason }} />;
  return (
    <>
      <ProblemSummary labels={words} />
      {twins.length > 0 && <Twins twins={twins} title={words.twins} />}
      <Send className="form">
        {saved && <Hidden name="version" value={saved.version} />}
        {!saved && (
          <ChoiceChips
            id="channel"
            name="channel"
            legend={words.channel}
            error={error('channel')}
            defaultValue={typed('channel', 'phone')}
            options={DESK_CHANNELS.map((value) => ({ value, label: m.vocabulary.requestChannels[value] }))}
          />
        )}
        {!linked && (
          <>
            <h2>{words.child}</h2>
            <TextField id="surname" label={words.surname} error={error('surname')} defaultValue={typed('surname', saved?.surname)} />
            <TextField id="givenName" label={words.givenName} error={error('givenName')} defaultValue={typed('givenName', saved?.givenName)} />
            <TextField id="patronymic" label={words.patronymic} error={error('patronymic')} defaultValue={typed('patronymic', saved?.patronymic)} />
            <DateField id="birthDate" label={words.birthDate} max={today} error={error('birthDate')} defaultValue={typed('birthDate', saved?.birthDate)} />
          </>
        )}
        <h2>{words.applicant}</h2>
        <TextField id="applicantName" label={words.applicantName} optional={m.frame.optional} error={error('applicantName')} defaultValue={typed('applicantName', saved?.applicantName)} inputProps={{ autoComplete: 'off' }} />
        <SelectField
          id="applicantRelation"
          label={words.applicantRelation}
          optional={m.frame.optional}
          error={error('applicantRelation')}
          defaultValue={typed('applicantRelation', saved?.applicantRelation)}
          empty={m.frame.choose}
          options={RELATIONS.map((value) => ({ value, label: m.vocabulary.relations[value] }))}
        />
        <TextField id="phone" type="tel" short label={words.phone} hint={words.phoneHint} optional={m.frame.optional} error={error('phone')} defaultValue={typed('phone', saved?.phone)} inputProps={{ autoComplete: 'off' }} />
        <ChoiceChips
          id="contactLanguage"
          name="contactLanguage"
          legend={words.contactLanguage}
          error={error('contactLanguage')}
          defaultValue={typed('contactLanguage', saved?.contactLanguage ?? 'kk')}
          options={LANGUAGES.map((value) => ({ value, label: m.vocabulary.languages[value] }))}
        />
        <h2>{words.exam}</h2>
        <SelectField
          id="examLanguage"
          label={words.examLanguage}
          error={error('examLanguage')}
          defaultValue={typed('examLanguage', saved?.examLanguage ?? 'kk')}
          options={INSTRUCTION_LANGUAGES.map((value) => ({ value, label: m.vocabulary.instructionLanguages[value] }))}
        />
        <SelectField
          id="caseKind"
          label={words.caseKind}
          hint={words.caseHint}
          error={error('caseKind')}
          defaultValue={typed('caseKind', saved?.caseKind)}
          empty={words.caseByAge}
          options={CASE_KINDS.map((value) => ({ value, label: m.vocabulary.caseKinds[value] }))}
        />
        <TextArea id="reason" label={words.reason} optional={m.frame.optional} error={error('reason')} defaultValue={typed('reason', saved?.reason)} maxLength={2000} counter={fill(m.frame.upTo.other, { n: 2000 })} />
        {twins.length > 0 && <Checkbox id="allTheSame" label={words.allTheSame} defaultChecked={typed('allTheSame') === 'yes'} />}
        <Button kind="main">{saved ? m.frame.save : words.record}</Button>
      </Send>
    </>
  );
}

/** Requests of the own queue that may be about the same child. */
export function Twins({ twins, title }: { twins: Twin[]; title: string }) {
  const { m, day, fill } = useWords();
  return (
    <div className="mt-4 mb-4">
      <Card needs>
        <h2>{title}</h2>
        <ul className="list mt-2">
          {twins.map(({ id, name, birthDate, state, receivedOn }) => (
            <li key={id}>
              <a href={`/requests/${id}`}>{fill(m.requests.page.twinLine, { name, birth: day(birthDate), received: day(receivedOn) })}</a>{' '}
              <StateTag tone={REQUEST_TONE[state]} text={m.vocabulary.requestStates[state]} />
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
