import type { Content } from 'pdfmake/interfaces';
import type { Qr } from './qr.server';
import type { PaperWords } from './words';

/** The blocks a document is set from. Names of styles are those of press-worker.mjs. */

/** What stands on each page: which document and which child above, who printed it and when below. */
export function pageLines(
  { m, fill, moment }: PaperWords,
  { number, child, printedAt, printedBy }: { number: string; child: { name: string; birthYear: string }; printedAt: string; printedBy: string },
): { running: string; foot: string; pageOf: string } {
  return {
    running: `${number} · ${child.name}, ${fill(m.conclusions.list.birthYear, { year: child.birthYear })}`,
    foot: fill(m.frame.printed, { when: moment(printedAt), who: printedBy }),
    pageOf: m.checks.pdf.page,
  };
}

/** The top of a document: who issues it, what it is, which one. */
export function heading({ organisation, title, number }: { organisation: string; title: string; number?: string }): Content[] {
  return [
    { text: organisation, style: 'centre' },
    { text: title, style: 'title' },
    ...(number ? [{ text: number, style: 'centre' }] : []),
  ];
}

/** A titled part; a title never stands alone at the foot of a page. */
export function part(title: string, ...content: Content[]): Content[] {
  return [{ text: title, style: 'part' }, ...content];
}

/** Somebody's text, or a word that there is none. */
export function prose(text: string, empty: string): Content {
  return text ? { text, preserveLeadingSpaces: true } : { text: empty, style: 'small' };
}

/** Name and value lines; what is not there is left out. */
export function facts(rows: [string, string | number | null | undefined][]): Content {
  return {
    margin: [0, 10, 0, 0],
    stack: rows
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([label, value]): Content => ({ text: [`${label}: `, { text: String(value), bold: true }], margin: [0, 1, 0, 1] })),
  };
}

/** Items one under another, or a word that there are none. */
export function list(items: string[], none: string): Content {
  return items.length > 0 ? { ul: items } : { text: none };
}

/** How long a line to sign on is, in points. */
const LINE = 176;

/** A line for each to sign, with what is signed already. They stay on one page with their line. */
export function signatures(rows: { role: string; name?: string | null; signed?: string | null }[], unsigned: string): Content {
  return {
    margin: [0, 18, 0, 0],
    stack: rows.map(({ role, name, signed }): Content => ({
      unbreakable: true,
      margin: [0, 0, 0, 8],
      columns: [
        { width: '*', text: role },
        { width: LINE, stack: [{ text: signed || ' ', alignment: 'center', style: 'small' }, { canvas: [{ type: 'line', x1: 0, y1: 0, x2: LINE, y2: 0, lineWidth: 0.6 }] }, { text: unsigned, alignment: 'center', style: 'small' }] },
        { width: 140, text: name ?? '', margin: [8, 0, 0, 0] },
      ],
    })),
  };
}

/** The square code with its address, and the mark to compare by eye. */
export function checkBlock({ m, fill }: PaperWords, { address, digest, qr }: { address: string; digest: string; qr: Qr }): Content {
  const { paper } = m.checks;
  return {
    unbreakable: true,
    margin: [0, 16, 0, 0],
    columns: [
      { svg: `<svg viewBox="0 0 ${qr.size} ${qr.size}"><path d="${qr.path}" fill="#000"/></svg>`, width: 92 },
      {
        margin: [12, 0, 0, 0],
        stack: [
          { text: paper.title, style: 'strong' },
          { text: paper.how, style: 'small' },
          { text: address, style: 'small', link: address },
          { text: fill(paper.digest, { digest }), style: 'small' },
          { text: paper.nothing, style: 'small' },
        ],
      },
    ],
  };
}
