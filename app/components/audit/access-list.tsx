import type { Language } from '~/domain/languages';
import type { Duty, Role, Specialty } from '~/domain/permissions';
import type { TeamPart } from '~/domain/team';
import { useWords } from '~/i18n/words';
import { DataList } from '../ui/list';

export interface PersonWithAccess {
  name: string;
  role: Role;
  duty: Duty | null;
  part: TeamPart | null;
  specialty: Specialty | null;
  relation: 'mother' | 'father' | 'guardian' | 'trustee' | 'other' | null;
  organisation: Record<Language, string> | null;
  tie: 'coordinates' | 'team' | 'assists' | 'pmpc' | 'examines' | 'guardian';
  since: string | null;
  until: string | null;
}

/** Who may open the file today, and by which tie. */
export function AccessList({ rows }: { rows: PersonWithAccess[] }) {
  const { m, count, day, inOwn } = useWords();
  const words = m.audit.access;
  const known = m.vocabulary;
  const does = ({ relation, part, specialty, duty, role }: PersonWithAccess) => {
    if (relation) return known.relations[relation];
    if (part) return known.teamParts[part];
    if (specialty) return known.specialties[specialty];
    return duty ? known.duties[duty] : known.roles[role];
  };
  return (
    <DataList
      caption={count(rows.length, words.count)}
      items={rows}
      itemKey={(row) => `${row.tie} ${row.name} ${row.part ?? row.specialty ?? row.duty ?? ''} ${row.since}`}
      columns={[
        { head: words.columns.name, names: true, cell: (row) => <>{row.name}<span className="small block font-normal">{[does(row), row.organisation && inOwn(row.organisation).text].filter(Boolean).join(', ')}</span></> },
        { head: words.columns.tie, cell: ({ tie }) => words.ties[tie] },
        { head: words.columns.since, cell: ({ since }) => (since ? day(since) : '—') },
        { head: words.columns.until, cell: ({ until }) => (until ? day(until) : words.open) },
      ]}
    />
  );
}
