/** Calendar files (RFC 5545), out and in: `@clapper/documents/ics`. Loaded where somebody exports or imports, and nowhere else. */
export type { IcsEvent, IcsException } from './ics-event.ts';
export { importIcs, previewImport, sizeOfImport, type ImportRow } from './import-ics.ts';
export { readIcs, type IcsEventProblem, type IcsReading, type IcsSkipped, type ReadIcs } from './read-ics.ts';
export { ICS_LIMITS, type IcsFileProblem } from './scan.ts';
export { eventsIn, writeIcs, type WriteIcs } from './write-ics.ts';
