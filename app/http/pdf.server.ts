import type { Language } from '~/domain/languages';
import { MESSAGES } from '~/i18n/all';
import { languageOf } from './locale.server';

/** The language a paper is asked for in; official forms exist in Kazakh and Russian. */
export function paperLanguage(request: Request): 'kk' | 'ru' {
  const asked = new URL(request.url).searchParams.get('language') ?? languageOf(request);
  return asked === 'ru' ? asked : 'kk';
}

/**
 * A document as the answer to a request.
 * @param name of the file; it tells the kind and the number, never a child
 */
export async function pdfAnswer(request: Request, name: string, printing: Promise<Uint8Array<ArrayBuffer>>): Promise<Response> {
  try {
    return new Response(await printing, {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename="${name}.pdf"`,
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'PressTrouble') return tryAgain(languageOf(request));
    throw error;
  }
}

/** The press is busy: nothing is lost, and a minute later it will do. */
function tryAgain(language: Language): Response {
  return new Response(MESSAGES[language].checks.pdf.busy, {
    status: 503,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '30', 'Cache-Control': 'private, no-store' },
  });
}
