/** The respectful-terms check. It offers other words; it never blocks, never replaces by itself, and counts nobody's words. */

/** One entry of the wording list: a portable pattern, what to say instead, and the set phrases it leaves alone. */
export interface WordingEntry {
  id: string;
  lang: string;
  regex: string;
  severity: string;
  prefer: string;
  exceptions: readonly string[];
}

/** A term found; `start` and `end` are offsets into the text as it was given. */
export interface FoundTerm {
  id: string;
  term: string;
  suggestion: string;
  severity: string;
  start: number;
  end: number;
}

/**
 * The terms of `lang` that are worth another word, from first to last. Where two entries meet, the longer phrase stands.
 * The text is read as composed letters with single spaces, and Latin look-alikes inside a Cyrillic word as Cyrillic.
 */
export function findTerms(text: string, lang: string, vocabulary: readonly WordingEntry[]): FoundTerm[] {
  const { read, spans } = readable(text);
  const found = vocabulary
    .filter((entry) => entry.lang === lang)
    .flatMap((entry) => {
      const { term, exceptions } = patternsOf(entry);
      const allowed = exceptions.flatMap((exception) => placesOf(exception, read));
      return placesOf(term, read)
        .filter((place) => !allowed.some((phrase) => overlap(place, phrase)))
        .map((place): FoundTerm => {
          const start = spans[place.start]?.start ?? 0;
          const end = spans[place.end - 1]?.end ?? start;
          return { id: entry.id, term: text.slice(start, end), suggestion: entry.prefer, severity: entry.severity, start, end };
        });
    })
    .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);

  return found
    .filter((term, index) => !found.slice(0, index).some((longer) => overlap(term, longer)))
    .sort((a, b) => a.start - b.start);
}

interface Place {
  start: number;
  end: number;
}

function overlap(a: Place, b: Place): boolean {
  return a.start < b.end && b.start < a.end;
}

function placesOf(pattern: RegExp, text: string): Place[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: match }) => ({ start: index, end: index + match.length }));
}

interface Patterns {
  term: RegExp;
  exceptions: RegExp[];
}

const compiled = new WeakMap<WordingEntry, Patterns>();

function patternsOf(entry: WordingEntry): Patterns {
  const known = compiled.get(entry);
  if (known) return known;
  const patterns = { term: new RegExp(entry.regex, 'giu'), exceptions: entry.exceptions.map((source) => new RegExp(source, 'giu')) };
  compiled.set(entry, patterns);
  return patterns;
}

// prettier-ignore
const LOOK_ALIKES: Record<string, string> = {
  a: 'а', c: 'с', e: 'е', h: 'һ', i: 'і', o: 'о', p: 'р', x: 'х', y: 'у', ə: 'ә',
  A: 'А', B: 'В', C: 'С', E: 'Е', H: 'Н', I: 'І', K: 'К', M: 'М', O: 'О', P: 'Р', T: 'Т', X: 'Х', Y: 'У', Ə: 'Ә',
};

/** The text as the patterns read it, and for each of its characters the place in the text it stands for. */
function readable(text: string): { read: string; spans: Place[] } {
  let read = '';
  const spans: Place[] = [];
  for (const { index: start, 0: piece } of text.matchAll(/\s+|\P{M}\p{M}*|\p{M}+/gu)) {
    const composed = /^\s/.test(piece) ? ' ' : piece.normalize('NFC');
    for (let unit = 0; unit < composed.length; unit += 1) spans.push({ start, end: start + piece.length });
    read += composed;
  }
  const inCyrillic = read.replace(/\p{L}+/gu, (word) =>
    /\p{Script=Cyrillic}/u.test(word) ? word.replace(/[a-zəƏ]/gi, (letter) => LOOK_ALIKES[letter] ?? letter) : word,
  );
  return { read: inCyrillic, spans };
}
