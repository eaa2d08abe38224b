import type { Messages } from '~/i18n/messages';

/** What a route says of its page, as its `handle`. */
export interface Handle {
  /** The title of the browser's tab: never a child's name, never a number. */
  title?: (m: Messages) => string;
  /** The page has a rich form and loads scripts; every other page works and renders without any. */
  scripts?: boolean;
  /** A document to print: no frame around it. */
  paper?: boolean;
}
