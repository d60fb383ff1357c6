export const CSV_LIMITS = {
  /** Characters of a file. */
  file: 10 * 1024 * 1024,
  rows: 10_000,
  columns: 200,
} as const;

export type CsvProblem = 'too_large' | 'too_many_rows' | 'too_many_columns' | 'cut_off';
export type ReadCsv = { ok: true; rows: string[][] } | { ok: false; code: CsvProblem };

/**
 * Takes a table apart (RFC 4180, and what spreadsheets make of it: semicolons or tabs where the comma is the decimal sign).
 * The apostrophe that {@link csvOf} puts before a formula is taken off again. Empty rows are left out.
 */
export function readCsv(file: string): ReadCsv {
  if (file.length > CSV_LIMITS.file) return { ok: false, code: 'too_large' };
  const text = file.replace(/^\u{FEFF}/u, '');
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const quoted = text[at] === '"' ? endOfQuotes(text, at) : null;
    if (quoted === -1) return { ok: false, code: 'cut_off' };
    const end = endOfCell(text, quoted ?? at, separator);
    const value =
      quoted === null ? text.slice(at, end) : text.slice(at + 1, quoted - 1).replaceAll('""', '"');
    row.push(value.replace(/^'(?=\s*[=+\-@＝＋－＠\t\r\0])/, ''));
    if (row.length > CSV_LIMITS.columns) return { ok: false, code: 'too_many_columns' };
    if (text[end] === separator) {
      at = end + 1;
      continue;
    }
    if (row.some((each) => each !== '')) rows.push(row);
    if (rows.length > CSV_LIMITS.rows) return { ok: false, code: 'too_many_rows' };
    row = [];
    if (end >= text.length) break;
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
  return { ok: true, rows };
}

/** The one that the first line has most of. */
function separatorOf(text: string): string {
  const line = /^[^\r\n]{0,10000}/.exec(text)![0];
  const count = (sign: string): number => line.split(sign).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0]!;
}

/** Behind the closing quotation mark; -1: there is none. */
function endOfQuotes(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at + 1;
    at += 1;
  }
  return -1;
}

function endOfCell(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}
