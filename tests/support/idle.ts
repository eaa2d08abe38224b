import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { inject } from 'vitest';

/** Half an hour passes in which this person of the cast does nothing: all their sign-ins have come to their idle end. */
export function idleTooLong(who: string): void {
  const { folder, accounts } = inject('demo');
  const account = accounts.find(({ email }) => email === `${who}@qadam.test`);
  const database = new Sqlite(join(folder, 'qadam.sqlite'), { fileMustExist: true, timeout: 5_000 });
  database.prepare('update sessions set expires_at = ? where user_id = ?').run(Date.now() - 1_000, account?.userId);
  database.close();
}
