import { sql, type Column, type Placeholder, type SQL } from 'drizzle-orm';
import type { Tx } from './desk.server';

/** What SQLite is given as it is: an instant in milliseconds, a list as `listed` writes it. */
type Value = string | number | null;

type Slots<Name extends string> = { [Each in Name]: Placeholder<Each> };

interface Preparable<Rows> {
  prepare(): { all(values: Record<string, unknown>): Rows };
}

/**
 * A statement whose SQL drizzle writes once a connection, at its first use, and which is then asked with other values
 * each time: writing it costs several times what SQLite needs to answer. Stands at the top of a file, beside what uses it.
 *
 *     const nameOf = prepared(['childId'], (tx, { childId }) => tx.select({ name: children.name }).from(children).where(eq(children.id, childId)));
 *     const [row] = await nameOf(tx, { childId });
 *
 * Where a statement has several forms (by role, by filter), `form` says which; each form is kept.
 */
export function prepared<const Name extends string, Rows, Form = undefined>(
  names: readonly Name[],
  write: (tx: Tx, slots: Slots<Name>, form: Form) => Preparable<Rows>,
): (tx: Tx, values: Record<Name, Value>, ...form: undefined extends Form ? [] : [form: Form]) => Promise<Rows> {
  const slots = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])) as Slots<Name>;
  const kept = new WeakMap<Tx, Map<unknown, ReturnType<Preparable<Rows>['prepare']>>>();
  return async (tx, values, ...[form]) => {
    let forms = kept.get(tx);
    if (!forms) kept.set(tx, (forms = new Map()));
    let query = forms.get(form);
    if (!query) forms.set(form, (query = write(tx, slots, form as Form).prepare()));
    return query.all(values);
  };
}

/** The column is among the values of a list that `listed` has written. */
export function among(column: Column | SQL, list: Placeholder | string): SQL {
  return sql`${column} in (select value from json_each(${list}))`;
}

/** A list as one value of a prepared statement. */
export function listed(values: readonly string[]): string {
  return JSON.stringify(values);
}
