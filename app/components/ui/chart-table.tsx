/** The chart's twin in words and numbers, closed until asked for. The first cell of each row names it. */
export function ChartTable({ summary, caption, heads, rows }: { summary: string; caption: string; heads: string[]; rows: string[][] }) {
  return (
    <details>
      <summary className="small">{summary}</summary>
      <table className="table">
        <caption className="sr-only">{caption}</caption>
        <thead><tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>{cells.map((cell, column) => (column === 0 ? <th key={column} scope="row">{cell}</th> : <td key={column}>{cell}</td>))}</tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
