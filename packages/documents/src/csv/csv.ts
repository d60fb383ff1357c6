/** Marks the file as UTF-8 for spreadsheets that would guess otherwise, and read Hangul wrongly. */
const BYTE_ORDER_MARK = '\u{FEFF}';

/** Rows as spreadsheets read them (RFC 4180). */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/**
 * Security: a cell that begins like a formula would be computed by whoever opens the file. The full-width signs of Korean
 * and Japanese keyboards count as the plain ones.
 */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r\0]/;

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
