import { EXPORT_FORMATS, type ExportFormatName } from '@clapper/documents/exchange';
import { recall, remember } from '../../../app/memory.ts';

/** What editing programs read, and paper. */
export type Format = ExportFormatName | 'pdf';

export const FORMATS: readonly Format[] = [...(Object.keys(EXPORT_FORMATS) as ExportFormatName[]), 'pdf'];

/** The program that was chosen the last time in this browser: an editor cuts with one. */
export function recallFormat(): Format {
  const last = recall('review.format');
  return FORMATS.find((known) => known === last) ?? 'resolve';
}

export function rememberFormat(format: Format): void {
  remember('review.format', format);
}
