import { DataList } from '../ui/list';

export interface SaidTable {
  title: string;
  note?: string;
  heads: string[];
  rows: (string | number)[][];
}

interface TableViewProps {
  table: SaidTable;
  caption?: string;
  captionHidden?: boolean;
  /** The column that names the row; the first unless said. */
  names?: number;
  /** Where each row's name leads. */
  hrefs?: (string | null)[];
  stacks?: boolean;
}

/** A table whose words and numbers are ready, with one column that names its rows. */
export function TableView({ table, caption = table.title, captionHidden, names = 0, hrefs, stacks }: TableViewProps) {
  const isNumber = (column: number) => table.rows.some((row) => typeof row[column] === 'number');
  const cell = (row: (string | number)[], column: number, at: number) => {
    const text = row[column] === '' ? '—' : row[column];
    const href = column === names ? hrefs?.[at] : null;
    return href ? <a href={href}>{text}</a> : text;
  };
  return (
    <DataList
      caption={caption}
      captionHidden={captionHidden}
      stacks={stacks}
      items={table.rows.map((row, at) => ({ row, at }))}
      itemKey={({ at }) => String(at)}
      columns={table.heads.map((head, column) => ({
        head,
        names: column === names,
        number: column !== names && isNumber(column),
        cell: ({ row, at }) => cell(row, column, at),
      }))}
    />
  );
}
