import type { MarkerSheet } from './marker.ts';
import type { MarkerReading, ReadOptions } from './reading.ts';
import { readEdl } from './read-edl.ts';
import { readLegacy } from './read-legacy.ts';
import { readOtio } from './read-otio.ts';
import { readXmeml } from './read-xmeml.ts';
import { writeAvid } from './write-avid.ts';
import { writeEdl } from './write-edl.ts';
import { writeFcpxml } from './write-fcpxml.ts';
import { writeJson, writeTable } from './write-table.ts';
import { writeXmeml } from './write-xmeml.ts';

export interface ExportFormat {
  extension: string;
  type: string;
  /** Only notes that speak of a frame: programs that cut have no place for the others. */
  timedOnly: boolean;
  write: (sheet: MarkerSheet) => string;
}

export const EXPORT_FORMATS = {
  resolve: { extension: 'edl', type: 'text/plain', timedOnly: true, write: writeEdl },
  premiere: { extension: 'xml', type: 'application/xml', timedOnly: true, write: writeXmeml },
  finalCut: { extension: 'fcpxml', type: 'application/xml', timedOnly: true, write: writeFcpxml },
  avid: { extension: 'txt', type: 'text/plain', timedOnly: true, write: writeAvid },
  csv: { extension: 'csv', type: 'text/csv', timedOnly: false, write: writeTable },
  json: { extension: 'json', type: 'application/json', timedOnly: false, write: writeJson },
} as const satisfies Record<string, ExportFormat>;

export type ExportFormatName = keyof typeof EXPORT_FORMATS;

/** Reads a file by what is in it; its name only decides between JSON and text that both could be meant. */
export function readMarkers(file: string, options: ReadOptions): MarkerReading {
  const text = file.replace(/^\u{FEFF}/u, '').trimStart();
  if (text.startsWith('<')) return readXmeml(file, options);
  if (/^\{[\s\S]{0,2000}"OTIO_SCHEMA"/.test(text)) return readOtio(file, options);
  if (text.includes('timestamp:') && !/^(TITLE|FCM):/im.test(text)) return readLegacy(file, options);
  return readEdl(file, options);
}
