export type DatabaseReason =
  | 'busy'
  | 'full'
  | 'keys'
  | 'kind'
  | 'migration'
  | 'network-file-system'
  | 'newer'
  | 'not-writable'
  | 'replaced'
  | 'settings'
  | 'unreadable';

/**
 * The database cannot be opened or used as it stands. The message is one English line for the terminal and the log;
 * the reason is what a page answers by ('busy' and 'full' pass, the others want a person).
 */
export class DatabaseTrouble extends Error {
  constructor(
    readonly reason: DatabaseReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DatabaseTrouble';
  }
}
