import { LANGUAGES, type Language } from '~/domain/languages';

const YEAR = 365 * 86_400;

/** The reader's language: what they chose, else Kazakh. */
export function languageOf(request: Request): Language {
  const chosen = /(?:^|;\s*)lang=([a-z]{2})(?:;|$)/.exec(request.headers.get('Cookie') ?? '')?.[1];
  return LANGUAGES.find((language) => language === chosen) ?? 'kk';
}

export function languageCookie(language: Language, https: boolean): string {
  return `lang=${language}; Path=/; Max-Age=${YEAR}; SameSite=Lax; HttpOnly${https ? '; Secure' : ''}`;
}
