import { RIGHTS_COLUMNS } from '../../../packages/documents/src/rights-table.ts';

export const COLUMNS = RIGHTS_COLUMNS;

export type Column = (typeof COLUMNS)[number];

/** `yes`: it arrives at everybody. `no`: it leaves no trace with anybody. */
export type Cell = 'yes' | 'no';

export type Row = Readonly<Record<Column, Cell>>;

/** Operation → row; throws where a line says something twice or says nothing. */
export function parseRows(text: string): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const line of text.split('\n')) {
    const words = line.trim().split(/\s+/);
    // A heading, or nothing.
    if (words.length < COLUMNS.length || words.at(-1) === COLUMNS.at(-1)) continue;
    const cells = words.splice(-COLUMNS.length) as Cell[];
    if (!cells.every((cell) => cell === 'yes' || cell === 'no')) throw new Error(`No cells: ${line}`);
    const row = Object.fromEntries(COLUMNS.map((column, index) => [column, cells[index]])) as Row;
    for (const operation of operationsOf(words.join(' '))) {
      if (rows.has(operation)) throw new Error(`Twice in the table: ${operation}`);
      rows.set(operation, row);
    }
  }
  return rows;
}

/** `shots.size lens · change own` is two operations. */
function operationsOf(title: string): string[] {
  const [place = '', what = ''] = title.split(' · ');
  const [root = '', first] = place.split('.');
  if (first === undefined) return [`${place} · ${what}`];
  return first.split(' ').map((field) => `${root}.${field} · ${what}`);
}

/** The same form as it is written in, fields with the same cells in one line. */
export function printRows(rows: ReadonlyMap<string, Row>): string {
  const lines = new Map<string, { root: string; what: string; fields: string[]; row: Row }>();
  for (const [operation, row] of rows) {
    const [place = '', what = ''] = operation.split(' · ');
    const [root = '', field] = place.split('.');
    const key = JSON.stringify([root, what, field === undefined, Object.values(row)]);
    const line = lines.get(key) ?? { root, what, fields: [], row };
    lines.set(key, line);
    if (field !== undefined) line.fields.push(field);
  }
  const titles = [...lines.values()].map(({ root, what, fields, row }) => ({
    title: `${root}${fields.length === 0 ? '' : `.${fields.join(' ')}`} · ${what}`,
    row,
  }));
  const width = Math.max(...titles.map(({ title }) => title.length)) + 2;
  const cells = (words: readonly string[]): string =>
    words.map((word, index) => word.padEnd(COLUMNS[index]!.length + 1)).join('');
  return [
    ' '.repeat(width) + cells(COLUMNS),
    ...titles.map(({ title, row }) => title.padEnd(width) + cells(COLUMNS.map((column) => row[column]))),
  ].join('\n');
}
