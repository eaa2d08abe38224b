import type { ConsentManner, ConsentPurpose, ConsentState } from '~/domain/consents';
import type { Relation } from '~/domain/guardians';
import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { DataList, EmptyState } from '../ui/list';
import { StateTag, type Tone } from '../ui/state-tag';

export interface ListedConsent {
  id: string;
  purpose: ConsentPurpose;
  to: Record<Language, string> | null;
  state: ConsentState;
  manner: ConsentManner;
  guardian: string;
  relation: Relation;
  answeredOn: string;
  recordedBy: string | null;
  counts: boolean;
  can: { withdraw: boolean };
}

const TONE: Record<ConsentState, Tone> = { given: 'good', refused: 'draft', withdrawn: 'watch' };

/** Every answer, newest first; the one that counts for its purpose says so. */
export function ConsentLedger({ rows, give, giveHref }: { rows: ListedConsent[]; give: 'own' | 'paper' | null; giveHref: string }) {
  const { m, count, day, fill, inOwn } = useWords();
  const words = m.consents;
  if (rows.length === 0) {
    return (
      <EmptyState
        title={words.empty.title}
        text={words.empty[give ?? 'readonly']}
        action={give ? <LinkButton kind="main" href={giveHref}>{words.give[give]}</LinkButton> : undefined}
      />
    );
  }
  const withRecorder = rows.some(({ recordedBy }) => recordedBy !== null);
  const withActions = rows.some(({ can }) => can.withdraw);
  return (
    <DataList
      caption={count(rows.length, words.count)}
      items={rows}
      itemKey={(row) => row.id}
      columns={[
        {
          head: words.columns.purpose,
          names: true,
          cell: (row) => <>{m.vocabulary.consentPurposes[row.purpose]}{row.to && <span className="small block font-normal">{fill(words.transfer.to, { pmpc: inOwn(row.to).text })}</span>}</>,
        },
        {
          head: words.columns.state,
          cell: (row) => (
            <span>
              <StateTag tone={row.counts ? TONE[row.state] : 'draft'} text={m.vocabulary.consentStates[row.state]} />
              {row.counts && <span className="small block">{words.counts}</span>}
            </span>
          ),
        },
        { head: words.columns.guardian, cell: (row) => <span>{row.guardian}<span className="small block">{m.vocabulary.relations[row.relation]}</span></span> },
        { head: words.columns.on, cell: (row) => day(row.answeredOn) },
        { head: words.columns.manner, cell: (row) => m.vocabulary.consentManners[row.manner] },
        ...(withRecorder ? [{ head: words.columns.recordedBy, cell: (row: ListedConsent) => row.recordedBy ?? '—' }] : []),
        ...(withActions
          ? [
              {
                head: words.withdraw,
                cell: (row: ListedConsent) =>
                  row.can.withdraw ? (
                    <a href={`/consents/${row.id}/withdrawal`}>
                      {words.withdraw}
                      <span className="sr-only"> {m.vocabulary.consentPurposes[row.purpose]}</span>
                    </a>
                  ) : (
                    '—'
                  ),
              },
            ]
          : []),
      ]}
    />
  );
}
