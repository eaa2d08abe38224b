import type { ReactNode } from 'react';
import type { Relation } from '~/domain/guardians';
import type { Language } from '~/domain/languages';
import { DOCUMENT_STATES, REFERRAL_DOCUMENTS, type Consenting, type DocumentState, type ReferralDocument } from '~/domain/referrals';
import { useWords } from '~/i18n/words';
import { Conflict, idOf, ProblemSummary, useConflict, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { Told } from '../ui/card';
import { Checkbox, ChoiceChips } from '../ui/choice';
import { DateField, Hidden, SelectField, TextArea } from '../ui/field';
import { Notice } from '../ui/notice';

export interface OfferedPmpc extends Record<Language, string> {
  id: string;
  near: boolean;
}

interface ReferralFormProps {
  pmpcs: OfferedPmpc[];
  /** What stands in the record; empty for a new referral. */
  saved?: { pmpcId: string; reason: string; tried: string; documents: Record<ReferralDocument, DocumentState>; version: number };
  /** The part about consent, in a new referral. */
  children?: ReactNode;
}

/** The letter to the PMPC: saved as a draft or sent at once, by which button is pressed. */
export function ReferralForm({ pmpcs, saved, children }: ReferralFormProps) {
  const { m, inOwn, fill } = useWords();
  const { error, typed } = useProblem();
  const hasConflict = useConflict();
  const words = m.referrals.form;
  const texts = { reason: words.reason, tried: words.tried };
  if (hasConflict) return <Conflict labels={texts} />;

  const option = (pmpc: OfferedPmpc) => ({ value: pmpc.id, label: inOwn(pmpc).text });
  const groups = [
    { label: words.nearest, options: pmpcs.filter(({ near }) => near).map(option) },
    { label: words.others, options: pmpcs.filter(({ near }) => !near).map(option) },
  ].filter(({ options }) => options.length > 0);
  const named = Object.fromEntries(REFERRAL_DOCUMENTS.map((kind) => [`documents.${kind}`, m.vocabulary.referralDocuments[kind]]));
  const limit = { counter: fill(m.frame.upTo.other, { n: 5000 }), maxLength: 5000 };

  return (
    <>
      <ProblemSummary labels={{ ...texts, ...named, pmpcId: words.pmpcId, guardianId: words.guardianId, agreed: words.consent, agreedOn: words.agreedOn }} />
      <Send className="form">
        {saved && <Hidden name="version" value={saved.version} />}
        <SelectField
          id="pmpcId"
          label={words.pmpcId}
          error={error('pmpcId')}
          defaultValue={typed('pmpcId', saved?.pmpcId ?? (pmpcs.length === 1 ? pmpcs[0]?.id : ''))}
          empty={m.frame.choose}
          groups={groups}
        />
        <TextArea id="reason" label={words.reason} hint={words.reasonHint} error={error('reason')} defaultValue={typed('reason', saved?.reason)} rows={5} {...limit} />
        <TextArea id="tried" label={words.tried} hint={words.triedHint} error={error('tried')} defaultValue={typed('tried', saved?.tried)} rows={5} {...limit} />
        <div>
          <h2>{words.documents}</h2>
          <p className="small">{words.documentsHint}</p>
        </div>
        {REFERRAL_DOCUMENTS.map((kind) => {
          const name = `documents.${kind}`;
          return (
            <ChoiceChips
              key={kind}
              id={idOf(name)}
              name={name}
              legend={m.vocabulary.referralDocuments[kind]}
              hint={m.referrals.documents[kind]}
              error={error(name)}
              defaultValue={typed(name, saved?.documents[kind] ?? 'missing')}
              options={DOCUMENT_STATES.map((value) => ({ value, label: m.vocabulary.documentStates[value] }))}
            />
          );
        })}
        {children}
        <Actions>
          <Button kind="main" name="send" value="yes">{words.send}</Button>
          <Button>{words.save}</Button>
        </Actions>
      </Send>
    </>
  );
}

interface ConsentPartProps {
  consenting: Consenting;
  guardians: { id: string; name: string; relation: Relation }[];
  today: string;
}

/** The consents a referral stands on: on record, ticked by the guardian, or written down from a paper. */
export function ReferralConsent({ consenting, guardians, today }: ConsentPartProps) {
  const { m } = useWords();
  const { error, typed } = useProblem();
  const words = m.referrals.form;
  if (consenting === 'on-record') return <Notice kind="good">{words.onRecord}</Notice>;
  if (consenting === 'missing') return null;
  return (
    <>
      <h2>{words.consent}</h2>
      {consenting === 'paper' && (
        <SelectField
          id="guardianId"
          label={words.guardianId}
          error={error('guardianId')}
          defaultValue={typed('guardianId')}
          empty={m.frame.choose}
          options={guardians.map(({ id, name, relation }) => ({ value: id, label: `${name} (${m.vocabulary.relations[relation]})` }))}
        />
      )}
      <Checkbox id="agreed" label={consenting === 'own' ? words.agreedOwn : words.agreed} hint={words.agreedHint} error={error('agreed')} defaultChecked={typed('agreed') === 'yes'} />
      {consenting === 'paper' && <DateField id="agreedOn" label={words.agreedOn} max={today} error={error('agreedOn')} defaultValue={typed('agreedOn', today)} />}
    </>
  );
}

/** Why no referral can be written yet, and what to do about it. */
export function ReferralBarred({ why, addGuardianHref }: { why: 'missing' | 'noGuardian'; addGuardianHref: string | null }) {
  const { m } = useWords();
  const words = m.referrals.form;
  return (
    <Notice kind="watch" action={addGuardianHref ? <LinkButton kind="main" href={addGuardianHref}>{words.addGuardian}</LinkButton> : undefined}>
      <p>{words[why]}</p>
    </Notice>
  );
}

/** The referral is no draft any more: it is not changed, and what was typed stands here to be copied. */
export function SentMeanwhile({ href }: { href: string }) {
  const { m } = useWords();
  const { typed } = useProblem();
  const words = m.referrals.form;
  const texts = [
    { label: words.reason, text: typed('reason') },
    { label: words.tried, text: typed('tried') },
  ].filter(({ text }) => text !== '');
  return (
    <>
      <Notice kind="readonly" role="alert" action={<LinkButton href={href}>{words.toReferral}</LinkButton>}>
        {m.refusals['referral.wrong-state']}
      </Notice>
      {texts.length > 0 && (
        <div className="mt-6 max-w-reading">
          <p className="small mb-2">{words.typedStays}</p>
          <Told items={texts.map(({ label, text }) => ({ label, text: <span className="whitespace-pre-wrap">{text}</span> }))} />
        </div>
      )}
    </>
  );
}
