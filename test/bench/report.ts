/** One line of the table: what was measured, of whom, against which bar. */
export interface Row {
  bench: string;
  load: string;
  figure: string;
  /** Per peer, or `Clapper` alone; in the unit of `figure`. */
  values: Record<string, number>;
  /** Clapper against the better peer, where there are peers. */
  ratio?: number;
  bar: string;
  /** Whether the bar is met; left out where the issue sets none yet. */
  met?: boolean;
}

export function table(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.values)))];
  const head = ['bench', 'load', 'figure', ...names, 'ratio', 'bar', 'met'];
  const lines = rows.map((row) => [
    row.bench,
    row.load,
    row.figure,
    ...names.map((name) => figure(row.values[name])),
    row.ratio === undefined ? '' : row.ratio.toFixed(2),
    row.bar,
    row.met === undefined ? '' : row.met ? 'yes' : 'no',
  ]);
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function figure(value: number | undefined): string {
  if (value === undefined) return '';
  if (Number.isNaN(value)) return '–';
  return value >= 100 ? String(Math.round(value)) : value.toFixed(1);
}
