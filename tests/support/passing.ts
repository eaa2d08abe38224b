import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { inject } from 'vitest';
import { dayIn } from '~/domain/calendar';

/** Time that passes in the demo's world while a test looks away. */

function inRecord<Found>(deed: (database: Sqlite.Database) => Found): Found {
  const database = new Sqlite(join(inject('demo').folder, 'qadam.sqlite'), { fileMustExist: true, timeout: 5_000 });
  try {
    return deed(database);
  } finally {
    database.close();
  }
}

/** Half an hour passes in which this person of the cast does nothing: all their sign-ins have come to their idle end. */
export function idleTooLong(who: string): void {
  const account = inject('demo').accounts.find(({ email }) => email === `${who}@qadam.test`);
  inRecord((database) => database.prepare('update sessions set expires_at = ? where user_id = ?').run(Date.now() - 1_000, account?.userId));
}

/**
 * The day of an examination comes, and of its appointment where it has one: early, before the hours at which others are
 * booked. `examination` is the address of its page.
 */
export function sessionDayComes(examination: string): void {
  const [, id] = /^\/assessments\/([0-9a-f-]{36})$/.exec(examination) ?? [];
  const today = dayIn(new Date());
  inRecord((database) => {
    const { changes } = database.prepare("update assessments set session_on = ?, session_at = '07:05' where id = ?").run(today, id);
    if (changes !== 1) throw new Error(`no examination stands at ${examination}`);
    database.prepare("update visits set visit_on = ?, starts_at = '07:05', ends_at = '08:05' where assessment_id = ? and state = 'booked'").run(today, id);
  });
}
