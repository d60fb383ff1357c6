/** Cells as spreadsheets exchange them: tab-separated text, and a table in HTML beside it. */
export type CellGrid = readonly (readonly string[])[];

export function toTsv(grid: CellGrid): string {
  return grid.map((row) => row.map(quoted).join('\t')).join('\n');
}

export function toHtml(grid: CellGrid): string {
  const rows = grid.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`);
  return `<table><tbody>${rows.join('')}</tbody></table>`;
}

/** The table of an HTML clipboard, or null when it holds none and the text counts. */
export function fromHtml(html: string): CellGrid | null {
  if (!/<table[\s>]/iu.test(html)) return null;
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  if (table === null) return null;
  const grid = Array.from(table.rows, (row) => Array.from(row.cells, cellText));
  return grid.length === 0 ? null : grid;
}

/** Lines within a cell are `<br>` or blocks; every other white space is the source's layout. */
function cellText(cell: HTMLTableCellElement): string {
  const copy = cell.cloneNode(true) as HTMLTableCellElement;
  for (const line of copy.querySelectorAll('br')) line.replaceWith('\u2028');
  for (const block of copy.querySelectorAll('p, div, li')) block.append('\u2028');
  return (copy.textContent ?? '')
    .replace(/[ \t\r\n\u00a0]+/gu, ' ')
    .replace(/ ?\u2028 ?/gu, '\n')
    .trim();
}

/** Tabs between cells, lines between rows; in quotes both belong to the cell, and "" is a quote. */
export function fromTsv(text: string): CellGrid {
  const rows: string[][] = [[]];
  let cell = '';
  let inQuotes = false;
  const source = text.replace(/\r\n?/gu, '\n').replace(/\n$/u, '');
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let index = 0; index < source.length; index++) {
    const letter = source[index] ?? '';
    if (inQuotes) {
      if (letter !== '"') cell += letter;
      else if (source[index + 1] === '"') {
        cell += '"';
        index++;
      } else inQuotes = false;
    } else if (letter === '"' && cell === '' && closes(source, index)) inQuotes = true;
    else if (letter === '\t') endCell();
    else if (letter === '\n') {
      endCell();
      rows.push([]);
    } else cell += letter;
  }
  endCell();
  return rows;
}

/** A quote opens a cell only if one closes it before a tab, a line's end or the text's end. */
function closes(source: string, open: number): boolean {
  for (let index = open + 1; index < source.length; index++) {
    if (source[index] !== '"') continue;
    if (source[index + 1] === '"') index++;
    else return index + 1 === source.length || source[index + 1] === '\t' || source[index + 1] === '\n';
  }
  return false;
}

function quoted(cell: string): string {
  return /[\t\n"]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function escaped(cell: string): string {
  return cell
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br>');
}
