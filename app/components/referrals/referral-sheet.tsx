import type { Language } from '~/domain/languages';
import type { DocumentState, ReferralDocument, ReferralState } from '~/domain/referrals';
import { useWords } from '~/i18n/words';
import { ChildPageHead } from '../children/child-page-head';
import { ProblemSummary } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { Card, Columns, Row, Rows, Section } from '../ui/card';
import { Notice } from '../ui/notice';
import { StateTag, type Tone } from '../ui/state-tag';

export interface ShownReferral {
  id: string;
  state: ReferralState;
  pmpc: Record<Language, string> | null;
  from: Record<Language, string> | null;
  byFamily: boolean;
  author: string | null;
  reason: string;
  tried: string;
  documents: { kind: ReferralDocument; state: DocumentState }[] | null;
  createdOn: string;
  sentOn: string | null;
  decidedOn: string | null;
  declineReason: string | null;
  waiting: number;
  consented: boolean;
  assessmentId: string | null;
  can: { edit: boolean; send: boolean; withdraw: boolean; accept: boolean };
}

export const REFERRAL_TONE: Record<ReferralState, Tone> = { draft: 'draft', sent: 'review', accepted: 'good', declined: 'late', withdrawn: 'draft', closed: 'good' };

const DOCUMENT_TONE: Record<DocumentState, Tone> = { present: 'good', requested: 'review', missing: 'watch' };

interface ReferralSheetProps {
  head: { id: string; name: string; birthYear: string; className: string | null };
  referral: ShownReferral;
}

/** A referral to read, with the steps the reader may take. */
export function ReferralSheet({ head, referral }: ReferralSheetProps) {
  const { m } = useWords();
  return (
    <>
      <ChildPageHead head={head} title={m.referrals.title} tag={{ tone: REFERRAL_TONE[referral.state], text: m.vocabulary.referralStates[referral.state] }} />
      <ProblemSummary />
      <ReferralSteps referral={referral} />
      <div className="mt-6">
        <Columns main={<ReferralText referral={referral} />} aside={<ReferralFacts referral={referral} />} />
      </div>
      {referral.can.withdraw && (
        <div className="actions mt-8 no-print">
          <LinkButton href={`/referrals/${referral.id}/withdrawal`}>{m.referrals.page.withdraw}</LinkButton>
        </div>
      )}
    </>
  );
}

function ReferralSteps({ referral: { id, can, assessmentId, reason, consented } }: { referral: ShownReferral }) {
  const { m } = useWords();
  const words = m.referrals.page;
  const whyNot = can.send ? (reason === '' ? words.needsReason : consented ? null : words.needsConsent) : null;
  if (!can.edit && !can.accept && !assessmentId) return null;
  return (
    <div className="mt-4">
      {whyNot && <div className="mb-3"><Notice kind="needs">{whyNot}</Notice></div>}
      <Actions>
        {can.send && !whyNot && (
          <Send action={`/referrals/${id}/sending`}>
            <Button kind="main">{words.send}</Button>
          </Send>
        )}
        {can.edit && <LinkButton kind={whyNot ? 'main' : 'plain'} href={`/referrals/${id}/edit`}>{words.edit}</LinkButton>}
        {can.accept && <LinkButton kind="main" href={`/referrals/${id}/acceptance`}>{words.accept}</LinkButton>}
        {can.accept && <LinkButton href={`/referrals/${id}/declining`}>{words.decline}</LinkButton>}
        {assessmentId && <LinkButton kind="main" href={`/assessments/${assessmentId}`}>{words.examination}</LinkButton>}
      </Actions>
    </div>
  );
}

function ReferralText({ referral: { reason, tried, declineReason, documents } }: { referral: ShownReferral }) {
  const { m } = useWords();
  const words = m.referrals.page;
  return (
    <>
      {declineReason && (
        <Notice kind="watch" title={words.declined}>
          <p className="whitespace-pre-wrap">{declineReason}</p>
        </Notice>
      )}
      <Section id="reason" title={words.reason}>
        <p className="whitespace-pre-wrap max-w-reading">{reason || words.nothing}</p>
      </Section>
      <Section id="tried" title={words.tried}>
        <p className="whitespace-pre-wrap max-w-reading">{tried || words.nothing}</p>
      </Section>
      {documents && <ReferralDocuments documents={documents} />}
    </>
  );
}

function ReferralDocuments({ documents }: { documents: { kind: ReferralDocument; state: DocumentState }[] }) {
  const { m } = useWords();
  return (
    <Section id="documents" title={m.referrals.page.documents}>
      <div className="max-w-reading">
        <Rows>
          {documents.map(({ kind, state }) => {
            const label = (
              <>
                {m.vocabulary.referralDocuments[kind]}
                {state !== 'present' && <span className="small block">{m.referrals.documents[kind]}</span>}
              </>
            );
            return (
              <Row key={kind} label={label}>
                <StateTag tone={DOCUMENT_TONE[state]} text={m.vocabulary.documentStates[state]} />
              </Row>
            );
          })}
        </Rows>
      </div>
    </Section>
  );
}

function ReferralFacts({ referral }: { referral: ShownReferral }) {
  const { m, inOwn, day, count } = useWords();
  const words = m.referrals.page;
  const from = referral.byFamily ? m.referrals.family : referral.from && inOwn(referral.from).text;
  return (
    <Card>
      <h2>{words.about}</h2>
      <Rows>
        {referral.pmpc && <Row label={words.pmpc}>{inOwn(referral.pmpc).text}</Row>}
        {from && <Row label={words.from}>{from}</Row>}
        {referral.author && <Row label={words.author}>{referral.author}</Row>}
        <Row label={words.created}>{day(referral.createdOn)}</Row>
        {referral.sentOn && <Row label={words.sent}>{day(referral.sentOn)}</Row>}
        {referral.state === 'sent' && <Row label={words.waiting}>{count(referral.waiting, m.referrals.waiting)}</Row>}
        {referral.decidedOn && <Row label={words.decided}>{day(referral.decidedOn)}</Row>}
        <Row label={words.consent}>{referral.consented ? words.consented : words.notConsented}</Row>
      </Rows>
    </Card>
  );
}
