import type { Reason } from '~/domain/refusal';

/** What an action answers when a form could not be acted on: why, and everything that was typed. */
export interface Problem {
  /** Said in the error summary. */
  reason?: Reason;
  values?: Record<string, string | number>;
  /** Said at each field. */
  fields?: Record<string, Reason>;
  /** What fills the placeholders of a field's sentence. */
  fieldValues?: Record<string, Record<string, string | number>>;
  /** What was typed, given back to the form. */
  typed: Record<string, string[]>;
  /** On a conflict: what the record holds now, and its version. */
  theirs?: Record<string, string>;
  /** The place the person works in now, when it changed under the form. */
  place?: string;
}
