import type { Relation } from '~/domain/guardians';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { Card, Row, Rows } from '../ui/card';
import { EmptyState } from '../ui/list';
import { Notice } from '../ui/notice';

export interface ListedGuardian {
  id: string;
  name: string;
  relation: Relation;
  preferred: boolean | null;
  linked: boolean | null;
  household: number | null;
  phone: string | null;
  address: string | null;
  flagged: boolean;
}

interface GuardiansListProps {
  rows: ListedGuardian[];
  shows: { contacts: boolean; addresses: boolean; accounts: boolean };
  can: { add: boolean; code: boolean };
  addHref: string;
}

/** One card an adult: who, how to reach them, whether they have an account. Lines the reader is not told are left out. */
export function GuardiansList({ rows, shows, can, addHref }: GuardiansListProps) {
  const { m, count } = useWords();
  const words = m.guardians;
  if (rows.length === 0) {
    return (
      <EmptyState
        title={words.empty.title}
        text={can.add ? words.empty.text : words.empty.readonly}
        action={can.add ? <LinkButton kind="main" href={addHref}>{words.add}</LinkButton> : undefined}
      />
    );
  }
  return (
    <>
      <p className="small mb-3">{count(rows.length, words.count)}</p>
      <ul className="grid gap-4 max-w-reading">
        {rows.map((row) => (
          <li key={row.id}>
            <GuardianCard row={row} shows={shows} mayCode={can.code} />
          </li>
        ))}
      </ul>
    </>
  );
}

function GuardianCard({ row, shows, mayCode }: { row: ListedGuardian; shows: GuardiansListProps['shows']; mayCode: boolean }) {
  const { m, fill } = useWords();
  const words = m.guardians;
  const tellsPhone = shows.contacts && (shows.addresses || row.phone !== null);
  return (
    <Card>
      <h2>{row.name}</h2>
      <p className="small">{[m.vocabulary.relations[row.relation], row.preferred ? words.preferred : null].filter(Boolean).join(' · ')}</p>
      {row.flagged && <div className="mt-3"><Notice kind="watch">{words.flagged}</Notice></div>}
      {(tellsPhone || shows.accounts) && (
        <div className="mt-3">
          <Rows>
            {tellsPhone && <Row label={words.columns.phone}>{row.phone ? <a href={`tel:${row.phone}`} className="num">{row.phone}</a> : words.notRecorded}</Row>}
            {shows.contacts && shows.addresses && <Row label={words.columns.address}>{row.address ?? words.notRecorded}</Row>}
            {row.household !== null && <Row label={words.columns.household}>{fill(words.household, { n: row.household })}</Row>}
            {row.linked !== null && <Row label={words.columns.account}>{row.linked ? words.linked : words.unlinked}</Row>}
          </Rows>
        </div>
      )}
      {mayCode && row.linked === false && (
        <div className="actions mt-3">
          <LinkButton href={`/guardians/${row.id}/code`}>{words.makeCode}</LinkButton>
        </div>
      )}
    </Card>
  );
}
