import writeExcelFile from 'write-excel-file/node';
import type { Table } from './tables.server';

/** How a browser is told that a workbook comes. */
export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Sheet names hold at most 31 characters and none of these. */
const sheetName = (title: string, index: number) => `${index + 1}. ${title.replaceAll(/[\\/?*[\]:]/g, ' ')}`.slice(0, 31).trim();

const bold = (value: string) => ({ value, fontWeight: 'bold' as const, wrap: true });

/**
 * Tables as an .xlsx workbook, one sheet each: the title, the note, the heads and the lines. Text stays text, whatever
 * sign it begins with, so that no cell is ever a formula.
 */
export async function workbookOf(tables: readonly Table[]): Promise<Uint8Array<ArrayBuffer>> {
  const book = await writeExcelFile(
    tables.map(({ title, note, heads, rows }, index) => ({
      sheet: sheetName(title, index),
      columns: heads.map((head, column) => ({ width: widthOf(head, rows, column) })),
      data: [
        [bold(title)],
        ...(note ? [[{ value: note, wrap: false }]] : []),
        heads.map(bold),
        ...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? { value: cell, type: Number } : { value: cell, type: String, wrap: cell.length > 40 }))),
      ],
    })),
  ).toBuffer();
  return new Uint8Array(book);
}

/** As wide as what stands in the column, within reason. */
function widthOf(head: string, rows: Table['rows'], column: number): number {
  const longest = rows.reduce((most, row) => Math.max(most, String(row[column] ?? '').length), head.length);
  return Math.min(48, Math.max(8, longest + 2));
}

/** The answer of an address that gives a workbook; its name says neither a child nor a number. */
export function workbookAnswer(body: Uint8Array<ArrayBuffer>, name: string): Response {
  return new Response(body, {
    headers: { 'Content-Type': WORKBOOK_TYPE, 'Content-Disposition': `attachment; filename="${name}.xlsx"`, 'Cache-Control': 'private, no-store' },
  });
}
