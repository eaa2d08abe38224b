import type { Language } from '~/domain/languages';
import { en } from './en';
import { kk } from './kk';
import type { Messages } from './messages';
import { ru } from './ru';

/** All languages at once: for the server, whose readers differ from request to request. */
export const MESSAGES: Record<Language, Messages> = { kk, ru, en };
