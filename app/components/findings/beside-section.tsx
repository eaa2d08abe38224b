import type { Domain } from '~/domain/findings';
import type { Signal } from '~/domain/milestones-of-age';
import type { DocumentState, ReferralDocument } from '~/domain/referrals';
import { useWords } from '~/i18n/words';
import { Row, Rows, Section } from '../ui/card';
import { Notice } from '../ui/notice';
import { ProfileChart, type LevelPair } from './profile-chart';

interface BesideSectionProps {
  documents: { kind: ReferralDocument; state: DocumentState }[];
  earlier: { sessionOn: string; levels: LevelPair[] }[];
  signal: Signal | null;
  domains: readonly Domain[];
  now: LevelPair[];
}

const KIND = { talk: 'info', refer: 'watch', urgent: 'late' } as const;

/** What stands beside a section while it is written: what the milestones suggest, earlier levels, the referral's documents. */
export function BesideSection({ documents, earlier, signal, domains, now }: BesideSectionProps) {
  const { m } = useWords();
  const words = m.findings.beside;
  return (
    <>
      {signal && <Notice kind={KIND[signal]} title={words.signal}><p>{words.signals[signal]}</p></Notice>}
      <Section id="earlier" title={words.earlier}>
        {earlier.length > 0 ? <ProfileChart domains={domains} earlier={earlier} now={now} /> : <p className="small">{words.noEarlier}</p>}
      </Section>
      <Section id="documents" title={words.documents}>
        {documents.length > 0 ? (
          <Rows>
            {documents.map(({ kind, state }) => <Row key={kind} label={m.vocabulary.referralDocuments[kind]}>{m.vocabulary.documentStates[state]}</Row>)}
          </Rows>
        ) : (
          <p className="small">{words.noDocuments}</p>
        )}
      </Section>
    </>
  );
}
