/** Notes out to editing programs and back: `@clapper/documents/exchange`. Loaded where somebody exports or imports, and nowhere else. */
export { EXPORT_FORMATS, readMarkers, type ExportFormat, type ExportFormatName } from './formats.ts';
export {
  MARKER_COLORS,
  timedOf,
  usualStart,
  type Marker,
  type MarkerColor,
  type MarkerSheet,
} from './marker.ts';
export { IMPORT_BATCH, importBatches, planImport, type ImportRow, type KnownNote } from './plan-import.ts';
export {
  EXCHANGE_LIMITS,
  type FileProblem,
  type FoundMarker,
  type MarkerProblem,
  type MarkerReading,
  type MarkerTrouble,
  type ReadOptions,
} from './reading.ts';
