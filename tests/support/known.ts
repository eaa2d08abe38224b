import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { inject } from 'vitest';
import type { Named } from './chain';

/** A child of the demo who learns at the school of the coordinator and was examined before; the family has no account. */
export function examinedBefore(): Named & { birthDate: string } {
  const { folder, ids, otherIds, accounts } = inject('demo');
  const spoken = [ids, ...Object.values(otherIds)].map(({ childId }) => childId ?? '');
  const coordinator = accounts.find(({ email }) => email === 'coordinator@qadam.test')?.membershipId;
  const database = new Sqlite(join(folder, 'qadam.sqlite'), { readonly: true, timeout: 5_000 });
  const rows = database
    .prepare(
      `select c.id, c.surname, c.given_name as givenName, c.patronymic, c.birth_date as birthDate
       from children c
       join enrolments e on e.child_id = c.id
       join memberships m on m.organisation_id = e.organisation_id and m.id = ?
       join conclusions o on o.child_id = c.id and o.state = 'issued'
       where not exists (select 1 from guardians g where g.child_id = c.id and g.user_id is not null)
       order by o.valid_until`,
    )
    .all(coordinator) as (Named & { id: string; birthDate: string })[];
  database.close();
  const found = rows.find(({ id }) => !spoken.includes(id));
  if (!found) throw new Error('the demo has no child who was examined before');
  return found;
}
